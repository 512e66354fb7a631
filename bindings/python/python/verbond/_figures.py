"""What is found beside scores: courses of cases, figures of a team, an analysis, a difference of versions.

Each holds what the program gives as JSON, rows for a frame, and (where there is one) the page that the program writes, which a notebook shows.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ._frames import records
from ._verbond import Diagnostic


@dataclass(frozen=True)
class Plot:
    """A chart of the page, which a notebook shows; ``svg`` is its drawing, ``style`` the rules that it is drawn by."""

    svg: str = field(repr=False)
    style: str = field(repr=False)
    #: What it shows, in words.
    title: str

    def _repr_html_(self) -> str:
        page = html.escape(f"<!doctype html><style>{self.style}</style>{self.svg}", quote=True)
        return f'<iframe title="{html.escape(self.title, quote=True)}" style="width:100%;height:22em;border:0" sandbox srcdoc="{page}"></iframe>'


@dataclass(frozen=True)
class Found:
    """What was found: as the program says it in JSON, as a page, and what was said of the answers."""

    #: As `--format json` of the program.
    found: Any = field(repr=False)
    #: The page that the program writes, with its charts as SVG; it needs no network and no script.
    page: str = field(repr=False)
    #: What there is to say of the answers.
    diagnostics: Sequence[Diagnostic] = field(repr=False)
    _like: Any = field(repr=False)

    @property
    def plots(self) -> list[Plot]:
        """The charts of the page, in its order; none where it has only tables."""
        style = "".join(re.findall(r"<style[^>]*>(.*?)</style>", self.page, re.S))
        drawings = re.findall(r"<svg\b.*?</svg>", self.page, re.S)
        return [Plot(drawing, style, _title(drawing)) for drawing in drawings if "<title" in drawing or 'role="img"' in drawing]

    def _repr_html_(self) -> str:
        page = html.escape(self.page, quote=True)
        return f'<iframe title="Verbond" style="width:100%;height:40em;border:0" sandbox srcdoc="{page}"></iframe>'


def _title(drawing: str) -> str:
    """What a drawing says of itself for those who cannot see it."""
    said = re.search(r'<title[^>]*>(.*?)</title>|aria-label="([^"]*)"', drawing, re.S)
    return html.unescape(next((part for part in said.groups() if part), "")) if said else ""


@dataclass(frozen=True)
class Cases(Found):
    """Cases over time."""

    def __len__(self) -> int:
        return len(self.found)

    @property
    def frame(self) -> Any:
        """A row for each value: case, informant, score, occasion, value; of the kind of the frame that was given."""
        rows = [
            {"case": case["case"], "informant": thread["informant"], "score": thread["score"], "occasion": occasion, "value": value}
            for case in self.found
            for thread in case["threads"]
            for occasion, value in thread["values"]
        ]
        return records(rows, self._like)

    @property
    def changes(self) -> Any:
        """A row for each course: from the first occasion and from the one before to the last, and whether that is more than chance."""
        rows = []
        for case in self.found:
            for thread in case["threads"]:
                row = {"case": case["case"], "informant": thread["informant"], "score": thread["score"]}
                for name in ("since_first", "since_last"):
                    change = thread[name]
                    row[name] = change["to"] - change["from"] if change else None
                    row[f"{name}_is_reliable"] = _is_reliable(change)
                rows.append(row)
        return records(rows, self._like)


def _is_reliable(change: Mapping[str, Any] | None) -> bool | None:
    told = (change or {}).get("verdict", {})
    told = told.get("told", told.get("Told")) if isinstance(told, dict) else None
    return told["is_reliable"] if told else None


@dataclass(frozen=True)
class Team(Found):
    """Figures of a team."""

    @property
    def scores(self) -> Any:
        """Means and standard deviations at the last occasion; nothing where hidden."""
        return records(self.found["scores"], self._like)

    @property
    def counts(self) -> Any:
        """A row for each count of cases; nothing where hidden."""
        rows = [
            {"informant": table["informant"], "what": table["title"], "group": group, "category": category, "cases": cell}
            for table in self.found["tables"]
            for group, cells, total in table["rows"]
            for category, cell in [*zip(table["categories"], cells), ("", total)]
        ]
        return records(rows, self._like)


@dataclass(frozen=True)
class Analysis(Found):
    """What answers say about a measure; every figure as the program gives it is in ``found``."""

    @property
    def items(self) -> Any:
        """A row for each item of each informant."""
        return self._rows("items")

    @property
    def scales(self) -> Any:
        """A row for each score of each informant: reliability, mean and standard deviation."""
        return self._rows("scales")

    def _rows(self, of: str) -> Any:
        informants = self.found["informants"]
        rows = [{"informant": informant["informant"], **_flat(figures)} for informant in informants for figures in informant[of]]
        return records(rows, self._like)


def _flat(figures: Mapping[str, Any]) -> dict[str, Any]:
    """The figures that are one number or word each, those of groups of figures (as of the reliability) among them."""
    flat = {}
    for name, value in figures.items():
        if isinstance(value, dict):
            flat.update({inner: number for inner, number in value.items() if not isinstance(number, (dict, list))})
        elif not isinstance(value, list):
            flat[name] = value
    return flat


@dataclass(frozen=True)
class Difference(Found):
    """What differs in meaning between two versions of a measure."""

    @property
    def changes(self) -> list[dict[str, Any]]:
        """What changed, each with the step of the version that it calls for."""
        return self.found["changes"]

    @property
    def scores(self) -> dict[str, bool]:
        """Whether each score of both versions compares."""
        return {score["name"]: score["comparable"] for score in self.found["scores"]}

    @property
    def calls_for(self) -> str:
        """The step of the version that the changes call for."""
        return self.found["calls_for"]

    def _repr_html_(self) -> str:
        escape = html.escape
        rows = "".join(
            f"<tr><td>{escape(str(change['calls_for']))}<td>{escape(change['of'])} {escape(change['name'])}<td>{escape(change['what'])}"
            f"<td>{escape(change.get('before') or '')}<td>{escape(change.get('after') or '')}"
            for change in self.changes
        )
        scores = "".join(f"<li>{escape(name)} {'compares' if same else 'does not compare'}" for name, same in self.scores.items())
        return f"<table><tr><th>step<th>of<th>what<th>before<th>after{rows}</table><ul>{scores}</ul>"
