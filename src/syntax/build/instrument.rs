use super::expression::expression_in;
use super::{
    band_name, each, figures, first, first_choice, first_text, first_word, item, limits_of, name_list, table, test, two_names,
    words,
};
use crate::syntax::grammar::{Pair, Rule};
use crate::syntax::scan::span_of;
use crate::syntax::tree::{
    Alert, Band, BandGroup, Bands, Category, CategoryCase, CategoryRule, Cite, Compare, Counts, Feedback, Follows, FollowsClaim,
    Helper, Highest, Informant, Instrument, Known, KnownKind, KnownWord, Page, Refusal, Scale, ScaleLine, Score, Statement, Ties,
    When,
};

/// Reads `instrument … { … }`.
pub fn build(pair: &Pair<'_>) -> Instrument {
    let head = first(pair, Rule::instrument_head)
        .and_then(|head| Some((first_word(&head, Rule::id)?, first_word(&head, Rule::version)?)));
    let keyword = first(pair, Rule::k_instrument).map(|word| span_of(&word)).unwrap_or_default();
    Instrument { head, statements: pair.clone().into_inner().flat_map(|inner| statements(&inner)).collect(), keyword }
}

/// Most pairs are one statement; `items` is one for each entry.
fn statements(pair: &Pair<'_>) -> Vec<Statement> {
    if pair.as_rule() == Rule::items {
        return item::items(pair).into_iter().map(|item| Statement::Item(Box::new(item))).collect();
    }
    statement(pair).into_iter().collect()
}

#[expect(clippy::wildcard_enum_match_arm, reason = "a pair of any other rule of the grammar is read elsewhere")]
fn statement(pair: &Pair<'_>) -> Option<Statement> {
    Some(match pair.as_rule() {
        Rule::title => Statement::Title(first_text(pair)?),
        Rule::about => Statement::About(first_text(pair)?),
        Rule::cite => Statement::Cite(cite(pair)?),
        Rule::licence => Statement::Licence(first_text(pair)?),
        Rule::wording_by => Statement::WordingByLicence(span_of(pair)),
        Rule::status => Statement::Status(first_word(pair, Rule::id)?),
        Rule::language => Statement::Language(first_word(pair, Rule::tag)?),
        Rule::note => Statement::Note(first_text(pair)?),
        Rule::informants => {
            let informant =
                |inner: Pair<'_>| Some(Informant { name: first_word(&inner, Rule::name)?, label: first_text(&inner) });
            let keyword = first(pair, Rule::k_informants).map(|word| span_of(&word)).unwrap_or_default();
            Statement::Informants(each(pair, Rule::informant_entry).filter_map(informant).collect(), keyword)
        }
        Rule::known => Statement::Known(each(pair, Rule::known_entry).filter_map(|inner| known(&inner)).collect()),
        Rule::scale => Statement::Scale(scale(pair)?),
        Rule::page => {
            let statements = pair.clone().into_inner().flat_map(|inner| statements(&inner)).collect();
            let random = first(pair, Rule::in_random_order).map(|words| span_of(&words));
            Statement::Page(Page { title: first_text(pair)?, random, statements })
        }
        Rule::when_block | Rule::page_when => {
            let statements = pair.clone().into_inner().flat_map(|inner| statements(&inner)).collect();
            Statement::When(When { condition: expression_in(pair)?, statements })
        }
        Rule::intro => {
            let told = first(pair, Rule::wording)?;
            Statement::Intro(item::wording(&told)?, item::beside(&told))
        }
        Rule::item => Statement::Item(Box::new(item::item(pair)?)),
        Rule::score => {
            let expression = expression_in(pair)?;
            Statement::Score(Score { name: first_word(pair, Rule::name)?, label: first_text(pair), expression })
        }
        Rule::helper => Statement::Helper(Helper { name: first_word(pair, Rule::name)?, expression: expression_in(pair)? }),
        Rule::bands => Statement::Bands(bands(pair)?),
        Rule::category => Statement::Category(category(pair)?),
        Rule::alert => {
            let when = expression_in(pair)?;
            let severity = first_word(pair, Rule::severity);
            Statement::Alert(Alert { name: first_word(pair, Rule::name)?, sentence: first_text(pair)?, severity, when })
        }
        Rule::refusal_of => {
            let when = expression_in(pair)?;
            Statement::Refusal(Refusal { name: first_word(pair, Rule::name)?, sentence: first_text(pair)?, when })
        }
        Rule::feedback => Statement::Feedback(feedback(pair)?),
        Rule::compare => {
            let (one, other) = two_names(pair)?;
            Statement::Compare(Compare { first: one, second: other, on: name_list(pair)? })
        }
        Rule::table => Statement::Table(table::build(pair)?),
        Rule::follows => {
            let claims = pair.clone().into_inner().filter_map(|inner| follows_claim(&inner)).collect();
            Statement::Follows(Follows { version: first_word(pair, Rule::version)?, claims })
        }
        Rule::test => Statement::Test(test::build(pair)?),
        _ => return None,
    })
}

/// Reads `cite "…" doi "…"`.
pub fn cite(pair: &Pair<'_>) -> Option<Cite> {
    let part = |rule| first(pair, rule).and_then(|inner| first_text(&inner));
    Some(Cite { text: first_text(pair)?, doi: part(Rule::doi), url: part(Rule::url) })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "a pair of any other rule of the grammar is read elsewhere")]
fn known(pair: &Pair<'_>) -> Option<Known> {
    let name = first_word(pair, Rule::name)?;
    let inner = pair.clone().into_inner().last()?;
    let kind = match inner.as_rule() {
        Rule::known_whole => limits_of(&inner).map(|(low, high)| KnownKind::Whole(low, high))?,
        Rule::known_decimal => limits_of(&inner).map(|(low, high)| KnownKind::Decimal(low, high))?,
        Rule::known_one_of => KnownKind::OneOf(each(&inner, Rule::known_word).filter_map(|word| known_word(&word)).collect()),
        Rule::known_date => KnownKind::Date,
        Rule::known_text => KnownKind::Text(*figures(&inner, Rule::integer).first()?),
        _ => return None,
    };
    Some(Known { name, label: first_text(pair), kind })
}

fn known_word(pair: &Pair<'_>) -> Option<KnownWord> {
    Some(KnownWord { name: first_word(pair, Rule::name)?, label: first_text(pair) })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "a pair of any other rule of the grammar is read elsewhere")]
fn scale(pair: &Pair<'_>) -> Option<Scale> {
    let line = |inner: Pair<'_>| match inner.as_rule() {
        Rule::scale_range => {
            let (low, high) = limits_of(&inner)?;
            Some(ScaleLine::Range(low, high, figures(&inner, Rule::number).first().copied(), counts(&inner)))
        }
        Rule::scale_none => first_text(&inner).map(ScaleLine::None),
        Rule::scale_point => {
            Some(ScaleLine::Point(first_choice(&inner)?, first_text(&inner), item::beside(&inner), counts(&inner)))
        }
        _ => None,
    };
    Some(Scale { name: first_word(pair, Rule::name)?, lines: pair.clone().into_inner().filter_map(line).collect() })
}

fn counts(pair: &Pair<'_>) -> Option<Counts> {
    let clause = first(pair, Rule::counts)?;
    Some(Counts { as_number: figures(&clause, Rule::signed).first().map(|number| number.value), span: span_of(&clause) })
}

fn bands(pair: &Pair<'_>) -> Option<Bands> {
    let (name, of) = two_names(pair)?;
    let group = |inner: Pair<'_>| {
        let (keys, span) = table::group_keys(&inner)?;
        Some(BandGroup { keys, bands: bands_in(&inner), span })
    };
    let groups = each(pair, Rule::band_group).filter_map(group).collect();
    Some(Bands { name, of, by: table::by(pair), bands: bands_in(pair), groups })
}

/// The bands directly within a pair.
pub(super) fn bands_in(pair: &Pair<'_>) -> Vec<Band> {
    let band = |inner: Pair<'_>| {
        let bound = first(&inner, Rule::bound)?;
        let is_above = first(&bound, Rule::k_above).is_some();
        let from = figures(&bound, Rule::signed).first().copied()?;
        Some(Band { name: band_name(&inner)?, label: first_text(&inner), from, is_above })
    };
    each(pair, Rule::band).filter_map(band).collect()
}

fn category(pair: &Pair<'_>) -> Option<Category> {
    let case = |inner: Pair<'_>| {
        let word = band_name(&inner).zip(first_text(&inner));
        let when = match first(&inner, Rule::k_when) {
            Some(_) => Some(expression_in(&inner)?),
            None => None,
        };
        Some(CategoryCase { word, when, span: span_of(&inner) })
    };
    let rule = match first(pair, Rule::of_highest) {
        Some(clause) => CategoryRule::Highest(highest(&clause)?),
        None => CategoryRule::Cases(each(pair, Rule::category_case).filter_map(case).collect()),
    };
    Some(Category { name: first_word(pair, Rule::name)?, rule })
}

fn highest(pair: &Pair<'_>) -> Option<Highest> {
    let of = first(pair, Rule::rivals).map(|rivals| words(&rivals, Rule::name))?;
    let ties = match (first_word(pair, Rule::k_even), first_text(pair)) {
        (Some(even), Some(label)) => Ties::Even(even, label),
        _ if first(pair, Rule::missing).is_some() => Ties::Missing,
        _ => Ties::First,
    };
    Some(Highest { of, ties })
}

fn feedback(pair: &Pair<'_>) -> Option<Feedback> {
    let (informant, of) = two_names(pair)?;
    let keyword = first(pair, Rule::k_feedback).map(|word| span_of(&word)).unwrap_or_default();
    let sentence = |inner: Pair<'_>| Some((band_name(&inner)?, first_text(&inner)?));
    let span = keyword.to(of.span);
    Some(Feedback { informant, of, sentences: each(pair, Rule::sentence).filter_map(sentence).collect(), span })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "a pair of any other rule of the grammar is read elsewhere")]
fn follows_claim(pair: &Pair<'_>) -> Option<FollowsClaim> {
    Some(match pair.as_rule() {
        Rule::renamed => two_names(pair).map(|(old, new)| FollowsClaim::Renamed(old, new))?,
        Rule::dropped => FollowsClaim::Dropped(name_list(pair)?),
        Rule::added => FollowsClaim::Added(name_list(pair)?),
        Rule::comparable => FollowsClaim::Comparable(name_list(pair)?),
        Rule::changed => FollowsClaim::Changed(first_word(pair, Rule::name)?, first_text(pair)?),
        _ => return None,
    })
}
