use super::instrument::{bands_in, cite};
use super::{each, figured, figures, first, first_text, first_word, limits_of, table, two_names, words};
use crate::syntax::grammar::{Pair, Rule};
use crate::syntax::scan::span_of;
use crate::syntax::tree::{
    CutOff, Figure, GroupTest, GroupTestKind, NormBands, NormEntry, NormGroup, NormStatement, NormTable, Norms, Percentiles,
};

/// Reads `norms … { … }`.
pub fn build(pair: &Pair<'_>) -> Norms {
    let head = first(pair, Rule::norms_head).and_then(|head| {
        let (mut ids, mut versions) = (words(&head, Rule::id).into_iter(), words(&head, Rule::version).into_iter());
        Some((ids.next()?, versions.next()?, ids.next()?, versions.next()?))
    });
    let keyword = first(pair, Rule::k_norms).map(|word| span_of(&word)).unwrap_or_default();
    Norms { head, statements: pair.clone().into_inner().filter_map(|inner| statement(&inner)).collect(), keyword }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "a pair of any other rule of the grammar is read elsewhere")]
fn statement(pair: &Pair<'_>) -> Option<NormStatement> {
    Some(match pair.as_rule() {
        Rule::population => NormStatement::Population(first_text(pair)?),
        Rule::status => NormStatement::Status(first_word(pair, Rule::id)?),
        Rule::cite => NormStatement::Cite(cite(pair)?),
        Rule::licence => NormStatement::Licence(first_text(pair)?),
        Rule::note => NormStatement::Note(first_text(pair)?),
        Rule::norm_group => NormStatement::Group(group(pair)?),
        Rule::norm_bands => {
            let (score, normed) = two_names(&first(pair, Rule::normed)?)?;
            NormStatement::Bands(NormBands { name: first_word(pair, Rule::name)?, score, normed, bands: bands_in(pair) })
        }
        _ => return None,
    })
}

fn group(pair: &Pair<'_>) -> Option<NormGroup> {
    let tests = first(pair, Rule::norm_where);
    let informant = first_word(pair, Rule::name)?;
    let start = first(pair, Rule::k_for).map(|word| span_of(&word)).unwrap_or_default();
    let end = tests.as_ref().map_or(informant.span, span_of);
    Some(NormGroup {
        span: start.to(end),
        informant,
        tests: tests.iter().flat_map(|tests| each(tests, Rule::group_test)).filter_map(|test| group_test(&test)).collect(),
        entries: pair.clone().into_inner().filter_map(|inner| entry(&inner)).collect(),
    })
}

fn group_test(pair: &Pair<'_>) -> Option<GroupTest> {
    let kind = match (first(pair, Rule::group_range), first(pair, Rule::group_value)) {
        (Some(range), _) => limits_of(&range).map(|(low, high)| GroupTestKind::Range(low, high))?,
        (None, Some(value)) => GroupTestKind::Value(first_word(&value, Rule::name)?),
        (None, None) => return None,
    };
    Some(GroupTest { known: first_word(pair, Rule::name)?, kind })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "a pair of any other rule of the grammar is read elsewhere")]
fn entry(pair: &Pair<'_>) -> Option<NormEntry> {
    Some(match pair.as_rule() {
        Rule::norm => NormEntry::Figures(
            first_word(pair, Rule::name)?,
            each(pair, Rule::figure).filter_map(|inner| figure(&inner)).collect(),
        ),
        Rule::cut_off => NormEntry::CutOff(CutOff {
            score: first_word(pair, Rule::name)?,
            at: *figures(pair, Rule::signed).first()?,
            functional: first(pair, Rule::functional).and_then(|functional| first_word(&functional, Rule::side)),
            sentence: first_text(pair),
        }),
        Rule::reliable_change => NormEntry::ReliableChange(first_word(pair, Rule::name)?, *figures(pair, Rule::signed).first()?),
        Rule::percentiles => {
            let rows = each(pair, Rule::percentile).filter_map(|row| limits_of(&row)).collect();
            NormEntry::Percentiles(Percentiles { score: first_word(pair, Rule::name)?, rows })
        }
        // The name of the table comes first, as of one of a measure.
        Rule::norm_table => NormEntry::Table(NormTable { score: two_names(pair)?.1, table: table::build(pair)? }),
        Rule::note => NormEntry::Note(first_text(pair)?),
        _ => return None,
    })
}

fn figure(pair: &Pair<'_>) -> Option<Figure> {
    Some(Figure { name: first_word(pair, Rule::figure_name)?, value: figured(&first(pair, Rule::signed)?)? })
}
