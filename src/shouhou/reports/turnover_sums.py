"""The turnover warehouse summed up (Form S4.5): by day, week or month, and part, class or agent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Choices, TextChoices
from django.utils.translation import gettext_lazy as _

from shouhou.catalog.models import Part
from shouhou.exchange.lying import AGED_AFTER, Stay, stays
from shouhou.exchange.turnover import Figures, standing_before
from shouhou.partners.models import Agent
from shouhou.reports.turnover_facts import Tally, facts

ONE_DAY = timedelta(days=1)


class Step(TextChoices):
    """How long a period is."""

    DAY = "day", _("Day by day")
    WEEK = "week", _("Week by week")
    MONTH = "month", _("Month by month")


class By(TextChoices):
    """What a row is about."""

    PART = "part", _("Part")
    CLASS = "class", _("Material class")
    AGENT = "agent", _("Agent")


class Rest(TextChoices):
    """What stands in the place of a part, a class or an agent."""

    ALL = "all", _("All together")
    NOBODY = "nobody", _("Without an agent")


Group = Part | Agent | Part.MaterialClass | Rest


@dataclass(frozen=True)
class Period:
    """Some days, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days they are."""
        return (self.last - self.first).days + 1

    def backwards(self) -> Iterator[date]:
        """Its days, the last one first."""
        return (self.last - number * ONE_DAY for number in range(self.days))


@dataclass
class Row:
    """One group in one period.

    Opening + in − out = closing, for good pieces and for bad ones. Good pieces on the shelf are
    no agent's, so a row of one has neither their balances nor what follows from them.
    """

    period: Period
    group: Group
    tally: Tally = field(default_factory=Tally)
    good_open: int | None = None
    bad_open: int = 0
    bad_aged: int = 0
    mean_good: float | None = None

    @property
    def name(self) -> str:
        """What the group is called."""
        return str(self.group.label if isinstance(self.group, Choices) else self.group)

    @property
    def is_whole(self) -> bool:
        """Whether it is about all parts and agents together."""
        return self.group == Rest.ALL

    @property
    def good_close(self) -> int | None:
        """Good pieces at the end."""
        if self.good_open is None:
            return None
        return self.good_open + self.tally.good_in - self.tally.good_out

    @property
    def bad_close(self) -> int:
        """The others at the end."""
        return self.bad_open + self.tally.bad_in - self.tally.bad_out

    @property
    def turns(self) -> float | None:
        """How often the shelf was issued: good pieces out over their mean balance."""
        return self.tally.good_out / self.mean_good if self.mean_good else None

    @property
    def fill_percent(self) -> float | None:
        """Of a hundred pieces that exchanges asked for, how many were there at once."""
        asked = self.tally.demanded
        return 100 * self.tally.served / asked if asked else None

    @property
    def difference(self) -> int | None:
        """Counted less booked, over all counts of these days; nothing when nobody counted."""
        return self.tally.difference if self.tally.counts else None

    @property
    def says_something(self) -> bool:
        """Whether anything stood or happened."""
        return self.tally != Tally() or bool(self.good_open or self.bad_open)


def sums(first: date, last: date, *, step: Step, by: By) -> Iterator[Row]:
    """The rows, period by period: all together first, then each group that says something."""
    books = _Books(first, last)
    groups = {by: _Sums(books, first, _KEYS[by]), "all": _Sums(books, first, _everything)}
    names = _names(by, books)
    for period in periods(first, last, step):
        (whole,) = groups["all"].rows(period, {None: Rest.ALL})
        yield whole
        for row in groups[by].rows(period, names):
            if by == By.AGENT:
                row.good_open = row.mean_good = None
            if row.says_something:
                yield row


def periods(first: date, last: date, step: Step) -> Iterator[Period]:
    """The days from first to last, cut where weeks (at Mondays) or months begin."""
    while first <= last:
        end = min(last, _end_of(first, step))
        yield Period(first, end)
        first = end + ONE_DAY


def _end_of(day: date, step: Step) -> date:
    if step == Step.WEEK:
        return day + timedelta(days=6 - day.weekday())
    if step == Step.MONTH:
        return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - ONE_DAY
    return day


class _Books:
    """What all groupings sum up: loaded once."""

    def __init__(self, first: date, last: date) -> None:
        self.facts = list(facts(first, last))
        self.stays = stays(first, last)
        self.standing = standing_before(first)
        parts = {fact.part_id for fact in self.facts} | set(self.standing)
        self.parts = Part.objects.in_bulk(parts | {stay.line.part_id for stay in self.stays})
        agents = {fact.agent_id for fact in self.facts} - {None}
        self.agents = Agent.objects.in_bulk(agents | {stay.line.agent_id for stay in self.stays})


Key = Callable[[_Books, int, int | None], Hashable]


def _everything(_books: _Books, _part_id: int, _agent_id: int | None) -> None:
    return None


_KEYS: dict[By, Key] = {
    By.PART: lambda _books, part_id, _agent_id: part_id,
    By.CLASS: lambda books, part_id, _agent_id: books.parts[part_id].material_class,
    By.AGENT: lambda _books, _part_id, agent_id: agent_id,
}


def _names(by: By, books: _Books) -> dict[Hashable, Group]:
    """The groups by their keys, in the order of the rows."""
    if by == By.PART:
        parts = sorted(books.parts.values(), key=lambda part: part.part_no)
        return {part.pk: part for part in parts}
    if by == By.CLASS:
        return {one.value: one for one in Part.MaterialClass}
    agents = sorted(books.agents.values(), key=lambda agent: agent.code)
    return {**{agent.pk: agent for agent in agents}, None: Rest.NOBODY}


class _Sums:
    """One grouping, period after period: what stood at the end of one opens the next."""

    def __init__(self, books: _Books, first: date, key: Key) -> None:
        self.standing: defaultdict[Hashable, Figures] = defaultdict(Figures)
        self.stays: defaultdict[Hashable, list[Stay]] = defaultdict(list)
        self.tallies: defaultdict[Hashable, dict[date, Tally]] = defaultdict(dict)
        for fact in books.facts:
            of_group = self.tallies[key(books, fact.part_id, fact.agent_id)]
            of_group.setdefault(fact.day, Tally()).add(fact.tally)
        for stay in books.stays:
            lies = stay.pieces(first - ONE_DAY)
            group = key(books, stay.line.part_id, stay.line.agent_id)
            self.stays[group].append(stay)
            self.standing[group].bad += lies
            self.standing[key(books, stay.line.part_id, None)].bad -= lies
        for part_id, figures in books.standing.items():
            nobodys = self.standing[key(books, part_id, None)]
            nobodys.good += figures.good
            nobodys.bad += figures.bad

    def rows(self, period: Period, names: dict[Hashable, Group]) -> list[Row]:
        """Every group in one period; the periods are asked for in their order."""
        return [self._row(period, key, group) for key, group in names.items()]

    def _row(self, period: Period, key: Hashable, group: Group) -> Row:
        """The mean balance takes each day's as the mean of its two ends."""
        figures = self.standing[key]
        row = Row(period, group, good_open=figures.good, bad_open=figures.bad)
        changed = 0.0
        for left, day in enumerate(period.backwards()):
            if (tally := self.tallies[key].get(day)) is not None:
                row.tally.add(tally)
                changed += (left + 0.5) * (tally.good_in - tally.good_out)
        row.mean_good = figures.good + changed / period.days
        figures.good += row.tally.good_in - row.tally.good_out
        figures.bad = row.bad_close
        row.bad_aged = self._aged(key, period.last, row.bad_close)
        return row

    def _aged(self, key: Hashable, day: date, bad: int) -> int:
        """Pieces that came by no slip have no known age: they count as old."""
        here = self.stays[key]
        known = sum(stay.pieces(day) for stay in here)
        return sum(stay.aged(day) for stay in here) + bad - known


__all__ = ["AGED_AFTER", "By", "Period", "Rest", "Row", "Step", "periods", "sums"]
