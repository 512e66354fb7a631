//! Asking a person on a terminal.

mod answers_file;
mod kept;
mod keys;
mod plain;

use std::borrow::Cow;
use std::io::IsTerminal;

use super::arguments::{AskCommand, Common};
use super::config::Config;
use super::{CliError, ExitStatus, report, store};
use crate::administer::{
    CaseCode, Identity, Lacking, NoPastDay, NotTaken, Questionnaire, Record, Texts, known_facts, known_texts, past_day,
};
use crate::catalogue;
use crate::instrument::{Day, InformantIx, Instrument, ItemIx, Kind, NONE, OccasionName, Translation};
use crate::phrases::Phrases;
use crate::source::{codes, did_you_mean, printable};
pub use answers_file::{AnswersFile, can_be_kept};
use kept::Asked;
pub use kept::{Keeping, add_or_keep, unfinished_beside};

/// How asking ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Everything that is asked was answered or passed over.
    Done,
    /// Stopped for now.
    Stopped,
}

/// What a face needs to ask.
pub struct Face<'q, 'a> {
    pub questionnaire: &'q mut Questionnaire<'a>,
    pub texts: &'q Texts,
    pub phrases: &'q Phrases,
    pub keeping: &'q mut Keeping,
}

/// Asks a person.
pub fn run(command: &AskCommand, common: &Common) -> Result<ExitStatus, CliError> {
    let config = Config::read(common)?;
    let found = catalogue::find(&command.instrument, &config.library)?;
    let Some((entry, instrument)) = report::the_instrument(&found)?.filter(|(entry, _)| !entry.has_errors()) else {
        anstream::eprintln!("the instrument has errors, so nobody was asked");
        return Ok(ExitStatus::Findings);
    };
    let translations: Vec<&Translation> = found.translations().collect();
    let informant = informant(instrument, command.informant.as_deref())?;
    let texts = texts(instrument, &translations, command.language.as_deref())?;
    if let Err(lacking) = texts.suffice(instrument, informant) {
        return refuse(&lacking);
    }
    if let Some((entry, diagnostic)) = found.undecided(&texts.from) {
        report::print(&entry.file, std::slice::from_ref(diagnostic), report::Channel::Stderr)?;
        anstream::eprintln!("nobody was asked: which of these translations counts is not said");
        return Ok(ExitStatus::Findings);
    }
    let phrases = config.phrase_book()?.in_language(&texts.language);
    let case = case(command, &phrases)?;
    let known = known_facts(instrument, command.known.iter().map(String::as_str))
        .map_err(|error| CliError::usage(error.to_string(), error.help()))?;
    let shown = known_texts(instrument, command.known.iter().map(String::as_str))
        .map_err(|error| CliError::usage(error.to_string(), error.help()))?;
    let said = command.occasion.as_deref().map(occasion_of).transpose()?;
    let identity = Identity {
        case: case.as_str().to_owned(),
        occasion: said.clone().unwrap_or_else(|| "1".to_owned()),
        informant: instrument.informants[informant].name.clone(),
        date: day_of(command.date)?.to_string(),
        language: texts.language.to_string(),
    };
    let mut begun = Record { measure: instrument.reference(), identity, known, ..Record::default() };
    let mut keeping = match &command.store {
        Some(store) => {
            let asked = Asked { occasion: said.as_deref(), replaces: command.replace };
            Keeping::in_store((store, &config), (instrument, entry.file.text()), (&case, &mut begun), &asked)?
        }
        None => {
            let answers = command.output.as_deref().map(|output| AnswersFile::look(output, instrument)).transpose()?;
            if let Some(answers) = &answers {
                place_in(answers, &mut begun.identity, said.is_none())?;
            }
            Keeping::in_file(answers, &begun.identity)
        }
    };
    let begun = match keeping.read()?.filter(|record| record.measure == begun.measure) {
        // The language and the facts of now count, also where somebody goes on.
        Some(mut record) => {
            record.identity.language = begun.identity.language;
            record.known.extend(begun.known);
            record
        }
        None => begun,
    };
    let Some(questionnaire) = begun.resumed(instrument) else {
        return Err(CliError::usage("what was kept is of another measure".to_owned(), None));
    };
    let mut questionnaire = questionnaire.with_decimal_comma(phrases.has_decimal_comma()).showing(shown);
    let mut face = Face { questionnaire: &mut questionnaire, texts: &texts, phrases: &phrases, keeping: &mut keeping };
    let is_terminal = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    let outcome = if is_terminal && !command.plain { keys::ask(&mut face)? } else { plain::ask(&mut face)? };
    let record = Record::of(&questionnaire, begun.identity, begun.known);
    match outcome {
        Outcome::Done => {
            keeping.finish(&record, &questionnaire)?;
            texts.feedback(&questionnaire).iter().for_each(|sentence| anstream::eprintln!("{}", printable(sentence)));
            anstream::eprintln!("{}", phrases.say("thanks"));
            Ok(ExitStatus::Fine)
        }
        Outcome::Stopped => {
            keeping.keep(&record)?;
            anstream::eprintln!("{}", phrases.say("answers-kept"));
            Ok(ExitStatus::Interrupted)
        }
    }
}

/// An occasion that was said, as it is kept.
fn occasion_of(said: &str) -> Result<String, CliError> {
    let number = OccasionName::read(said).number().map(|number| number.to_string());
    number.ok_or_else(|| {
        CliError::usage(format!("`{}` is no occasion", printable(said)), "the occasion is a number, 1 or more".to_owned())
    })
}

/// The day that is written: that which was said and has been, or today.
fn day_of(said: Option<Day>) -> Result<Day, CliError> {
    let today = store::today()?;
    let wrong = |error: NoPastDay| CliError::usage(error.to_string(), "say a day that has been".to_owned());
    said.map_or(Ok(today), |day| past_day(day, today)).map_err(wrong)
}

/// Takes the next occasion where nobody said which; refuses one that a file of answers holds already.
fn place_in(answers: &AnswersFile, sheet: &mut Identity, takes_next: bool) -> Result<(), CliError> {
    if takes_next {
        sheet.occasion = answers.held.next_occasion(&sheet.case, &sheet.informant);
    }
    if let Some(twin) = answers.held.twin_of(&sheet.case) {
        let message =
            format!("there is a case `{twin}` in {}, and `{}` would become a second one", answers.path.display(), sheet.case);
        return Err(CliError::usage(message, format!("say `{twin}`; codes are not told apart by capitals only")));
    }
    if !answers.held.has(sheet) {
        return Ok(());
    }
    let (case, occasion, path) = (&sheet.case, &sheet.occasion, answers.path.display());
    let message = format!("{} of {case} answered occasion {occasion} already, in {path}", sheet.informant);
    Err(CliError::usage(message, "say another `--occasion`, or leave it out for the next one".to_owned()))
}

/// The informant of a name, or the first.
pub fn informant(instrument: &Instrument, name: Option<&str>) -> Result<InformantIx, CliError> {
    let Some(name) = name else { return Ok(InformantIx(0)) };
    instrument.informant(name).ok_or_else(|| {
        let names: Vec<&str> = instrument.informants.iter().map(|informant| informant.name.as_str()).collect();
        let help = did_you_mean(name, &names).unwrap_or_else(|| format!("there is {}", names.join(", ")));
        CliError::usage(format!("there is no informant `{name}`"), help)
    })
}

/// The words in a language.
pub fn texts(instrument: &Instrument, translations: &[&Translation], tag: Option<&str>) -> Result<Texts, CliError> {
    Texts::in_language(instrument, translations, tag).ok_or_else(|| {
        let languages = translations.iter().map(|translation| translation.language.to_string());
        let languages: Vec<String> = std::iter::once(instrument.language.to_string()).chain(languages).collect();
        CliError::usage(
            format!("the measure has no words in `{}`", tag.unwrap_or_default()),
            format!("it has {}", languages.join(", ")),
        )
    })
}

/// Says what to obtain where there are no words.
pub fn refuse(lacking: &Lacking) -> Result<ExitStatus, CliError> {
    let help = format!(
        "obtain it ({}), and write it into a translation file in {}: `verbond translate new` begins one",
        lacking.licence, lacking.language
    );
    report::Told { code: Some(&codes::WORDING_LEFT_OUT), message: &lacking.to_string(), help: Some(&help), causes: &[] }
        .tell(super::arguments::OutputFormat::Text)?;
    Ok(ExitStatus::Findings)
}

fn case(command: &AskCommand, phrases: &Phrases) -> Result<CaseCode, CliError> {
    let case = match &command.case {
        Some(case) => case.clone(),
        None => {
            anstream::eprint!("{}: ", phrases.say("case-code"));
            let mut line = String::new();
            std::io::stdin().read_line(&mut line).map_err(|error| CliError::system("<stdin>", error))?;
            line.trim().to_owned()
        }
    };
    CaseCode::parse(&case)
        .map_err(|error| CliError::usage(error.words(phrases), "a case goes under a code, never under a name".to_owned()))
}

impl Face<'_, '_> {
    /// Takes an answer, and keeps it at once where there is a store. Why it is not taken, where it is not.
    fn give(&mut self, item: ItemIx, answer: &str) -> Result<Option<String>, CliError> {
        if let Err(error) = self.questionnaire.give(item, answer) {
            return Ok(Some(self.why_not(&error)));
        }
        let name = &self.questionnaire.instrument().items[item].name;
        self.keeping.gave(name, self.questionnaire.given(item))?;
        Ok(None)
    }

    /// Passes an item over; what was given to it is taken back, at once where there is a store. Why it cannot be, where
    /// that is so.
    fn pass(&mut self, item: ItemIx) -> Result<Option<String>, CliError> {
        let was_given = !self.questionnaire.given(item).is_empty();
        if let Err(error) = self.questionnaire.pass(item) {
            return Ok(Some(self.why_not(&error)));
        }
        if was_given {
            self.keeping.gave(&self.questionnaire.instrument().items[item].name, "")?;
        }
        Ok(None)
    }

    fn why_not(&self, error: &NotTaken) -> String {
        match error {
            NotTaken::NotAnAnswer { .. } => self.phrases.say("not-an-answer"),
            NotTaken::Refused { refusal, .. } => {
                self.texts.refusal(self.questionnaire.instrument(), *refusal, self.phrases).into_owned()
            }
        }
    }

    /// The question.
    fn question(&self, item: ItemIx) -> String {
        let instrument = self.questionnaire.instrument();
        let name = || instrument.items[item].name.clone();
        let question = self.texts.question(self.questionnaire, item).map_or_else(name, Cow::into_owned);
        match instrument.member(item) {
            Some((allotment, at)) => {
                let path = format!("item {}", allotment.name);
                let member = format!("{path} choice {}", allotment.members[at].name);
                self.beside(&path, &self.beside(&member, &question))
            }
            None => self.beside(&format!("item {}", instrument.items[item].name), &question),
        }
    }

    /// Words with what the picture before them shows, and the name of the sound that belongs to them.
    fn beside(&self, path: &str, words: &str) -> String {
        let alt = self.texts.picture(path).map_or("", |picture| picture.alt);
        let picture = if alt.is_empty() { String::new() } else { format!("[{alt}] ") };
        let sound = self.texts.audio(path).map_or(String::new(), |place| {
            format!(" [{}]", self.phrases.with("sound-named", [("sound", place.file.name().into())]))
        });
        format!("{picture}{words}{sound}")
    }

    /// The title and the introduction of the page that begins with an item; nothing where it begins with another.
    fn page_of(&self, item: ItemIx) -> Option<(String, String)> {
        let sheets = self.questionnaire.sheets();
        let sheet = sheets.iter().find(|sheet| sheet.items.first() == Some(&item) && sheet.number > 0)?;
        let title = self.texts.of(&format!("page {} title", sheet.number)).unwrap_or(&sheet.page.title).to_owned();
        let intro = self.texts.introduction(self.questionnaire, sheet.number);
        let intro = intro.map(|intro| self.beside(&format!("page {} intro", sheet.number), &intro));
        Some((title, intro.unwrap_or_default()))
    }

    /// Answers that can be chosen, with their words.
    fn options(&self, item: ItemIx) -> Option<Vec<(String, String)>> {
        let options = self.questionnaire.options(item)?;
        Some(
            options
                .into_iter()
                .map(|(answer, path)| {
                    let is_of_choices = self.questionnaire.instrument().items[item].kind.choices().is_some();
                    let own = match answer.as_str() {
                        NONE if is_of_choices => self.phrases.alone("none-of-these"),
                        _ => answer.clone(),
                    };
                    let words = self.texts.of(&path).map_or(own, str::to_owned);
                    (answer, self.beside(&path, &words))
                })
                .collect(),
        )
    }

    /// What can be given, where it is not chosen.
    fn hint(&self, item: ItemIx) -> String {
        let instrument = self.questionnaire.instrument();
        let model = &instrument.items[item];
        let end = |which: &str| self.texts.of(&format!("item {} {which} end", model.name));
        match (end("low"), end("high"), instrument.answer_range(model), &model.kind) {
            (Some(low), Some(high), Some(range), _) => format!("{} {low} … {} {high}", range.min, range.max),
            (_, _, Some(range), _) => format!("{} {} – {}", self.phrases.say("number-from"), range.min, range.max),
            (_, _, None, Kind::Date) => self.phrases.say("as-date"),
            (_, _, None, Kind::Time) => self.phrases.say("as-time"),
            _ => self.phrases.say("own-words"),
        }
    }

    /// `3/12`.
    fn progress(&self, item: ItemIx) -> String {
        let (at, all) = self.questionnaire.number_of(item);
        format!("{at}/{all}")
    }
}
