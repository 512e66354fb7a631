use typed_index_collections::TiVec;

use super::assumptions::Assumption;
use super::bounds::{Banded, BoundsReader};
use super::groups::{any_of, wrong_groups};
use super::holes::Test;
use super::norm_groups::all_can_hold;
use super::norms::Review;
use super::rows::{Lacking, RowReader, kept};
use super::truth::{Ranges, Truth, truth_of};
use crate::instrument::{
    Band, Comparator, Condition, GroupTest, NormBands, NormEntry, NormTable, NormTableGroup, NormedScore, NumericExpr, Otherwise,
    Range, ScoreIx, TableGroup,
};
use crate::source::{Severity, Span, codes};
use crate::syntax::tree::{self, GroupKey, GroupTestKind, TableRow, TableRowKey, Word};

/// Columns that norms give of a score, which no table of theirs can be called by. `z` and `T` it can: what a table says
/// goes before what mean and standard deviation say.
const GIVEN: &[&str] = &["percentile", "percentile_by", "error", "low", "high", "cut_off"];

/// Columns that a table may give instead.
const INSTEAD: &[&str] = &["z", "T"];

impl Review<'_> {
    /// `table T of total { … }`, of a group of the norms.
    pub(super) fn table(&mut self, written: &tree::NormTable, group: &[Test]) -> Option<NormEntry> {
        let (score, range) = self.score(&written.score)?;
        let table = &written.table;
        self.check_column(score, &table.name, INSTEAD);
        let rows = RowReader { diagnostics: &mut self.diagnostics, is_cut: self.is_cut }.groups(table);
        self.check_rows(&written.score, &table.rows, range);
        table.groups.iter().for_each(|group| self.check_rows(&written.score, &group.rows, range));
        let tests = self.table_tests(table, group)?;
        let groups: Vec<NormTableGroup> =
            tests.into_iter().zip(rows).map(|(tests, rows)| NormTableGroup { tests, rows }).collect();
        self.check_lacking(table, &groups, range);
        Some(NormEntry::Table(score, NormTable { name: table.name.text.clone(), groups }))
    }

    /// The tests of each group of a table; one without any of a table that is for all.
    fn table_tests(&mut self, table: &tree::Table, within: &[Test]) -> Option<Vec<Vec<Test>>> {
        if table.by.is_empty() {
            return Some(vec![vec![]]);
        }
        let by: Vec<_> = table.by.iter().map(|word| self.known(word)).collect();
        let by: Vec<_> = by.into_iter().collect::<Option<_>>()?;
        let mut all = Vec::new();
        for group in kept(table) {
            let mut tests = Vec::with_capacity(by.len());
            for (known, key) in by.iter().zip(&group.keys) {
                let kind = match key {
                    GroupKey::Word(word) => GroupTestKind::Value(word.clone()),
                    GroupKey::Number(number) => GroupTestKind::Range(*number, *number),
                    GroupKey::Range(low, high) => GroupTestKind::Range(*low, *high),
                };
                let Some(test) = self.test_of(*known, &kind) else {
                    let message = format!("no case has this `{}`", self.instrument.known[*known].name);
                    self.report(&codes::NORMS_OF_NOTHING, key.span(), message, Some(self.possible(*known)));
                    return None;
                };
                tests.push((*known, test));
            }
            if !all_can_hold(&tests, within) {
                let message = "no case of this group of the norms is in this group of the table";
                self.report(&codes::EMPTY_GROUP, group.span, message, Some("delete it, or correct its keys".to_owned()));
            }
            all.push(tests);
        }
        let spans: Vec<Span> = kept(table).iter().map(|group| group.span).collect();
        let name = |at: usize| table.groups[at].keys_in_words();
        let overlap = |one: usize, other: usize| all_can_hold(&all[one], &all[other]);
        let wrong = wrong_groups(&spans, "of this table, and get nothing by it", &name, overlap, || self.covers(&all, within));
        self.diagnostics.extend(wrong);
        Some(all)
    }

    /// Whether every case of a group of the norms is in one of the groups of a table.
    fn covers(&self, groups: &[Vec<Test>], within: &[Test]) -> bool {
        let conditions: Vec<Condition> = groups.iter().filter_map(|tests| passes(tests)).collect();
        let assumed = passes(within).map(|condition| Assumption { condition, holds: true, is_certain: true });
        let (scores, bands, helpers) = (TiVec::new(), TiVec::new(), TiVec::new());
        let ranges = Ranges { scores: &scores, bands: &bands, helpers: &helpers };
        let assumed: Vec<Assumption> = assumed.into_iter().collect();
        any_of(&conditions).is_none_or(|any| truth_of(&any, self.instrument, &ranges, &assumed) == Truth::Always)
    }

    /// Rows lie where the score does. Only the first of steps may begin below it.
    fn check_rows(&mut self, score: &Word, rows: &[TableRow], range: Range) {
        for (at, row) in rows.iter().enumerate() {
            match row.of {
                TableRowKey::Value(value) => self.within("row", value, range, score),
                TableRowKey::From(from) if at == 0 && from.value <= range.max => {}
                TableRowKey::From(from) => self.within("bound", from, range, score),
                TableRowKey::Above(from) if from.value < range.max && (at == 0 || from.value >= range.min) => {}
                TableRowKey::Above(from) => {
                    let message = format!("a bound above {} is outside the range of `{}`", from.value, score.text);
                    let help = format!("`{}` can be {range}", score.text);
                    self.report(&codes::FIGURE_OUT_OF_RANGE, from.span, message, Some(help));
                }
                TableRowKey::Otherwise => {}
            }
        }
    }

    fn check_lacking(&mut self, table: &tree::Table, groups: &[NormTableGroup], range: Range) {
        let unsaid = groups.iter().map(|group| &group.rows).filter(|rows| rows.otherwise == Otherwise::Unsaid);
        let is_empty = |rows: &TableGroup| rows.rows.outcomes(range) == (None, false);
        let lacking = unsaid.filter(|rows| !is_empty(rows)).find_map(|rows| Some((Lacking::of(rows, range)?, &rows.keys)));
        let Some((lacking, keys)) = lacking else { return };
        let help = match lacking {
            Lacking::Fractions => "begin each row with `from`, as `from 0 -> …`, or write `interpolated` before the brace",
            Lacking::Rows(..) | Lacking::End(_) => "add the rows; or, if that is meant, `otherwise -> missing`",
        };
        self.report(&codes::TABLE_WITH_GAPS, table.name.span, lacking.message(&table.name.text, keys), Some(help.to_owned()));
    }

    /// Two columns of a score have two names, whatever their capitals, for many programs take such for one.
    fn check_column(&mut self, score: ScoreIx, word: &Word, instead: &[&str]) {
        let (name, of) = (word.text.as_str(), &self.instrument.scores[score].name);
        let is_like = |other: &str| other.eq_ignore_ascii_case(name);
        let given = GIVEN.iter().chain(INSTEAD).find(|given| is_like(given) && !instead.contains(&name));
        if let Some(given) = given {
            let message = format!("`{of}.{given}` is a column that norms have already");
            let help = if instead.contains(given) { format!("call it `{given}`") } else { "choose another name".to_owned() };
            self.report(&codes::NORMS_TWICE, word.span, message, Some(help));
            return;
        }
        let other = self.norms.tables_of(score).into_iter().find(|other| is_like(other) && *other != name).map(str::to_owned);
        if let Some(other) = other {
            let message = format!("`{name}` and `{other}` differ in capitals alone, and many programs take them for one");
            self.report(&codes::NORMS_TWICE, word.span, message, Some(format!("call it `{other}`, or otherwise")));
        }
    }

    /// `bands level of total.T { … }`, once all that norms make of scores is known.
    pub(super) fn bands(&mut self, written: &tree::NormBands) -> Option<NormBands> {
        let (score, _) = self.score(&written.score)?;
        let of = self.normed(score, &written.normed)?;
        self.check_column(score, &written.name, &[]);
        let name = &written.name;
        let is_taken = self.norms.tables_of(score).contains(&name.text.as_str())
            || self.norms.bands.iter().any(|bands| bands.score() == score && bands.name.eq_ignore_ascii_case(&name.text));
        if is_taken {
            let message = format!("`{}.{}` is a column of these norms already", written.score.text, name.text);
            self.report(&codes::NORMS_TWICE, name.span, message, Some("choose another name".to_owned()));
        }
        let range = self.norms.range_of(score, self.instrument.scores[score].range, &of);
        let called = format!("{}.{}", written.score.text, written.normed.text);
        // Bounds of T are said of many scores, of which some do not reach them all.
        let mut reader = BoundsReader { diagnostics: &mut self.diagnostics, is_cut: self.is_cut, unreached: Severity::Warning };
        let words: Vec<Option<Band>> = written.bands.iter().map(|band| reader.label(band)).collect();
        let stretches = reader.stretches(&Banded { score: Some(score), name: &called, range }, &written.bands, name.span)?;
        let bands = words.into_iter().collect::<Option<_>>()?;
        Some(NormBands { name: name.text.clone(), of, stretches, bands })
    }

    /// What norms make of a score, by the name of its column.
    fn normed(&mut self, score: ScoreIx, word: &Word) -> Option<NormedScore> {
        let columns = self.norms.normed_scores(score);
        let found = columns.iter().find(|column| column.name() == word.text).cloned();
        if found.is_none() {
            let names: Vec<&str> = columns.iter().map(NormedScore::name).collect();
            let of = &self.instrument.scores[score].name;
            let message = format!("these norms give no number `{}` of `{of}`", word.text);
            let help = if names.is_empty() {
                format!(
                    "give `mean` and `sd` of `{of}` in a group, `percentiles of {of} {{ … }}` or `table {} of {of} {{ … }}`",
                    word.text
                )
            } else {
                format!("they give {}", names.iter().map(|name| format!("`{of}.{name}`")).collect::<Vec<_>>().join(", "))
            };
            self.report(&codes::NORMS_OF_NOTHING, word.span, message, Some(help));
        }
        found
    }
}

/// The condition that some tests are; nothing where there is none.
fn passes(tests: &[Test]) -> Option<Condition> {
    let one = |(known, test): &Test| match test {
        GroupTest::Value(position) => Condition::KnownIs(*known, *position),
        GroupTest::Range(low, high) => {
            let compare =
                |comparator, bound| Condition::Compare(comparator, NumericExpr::Known(*known), NumericExpr::Constant(bound));
            let (least, most) = (compare(Comparator::AtLeast, *low), compare(Comparator::AtMost, *high));
            Condition::And(Box::new(least), Box::new(most))
        }
    };
    tests.iter().map(one).reduce(|one, other| Condition::And(Box::new(one), Box::new(other)))
}
