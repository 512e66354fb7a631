use std::collections::HashSet;

use super::refused::{Draft, Part, words};
use super::sketch::{Computed, ItemSketch, KindSketch, PageSketch, SHOWN, ScaleSketch, Sketch};
use super::text::clean;
use super::{ImportError, Imported};
use crate::check::{Checked, check_instrument};
use crate::exchange::wording::{Wording, print as print_wording, quoted};
use crate::instrument::{Instrument, audio_path, picture_path};
use crate::source::{Diagnostic, SourceFile};
use crate::syntax::{format, parse};

impl Sketch {
    /// The measure as text, with what could not be carried over. What the checker refuses is left out, a statement or a
    /// question at a time.
    ///
    /// # Errors
    /// Where no question is left, or what is left makes no measure.
    pub(super) fn assemble(mut self) -> Result<Imported, ImportError> {
        self.room.judge()?;
        self.take_counts();
        self.take_dealt();
        self.drop_refused();
        self.drop_unused_helpers();
        if self.pages.iter().all(|page| page.items.is_empty()) {
            return Err(ImportError::NoQuestions(self.losses.summary()));
        }
        self.provide_a_score();
        let text = self.text(0)?;
        let instrument = sound(&text).ok_or_else(|| ImportError::Unreadable(first_error(&text)))?;
        let translations = (1..self.languages.len()).filter_map(|language| self.translation(&instrument, language)).collect();
        let diagnostics = self.losses.diagnostics();
        Ok(Imported { id: self.id, version: self.version, instrument: text, translations, diagnostics })
    }

    /// A measure has a score.
    fn provide_a_score(&mut self) {
        if let Some(statement) = self.lacking_score() {
            self.computed.push(Computed { place: "the form".to_owned(), statement });
            self.losses.say(
                "the form has no score that could be carried over, so `share_answered` stands for one: how much was answered",
                "write the scores that the measure needs, such as `score total \"Total\" = …`, and take `unscored` from their items",
            );
        }
    }

    /// A score for a measure that has none; every form can be asked how much of it was answered.
    pub(super) fn lacking_score(&self) -> Option<String> {
        let lacks = !self.computed.iter().any(|computed| is_score(&computed.statement));
        let names: HashSet<&str> = self.pages.iter().flat_map(|page| &page.items).map(|item| item.name.as_str()).collect();
        let name = if names.contains("share_answered") { "share_answered_" } else { "share_answered" };
        lacks.then(|| format!("score {name} \"Share of the questions that were answered, in per cent\" = 100 * answered"))
    }

    /// The measure in one of its languages, in the one true layout.
    fn text(&self, language: usize) -> Result<String, ImportError> {
        format(&SourceFile::new("imported", self.draft(language).text)).map_err(|diagnostics| {
            let first = diagnostics.first().map(|first| first.message.clone());
            ImportError::Unreadable(first.unwrap_or_else(|| "it cannot be laid out".to_owned()))
        })
    }

    /// The words of what is computed, with the items that stand within a run such as `q1 to q9`.
    fn computed_with(&self) -> HashSet<&str> {
        let items: Vec<&str> = self.pages.iter().flat_map(|page| &page.items).map(|item| item.name.as_str()).collect();
        let place = |word: &str| items.iter().position(|name| *name == word);
        let mut with = HashSet::new();
        for computed in &self.computed {
            let written: Vec<&str> = words(&computed.statement).collect();
            for of_three in written.windows(3).filter(|of_three| of_three[1] == "to") {
                if let (Some(first), Some(last)) = (place(of_three[0]), place(of_three[2])) {
                    with.extend(items.get(first..=last).unwrap_or_default());
                }
            }
            with.extend(written);
        }
        with
    }

    /// The measure in one of its languages, as it comes.
    pub(super) fn draft(&self, language: usize) -> Draft {
        let of = |texts: &[String]| {
            let own = texts.get(language).filter(|text| !text.is_empty()).or(texts.first());
            own.map(|text| clean(text)).unwrap_or_default()
        };
        let mut draft = Draft::default();
        draft.line(&format!("verbond 1\n\ninstrument {} {} {{", self.id, self.version));
        let title = of(&self.title);
        draft.line(&format!("title {}", quoted(if title.is_empty() { "Untitled" } else { &title })));
        for (at, line) in self.head.iter().enumerate() {
            draft.part(Part::Head(at), line);
        }
        let (informant, label) = self.informant.clone().unwrap_or_else(|| ("client".to_owned(), "Client".to_owned()));
        draft.line(&format!("\ninformants {{ {informant} {} }}", quoted(&label)));
        if !self.known.is_empty() {
            draft.line("\nknown {");
            for (at, line) in self.known.iter().enumerate() {
                draft.part(Part::Known(at), line);
            }
            draft.line("}");
        }
        for (at, scale) in self.scales.iter().enumerate() {
            draft.part(Part::Scale(at), &scale_text(scale, &of));
        }
        let computed_with = self.computed_with();
        let mut items = 0..;
        for page in &self.pages {
            page_text(page, (&informant, &computed_with), &of, &mut items, &mut draft);
        }
        for (name, statement) in self.tables.iter().filter(|(name, _)| computed_with.contains(name.as_str())) {
            if !self.computed.iter().any(|computed| computed.statement.contains(&format!("table {name} "))) {
                draft.line(&format!("\n{statement}"));
            }
        }
        let mut before = "";
        for (at, computed) in self.computed.iter().enumerate() {
            // Scores stand together, and so do alerts; bands stand apart.
            let word = computed.statement.split(' ').next().unwrap_or_default();
            if word != before || ["bands", "category"].contains(&word) {
                draft.line("");
            }
            before = word;
            draft.part(Part::Computed(at), &computed.statement);
        }
        draft.line("}");
        draft
    }

    /// The texts that a form has in a language by itself; none of a form of ours.
    fn own_texts(&self, language: usize) -> HashSet<String> {
        let mut all: Vec<&[String]> = vec![&self.title];
        for scale in &self.scales {
            all.extend(scale.points.iter().map(|(_, label)| label.as_slice()).chain(scale.none.as_deref()));
        }
        for page in &self.pages {
            all.extend([page.title.as_slice(), page.intro.as_slice()]);
            for item in &page.items {
                all.push(&item.text);
                all.extend(item.choices.iter().map(|(_, label)| label.as_slice()));
            }
        }
        let own = all.into_iter().filter_map(|texts| texts.get(language)).filter(|text| !text.is_empty() && !self.is_ours);
        own.map(|text| with_placeholders(&clean(text))).collect()
    }

    fn translation(&self, instrument: &Instrument, language: usize) -> Option<(String, String)> {
        let checked_theirs = sound(&self.text(language).ok()?)?;
        let mut wording = Wording::blank(instrument, &self.languages[language]);
        let own = self.own_texts(language);
        let tag = &self.languages[language];
        // LimeSurvey has the first part of a tag alone.
        let is_of = |known: &str| {
            let known = known.to_ascii_lowercase();
            known.strip_prefix(&tag.to_ascii_lowercase()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        let alike = self.alike.iter().find(|(known, _)| is_of(known)).map(|(_, paths)| paths);
        // Where the measure has several informants, a path can end with the one who fills in the form.
        let of_whom = |path: &str| self.informant.as_ref().map(|(informant, _)| format!("{path} {informant}"));
        let is_alike = |path: &str| {
            alike.is_some_and(|alike| alike.contains(path) || of_whom(path).is_some_and(|path| alike.contains(&path)))
        };
        let theirs: std::collections::BTreeMap<String, Option<String>> =
            checked_theirs.texts().into_iter().map(|text| (text.path, text.text)).collect();
        for entry in &mut wording.entries {
            // Names that stand for texts are not translated.
            let refused = entry.path.strip_prefix("refuse ").and_then(|name| self.sentences.iter().find(|(own, _)| own == name));
            let said = refused.or_else(|| self.fact_labels.iter().find(|(path, _)| *path == entry.path));
            let said = said.and_then(|(_, said)| said.get(language)).map(|text| clean(text)).filter(|text| !text.is_empty());
            let translated = said.or_else(|| theirs.get(&entry.path).cloned().flatten());
            // What is the same may be a translation. Our own forms have the source where one lacks, and say which are alike.
            let is_own =
                |text: &String| Some(text) != entry.from.as_ref() || own.contains(text.as_str()) || is_alike(&entry.path);
            let translated = translated.filter(is_own);
            entry.to = translated.unwrap_or_default();
        }
        for (path, media) in &checked_theirs.media {
            let Some(ours) = instrument.media.get(path) else { continue };
            if let (Some(own), Some(other)) = (&ours.picture, &media.picture)
                && own.file != other.file
            {
                wording.files.push((picture_path(path), other.file.name().to_owned()));
            }
            if let (Some(own), Some(other)) = (&ours.audio, &media.audio)
                && own != other
            {
                wording.files.push((audio_path(path), other.name().to_owned()));
            }
        }
        wording.head.push(format!("note {}", quoted("Imported with the form; not reviewed.")));
        Some((self.languages[language].clone(), print_wording(&wording).ok()?))
    }
}

fn is_score(statement: &str) -> bool {
    statement.lines().any(|line| line.trim_start().starts_with("score "))
}

/// A text in which braces are read as they stand, but for those that show another answer.
fn with_placeholders(text: &str) -> String {
    text.split(SHOWN).map(|part| part.replace('{', "{{")).collect::<Vec<_>>().join("{")
}

fn scale_text(scale: &ScaleSketch, of: &impl Fn(&[String]) -> String) -> String {
    let mut lines = vec![format!("\nscale {} {{", scale.name)];
    lines.extend(scale.line.map(|(low, high, step)| format!("{low} to {high} step {step}")));
    lines.extend(scale.points.iter().map(|(value, label)| {
        let label = of(label);
        let counts = scale.counts.iter().find(|(point, _)| point == value).map_or(String::new(), |(_, told)| format!(" {told}"));
        let word = scale.words.iter().find(|(point, _)| point == value);
        let code = word.map_or_else(|| value.to_string(), |(_, word)| word.clone());
        // A word is no point by itself.
        let label = if label.is_empty() && word.is_some() { code.clone() } else { label };
        let media = scale.media.iter().find(|(point, _)| point == value).map_or(String::new(), |(_, media)| media.written(of));
        if label.is_empty() { format!("{code}{media}{counts}") } else { format!("{code} {}{media}{counts}", quoted(&label)) }
    }));
    lines.extend(scale.none.as_ref().map(|none| {
        let label = of(none);
        format!("none {}", quoted(if label.is_empty() { "none" } else { &label }))
    }));
    lines.push("}".to_owned());
    lines.join("\n")
}

fn page_text(
    page: &PageSketch,
    of_measure: (&str, &HashSet<&str>),
    of: &impl Fn(&[String]) -> String,
    numbers: &mut std::ops::RangeFrom<usize>,
    draft: &mut Draft,
) {
    draft.line("");
    if page.items.is_empty() && of(&page.intro).is_empty() {
        return;
    }
    let title = of(&page.title);
    if !title.is_empty() {
        let order = if page.is_random { " in random order" } else { "" };
        draft.line(&format!("page {}{order} {{", quoted(&title)));
    }
    let intro = of(&page.intro);
    if !intro.is_empty() {
        draft.line(&format!("intro {}{}", quoted(&with_placeholders(&intro)), page.intro_media.written(of)));
    }
    for rows in page.items.chunk_by(ItemSketch::is_beside) {
        let grid = match &rows[0].kind {
            KindSketch::On(scale) if rows.len() > 1 => Some(scale),
            KindSketch::On(_)
            | KindSketch::Whole(..)
            | KindSketch::Decimal(..)
            | KindSketch::Text(_)
            | KindSketch::Date
            | KindSketch::Time
            | KindSketch::Choices
            | KindSketch::Dealt(_) => None,
        };
        if let Some(scale) = grid {
            draft.line(&format!("items on {scale} in a grid {{"));
        }
        for (item, at) in rows.iter().zip(&mut *numbers) {
            draft.nested(Part::Item(at), |draft| item_text((item, grid.is_some()), at, of_measure, of, draft));
        }
        if grid.is_some() {
            draft.line("}");
        }
    }
    if !title.is_empty() {
        draft.line("}");
    }
}

fn item_text(
    (item, is_row): (&ItemSketch, bool),
    at: usize,
    (informant, computed_with): (&str, &HashSet<&str>),
    of: &impl Fn(&[String]) -> String,
    draft: &mut Draft,
) {
    let (kind, can_be_scored) = match &item.kind {
        KindSketch::On(scale) => (format!("on {scale}"), true),
        KindSketch::Whole(low, high) => (format!("as whole {low} to {high}"), true),
        KindSketch::Decimal(low, high) => (format!("as decimal {low} to {high}"), true),
        KindSketch::Text(most) => (format!("as text up to {most}"), false),
        KindSketch::Date => ("as date".to_owned(), false),
        KindSketch::Time => ("as time".to_owned(), false),
        KindSketch::Dealt(written) => (format!("as {written}"), true),
        KindSketch::Choices => {
            let choices: Vec<&str> = item.choices.iter().map(|(name, _)| name.as_str()).collect();
            (format!("as choices {}{}", choices.join(", "), if item.or_none { ", or none" } else { "" }), true)
        }
    };
    let is_used = computed_with.contains(item.name.as_str()) || item.flags.contains("unscored");
    let unscored = if can_be_scored && !is_used { "unscored" } else { "" };
    let (name, flags) = (&item.name, &item.flags);
    draft.line(&if is_row { format!("{name} {flags} {unscored}") } else { format!("item {name} {kind} {flags} {unscored}") });
    if let Some(asked) = &item.asked {
        draft.part(Part::Condition(at), &format!("asked when {asked}"));
    }
    let text = of(&item.text);
    let shown = [&text, &item.form_name, &item.name].into_iter().find(|text| !text.is_empty()).unwrap_or(&item.name);
    let text = quoted(&with_placeholders(shown));
    if item.ends.is_empty() && item.choices.is_empty() && item.notes.is_empty() {
        draft.line(&format!("{text}{}", item.media.written(of)));
        return;
    }
    draft.line(&format!("{{ {informant} {text}{}", item.media.written(of)));
    let (low, high): (Vec<String>, Vec<String>) = item.ends.iter().cloned().unzip();
    if !item.ends.is_empty() {
        draft.line(&format!("ends {} {}", quoted(&of(&low)), quoted(&of(&high))));
    }
    for (name, label) in &item.choices {
        let label = of(label);
        let media =
            item.choices_media.iter().find(|(choice, _)| choice == name).map_or(String::new(), |(_, media)| media.written(of));
        draft.line(&format!("choice {name} {}{media}", quoted(if label.is_empty() { name } else { &label })));
    }
    for note in &item.notes {
        draft.line(&format!("note {}", quoted(&clean(note))));
    }
    draft.line("}");
}

fn checked(text: &str) -> Checked<Instrument> {
    let file = SourceFile::new("imported", text);
    check_instrument(&file, &parse(&file))
}

fn sound(text: &str) -> Option<Instrument> {
    checked(text).found
}

fn first_error(text: &str) -> String {
    checked(text).diagnostics.into_iter().find(Diagnostic::is_error).map_or(String::new(), |diagnostic| diagnostic.message)
}
