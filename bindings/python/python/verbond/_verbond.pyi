from collections.abc import Sequence
from typing import Any

class VerbondError(Exception):
    """What Verbond cannot do, and why."""

class MeasureError(VerbondError):
    """A file of the language that cannot be used."""

    diagnostics: list[Diagnostic]

class AnswersError(VerbondError):
    """Answers that cannot be used as they are, so that none were scored."""

    diagnostics: list[Diagnostic]

class Diagnostic:
    """Something wrong, where it is, and how to mend it."""

    code: str
    severity: str
    message: str
    help: str | None
    line: int | None
    column: int | None
    row: int | None
    field: str | None

class Scored:
    rows: list[int]
    rejected: list[int]
    made_missing: int
    not_asked_but_answered: int
    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...
    def __len__(self) -> int: ...
    def take_diagnostics(self) -> list[Diagnostic]: ...

class Measure:
    reference: str
    languages: list[str]
    text: str
    def facts(self) -> str: ...
    def diagnostics(self) -> list[Diagnostic]: ...
    def test(self) -> list[tuple[str, list[tuple[str, str, str]]]]: ...
    def translate_status(self) -> list[tuple[str, str, int, list[str]]]: ...
    def difference(self, after: Measure) -> str: ...
    def score(
        self, frame: Any, options: dict[str, Any], results: tuple[bool, bool], norms: str | None
    ) -> Scored: ...
    def codebook(self, scored: Scored) -> str: ...
    def match(
        self, frame: Any, options: dict[str, Any]
    ) -> tuple[list[tuple[str, str | None, str, bool]], list[str], list[str]]: ...
    def follow(self, frame: Any, options: dict[str, Any], norms: str | None) -> tuple[str, str, list[Diagnostic]]: ...
    def team(
        self, frame: Any, options: dict[str, Any], norms: str | None, by: str | None
    ) -> tuple[str, str, list[Diagnostic]]: ...
    def analyse(
        self, frame: Any, options: dict[str, Any], by: str | None, retest: tuple[str, str] | None
    ) -> tuple[str, str, list[Diagnostic]]: ...

def load(reference: str, folders: Sequence[str]) -> Measure: ...
def parse(text: str, name: str) -> Measure: ...
def check(paths: Sequence[str]) -> list[Diagnostic]: ...
