"""The label on every box of a shipment: whose it is, and which box of how many (S2.2.3f)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shouhou.paper.codes import code128_svg
from shouhou.paper.forms.stationery import ContentMark, Party
from shouhou.paper.labels import Label
from shouhou.paper.typesetting import Form


@dataclass(frozen=True, kw_only=True)
class BoxLabel(Label):
    """One box, 100 × 100 mm; `number` is the shipment's."""

    template: ClassVar[str] = "box_label"
    width_mm: ClassVar[int] = 100
    height_mm: ClassVar[int] = 100

    sender: str
    sender_phone: str
    number: str
    box: int
    boxes: int
    agent: Party
    carrier: str = ""
    waybill: str = ""
    weight_grams: int = 0
    contents: str = ""
    marks: tuple[ContentMark, ...] = ()

    @property
    def box_code(self) -> str:
        """What the box scans as: the shipment's number and the box's, as in SH202611230004-02."""
        return f"{self.number}-{self.box:02}"

    def codes(self) -> dict[str, str]:
        """The box, so that packing and handing over count boxes and not shipments."""
        return {"box": code128_svg(self.box_code)}


@dataclass(frozen=True, kw_only=True)
class BoxLabels(Form):
    """The labels of all boxes of a shipment in one print: a page a box, in their order."""

    template: ClassVar[str] = "box_labels"

    number: str
    labels: tuple[BoxLabel, ...]

    def codes(self) -> dict[str, str]:
        """Each label's own code, under the number of its box."""
        return {f"box-{label.box}": code128_svg(label.box_code) for label in self.labels}
