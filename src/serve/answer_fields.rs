use maud::{Markup, html};

use super::icons::Icon;
use super::question::Face;
use super::sheet::tip;
use crate::instrument::{ItemIx, Kind, NONE, ScaleSteps};

/// Points without words that stand in one row; more would be too small to touch.
const IN_A_ROW: usize = 11;
/// Points of a row that have room for large figures.
const LARGE: usize = 7;
/// Places of a line that are shown one by one where there is no script; else a number is typed.
const PLACES: usize = 21;

/// What an item is answered with, and what was given so far.
pub(super) fn answer_fields(face: &Face<'_>, item: ItemIx, given: &str) -> Markup {
    let instrument = face.instrument();
    let model = &instrument.items[item];
    let limits = |low: &f64, high: &f64| {
        let [low, high] = [low, high].map(|end| face.phrases.written(&end.to_string()));
        face.phrases.with("number-between", [("low", low.into()), ("high", high.into())])
    };
    match &model.kind {
        Kind::Scale(scale) => match &instrument.scales[*scale].steps {
            ScaleSteps::Points(_) => options(face, item, given),
            ScaleSteps::Line { min, max, step } => {
                let line = Line { min: *min, max: *max, step: *step, given: if given == NONE { "" } else { given } };
                let none =
                    instrument.scales[*scale].none.is_some().then(|| format!("scale {} none", instrument.scales[*scale].name));
                html! {
                    (line.shown(face, item, &limits(min, max)))
                    @if let Some(path) = none { (option(face, "radio", (NONE, &path), face.texts.of(&path).unwrap_or(NONE), given)) }
                }
            }
        },
        Kind::Choices(..) => options(face, item, given),
        Kind::Whole(low, high) => number(&limits(low, high), "numeric", given),
        Kind::Decimal(low, high) => number(&limits(low, high), "decimal", given),
        Kind::Date => html! { input type="date" name="answer" aria-labelledby="question" value=(given); },
        Kind::Time => html! { input type="time" name="answer" aria-labelledby="question" value=(given); },
        Kind::Text(most) => text(face, *most, given),
    }
}

/// One answer of several, as a row that can be touched anywhere, with its sound under it: whoever plays that has not
/// chosen the answer.
fn option(face: &Face<'_>, kind: &str, (answer, path): (&str, &str), words: &str, given: &str) -> Markup {
    let is_given = given.split(';').any(|given| given == answer);
    html! {
        label.answer.none[answer == NONE] {
            input type=(kind) name="answer" value=(answer) checked[is_given];
            (face.picture(path))
            span data-aloud { (words) }
        }
        (face.sound(path, words))
    }
}

/// All answers of an item, one under another; points without words of their own in a row.
fn options(face: &Face<'_>, item: ItemIx, given: &str) -> Markup {
    let all = face.asked.options(item).unwrap_or_default();
    let kind = if matches!(face.instrument().items[item].kind, Kind::Choices(..)) { "checkbox" } else { "radio" };
    let none_of_these = || face.phrases.alone("none-of-these");
    let words = |(answer, path): &(String, String)| match face.texts.of(path) {
        Some(words) => words.to_owned(),
        None if kind == "checkbox" && answer == NONE => none_of_these(),
        None => answer.clone(),
    };
    let (nones, points): (Vec<_>, Vec<_>) = all.iter().partition(|(answer, _)| answer == NONE);
    let is_bare = |(_, path): &&(String, String)| face.texts.of(path).is_none();
    let one = |of: &(String, String)| option(face, kind, (&of.0, &of.1), &words(of), given);
    let none = html! { @for none in &nones { (one(none)) } };
    if kind == "checkbox" || points.len() > IN_A_ROW || !points.iter().any(is_bare) {
        return html! {
            div.answers { @for point in &points { (one(point)) } (none) }
        };
    }
    let [low, high] =
        [points.first(), points.last()].map(|end| end.and_then(|(_, path)| face.texts.of(path)).unwrap_or_default());
    html! {
        div.line-ends { span data-aloud { (low) } span data-aloud { (high) } }
        div.points.many[points.len() > LARGE] {
            @for (answer, path) in &points {
                label.answer {
                    input type="radio" name="answer" value=(answer) checked[answer == given]
                        aria-label=[face.texts.of(path).map(|words| format!("{answer}: {words}"))];
                    (face.picture(path))
                    span { (face.phrases.written(answer)) }
                }
            }
        }
        (face.sounds(&all, words))
        @if !nones.is_empty() { div.answers { (none) } }
    }
}

fn number(limits: &str, kind: &str, given: &str) -> Markup {
    html! {
        div.number-of {
            p.quiet #limits { (limits) }
            input type="text" inputmode=(kind) name="answer" autocomplete="off" maxlength="40" dir="ltr"
                aria-labelledby="question" aria-describedby="limits" value=(given);
        }
    }
}

fn text(face: &Face<'_>, most: usize, given: &str) -> Markup {
    let reads = match (face.is_confidential(), face.beside()) {
        (true, _) => "text-unread",
        (false, None) => "text-read",
        (false, Some(_)) => "text-read-beside",
    };
    let left = face.phrases.with("letters-left", [("left", "#".into()), ("most", most.to_string().into())]);
    html! {
        div #reads { (tip(Icon::Eye, &face.phrases.say(reads))) }
        textarea #own name="answer" rows="5" maxlength=(most) aria-labelledby="question" aria-describedby="reads left" { "\n" (given) }
        p.small.quiet #left data-of="own" data-left=(left) {
            (face.phrases.with("letters-most", [("most", most.to_string().into())]))
        }
    }
}

/// A line between two ends, and the place on it that was given.
struct Line<'a> {
    min: f64,
    max: f64,
    step: f64,
    given: &'a str,
}

impl Line<'_> {
    /// How many places it has.
    fn count(&self) -> usize {
        ((self.max - self.min) / self.step).round() as usize + 1
    }

    /// The places that it has, as answers write them.
    fn places(&self) -> impl Iterator<Item = String> {
        let (min, step) = (self.min, self.step);
        (0..self.count()).map(move |at| (((min + step * at as f64) * 1e9).round() / 1e9).to_string())
    }

    /// Without a script its places one by one, or a number; a script puts a line in their place.
    fn shown(&self, face: &Face<'_>, item: ItemIx, limits: &str) -> Markup {
        let (question, name) = (face.question(item), &face.instrument().items[item].name);
        let end = |which: &str| face.texts.of(&format!("item {name} {which} end")).unwrap_or_default();
        let (low, high) = (end("low"), end("high"));
        let nudge = |which: &str, words: &str, to: &str, icon: Icon| {
            let words = face.phrases.say(words);
            html! {
                button.slim type="button" value=(which) aria-label=(format!("{words}: {to}")) { (icon.drawn()) (words) }
            }
        };
        let middle = self.places().nth(self.count() / 2).unwrap_or_default();
        html! {
            div.line-block data-line {
                div.line-ends { span data-aloud { (low) } span data-aloud { (high) } }
                div data-plain {
                    @if self.count() <= PLACES {
                        div.places {
                            @for place in self.places() {
                                label.answer {
                                    input type="radio" name="answer" value=(place) checked[place == self.given];
                                    span { (face.phrases.written(&place)) }
                                }
                            }
                        }
                    } @else { (number(limits, "decimal", self.given)) }
                }
                template {
                    input.slider.untouched[self.given.is_empty()] type="range" min=(self.min) max=(self.max) step=(self.step)
                        value=(if self.given.is_empty() { middle.as_str() } else { self.given })
                        aria-label=(format!("{question} ({low} – {high})"));
                    div.nudge hidden {
                        (nudge("less", "line-less", low, Icon::Minus))
                        (nudge("more", "line-more", high, Icon::Plus))
                    }
                    (tip(Icon::Touch, &face.phrases.say("line-touch")))
                }
            }
        }
    }
}
