"""What a department's catalog begins with: invented models and parts, real codes and holidays."""

from shouhou.catalog.seed.planting import plant, plant_policies

__all__ = ["plant", "plant_policies"]
