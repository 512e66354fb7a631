use super::exported::{ExportError, Exported};
use super::form::Form;
use super::{limesurvey, redcap, surveyjs, xlsform};
use crate::instrument::{InformantIx, Instrument, Translation};

/// A program that measures are exported to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A spreadsheet for ODK, KoboToolbox and SurveyCTO.
    Xlsform,
    /// JSON for SurveyJS.
    Surveyjs,
    /// A data dictionary for REDCap.
    Redcap,
    /// A survey structure for LimeSurvey.
    Limesurvey,
}

/// What an export is told.
#[derive(Clone, Debug, Default)]
pub struct ExportOptions {
    /// Who fills in a form; the first informant, if it is not said.
    pub informant: Option<InformantIx>,
    /// The language of a form that has only one, by its tag; that of the measure, if it is not said.
    pub language: Option<String>,
}

impl Target {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Xlsform, Self::Surveyjs, Self::Redcap, Self::Limesurvey];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Xlsform => "xlsform",
            Self::Surveyjs => "surveyjs",
            Self::Redcap => "redcap",
            Self::Limesurvey => "limesurvey",
        }
    }

    /// What it is, in a line.
    pub fn about(self) -> &'static str {
        match self {
            Self::Xlsform => "a spreadsheet (.xlsx) for ODK, KoboToolbox, SurveyCTO",
            Self::Surveyjs => "a model (.json) for SurveyJS",
            Self::Redcap => "a data dictionary (.csv) for REDCap",
            Self::Limesurvey => "a survey structure (.txt, tab-separated) for LimeSurvey",
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
            Self::Xlsform | Self::Surveyjs | Self::Limesurvey => &["informant"],
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
        options: &ExportOptions,
    ) -> Result<Exported, ExportError> {
        let form = || Form::of(instrument, translations, options.informant.unwrap_or(InformantIx(0)));
        match self {
            Self::Xlsform => xlsform(&form()?),
            Self::Surveyjs => Ok(surveyjs(&form()?)),
            Self::Redcap => {
                let form = form()?;
                let language = options.language.as_deref().map_or(Some(0), |tag| form.language(tag));
                let language = language.ok_or_else(|| {
                    ExportError(format!("the measure has no texts in that language; it has {}", form.languages.join(", ")))
                })?;
                redcap(&form, language)
            }
            Self::Limesurvey => limesurvey(&form()?),
        }
    }
}
