"""The package from the wheel, held against what the program writes and what pandas, polars, pyarrow and DuckDB hold."""

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow
import pytest

import verbond

TEXT = """verbond 1

instrument mood 1.0.0 {
  title   "Mood"
  licence "CC0-1.0"
  status  experimental

  informants { self "Self" }
  scale often { 0 "Never"  1 "Sometimes"  2 "Often" }

  items on often {
    calm          "I felt calm."
    glum reversed "I felt glum."
  }

  score mood "Mood" = mean of calm, glum needs all
  bands level of mood { low "Low" from 0  high "High" from 1 }

  test "by hand" {
    calm = 2
    glum = 1
    expect mood = 1.5, level = high
  }
}
"""
COLUMNS = {"case": ["c1", "c2"], "calm": [2, None], "glum": [1, 0]}


def frames():
    arrow = pyarrow.table(COLUMNS)
    return {
        "polars": polars.DataFrame(COLUMNS),
        "pyarrow": arrow,
        "pandas": pandas.DataFrame(COLUMNS),
        "duckdb": duckdb.from_arrow(arrow),
    }


def values(frame, column):
    if isinstance(frame, pandas.DataFrame):
        return [None if value != value else value for value in frame[column].tolist()]
    if isinstance(frame, polars.DataFrame):
        return frame[column].to_list()
    if isinstance(frame, pyarrow.Table):
        return frame[column].to_pylist()
    return frame.to_arrow_table()[column].to_pylist() if hasattr(frame, "to_arrow_table") else frame.arrow().read_all()[column].to_pylist()


@pytest.mark.parametrize("kind", ["polars", "pyarrow", "pandas", "duckdb"])
def test_every_kind_comes_back_as_it_came(kind):
    frame = frames()[kind]
    scored = verbond.parse(TEXT).score(frame)
    assert type(scored.frame) is type(frame)
    assert values(scored.frame, "mood") == [1.5, None]
    assert values(scored.frame, "level") == ["high", None]
    assert scored.rows == [1, 2] and len(scored) == 2


def test_results_are_an_arrow_stream_of_their_own():
    scored = verbond.parse(TEXT).score(polars.DataFrame(COLUMNS))
    assert polars.DataFrame(scored)["mood"].to_list() == [1.5, None]
    assert pyarrow.table(scored)["mood"].to_pylist() == [1.5, None]


@pytest.mark.parametrize("kind", ["polars", "pyarrow", "pandas", "duckdb"])
def test_what_is_the_same_in_every_row_is_a_dictionary(kind):
    scored = verbond.parse(TEXT).score(frames()[kind])
    assert values(scored.frame, "instrument") == ["mood", "mood"] and values(scored.frame, "version") == ["1.0.0", "1.0.0"]
    for column in ("instrument", "version", "sha256"):
        assert pyarrow.table(scored).schema.field(column).type == pyarrow.dictionary(pyarrow.int32(), pyarrow.string())


def test_answers_that_cannot_be_right_are_refused_with_code_place_and_help():
    frame = polars.DataFrame({"case": ["c1", "c2", "c1"], "calm": [1, 7, 1], "glum": [0, 0, 1]})
    with pytest.raises(verbond.AnswersError) as refused:
        verbond.parse(TEXT).score(frame)
    first, second = refused.value.diagnostics
    assert (first.code, first.severity, first.row, first.field) == ("V0701", "error", 2, "calm")
    assert (second.code, second.row) == ("V0706", 3)
    assert "error[V0701] in row 2, column calm" in str(refused.value)
    scored = verbond.parse(TEXT).score(frame, on_bad="skip")
    assert (scored.rejected, scored.repeats, len(scored)) == ([2, 3], [3], 1)
    missing = verbond.parse(TEXT).score(frame.with_columns(case=polars.Series(["c1", "c2", "c3"])), on_bad="missing")
    assert (missing.made_missing, values(missing.frame, "mood")) == (1, [1.5, None, 1.0])


def test_options_are_those_of_the_program():
    frame = polars.DataFrame({"id": ["c1"], "Q_calm": [2.0], "Q_glum": [99.0], "site": ["north"]})
    scored = verbond.parse(TEXT).score(
        frame, map={"case": "id", "calm": "Q_calm", "glum": "Q_glum"}, missing=[99], keep=True, answers=True, causes=True
    )
    assert values(scored.frame, "site") == ["north"]
    assert values(scored.frame, "calm") == [2.0] and values(scored.frame, "glum.missing") == ["declared missing"]
    with pytest.raises(ValueError, match="on_bad"):
        verbond.parse(TEXT).score(frame, on_bad="ignore")
    with pytest.raises(TypeError, match="collect"):
        verbond.parse(TEXT).score(frame.lazy())
    with pytest.raises(TypeError, match="Arrow"):
        verbond.parse(TEXT).score(object())


def test_rows_are_chosen_and_texts_are_read_as_they_are_written():
    frame = polars.DataFrame(
        {"case": ["c1", "c2", "c3"], "date": ["05/03/2026", "06/03/2026", ""], "calm": ["Often", "2", "1"], "glum": [1, 0, 0], "ok": [1, 1, 0]}
    )
    with pytest.raises(verbond.AnswersError, match="date_format="):
        verbond.parse(TEXT).score(frame, where="ok = 1")
    scored = verbond.parse(TEXT).score(frame, where="ok = 1", date_format="dmy")
    assert [str(day) for day in scored.frame["date"]] == ["2026-03-05", "2026-03-06"] and values(scored.frame, "mood") == [1.5, 2.0]
    counted = verbond.parse(TEXT).score(polars.DataFrame({"case": ["c1"], "calm": [3], "glum": [2]}), count_from=1)
    assert values(counted.frame, "mood") == [1.5]
    for wrong in ({"where": "ok ="}, {"date_format": "whenever"}, {"decimal": "semicolon"}, {"count_from": 2}):
        with pytest.raises(ValueError, match=next(iter(wrong))):
            verbond.parse(TEXT).score(frame, **wrong)


def test_anchors_are_answers_in_every_language_of_the_measure():
    measure = verbond.load("alliance-monitor")
    scale = next(scale for scale in measure.scales if scale.points and all(scale.points.values()))
    assert len(measure.languages) > 2 and scale.points
    statuses = measure.translate_status()
    assert [status.language for status in statuses] == measure.languages[1:]
    assert all(status.texts > 20 and status.step for status in statuses)


def test_columns_are_matched_for_a_person_to_look_over():
    frame = polars.DataFrame({"case": ["c1", "c2"], "Calm": [2, 1], "GLUM": [1, 0], "site": ["a", "b"]})
    match = verbond.parse(TEXT).match(frame)
    assert match.map == {"calm": "Calm", "glum": "GLUM"} and match.unused == ["site"]
    assert "<td>calm<td>Calm" in match._repr_html_()
    assert values(verbond.parse(TEXT).score(frame, match=True).frame, "mood") == [1.5, 1.5]
    with pytest.raises(verbond.AnswersError):
        verbond.parse(TEXT).score(frame)


@pytest.mark.parametrize("kind", ["polars", "pyarrow", "pandas", "duckdb"])
def test_the_codebook_says_what_columns_hold(kind):
    scored = verbond.parse(TEXT).score(frames()[kind], answers=True)
    assert values(scored.codebook, "column") == [name for name, _ in columns(scored.frame)]
    calm = dict(zip(values(scored.codebook, "column"), values(scored.codebook, "values")))["calm"]
    assert calm == "0 = Never; 1 = Sometimes; 2 = Often"


def columns(frame):
    table = pyarrow.table(frame) if hasattr(frame, "__arrow_c_stream__") else frame.arrow().read_all()
    return [(field.name, field.type) for field in table.schema]


def test_what_lacks_a_column_names_the_argument_that_mends_it():
    with pytest.raises(verbond.AnswersError, match="map="):
        verbond.parse(TEXT).score(polars.DataFrame({"case": ["c1"], "Calm": [1], "glum": [1]}))


def test_a_measure_tells_what_it_is():
    measure = verbond.parse(TEXT)
    assert (measure.id, measure.version, measure.title, measure.status) == ("mood", "1.0.0", "Mood", "experimental")
    assert measure.languages == ["en"] and measure.informants == {"self": "Self"}
    calm, glum = measure.items
    assert (calm.wording, calm.scale, calm.low, calm.high) == ({"self": "I felt calm."}, "often", 0, 2)
    assert glum.reversed and not calm.reversed
    assert measure.scales[0].points == {0: "Never", 1: "Sometimes", 2: "Often"}
    assert (measure.scores[0].low, measure.scores[0].high) == (0, 2)
    assert [outcome.holds for outcome in measure.test()] == [True]
    assert "Mood" in measure._repr_html_() and "<Measure mood@1.0.0" in repr(measure)


def test_a_text_with_errors_is_refused_as_the_program_prints_it():
    with pytest.raises(verbond.MeasureError) as refused:
        verbond.parse(TEXT.replace("calm, glum needs", "calm, glumm needs"), name="mood.instrument")
    first = refused.value.diagnostics[0]
    assert first.code == "V0201" and first.line == 16
    assert "mood.instrument:16" in str(refused.value)


def test_built_in_measures_are_found_and_unknown_ones_named():
    assert verbond.load("phq-9").id == "phq-9"
    assert "nl-NL" in verbond.load("alliance-monitor").languages
    with pytest.raises(verbond.VerbondError, match="phq-99"):
        verbond.load("phq-99")


def test_versions_differ_in_meaning():
    after = TEXT.replace("1.0.0", "2.0.0").replace("calm          ", "calm reversed ").replace("1.5, level = high", "0.5, level = low")
    difference = verbond.parse(TEXT).diff(verbond.parse(after))
    assert difference.scores == {"mood": False} and difference.calls_for == "major"
    assert "does not compare" in difference._repr_html_()


def program(*arguments):
    command = Path(sys.executable).with_name("verbond")
    return subprocess.run([command, *arguments], capture_output=True, text=True, check=True).stdout


DATA = Path(__file__).parents[3] / "tests/data/alliance-monitor.csv"


def test_the_program_of_the_wheel_gives_the_same_scores(tmp_path):
    out = tmp_path / "scores.csv"
    program("score", "alliance-monitor", str(DATA), "--to", f"csv={out}")
    answers = polars.read_csv(DATA, infer_schema_length=None)
    ours = verbond.load("alliance-monitor").score(answers).frame
    theirs = polars.read_csv(out, infer_schema_length=None)
    assert ours.height == theirs.height > 100
    for score in verbond.load("alliance-monitor").scores:
        one, other = ours[score.name].to_list(), theirs[score.name].to_list()
        assert all((a is None) == (b is None) and (a is None or abs(a - b) < 1e-9) for a, b in zip(one, other)), score.name


def test_follow_team_and_analyse_are_what_the_program_says():
    answers = polars.read_csv(DATA, infer_schema_length=None)
    measure = verbond.load("alliance-monitor")
    for name in ("follow", "analyse"):
        theirs = json.loads(program(name, "alliance-monitor", str(DATA), "--format", "json"))
        found = getattr(measure, name)(answers)
        assert found.found == theirs
        assert "<svg" in found.page or name == "analyse"
    cases = measure.follow(answers)
    plots = cases.plots
    assert len(plots) > 1 and plots[0].svg.startswith("<svg") and "srcdoc" in plots[0]._repr_html_() and plots[0].title
    assert cases.frame.height > len(cases) == answers["case"].n_unique()
    assert cases.changes.height > 0 and measure.analyse(answers).scales["alpha"].max() < 1
    team = measure.team(answers, by="language")
    assert "<table" in team.page and team.counts.height > 0


def test_a_million_rows_are_shared_and_not_copied():
    from time import perf_counter

    rows = 1_000_000
    frame = polars.DataFrame({"case": polars.arange(0, rows, eager=True).cast(polars.String), "calm": [1] * rows, "glum": [0] * rows})
    begun = perf_counter()
    scored = verbond.parse(TEXT).score(frame)
    assert len(scored) == rows and scored.frame["mood"].sum() == 1.5 * rows
    print(f"{rows} rows in {perf_counter() - begun:.2f} s")
