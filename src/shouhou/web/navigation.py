"""The navigation: groups of items, one of them the present page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.utils.functional import Promise


@dataclass(frozen=True)
class Item:
    """One entry: what it is called, where it leads, its icon, and how much waits there."""

    label: str | Promise
    url: str
    icon: str = ""
    count: int | None = None
    is_current: bool = False


@dataclass(frozen=True)
class Group:
    """Entries that belong together under one heading; the first group usually has none."""

    label: str | Promise = ""
    items: tuple[Item, ...] = field(default=())


def marked(groups: Iterable[Group], path: str) -> list[Group]:
    """The groups with the item marked whose URL is the longest that `path` begins with."""
    groups = list(groups)
    urls = [item.url for group in groups for item in group.items]
    fitting = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    current = max(fitting, key=len, default=None)
    return [
        replace(group, items=tuple(_marked(item, current) for item in group.items))
        for group in groups
    ]


def _marked(item: Item, current: str | None) -> Item:
    return replace(item, is_current=item.url == current)
