"""Reads the XML of a workbook once before the parser does, for what would hurt or mislead it.

The parser asks for memory by the position of a cell and says nothing of errors, hidden rows or
formulas without results; a strict reader (expat) finds all of that in one pass, in any encoding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NoReturn
from xml.parsers import expat

from shouhou.kernel.refusals import Invalid
from shouhou.sheets.archive import damaged
from shouhou.sheets.workbook import Merge, letters

WIDEST = 64
LONGEST = 20_001
MOST_FILLED = 400_000
MOST_ELEMENTS = 2_000_000
DEEPEST = 64
MOST_SHEETS = 100

DIGITS = "0123456789"
COLUMNS = {letters(column): column for column in range(1, WIDEST + 1)}
BEYOND = WIDEST + 1
NOTHING: Mapping[str, Callable[[], None]] = {}
TRUE = ("1", "true")
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Markup:
    """One well-formed XML part without a DTD and not nested absurdly deep.

    A kind of part that must be understood gives `openers` and, while it waits for an end,
    `closers`, by an element's name without prefix: the parser behind the gate ignores prefixes.
    """

    def __init__(self, part: str) -> None:
        self.part = part
        self.openers: dict[str, Callable[[dict[str, str]], None]] = {}
        self.closers: Mapping[str, Callable[[], None]] = NOTHING
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.XmlDeclHandler = self._declaration

    def read(self, chunks: Iterable[bytes]) -> None:
        """Read the whole part; raises the refusal of the first thing found wrong."""
        self._watch_elements()
        try:
            for position, chunk in enumerate(chunks):
                if position == 0 and (chunk[:2] in UTF_16_MARKS or b"\0" in chunk[:4]):
                    raise Invalid("sheets.encoding", where=self.part, encoding="UTF-16")
                self._parser.Parse(chunk)
            self._parser.Parse(b"", True)  # noqa: FBT003 - expat's own signature
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise damaged(self.part) from error

    def _watch_elements(self) -> None:
        """Closures, not methods: a large sheet has a million elements, and each counts twice."""
        opener_of = self.openers.get
        depth = elements = 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth, elements
            depth += 1
            elements += 1
            if depth > DEEPEST:
                raise Invalid("sheets.nested_too_deep", where=self.part, limit=DEEPEST)
            if elements > MOST_ELEMENTS:
                raise Invalid("sheets.too_heavy", where=self.part)
            opener = opener_of(name if ":" not in name else local(name))
            if opener:
                opener(attributes)

        def end(name: str) -> None:
            nonlocal depth
            depth -= 1
            if self.closers and (closer := self.closers.get(local(name))):
                closer()

        self._parser.StartElementHandler = start
        self._parser.EndElementHandler = end

    def _doctype(self, *_declaration: object) -> NoReturn:
        raise Invalid("sheets.dtd", where=self.part)

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        """The parser behind the gate reads UTF-8 only and would quietly see nothing."""
        if encoding and encoding.lower() not in ("utf-8", "utf8", "us-ascii"):
            raise Invalid("sheets.encoding", where=self.part, encoding=encoding[:20])


class Relationships(Markup):
    """What a part points to: `targets[id]` is (kind, target); nothing outside but hyperlinks."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.targets: dict[str, tuple[str, str]] = {}
        self.openers = {"Relationship": self._relationship}

    def _relationship(self, attributes: dict[str, str]) -> None:
        kind = attributes.get("Type", "").rpartition("/")[2]
        if attributes.get("TargetMode") == "External" and kind != "hyperlink":
            raise Invalid("sheets.external_links", where=self.part)
        self.targets[attributes.get("Id", "")] = (kind, attributes.get("Target", ""))


class Contents(Markup):
    """The workbook part: `sheets` lists (name, relationship id) in the file's order.

    The parser finds sheets by name alone, and would read the first of two namesakes twice.
    """

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.sheets: list[tuple[str, str]] = []
        self.openers = {"sheet": self._sheet}

    def _sheet(self, attributes: dict[str, str]) -> None:
        if len(self.sheets) >= MOST_SHEETS:
            raise Invalid("sheets.too_many_parts", where=self.part, limit=MOST_SHEETS)
        name = attributes.get("name", "")
        if any(name.lower() == other.lower() for other, _ in self.sheets):
            raise Invalid("sheets.repeated_sheet", where=name)
        key = next((value for title, value in attributes.items() if title.endswith(":id")), "")
        self.sheets.append((name, key))


class Grid(Markup):
    """A worksheet: every filled cell lies inside the limits, and what the parser will not tell.

    Empty cells far out are let pass: office programs format whole rows and columns.
    """

    def __init__(self, part: str, *, sheet: str) -> None:
        super().__init__(part)
        self.sheet = sheet
        self.filled = 0
        self.hidden_rows: list[int] = []
        self.merges: list[Merge] = []
        self.errors: dict[tuple[int, int], str] = {}
        self.openers = {
            "row": self._open_row,
            "c": self._open_cell,
            "v": self._fill,
            "is": self._fill,
            "f": self._formula,
            "mergeCell": self._merge,
        }
        self._row = self._cell_row = self._column = 0
        self._is_error = False
        self._reference = self._row_digits = self._text = ""

    def _open_row(self, attributes: dict[str, str]) -> None:
        self._row = self._number(attributes["r"]) if "r" in attributes else self._row + 1
        self._row_digits = str(self._row)
        self._column = 0
        if attributes.get("hidden") in TRUE and self._row <= LONGEST:
            self.hidden_rows.append(self._row)

    def _open_cell(self, attributes: dict[str, str]) -> None:
        self._reference = reference = attributes.get("r", "")
        self._cell_row = self._row
        if not reference:
            self._column += 1
        elif reference.endswith(self._row_digits) and (
            column := COLUMNS.get(reference[: -len(self._row_digits)])
        ):
            self._column = column  # the short way for all but the odd cell
        else:
            self._cell_row, self._column = self._position(reference)
        self._is_error = attributes.get("t") == "e"
        self.closers = NOTHING

    def _fill(self, _attributes: dict[str, str]) -> None:
        """Only here is the position judged: something stands in the cell."""
        if self._column > WIDEST:
            raise Invalid("sheets.too_wide", where=self._address(), limit=WIDEST)
        if self._cell_row > LONGEST:
            raise Invalid("sheets.too_long", where=self._address(), limit=LONGEST)
        self.filled += 1
        self.closers = NOTHING
        if self._is_error:
            self._text = ""
            self._parser.CharacterDataHandler = self._collect
            self.closers = {"v": self._note_error}

    def _formula(self, _attributes: dict[str, str]) -> None:
        """Watch whether a result follows; generated files often leave it to be computed."""
        self.closers = {"c": self._note_unsolved}

    def _collect(self, text: str) -> None:
        self._text += text

    def _note_error(self) -> None:
        self._parser.CharacterDataHandler = None
        self.errors[self._cell_row, self._column] = self._text[:20] or "#N/A"
        self.closers = NOTHING

    def _note_unsolved(self) -> None:
        self._fill({})
        self.errors[self._cell_row, self._column] = "="

    def _merge(self, attributes: dict[str, str]) -> None:
        """Merges are cut at the limits: a whole merged row or column is harmless and common."""
        if len(self.merges) >= LONGEST:
            raise Invalid("sheets.too_many_cells", where=self.sheet, limit=LONGEST)
        first, _, last = attributes.get("ref", "").partition(":")
        top, left = self._position(first)
        bottom, right = self._position(last or first)
        if left <= WIDEST and top <= LONGEST:
            self.merges.append(Merge(top, left, min(bottom, LONGEST), min(right, WIDEST)))

    def _address(self) -> str:
        return f"{self.sheet}!{self._reference or letters(self._column) + str(self._cell_row)}"

    def _position(self, reference: str) -> tuple[int, int]:
        """Row and column of `B7`; columns beyond the widest are all alike."""
        name = reference.rstrip(DIGITS)
        column = COLUMNS.get(name)
        if column is None:
            if not (name.isascii() and name.isalpha()):
                raise damaged(self.part)
            column = COLUMNS.get(name.upper(), BEYOND)
        return self._number(reference[len(name) :]), column

    def _number(self, digits: str) -> int:
        """A row number: one to seven digits, from 1."""
        if len(digits) > 7 or not digits.isdigit() or not (number := int(digits)):
            raise damaged(self.part)
        return number


def local(name: str) -> str:
    """An element's name without its namespace prefix."""
    return name.rpartition(":")[2]
