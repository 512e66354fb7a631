use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use verbond::analyse::{GroupBy, Sample};
use verbond::catalogue::{self, Catalogue, CatalogueError, Entry, Library};
use verbond::check::{check_norms, difference};
use verbond::exchange::measure_for_backends;
use verbond::follow::{Collector, Follower, SiteRules};
use verbond::instrument::{Instrument, KnownIx, Norms, Translation};
use verbond::output::{analysis_page, course_section, courses_page, team_page};
use verbond::phrases::Phrases;
use verbond::responses::{Columns, LanguageTexts, Matching, Proposal, ReadOptions};
use verbond::score::run_tests;
use verbond::{Scorer, SourceFile, check_text, syntax};
use verbond_backend::{CodebookLine, Column};

use crate::answers;
use crate::diagnostic::{Diagnostic, MeasureError, VerbondError, refusal};
use crate::frame::Frame;
use crate::options::Options;
use crate::scored::Scored;

/// A checked measure.
#[pyclass(frozen, module = "verbond._verbond")]
pub struct Measure {
    instrument: Instrument,
    file: SourceFile,
    /// The files of norms that were found beside it, by the ids of the norms.
    norms: Vec<(String, SourceFile)>,
    languages: Vec<String>,
    /// Its translations.
    translations: Vec<Translation>,
    /// Its texts in other languages, in which answers may be labelled.
    texts: Vec<LanguageTexts>,
    said: Vec<verbond::Diagnostic>,
}

/// A measure by a path, a folder, an id, or an id with a version.
///
/// # Errors
/// Where there is none, or it cannot be used.
#[pyfunction]
pub fn load(py: Python<'_>, reference: &str, folders: Vec<PathBuf>) -> PyResult<Measure> {
    let library = Library::new(&folders, &[], &[PathBuf::from("/usr/share/verbond/instruments")]);
    let found = py.detach(|| catalogue::find(reference, &library)).map_err(|error| not_found(&error))?;
    let mut asked = found.asked();
    let Some(entry) = asked.next() else {
        return Err(PyErr::new::<VerbondError, _>(format!("there is no measure in {reference}")));
    };
    let Some(instrument) = entry.instrument().filter(|_| !entry.has_errors()) else {
        return Err(unusable(py, entry));
    };
    let translations: Vec<Translation> = found.translations_of(instrument).cloned().collect();
    let mut languages = vec![instrument.language.to_string()];
    languages.extend(translations.iter().map(|translation| translation.language.to_string()));
    Ok(Measure {
        instrument: instrument.clone(),
        file: entry.file.clone(),
        norms: norms_beside(&found, instrument),
        languages,
        texts: translations.iter().map(LanguageTexts::from).collect(),
        translations,
        said: entry.diagnostics.clone(),
    })
}

/// A measure out of its text.
///
/// # Errors
/// Everything that is wrong with the text.
#[pyfunction]
pub fn parse(py: Python<'_>, text: String, name: &str) -> PyResult<Measure> {
    let file = SourceFile::new(name, text);
    let checked = py.detach(|| check_text(&file));
    match checked.found {
        Some(instrument) => {
            let languages = vec![instrument.language.to_string()];
            let (norms, translations, texts) = (vec![], vec![], vec![]);
            Ok(Measure { instrument, file, norms, languages, translations, texts, said: checked.diagnostics })
        }
        None => Err(unusable_text(py, &file, &checked.diagnostics)),
    }
}

/// Everything that is to be said of files of the language.
///
/// # Errors
/// Where one cannot be read.
#[pyfunction]
pub fn check(py: Python<'_>, paths: Vec<PathBuf>) -> PyResult<Vec<Diagnostic>> {
    let found = py.detach(|| Catalogue::check(&paths, &Library::built_in()));
    let found = found.map_err(|error| not_found(&error))?;
    let said = found.asked().flat_map(|entry| entry.diagnostics.iter().map(|one| Diagnostic::in_text(&entry.file, one)));
    Ok(said.collect())
}

fn norms_beside(found: &Catalogue, instrument: &Instrument) -> Vec<(String, SourceFile)> {
    let fitting = |entry: &Entry| {
        let norms = entry.norms().filter(|norms| norms.fit(instrument))?;
        Some((norms.id.clone(), entry.file.clone()))
    };
    found.files.iter().filter_map(fitting).collect()
}

fn not_found(error: &CatalogueError) -> PyErr {
    let help = error.help().map_or(String::new(), |help| format!("; {help}"));
    PyErr::new::<VerbondError, _>(format!("{error}{help}"))
}

fn unusable(py: Python<'_>, entry: &Entry) -> PyErr {
    unusable_text(py, &entry.file, &entry.diagnostics)
}

fn unusable_text(py: Python<'_>, file: &SourceFile, found: &[verbond::Diagnostic]) -> PyErr {
    let said = found.iter().map(|diagnostic| Diagnostic::in_text(file, diagnostic)).collect();
    refusal::<MeasureError>(py, &format!("{} cannot be used", file.name()), said)
}

fn json(of: &impl serde::Serialize) -> PyResult<String> {
    serde_json::to_string(of).map_err(|error| PyValueError::new_err(error.to_string()))
}

/// A name of the measure, its column, how that was found, and whether it is sure.
type Match = (String, Option<String>, &'static str, bool);

/// The name of a test, and what failed as (what, expected, found).
type Outcome = (String, Vec<(String, String, String)>);

#[pymethods]
impl Measure {
    /// What it is, as JSON.
    fn facts(&self) -> PyResult<String> {
        json(&self.instrument)
    }

    #[getter]
    fn reference(&self) -> String {
        self.instrument.reference()
    }

    #[getter]
    fn languages(&self) -> Vec<String> {
        self.languages.clone()
    }

    /// Its text as it was read.
    #[getter]
    fn text(&self) -> &str {
        self.file.text()
    }

    /// Warnings and notes of the check.
    fn diagnostics(&self) -> Vec<Diagnostic> {
        self.said.iter().map(|diagnostic| Diagnostic::in_text(&self.file, diagnostic)).collect()
    }

    /// The outcomes of the tests inside it: name, and what failed as (what, expected, found).
    fn test(&self, py: Python<'_>) -> Vec<Outcome> {
        let outcomes = py.detach(|| run_tests(&self.instrument));
        let failures = |outcome: &verbond::score::TestOutcome| {
            let told = outcome.failures.iter();
            told.map(|failure| (failure.what.to_string(), failure.expected.to_string(), failure.found.to_string())).collect()
        };
        outcomes.iter().map(|outcome| (outcome.name.clone(), failures(outcome))).collect()
    }

    /// Of each translation the language, the step it has reached, how many texts there are, and those that it lacks.
    fn translate_status(&self) -> Vec<(String, String, usize, Vec<String>)> {
        let texts = self.instrument.texts().len();
        let one = |of: &Translation| (of.language.to_string(), of.status.clone(), texts, of.lacking.clone());
        self.translations.iter().map(one).collect()
    }

    /// What differs between this version and a later one, as JSON.
    fn difference(&self, py: Python<'_>, after: &Self) -> PyResult<String> {
        json(&py.detach(|| difference(&self.instrument, &after.instrument)))
    }

    /// Scores a frame.
    fn score(
        &self,
        py: Python<'_>,
        frame: &Bound<'_, PyAny>,
        options: Options,
        results: (bool, bool),
        norms: Option<String>,
    ) -> PyResult<Scored> {
        let (answers, causes) = results;
        let frame = Frame::take(frame)?;
        let builder = Scorer::builder(self.instrument.clone())
            .read_options(options.read(&self.texts)?)
            .answers(answers)
            .causes(causes)
            .remember(false);
        let builder = match norms {
            Some(named) => builder.norms(self.norms_file(py, &named)?),
            None => builder,
        };
        let scorer = builder.build().map_err(|error| PyErr::new::<VerbondError, _>(error.render()))?;
        let scored = py.detach(|| scorer.score_batches(&frame.schema, &frame.batches));
        let scored = scored.map_err(|error| answers::not_scored(py, &error))?;
        Ok(Scored::of(scored.schema(), scored))
    }

    /// What each column of results is, and what its values mean, as JSON.
    fn codebook(&self, scored: &Scored) -> PyResult<String> {
        let columns = Column::all_of(scored.schema()).map_err(|error| PyValueError::new_err(error.message))?;
        let translations: Vec<&Translation> = self.translations.iter().collect();
        json(&CodebookLine::all(&measure_for_backends(&self.instrument, &translations, false), &columns))
    }

    /// What the columns of a frame could be: each name of the measure with its column, how it was found, and whether
    /// that is sure; columns that nothing is made of; and scales that may be counted from 1.
    #[pyo3(name = "match")]
    fn matched(&self, frame: &Bound<'_, PyAny>, options: Options) -> PyResult<(Vec<Match>, Vec<String>, Vec<String>)> {
        let (frame, options) = (Frame::take(frame)?, options.read(&self.texts)?);
        let beginning = frame.batches.first().cloned().unwrap_or_else(|| RecordBatch::new_empty(frame.schema.clone()));
        let found = Matching::of_batch(&self.instrument, &beginning, &options);
        let found = found.map_err(|diagnostic| PyValueError::new_err(diagnostic.message))?;
        let one = |of: Proposal| (of.name, of.column, of.how.words(), of.how.is_sure());
        Ok((found.found.into_iter().map(one).collect(), found.unused, found.may_count_from_one))
    }

    /// Cases over time: as JSON, the page as HTML, and what was said of the answers.
    fn follow(
        &self,
        py: Python<'_>,
        frame: &Bound<'_, PyAny>,
        options: Options,
        norms: Option<String>,
    ) -> PyResult<(String, String, Vec<Diagnostic>)> {
        let (frame, options) = (Frame::take(frame)?, options.read(&self.texts)?);
        let norms = self.norms_for(py, norms)?;
        let rules = SiteRules::default();
        let follower = Follower::new(&self.instrument, norms.as_ref(), &rules).with_answers();
        let mut collector = Collector::default();
        let said = answers::read(py, &self.instrument, &frame, &options, |_, table| follower.collect(table, &mut collector))?;
        let views: Vec<_> = collector.into_cases().iter().map(|case| follower.view(case)).collect();
        let attention = views.iter().filter(|view| view.needs_attention()).count();
        let phrases = Phrases::english();
        let page = courses_page(&self.instrument, norms.as_ref(), (views.len(), attention), &phrases);
        let mut html = page.before;
        views
            .iter()
            .for_each(|view| html.push_str(&course_section(&self.instrument, norms.as_ref(), view, &phrases).into_string()));
        html.push_str(&page.after);
        Ok((json(&views)?, html, said))
    }

    /// A team's figures: as JSON, the page as HTML, and what was said of the answers.
    fn team(
        &self,
        py: Python<'_>,
        frame: &Bound<'_, PyAny>,
        mut options: Options,
        norms: Option<String>,
        by: Option<String>,
    ) -> PyResult<(String, String, Vec<Diagnostic>)> {
        options.keep |= by.is_some();
        let (frame, options) = (Frame::take(frame)?, options.read(&self.texts)?);
        let norms = self.norms_for(py, norms)?;
        let rules = SiteRules::default();
        let mut follower = Follower::new(&self.instrument, norms.as_ref(), &rules);
        if let Some(by) = by {
            follower = follower.by(self.group(&frame, &options, &by)?);
        }
        let mut collector = Collector::default();
        let said = answers::read(py, &self.instrument, &frame, &options, |_, table| follower.collect(table, &mut collector))?;
        let report = follower.team(&collector.into_cases());
        Ok((json(&report)?, team_page(&self.instrument, norms.as_ref(), &report, &Phrases::english()), said))
    }

    /// What the answers say about the measure: as JSON, the page as HTML, and what was said of the answers.
    fn analyse(
        &self,
        py: Python<'_>,
        frame: &Bound<'_, PyAny>,
        mut options: Options,
        by: Option<String>,
        retest: Option<(String, String)>,
    ) -> PyResult<(String, String, Vec<Diagnostic>)> {
        options.keep |= by.is_some();
        let (frame, options) = (Frame::take(frame)?, options.read(&self.texts)?);
        let by = by.map(|by| self.group(&frame, &options, &by)).transpose()?;
        let mut sample = Sample::new(&self.instrument, by);
        let said = answers::read(py, &self.instrument, &frame, &options, |_, table| sample.add(table))?;
        let occasion = |name: &String| {
            sample.occasion(name).ok_or_else(|| PyValueError::new_err(format!("nobody answered at occasion {name:?}")))
        };
        let retest = retest.map(|(first, second)| Ok::<_, PyErr>((occasion(&first)?, occasion(&second)?))).transpose()?;
        let analysis = py.detach(|| sample.analyse(retest));
        Ok((json(&analysis)?, analysis_page(&self.instrument, &analysis), said))
    }
}

impl Measure {
    /// The file of norms that are named by their id or by a path.
    fn norms_file(&self, py: Python<'_>, named: &str) -> PyResult<SourceFile> {
        if let Some((_, file)) = self.norms.iter().find(|(id, _)| id == named) {
            return Ok(file.clone());
        }
        match catalogue::read(Path::new(named)) {
            Ok((file, None)) => Ok(file),
            Ok((file, Some(diagnostic))) => Err(unusable_text(py, &file, &[diagnostic])),
            Err(error) => {
                let known: Vec<&str> = self.norms.iter().map(|(id, _)| id.as_str()).collect();
                let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
                Err(PyErr::new::<VerbondError, _>(format!("{error}; norms found beside the measure: {known}")))
            }
        }
    }

    fn norms_for(&self, py: Python<'_>, norms: Option<String>) -> PyResult<Option<Norms>> {
        let Some(named) = norms else { return Ok(None) };
        let file = self.norms_file(py, &named)?;
        let checked = check_norms(&syntax::parse(&file), &[&self.instrument]);
        checked.found.map(Some).ok_or_else(|| unusable_text(py, &file, &checked.diagnostics))
    }

    /// What says the group of a row: the language, a known fact or a column.
    fn group(&self, frame: &Frame, options: &ReadOptions, by: &str) -> PyResult<GroupBy> {
        if by == "language" {
            return Ok(GroupBy::Language);
        }
        if let Some(known) = self.instrument.known.iter().position(|known| known.name == by) {
            return Ok(GroupBy::Known(usize::from(KnownIx(known))));
        }
        let names = frame.schema.fields().iter().map(|field| field.name().clone()).collect();
        let (columns, _) = Columns::find(names, &self.instrument, options);
        let at = columns.kept.iter().position(|name| name == by);
        at.map(GroupBy::Kept).ok_or_else(|| PyValueError::new_err(format!("by={by:?} is neither a known fact nor a column")))
    }
}
