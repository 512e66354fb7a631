"""A measure, and what comes of scoring with it."""

from __future__ import annotations

import html
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from . import _verbond
from ._figures import Analysis, Cases, Difference, Team
from ._frames import in_kind_of, records, sent
from ._verbond import Diagnostic

OnBad = Literal["error", "missing", "skip"]
Decimal = Literal["comma", "point"]


@dataclass(frozen=True)
class Item:
    """A question: its name in answers, its wording for each informant who is asked it, and what can be answered."""

    name: str
    wording: Mapping[str, str]
    scale: str | None
    low: float | None
    high: float | None
    reversed: bool
    optional: bool
    asked_when: str | None


@dataclass(frozen=True)
class Scale:
    """A response scale: its points with their anchors, or the ends and the step of a line."""

    name: str
    points: Mapping[float, str | None]
    low: float
    high: float
    step: float | None
    none: str | None


@dataclass(frozen=True)
class Score:
    """A score: its key as the file writes it, and the lowest and highest value that the key was proved to give."""

    name: str
    label: str
    key: str
    low: float
    high: float
    can_be_missing: bool


@dataclass(frozen=True)
class TestOutcome:
    """What became of a test inside a measure; ``failures`` are (what, expected, found)."""

    __test__ = False

    name: str
    failures: Sequence[tuple[str, str, str]]

    @property
    def holds(self) -> bool:
        """Whether everything came out as the test expects."""
        return not self.failures


@dataclass(frozen=True)
class TranslationStatus:
    """How far a translation is: its language, the step it has reached, and the texts that it lacks, by their paths."""

    language: str
    step: str
    texts: int
    missing: Sequence[str]

    @property
    def is_whole(self) -> bool:
        """Whether every text has a translation."""
        return not self.missing


@dataclass(frozen=True)
class Proposal:
    """Where a name of a measure is in a frame: its column, how it was found, and whether nobody need look at it."""

    name: str
    column: str | None
    how: str
    sure: bool


@dataclass(frozen=True)
class Match:
    """What the columns of a frame could be, for a person to look over; ``score(frame, map=match.map)`` follows it."""

    proposals: Sequence[Proposal]
    #: Columns that nothing is made of.
    unused: Sequence[str]
    #: Scales that begin at 0, and of which the frame has no 0: see ``count_from``.
    may_count_from_one: Sequence[str]

    @property
    def map(self) -> dict[str, str]:
        """What is sure, as ``map=`` takes it. What the reader takes by itself is left out."""
        wanted = (of for of in self.proposals if of.sure and of.column is not None and of.how != "by its texts")
        return {of.name: of.column for of in wanted if of.name != of.column}

    @property
    def open(self) -> list[str]:
        """Names that nobody is sure of."""
        return [of.name for of in self.proposals if not of.sure]

    def _repr_html_(self) -> str:
        cells = ((of.name, of.column or "-", of.how if of.sure else f"{of.how} (look it over)") for of in self.proposals)
        rows = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}' for cell in row)}" for row in cells)
        return f"<table><tr><th>name<th>column<th>how{rows}</table>"


@dataclass(frozen=True)
class Scored:
    """The results of a frame, and what there is to say of its answers.

    It speaks the Arrow PyCapsule interface itself, so that ``polars.DataFrame(scored)`` works.
    """

    #: The results, a row for each administration, as a frame of the kind that was given.
    frame: Any
    #: Everything that is to be said: first of columns, then of rows in their order.
    diagnostics: Sequence[Diagnostic]
    _scored: _verbond.Scored = field(repr=False)
    _measure: _verbond.Measure = field(repr=False)

    @property
    def rows(self) -> list[int]:
        """The row of the answers, from 1, that each row of the results comes from."""
        return self._scored.rows

    @property
    def rejected(self) -> list[int]:
        """Rows that were left out: those that cannot be right and those that repeat another (``on_bad="skip"``)."""
        return self._scored.rejected

    @property
    def repeats(self) -> list[int]:
        """Rows that repeat the case, occasion and informant of another."""
        return [said.row for said in self.diagnostics if said.code == "V0706" and said.row is not None]

    @property
    def made_missing(self) -> int:
        """Cells that became missing because they could not be right (``on_bad="missing"``)."""
        return self._scored.made_missing

    @property
    def not_asked_but_answered(self) -> int:
        """Answers to items that this person was not asked; they do not count."""
        return self._scored.not_asked_but_answered

    @property
    def codebook(self) -> Any:
        """What each column of the results is, and what its values mean: a frame of the kind that was given."""
        return records(json.loads(self._measure.codebook(self._scored)), self.frame)

    def __len__(self) -> int:
        return len(self._scored)

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._scored.__arrow_c_stream__(requested_schema)

    def _repr_html_(self) -> str:
        shown = getattr(self.frame, "_repr_html_", None)
        return shown() if shown else f"<pre>{html.escape(repr(self.frame))}</pre>"


class Measure:
    """A checked measure. :func:`verbond.load` and :func:`verbond.parse` make it."""

    def __init__(self, inner: _verbond.Measure) -> None:
        self._inner = inner
        self._facts: dict[str, Any] = json.loads(inner.facts())

    @property
    def id(self) -> str:
        """Its id, as ``"wai-sr"``."""
        return self._facts["id"]

    @property
    def version(self) -> str:
        """Its version, as ``"1.0.0"``."""
        return self.reference.partition("@")[2]

    @property
    def reference(self) -> str:
        """Id and version, as ``"wai-sr@1.0.0"``."""
        return self._inner.reference

    @property
    def title(self) -> str:
        """What people call it."""
        return self._facts["title"]

    @property
    def status(self) -> str:
        """``experimental``, ``piloted``, ``validated`` or ``retired``."""
        return self._facts["status"]

    @property
    def fingerprint(self) -> str:
        """SHA-256 over the tokens of its file, as results carry it."""
        return self._facts["sha256"]

    @property
    def text(self) -> str:
        """Its file as it was read."""
        return self._inner.text

    @property
    def languages(self) -> list[str]:
        """Language tags: its own first, then those of its translations."""
        return self._inner.languages

    @property
    def informants(self) -> dict[str, str]:
        """Who can answer: names in answers, and what people read."""
        return {informant["name"]: informant["label"] for informant in self._facts["informants"]}

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Warnings and notes of the check."""
        return self._inner.diagnostics()

    @property
    def items(self) -> list[Item]:
        """Its questions, in the order of asking."""
        return [self._item(item) for item in self._facts["items"]]

    @property
    def scales(self) -> list[Scale]:
        """Its response scales."""
        return [_scale(scale) for scale in self._facts["scales"]]

    @property
    def scores(self) -> list[Score]:
        """Its scores, in the order of the file, each with its proved range."""
        return [
            Score(
                name=score["name"],
                label=score["label"],
                key=score["key"],
                low=score["range"]["min"],
                high=score["range"]["max"],
                can_be_missing=score["range"]["can_miss"],
            )
            for score in self._facts["scores"]
        ]

    def score(
        self,
        frame: Any,
        *,
        map: Mapping[str, str] | None = None,
        missing: Sequence[str | float] = (),
        on_bad: OnBad = "error",
        keep: bool = False,
        answers: bool = False,
        causes: bool = False,
        norms: str | os.PathLike[str] | None = None,
        match: bool = False,
        where: str | None = None,
        date_format: str | None = None,
        decimal: Decimal | None = None,
        count_from: Literal[0, 1] | None = None,
    ) -> Scored:
        """Scores a frame whose columns are named as the items are.

        ``map`` says which column holds an item, or another column of the measure, where it has another name; one ``*``
        on each side stands for the same: ``{"q*": "WAI_*"}``. ``missing`` are cells that mean "no answer", of one item
        alone as ``"weeks=99"``. ``on_bad`` says what to do with what cannot be right: nothing is scored, the cell
        becomes missing, or the row is left out. ``keep`` carries other columns along. ``answers`` and ``causes`` give
        the answers, and why they are missing. ``norms`` are the norms that scores are set beside: the path of a
        ``.norms`` file, or the id of one beside the measure. ``match`` takes what :meth:`match` is sure of; ``map``
        comes before it. ``where`` is a condition on the rows that are read: ``"Status = 0 and Finished = 1"``.
        ``date_format`` says how dates that are texts are written: ``"dmy"``, ``"mdy"``, ``"serial"`` or a pattern such
        as ``"%d %b %Y"``; ``decimal`` what separates decimals in texts; ``count_from`` that points of scales are
        written by their position, of which the first is 0 or 1.

        Raises :class:`AnswersError` with everything that is wrong with the answers.
        """
        if match:
            map = {**self.match(frame, map=map, missing=missing).map, **(map or {})}
        options = _options(map, missing, on_bad, keep, where, date_format, decimal, count_from)
        scored = self._inner.score(sent(frame), options, (answers, causes), _named(norms))
        return Scored(in_kind_of(frame, scored), tuple(scored.take_diagnostics()), scored, self._inner)

    def match(self, frame: Any, *, map: Mapping[str, str] | None = None, missing: Sequence[str | float] = ()) -> Match:
        """Looks at the beginning of a frame and proposes what each column is. Nothing is scored."""
        found, unused, from_one = self._inner.match(sent(frame), _options(map, missing))
        return Match([Proposal(*of) for of in found], unused, from_one)

    def follow(
        self,
        frame: Any,
        *,
        map: Mapping[str, str] | None = None,
        missing: Sequence[str | float] = (),
        on_bad: OnBad = "error",
        norms: str | os.PathLike[str] | None = None,
        where: str | None = None,
        date_format: str | None = None,
        decimal: Decimal | None = None,
        count_from: Literal[0, 1] | None = None,
    ) -> Cases:
        """Cases over time: courses of scores, what changed and whether that is more than chance, where informants part."""
        options = _options(map, missing, on_bad, False, where, date_format, decimal, count_from)
        found, page, said = self._inner.follow(sent(frame), options, _named(norms))
        return Cases(json.loads(found), page, tuple(said), frame)

    def team(
        self,
        frame: Any,
        *,
        by: str | None = None,
        map: Mapping[str, str] | None = None,
        missing: Sequence[str | float] = (),
        on_bad: OnBad = "error",
        norms: str | os.PathLike[str] | None = None,
        where: str | None = None,
        date_format: str | None = None,
        decimal: Decimal | None = None,
        count_from: Literal[0, 1] | None = None,
    ) -> Team:
        """Figures of a team, by the groups of a column, a known fact or the language; what would tell of few is hidden."""
        options = _options(map, missing, on_bad, False, where, date_format, decimal, count_from)
        found, page, said = self._inner.team(sent(frame), options, _named(norms), by)
        return Team(json.loads(found), page, tuple(said), frame)

    def analyse(
        self,
        frame: Any,
        *,
        by: str | None = None,
        retest: tuple[str, str] | None = None,
        map: Mapping[str, str] | None = None,
        missing: Sequence[str | float] = (),
        on_bad: OnBad = "error",
        where: str | None = None,
        date_format: str | None = None,
        decimal: Decimal | None = None,
        count_from: Literal[0, 1] | None = None,
    ) -> Analysis:
        """What answers say about the measure: items, reliability, factors, agreement; ``retest`` names two occasions."""
        options = _options(map, missing, on_bad, False, where, date_format, decimal, count_from)
        found, page, said = self._inner.analyse(sent(frame), options, by, retest)
        return Analysis(json.loads(found), page, tuple(said), frame)

    def test(self) -> list[TestOutcome]:
        """Runs the tests inside the measure."""
        return [TestOutcome(name, failures) for name, failures in self._inner.test()]

    def translate_status(self) -> list[TranslationStatus]:
        """How far its translations are; one without another language has none."""
        return [TranslationStatus(*of) for of in self._inner.translate_status()]

    def diff(self, after: Measure) -> Difference:
        """What differs in meaning between this version and a later one."""
        return Difference(json.loads(self._inner.difference(after._inner)), "", (), None)

    def __repr__(self) -> str:
        return f"<Measure {self.reference}: {self.title}, {len(self._facts['items'])} items, {len(self._facts['scores'])} scores>"

    def _repr_html_(self) -> str:
        escape = html.escape
        scores = "".join(
            f"<tr><td>{escape(score.name)}<td>{escape(score.label)}<td>{score.low:g} to {score.high:g}<td><code>{escape(score.key)}</code>"
            for score in self.scores
        )
        items = "".join(f"<tr><td>{escape(item.name)}<td>{escape(next(iter(item.wording.values()), ''))}" for item in self.items)
        return (
            f"<h4>{escape(self.title)}</h4><p>{escape(self.reference)} ({escape(self.status)}), "
            f"{escape(', '.join(self.languages))}</p>"
            f"<table><tr><th>score<th>label<th>range<th>key{scores}</table>"
            f"<details><summary>{len(self.items)} items</summary><table>{items}</table></details>"
        )

    def _item(self, item: Mapping[str, Any]) -> Item:
        names = list(self.informants)
        wording = {name: text for name, text in zip(names, item["wording"]) if text is not None}
        (kind, of), = item["kind"].items() if isinstance(item["kind"], dict) else ((item["kind"], None),)
        scale = _scale(self._facts["scales"][of]) if kind == "Scale" else None
        low, high = (scale.low, scale.high) if scale else of if kind in ("Whole", "Decimal") else (None, None)
        return Item(
            name=item["name"],
            wording=wording,
            scale=scale.name if scale else None,
            low=low,
            high=high,
            reversed=item["reversed"],
            optional=item["optional"],
            asked_when=item["asked_key"],
        )


def _scale(scale: Mapping[str, Any]) -> Scale:
    (kind, of), = scale["steps"].items()
    if kind == "Line":
        return Scale(scale["name"], {}, of["min"], of["max"], of["step"], scale["none"])
    points = {point["value"]: point["label"] for point in of}
    return Scale(scale["name"], points, min(points), max(points), None, scale["none"])


def _options(
    map: Mapping[str, str] | None,
    missing: Sequence[str | float],
    on_bad: OnBad = "error",
    keep: bool = False,
    where: str | None = None,
    date_format: str | None = None,
    decimal: Decimal | None = None,
    count_from: Literal[0, 1] | None = None,
) -> dict[str, Any]:
    cells = [missing] if isinstance(missing, (str, int, float)) else missing
    return {
        "map": dict(map or {}),
        "missing": [f"{cell:g}" if isinstance(cell, float) else str(cell) for cell in cells],
        "on_bad": on_bad,
        "keep": keep,
        "where": where,
        "date_format": date_format,
        "decimal": decimal,
        "count_from": count_from,
    }


def _named(norms: str | os.PathLike[str] | None) -> str | None:
    return None if norms is None else os.fspath(norms)
