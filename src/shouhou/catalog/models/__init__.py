"""What the department knows before anything moves: models, parts, codes, calendar, policies."""

from shouhou.catalog.models.faults import FaultCode
from shouhou.catalog.models.parts import Part, PartSubstitute
from shouhou.catalog.models.phones import PhoneModel, Tac
from shouhou.catalog.models.rules import CalendarDay, CalendarYear, PolicyVersion

__all__ = [
    "CalendarDay",
    "CalendarYear",
    "FaultCode",
    "Part",
    "PartSubstitute",
    "PhoneModel",
    "PolicyVersion",
    "Tac",
]
