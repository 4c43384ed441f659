"""Orders of the bench, what was found, done and checked, and the codes that were matched."""

from shouhou.repair.models.codes import FourCodeCheck
from shouhou.repair.models.findings import Evidence, Finding, InspectionItem
from shouhou.repair.models.orders import Pause, RepairOrder
from shouhou.repair.models.work import QualityCheck, RepairAction

__all__ = [
    "Evidence",
    "Finding",
    "FourCodeCheck",
    "InspectionItem",
    "Pause",
    "QualityCheck",
    "RepairAction",
    "RepairOrder",
]
