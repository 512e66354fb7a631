use std::io::BufRead;

use super::{CliError, Face, Outcome};
use crate::administer::western_digits;
use crate::instrument::ItemIx;
use crate::source::printable;

/// Asks line by line: nothing moves on the screen, so that it can be read aloud.
pub fn ask(face: &mut Face<'_, '_>) -> Result<Outcome, CliError> {
    let phrases = face.phrases;
    anstream::eprintln!("b = {}, s = {}, q = {}", phrases.say("back"), phrases.say("skip"), phrases.say("stop"));
    let mut lines = std::io::stdin().lock().lines();
    let mut at = face.questionnaire.open();
    while let Some(item) = at {
        show(face, item);
        let Some(line) = lines.next() else { return Ok(Outcome::Stopped) };
        let line = line.map_err(|error| CliError::system("<stdin>", error))?;
        at = match line.trim() {
            "q" => return Ok(Outcome::Stopped),
            "b" => face.questionnaire.before(item).or(Some(item)),
            "s" => {
                let refused = face.pass(item)?;
                next_unless(face, item, refused)
            }
            "" if face.questionnaire.given(item).is_empty() && face.questionnaire.instrument().items[item].optional => {
                let refused = face.pass(item)?;
                next_unless(face, item, refused)
            }
            "" if face.questionnaire.given(item).is_empty() => {
                anstream::eprintln!("{}", phrases.say("answer-needed"));
                Some(item)
            }
            "" => face.questionnaire.after(Some(item)),
            answer => {
                let refused = face.give(item, &answer_of(face, item, answer))?;
                next_unless(face, item, refused)
            }
        };
        // At the end, what was left on the way is asked once more.
        at = at.or_else(|| face.questionnaire.open());
    }
    Ok(Outcome::Done)
}

/// The item after one, or the same with why it is asked again.
fn next_unless(face: &Face<'_, '_>, item: ItemIx, refused: Option<String>) -> Option<ItemIx> {
    match refused {
        None => face.questionnaire.after(Some(item)),
        Some(why) => {
            anstream::eprintln!("{}", printable(&why));
            Some(item)
        }
    }
}

fn show(face: &Face<'_, '_>, item: ItemIx) {
    if let Some((title, intro)) = face.page_of(item) {
        anstream::eprintln!("\n{}", printable(&title));
        if !intro.is_empty() {
            anstream::eprintln!("{}", printable(&intro));
        }
    }
    anstream::eprintln!("\n{}  {}", face.progress(item), printable(&face.question(item)));
    match face.options(item) {
        Some(options) => {
            for (number, (answer, words)) in (1..).zip(&options) {
                let key = if numbered(&options) { answer.clone() } else { number.to_string() };
                anstream::eprintln!("  {key}  {}", printable(words));
            }
        }
        None => anstream::eprintln!("  {}", printable(&face.hint(item))),
    }
    let given = face.questionnaire.given(item);
    if !given.is_empty() {
        anstream::eprintln!("  ({})", printable(given));
    }
}

/// Whether answers are numbers, which are then typed as they are.
pub fn numbered(options: &[(String, String)]) -> bool {
    options.iter().any(|(answer, _)| answer.parse::<f64>().is_ok())
}

/// What a person typed, as a file of answers has it: choices may be given by their numbers.
fn answer_of(face: &Face<'_, '_>, item: ItemIx, typed: &str) -> String {
    let Some(options) = face.options(item).filter(|options| !numbered(options)) else { return typed.to_owned() };
    let one = |part: &str| {
        let at = western_digits(part).parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        at.and_then(|at| options.get(at)).map_or_else(|| part.to_owned(), |(answer, _)| answer.clone())
    };
    typed.split([';', ',', ' ']).filter(|part| !part.is_empty()).map(one).collect::<Vec<_>>().join(";")
}
