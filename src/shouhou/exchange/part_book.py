"""The part book that packing lists are read with, out of the part master."""

from __future__ import annotations

import re

from shouhou.catalog.models import Part
from shouhou.exchange.packing_lists.part_book import KnownPart, PartBook

_BETWEEN_ALIASES = re.compile(r"[、,，;；/|]")


def known_parts() -> list[KnownPart]:
    """Every approved part, by every name that people give it."""
    parts = Part.objects.approved().select_related("model").order_by("part_no")
    return [_known(part) for part in parts]


def part_book() -> PartBook:
    """The approved parts, indexed for one list."""
    return PartBook(known_parts())


def _known(part: Part) -> KnownPart:
    aliases = [part.english_name, *_BETWEEN_ALIASES.split(part.alias)]
    return KnownPart(
        part_no=part.part_no,
        name=part.name,
        model=part.model.code if part.model else "",
        model_names=(part.model.name,) if part.model else (),
        aliases=tuple(filter(None, map(str.strip, aliases))),
        spec=part.spec,
        wears="" if part.wears == Part.Wears.NONE else part.wears,
    )
