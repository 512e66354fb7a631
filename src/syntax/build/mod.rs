//! What pest took, to the syntax tree. Each function reads one rule of the grammar; `None` means that the pair is not
//! of that rule.

#![deny(clippy::wildcard_enum_match_arm)]

mod expression;
mod instrument;
mod item;
mod norms;
mod schedule;
mod table;
mod test;
mod translation;

use super::grammar::{Pair, Rule};
use super::scan::{limits, span_of};
use super::tree::{Block, File, Literal, Text, Word};

/// Fills the tree of a file.
#[expect(clippy::wildcard_enum_match_arm, reason = "a pair of any other rule of the grammar is read elsewhere")]
pub fn build_file(tree: &mut File, pairs: &[Pair<'_>]) {
    for pair in pairs.iter().flat_map(|pair| pair.clone().into_inner()) {
        match pair.as_rule() {
            Rule::edition => tree.edition = first(&pair, Rule::integer).and_then(|number| figured(&number)),
            Rule::instrument => tree.blocks.push(Block::Instrument(instrument::build(&pair))),
            Rule::translation => tree.blocks.push(Block::Translation(translation::build(&pair))),
            Rule::norms => tree.blocks.push(Block::Norms(norms::build(&pair))),
            Rule::schedule => tree.blocks.push(Block::Schedule(schedule::build(&pair))),
            _ => {}
        }
    }
}

/// The pairs of a rule directly within a pair.
fn each<'a>(pair: &Pair<'a>, rule: Rule) -> impl Iterator<Item = Pair<'a>> {
    pair.clone().into_inner().filter(move |inner| inner.as_rule() == rule)
}

/// The first pair of a rule directly within a pair.
fn first<'a>(pair: &Pair<'a>, rule: Rule) -> Option<Pair<'a>> {
    each(pair, rule).next()
}

fn words(pair: &Pair<'_>, rule: Rule) -> Vec<Word> {
    each(pair, rule).map(|word_pair| word(&word_pair)).collect()
}

fn word(pair: &Pair<'_>) -> Word {
    let text = pair.as_str();
    let cut = text.char_indices().nth(limits::NAME_CHARACTERS).map_or(text, |(at, _)| &text[..at]);
    Word { text: cut.to_owned(), span: span_of(pair) }
}

fn first_word(pair: &Pair<'_>, rule: Rule) -> Option<Word> {
    first(pair, rule).map(|inner| word(&inner))
}

/// The name of a band or of an entry of a category, which may be `none`.
fn band_name(pair: &Pair<'_>) -> Option<Word> {
    first_word(pair, Rule::name).or_else(|| first_word(pair, Rule::none))
}

/// A choice: a name, or a number as it is always written.
fn choice(pair: &Pair<'_>) -> Option<Word> {
    if pair.as_rule() == Rule::name {
        return Some(word(pair));
    }
    let number = (pair.as_rule() == Rule::signed).then(|| figured(pair)).flatten()?;
    Some(Word { text: number.value.to_string(), span: number.span })
}

/// The first choice or code directly within a pair.
fn first_choice(pair: &Pair<'_>) -> Option<Word> {
    choices(pair).into_iter().next()
}

/// The choices directly within a pair.
fn choices(pair: &Pair<'_>) -> Vec<Word> {
    pair.clone().into_inner().filter_map(|inner| choice(&inner)).collect()
}

/// The names of a `name_list` within a pair.
fn name_list(pair: &Pair<'_>) -> Option<Vec<Word>> {
    first(pair, Rule::name_list).map(|list| words(&list, Rule::name))
}

fn first_text(pair: &Pair<'_>) -> Option<Text> {
    first(pair, Rule::string).map(|inner| text(&inner))
}

fn texts(pair: &Pair<'_>) -> Vec<Text> {
    each(pair, Rule::string).map(|inner| text(&inner)).collect()
}

fn text(pair: &Pair<'_>) -> Text {
    let mut characters = pair.as_str().chars();
    characters.next();
    characters.next_back();
    let mut value = String::with_capacity(characters.as_str().len());
    while let Some(character) = characters.next() {
        match character {
            '\\' => value.extend(characters.next().map(|escaped| if escaped == 'n' { '\n' } else { escaped })),
            other => value.push(other),
        }
    }
    Text { value, span: span_of(pair) }
}

fn figured(pair: &Pair<'_>) -> Option<Literal> {
    let value = pair.as_str().replace('−', "-").parse().ok()?;
    Some(Literal { value, span: span_of(pair) })
}

fn figures(pair: &Pair<'_>, rule: Rule) -> Vec<Literal> {
    each(pair, rule).filter_map(|inner| figured(&inner)).collect()
}

/// Two numbers of a rule within a pair, as in `0 to 60`.
fn limits_of(pair: &Pair<'_>) -> Option<(Literal, Literal)> {
    match figures(pair, Rule::signed)[..] {
        [low, high] => Some((low, high)),
        _ => None,
    }
}

/// Two names within a pair, as in `renamed a to b`.
fn two_names(pair: &Pair<'_>) -> Option<(Word, Word)> {
    let mut names = words(pair, Rule::name).into_iter();
    Some((names.next()?, names.next()?))
}
