//! Parts of a measure as the language writes them, for forms that carry them along, and for measures that are imported.

use std::collections::HashMap;

use super::wording::{quoted, unescaped};
use crate::instrument::{
    Alert, Band, Bands, BandsRule, Case, HelperIx, InformantIx, Instrument, Item, Kind, Known, KnownKind, Node, NumericExpr,
    Point, Refusal, ScoreIx, TableIx, Translation,
};

/// What stands in the place of a statement for a step on the way, of which the language says nothing.
pub(super) const HELPER: &str = "helper";

/// What is known of a case.
pub(super) fn known(known: &Known) -> String {
    let kind = match &known.kind {
        KnownKind::Whole(low, high) => format!("whole {low} to {high}"),
        KnownKind::Decimal(low, high) => format!("decimal {low} to {high}"),
        KnownKind::OneOf(words) => {
            let words = words.iter().map(|word| labelled(word, known.word_labels.get(word)));
            format!("one of {}", words.collect::<Vec<_>>().join(", "))
        }
        KnownKind::Date => "date".to_owned(),
    };
    format!("known {{ {} {kind} }}", labelled(&known.name, known.label.as_ref()))
}

/// A name with what people read, where that is said.
fn labelled(name: &str, label: Option<&String>) -> String {
    label.map_or_else(|| name.to_owned(), |label| format!("{name} {}", quoted(label)))
}

/// What a statement of what is known says between its braces; `None` where it is another statement.
pub(super) fn known_entry(statement: &str) -> Option<String> {
    let inner = statement.trim().strip_prefix("known")?.trim().strip_prefix('{')?.strip_suffix('}')?;
    Some(inner.trim().to_owned())
}

/// The words that a fact can be, out of what [`known_entry`] found; none where it is a number or a day.
pub(super) fn known_words(entry: &str) -> Vec<String> {
    let (mut bare, mut is_label, mut is_escaped) = (String::new(), false, false);
    for c in entry.chars() {
        match c {
            '"' if !is_escaped => is_label = !is_label,
            _ if is_label => is_escaped = c == '\\' && !is_escaped,
            _ => bare.push(c),
        }
        is_escaped &= is_label;
    }
    let words = bare.split_once(" one of ").map(|(_, words)| words.split(','));
    words.into_iter().flatten().map(|word| word.trim().to_owned()).collect()
}

/// The flags of an item that stand by themselves, and when it is asked, out of what [`flags`] wrote.
pub(super) fn flags_and_asked(statement: &str) -> (String, Option<String>) {
    let (flags, asked) = statement.split_once("asked when ").map_or((statement, None), |(flags, asked)| (flags, Some(asked)));
    (flags.trim().to_owned(), asked.map(|asked| asked.trim().to_owned()))
}

/// The notes of an item, out of what [`flags`] wrote, and what stands behind them.
pub(super) fn notes_and_rest(statement: &str) -> (Vec<String>, &str) {
    let (mut notes, mut rest) = (Vec::new(), statement.trim());
    while let Some((note, behind)) = rest.strip_prefix(NOTE).and_then(text_and_rest) {
        let Some(behind) = behind.strip_prefix(END) else { break };
        notes.push(note);
        rest = behind.trim_start();
    }
    (notes, rest)
}

/// The text in quotation marks that a statement begins with, and what stands behind it.
fn text_and_rest(statement: &str) -> Option<(String, &str)> {
    let inner = statement.strip_prefix('"')?;
    let mut is_escaped = false;
    let end = inner.find(|c: char| {
        let is_end = c == '"' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        is_end
    })?;
    Some((unescaped(&inner[..end]), &inner[end + 1..]))
}

/// The codes that answers have in a form, each with what it is in the measure.
pub(super) fn answers<'a>(codes: impl Iterator<Item = (&'a String, &'a String)>) -> String {
    let told: Vec<String> = codes.map(|(code, own)| format!("{} {own}", quoted(code))).collect();
    format!("{ANSWERS}{}{END}", told.join(", "))
}

/// The codes that answers have in a form, out of what [`answers`] wrote, and what stands behind them.
pub(super) fn answers_and_rest(statement: &str) -> (Vec<(String, String)>, &str) {
    let (mut codes, Some(mut rest)) = (Vec::new(), statement.strip_prefix(ANSWERS)) else { return (vec![], statement) };
    while let Some((code, behind)) = text_and_rest(rest) {
        let end = behind.find([',', ';']).unwrap_or(behind.len());
        codes.push((code, behind[..end].trim().to_owned()));
        if !behind[end..].starts_with(',') {
            return (codes, behind[end..].trim_start_matches(END).trim_start());
        }
        rest = behind[end + 1..].trim_start();
    }
    (codes, rest)
}

/// A text in each language, one behind another.
#[cfg(feature = "spreadsheets")]
pub(super) fn in_languages(texts: &[String]) -> String {
    texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(" ")
}

/// The texts that [`in_languages`] wrote; none where there is nothing.
#[cfg(feature = "spreadsheets")]
pub(super) fn texts(written: &str) -> Vec<String> {
    let (mut texts, mut rest) = (Vec::new(), written.trim());
    while let Some((text, behind)) = text_and_rest(rest) {
        texts.push(text);
        rest = behind.trim_start();
    }
    texts
}

/// What stands before the codes that answers have in a form.
const ANSWERS: &str = "answers ";
/// What stands before each note of an item.
const NOTE: &str = "note ";
/// What stands before the codes of an item's scale that are words, and ends them.
pub(super) const WORDS: (&str, &str) = ("codes ", ";");
/// What stands before a question that ranks or shares out, at the first of its numbers, and ends it.
pub(super) const DEALT: (&str, &str) = ("dealt ", ";");
/// What says that it is an answer to be none of the choices.
pub(super) const OR_NONE: &str = "or none;";
/// What stands before what the points of an item's scale count, and ends it.
pub(super) const COUNTS: (&str, &str) = ("counts ", ";");

/// The flags of an item. Its notes, the codes that its [`answers`] have, which of its codes are words, what its points count, where that is not their numbers, and that
/// none of its choices is an answer stands before them: forms have no place for it, and would bring the item back with
/// another key.
pub(super) fn flags(instrument: &Instrument, item: &Item, answers: &str) -> String {
    let mut flags: Vec<String> = item.notes.iter().map(|note| format!("{NOTE}{}{END}", quoted(note))).collect();
    flags.extend((!answers.is_empty()).then(|| answers.to_owned()));
    flags.extend(
        instrument.first_member(item).map(|dealt| format!("{}{} as {}{}", DEALT.0, dealt.name, dealt.written(), DEALT.1)),
    );
    if matches!(item.kind, Kind::Choices(_, true)) {
        flags.push(OR_NONE.to_owned());
    }
    if let Some(points) = item.kind.scale().and_then(|scale| instrument.scales[scale].points()) {
        let words: Vec<&str> = points.iter().filter_map(|point| point.word.as_deref()).collect();
        flags.extend((!words.is_empty()).then(|| format!("{}{}{}", WORDS.0, words.join(", "), WORDS.1)));
        let counts = |point: &Point| point.counts.map(|counts| format!("{} {}", point.code(), counts.in_words()));
        let all: Vec<String> = points.iter().filter_map(counts).collect();
        flags.extend((!all.is_empty()).then(|| format!("{}{}{}", COUNTS.0, all.join(", "), COUNTS.1)));
    }
    if item.reversed {
        flags.push("reversed".to_owned());
    }
    if item.optional {
        flags.push("optional".to_owned());
    }
    if let Some(key) = &item.asked_key {
        let otherwise = instrument.otherwise_code(item).map_or(String::new(), |otherwise| format!(", otherwise {otherwise}"));
        flags.push(format!("asked when {key}{otherwise}"));
    }
    flags.join(" ")
}

/// What a form carries of an item: what it and its choices are called in the measure, where the form calls them
/// otherwise, and its flags.
pub(super) fn item(item: &Item, (called, codes): (&str, &[String]), flags: String) -> String {
    let name = (called != item.name).then(|| format!("{}{}{END}", ITEM, item.name));
    let choices: Vec<&str> = item.kind.choices().unwrap_or_default().iter().map(|choice| choice.name.as_str()).collect();
    let is_otherwise = !codes.is_empty() && choices.iter().zip(codes).any(|(name, code)| name != code);
    let choices = is_otherwise.then(|| format!("{CHOICES}{}{END}", choices.join(", ")));
    let parts = name.into_iter().chain(choices).chain(Some(flags));
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What a form carries of an item.
#[derive(Debug, Default)]
pub(super) struct CarriedItem<'s> {
    /// Its name in the measure, where the form has another.
    pub(super) name: Option<&'s str>,
    /// Names of its choices, where the form has others.
    pub(super) choices: Vec<&'s str>,
    /// Its flags.
    pub(super) flags: &'s str,
}

impl<'s> CarriedItem<'s> {
    /// Out of what [`item`] wrote.
    pub(super) fn of(statement: &'s str) -> Self {
        let mut carried = Self { flags: statement.trim(), ..Self::default() };
        let part = |flags: &'s str, head: &str| flags.strip_prefix(head).and_then(|rest| rest.split_once(END));
        if let Some((name, rest)) = part(carried.flags, ITEM) {
            (carried.name, carried.flags) = (Some(name), rest.trim());
        }
        if let Some((choices, rest)) = part(carried.flags, CHOICES) {
            (carried.choices, carried.flags) = (choices.split(", ").collect(), rest.trim());
        }
        carried
    }
}

/// What stands before the name of an item, before those of its choices, and after each.
const ITEM: &str = "item ";
const CHOICES: &str = "choices ";
const END: &str = ";";

/// A score, with the tables that it looks into first.
pub(super) fn score(instrument: &Instrument, at: ScoreIx) -> String {
    let score = &instrument.scores[at];
    let tables = tables_of(Node::Number(&score.number));
    let mut statements: Vec<String> = tables.into_iter().map(|table| instrument.tables[table].statement()).collect();
    statements.push(format!("score {} {} = {}", score.name, quoted(&score.label), score.key));
    statements.join("\n")
}

/// A helper, with the tables that it looks into first.
pub(super) fn helper(instrument: &Instrument, at: HelperIx) -> String {
    let helper = &instrument.helpers[at];
    let tables = tables_of(helper.node());
    let mut statements: Vec<String> = tables.into_iter().map(|table| instrument.tables[table].statement()).collect();
    statements.push(format!("let {} = {}", helper.name, helper.key));
    statements.join("\n")
}

fn tables_of(key: Node<'_>) -> Vec<TableIx> {
    let mut found = Vec::new();
    key.walk(&mut |node| {
        if let Node::Number(NumericExpr::LookUp(_, table, _)) = node
            && !found.contains(table)
        {
            found.push(*table);
        }
    });
    found
}

/// Bands.
pub(super) fn bands(instrument: &Instrument, bands: &Bands) -> String {
    match &bands.rule {
        BandsRule::Stretches(stretches) => {
            let row = |(at, band): (usize, &Band)| format!("{} {} {}", band.name, quoted(&band.label), stretches.bound(at));
            let rows: Vec<String> = bands.bands.iter().enumerate().map(row).collect();
            format!("bands {} of {} {{ {} }}", bands.name, instrument.scores[stretches.of].name, rows.join(" "))
        }
        BandsRule::Groups(groups, _) => {
            let word = |group: usize, at: usize| {
                let label = if group == 0 { format!(" {}", quoted(&bands.bands[at].label)) } else { String::new() };
                format!("{}{label}", bands.bands[at].name)
            };
            let (of, by) = (&instrument.scores[groups.of].name, groups.by.join(", "));
            format!("bands {} of {of} by {by} {{ {} }}", bands.name, groups.in_words(word))
        }
        BandsRule::Cases(cases) => {
            let row = |case: &Case| {
                let word = case
                    .word
                    .map_or("missing".to_owned(), |at| format!("{} {}", bands.bands[at].name, quoted(&bands.bands[at].label)));
                if case.when.is_some() { format!("{word} when {}", case.key) } else { format!("{word} otherwise") }
            };
            let rows: Vec<String> = cases.iter().map(row).collect();
            format!("category {} {{ {} }}", bands.name, rows.join(" "))
        }
    }
}

/// What an informant reads at the end.
#[cfg(feature = "output")]
pub(super) fn feedback(instrument: &Instrument, feedback: &crate::instrument::Feedback) -> String {
    let (informant, bands) = (&instrument.informants[feedback.informant].name, &instrument.bands[feedback.of]);
    let rows = bands.bands.iter().zip(&feedback.sentences).map(|(band, sentence)| format!("{} {}", band.name, quoted(sentence)));
    format!("feedback for {informant} of {} {{ {} }}", bands.name, rows.collect::<Vec<_>>().join(" "))
}

/// An alert.
pub(super) fn alert(alert: &Alert) -> String {
    let severity = alert.severity.said().map_or(String::new(), |severity| format!(" {severity}"));
    format!("alert {} {}{severity} when {}", alert.name, quoted(&alert.sentence), alert.key)
}

/// A refusal.
fn refusal(refusal: &Refusal) -> String {
    format!("refuse {} {} when {}", refusal.name, quoted(&refusal.sentence), refusal.key)
}

/// The texts of translations that are the same as in the measure, a language a line: a form cannot tell them from those
/// that nobody translated.
fn alike(instrument: &Instrument, translations: &[&Translation]) -> String {
    let own: HashMap<String, String> = instrument.texts().into_iter().filter_map(|text| Some((text.path, text.text?))).collect();
    let of = |translation: &&Translation| {
        let is_alike = |(path, text): &&(String, String)| own.get(path).is_some_and(|own| own == text);
        let paths: Vec<&str> = translation.texts.iter().filter(is_alike).map(|(path, _)| path.as_str()).collect();
        (!paths.is_empty()).then(|| format!("\n{ALIKE} {} {}", translation.language, paths.join(END)))
    };
    translations.iter().filter_map(of).collect()
}

/// The tag of a language and the paths of texts, out of what stands behind [`ALIKE`].
pub(super) fn alike_in(line: &str) -> (String, impl Iterator<Item = String>) {
    let (tag, paths) = line.split_once(' ').unwrap_or((line, ""));
    (tag.to_owned(), paths.split(END).map(str::to_owned))
}

/// What stands before texts of a translation that are the same as in the measure.
pub(super) const ALIKE: &str = "alike";

/// What a form carries of the head of a measure, a statement a line: what most programs have no place for, and who
/// fills it in.
pub(super) fn carried_head(instrument: &Instrument, translations: &[&Translation], informant: InformantIx) -> String {
    let who = &instrument.informants[informant];
    let title = quoted(&instrument.title);
    let first = format!("id {}\nversion {}\ntitle {title}\n", instrument.id, instrument.version);
    let (head, alike) = (head(instrument), alike(instrument, translations));
    format!("{first}informant {} {}\n{head}{alike}", who.name, quoted(&who.label))
}

/// What stands at the head of a measure, a statement a line.
fn head(instrument: &Instrument) -> String {
    let mut lines = Vec::new();
    lines.extend(instrument.about.iter().map(|about| format!("about {}", quoted(about))));
    for source in &instrument.sources {
        let more =
            |word: &str, text: &Option<String>| text.as_ref().map_or(String::new(), |text| format!(" {word} {}", quoted(text)));
        lines.push(format!("cite {}{}{}", quoted(&source.citation), more("doi", &source.doi), more("url", &source.url)));
    }
    lines.push(format!("licence {}", quoted(&instrument.licence)));
    if instrument.wording_by_licence {
        lines.push("wording by licence".to_owned());
    }
    lines.push(format!("status {}", instrument.status.word()));
    lines.push(format!("language {}", instrument.language));
    lines.extend(instrument.notes.iter().map(|note| format!("note {}", quoted(note))));
    // What is refused of ranks and shares comes back with them.
    lines.extend(instrument.refusals.iter().filter(|it| it.allotment.is_none()).map(refusal));
    lines.join("\n")
}
