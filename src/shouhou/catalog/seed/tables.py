"""Reads the seed's tables, which are text so that they can be read like paper."""

from __future__ import annotations


def rows(table: str) -> list[list[str]]:
    """The cells of every line of `table`, split at bars; the first line is the heading."""
    lines = table.strip().splitlines()[1:]
    return [[cell.strip() for cell in line.split("|")] for line in lines]
