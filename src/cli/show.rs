use super::arguments::{Common, OutputFormat, ShowCommand};
use super::config::Config;
use super::report;
use super::summary::plain_table;
use super::{CliError, ExitStatus, schedule};
use crate::catalogue::{self, Catalogue, Entry};
use crate::instrument::{
    Band, BandsRule, CutOff, Instrument, Item, ItemIx, Kind, KnownKind, NormEntry, Norms, ScaleSteps, Status, Wording,
};
use crate::source::printable;

/// Prints a measure or a schedule for a person.
pub fn run(command: &ShowCommand, common: &Common) -> Result<ExitStatus, CliError> {
    let config = Config::read(common)?;
    if let Some(found) = schedule::named(&command.instrument, &config)? {
        return schedule::show(&found, &config, command.format);
    }
    let found = catalogue::find(&command.instrument, &config.library)?;
    let Some((entry, instrument)) = report::the_instrument(&found)? else {
        return Ok(ExitStatus::Findings);
    };
    match command.format {
        OutputFormat::Json => report::say_json(instrument)?,
        OutputFormat::Text => report::say(&text(instrument, &companions(entry, &config, instrument)?))?,
    }
    Ok(if entry.has_errors() { ExitStatus::Findings } else { ExitStatus::Fine })
}

/// What goes with a measure: languages and norms, beside it or in the library.
struct Companions {
    from: String,
    languages: Vec<String>,
    norms: Vec<String>,
}

fn companions(entry: &Entry, config: &Config, instrument: &Instrument) -> Result<Companions, CliError> {
    let catalogue = Catalogue::around(&entry.location, &instrument.id, &config.library)?;
    let mut found = Companions {
        from: entry.location.path().map_or_else(|| config.library.origin(&entry.location), |path| path.display().to_string()),
        languages: vec![format!("{} (source)", instrument.language)],
        norms: vec![],
    };
    let of_this = catalogue.files.iter().filter(|entry| entry.belongs_to(instrument));
    for entry in of_this {
        if let Some(translation) = entry.translation() {
            let lacking = if translation.lacking.is_empty() {
                String::new()
            } else {
                format!(", {} texts lacking", translation.lacking.len())
            };
            found.languages.push(format!("{} ({}{lacking})", translation.language, translation.status));
        }
        if let Some(norms) = entry.norms() {
            let said = on_change(norms, instrument).into_iter().chain(normed(norms, instrument));
            let judged = said.map(|line| format!("; {line}")).collect::<String>();
            found.norms.push(format!("{} {} ({}): {}{judged}", norms.id, norms.version, norms.status, norms.population));
        }
    }
    Ok(found)
}

/// What norms say of how a change is judged, each statement once whichever groups make it.
fn on_change(norms: &Norms, instrument: &Instrument) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for entry in norms.groups.iter().flat_map(|group| &group.entries) {
        let score = &instrument.scores[entry.score()].name;
        let line = match entry {
            NormEntry::ReliableChange(_, least) => Some(format!("reliable change {score} {least}")),
            NormEntry::CutOff(CutOff { at, functional: Some(side), .. }) => {
                Some(format!("cut-off {score} {at} functional {}", side.word()))
            }
            NormEntry::CutOff(CutOff { functional: None, .. }) | NormEntry::Figures(..) => None,
            NormEntry::Percentiles(..) | NormEntry::Table(..) => None,
        };
        lines.extend(line.filter(|line| !lines.contains(line)));
    }
    lines
}

/// The tables of norms, and the bands of what they make of scores.
fn normed(norms: &Norms, instrument: &Instrument) -> Vec<String> {
    let scores = || instrument.scores.iter_enumerated();
    let tables = scores().flat_map(|(at, score)| {
        norms.tables_of(at).into_iter().map(|name| format!("table {name} of {}", score.name)).collect::<Vec<_>>()
    });
    let bands = norms.bands.iter().map(|bands| {
        let of = &instrument.scores[bands.score()].name;
        format!("bands {} of {of}.{} {{ {} }}", bands.name, bands.of.name(), bands.in_words())
    });
    tables.chain(bands).collect()
}

fn text(instrument: &Instrument, companions: &Companions) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| text.push_str(&format!("{name:<10} {}\n", printable(value)));
    line("measure", &format!("{} ({})", instrument.title, instrument.reference()));
    line("from", &companions.from);
    if let Some(about) = &instrument.about {
        line("about", about);
    }
    for source in &instrument.sources {
        let doi = source.doi.as_ref().map_or(String::new(), |doi| format!(", https://doi.org/{doi}"));
        line("source", &format!("{}{doi}", source.citation));
    }
    line("licence", &instrument.licence);
    line("status", instrument.status.word());
    line("languages", &companions.languages.join(", "));
    companions.norms.iter().for_each(|norms| line("norms", norms));
    let informants: Vec<String> =
        instrument.informants.iter().map(|informant| format!("{} \"{}\"", informant.name, informant.label)).collect();
    line("informants", &informants.join(", "));
    for known in &instrument.known {
        let kind = match &known.kind {
            KnownKind::Whole(low, high) => format!("whole, {low} to {high}"),
            KnownKind::Decimal(low, high) => format!("{low} to {high}"),
            KnownKind::OneOf(words) => {
                let words = words.iter().map(|word| labelled(word, known.word_labels.get(word)));
                words.collect::<Vec<_>>().join(", ")
            }
            KnownKind::Date => "date".to_owned(),
        };
        line("known", &format!("{}: {kind}", labelled(&known.name, known.label.as_ref())));
    }
    for known in &instrument.known_texts {
        let name = labelled(&known.name, known.label.as_ref());
        line("known", &format!("{name}: a text of {} characters, only shown", known.most));
    }
    for note in &instrument.notes {
        line("note", note);
    }
    line("sha256", &instrument.sha256);
    if let Some(warning) = warning(instrument) {
        text.push_str(&format!("\n{}warning{}: {warning}\n", report::ERROR.render(), report::ERROR.render_reset()));
    }
    text.push_str(&scales(instrument));
    text.push_str(&items(instrument));
    text.push_str(&helpers(instrument));
    text.push_str(&scores(instrument));
    text.trim_end().to_owned()
}

/// A name with what people read, where the measure says it.
fn labelled(name: &str, label: Option<&String>) -> String {
    label.map_or_else(|| name.to_owned(), |label| format!("{name} \"{label}\""))
}

fn warning(instrument: &Instrument) -> Option<&'static str> {
    match instrument.status {
        Status::Experimental => Some("this measure is experimental: nothing is known of its reliability or validity"),
        Status::Piloted => Some("this measure was tried, but it is not validated"),
        Status::Retired => Some("this measure is retired and should no longer be used"),
        Status::Validated => None,
    }
}

fn heading(words: &str) -> String {
    format!("\n{}{words}{}\n", report::HEADING.render(), report::HEADING.render_reset())
}

fn scales(instrument: &Instrument) -> String {
    let mut text = heading("Response scales");
    for scale in &instrument.scales {
        let mut anchors: Vec<String> = match &scale.steps {
            ScaleSteps::Points(points) => points
                .iter()
                .map(|point| {
                    let label = point.label.as_ref().map_or(String::new(), |label| format!(" {}", printable(label)));
                    let counts = point.counts.map_or(String::new(), |counts| format!(" ({})", counts.in_words()));
                    let media = instrument.media.get(&format!("scale {} {}", scale.name, point.code()));
                    let media = media.map_or(String::new(), |media| format!(" {}", printable(&media.in_words())));
                    format!("{}{label}{media}{counts}", point.code())
                })
                .collect(),
            ScaleSteps::Line { min, max, step } => {
                vec![format!("a line from {min} to {max} in steps of {step}")]
            }
        };
        anchors.extend(scale.none.iter().map(|none| format!("none {}", printable(none))));
        text.push_str(&format!("  {}: {}\n", scale.name, anchors.join(" | ")));
    }
    text
}

fn items(instrument: &Instrument) -> String {
    let mut text = heading("Items");
    let mut number = 0;
    for page in &instrument.pages {
        if !page.title.is_empty() {
            number += 1;
            let order = if page.is_random { " (in random order)" } else { "" };
            text.push_str(&format!("  {}{order}\n", printable(&page.title)));
        }
        for intro in page.intros.iter().flat_map(|intro| wordings(instrument, intro)) {
            text.push_str(&format!("    intro      {}\n", printable(&intro)));
        }
        text.push_str(&beside(instrument, &format!("page {number} intro")));
        for at in &page.items {
            let item = &instrument.items[*at];
            text.push_str(&format!("    {:<10} {}\n", item.name, describe(instrument, item)));
            for wording in wordings(instrument, &item.wording) {
                text.push_str(&format!("               {}\n", printable(&wording)));
            }
            text.push_str(&beside_item(instrument, *at));
        }
    }
    text
}

/// What is shown and played beside the text of a path, on a line of its own.
fn beside(instrument: &Instrument, path: &str) -> String {
    let media = instrument.media.get(path);
    media.map_or(String::new(), |media| format!("               {}\n", printable(&media.in_words())))
}

/// What is shown and played with a question and its choices; with what ranks or shares out at the member itself, and what
/// stands beside the question at the first.
fn beside_item(instrument: &Instrument, at: ItemIx) -> String {
    let with_choice = |item: &str, choice: &str| {
        let media = instrument.media.get(&format!("item {item} choice {choice}"));
        media.map_or(String::new(), |media| format!("               {choice}: {}\n", printable(&media.in_words())))
    };
    if let Some((allotment, member)) = instrument.member(at) {
        let question = if member == 0 { beside(instrument, &format!("item {}", allotment.name)) } else { String::new() };
        return question + &with_choice(&allotment.name, &allotment.members[member].name);
    }
    let item = &instrument.items[at];
    let choices = item.kind.choices().unwrap_or_default().iter().map(|choice| with_choice(&item.name, &choice.name));
    std::iter::once(beside(instrument, &format!("item {}", item.name))).chain(choices).collect()
}

fn describe(instrument: &Instrument, item: &Item) -> String {
    let mut words = vec![match &item.kind {
        Kind::Scale(scale) => format!("on {}", instrument.scales[*scale].name),
        Kind::Whole(low, high) => format!("whole number, {low} to {high}"),
        Kind::Decimal(low, high) => format!("number, {low} to {high}"),
        Kind::Text(most) => format!("text of up to {most} characters"),
        Kind::Date => "date".to_owned(),
        Kind::Time => "time of day".to_owned(),
        Kind::Choices(choices, or_none) => {
            let names: Vec<&str> = choices.iter().map(|choice| choice.name.as_str()).collect();
            format!("any of {}{}", names.join(", "), if *or_none { ", or none" } else { "" })
        }
    }];
    let mut flag = |is_set: bool, word: &str| words.extend(is_set.then(|| word.to_owned()));
    flag(item.reversed, "reversed");
    flag(item.optional, "optional");
    flag(item.grid.is_some(), "in a grid");
    words.extend(item.member_of.map(|of| instrument.allotments[of].in_words()));
    words.extend(item.asked_key.as_ref().map(|key| format!("asked when {}", printable(key))));
    if let Some(otherwise) = instrument.otherwise_code(item) {
        words.push(format!("otherwise {otherwise}"));
    }
    if !item.is_for_all() {
        let names: Vec<&str> = instrument
            .informants
            .iter()
            .zip(&item.asked_of)
            .filter(|(_, asked)| **asked)
            .map(|(who, _)| who.name.as_str())
            .collect();
        words.push(format!("only for {}", names.join(", ")));
    }
    words.join(", ")
}

/// A text once where all read the same, else each with who reads it.
fn wordings(instrument: &Instrument, wording: &Wording) -> Vec<String> {
    if let (Some(text), true) = (wording.common(), wording.0.iter().all(Option::is_some)) {
        return vec![text.to_owned()];
    }
    let each = instrument.informants.iter_enumerated();
    each.filter_map(|(at, informant)| wording.of(at).map(|text| format!("{}: {text}", informant.name))).collect()
}

fn helpers(instrument: &Instrument) -> String {
    if instrument.helpers.is_empty() {
        return String::new();
    }
    let mut text = heading("Helpers");
    let mut table = plain_table(&["helper", "can be", "", "key"]);
    for helper in &instrument.helpers {
        let (range, missing) = match helper.range() {
            Some(range) => (range.to_string(), if range.can_miss { "or missing" } else { "" }),
            None => ("true or false".to_owned(), "or missing"),
        };
        table.add_row([helper.name.clone(), range, missing.to_owned(), helper.key.clone()]);
    }
    text.push_str(&table.trim_fmt().lines().map(|line| format!("  {}\n", line.trim())).collect::<String>());
    text
}

fn scores(instrument: &Instrument) -> String {
    let mut text = heading("Scores");
    let mut table = plain_table(&["score", "", "can be", "", "key"]);
    for score in &instrument.scores {
        let missing = if score.range.can_miss { "or missing" } else { "" };
        table.add_row([
            score.name.clone(),
            printable(&score.label),
            score.range.to_string(),
            missing.to_owned(),
            score.key.clone(),
        ]);
    }
    text.push_str(&table.trim_fmt().lines().map(|line| format!("  {}\n", line.trim())).collect::<String>());
    for bands in &instrument.bands {
        let label = |band: &Band| format!("{} \"{}\"", band.name, printable(&band.label));
        match &bands.rule {
            BandsRule::Stretches(stretches) => {
                let part = |(at, band): (usize, &Band)| format!("{} {}", label(band), stretches.bound(at));
                let parts: Vec<String> = bands.bands.iter().enumerate().map(part).collect();
                let of = &instrument.scores[stretches.of].name;
                text.push_str(&format!("\n  bands {} of {of}: {}\n", bands.name, parts.join(", ")));
            }
            BandsRule::Groups(groups, _) => {
                let of = &instrument.scores[groups.of].name;
                text.push_str(&format!("\n  bands {} of {of} by {}\n", bands.name, groups.by.join(", ")));
                for group in &groups.groups {
                    let part = |(at, band): (usize, &Band)| format!("{} {}", label(band), group.stretches.bound(at));
                    let parts: Vec<String> = bands.bands.iter().enumerate().map(part).collect();
                    text.push_str(&format!("    {}: {}\n", group.keys, parts.join(", ")));
                }
            }
            BandsRule::Cases(cases) => {
                text.push_str(&format!("\n  category {}, the first that holds\n", bands.name));
                for case in cases {
                    let word = case.word.map_or("missing".to_owned(), |at| label(&bands.bands[at]));
                    let when = if case.when.is_some() { format!("when {}", case.key) } else { "otherwise".to_owned() };
                    text.push_str(&format!("    {word} {when}\n"));
                }
            }
        }
    }
    for alert in &instrument.alerts {
        let severity = alert.severity.said().map_or(String::new(), |severity| format!(" ({severity})"));
        text.push_str(&format!("  alert {}{severity}: {}\n", alert.name, printable(&alert.sentence)));
        text.push_str(&format!("    when {}\n", printable(&alert.key)));
    }
    for refusal in instrument.refusals.iter().filter(|refusal| refusal.allotment.is_none()) {
        text.push_str(&format!("  refuses {}: {}\n", refusal.name, printable(&refusal.sentence)));
        text.push_str(&format!("    when {}\n", printable(&refusal.key)));
    }
    for feedback in &instrument.feedback {
        let bands = &instrument.bands[feedback.of];
        let informant = &instrument.informants[feedback.informant].name;
        text.push_str(&format!("  feedback for {informant} of {}\n", bands.name));
        for (band, sentence) in bands.bands.iter().zip(&feedback.sentences) {
            text.push_str(&format!("    {}: {}\n", band.name, printable(sentence)));
        }
    }
    for compare in &instrument.compares {
        let names: Vec<&str> = compare.on.iter().map(|score| instrument.scores[*score].name.as_str()).collect();
        let (one, other) = (&instrument.informants[compare.first].name, &instrument.informants[compare.second].name);
        text.push_str(&format!("  compares {one} with {other} on {}\n", names.join(", ")));
    }
    text
}
