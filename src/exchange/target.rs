use super::exported::{ExportError, Exported, unsaid};
use super::form::Form;
use super::form_codes::{FormCodes, FormProgram};
use super::script::{SqlDialect, SqlOptions, python, r, spss, sql, stata, view_of};
#[cfg(feature = "spreadsheets")]
use super::xlsform;
use super::{limesurvey, redcap, surveyjs};
use crate::instrument::{InformantIx, Instrument, Norms, Translation};

/// A program that measures are exported to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Target {
    /// A spreadsheet for ODK, KoboToolbox and SurveyCTO.
    #[cfg(feature = "spreadsheets")]
    Xlsform,
    /// JSON for SurveyJS.
    Surveyjs,
    /// A data dictionary for REDCap.
    Redcap,
    /// A survey structure for LimeSurvey.
    Limesurvey,
    /// A function in R.
    R,
    /// A function in Python, on polars frames.
    Python,
    /// Syntax for SPSS and PSPP.
    SpssSyntax,
    /// A do-file for Stata.
    Stata,
    /// A statement in SQL.
    Sql,
}

/// What an export is told.
#[derive(Clone, Debug, Default)]
pub struct ExportOptions<'a> {
    /// Who fills in a form; the first informant, if it is not said.
    pub informant: Option<InformantIx>,
    /// The language of a form that has only one, by its tag; that of the measure, if it is not said.
    pub language: Option<String>,
    /// The database of a statement in SQL.
    pub dialect: SqlDialect,
    /// The table of answers of a statement in SQL; `answers`, if it is not said.
    pub table: Option<String>,
    /// The view that a statement in SQL makes; it is named after the measure, if it is not said.
    pub view: Option<String>,
    /// The norms that a script sets scores beside, if any.
    pub norms: Option<&'a Norms>,
}

impl Target {
    /// All of them.
    pub const ALL: &[Self] = &[
        #[cfg(feature = "spreadsheets")]
        Self::Xlsform,
        Self::Surveyjs,
        Self::Redcap,
        Self::Limesurvey,
        Self::R,
        Self::Python,
        Self::SpssSyntax,
        Self::Stata,
        Self::Sql,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            #[cfg(feature = "spreadsheets")]
            Self::Xlsform => "xlsform",
            Self::Surveyjs => "surveyjs",
            Self::Redcap => "redcap",
            Self::Limesurvey => "limesurvey",
            Self::R => "r",
            Self::Python => "python",
            Self::SpssSyntax => "spss-syntax",
            Self::Stata => "stata",
            Self::Sql => "sql",
        }
    }

    /// What it is, in a line.
    pub fn about(self) -> &'static str {
        match self {
            #[cfg(feature = "spreadsheets")]
            Self::Xlsform => "a spreadsheet (.xlsx) for ODK, KoboToolbox, SurveyCTO",
            Self::Surveyjs => "a model (.json) for SurveyJS",
            Self::Redcap => "a data dictionary (.csv) for REDCap",
            Self::Limesurvey => "a survey structure (.txt, tab-separated) for LimeSurvey",
            Self::R => "a function (.R) that scores a data frame",
            Self::Python => "a function (.py) that scores a polars frame",
            Self::SpssSyntax => "syntax (.sps) for SPSS and PSPP",
            Self::Stata => "a do-file (.do) for Stata",
            Self::Sql => "a view (.sql) that scores a table: dialect=duckdb, sqlite, postgres or spark",
        }
    }

    /// The target of a name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|target| target.name() == name)
    }

    /// The options it takes.
    pub fn options(self) -> &'static [&'static str] {
        match self {
            Self::Redcap => &["informant", "language"],
            #[cfg(feature = "spreadsheets")]
            Self::Xlsform => &["informant"],
            Self::Surveyjs | Self::Limesurvey => &["informant"],
            Self::R | Self::Python | Self::SpssSyntax => &["norms"],
            Self::Stata => &[],
            Self::Sql => &["dialect", "table", "view", "norms"],
        }
    }

    /// Exports a measure with its translations.
    ///
    /// # Errors
    /// Where the measure cannot be said at all in the other program.
    pub fn export(
        self,
        instrument: &Instrument,
        translations: &[&Translation],
        options: &ExportOptions<'_>,
    ) -> Result<Exported, ExportError> {
        let mut exported = self.made(instrument, translations, options)?;
        if self.is_script() && !instrument.refusals.is_empty() {
            let message = "a script scores what it is given, and refuses no answers as this measure does";
            exported.diagnostics.push(unsaid(message, "`verbond score` reports such rows: take them out before"));
        }
        Ok(exported)
    }

    /// Whether it computes from answers that are there, and asks nobody.
    fn is_script(self) -> bool {
        match self {
            Self::R | Self::Python | Self::SpssSyntax | Self::Stata | Self::Sql => true,
            #[cfg(feature = "spreadsheets")]
            Self::Xlsform => false,
            Self::Surveyjs | Self::Redcap | Self::Limesurvey => false,
        }
    }

    fn made(
        self,
        instrument: &Instrument,
        translations: &[&Translation],
        options: &ExportOptions<'_>,
    ) -> Result<Exported, ExportError> {
        let with_codes =
            |codes: FormCodes| Form::of(instrument, translations, (options.informant.unwrap_or(InformantIx(0)), codes));
        let form = |program: FormProgram| with_codes(FormCodes::of(instrument, program));
        match self {
            #[cfg(feature = "spreadsheets")]
            Self::Xlsform => xlsform(&form(FormProgram::Xlsform)?),
            Self::Surveyjs => Ok(surveyjs(&form(FormProgram::Surveyjs)?)),
            Self::Redcap => {
                let form = form(FormProgram::Redcap)?;
                let language = options.language.as_deref().map_or(Some(0), |tag| form.language(tag));
                let language = language.ok_or_else(|| {
                    ExportError(format!("the measure has no texts in that language; it has {}", form.languages.join(", ")))
                })?;
                redcap(&form, language)
            }
            Self::Limesurvey => {
                let form = form(FormProgram::Limesurvey)?;
                // What is asked by comparing two answers with each other can be told of numbers alone.
                let is_computed = form.asked_by_computation().is_some();
                limesurvey(&if is_computed { with_codes(FormCodes::of_measure(instrument))? } else { form })
            }
            Self::R => r(instrument, options.norms),
            Self::Python => python(instrument, options.norms),
            Self::SpssSyntax => spss(instrument, options.norms),
            Self::Stata => stata(instrument),
            Self::Sql => {
                let table = options.table.clone().unwrap_or_else(|| "answers".to_owned());
                let view = options.view.clone().unwrap_or_else(|| view_of(instrument));
                sql(instrument, &SqlOptions { dialect: options.dialect, table, view: Some(view), norms: options.norms })
            }
        }
    }
}
