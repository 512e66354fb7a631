use std::io::{BufRead, StdinLock};
use std::path::Path;

use super::arguments::{Common, EnterCommand, OutputFormat};
use super::ask::{self, AnswersFile};
use super::config::Config;
use super::reading::AnswerSettings;
use super::{CliError, ExitStatus, reading, records, report, store, writing};
use crate::administer::{
    CaseCode, Difference, Differs, Identity, Questionnaire, Record, Right, Texts, Typing, differences, past_day,
};
use crate::catalogue;
use crate::files::{Use, uses};
use crate::instrument::{Day, InformantIx, Instrument, Language, OccasionName, Translation};
use crate::output::{Readers, Replace};
use crate::responses::ReadOptions;
use crate::source::printable;

/// Types questionnaires on paper over, or sets two files of the same sheets beside each other.
pub fn run(command: &EnterCommand, common: &Common) -> Result<ExitStatus, CliError> {
    let config = Config::read(common)?;
    let found = catalogue::find(&command.instrument, &config.library)?;
    let Some((_, instrument)) = report::the_instrument(&found)?.filter(|(entry, _)| !entry.has_errors()) else {
        anstream::eprintln!("the instrument has errors, so nothing was entered");
        return Ok(ExitStatus::Findings);
    };
    let mut lines = Lines(std::io::stdin().lock());
    if let [first, second] = &command.compare[..] {
        let options = reading::options(&command.reading, None, &config.answers, reading::languages(instrument, &found))?;
        return compare(instrument, ([first, second], &options, &config.answers), (command, common.replace()), &mut lines);
    }
    let informant = ask::informant(instrument, command.informant.as_deref())?;
    let Some(output) = &command.output else {
        let help =
            "`--output first.csv` says where the sheets go; `--compare first.csv second.csv` sets two files beside each other";
        return Err(CliError::usage("there is nothing to do".to_owned(), help.to_owned()));
    };
    let translations: Vec<&Translation> = found.translations().collect();
    let language = language(instrument, &translations, command.language.as_deref())?;
    let takes_comma = config.phrase_book()?.in_language(&language).has_decimal_comma();
    type_over((instrument, informant, takes_comma), output, &language.to_string(), &mut lines)
}

/// The language of the sheets, as the measure calls it, and as whoever answers it on a screen has it: `nl` is `nl-NL`.
/// Sheets in a language that the measure does not have may have been printed elsewhere.
fn language(instrument: &Instrument, translations: &[&Translation], tag: Option<&str>) -> Result<Language, CliError> {
    match (tag, Texts::in_language(instrument, translations, tag)) {
        (_, Some(texts)) => Ok(texts.language),
        (Some(tag), None) => super::phrases::parsed(tag),
        (None, None) => Ok(instrument.language.clone()),
    }
}

/// What is typed.
struct Lines(StdinLock<'static>);

impl Lines {
    /// The next line after a question; `None` at the end of what is typed.
    fn ask(&mut self, question: &str) -> Result<Option<String>, CliError> {
        anstream::eprint!("{question}");
        let mut line = String::new();
        let length = self.0.read_line(&mut line).map_err(|error| CliError::system("<stdin>", error))?;
        Ok((length > 0).then(|| line.trim().to_owned()))
    }

    /// Asks until what is typed can be used; nothing typed is the usual.
    fn until<T>(&mut self, question: &str, usual: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<Option<T>, CliError> {
        loop {
            let Some(line) = self.ask(question)? else { return Ok(None) };
            match read(if line.is_empty() { usual } else { &line }) {
                Ok(read) => return Ok(Some(read)),
                Err(why) => anstream::eprintln!("  {}", printable(&why)),
            }
        }
    }
}

fn type_over(
    (instrument, informant, takes_comma): (&Instrument, InformantIx, bool),
    output: &Path,
    language: &str,
    lines: &mut Lines,
) -> Result<ExitStatus, CliError> {
    let mut answers_file = AnswersFile::look(output, instrument)?;
    anstream::eprintln!(
        "{}, {}: the codes beside the answers, as `4` or `4 3 5` or `435`;",
        instrument.reference(),
        instrument.informants[informant].name
    );
    if instrument.items.iter().any(|item| item.kind.domain(&instrument.scales).takes_several()) {
        anstream::eprintln!("several choices with `;` between them and no blanks;");
    }
    anstream::eprintln!("`.` left open, `-` the answer without a number, `<` back. No case ends.");
    let today = store::today()?;
    let mut date = today.to_string();
    let mut entered = 0;
    while let Some(sheet) = heading((instrument, informant, language), (&mut date, today), &answers_file, lines)? {
        let Some(typed) = answers((instrument, informant, takes_comma), lines)? else { break };
        let record = Record::of(&typed, sheet, Default::default());
        ask::add_or_keep(&answers_file, &ask::unfinished_beside(output, &record.identity), &record, &typed)?;
        answers_file.held.0.push(record.identity);
        entered += 1;
    }
    anstream::eprintln!("\n{} in {}", report::plural(entered, "sheet"), output.display());
    Ok(ExitStatus::Fine)
}

/// What stands at the head of a sheet. `None` where nothing more is entered.
fn heading(
    (instrument, informant, language): (&Instrument, InformantIx, &str),
    (date, today): (&mut String, Day),
    file: &AnswersFile,
    lines: &mut Lines,
) -> Result<Option<Identity>, CliError> {
    let informant = instrument.informants[informant].name.clone();
    loop {
        let read = |typed: &str| match typed {
            "" => Ok(None),
            code => CaseCode::parse(code).map(Some).map_err(|error| error.to_string()),
        };
        let Some(Some(case)) = lines.until("\ncase: ", "", read)? else { return Ok(None) };
        if let Some(twin) = file.held.twin_of(case.as_str()) {
            anstream::eprintln!("  there is a case {} already; codes are not told apart by capitals only", printable(twin));
            continue;
        }
        let number =
            |typed: &str| OccasionName::read(typed).number().ok_or_else(|| "the occasion is a number, 1 or more".to_owned());
        let Some(occasion) = lines.until("occasion [1]: ", "1", number)? else { return Ok(None) };
        let a_date = |typed: &str| {
            let day = Day::iso(typed).ok_or_else(|| "the date is written as 2026-11-24".to_owned())?;
            past_day(day, today).map_err(|error| error.to_string())
        };
        let Some(day) = lines.until(&format!("date [{date}]: "), date, a_date)? else { return Ok(None) };
        *date = day.to_string();
        let sheet = Identity {
            case: case.as_str().to_owned(),
            occasion: occasion.to_string(),
            informant: informant.clone(),
            date: date.clone(),
            language: language.to_owned(),
        };
        if file.held.has(&sheet) {
            anstream::eprintln!("  this sheet is in the file already");
            continue;
        }
        return Ok(Some(sheet));
    }
}

/// The answers of a sheet. `None` where what is typed ends before the sheet does: half a sheet is not kept.
fn answers<'a>(
    (instrument, informant, takes_comma): (&'a Instrument, InformantIx, bool),
    lines: &mut Lines,
) -> Result<Option<Questionnaire<'a>>, CliError> {
    let asked = Questionnaire::new(instrument, informant, vec![]).with_decimal_comma(takes_comma);
    let mut typing = Typing::new(asked);
    loop {
        let question = match typing.next() {
            Some(item) => {
                let name = &instrument.items[item].name;
                format!("  {name} [{}]: ", typing.codes(item).join(" "))
            }
            None => "  Enter keeps the sheet, `<` goes back: ".to_owned(),
        };
        let Some(line) = lines.ask(&question.replace(" []", ""))? else {
            anstream::eprintln!("\nthe sheet was not finished, and is not kept");
            return Ok(None);
        };
        if line.is_empty() && typing.next().is_none() {
            return Ok(Some(typing.questionnaire().clone()));
        }
        if let Err(error) = typing.line(&line) {
            anstream::eprintln!("  {}", printable(&error.to_string()));
        }
    }
}

fn compare(
    instrument: &Instrument,
    (files, options, settings): ([&Path; 2], &ReadOptions, &AnswerSettings),
    (command, replace): (&EnterCommand, Replace),
    lines: &mut Lines,
) -> Result<ExitStatus, CliError> {
    let mut read = Vec::new();
    files.iter().for_each(|file| uses(file, Use::Read));
    if let Some(output) = &command.output {
        writing::check_place(output, replace)?;
        // What is settled by hand is not for a place that keeps nothing.
        if command.settle {
            ask::can_be_kept(output)?;
        }
    }
    for file in files {
        let format = reading::format_or_csv(file, None, settings)?;
        let Some(rows) = records::of_file(instrument, (file, format), options)? else { return Ok(ExitStatus::Findings) };
        read.push(rows.into_iter().map(|(_, record)| record).collect::<Vec<Record>>());
    }
    let found = differences(&read[0], &read[1]);
    if command.settle {
        let agreed = settled(std::mem::take(&mut read[0]), &read[1], &found, lines)?;
        let Some(agreed) = agreed else {
            anstream::eprintln!("\nnothing was written");
            return Ok(ExitStatus::Interrupted);
        };
        return write_agreed(instrument, &agreed, (command, replace));
    }
    match command.format {
        OutputFormat::Json => report::say_json(&found)?,
        OutputFormat::Text => {
            found.iter().try_for_each(|difference| report::say(&printable(&difference.words())))?;
            let sheets = report::plural(read[0].len() as u64, "sheet");
            report::say(&format!("{sheets} in the first file, {}", report::plural(found.len() as u64, "difference")))?;
        }
    }
    if found.is_empty() {
        return write_agreed(instrument, &read[0], (command, replace));
    }
    anstream::eprintln!("look at the paper, and mend the files; or say `--settle` to be asked for each difference");
    Ok(ExitStatus::Findings)
}

/// The sheets as they are once each difference was looked up on the paper. `None` where that was broken off.
fn settled(
    mut agreed: Vec<Record>,
    second: &[Record],
    found: &[Difference],
    lines: &mut Lines,
) -> Result<Option<Vec<Record>>, CliError> {
    for difference in found {
        anstream::eprintln!("{}", printable(&difference.words()));
        let (question, first, other) = match difference.what {
            Differs::OnlyFirst => ("is it a sheet of its own? y or n", "y", "n"),
            Differs::OnlySecond => ("is it a sheet of its own? y or n", "n", "y"),
            Differs::Cell { .. } => ("which is on the paper? 1 or 2", "1", "2"),
        };
        let answer = |typed: &str| match typed {
            typed if typed == first => Ok(Right::First),
            typed if typed == other => Ok(Right::Second),
            _ => Err("say which of the two".to_owned()),
        };
        let Some(right) = lines.until(&format!("  {question}: "), "", answer)? else { return Ok(None) };
        difference.settle(&mut agreed, second, right);
    }
    Ok(Some(agreed))
}

fn write_agreed(
    instrument: &Instrument,
    agreed: &[Record],
    (command, replace): (&EnterCommand, Replace),
) -> Result<ExitStatus, CliError> {
    let Some(output) = &command.output else { return Ok(ExitStatus::Fine) };
    let (text, formulas) = super::store::file_of(instrument, &[], agreed.iter().map(|record| (record, vec![])))?;
    writing::write(output, text, replace, Readers::Owner)?;
    super::store::say_formulas(Some(output), &formulas)?;
    anstream::eprintln!("wrote {}: {}", output.display(), report::plural(agreed.len() as u64, "sheet"));
    Ok(ExitStatus::Fine)
}
