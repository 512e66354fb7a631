//! How the files of other programs look: by which marks each is known, and what its columns mean.

mod castor;
mod codings;
mod fhir;
mod formr;
mod google_forms;
mod jspsych;
mod kobo;
mod limesurvey;
mod microsoft_forms;
mod odk;
mod psytoolkit;
mod qualtrics;
mod r;
mod redcap;
mod subjects;
mod surveyjs;
mod surveymonkey;

use serde_json::Value;

use super::grid::Grid;
use super::long;
use super::options::{Positions, ReadOptions};
use crate::instrument::{DateNotation, Identifiers, Instrument, Program};
use crate::source::Diagnostic;

/// Records of JSON that are looked at to find which program wrote them.
pub(super) const RECORDS: usize = 1_000;

/// A program whose files are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Shape {
    /// None: the header names the columns, each row is an administration.
    Plain,
    /// A row for each answer.
    Long,
    /// Castor EDC.
    Castor,
    /// FHIR QuestionnaireResponses.
    Fhir,
    /// formr.
    Formr,
    /// Google Forms.
    GoogleForms,
    /// jsPsych.
    JsPsych,
    /// KoboToolbox.
    Kobo,
    /// LimeSurvey.
    LimeSurvey,
    /// Microsoft Forms.
    MicrosoftForms,
    /// ODK Central.
    Odk,
    /// PsyToolkit.
    PsyToolkit,
    /// Qualtrics.
    Qualtrics,
    /// R, `write.csv` and `write.csv2`.
    R,
    /// REDCap.
    RedCap,
    /// SurveyJS.
    SurveyJs,
    /// SurveyMonkey.
    SurveyMonkey,
}

/// The beginning of a table.
#[derive(Clone, Copy)]
pub(super) struct Head<'h> {
    /// The first row.
    pub names: &'h [String],
    /// Some rows after it.
    pub rows: &'h [Vec<String>],
}

impl Head<'_> {
    fn has(&self, name: &str) -> bool {
        self.names.iter().any(|column| column == name)
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find(|name| self.has(name)).map(|name| (*name).to_owned())
    }
}

/// A column whose values a program writes as numbers or as words, as whoever exports them chooses: each number with its
/// word.
pub(super) type InWords = (&'static str, &'static [(&'static str, &'static str)]);

type Rearrange = fn(Grid, &Instrument, &ReadOptions) -> Result<Grid, Box<Diagnostic>>;

/// What the columns of a program mean.
#[derive(Default)]
pub(super) struct Layout {
    /// Other names of the columns, where the header alone does not say them.
    pub names: Option<Vec<String>>,
    /// What stands below the names of the columns, where that is the wording of questions.
    pub texts: Vec<String>,
    /// Rows after the first that belong to the header.
    pub header_rows: u64,
    /// Names of the measure, and the columns that hold them where nobody says otherwise.
    pub usual: Vec<(&'static str, String)>,
    /// Cells that mean "no answer".
    pub missing: Vec<&'static str>,
    /// How dates are written.
    pub dates: Option<DateNotation>,
    /// Points that are written by their position.
    pub positions: Option<Positions>,
    /// Whether the column of a choice holds the number of the choice where it was chosen.
    pub marks_are_numbers: bool,
    /// Whether the column of the choice `other` holds what somebody wrote there.
    pub other_is_text: bool,
    /// Columns that the program writes of itself, which are answers to nothing.
    pub own: Vec<String>,
    /// Columns whose values the program writes as numbers or as words.
    pub words: Vec<InWords>,
    /// Which rows it writes that are no whole answers, and the condition that leaves them out.
    pub caution: Option<(&'static str, &'static str)>,
    /// The column that says when the answers of a row were sent, of a program that writes rows of those who only looked.
    pub sent: Option<String>,
    /// How `occasion` is put together where the program tells administrations apart by several columns.
    pub apart: Option<String>,
    /// How the rows become administrations, where they are none as they stand.
    pub rearrange: Option<Rearrange>,
}

impl Layout {
    /// Adds the column of a name of the measure, where there is one.
    fn with(mut self, name: &'static str, column: Option<String>) -> Self {
        self.usual.extend(column.map(|column| (name, column)));
        self
    }
}

impl Shape {
    /// All that are known, and how `--from` names them.
    pub const ALL: [(&'static str, Self); 17] = [
        ("plain", Self::Plain),
        ("long", Self::Long),
        ("castor", Self::Castor),
        ("fhir", Self::Fhir),
        ("formr", Self::Formr),
        ("google-forms", Self::GoogleForms),
        ("jspsych", Self::JsPsych),
        ("kobo", Self::Kobo),
        ("limesurvey", Self::LimeSurvey),
        ("microsoft-forms", Self::MicrosoftForms),
        ("odk", Self::Odk),
        ("psytoolkit", Self::PsyToolkit),
        ("qualtrics", Self::Qualtrics),
        ("r", Self::R),
        ("redcap", Self::RedCap),
        ("surveyjs", Self::SurveyJs),
        ("surveymonkey", Self::SurveyMonkey),
    ];

    /// The program of a name, as `--from` has it.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, shape)| *shape)
    }

    /// Its name, as people write it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Plain => "a plain table",
            Self::Long => "the long form, a row for each answer",
            Self::Castor => "an export of Castor",
            Self::Fhir => "FHIR QuestionnaireResponses",
            Self::Formr => "an export of formr",
            Self::GoogleForms => "answers of Google Forms",
            Self::JsPsych => "data of jsPsych",
            Self::Kobo => "an export of KoboToolbox",
            Self::LimeSurvey => "an export of LimeSurvey",
            Self::MicrosoftForms => "answers of Microsoft Forms",
            Self::Odk => "an export of ODK Central",
            Self::PsyToolkit => "data of PsyToolkit",
            Self::Qualtrics => "an export of Qualtrics",
            Self::R => "a table that R wrote",
            Self::RedCap => "an export of REDCap",
            Self::SurveyJs => "results of SurveyJS",
            Self::SurveyMonkey => "an export of SurveyMonkey",
        }
    }

    /// The program that a table is known to come from.
    pub(super) fn of_table(head: Head<'_>, instrument: &Instrument) -> Self {
        let found = [
            (Self::Qualtrics, qualtrics::is(head)),
            (Self::SurveyMonkey, surveymonkey::is(head)),
            (Self::RedCap, redcap::is(head)),
            (Self::LimeSurvey, limesurvey::is(head)),
            (Self::Kobo, kobo::is(head)),
            (Self::Odk, odk::is(head)),
            (Self::Castor, castor::is(head)),
            (Self::MicrosoftForms, microsoft_forms::is(head)),
            (Self::GoogleForms, google_forms::is(head)),
            (Self::PsyToolkit, psytoolkit::is(head)),
            (Self::JsPsych, jspsych::is(head)),
            (Self::Formr, formr::is(head)),
            (Self::Long, long::is(head, instrument)),
            (Self::R, r::is(head)),
        ];
        found.into_iter().find(|(_, is_it)| *is_it).map_or(Self::Plain, |(shape, _)| shape)
    }

    /// What the columns of a table mean.
    pub(super) fn layout(self, head: Head<'_>, instrument: &Instrument) -> Layout {
        match self {
            Self::Plain | Self::Fhir | Self::SurveyJs => Layout::default(),
            Self::Long => Layout { rearrange: Some(long::rearrange), ..Layout::default() },
            Self::Castor => castor::layout(head),
            Self::Formr => formr::layout(head),
            Self::GoogleForms => google_forms::layout(head),
            Self::JsPsych => jspsych::layout(),
            Self::Kobo => kobo::layout(head, instrument),
            Self::LimeSurvey => limesurvey::layout(head, instrument),
            Self::MicrosoftForms => microsoft_forms::layout(head),
            Self::Odk => odk::layout(head, instrument),
            Self::PsyToolkit => psytoolkit::layout(head),
            Self::Qualtrics => qualtrics::layout(head),
            Self::R => r::layout(head),
            Self::RedCap => redcap::layout(head, instrument),
            Self::SurveyMonkey => surveymonkey::layout(head),
        }
    }

    /// The program that a document in JSON is known to come from, by its first records: one may lack what tells it, as the
    /// record of somebody who left out a whole matrix does.
    pub(super) fn of_json<'v>(records: impl IntoIterator<Item = &'v Value>, instrument: &Instrument) -> Self {
        let shapes = records.into_iter().take(RECORDS).map(|record| Self::of_record(record, instrument));
        shapes.into_iter().find(|shape| *shape != Self::Plain).unwrap_or(Self::Plain)
    }

    fn of_record(record: &Value, instrument: &Instrument) -> Self {
        let found = [
            (Self::Fhir, fhir::is(record)),
            (Self::JsPsych, jspsych::is_json(record)),
            (Self::Kobo, kobo::is_json(record)),
            (Self::SurveyJs, surveyjs::is(record, instrument)),
        ];
        found.into_iter().find(|(_, is_it)| *is_it).map_or(Self::Plain, |(shape, _)| shape)
    }

    /// What is said of the records of a document in JSON.
    pub(super) fn notes(self, records: &[Value], instrument: &Instrument, options: &ReadOptions) -> Vec<Diagnostic> {
        if self == Self::Fhir { fhir::notes(records, instrument, options) } else { vec![] }
    }

    /// The table of the records of a document in JSON. Where the program writes none that are not rows as they stand,
    /// they are rows, in which nothing stands within another.
    ///
    /// # Errors
    /// Where records do not go together.
    pub(super) fn table_or_rows(
        self,
        records: &[Value],
        instrument: &Instrument,
        options: &ReadOptions,
    ) -> Result<Grid, Box<Diagnostic>> {
        match self {
            Self::Fhir => fhir::table(records, instrument, options),
            Self::JsPsych => jspsych::table(records, instrument, options),
            Self::Plain
            | Self::Long
            | Self::Castor
            | Self::Formr
            | Self::GoogleForms
            | Self::Kobo
            | Self::LimeSurvey
            | Self::MicrosoftForms
            | Self::Odk
            | Self::PsyToolkit
            | Self::Qualtrics
            | Self::R
            | Self::RedCap
            | Self::SurveyJs
            | Self::SurveyMonkey => surveyjs::table(records, instrument, options),
        }
    }
}

/// The names of the columns that every measure has, of its items, and of what is known.
fn names_of(instrument: &Instrument) -> impl Iterator<Item = &str> {
    let fixed = ["case", "occasion", "informant", "date", "language"].into_iter();
    let items = instrument.items.iter().map(|item| item.name.as_str());
    fixed.chain(items).chain(instrument.known.iter().map(|known| known.name.as_str()))
}

/// Whether a text is one of those names.
fn is_name(instrument: &Instrument, text: &str) -> bool {
    names_of(instrument).any(|name| name == text)
}

/// Whether a text is the name of a question that ranks or shares out, which an object or a list may answer as a whole.
fn is_dealt(instrument: &Instrument, text: &str) -> bool {
    instrument.allotment(text).is_some()
}

/// Whether a column that a name of the measure fits is one of the program's own: what the measure calls so has another
/// name there, and that is in the file as well.
fn is_of_program(name: &str, head: Head<'_>, called: &Identifiers) -> bool {
    let there = called.of(name);
    let is_there = |column: &String| column == there || column.split_once(". ").is_some_and(|(code, _)| code == there);
    there != name && head.names.iter().any(is_there)
}

/// The names of columns without the groups that the questions of a form stand in, where what is left is a name of the
/// measure and no other column has it. The column of one choice of a set keeps the name of the set before it.
fn without_groups(names: &[String], instrument: &Instrument, signs: &[char]) -> Vec<String> {
    let called = instrument.names_in(Program::XlsForm);
    // A name that the forms of these programs do not take is another one there.
    let own = |text: &str| called.own(text).filter(|own| called.of(own) == text && is_name(instrument, own)).map(str::to_owned);
    let short = |name: &String| {
        let ends = name.match_indices(signs).map(|(at, sign)| &name[at + sign.len()..]);
        let of_set = |text: &str| {
            let (set, choice) = text.split_at(text.find(signs)?);
            let is_set = |set: &String| instrument.item(set).is_some_and(|at| instrument.items[at].kind.choices().is_some());
            let dealt = || Some(set.to_owned()).filter(|set| is_dealt(instrument, set));
            let set = own(set).filter(is_set).or_else(dealt);
            set.map(|set| format!("{set}{choice}"))
        };
        let dealt = |text: &str| is_dealt(instrument, text).then(|| text.to_owned());
        let own_or_set = |text: &str| own(text).or_else(|| dealt(text)).or_else(|| of_set(text));
        ends.into_iter().find_map(own_or_set).or_else(|| own_or_set(name).filter(|own| own != name))
    };
    let shorts: Vec<Option<String>> =
        names.iter().map(|name| if is_name(instrument, name) { None } else { short(name) }).collect();
    let is_free = |short: &String| !names.contains(short) && shorts.iter().flatten().filter(|other| *other == short).count() == 1;
    let one = |(name, short): (&String, &Option<String>)| short.clone().filter(is_free).unwrap_or_else(|| name.clone());
    names.iter().zip(&shorts).map(one).collect()
}
