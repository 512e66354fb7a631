//! What a form shows around its questions: texts that introduce them, and answers within texts.

use std::collections::HashMap;

use super::expression::Field;
use super::sketch::{ItemSketch, SHOWN, Sketch};

/// What becomes of a text that is shown under a condition.
const SHOWN_ALWAYS: &str = "texts are shown under a condition in the form, and are shown always now";
/// What becomes of an answer that is shown where none is known of.
const NOT_SHOWN: &str = "texts of the form show what is no answer to a question before them; the marks stand as they are";

/// When a form shows a text.
#[derive(Clone, Copy, Debug)]
pub(super) enum TextWhen<'u> {
    /// Together with all that is under these conditions.
    Under(&'u [usize]),
    /// Under a condition of its own.
    ItsOwn,
}

/// The marks between which a form names the field whose answer it shows.
pub(super) struct Marks<'m> {
    pub(super) open: &'static str,
    pub(super) close: char,
    /// The field, out of what stands between them.
    pub(super) field: fn(&str) -> &str,
    /// Whether what stands between them shows anything at all.
    pub(super) shows: &'m dyn Fn(&str) -> bool,
}

impl Sketch {
    /// A text among questions: it introduces the page where no question stands before it. Marks that show answers are
    /// said of what comes in.
    pub(super) fn intro(&mut self, name: &str, text: Vec<String>, when: TextWhen<'_>, marks: Option<&Marks<'_>>) {
        let page = self.page();
        if text.iter().all(String::is_empty) {
            return;
        }
        if !page.items.is_empty() {
            self.losses.of(name, "texts stand among questions, and a measure has them before questions only; left out", "");
            return;
        }
        if let Some(marks) = marks {
            self.tell_answers_shown(name, &text, marks);
        }
        let page = self.page();
        if page.intro.is_empty() {
            page.intro = text;
        } else {
            for (intro, more) in page.intro.iter_mut().zip(text) {
                *intro = format!("{intro}\n{more}");
            }
        }
        match when {
            TextWhen::Under([]) => {}
            TextWhen::Under(under) => page.intro_under.push((name.to_owned(), under.to_vec())),
            TextWhen::ItsOwn => self.losses.of(name, SHOWN_ALWAYS, ""),
        }
    }

    /// Says which texts that a form shows under conditions introduce questions that are asked without them: a page of
    /// which nothing is asked is not shown.
    pub(super) fn tell_shown_always(&mut self) {
        for page in &self.pages {
            for (name, under) in &page.intro_under {
                let is_under = |item: &ItemSketch| under.iter().all(|at| item.under.contains(at));
                if page.items.is_empty() || !page.items.iter().all(is_under) {
                    self.losses.of(name, SHOWN_ALWAYS, "");
                }
            }
        }
    }

    /// A question in which marks show the answer to a question before it, in each language; what else they show is
    /// said.
    pub(super) fn with_answers_shown(
        &mut self,
        name: &str,
        mut texts: Vec<String>,
        marks: &Marks<'_>,
        fields: &HashMap<String, Field>,
    ) -> Vec<String> {
        let mut is_left = false;
        for text in texts.iter_mut().filter(|text| text.contains(marks.open)) {
            let mut shown = String::new();
            let mut parts = text.split(marks.open);
            shown.push_str(parts.next().unwrap_or_default());
            for part in parts {
                let between = part.split_once(marks.close);
                let own = between.and_then(|(inner, rest)| Some((self.asked_before(fields.get((marks.field)(inner))?)?, rest)));
                match own {
                    Some((own, rest)) => shown.push_str(&format!("{SHOWN}{own}|…}}{rest}")),
                    None => {
                        is_left |= between.is_some_and(|(inner, _)| (marks.shows)(inner));
                        shown.push_str(&format!("{}{part}", marks.open));
                    }
                }
            }
            *text = shown;
        }
        if is_left {
            self.losses.of(name, NOT_SHOWN, "write the question without them");
        }
        texts
    }

    /// The name of a field that is a question so far.
    fn asked_before<'f>(&self, field: &'f Field) -> Option<&'f str> {
        let name = field.name();
        self.pages.iter().flat_map(|page| &page.items).any(|item| item.name == name).then_some(name)
    }

    /// Says that a text which is no question shows answers, which only questions do.
    pub(super) fn tell_answers_shown(&mut self, name: &str, texts: &[String], marks: &Marks<'_>) {
        let shows = |text: &String| {
            let inner = |part: &str| part.split_once(marks.close).is_some_and(|(inner, _)| (marks.shows)(inner));
            text.split(marks.open).skip(1).any(inner)
        };
        if texts.iter().any(shows) {
            self.losses.of(name, NOT_SHOWN, "write the question without them");
        }
    }
}
