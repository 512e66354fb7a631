use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;

use super::arguments::{Common, NewCommand};
use super::{CliError, ExitStatus, new_schedule, report, writing};
use crate::check::check_instrument;
use crate::exchange::quoted;
use crate::instrument::Language;
use crate::output::Readers;
use crate::source::{Diagnostic, SourceFile};
use crate::syntax::{format, is_id, parse};

/// Begins a measure by asking.
pub fn run(command: &NewCommand, common: &Common) -> Result<ExitStatus, CliError> {
    // Whoever answers a dozen questions first should not learn at their end that the measure cannot be called so.
    if !is_id(&command.id) {
        let help = "an id is letters, digits and single hyphens, and begins with a letter, as `our-measure`".to_owned();
        return Err(CliError::usage(format!("`{}` cannot be the id of a measure", command.id), help));
    }
    if command.schedule {
        return new_schedule::run(command, common);
    }
    let place = command.output.clone().unwrap_or_else(|| PathBuf::from(&command.id).join("0.1.0.instrument"));
    writing::check_place(&place, common.replace())?;
    let mut asker = Asker { lines: std::io::stdin().lock().lines(), is_person: std::io::stdin().is_terminal() };
    let text = Answers::ask(&command.id, &mut asker)?.text(&command.id);
    let file = SourceFile::new(place.display().to_string(), text);
    let formatted = format(&file).ok();
    let checked = check_instrument(&file, &parse(&file));
    if let (Some(text), Some(_)) = (formatted, checked.found) {
        if let Some(folder) = place.parent() {
            std::fs::create_dir_all(folder).map_err(|error| CliError::system(folder.display().to_string(), error))?;
        }
        writing::write(&place, text, common.replace(), Readers::Usual)?;
        report::say(&format!(
            "{} is there, and sound; open it in an editor, and `verbond check {0}` as you go",
            place.display()
        ))?;
        return Ok(ExitStatus::Fine);
    }
    let errors: Vec<Diagnostic> = checked.diagnostics.into_iter().filter(Diagnostic::is_error).collect();
    report::print(&file, &errors, report::Channel::Stderr)?;
    anstream::eprintln!("nothing was written: with these answers the measure would not be sound");
    Ok(ExitStatus::Findings)
}

/// Whoever answers questions, on a terminal or by lines of the standard input.
pub struct Asker<L> {
    pub lines: L,
    pub is_person: bool,
}

impl<L: Iterator<Item = std::io::Result<String>>> Asker<L> {
    /// An answer, or what is taken where it is empty.
    ///
    /// # Errors
    /// Where nothing more can be answered: what nobody was asked is not made up.
    pub fn ask(&mut self, question: &str, otherwise: &str) -> Result<String, CliError> {
        if self.is_person {
            let hint = if otherwise.is_empty() { String::new() } else { format!(" [{otherwise}]") };
            anstream::eprint!("{question}{hint}: ");
            // What cannot be shown cannot be helped.
            let _ = std::io::stderr().flush();
        }
        let Some(line) = self.lines.next() else {
            let help = "answer on a terminal, or give a line for each question; an empty line takes what is usual".to_owned();
            return Err(CliError::usage(format!("nothing was written: \"{question}\" was not answered"), help));
        };
        let line = line.map_err(|error| CliError::system("<stdin>", error))?;
        let line = line.trim();
        Ok(if line.is_empty() { otherwise.to_owned() } else { line.to_owned() })
    }

    /// An answer that something can be made of; asked again where a person gives another.
    pub fn until<T>(
        &mut self,
        question: &str,
        otherwise: &str,
        help: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<T, CliError> {
        loop {
            let answer = self.ask(question, otherwise)?;
            match read(&answer) {
                Some(value) => return Ok(value),
                None if self.is_person => anstream::eprintln!("  {help}"),
                None => return Err(CliError::usage(format!("\"{question}\" was answered with `{answer}`"), help.to_owned())),
            }
        }
    }
}

/// What the measure is to be.
struct Answers {
    title: String,
    about: String,
    language: String,
    licence: String,
    source: String,
    informants: Vec<String>,
    /// Lowest point, and the anchors.
    lowest: i64,
    anchors: Vec<String>,
    items: usize,
    reversed: Vec<usize>,
    needed: usize,
}

impl Answers {
    fn ask<L: Iterator<Item = std::io::Result<String>>>(id: &str, asker: &mut Asker<L>) -> Result<Self, CliError> {
        let title = asker.ask("What is it called?", &id.replace('-', " "))?;
        let about = asker.ask("What is it for, in a sentence?", "To be written.")?;
        let language =
            asker.until("In which language is it written?", "en", "write a tag such as `en` or `nl-NL`", |answer| {
                Language::parse(answer).map(|language| language.to_string())
            })?;
        let licence = asker.ask("On what terms may it be used?", "Not decided yet")?;
        let source = asker.ask("Where does it come from (author, year, journal)?", "")?;
        let informants = asker.until(
            "Who answers it? Names, separated by commas",
            "client",
            "letters and digits, as `client, worker`",
            names,
        )?;
        let lowest = asker
            .until("What is the lowest number of the response scale?", "1", "a whole number", |answer| answer.parse().ok())?;
        let anchors = asker.until(
            "What do its points say, from the lowest up, separated by semicolons?",
            "Not at all; A little; Mostly; Completely",
            "two points at least, as `Never; Sometimes; Often`",
            |answer| {
                Some(answer.split(';').map(|anchor| anchor.trim().to_owned()).collect::<Vec<_>>())
                    .filter(|anchors| anchors.len() > 1)
            },
        )?;
        let items = asker.until("How many items has it?", "4", "a number from 1 to 500", |answer| {
            answer.parse().ok().filter(|count| (1..=500).contains(count))
        })?;
        let reversed = asker.until(
            "Which of them are reversed? Numbers, separated by commas",
            "none",
            "as `2, 5`, or `none`",
            |answer| {
                if answer == "none" {
                    return Some(vec![]);
                }
                answer.split(',').map(|number| number.trim().parse().ok().filter(|number| (1..=items).contains(number))).collect()
            },
        )?;
        let usual = (4_usize * items).div_ceil(5).to_string();
        let needed =
            asker.until("How many must be answered for a score?", &usual, "a number up to that of the items", |answer| {
                answer.parse().ok().filter(|count| (1..=items).contains(count))
            })?;
        Ok(Self { title, about, language, licence, source, informants, lowest, anchors, items, reversed, needed })
    }

    fn text(&self, id: &str) -> String {
        let mut lines = vec!["verbond 1".to_owned(), String::new(), format!("instrument {id} 0.1.0 {{")];
        lines.push(format!("title {}\nabout {}", quoted(&self.title), quoted(&self.about)));
        if !self.source.is_empty() {
            lines.push(format!("cite {}", quoted(&self.source)));
        }
        lines.push(format!("licence {}\nstatus experimental\nlanguage {}\n", quoted(&self.licence), self.language));
        let informants = self.informants.iter().map(|name| format!("{name} {}", quoted(&name.replace('_', " "))));
        lines.push(format!("informants {{\n{}\n}}\n", informants.collect::<Vec<_>>().join("\n")));
        let points = (self.lowest..).zip(&self.anchors).map(|(value, anchor)| format!("{value} {}", quoted(anchor)));
        lines.push(format!("scale agreement {{\n{}\n}}\n", points.collect::<Vec<_>>().join("\n")));
        let item = |number: usize| {
            let flag = if self.reversed.contains(&number) { "reversed " } else { "" };
            format!("q{number} {flag}{}", quoted(&format!("Item {number}: to be written.")))
        };
        lines.push(format!("items on agreement {{\n{}\n}}\n", (1..=self.items).map(item).collect::<Vec<_>>().join("\n")));
        lines.push(self.key());
        lines.push(self.test());
        lines.push("}\n".to_owned());
        lines.join("\n")
    }

    fn key(&self) -> String {
        if self.items == 1 {
            return "score total \"Total\" = 1 * q1\n".to_owned();
        }
        let needs = if self.needed == self.items { "all".to_owned() } else { format!("{} of {}", self.needed, self.items) };
        format!("score total \"Total\" = mean of q1 to q{} needs {needs}\n", self.items)
    }

    /// The best answers to all give the highest score: a first test, to be followed by one that is worked out by hand.
    fn test(&self) -> String {
        let highest = self.lowest + self.anchors.len() as i64 - 1;
        let group = |is_reversed: bool, value: i64| {
            let names = (1..=self.items)
                .filter(|number| self.reversed.contains(number) == is_reversed)
                .map(|number| format!("q{number}"));
            let names: Vec<String> = names.collect();
            if names.is_empty() { String::new() } else { format!("{} = {value}\n", names.join(", ")) }
        };
        let given = format!("{}{}", group(false, highest), group(true, self.lowest));
        format!("test \"the highest score\" {{\n{given}expect total = {highest}\n}}")
    }
}

/// Names as the language takes them.
pub fn names(answer: &str) -> Option<Vec<String>> {
    let one = |name: &str| {
        let name = name.trim();
        let fits =
            name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        fits.then(|| name.to_owned())
    };
    answer.split(',').map(one).collect()
}
