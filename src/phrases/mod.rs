//! Interface texts: what the program says beside the words of a measure, in languages that a site can add to: files of
//! Fluent, one a language.

#![deny(clippy::wildcard_enum_match_arm)]

mod book;
mod nesting;
mod resource;
mod soundness;

pub use book::PhraseBook;
pub use soundness::check_phrases;

use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::instrument::{Day, Language};

/// What a log says after the name of whoever did something at the machine of a store, who need be no member of staff.
pub const ON_THE_COMMAND_LINE: &str = " on the command line";
/// Who that is where nobody said it.
pub const SOMEBODY: &str = "somebody";
/// Who did something where the program itself did.
pub const BY_THE_PROGRAM: &str = "the program, at a new version";

/// The phrases of one file.
type Said = FluentBundle<FluentResource>;

/// The interface texts in a language; where it lacks one, those that stand in for it are asked, and at last
/// English.
#[derive(Clone)]
pub struct Phrases {
    /// The language that was asked for, or English where nothing is said in it.
    pub language: Language,
    chain: Arc<[Arc<Said>]>,
}

impl Phrases {
    /// The interface texts in English.
    pub fn english() -> Self {
        PhraseBook::built_in().in_language(&Language::english())
    }

    /// A phrase by its id; the id itself where no file has it.
    pub fn say(&self, id: &str) -> String {
        self.with(id, [])
    }

    /// A phrase as it stands by itself, where others have it within a sentence.
    pub fn alone(&self, id: &str) -> String {
        let words = self.say(id);
        let mut letters = words.chars();
        letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
    }

    /// A phrase with what is put into it.
    pub fn with<'a, const N: usize>(&self, id: &str, told: [(&'a str, FluentValue<'a>); N]) -> String {
        let told = FluentArgs::from_iter(told);
        let said = self.chain.iter().find_map(|said| {
            let pattern = said.get_message(id)?.value()?;
            let mut errors = Vec::new();
            let text = said.format_pattern(pattern, Some(&told), &mut errors).into_owned();
            errors.is_empty().then_some(text)
        });
        said.unwrap_or_else(|| id.to_owned())
    }

    /// Whoever did something, as a log names them.
    pub fn doer(&self, who: &str) -> String {
        match who.strip_suffix(ON_THE_COMMAND_LINE) {
            Some(SOMEBODY) => self.say("somebody-on-command-line"),
            Some(name) => self.with("on-command-line", [("who", name.into())]),
            None if who == BY_THE_PROGRAM => self.say("by-the-program"),
            None => who.to_owned(),
        }
    }

    /// A day with its year, as a sentence has it.
    pub fn day(&self, day: Day) -> String {
        self.dated("day-long", day)
    }

    /// A day without its year, as short as it is read beside a chart.
    pub fn short_day(&self, day: Day) -> String {
        self.dated("day-short", day)
    }

    /// A day as short as it is understood where a year goes without saying: with its year where that is another one.
    pub fn near_day(&self, day: Day, year: i32) -> String {
        if day.parts().0 == year { self.short_day(day) } else { self.day(day) }
    }

    /// A month without its year, as short as it is read beside a chart.
    pub fn short_month(&self, day: Day) -> String {
        self.dated("month-short", day)
    }

    fn dated(&self, id: &str, day: Day) -> String {
        let (year, month, of_month) = day.parts();
        let told = [("day", of_month.to_string().into()), ("month", month.into()), ("year", year.to_string().into())];
        self.with(id, told)
    }

    /// A number with two decimals, as the language writes it.
    pub fn number(&self, value: f64) -> String {
        self.written(&format!("{value:.2}"))
    }

    /// A number with two decimals; a dash where there is none.
    pub fn figure(&self, value: Option<f64>) -> String {
        value.map_or_else(|| "–".to_owned(), |value| self.number(value))
    }

    /// A number with no more decimals than it has, two at the most.
    pub fn short_number(&self, value: f64) -> String {
        let text = format!("{value:.2}");
        self.written(text.trim_end_matches('0').trim_end_matches('.'))
    }

    /// Whether people who speak the language write a comma before decimals.
    pub fn has_decimal_comma(&self) -> bool {
        self.say("decimal-sign") == ","
    }

    /// A number with all its decimals, and what the language puts before them.
    pub fn written(&self, number: &str) -> String {
        number.replace('.', &self.say("decimal-sign"))
    }
}

impl std::fmt::Debug for Phrases {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Phrases({})", self.language)
    }
}
