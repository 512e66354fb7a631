use std::io::Write;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, read};
use crossterm::terminal::{Clear, ClearType, disable_raw_mode, enable_raw_mode};
use crossterm::{cursor, queue};

use super::plain::numbered;
use super::{CliError, Face, Outcome};
use crate::administer::western_digits;
use crate::instrument::{ItemIx, Kind};
use crate::source::printable;

/// Takes the terminal back to what it was, whatever happens.
struct Raw;

impl Raw {
    fn begin() -> Result<Self, CliError> {
        enable_raw_mode().map_err(|error| CliError::system("the terminal", error))?;
        Ok(Self)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // There is nobody left to tell.
        let _ = disable_raw_mode();
    }
}

/// What is being chosen or typed for one item.
struct Entry {
    item: ItemIx,
    options: Option<Vec<(String, String)>>,
    /// Position that the arrows are at.
    at: Option<usize>,
    chosen: Vec<bool>,
    typed: String,
    notice: String,
}

/// Asks with keys: numbers or arrows choose, Enter goes on.
pub fn ask(face: &mut Face<'_, '_>) -> Result<Outcome, CliError> {
    let _raw = Raw::begin()?;
    let mut at = face.questionnaire.open();
    while let Some(item) = at {
        match entry(face, item)? {
            Step::Next => at = face.questionnaire.after(Some(item)).or_else(|| face.questionnaire.open()),
            Step::Back => at = face.questionnaire.before(item).or(Some(item)),
            Step::Stop => return Ok(Outcome::Stopped),
        }
    }
    Ok(Outcome::Done)
}

enum Step {
    Next,
    Back,
    Stop,
}

fn entry(face: &mut Face<'_, '_>, item: ItemIx) -> Result<Step, CliError> {
    let mut entry = Entry::new(face, item);
    loop {
        draw(face, &entry).map_err(|error| CliError::system("the terminal", error))?;
        let event = read().map_err(|error| CliError::system("the terminal", error))?;
        let Event::Key(key) = event else { continue };
        if key.kind == KeyEventKind::Release {
            continue;
        }
        if let Some(step) = entry.take(face, key)? {
            return Ok(step);
        }
    }
}

impl Entry {
    fn new(face: &Face<'_, '_>, item: ItemIx) -> Self {
        let options = face.options(item);
        let given = face.questionnaire.given(item);
        let parts: Vec<&str> = given.split(';').collect();
        let chosen: Vec<bool> = options.iter().flatten().map(|(answer, _)| parts.contains(&answer.as_str())).collect();
        // Nothing is chosen beforehand: an answer that only has to be confirmed would be given too often.
        let at = chosen.iter().position(|chosen| *chosen);
        let typed = if options.is_none() { given.to_owned() } else { String::new() };
        Self { item, options, at, chosen, typed, notice: String::new() }
    }

    fn is_multiple(&self, face: &Face<'_, '_>) -> bool {
        matches!(face.questionnaire.instrument().items[self.item].kind, Kind::Choices(..))
    }

    fn take(&mut self, face: &mut Face<'_, '_>, key: KeyEvent) -> Result<Option<Step>, CliError> {
        let with_control = key.modifiers.contains(KeyModifiers::CONTROL);
        Ok(match key.code {
            KeyCode::Char('c' | 'd') if with_control => Some(Step::Stop),
            KeyCode::Esc => Some(Step::Stop),
            KeyCode::Left => Some(Step::Back),
            KeyCode::Tab => {
                let refused = face.pass(self.item)?;
                self.next_unless(refused)
            }
            KeyCode::Enter | KeyCode::Right => self.confirm(face)?,
            KeyCode::Up => {
                self.at = Some(self.at.map_or(0, |at| at.saturating_sub(1)));
                None
            }
            KeyCode::Down => {
                self.at = Some(self.at.map_or(0, |at| (at + 1).min(self.chosen.len().saturating_sub(1))));
                None
            }
            KeyCode::Backspace => {
                self.typed.pop();
                None
            }
            KeyCode::Char(' ') if self.is_multiple(face) => {
                self.turn(self.at.unwrap_or(0));
                None
            }
            KeyCode::Char(c) => {
                self.letter(face, c);
                None
            }
            _ => None,
        })
    }

    fn turn(&mut self, at: usize) {
        if let Some(chosen) = self.chosen.get_mut(at) {
            *chosen = !*chosen;
        }
    }

    fn letter(&mut self, face: &Face<'_, '_>, c: char) {
        let Some(options) = &self.options else {
            self.typed.push(c);
            return;
        };
        let c = western_digits(&c.to_string()).chars().next().unwrap_or(c);
        let by_answer = numbered(options)
            .then(|| options.iter().position(|(answer, _)| answer.len() == 1 && answer.starts_with(c)))
            .flatten();
        let by_place = c
            .to_digit(10)
            .and_then(|number| (number as usize).checked_sub(1))
            .filter(|at| !numbered(options) && *at < options.len());
        // The visible non-answer has no number: 0 stands for it where no point is called so.
        let none = options.iter().position(|(answer, _)| answer == "none").filter(|_| c == '0' || c == '-');
        if let Some(at) = by_answer.or(by_place).or(none) {
            self.at = Some(at);
            if self.is_multiple(face) {
                self.turn(at);
            }
        }
    }

    fn confirm(&mut self, face: &mut Face<'_, '_>) -> Result<Option<Step>, CliError> {
        let answer = match &self.options {
            None => self.typed.clone(),
            Some(options) if self.is_multiple(face) => {
                let chosen = options.iter().zip(&self.chosen).filter(|(_, chosen)| **chosen);
                chosen.map(|((answer, _), _)| answer.as_str()).collect::<Vec<_>>().join(";")
            }
            Some(options) => self.at.and_then(|at| options.get(at)).map_or(String::new(), |(answer, _)| answer.clone()),
        };
        let may_be_open = face.questionnaire.instrument().items[self.item].optional;
        if answer.trim().is_empty() && (may_be_open || !face.questionnaire.given(self.item).is_empty()) {
            let refused = face.pass(self.item)?;
            return Ok(self.next_unless(refused));
        }
        if answer.trim().is_empty() {
            self.notice = face.phrases.say("answer-needed");
            return Ok(None);
        }
        let refused = face.give(self.item, &answer)?;
        Ok(self.next_unless(refused))
    }

    /// Goes on, or says why not.
    fn next_unless(&mut self, refused: Option<String>) -> Option<Step> {
        match refused {
            None => Some(Step::Next),
            Some(why) => {
                self.notice = why;
                None
            }
        }
    }
}

/// Draws the question anew. The marks tell what is chosen without colour.
fn draw(face: &Face<'_, '_>, entry: &Entry) -> std::io::Result<()> {
    let mut lines: Vec<String> = Vec::new();
    let standing = face.questionnaire.standing();
    let filled = (20 * standing.dealt_with).checked_div(standing.asked).unwrap_or(0);
    lines.push(format!("[{}{}] {}", "#".repeat(filled), "-".repeat(20 - filled), face.progress(entry.item)));
    lines.push(String::new());
    if let Some((title, intro)) = face.page_of(entry.item) {
        lines.extend([title, intro, String::new()].into_iter().filter(|line| !line.is_empty()).chain([String::new()]));
    }
    lines.push(face.question(entry.item));
    lines.push(String::new());
    match &entry.options {
        Some(options) => {
            let is_multiple = entry.is_multiple(face);
            for (number, (answer, words)) in options.iter().enumerate() {
                let is_at = Some(number) == entry.at;
                let pointer = if is_at { ">" } else { " " };
                let mark = match (is_multiple, entry.chosen[number], is_at) {
                    (true, true, _) => "[x]",
                    (true, false, _) => "[ ]",
                    (false, _, true) => "(o)",
                    (false, _, false) => "( )",
                };
                let key = if !numbered(options) {
                    (number + 1).to_string()
                } else if answer == "none" {
                    "-".to_owned()
                } else {
                    answer.clone()
                };
                lines.push(format!("{pointer} {mark} {key}  {words}"));
            }
        }
        None => lines.extend([face.hint(entry.item), format!("> {}_", entry.typed)]),
    }
    lines.extend([String::new(), entry.notice.clone()]);
    let [next, back, skip, stop] = ["next", "back", "skip", "stop"].map(|id| face.phrases.say(id));
    lines.push(format!("Enter {next} · ← {back} · Tab {skip} · Esc {stop}"));
    let width = crossterm::terminal::size().map_or(80, |(width, _)| usize::from(width)).max(20);
    let mut out = std::io::stderr().lock();
    queue!(out, cursor::MoveTo(0, 0), Clear(ClearType::All))?;
    for line in lines.iter().flat_map(|line| wrapped(line, width)) {
        write!(out, "{}\r\n", printable(&line))?;
    }
    out.flush()
}

/// A line in pieces that fit, broken at blanks.
fn wrapped(line: &str, width: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for word in line.split(' ') {
        let last = pieces.len() - 1;
        let is_first = pieces[last].is_empty();
        if !is_first && pieces[last].chars().count() + 1 + word.chars().count() > width {
            pieces.push(word.to_owned());
        } else {
            if !is_first || line.starts_with(' ') && last == 0 {
                pieces[last].push(' ');
            }
            pieces[last].push_str(word);
        }
    }
    pieces
}
