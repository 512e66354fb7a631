use super::draft::{Draft, version_of};
use super::texts::full;
use super::translations::check_tag;
use crate::instrument::{Language, Source, Status};
use crate::source::{Span, codes, did_you_mean, nearest};
use crate::syntax::tree::{Instrument, Statement, Text, Word};

/// What was said at most once, and where.
#[derive(Default)]
struct Once(Vec<(&'static str, Span)>);

impl Draft<'_> {
    /// Checks the first line and the statements that say what the measure is.
    pub fn check_head(&mut self, tree: &Instrument) {
        if let Some((id, version)) = &tree.head {
            self.instrument.id.clone_from(&id.text);
            match version_of(version).filter(crate::instrument::Version::is_full) {
                Some(version) => self.instrument.version = version,
                None => {
                    let message = format!("`{}` is not a version of three numbers", version.text);
                    self.report(&codes::NOT_A_VERSION, version.span, message, "write it as `1.0.0`".to_owned());
                }
            }
        }
        let mut said = Once::default();
        for statement in &tree.statements {
            self.check_property(statement, &mut said);
        }
        for needed in ["title", "licence", "status", "informants"] {
            let misspelt = nearest(needed, self.unreadable.iter().copied()).is_some();
            if !said.0.iter().any(|(word, _)| *word == needed) && !self.is_cascade(needed) && !misspelt {
                self.report(
                    &codes::MISSING_STATEMENT,
                    tree.keyword,
                    format!("the instrument has no `{needed}`"),
                    form_of(needed),
                );
            }
        }
    }

    fn check_property(&mut self, statement: &Statement, said: &mut Once) {
        match statement {
            Statement::Title(text) => {
                self.once("title", text.span, said);
                self.instrument.title = self.full(text);
            }
            Statement::About(text) => {
                self.once("about", text.span, said);
                self.instrument.about = Some(self.full(text));
            }
            Statement::Licence(text) => {
                self.once("licence", text.span, said);
                self.instrument.licence = self.full(text);
            }
            Statement::WordingByLicence(span) => {
                self.once("wording", *span, said);
                self.instrument.wording_by_licence = true;
            }
            Statement::Status(word) => {
                self.once("status", word.span, said);
                self.check_status(word);
            }
            Statement::Language(word) => {
                self.once("language", word.span, said);
                match Language::parse(&word.text) {
                    Some(language) => {
                        check_tag(&language, word, &mut self.diagnostics);
                        self.instrument.language = language;
                    }
                    None => self.report(
                        &codes::NOT_A_LANGUAGE,
                        word.span,
                        format!("`{}` is not a language", word.text),
                        "write a tag such as `en` or `nl-NL`".to_owned(),
                    ),
                }
            }
            Statement::Cite(cite) => {
                let part = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
                let citation = self.full(&cite.text);
                self.instrument.sources.push(Source { citation, doi: part(&cite.doi), url: part(&cite.url) });
            }
            Statement::Note(text) => {
                let note = self.full(text);
                self.instrument.notes.push(note);
            }
            Statement::Informants(_, span) => self.once("informants", *span, said),
            Statement::Known(_)
            | Statement::Scale(_)
            | Statement::Page(_)
            | Statement::When(_)
            | Statement::Intro(..)
            | Statement::Item(_)
            | Statement::Score(_)
            | Statement::Helper(_)
            | Statement::Bands(_)
            | Statement::Category(_)
            | Statement::Alert(_)
            | Statement::Refusal(_)
            | Statement::Compare(_)
            | Statement::Table(_)
            | Statement::Follows(_)
            | Statement::Feedback(_)
            | Statement::Test(_) => {}
        }
    }

    fn once(&mut self, word: &'static str, span: Span, said: &mut Once) {
        if said.0.iter().any(|(known, _)| *known == word) {
            self.report(&codes::SAID_TWICE, span, format!("`{word}` is said twice"), "keep one of the two".to_owned());
        }
        said.0.push((word, span));
    }

    fn check_status(&mut self, word: &Word) {
        let known = [Status::Experimental, Status::Piloted, Status::Validated, Status::Retired];
        match known.into_iter().find(|status| status.word() == word.text) {
            Some(status) => self.instrument.status = status,
            None => {
                let words: Vec<&str> = known.iter().map(|status| status.word()).collect();
                self.report(
                    &codes::UNKNOWN_STATUS,
                    word.span,
                    format!("there is no status `{}`", word.text),
                    did_you_mean(&word.text, &words),
                );
            }
        }
    }

    /// The value of a text, which must say something.
    pub fn full(&mut self, text: &Text) -> String {
        full(text, &mut self.diagnostics)
    }
}

fn form_of(word: &str) -> Option<String> {
    let form = match word {
        "title" => "title \"What people call it\"",
        "licence" => "licence \"CC0-1.0\"",
        "status" => "status experimental",
        _ => "informants { client \"Client\" }",
    };
    Some(format!("add `{form}`"))
}
