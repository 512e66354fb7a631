use std::collections::HashSet;

use typed_index_collections::TiVec;

use super::draft::version_of;
use super::fact_conditions::{Facts, truth_of};
use super::texts::full;
use super::translations::{check_tag, newest_of};
use super::truth::Truth;
use super::{Checked, only_block};
use crate::instrument::{Ask, FactCondition, Instrument, Known, Language, Reminder, Rhythm, Schedule, ScheduleContent, Version};
use crate::source::{Code, Diagnostic, Severity, SourceFile, Span, codes, did_you_mean};
use crate::syntax::tree::{self, AskLine, Block, Literal, ScheduleStatement, Word};
use crate::syntax::{Parsed, limits};

/// Days that a schedule can count: a hundred years.
const DAYS: u16 = 36_500;

/// Checks a schedule against the measures that it asks for, found among those given.
pub fn check_schedule(file: &SourceFile, parsed: &Parsed, instruments: &[&Instrument]) -> Checked<Schedule> {
    let mut diagnostics = parsed.diagnostics.clone();
    let Some(Block::Schedule(tree)) = only_block(parsed, &mut diagnostics) else {
        return Checked::new(None, diagnostics);
    };
    let Some((id, version)) = &tree.head else {
        return Checked::new(None, diagnostics);
    };
    let blank = ScheduleContent {
        id: id.text.clone(),
        version: Version::default(),
        sha256: parsed.fingerprint.clone(),
        title: String::new(),
        about: None,
        language: Language::english(),
        notes: vec![],
        facts: TiVec::new(),
        asks: TiVec::new(),
        reminders: vec![],
    };
    let mut review = Review { file, instruments, diagnostics, schedule: blank, placed: vec![], said: HashSet::new() };
    review.check_head(id, version);
    review.check(tree);
    Checked::new(Some(review.schedule), review.diagnostics).map(Schedule::checked)
}

/// A schedule being compared with its measures.
struct Review<'a> {
    file: &'a SourceFile,
    instruments: &'a [&'a Instrument],
    diagnostics: Vec<Diagnostic>,
    schedule: ScheduleContent,
    /// Where each entry stands that was taken into the schedule.
    placed: Vec<Span>,
    /// Statements that stand once, and were said.
    said: HashSet<&'static str>,
}

impl<'a> Review<'a> {
    fn report(&mut self, code: &'static Code, span: Span, message: impl Into<String>, help: impl Into<Option<String>>) {
        self.diagnostics.push(Diagnostic::new(code, span, message).maybe_help(help.into()));
    }

    fn check_head(&mut self, id: &Word, version: &Word) {
        match version_of(version).filter(Version::is_full) {
            Some(full) => self.schedule.version = full,
            None => {
                let message = format!("`{}` is not a version of three numbers", version.text);
                self.report(&codes::NOT_A_VERSION, version.span, message, "write it as `1.0.0`".to_owned());
            }
        }
        if self.instruments.iter().any(|instrument| instrument.id == id.text) {
            let message = format!("`{}` is the id of a measure", id.text);
            self.report(&codes::SCHEDULE_NAMED_AS_INSTRUMENT, id.span, message, "give the schedule another id".to_owned());
        }
    }

    fn check(&mut self, tree: &tree::Schedule) {
        let asks: Vec<&tree::Ask> = tree
            .statements
            .iter()
            .filter_map(|statement| if let ScheduleStatement::Ask(ask) = statement { Some(ask) } else { None })
            .collect();
        if let Some(one_too_many) = asks.get(limits::ASKS) {
            let message = format!("a schedule may ask for {} measures", limits::ASKS);
            self.report(&codes::TOO_MANY, one_too_many.span, message, None);
        }
        let asks = &asks[..asks.len().min(limits::ASKS)];
        let measures: Vec<Option<&'a Instrument>> = asks.iter().map(|ask| self.measure(ask)).collect();
        let disputed = self.gather_facts(&measures);
        for (ask, measure) in asks.iter().zip(&measures) {
            self.ask(ask, *measure, &disputed, measures.iter().any(Option::is_none));
        }
        let is_whole = self.schedule.asks.len() == asks.len();
        for statement in &tree.statements {
            match statement {
                ScheduleStatement::Title(text) => {
                    self.once("title", text.span);
                    self.schedule.title = full(text, &mut self.diagnostics);
                }
                ScheduleStatement::About(text) => {
                    self.once("about", text.span);
                    self.schedule.about = Some(full(text, &mut self.diagnostics));
                }
                ScheduleStatement::Language(word) => {
                    self.once("language", word.span);
                    self.language(word);
                }
                ScheduleStatement::Note(text) => {
                    let note = full(text, &mut self.diagnostics);
                    self.schedule.notes.push(note);
                }
                ScheduleStatement::Ask(_) => {}
                ScheduleStatement::Remind(remind) => self.remind(remind, is_whole),
            }
        }
        let is_readable = self.diagnostics.iter().all(|diagnostic| !diagnostic.code.name.starts_with("V01"));
        for (word, form, lacks) in [
            ("title", "title \"What people call it\"", !self.said.contains("title")),
            ("ask", "ask MEASURE of INFORMANT { first within 14 days }", asks.is_empty()),
        ] {
            if lacks && is_readable {
                let message = format!("the schedule has no `{word}`");
                self.report(&codes::MISSING_STATEMENT, tree.keyword, message, format!("add `{form}`"));
            }
        }
    }

    fn once(&mut self, word: &'static str, span: Span) {
        if !self.said.insert(word) {
            self.report(&codes::SAID_TWICE, span, format!("`{word}` is said twice"), "keep one of the two".to_owned());
        }
    }

    fn language(&mut self, word: &Word) {
        match Language::parse(&word.text) {
            Some(language) => {
                check_tag(&language, word, &mut self.diagnostics);
                self.schedule.language = language;
            }
            None => {
                let message = format!("`{}` is not a language", word.text);
                self.report(&codes::NOT_A_LANGUAGE, word.span, message, "write a tag such as `en` or `nl-NL`".to_owned());
            }
        }
    }

    /// The measure that is asked for: the newest of its id, or of the versions that are named.
    fn measure(&mut self, ask: &tree::Ask) -> Option<&'a Instrument> {
        let wanted = match &ask.version {
            Some(word) => Some((super::version_of_word(word, &mut self.diagnostics)?, word)),
            None => None,
        };
        let wanted = wanted.as_ref().map(|(version, word)| (version, *word));
        newest_of(&ask.measure, wanted, self.instruments, &codes::INSTRUMENT_OF_SCHEDULE_MISSING, &mut self.diagnostics)
    }

    /// Takes together what the measures know of a case; gives the names of what they know differently.
    fn gather_facts(&mut self, measures: &[Option<&Instrument>]) -> Vec<String> {
        let mut disputed = Vec::new();
        for known in measures.iter().flatten().flat_map(|measure| &measure.known) {
            match self.schedule.facts.iter().find(|there: &&Known| there.name == known.name) {
                None => self.schedule.facts.push(known.clone()),
                Some(there) if there.kind != known.kind => disputed.push(known.name.clone()),
                Some(_) => {}
            }
        }
        disputed
    }

    fn ask(&mut self, ask: &tree::Ask, measure: Option<&Instrument>, disputed: &[String], is_partial: bool) {
        let informants = self.informants(ask, measure);
        let rhythm = self.rhythm(ask);
        let facts = Facts { known: &self.schedule.facts, disputed, is_partial };
        let when = ask.when.as_ref().map(|when| facts.condition(when, &mut self.diagnostics));
        let (Some(rhythm), Some(informants), false) = (rhythm, informants, when == Some(None)) else { return };
        let version = ask.version.as_ref().and_then(version_of);
        let key = ask.when.as_ref().map(|when| self.file.slice(when.span).split_whitespace().collect::<Vec<_>>().join(" "));
        let checked = Ask { measure: ask.measure.text.clone(), version, informants, when: when.flatten(), key, rhythm };
        self.check_overlap(ask, &checked);
        self.schedule.asks.push(checked);
        self.placed.push(ask.span);
    }

    fn informants(&mut self, ask: &tree::Ask, measure: Option<&Instrument>) -> Option<Vec<String>> {
        let mut found: Vec<String> = Vec::new();
        for word in &ask.informants {
            if found.contains(&word.text) {
                let message = format!("`{}` stands in this list twice", word.text);
                self.report(&codes::DEFINED_TWICE, word.span, message, "delete one".to_owned());
            } else {
                found.push(word.text.clone());
            }
            if let Some(measure) = measure.filter(|measure| measure.informant(&word.text).is_none()) {
                let names: Vec<&str> = measure.informants.iter().map(|informant| informant.name.as_str()).collect();
                let message = format!("`{}` has no informant `{}`", measure.id, word.text);
                self.report(&codes::SCHEDULE_OF_NOBODY, word.span, message, did_you_mean(&word.text, &names));
            }
        }
        measure.map(|_| found)
    }

    fn rhythm(&mut self, ask: &tree::Ask) -> Option<Rhythm> {
        let mut said: [Option<Literal>; 4] = [None; 4];
        for line in &ask.lines {
            let (at, word, days) = match line {
                AskLine::First(days) => (0, "first", days),
                AskLine::Then(days) => (1, "then", days),
                AskLine::Late(days) => (2, "late", days),
                AskLine::Until(days) => (3, "until", days),
            };
            if said[at].replace(*days).is_some() {
                self.report(&codes::SAID_TWICE, days.span, format!("`{word}` is said twice"), "keep one".to_owned());
            }
        }
        let [first, then, late, until] = said;
        let Some(first) = first else {
            if self.diagnostics.iter().all(|diagnostic| !diagnostic.code.name.starts_with("V01")) {
                let help = "add `first within 14 days`, counted from the day on which the case was opened".to_owned();
                self.report(&codes::MISSING_STATEMENT, ask.span, "this says not when it is asked first", help);
            }
            return None;
        };
        let first_day = self.days(first, 0);
        let then_days = then.map(|then| self.days(then, 1));
        let late_days = late.map(|late| self.days(late, 0));
        let until_day = until.map(|until| self.days(until, 0));
        if let (Some(until), Some(Some(last)), Some(first_day)) = (until, until_day, first_day)
            && last < first_day
        {
            let message = format!("nobody is asked after day {last}, and the first occasion is due on day {first_day}");
            self.report(&codes::IMPOSSIBLE_RHYTHM, until.span, message, format!("write `until day {first_day}` or later"));
        }
        let rhythm = Rhythm { first: first_day?, then: all(then_days)?, late: all(late_days)?, until: all(until_day)? };
        self.check_reach(&rhythm, (then, late), ask.informants.len());
        Some(rhythm)
    }

    /// What a rhythm says and what can never come to pass.
    fn check_reach(&mut self, rhythm: &Rhythm, (then, late): (Option<Literal>, Option<Literal>), informants: usize) {
        let (Some(days), Some(then)) = (rhythm.then, then) else { return };
        let second = u32::from(rhythm.first) + u32::from(days);
        if let Some(last) = rhythm.until.filter(|last| *last >= rhythm.first && u32::from(*last) < second) {
            let message =
                format!("there is no next occasion: it would be due about day {second}, and nobody is asked after day {last}");
            let help = format!("write `until day {second}` or later, or leave `then` out");
            self.warn(&codes::IMPOSSIBLE_RHYTHM, then.span, message, help);
        }
        // Where one alone is asked, what they have not finished stays due until they have, and is late some day.
        let is_shared = informants > 1;
        if let (Some(allowed), Some(late)) = (rhythm.late.filter(|allowed| is_shared && *allowed >= days), late) {
            let message = format!(
                "who alone has not finished an occasion that another finished in time is never late: they have missed it once \
                 the next one is due, {days} days later, and would be late after {allowed}"
            );
            let help = format!("write fewer than {days} days, or leave it so: what nobody finishes is late after {allowed} days");
            self.warn(&codes::IMPOSSIBLE_RHYTHM, late.span, message, help);
        }
    }

    fn warn(&mut self, code: &'static Code, span: Span, message: String, help: String) {
        self.diagnostics.push(Diagnostic::new(code, span, message).with_severity(Severity::Warning).help(help));
    }

    fn days(&mut self, days: Literal, least: u16) -> Option<u16> {
        if days.value >= f64::from(least) && days.value <= f64::from(DAYS) {
            return Some(days.value as u16);
        }
        let message = format!("{} is no number of days here", days.value);
        self.report(&codes::IMPOSSIBLE_RHYTHM, days.span, message, format!("it can be {least} to {DAYS}"));
        None
    }

    /// An entry by which a case can be asked the same as by an earlier one.
    fn check_overlap(&mut self, ask: &tree::Ask, checked: &Ask) {
        let meets = |before: &Ask| {
            let versions = match (&before.version, &checked.version) {
                (Some(one), Some(other)) => one.holds(other) || other.holds(one),
                (None, _) | (_, None) => true,
            };
            let shared = checked.informants.iter().find(|informant| before.informants.contains(informant));
            let both = match (&before.when, &checked.when) {
                (Some(one), Some(other)) => {
                    let both = FactCondition::And(Box::new(one.clone()), Box::new(other.clone()));
                    truth_of(&both, &self.schedule.facts) != Truth::Never
                }
                (None, _) | (_, None) => true,
            };
            shared.filter(|_| before.measure == checked.measure && versions && both).cloned()
        };
        let found = self.schedule.asks.iter().zip(&self.placed).find_map(|(before, span)| Some((meets(before)?, *span)));
        if let Some((informant, before)) = found {
            let message = format!("`{}` is asked of `{informant}` by an earlier entry too", checked.measure);
            let help = "give both conditions of which only one can hold, or delete one";
            let diagnostic = Diagnostic::new(&codes::ASKED_TWICE, ask.span, message).label(before, "the earlier entry");
            self.diagnostics.push(diagnostic.help(help));
        }
    }

    fn remind(&mut self, remind: &tree::Remind, is_whole: bool) {
        let informant = &remind.informant;
        if self.schedule.reminders.iter().any(|before| before.informant == informant.text) {
            let message = format!("`{}` is reminded by an earlier statement", informant.text);
            self.report(&codes::SAID_TWICE, informant.span, message, "put all of it into one list".to_owned());
            return;
        }
        if let Some(one_too_many) = remind.moments.get(limits::REMINDERS) {
            let message = format!("an informant may be reminded {} times", limits::REMINDERS);
            self.report(&codes::TOO_MANY, one_too_many.days.span, message, None);
        }
        let asked: Vec<Rhythm> =
            self.schedule.asks.iter().filter(|ask| ask.informants.contains(&informant.text)).map(|ask| ask.rhythm).collect();
        if asked.is_empty() {
            if is_whole {
                let names: Vec<&str> = self.schedule.asks.iter().flat_map(|ask| &ask.informants).map(String::as_str).collect();
                let help = did_you_mean(&informant.text, &names);
                let message = format!("nothing is asked of `{}`", informant.text);
                self.report(&codes::REMINDER_OF_NOTHING, informant.span, message, help);
            }
            return;
        }
        // A reminder has to lie between an occasion and the one before it, of everything that is asked.
        let shortest = asked.iter().map(|rhythm| rhythm.first.min(rhythm.then.map_or(DAYS, |then| then - 1))).min().unwrap_or(0);
        // Where one thing that is asked has no next occasion, it is reminded of however late.
        let next = asked.iter().map(|rhythm| rhythm.then).collect::<Option<Vec<u16>>>().and_then(|then| then.into_iter().max());
        let mut days = Vec::new();
        for moment in remind.moments.iter().take(limits::REMINDERS) {
            let Some(count) = self.days(moment.days, 0) else { continue };
            if moment.is_before && count > shortest {
                let message = format!("{count} days before an occasion can be asked for, nothing is due");
                let help = format!("write {shortest} days at the most, or remind after the due day");
                self.report(&codes::REMINDER_OF_NOTHING, moment.days.span, message, help);
            }
            if let Some(next) = next.filter(|next| !moment.is_before && count >= *next) {
                let message =
                    format!("this reminder comes when the next occasion is due already, {next} days after the one before");
                self.warn(&codes::REMINDER_OF_NOTHING, moment.days.span, message, format!("write fewer than {next} days"));
            }
            let day = if moment.is_before { -i32::from(count) } else { i32::from(count) };
            if days.contains(&day) {
                self.report(&codes::SAID_TWICE, moment.days.span, "this reminder is said twice", "keep one".to_owned());
            } else {
                days.push(day);
            }
        }
        days.sort_unstable();
        self.schedule.reminders.push(Reminder { informant: informant.text.clone(), days });
    }
}

/// What was said, as far as it can be; `None` where something was said that cannot be.
fn all(said: Option<Option<u16>>) -> Option<Option<u16>> {
    match said {
        None => Some(None),
        Some(days) => days.map(Some),
    }
}
