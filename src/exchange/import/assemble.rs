use super::refused::{Draft, Part};
use super::sketch::{ItemSketch, PageSketch, ScaleSketch, Sketch, left_out};
use super::{ImportError, Imported};
use crate::check::{Checked, check_instrument};
use crate::exchange::wording::{Wording, print as print_wording, quoted};
use crate::instrument::Instrument;
use crate::source::{Diagnostic, SourceFile};
use crate::syntax::{format, parse};

/// What could not be carried over and is told one by one.
const TOLD: usize = 1_000;

impl Sketch {
    /// The measure as text, with what could not be carried over. What the checker refuses is left out, a statement at a
    /// time.
    ///
    /// # Errors
    /// Where not even the items make a measure.
    pub(super) fn assemble(mut self) -> Result<Imported, ImportError> {
        self.room.judge()?;
        self.drop_refused();
        self.provide_a_score();
        let text = self.text(0)?;
        let instrument = sound(&text).ok_or_else(|| ImportError::Unreadable(first_error(&text)))?;
        let translations = (1..self.languages.len()).filter_map(|language| self.translation(&instrument, language)).collect();
        let more = self.diagnostics.len().saturating_sub(TOLD);
        self.diagnostics.truncate(TOLD);
        if more > 0 {
            let message = format!("{more} more could not be carried over");
            self.diagnostics.push(left_out(message, "read the measure beside the form"));
        }
        Ok(Imported { id: self.id, version: self.version, instrument: text, translations, diagnostics: self.diagnostics })
    }

    /// A measure has a score.
    fn provide_a_score(&mut self) {
        if let Some(statement) = self.lacking_score() {
            self.computed.push(super::sketch::Computed { place: "the form".to_owned(), statement });
            self.diagnostics.push(left_out(
                "the form has no score that could be carried over, so one counts the answers",
                "write the scores by hand",
            ));
        }
    }

    /// A score for a measure that has none, where its items can be counted.
    pub(super) fn lacking_score(&self) -> Option<String> {
        if self.computed.iter().any(|computed| is_score(&computed.statement)) {
            return None;
        }
        let items = self.pages.iter().flat_map(|page| &page.items);
        let is_number = |item: &&ItemSketch| ["on ", "as whole", "as decimal"].iter().any(|kind| item.kind.starts_with(kind));
        let names: Vec<&str> = items.filter(is_number).map(|item| item.name.as_str()).collect();
        (!names.is_empty()).then(|| format!("score answers_given \"Answers given\" = count of {}", names.join(", ")))
    }

    /// The measure in one of its languages, in the one true layout.
    fn text(&self, language: usize) -> Result<String, ImportError> {
        format(&SourceFile::new("imported", self.draft(language).text)).map_err(|diagnostics| {
            let first = diagnostics.first().map(|first| first.message.clone());
            ImportError::Unreadable(first.unwrap_or_else(|| "it cannot be laid out".to_owned()))
        })
    }

    /// The measure in one of its languages, as it comes.
    pub(super) fn draft(&self, language: usize) -> Draft {
        let of =
            |texts: &[String]| texts.get(language).filter(|text| !text.is_empty()).or(texts.first()).cloned().unwrap_or_default();
        let mut draft = Draft::default();
        draft.line(&format!("verbond 1\n\ninstrument {} {} {{", self.id, self.version));
        draft.line(&format!("title {}", quoted(&of(&self.title))));
        self.head.iter().for_each(|line| draft.line(line));
        let informant = self.informant.clone().unwrap_or_else(|| "client".to_owned());
        draft.line(&format!("\ninformants {{ {informant} {} }}", quoted(&capitalised(&informant))));
        if !self.known.is_empty() {
            draft.line(&format!("\nknown {{\n{}\n}}", self.known.join("\n")));
        }
        self.scales.iter().for_each(|scale| draft.line(&scale_text(scale, &of)));
        let mut items = 0..;
        for page in &self.pages {
            page_text(page, &informant, &of, &mut items, &mut draft);
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

    fn translation(&self, instrument: &Instrument, language: usize) -> Option<(String, String)> {
        let theirs = sound(&self.text(language).ok()?)?;
        let mut wording = Wording::blank(instrument, &self.languages[language]);
        let theirs: std::collections::BTreeMap<String, Option<String>> =
            theirs.texts().into_iter().map(|text| (text.path, text.text)).collect();
        for entry in &mut wording.entries {
            // Names that stand for texts are not translated.
            let translated = theirs.get(&entry.path).cloned().flatten().filter(|text| Some(text) != entry.from.as_ref());
            entry.to = translated.unwrap_or_default();
        }
        wording.head.push(format!("note {}", quoted("Imported with the form; not reviewed.")));
        Some((self.languages[language].clone(), print_wording(&wording).ok()?))
    }
}

fn is_score(statement: &str) -> bool {
    statement.lines().any(|line| line.trim_start().starts_with("score "))
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect::<String>().replace('_', " "))
}

fn scale_text(scale: &ScaleSketch, of: &impl Fn(&[String]) -> String) -> String {
    let mut lines = vec![format!("\nscale {} {{", scale.name)];
    lines.extend(scale.line.map(|(low, high, step)| format!("{low} to {high} step {step}")));
    lines.extend(scale.points.iter().map(|(value, label)| format!("{value} {}", quoted(&of(label)))));
    lines.extend(scale.none.as_ref().map(|none| format!("none {}", quoted(&of(none)))));
    lines.push("}".to_owned());
    lines.join("\n")
}

fn page_text(
    page: &PageSketch,
    informant: &str,
    of: &impl Fn(&[String]) -> String,
    numbers: &mut std::ops::RangeFrom<usize>,
    draft: &mut Draft,
) {
    draft.line("");
    let title = of(&page.title);
    if !title.is_empty() {
        draft.line(&format!("page {} {{", quoted(&title)));
    }
    if !page.intro.is_empty() {
        draft.line(&format!("intro {}", quoted(&of(&page.intro))));
    }
    for (item, at) in page.items.iter().zip(numbers) {
        let text = quoted(&of(&item.text));
        let text = if item.ends.is_empty() && item.choices.is_empty() {
            text
        } else {
            let mut block = vec![format!("{{ {informant} {text}")];
            let ends: (Vec<String>, Vec<String>) = item.ends.iter().cloned().unzip();
            if !item.ends.is_empty() {
                block.push(format!("ends {} {}", quoted(&of(&ends.0)), quoted(&of(&ends.1))));
            }
            block.extend(item.choices.iter().map(|(name, label)| format!("choice {name} {}", quoted(&of(label)))));
            block.push("}".to_owned());
            block.join("\n")
        };
        draft.line(&format!("item {} {} {}", item.name, item.kind, item.flags));
        if let Some(asked) = &item.asked {
            draft.part(Part::Condition(at), &format!("asked when {asked}"));
        }
        draft.line(&text);
    }
    if !title.is_empty() {
        draft.line("}");
    }
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
