"""Questionnaires as text: measures read and checked, frames scored, cases followed.

>>> import verbond
>>> measure = verbond.load("phq-9")
>>> [score.name for score in measure.scores]
['depression']
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from . import _verbond
from ._figures import Analysis, Cases, Difference, Plot, Team
from ._frames import in_kind_of, sent
from ._measure import Item, Match, Measure, Proposal, Scale, Score, Scored, TestOutcome, TranslationStatus
from ._verbond import AnswersError, Diagnostic, MeasureError, VerbondError

__all__ = [
    "Analysis",
    "AnswersError",
    "Cases",
    "Diagnostic",
    "Difference",
    "Item",
    "Match",
    "Measure",
    "MeasureError",
    "Plot",
    "Proposal",
    "Scale",
    "Score",
    "Scored",
    "Team",
    "TestOutcome",
    "TranslationStatus",
    "VerbondError",
    "check",
    "diff",
    "load",
    "parse",
]


def load(reference: str | os.PathLike[str], *, folders: Iterable[str | os.PathLike[str]] = ()) -> Measure:
    """A measure by the path of its file, a folder, an id (``"wai-sr"``), or an id with a version (``"wai-sr@1.0.0"``).

    An id is looked for in ``folders``, then in ``/usr/share/verbond/instruments``, then among those built in.

    Raises :class:`MeasureError` where the file has errors, :class:`VerbondError` where there is none.
    """
    return Measure(_verbond.load(os.fspath(reference), [os.fspath(folder) for folder in folders]))


def parse(text: str, *, name: str = "measure") -> Measure:
    """A measure out of its text; ``name`` stands in what is said of it.

    Raises :class:`MeasureError`, which holds everything that is wrong with the text.
    """
    return Measure(_verbond.parse(text, name))


def check(*paths: str | os.PathLike[str]) -> list[Diagnostic]:
    """Everything that is to be said of measures, translations, norms and schedules, by file and place.

    A folder stands for all files in it. Nothing is raised for what is wrong in a file.
    """
    return _verbond.check([os.fspath(path) for path in paths])


def diff(before: Measure, after: Measure) -> Difference:
    """What differs in meaning between two versions of a measure, and which scores compare."""
    return before.diff(after)
