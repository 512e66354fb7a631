use super::sketch::{ItemSketch, PageSketch, ScaleSketch, Sketch, left_out};
use super::{ImportError, Imported};
use crate::check::{Checked, check_instrument};
use crate::exchange::wording::{Wording, print as print_wording, quoted};
use crate::instrument::Instrument;
use crate::source::{Diagnostic, SourceFile};
use crate::syntax::{format, parse};

/// Statements that are tried one after another, each with a check of the whole measure, once the checker refused all of them together.
const TRIED: usize = 200;

impl Sketch {
    /// The measure as text, with what could not be carried over. What the checker refuses is left out, a statement at a time.
    ///
    /// # Errors
    /// Where not even the items make a measure.
    pub(super) fn assemble(mut self) -> Result<Imported, ImportError> {
        self.drop_refused_conditions();
        self.drop_refused_scores();
        self.provide_a_score();
        let text = self.text(0)?;
        let instrument = sound(&text).ok_or_else(|| ImportError(first_error(&text)))?;
        let translations = (1..self.languages.len()).filter_map(|language| self.translation(&instrument, language)).collect();
        Ok(Imported { id: self.id, version: self.version, instrument: text, translations, diagnostics: self.diagnostics })
    }

    fn drop_refused_conditions(&mut self) {
        let count = self.items().filter(|item| item.asked.is_some()).count();
        let mut bare = self.clone();
        bare.computed.clear();
        bare.provide_a_score();
        let all = bare.clone();
        bare.items().for_each(|item| item.asked = None);
        if count == 0 || all.is_sound() {
            return;
        }
        let mut refused = Vec::new();
        let asked: Vec<(String, Option<String>)> = self.items().map(|item| (item.name.clone(), item.asked.clone())).collect();
        for (at, (name, condition)) in asked.into_iter().enumerate() {
            let Some(condition) = condition else { continue };
            if refused.len() >= TRIED {
                refused.push((at, name, condition));
                continue;
            }
            if let Some(item) = bare.items().nth(at) {
                item.asked = Some(condition.clone());
            }
            if bare.is_sound() {
                continue;
            }
            refused.push((at, name, condition));
            if let Some(item) = bare.items().nth(at) {
                item.asked = None;
            }
        }
        for (at, name, condition) in refused {
            if let Some(item) = self.items().nth(at) {
                item.asked = None;
            }
            let message = format!("when `{name}` is asked (`{condition}`) is more than a measure can say, so it is asked always");
            self.diagnostics.push(left_out(message, "write `asked when …` by hand"));
        }
    }

    fn drop_refused_scores(&mut self) {
        if self.is_sound() {
            return;
        }
        let all = std::mem::take(&mut self.computed);
        for (at, computed) in all.into_iter().enumerate() {
            if at >= TRIED {
                let message = format!(
                    "{}: there are more than {TRIED} calculations, some of which are refused by the checker",
                    computed.place
                );
                self.diagnostics.push(left_out(message, "write it by hand"));
                continue;
            }
            self.computed.push(computed);
            let has_score = self.computed.iter().any(|computed| is_score(&computed.statement));
            if has_score && self.is_sound() {
                continue;
            }
            if let Some(refused) = self.computed.pop() {
                let message = format!("{}: `{}` is refused by the checker", refused.place, refused.statement);
                self.diagnostics.push(left_out(message, "write it by hand; `verbond check` says what is wrong with it"));
            }
        }
    }

    /// A measure has a score.
    fn provide_a_score(&mut self) {
        if self.computed.iter().any(|computed| is_score(&computed.statement)) {
            return;
        }
        let is_number = |item: &&mut ItemSketch| ["on ", "as whole", "as decimal"].iter().any(|kind| item.kind.starts_with(kind));
        let names: Vec<String> = self.items().filter(is_number).map(|item| item.name.clone()).collect();
        if names.is_empty() {
            return;
        }
        let statement = format!("score answers_given \"Answers given\" = count of {}", names.join(", "));
        self.computed.push(super::sketch::Computed { place: "the form".to_owned(), statement });
        self.diagnostics.push(left_out(
            "the form has no score that could be carried over, so one counts the answers",
            "write the scores by hand",
        ));
    }

    fn is_sound(&self) -> bool {
        self.text(0).is_ok_and(|text| sound(&text).is_some())
    }

    /// The measure in one of its languages, in the one true layout.
    fn text(&self, language: usize) -> Result<String, ImportError> {
        let of =
            |texts: &[String]| texts.get(language).filter(|text| !text.is_empty()).or(texts.first()).cloned().unwrap_or_default();
        let mut lines = vec!["verbond 1".to_owned(), String::new(), format!("instrument {} {} {{", self.id, self.version)];
        lines.push(format!("title {}", quoted(&of(&self.title))));
        lines.extend(self.head.iter().cloned());
        let informant = self.informant.clone().unwrap_or_else(|| "client".to_owned());
        lines.push(format!("\ninformants {{ {informant} {} }}", quoted(&capitalised(&informant))));
        if !self.known.is_empty() {
            lines.push(format!("\nknown {{\n{}\n}}", self.known.join("\n")));
        }
        for scale in &self.scales {
            lines.push(scale_text(scale, &of));
        }
        for page in &self.pages {
            lines.push(page_text(page, &informant, &of));
        }
        let mut before = "";
        for computed in &self.computed {
            // Scores stand together, and so do alerts; bands stand apart.
            let word = computed.statement.split(' ').next().unwrap_or_default();
            if word != before || word == "bands" {
                lines.push(String::new());
            }
            before = word;
            lines.push(computed.statement.clone());
        }
        lines.push("}\n".to_owned());
        format(&SourceFile::new("imported", lines.join("\n"))).map_err(|diagnostics| {
            ImportError(diagnostics.first().map_or_else(|| "it cannot be laid out".to_owned(), |first| first.message.clone()))
        })
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

fn page_text(page: &PageSketch, informant: &str, of: &impl Fn(&[String]) -> String) -> String {
    let mut lines = vec![String::new()];
    let title = of(&page.title);
    if !title.is_empty() {
        lines.push(format!("page {} {{", quoted(&title)));
    }
    if !page.intro.is_empty() {
        lines.push(format!("intro {}", quoted(&of(&page.intro))));
    }
    for item in &page.items {
        let asked = item.asked.as_ref().map_or(String::new(), |asked| format!("asked when {asked}"));
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
        lines.push(format!("item {} {} {} {asked} {text}", item.name, item.kind, item.flags));
    }
    if !title.is_empty() {
        lines.push("}".to_owned());
    }
    lines.join("\n")
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
