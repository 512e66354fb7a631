use std::borrow::Cow;

use maud::{Markup, html};

use super::question::Face;
use crate::instrument::rounding::{at_least, at_most, below};
use crate::instrument::{InformantIx, Instrument, ItemIx, Node, NumericExpr, Point, ScaleIx, Score};
use crate::phrases::Phrases;

/// Steps of a picture; a scale with more says its value in words only.
const MOST_STEPS: usize = 11;

/// What somebody reads who has just answered: what the measure says to them, and what they said themselves.
pub(super) struct OwnAnswers<'a> {
    /// What the measure says to them.
    pub(super) sentences: Vec<&'a str>,
    /// How their answers lie on its themes.
    themes: Vec<Theme<'a>>,
    /// What they said in their own words.
    said: Vec<&'a str>,
}

/// A theme: what it is called, where it lies, and that place in the words of the scale.
struct Theme<'a> {
    label: &'a str,
    lies: Lies,
    steps: usize,
    words: Cow<'a, str>,
}

/// What somebody reads at the end; nothing where the measure has nothing to say to them and is not talked over with
/// them. A measure that compares what they say with what another says is made to be talked over, so it shows them their
/// answers. Confidential ones are not shown once more: somebody else may look at the screen.
pub(super) fn own_answers<'a>(face: &'a Face<'_>) -> Option<OwnAnswers<'a>> {
    let sentences = face.texts.feedback(&face.asked);
    let is_shown = is_talked_over(face.instrument(), face.asked.informant()) && !face.is_confidential();
    let (themes, said) = if is_shown { (themes(face), said(face)) } else { (vec![], vec![]) };
    let own = OwnAnswers { sentences, themes, said };
    (!own.sentences.is_empty() || !own.themes.is_empty() || !own.said.is_empty()).then_some(own)
}

fn is_talked_over(instrument: &Instrument, informant: InformantIx) -> bool {
    instrument.compares.iter().any(|compare| [compare.first, compare.second].contains(&informant))
}

/// The scores that are made of answers, and of no other score, and lie on the scale that most of the questions are
/// answered on: they can be said in its words.
fn themes<'a>(face: &'a Face<'_>) -> Vec<Theme<'a>> {
    let instrument = face.instrument();
    let points = |item: ItemIx| instrument.items[item].kind.scale().filter(|scale| instrument.scales[*scale].points().is_some());
    let asked: Vec<_> = face.asked.asked().filter_map(points).collect();
    let count = |scale: &&ScaleIx| asked.iter().filter(|other| other == scale).count();
    let Some(scale) = asked.iter().max_by_key(count).map(|scale| &instrument.scales[*scale]) else { return vec![] };
    let Some(points) = scale.points().filter(|points| points.len() <= MOST_STEPS) else { return vec![] };
    let scored = face.asked.scored();
    let of_scale = |score: &&Score| {
        let range = scale.range().filter(|_| !scale.has_words());
        range.is_some_and(|range| score.range.min == range.min && score.range.max == range.max) && is_of_answers(score)
    };
    let theme = |score: &'a Score| {
        let at = instrument.score(&score.name)?;
        let value = *scored.scores[at].first()?;
        let lies = Lies::of(points, value)?;
        let words = |step: usize| face.texts.of(&format!("scale {} {}", scale.name, points[step].code()));
        let words = match lies {
            Lies::At(step) => Cow::Borrowed(words(step)?),
            // Neither of the two would be true.
            Lies::Between(low, high) => {
                let told = [("low", words(low)?.into()), ("high", words(high)?.into())];
                Cow::Owned(face.phrases.with("between-two", told))
            }
        };
        let label = face.texts.of(&format!("score {}", score.name)).unwrap_or(&score.label);
        Some(Theme { label, lies, steps: points.len(), words })
    };
    instrument.scores.iter().filter(of_scale).filter_map(theme).collect()
}

/// Whether a score is made of answers, and of no other score.
fn is_of_answers(score: &Score) -> bool {
    let (mut has_items, mut has_scores) = (false, false);
    Node::Number(&score.number).walk(&mut |part| {
        if let Node::Number(number) = part {
            has_items |= number.item().is_some();
            has_scores |= matches!(number, NumericExpr::Score(_));
        }
    });
    has_items && !has_scores
}

/// Where a value lies among the points of a scale, to the nearest half step: words and boxes are both made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lies {
    /// At a point, or within a quarter of a step of it.
    At(usize),
    /// Between two points, the lower one first.
    Between(usize, usize),
}

impl Lies {
    /// Nothing where the value is missing.
    fn of(points: &[Point], value: f64) -> Option<Self> {
        let by_value = |one: &usize, other: &usize| points[*one].value.total_cmp(&points[*other].value);
        let all = || (0..points.len()).filter(|_| !value.is_nan());
        let low = all().filter(|at| at_most(points[*at].value, value)).max_by(by_value);
        let high = all().filter(|at| at_least(points[*at].value, value)).min_by(by_value);
        let (low, high) = (low.or(high)?, high.or(low)?);
        let step = points[high].value - points[low].value;
        Some(if low == high || below(value - points[low].value, step / 4.0) {
            Self::At(low)
        } else if below(points[high].value - value, step / 4.0) {
            Self::At(high)
        } else {
            Self::Between(low, high)
        })
    }

    /// How many boxes are full, and whether the next one is half full.
    fn filled(self) -> (usize, bool) {
        match self {
            Self::At(step) => (step + 1, false),
            Self::Between(one, other) => (one.min(other) + 1, true),
        }
    }
}

fn said<'a>(face: &'a Face<'_>) -> Vec<&'a str> {
    let texts = face.asked.asked().filter(|item| face.instrument().items[*item].kind.is_text());
    texts.map(|item| face.asked.given(item)).filter(|text| !text.is_empty()).collect()
}

impl OwnAnswers<'_> {
    /// What they said, in a simple picture.
    pub(super) fn shown(&self, phrases: &Phrases) -> Markup {
        if self.themes.is_empty() && self.said.is_empty() {
            return html! {};
        }
        html! {
            section.stack aria-labelledby="said" {
                h2 #said { (phrases.say("you-said")) }
                @if !self.themes.is_empty() { dl.own { @for theme in &self.themes { (theme.shown(phrases)) } } }
                @for words in &self.said { blockquote.said { p { (words) } } }
            }
        }
    }
}

impl Theme<'_> {
    fn shown(&self, phrases: &Phrases) -> Markup {
        let (full, has_half) = self.lies.filled();
        let step = if has_half { phrases.written(&format!("{full}.5")) } else { full.to_string() };
        let told = [("step", step.into()), ("steps", self.steps.into())];
        html! {
            div {
                dt { b { (self.label) } span { (self.words) } }
                dd {
                    span.steps role="img" aria-label=(phrases.with("step-of", told)) {
                        @for at in 1..=self.steps {
                            @if at <= full { i.on {} } @else if has_half && at == full + 1 { i.half {} } @else { i {} }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Lies, Point};

    /// A line at 88 of 100 is 4.52 of 5: it is neither of its neighbours, and four boxes and a half are filled.
    #[test]
    fn words_and_boxes_round_alike() {
        let points: Vec<Point> =
            (1..=5).map(|value| Point { value: f64::from(value), word: None, label: None, counts: None }).collect();
        for (value, wanted, filled) in [
            (4.5, Some(Lies::Between(3, 4)), (4, true)),
            (4.52, Some(Lies::Between(3, 4)), (4, true)),
            (4.48, Some(Lies::Between(3, 4)), (4, true)),
            (4.25, Some(Lies::Between(3, 4)), (4, true)),
            (4.24, Some(Lies::At(3)), (4, false)),
            (4.76, Some(Lies::At(4)), (5, false)),
            (2.5, Some(Lies::Between(1, 2)), (2, true)),
            (4.0, Some(Lies::At(3)), (4, false)),
            (1.0, Some(Lies::At(0)), (1, false)),
            (5.0, Some(Lies::At(4)), (5, false)),
        ] {
            let lies = Lies::of(&points, value);
            assert_eq!((lies, lies.map(Lies::filled)), (wanted, Some(filled)), "{value}");
        }
        assert_eq!(Lies::of(&points, f64::NAN), None);
    }
}
