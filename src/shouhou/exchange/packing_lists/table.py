"""One table of a packing list below its header: which rows are pieces, and what a cell says.

A merged cell speaks for all the rows it covers, except where it counts or numbers pieces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from shouhou.exchange.packing_lists import values
from shouhou.exchange.packing_lists.columns import Field, Header
from shouhou.exchange.packing_lists.preview import IgnoredAs, IgnoredRow
from shouhou.kernel.refusals import Refused
from shouhou.sheets.workbook import EMPTY, Cell, Kind, Merge, Sheet

LONG_NOTE = 30
WIDE_NOTE = 3

Said = Mapping[Field, Cell]

# A row with nothing in these says nothing of a piece.
_SAYING = frozenset(Field) - {Field.OTHER, Field.BOX, Field.REMARK, Field.FURTHER}
_ONE_ROW_ONLY = frozenset({Field.QUANTITY, Field.SERIAL, Field.FURTHER})
_TOTAL = re.compile(r"(合计|总计|小计|共计|总数|总合计|(grand|sub)?total(?![a-z])|sum(?![a-z]))")
_SIGNATURE = re.compile(
    r"(制表|制单|填表|填写人|审核|审批|批准|签字|签名|签收人?|盖章|经手|经办|发货人|收货人|寄件人|收件人|复核|核对"
    r"|仓管|日期|联系人|联系电话|电话|地址|preparedby|checkedby|receivedby|signature|signed|date)"
)
_NOTE = re.compile(
    r"注[:：\d]|备注|说明|提示|温馨提示|※|\*|note|箱号|第?[\d一二三四五六七八九十]+箱|box(no\.?)?[#:]?\d+$"
)


class Table:
    """The rows of `sheet` below `header`."""

    def __init__(self, sheet: Sheet, header: Header) -> None:
        self.sheet = sheet
        self.header = header
        self.ignored: list[IgnoredRow] = []
        self._merged_down: dict[tuple[int, int], Merge] = {}
        self._starts = {(merge.top, merge.left): merge for merge in sheet.merges}
        self._titles = sheet.rows[header.bottom - 1]
        self._expand_merges()
        self._fields = self._fields_by_place()

    def rows(self) -> Iterator[tuple[int, Said]]:
        """The number of each row that declares pieces, and what it says; `ignored` has the rest."""
        for number in range(self.header.bottom + 1, len(self.sheet.rows) + 1):
            cells = self.sheet.rows[number - 1]
            filled = [place for place, cell in enumerate(cells, 1) if cell.text.strip()]
            if not filled:
                continue
            said = self._said(number)
            reason = self._why_ignored(number, filled, said)
            if reason is None:
                yield number, said
            else:
                words = values.shown(" ".join(cells[place - 1].text.strip() for place in filled))
                self.ignored.append(IgnoredRow(self.sheet.name, number, reason, words))

    def has(self, field: Field) -> bool:
        """Whether the list has such a column."""
        return field in self.header.columns

    def cell(self, number: int, field: Field) -> Cell:
        """What a row says of a field: the first filled cell of its columns."""
        return self._found(number, field)[1]

    def numbers(self, number: int) -> Iterator[Cell]:
        """Every cell of a row that a number of its piece may stand in, the serial first."""
        cells = self.sheet.rows[number - 1]
        for field in (Field.SERIAL, Field.FURTHER):
            for place in self.header.columns.get(field, ()):
                if place <= len(cells) and cells[place - 1].text:
                    yield cells[place - 1]

    def address(self, number: int, field: Field) -> str:
        """Where it says so; the row alone when the list has no such column."""
        place = self._found(number, field)[0]
        return self.sheet.address(number, place) if place else f"{self.sheet.name}!{number}"

    def group(self, number: int) -> Merge | None:
        """The merged quantity that covers this row and others."""
        for place in self.header.columns.get(Field.QUANTITY, ())[:1]:
            merge = self._merged_down.get((number, place))
            if merge:
                return merge
        return None

    def last_of(self, merged: Merge) -> int:
        """The last row of a merge that the sheet has."""
        return min(merged.bottom, len(self.sheet.rows))

    def _fields_by_place(self) -> tuple[Field | None, ...]:
        """The field of each column, if every cell speaks for itself and no two for one field."""
        read = {field: at for field, at in self.header.columns.items() if field is not Field.OTHER}
        if self._merged_down or any(len(places) > 1 for places in read.values()):
            return ()
        by_place = {place: field for field, (place,) in read.items()}
        return tuple(map(by_place.get, range(1, max(by_place, default=0) + 1)))

    def _said(self, number: int) -> Said:
        """Every field that a row says something of."""
        if self._fields:  # as in nearly every list, and some have thousands of rows
            cells = zip(self._fields, self.sheet.rows[number - 1], strict=False)
            return {field: cell for field, cell in cells if field and cell.text}
        said = ((field, self.cell(number, field)) for field in self.header.columns)
        return {field: cell for field, cell in said if cell.text}

    def _found(self, number: int, field: Field) -> tuple[int, Cell]:
        places = self.header.columns.get(field, ())
        cells = self.sheet.rows[number - 1]
        for place in places:
            cell = cells[place - 1] if place <= len(cells) else EMPTY
            if cell.text:
                return place, cell
            merge = self._merged_down.get((number, place))
            if merge and field not in _ONE_ROW_ONLY:
                above = self.sheet.cell(merge.top, place)
                if above.text:
                    return place, above
        return (places[0] if places else 0), EMPTY

    def _expand_merges(self) -> None:
        """Note every cell that a merge of one column covers; merges that overlap are no merges."""
        covered: dict[int, int] = {}
        for merge in sorted(self.sheet.merges, key=lambda merge: (merge.left, merge.top)):
            single = merge.left == merge.right and merge.bottom > merge.top
            if not single or merge.top <= max(self.header.bottom, covered.get(merge.left, 0)):
                continue
            covered[merge.left] = merge.bottom
            for number in range(merge.top, self.last_of(merge) + 1):
                self._merged_down[number, merge.left] = merge

    def _why_ignored(self, number: int, filled: Sequence[int], said: Said) -> IgnoredAs | None:
        cells = self.sheet.rows[number - 1]
        first = _plain(cells[filled[0] - 1])
        serial = said.get(Field.SERIAL, EMPTY).text.strip()
        if _TOTAL.match(first) and not serial:
            return IgnoredAs.TOTAL
        if self._is_header_again(cells, filled):
            return IgnoredAs.HEADER
        if _SIGNATURE.match(first) and not _counts(said):
            return IgnoredAs.SIGNATURE
        if _SAYING.isdisjoint(said):
            texts = any(cells[place - 1].kind is Kind.TEXT for place in filled)
            return IgnoredAs.NOTE if texts else IgnoredAs.NUMBERING
        if len(filled) == 1 and not serial and self._is_note(number, filled[0], first):
            return IgnoredAs.NOTE
        return None

    def _is_header_again(self, cells: Sequence[Cell], filled: Sequence[int]) -> bool:
        """Lists printed over several pages repeat their titles; one of them may differ."""
        if len(filled) < 2:
            return False
        others = (
            place
            for place in filled
            if place > len(self._titles) or cells[place - 1] != self._titles[place - 1]
        )
        first_other = next(others, None)
        return first_other is None or (len(filled) > 2 and next(others, None) is None)

    def _is_note(self, number: int, place: int, words: str) -> bool:
        merge = self._starts.get((number, place))
        wide = merge is not None and merge.right - merge.left + 1 >= WIDE_NOTE
        return wide or len(words) > LONG_NOTE or bool(_NOTE.match(words))


def _counts(said: Said) -> bool:
    """Whether a row has a quantity: then it is a piece, however it begins."""
    try:
        return values.quantity(said.get(Field.QUANTITY, EMPTY)) > 0
    except Refused:
        return False


def _plain(cell: Cell) -> str:
    if cell.kind is not Kind.TEXT:
        return ""
    text = unicodedata.normalize("NFKC", cell.text[:200]).casefold()
    return re.sub(r"\s", "", text)
