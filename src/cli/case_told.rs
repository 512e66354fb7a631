use super::summary::plain_table;
use super::{CliError, report};
use crate::follow::{Answered, CaseView, Change, Gap, SeenBy, Side, Thread, ValueAt, Verdict, signal_of};
use crate::instrument::Instrument;
use crate::phrases::Phrases;
use crate::source::printable;

/// Answers that are shown; of the others it is said that there are some.
const SHOWN: usize = 5;

/// Tells of a case on a terminal, in the order and the words of its page: what to talk about first, three answers, the
/// client's own words and answers, and all scores in a table with what there is to say of them.
pub fn tell(instrument: &Instrument, view: &CaseView, phrases: &Phrases) -> Result<(), CliError> {
    let told = Told { instrument, view, phrases };
    report::say(&format!("\n{}", printable(&phrases.with("case-named", [("case", view.case.as_str().into())]))))?;
    told.first().iter().try_for_each(|line| say_within(line))?;
    if let Some(talk) = view.talk(instrument, phrases) {
        report::say("")?;
        for (question, sentences) in talk.told(phrases) {
            say_within(&format!("{question} {}", sentences.join(" ")))?;
        }
    }
    told.answers()?;
    report::say(&format!("\n  {}", phrases.say("all-scores")))?;
    report::say(&told.scores())?;
    told.notes().iter().try_for_each(|line| say_within(line))
}

fn say_within(line: &str) -> Result<(), CliError> {
    report::say(&format!("  {}", printable(line)))
}

/// What there is to tell of a case.
struct Told<'a> {
    instrument: &'a Instrument,
    view: &'a CaseView,
    phrases: &'a Phrases,
}

impl Told<'_> {
    fn who<'s>(&'s self, informant: &'s str) -> &'s str {
        self.instrument.called(informant)
    }

    /// Alerts and signs of a rupture: those that nobody saw, and then the others with who did.
    fn first(&self) -> Vec<String> {
        let alerts = self.view.alerts.iter().map(|raised| {
            let who = self.whose(&raised.informant, &raised.occasion).into();
            let sentence = raised.sentence.as_str().into();
            let line = match raised.severity_words(self.phrases) {
                None => self.phrases.with("alert-line", [("who", who), ("sentence", sentence)]),
                Some(severity) => {
                    let told = [("who", who), ("sentence", sentence), ("severity", severity.into())];
                    self.phrases.with("graded-alert-line", told)
                }
            };
            (line, raised.seen.as_ref())
        });
        let signs = self.view.signs.iter().map(|sign| {
            let [score, words, source] = [&sign.score, &sign.words, &sign.source].map(|text| text.as_str().into());
            let who = self.whose(&sign.informant, &sign.occasion).into();
            let told = [("who", who), ("score", score), ("sign", words), ("source", source)];
            (self.phrases.with("sign-line", told), sign.seen.as_ref())
        });
        let (seen, unseen): (Vec<_>, Vec<_>) = alerts.chain(signs).partition(|(_, seen)| seen.is_some());
        let under = |heading: &str, lines: Vec<(String, Option<&SeenBy>)>| {
            let heading = (!lines.is_empty()).then(|| format!("{}:", self.phrases.say(heading)));
            let by = |seen: &SeenBy| format!(" – {}", seen.words(self.phrases));
            let line = |(line, seen): (String, Option<&SeenBy>)| line + &seen.map_or(String::new(), by);
            heading.into_iter().chain(lines.into_iter().map(line)).collect::<Vec<String>>()
        };
        [under("attention-first", unseen), under("signals-seen", seen)].concat()
    }

    /// Whose a signal is, of which occasion and day.
    fn whose(&self, informant: &str, occasion: &str) -> String {
        signal_of(self.who(informant), occasion, self.view.day_of(informant, occasion), self.phrases)
    }

    /// What was said in one's own words, and the answers with the largest change or difference.
    fn answers(&self) -> Result<(), CliError> {
        let (answers, words) = (&self.view.answers, &self.view.words);
        let Some(last) = self.view.occasions.last().filter(|_| !answers.is_empty() || !words.is_empty()) else { return Ok(()) };
        let heading = self.phrases.with("answers-of-day", [("when", last.words(self.phrases).into())]);
        report::say("")?;
        say_within(&heading)?;
        for words in words {
            let question = self.phrases.with("said-to-question", [("question", words.question.as_str().into())]);
            say_within(&format!("“{}” – {}, {question}", words.text, self.who(&words.informant)))?;
        }
        let shown = &answers[..answers.len().min(SHOWN)];
        let Some(first) = shown.first() else { return Ok(()) };
        say_within(&self.phrases.say("answers-order"))?;
        let informants: Vec<&str> = first.sides.iter().map(|side| side.informant.as_str()).collect();
        let [question, before] = ["question-head", "before-short"].map(|id| self.phrases.say(id));
        let heads = informants.iter().flat_map(|informant| [self.who(informant), &before]);
        let mut table = plain_table(&std::iter::once(question.as_str()).chain(heads).collect::<Vec<_>>());
        shown.iter().for_each(|answered| {
            table.add_row(answered_row(answered, &informants, self.phrases));
        });
        report::say(&table.trim_fmt())?;
        if answers.len() > SHOWN {
            say_within(&self.phrases.with("more-on-page", [("count", (answers.len() - SHOWN).into())]))?;
        }
        Ok(())
    }

    fn scores(&self) -> String {
        let (view, phrases) = (self.view, self.phrases);
        let [score, who, band, first, before] = ["score", "who", "band", "since-first", "since-before"].map(|id| phrases.say(id));
        let occasions = view.occasions.iter().map(|moment| moment.name.clone());
        let heading: Vec<String> = [score, who].into_iter().chain(occasions).chain([band, first, before]).collect();
        let mut table = plain_table(&heading.iter().map(String::as_str).collect::<Vec<_>>());
        for thread in &view.threads {
            let values = view.occasions.iter().map(|moment| {
                if let ValueAt::Untold(why) = view.value_at(thread, moment) {
                    return why.words(phrases);
                }
                let value = thread.values.iter().find(|(there, _)| *there == moment.name);
                value.map_or(String::new(), |(_, value)| thread.figure(*value, phrases))
            });
            let change = |change: &Option<Change>| change.as_ref().map_or(String::new(), |change| short(thread, change, phrases));
            let row = [thread.label.clone(), self.who(&thread.informant).to_owned()].into_iter().chain(values);
            table.add_row(row.chain([
                thread.band.clone().unwrap_or_default(),
                change(&thread.since_first),
                change(&thread.since_last),
            ]));
        }
        table.trim_fmt()
    }

    /// What there is to say of the scores: changes that are reliable, why others are not judged, where two part, what
    /// is confidential, and where the measure changed.
    fn notes(&self) -> Vec<String> {
        let mut lines = self.changes();
        lines.extend(self.view.cautions(self.instrument, self.phrases));
        lines.extend(self.gaps());
        lines.extend(
            self.view
                .confidential
                .iter()
                .map(|marked| format!("{}: {}", self.phrases.say("confidential"), marked.words(self.instrument, self.phrases))),
        );
        lines.extend(self.view.is_reworded.then(|| self.phrases.say("words-changed")));
        let left_out = self.phrases.say("left-out");
        lines.extend(self.view.versions.iter().map(|change| format!("{}; {left_out}", change.words(self.phrases))));
        lines
    }

    /// Changes that are reliable.
    fn changes(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for thread in &self.view.threads {
            for (id, change) in [("change-since-first", &thread.since_first), ("change-since-before", &thread.since_last)] {
                let reliable = |change: &Change| change.verdict.is_reliable();
                if let Some(change) = change.filter(reliable) {
                    let (score, who) = (thread.label.as_str().into(), self.who(&thread.informant).into());
                    let told = [("score", score), ("who", who), ("change", change.words(self.phrases).into())];
                    lines.push(self.phrases.with(id, told));
                }
            }
        }
        lines
    }

    fn gaps(&self) -> Vec<String> {
        self.view.gaps_of_each().filter_map(|gaps| self.gap(gaps)).collect()
    }

    /// Where one pair parts at one occasion.
    fn gap(&self, gaps: &[Gap]) -> Option<String> {
        let first = gaps.first()?;
        let apart = |gap: &Gap| {
            let thread = self.view.thread_of(gap)?;
            Some(format!("{} {}", gap.score, thread.written_difference(gap.second.1, gap.first.1, self.phrases)))
        };
        let gaps: Vec<String> = gaps.iter().filter_map(apart).collect();
        let (one, other) = (self.who(&first.first.0).into(), self.who(&first.second.0).into());
        let told =
            [("first", one), ("second", other), ("occasion", first.occasion.as_str().into()), ("gaps", gaps.join("; ").into())];
        Some(self.phrases.with("gap-line", told))
    }
}

/// A question with the answers of now and of before, a pair for each informant.
fn answered_row(answered: &Answered, informants: &[&str], phrases: &Phrases) -> Vec<String> {
    let none = || "–".to_owned();
    let side = |informant: &str| answered.sides.iter().find(|side: &&Side| side.informant == informant);
    let answers = informants.iter().flat_map(|informant| {
        let side = side(informant);
        let now = side.map_or_else(none, |side| side.told_now(phrases));
        [now, side.and_then(|side| side.before.clone()).unwrap_or_else(none)]
    });
    std::iter::once(printable(&answered.question)).chain(answers).collect()
}

/// A change in a cell: how much, a mark where it is reliable, and what became of whoever answered where that is known.
fn short(thread: &Thread, change: &Change, phrases: &Phrases) -> String {
    let mark = match change.verdict {
        Verdict::Told(reliable) if reliable.is_reliable => " *",
        Verdict::Told(_) => "",
        Verdict::Unknown(_) => " ?",
    };
    let outcome = change.outcome().map_or(String::new(), |outcome| format!(" {}", outcome.words(phrases)));
    format!("{}{mark}{outcome}", thread.written_change(change, phrases))
}
