use maud::{Markup, html};

use super::Section;
use super::signals::question_id;
use crate::follow::{Answered, OwnWords, Side};
use crate::instrument::rounding;
use crate::output::html::charts;
use crate::output::report_sheet::{Ends, Marked, Quote};

/// Questions that are shown at once; the others are folded.
const SHOWN: usize = 5;

impl Section<'_> {
    /// What was said in one's own words, and the answers question by question, the largest change or difference first.
    pub(super) fn answers(&self) -> Markup {
        let Self { case, phrases, .. } = self;
        let Some(last) = case.occasions.last().filter(|_| !case.answers.is_empty() || !case.words.is_empty()) else {
            return html! {};
        };
        let heading = phrases.with("answers-of-day", [("when", last.words(phrases).into())]);
        let (shown, folded) = case.answers.split_at(case.answers.len().min(SHOWN));
        let id = format!("{}-answers", self.id());
        html! {
            div.panel role="group" aria-labelledby=(id) {
                div.head {
                    h3 id=(id) { (heading) }
                    @if !shown.is_empty() { (self.answers_legend()) }
                }
                (self.words())
                @if !shown.is_empty() {
                    p.small.quiet { (phrases.say("answers-order")) }
                    ol.asked { @for answered in shown { (self.asked(answered)) } }
                }
                @if !folded.is_empty() {
                    details.fold {
                        summary { (phrases.with("other-answers", [("count", folded.len().into())])) }
                        div { ol.asked { @for answered in folded { (self.asked(answered)) } } }
                    }
                }
            }
        }
    }

    /// What was said in one's own words, each under the question.
    fn words(&self) -> Markup {
        html! { @for quote in &self.quotes() { (quote_markup(quote)) } }
    }

    /// What was said in one's own words.
    pub(super) fn quotes(&self) -> Vec<Quote> {
        let quote = |words: &OwnWords| Quote {
            lines: words.text.lines().map(str::to_owned).collect(),
            who: self.mark(&words.informant, self.who(&words.informant)),
            told: self.phrases.with("said-to-question", [("question", words.question.as_str().into())]),
        };
        self.case.words.iter().map(quote).collect()
    }

    fn answers_legend(&self) -> Markup {
        let informants = self.case.answers.iter().flat_map(|answered| answered.sides.iter().map(|side| side.informant.as_str()));
        let mut seen: Vec<&str> = Vec::new();
        for informant in informants {
            if !seen.contains(&informant) {
                seen.push(informant);
            }
        }
        seen.sort_by_key(|informant| self.instrument.informant(informant));
        html! {
            ul.legend {
                @for informant in seen { li { (self.marked(informant, self.who(informant))) } }
                li { (charts::key_of_before()) (self.phrases.say("last-time")) }
            }
        }
    }

    /// Somebody's words with the mark of their side.
    pub(super) fn marked(&self, informant: &str, words: &str) -> Markup {
        marked_markup(&self.mark(informant, words))
    }

    /// Somebody's words with their side.
    pub(super) fn mark(&self, informant: &str, words: &str) -> Marked {
        Marked { side: charts::side(self.place_of(informant)), words: words.to_owned() }
    }

    fn place_of(&self, informant: &str) -> usize {
        self.instrument.informant(informant).map_or(0, usize::from)
    }

    fn asked(&self, answered: &Answered) -> Markup {
        html! {
            li id=(question_id(&self.id(), &answered.item)) {
                div.text { (answered.question) @if answered.is_reversed { small { (self.phrases.say("turned-around")) } } }
                @match answered.range {
                    Some(range) => div { (self.ends(answered, range)) (self.lane(answered, range, true)) },
                    None => span {},
                }
                div.told { @for (at, side) in answered.sides.iter().enumerate() { @if at > 0 { br; } (self.told(answered, side)) } }
            }
        }
    }

    /// What the lowest and the highest answer say, over the line on which answers lie.
    fn ends(&self, answered: &Answered, range: (f64, f64)) -> Markup {
        html! { @if let Some(ends) = &self.ends_of(answered, range) { (ends_markup(ends)) } }
    }

    /// What the lowest and the highest answer say.
    pub(super) fn ends_of(&self, answered: &Answered, (low, high): (f64, f64)) -> Option<Ends> {
        let (low_words, high_words) = answered.ends.as_ref()?;
        let end = |number: f64, words: &str| (self.phrases.short_number(number), words.to_owned());
        Some(Ends { low: end(low, low_words), high: end(high, high_words) })
    }

    /// The answers to a question as they lie beside one another; on paper numbers under them would be too small to read,
    /// and stand beside.
    pub(super) fn lane(&self, answered: &Answered, range: (f64, f64), has_numbers: bool) -> Markup {
        let sides: Vec<(usize, Option<f64>, Option<f64>)> =
            answered.sides.iter().map(|side| (self.place_of(&side.informant), side.numbers.0, side.numbers.1)).collect();
        let number = |value: f64| self.phrases.short_number(value);
        charts::lane(
            range,
            &sides,
            &self.lane_told(answered),
            has_numbers.then_some(&number as &dyn Fn(f64) -> String),
            self.phrases.language.is_right_to_left(),
        )
    }

    /// The answers to a question in words.
    pub(super) fn lane_told(&self, answered: &Answered) -> String {
        let was = |side: &Side| side.before.as_ref().map(|before| self.phrases.with("was", [("answer", before.as_str().into())]));
        let told = |side: &Side| {
            let now = (side.now.is_some() || side.skipped || side.untold.is_some()).then(|| side.told_now(self.phrases));
            let answers = now.into_iter().chain(was(side)).collect::<Vec<_>>().join(", ");
            (!answers.is_empty()).then(|| format!("{} {answers}", self.who(&side.informant)))
        };
        let told: Vec<String> = answered.sides.iter().filter_map(told).collect();
        format!("{}: {}", answered.question, told.join("; "))
    }

    /// An answer with what it was before, or with how far it is from that of the first side.
    fn told(&self, answered: &Answered, side: &Side) -> Markup {
        let phrases = self.phrases;
        let is_first = answered.sides.first().is_some_and(|first| first.informant == side.informant);
        let beside = if is_first { self.changed(side) } else { self.since_first(answered, side).or_else(|| self.changed(side)) };
        html! {
            (self.marked(&side.informant, &side.told_now(phrases)))
            span.hidden-text { " (" (self.who(&side.informant)) ")" }
            @if let Some(beside) = beside { " " span.quiet { (beside) } }
            @if side.now.is_none() && side.before.is_none() && !side.skipped && side.untold.is_none() { " " span.quiet { (phrases.say("not-filled-in")) } }
        }
    }

    fn changed(&self, side: &Side) -> Option<String> {
        let (now, before) = (side.now.as_ref(), side.before.as_ref()?);
        if now == Some(before) {
            return Some(self.phrases.say("same-as-before"));
        }
        Some(self.phrases.with("was", [("answer", before.as_str().into())]))
    }

    fn since_first(&self, answered: &Answered, side: &Side) -> Option<String> {
        let (first, own) = (answered.sides.first()?.numbers.0?, side.numbers.0?);
        if rounding::equal(first, own) {
            return Some(self.phrases.say("no-difference"));
        }
        Some(self.phrases.with("difference-of", [("by", self.phrases.short_number((first - own).abs()).into())]))
    }
}

/// Somebody's words with the mark of their side.
pub(super) fn marked_markup(marked: &Marked) -> Markup {
    html! { span class=(format!("who {}", marked.side)) { (marked.words) } }
}

pub(super) fn ends_markup(ends: &Ends) -> Markup {
    let end = |(number, words): &(String, String)| html! { span { b { (number) } " " (words) } };
    html! { div.scale-ends { (end(&ends.low)) (end(&ends.high)) } }
}

pub(super) fn quote_markup(quote: &Quote) -> Markup {
    html! {
        figure.said-box {
            blockquote.said { @for line in &quote.lines { p { (line) } } }
            figcaption.small.quiet { (marked_markup(&quote.who)) ", " (quote.told) }
        }
    }
}
