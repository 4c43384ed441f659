"""The sheets the department prints: each its facts as a dataclass beside its look as a template."""
