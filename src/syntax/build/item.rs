use super::expression::expression_in;
use super::{choices, each, figures, first, first_choice, first_text, first_word, limits_of, name_list, text, texts, words};
use crate::syntax::grammar::{Pair, Rule};
use crate::syntax::scan::span_of;
use crate::syntax::tree::{AskedWhen, Beside, Grid, Item, ItemText, Kind, Run, Text, Word, Wording};

/// Reads `item …`.
pub fn item(pair: &Pair<'_>) -> Option<Item> {
    entry(pair, kind(&first(pair, Rule::kind)?)?)
}

/// Reads `items … { … }`: its entries, each with the kind of the group.
pub fn items(pair: &Pair<'_>) -> Vec<Item> {
    let Some(kind) = first(pair, Rule::kind).and_then(|inner| kind(&inner)) else {
        return Vec::new();
    };
    let mut items: Vec<Item> = each(pair, Rule::item_entry).filter_map(|inner| entry(&inner, kind.clone())).collect();
    if let Some(words) = first(pair, Rule::in_a_grid) {
        let span = span_of(&words);
        items.iter_mut().enumerate().for_each(|(at, item)| item.grid = Some(Grid { is_first: at == 0, span }));
    }
    items
}

fn entry(pair: &Pair<'_>, kind: Kind) -> Option<Item> {
    let flag = |rule| first(pair, rule).map(|flag| span_of(&flag));
    Some(Item {
        run: run(&first(pair, Rule::run)?)?,
        kind,
        reversed: flag(Rule::reversed),
        optional: flag(Rule::optional),
        unscored: flag(Rule::unscored),
        asked_when: match first(pair, Rule::asked_when) {
            Some(clause) => Some(asked_when(&clause)?),
            None => None,
        },
        counted_as: first(pair, Rule::counted_as).and_then(|clause| first_choice(&clause)),
        only_for: first(pair, Rule::only_for).and_then(|clause| name_list(&clause)),
        text: first(pair, Rule::item_text).map(|inner| item_text(&inner)).unwrap_or_default(),
        grid: None,
        span: span_of(pair),
    })
}

/// Reads `q1` or `q1 to q12`.
pub fn run(pair: &Pair<'_>) -> Option<Run> {
    let mut names = words(pair, Rule::name).into_iter();
    Some(Run { first: names.next()?, last: names.next() })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "a pair of any other rule of the grammar is read elsewhere")]
fn kind(pair: &Pair<'_>) -> Option<Kind> {
    let inner = pair.clone().into_inner().next()?;
    Some(match inner.as_rule() {
        Rule::on_scale => Kind::Scale(first_word(&inner, Rule::name)?),
        Rule::as_whole => limits_of(&inner).map(|(low, high)| Kind::Whole(low, high))?,
        Rule::as_decimal => limits_of(&inner).map(|(low, high)| Kind::Decimal(low, high))?,
        Rule::as_text => Kind::Text(*figures(&inner, Rule::integer).first()?),
        Rule::as_date => Kind::Date,
        Rule::as_time => Kind::Time,
        Rule::as_ranking => Kind::Ranking(name_list(&inner)?),
        Rule::as_shares => Kind::Shares(*figures(&inner, Rule::integer).first()?, name_list(&inner)?),
        Rule::as_choices => {
            let or_none = first(&inner, Rule::or_none).is_some();
            Kind::Choices(choices(&first(&inner, Rule::choice_list)?), or_none)
        }
        _ => return None,
    })
}

fn asked_when(pair: &Pair<'_>) -> Option<AskedWhen> {
    let otherwise = first(pair, Rule::otherwise).and_then(|clause| first_choice(&clause));
    Some(AskedWhen { condition: expression_in(pair)?, otherwise })
}

fn item_text(pair: &Pair<'_>) -> ItemText {
    let two_texts = |inner: Pair<'_>| match &texts(&inner)[..] {
        [low, high] => Some((low.clone(), high.clone())),
        _ => None,
    };
    ItemText {
        wording: wording(pair),
        ends: each(pair, Rule::ends).filter_map(two_texts).collect(),
        choices: each(pair, Rule::choice_label).filter_map(|inner| choice_text(&inner)).collect(),
        beside: beside(pair),
        choices_beside: each(pair, Rule::choice_label).flat_map(|inner| choice_beside(&inner)).collect(),
        notes: each(pair, Rule::note).filter_map(|inner| first_text(&inner)).collect(),
    }
}

/// What is shown or played with a text, on its line or in its block.
pub fn beside(pair: &Pair<'_>) -> Vec<Beside> {
    let on_its_line = each(pair, Rule::beside).flat_map(|inner| inner.into_inner());
    on_its_line.chain(pair.clone().into_inner()).filter_map(|inner| one_beside(&inner)).collect()
}

#[expect(clippy::wildcard_enum_match_arm, reason = "a pair of any other rule of the grammar is read elsewhere")]
fn one_beside(pair: &Pair<'_>) -> Option<Beside> {
    Some(match pair.as_rule() {
        Rule::picture => {
            let alt = first(pair, Rule::alt).and_then(|alt| first_text(&alt));
            Beside::Picture { file: first_text(pair)?, alt }
        }
        Rule::audio => Beside::Audio(first_text(pair)?),
        _ => return None,
    })
}

fn choice_beside(pair: &Pair<'_>) -> Vec<(Word, Beside)> {
    let Some(choice) = first_choice(pair) else { return Vec::new() };
    beside(pair).into_iter().map(|beside| (choice.clone(), beside)).collect()
}

/// Reads a text for all, or a block with one for each informant.
pub fn wording(pair: &Pair<'_>) -> Option<Wording> {
    if let Some(one) = first(pair, Rule::string) {
        return Some(Wording::One(text(&one)));
    }
    let told: Vec<(Word, Text)> = each(pair, Rule::told).filter_map(|inner| named_text(&inner)).collect();
    (!told.is_empty()).then_some(Wording::ByInformant(told))
}

fn choice_text(pair: &Pair<'_>) -> Option<(Word, Text)> {
    Some((first_choice(pair)?, first_text(pair)?))
}

fn named_text(pair: &Pair<'_>) -> Option<(Word, Text)> {
    Some((first_word(pair, Rule::name)?, first_text(pair)?))
}
