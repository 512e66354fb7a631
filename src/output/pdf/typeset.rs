use serde::Serialize;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Dict, Duration, IntoValue, Smart};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::PdfError;
use super::fonts::{FONTS, Fonts};
use super::pictures::Pictures;

/// Letters that are listed by themselves.
const LISTED: usize = 8;

/// Pages that are set.
pub struct Typeset(PagedDocument);

/// Sets sheets by a template, which reads them as JSON.
///
/// # Errors
/// Where a letter is in none of the fonts.
pub fn typeset(template: &'static str, sheets: &impl Serialize, pictures: &Pictures) -> Result<Typeset, PdfError> {
    let json = serde_json::to_value(sheets).map_err(|error| PdfError::Typesetting(error.to_string()))?;
    let lacking = lacking(&FONTS, &json);
    if !lacking.is_empty() {
        let mut listed: Vec<String> = lacking.iter().take(LISTED).map(|letter| format!("`{letter}`")).collect();
        if lacking.len() > LISTED {
            listed.push(format!("{} more", lacking.len() - LISTED));
        }
        return Err(PdfError::NoLetters(listed.join(", ")));
    }
    let mut inputs = pictures.inputs();
    inputs.insert("sheets".into(), json.to_string().into_value());
    compile(template, inputs).map(Typeset).map_err(PdfError::Typesetting)
}

/// Sees whether the bytes of a file are a picture that can be drawn.
///
/// # Errors
/// What is wrong with it, where it is none.
pub fn check_picture(bytes: &Bytes) -> Result<(), String> {
    let mut inputs = Dict::new();
    inputs.insert("picture".into(), bytes.clone().into_value());
    compile("#image(sys.inputs.picture)", inputs).map(drop)
}

fn compile(template: &str, inputs: Dict) -> Result<PagedDocument, String> {
    typst::compile::<PagedDocument>(&OneTemplate::new(template, inputs)).output.map_err(|errors| told(&errors))
}

impl Typeset {
    /// How many pages there are.
    pub fn pages(&self) -> usize {
        self.0.pages().len()
    }

    /// The pages as a tagged PDF, by PDF/UA-1 unless letters are joined in a way that it has no words for. `identity`
    /// tells it from other files.
    ///
    /// # Errors
    /// Where the pages cannot be written, which is a fault of the template.
    pub fn pdf(&self, identity: &str) -> Result<Vec<u8>, PdfError> {
        self.written(identity, &[PdfStandard::Ua_1]).or_else(|_| self.written(identity, &[]))
    }

    fn written(&self, identity: &str, standards: &[PdfStandard]) -> Result<Vec<u8>, PdfError> {
        let standards = PdfStandards::new(standards).map_err(|error| PdfError::Typesetting(error.message().to_string()))?;
        let options = PdfOptions {
            ident: Smart::Custom(identity.to_owned()),
            creator: Smart::Custom(Some(concat!("Verbond ", env!("CARGO_PKG_VERSION")).to_owned())),
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&self.0, &options).map_err(|errors| PdfError::Typesetting(told(&errors)))
    }
}

fn told(errors: &[SourceDiagnostic]) -> String {
    errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("; ")
}

/// Letters of all texts that none of the fonts has.
fn lacking(fonts: &Fonts, json: &serde_json::Value) -> Vec<char> {
    let mut texts = String::new();
    gather(json, &mut texts);
    fonts.lacking(&texts)
}

fn gather(json: &serde_json::Value, texts: &mut String) {
    match json {
        serde_json::Value::String(text) => texts.push_str(text),
        serde_json::Value::Array(values) => values.iter().for_each(|value| gather(value, texts)),
        serde_json::Value::Object(members) => members.values().for_each(|value| gather(value, texts)),
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
    }
}

/// What Typst sees of the world: one template, its data with its pictures, and our fonts. No file, no network, no clock.
struct OneTemplate {
    library: LazyHash<Library>,
    main: Source,
}

impl OneTemplate {
    fn new(template: &str, inputs: Dict) -> Self {
        let features = Features::from_iter([Feature::A11yExtras]);
        let library = Library::builder().with_inputs(inputs).with_features(features).build();
        Self { library: LazyHash::new(library), main: Source::detached(template) }
    }
}

impl World for OneTemplate {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
