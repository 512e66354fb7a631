use super::{ImportError, Imported};
use crate::exchange::bounds;

/// A kind of form that measures are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FormFormat {
    /// A spreadsheet of ODK, KoboToolbox, SurveyCTO.
    #[cfg(feature = "spreadsheets")]
    Xlsform,
    /// A data dictionary of REDCap.
    Redcap,
    /// A Questionnaire of FHIR, R4 or R5.
    Fhir,
    /// A survey structure of LimeSurvey, as tab-separated values.
    Limesurvey,
    /// A model of SurveyJS.
    Surveyjs,
}

impl FormFormat {
    /// The most bytes that are read of one.
    pub fn most_bytes(self) -> usize {
        match self {
            #[cfg(feature = "spreadsheets")]
            Self::Xlsform => bounds::WORKBOOK_BYTES,
            Self::Redcap | Self::Fhir | Self::Limesurvey | Self::Surveyjs => bounds::FORM_BYTES,
        }
    }

    /// What a file is, by the ending of its name (without the dot) and, where several programs have one ending, by what
    /// stands in it; nothing where neither tells.
    ///
    /// # Errors
    /// Where it is a file of such a program that is no form, or not in the shape that is read.
    pub fn of_file(ending: &str, bytes: &[u8]) -> Result<Option<Self>, ImportError> {
        let other =
            |what: &str, instead: &str| Err(ImportError::OtherFile { what: what.to_owned(), instead: instead.to_owned() });
        match ending.to_ascii_lowercase().as_str() {
            #[cfg(feature = "spreadsheets")]
            "xlsx" | "xlsm" | "xls" => Ok(Some(Self::Xlsform)),
            "ods" | "xlsb" | "numbers" => other("it is a workbook of a kind that is not read", "save it as .xlsx"),
            "csv" => Ok(Some(Self::Redcap)),
            "json" => Ok(Some(if is_fhir(bytes) { Self::Fhir } else { Self::Surveyjs })),
            "txt" | "tsv" => Ok(Some(Self::Limesurvey)),
            "lss" | "lsg" | "lsq" => other(
                "it is a survey, group or question of LimeSurvey as XML",
                "export the survey from LimeSurvey as a \"Tab-separated-values format (*.txt)\" file",
            ),
            "lsa" | "lsr" | "vv" => other(
                "it is a file of LimeSurvey that holds answers",
                "export the survey from LimeSurvey as a \"Tab-separated-values format (*.txt)\" file",
            ),
            "xml" if memchr::memmem::find(bytes, b"<Questionnaire").is_some() => {
                other("it is a Questionnaire of FHIR as XML", "save it as JSON, which the program it comes from can")
            }
            "xml" => other("it is XML, as an XForm is", "import the workbook (.xlsx) that the XForm was made of"),
            "zip" => other("it is an archive", "unpack it, and import the form that lies in it"),
            _ => Ok(None),
        }
    }

    /// The measures of a form: more than one where the file holds several.
    ///
    /// # Errors
    /// Where the file is no such form, or holds no questions that a measure can have.
    pub fn import(self, bytes: &[u8]) -> Result<Vec<Imported>, ImportError> {
        match self {
            #[cfg(feature = "spreadsheets")]
            Self::Xlsform => super::from_xlsform(bytes).map(|measure| vec![measure]),
            Self::Redcap => super::from_redcap(bytes),
            Self::Fhir => super::from_fhir(bytes),
            Self::Limesurvey => super::from_limesurvey(bytes).map(|measure| vec![measure]),
            Self::Surveyjs => super::from_surveyjs(bytes).map(|measure| vec![measure]),
        }
    }
}

/// Whether JSON is a resource of FHIR: each says which.
fn is_fhir(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"\"resourceType\"").is_some()
}
