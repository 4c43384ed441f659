"""The ledger's rows, by concept: where, what, who it is, why, and for whom."""

from shouhou.stock.models.chain import ChainHead, Seal
from shouhou.stock.models.demands import Demand, Reservation, ShortageEntry
from shouhou.stock.models.documents import Clearance, Document, Line, NumberSeries
from shouhou.stock.models.holdings import Condition, Holding, Lot, Move
from shouhou.stock.models.periods import PeriodClose
from shouhou.stock.models.places import Custody, Place
from shouhou.stock.models.transfers import Transfer
from shouhou.stock.models.units import Serial, Unit

__all__ = [
    "ChainHead",
    "Clearance",
    "Condition",
    "Custody",
    "Demand",
    "Document",
    "Holding",
    "Line",
    "Lot",
    "Move",
    "NumberSeries",
    "PeriodClose",
    "Place",
    "Reservation",
    "Seal",
    "Serial",
    "ShortageEntry",
    "Transfer",
    "Unit",
]
