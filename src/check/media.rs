use super::draft::Draft;
use super::translations::{Review, text_place};
use crate::instrument::{Instrument, Media, MediaFile, MediaUse, NoMediaFile, Picture};
use crate::source::{Diagnostic, codes};
use crate::syntax::tree::{self, Beside, Block, Item, ScaleLine, Statement, Text, TextPath, TranslationStatement};

/// What a file says is shown or played, as far as it can be a file: where it stands, and which it is.
pub type NamedFile = (crate::source::Span, MediaFile);

/// The file of a name, or what is wrong with the name.
///
/// # Errors
/// Where the file would lie outside the folder of the file that names it, or is of no known kind.
pub fn file_named(name: &Text, of: MediaUse) -> Result<MediaFile, Box<Diagnostic>> {
    MediaFile::parse(&name.value, of).map_err(|why| match why {
        NoMediaFile::Outside => {
            let message = format!("`{}` is no file beside this one", name.value);
            let help = "write the name of a file in the same folder, or in one within it, as `pictures/full.svg`";
            Box::new(Diagnostic::new(&codes::MEDIA_OUTSIDE, name.span, message).help(help))
        }
        NoMediaFile::UnknownKind => {
            let what = match of {
                MediaUse::Picture => "picture",
                MediaUse::Audio => "sound",
            };
            let message = format!("`{}` is no {what} that browsers know", name.value);
            let help = format!("its name ends in {}", of.endings());
            Box::new(Diagnostic::new(&codes::MEDIA_KIND, name.span, message).help(help))
        }
    })
}

/// How a file that stands at a place of a translation is used.
pub fn use_at(path: &TextPath) -> MediaUse {
    if matches!(path, TextPath::Audio(_)) { MediaUse::Audio } else { MediaUse::Picture }
}

/// The files that a block names as pictures and sounds, as far as they can be files.
pub fn named_files(block: &Block) -> Vec<NamedFile> {
    let mut found = Vec::new();
    match block {
        Block::Instrument(tree) => tree.statements.iter().for_each(|statement| of_statement(statement, &mut found)),
        Block::Translation(tree) => {
            for statement in &tree.statements {
                match statement {
                    TranslationStatement::File(path, name) => found.extend(named(name, use_at(path))),
                    TranslationStatement::Status(_)
                    | TranslationStatement::Step(_)
                    | TranslationStatement::NoBack(_)
                    | TranslationStatement::Licence(_)
                    | TranslationStatement::Cite(_)
                    | TranslationStatement::Note(_)
                    | TranslationStatement::Text(..) => {}
                }
            }
        }
        Block::Norms(_) | Block::Schedule(_) => {}
    }
    found
}

fn named(name: &Text, of: MediaUse) -> Option<NamedFile> {
    Some((name.span, MediaFile::parse(&name.value, of).ok()?))
}

fn of_beside(beside: &Beside) -> Option<NamedFile> {
    match beside {
        Beside::Picture { file, .. } => named(file, MediaUse::Picture),
        Beside::Audio(file) => named(file, MediaUse::Audio),
    }
}

fn of_statement(statement: &Statement, found: &mut Vec<NamedFile>) {
    match statement {
        Statement::Scale(scale) => {
            for line in &scale.lines {
                match line {
                    ScaleLine::Point(_, _, beside, _) => found.extend(beside.iter().filter_map(of_beside)),
                    ScaleLine::Range(..) | ScaleLine::None(_) => {}
                }
            }
        }
        Statement::Page(page) => page.statements.iter().for_each(|inner| of_statement(inner, found)),
        Statement::When(when) => when.statements.iter().for_each(|inner| of_statement(inner, found)),
        Statement::Intro(_, beside) => found.extend(beside.iter().filter_map(of_beside)),
        Statement::Item(item) => found.extend(beside_item(item).filter_map(of_beside)),
        Statement::Title(_)
        | Statement::About(_)
        | Statement::Cite(_)
        | Statement::Licence(_)
        | Statement::WordingByLicence(_)
        | Statement::Status(_)
        | Statement::Language(_)
        | Statement::Note(_)
        | Statement::Informants(..)
        | Statement::Known(_)
        | Statement::Score(_)
        | Statement::Helper(_)
        | Statement::Bands(_)
        | Statement::Category(_)
        | Statement::Alert(_)
        | Statement::Refusal(_)
        | Statement::Feedback(_)
        | Statement::Compare(_)
        | Statement::Table(_)
        | Statement::Follows(_)
        | Statement::Test(_) => {}
    }
}

fn beside_item(item: &Item) -> impl Iterator<Item = &Beside> {
    item.text.beside.iter().chain(item.text.choices_beside.iter().map(|(_, beside)| beside))
}

impl Draft<'_> {
    /// Checks what is shown and played beside the text of a path, and keeps it.
    pub fn put_media<'b>(&mut self, path: &str, beside: impl IntoIterator<Item = &'b Beside>) {
        let mut media = self.instrument.media.remove(path).unwrap_or_default();
        for one in beside {
            let is_second = match one {
                Beside::Picture { .. } => media.picture.is_some(),
                Beside::Audio(_) => media.audio.is_some(),
            };
            if is_second {
                let message = "there is one already beside this text";
                self.report(&codes::SAID_TWICE, one.file().span, message, "keep one of the two".to_owned());
                continue;
            }
            match one {
                Beside::Picture { file, alt } => media.picture = self.picture(file, alt.as_ref()),
                Beside::Audio(file) => media.audio = self.file(file, MediaUse::Audio),
            }
        }
        if media != Media::default() {
            self.instrument.media.insert(path.to_owned(), media);
        }
    }

    fn file(&mut self, name: &Text, of: MediaUse) -> Option<MediaFile> {
        file_named(name, of).map_err(|diagnostic| self.diagnostics.push(*diagnostic)).ok()
    }

    fn picture(&mut self, file: &Text, alt: Option<&Text>) -> Option<Picture> {
        if alt.is_none() {
            let message = "whoever cannot see this picture is not told what it shows";
            let help = "add `alt \"what it shows\"`; or `alt \"\"`, where it adds nothing to the words beside it".to_owned();
            self.report(&codes::PICTURE_WITHOUT_ALT, file.span, message, help);
        }
        let alt = alt.map_or(String::new(), |alt| alt.value.clone());
        Some(Picture { file: self.file(file, MediaUse::Picture)?, alt })
    }

    /// What is shown and played with the choices of an item.
    pub fn put_choice_media(&mut self, item: &str, choices: &[tree::Word], text: &tree::ItemText) {
        for choice in choices {
            let of_choice = text.choices_beside.iter().filter(|(word, _)| word.text == choice.text).map(|(_, beside)| beside);
            self.put_media(&format!("item {item} choice {}", choice.text), of_choice);
        }
    }

    /// What is shown and played with an introduction. One that stands outside the pages with a title is read nowhere.
    pub fn put_intro_media(&mut self, page: usize, beside: &[Beside]) {
        let pages = &self.instrument.pages[..=page];
        let number = pages.iter().filter(|page| !page.title.is_empty()).count();
        match beside.first() {
            Some(first) if pages[page].title.is_empty() => {
                let message = "nobody would see or hear this: introductions are shown where a page begins";
                self.report(
                    &codes::MEDIA_UNSEEN,
                    first.file().span,
                    message,
                    "put the intro into a `page \"…\" { … }`".to_owned(),
                );
            }
            Some(_) | None => self.put_media(&format!("page {number} intro"), beside),
        }
    }
}

impl Review<'_> {
    /// A file of its own for a picture or a sound that the measure has.
    pub(super) fn file(&mut self, path: &TextPath, name: &tree::Text) {
        let (place, span) = text_place(path);
        let has = |instrument: &Instrument| {
            let of_text = place.rsplit_once(' ').and_then(|(text, _)| instrument.media.get(text));
            of_text.is_some_and(|media| match use_at(path) {
                MediaUse::Picture => media.picture.is_some(),
                MediaUse::Audio => media.audio.is_some(),
            })
        };
        if !self.source.instrument.is_some_and(has) {
            let message = format!("the measure has no `{place}`");
            let diagnostic = Diagnostic::new(&codes::TRANSLATION_OF_NOTHING, span, message);
            self.diagnostics.push(diagnostic.help("correct the name, or delete the entry"));
            return;
        }
        if self.translation.files.iter().any(|(there, _)| *there == place) {
            let diagnostic = Diagnostic::new(&codes::DEFINED_TWICE, span, format!("`{place}` has two files"));
            self.diagnostics.push(diagnostic.help("keep one of the two"));
        }
        match file_named(name, use_at(path)) {
            Ok(file) => self.translation.files.push((place, file)),
            Err(diagnostic) => self.diagnostics.push(*diagnostic),
        }
    }
}
