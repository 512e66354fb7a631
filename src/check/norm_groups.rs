use super::holes::Test;
use super::norms::Review;
use crate::instrument::{Given, GroupTest, InformantIx, KnownIx, KnownKind, NormGroup, Range};
use crate::source::{Diagnostic, codes};
use crate::syntax::tree::{self, GroupTestKind};

impl Review<'_> {
    pub(super) fn check_twins(&mut self, group: &tree::NormGroup, informant: InformantIx, tests: &[Test]) {
        if self.norms.groups.iter().any(|known| known.informant == informant && known.tests == tests) {
            self.report(
                &codes::NORMS_TWICE,
                group.span,
                "this group stands here twice",
                Some("put its entries into one block".to_owned()),
            );
        }
    }

    /// Two groups of which neither is narrower, and that one case can belong to; and a group that no case can belong
    /// to.
    pub(super) fn check_overlap(&mut self, group: &tree::NormGroup, informant: InformantIx, tests: &[Test]) {
        if tests.iter().enumerate().any(|(at, test)| tests[..at].iter().any(|other| !can_both_hold(test, other))) {
            let help = "correct one of the two tests".to_owned();
            self.report(
                &codes::EMPTY_GROUP,
                group.span,
                "no case can belong to this group: two of its tests exclude each other",
                Some(help),
            );
            return;
        }
        let meets = |other: &NormGroup| {
            let as_narrow = other.informant == informant && other.tests.len() == tests.len() && other.tests != tests;
            as_narrow && all_can_hold(tests, &other.tests)
        };
        if self.norms.groups.iter().any(meets) {
            let message = "a case can belong to this group and to an earlier one that is no wider; then the earlier one counts";
            let help = "let the limits not meet (they are included), or name both facts in one of the two";
            self.diagnostics.push(Diagnostic::new(&codes::GROUPS_OVERLAP, group.span, message).help(help));
        }
    }

    /// A test as it is written after `where`.
    pub(super) fn group_test(&mut self, test: &tree::GroupTest) -> Option<Test> {
        let known = self.known(&test.known)?;
        let found = self.test_of(known, &test.kind);
        if found.is_none() {
            let (name, possible) = (&test.known.text, self.possible(known));
            let written = match &self.instrument.known[known].kind {
                KnownKind::Whole(min, max) | KnownKind::Decimal(min, max) => format!(", written `{name} {min} to {max}`"),
                KnownKind::Date => String::new(),
                KnownKind::OneOf(values) => values.first().map_or(String::new(), |value| format!(", written `{name} = {value}`")),
            };
            let message = format!("no case has this `{name}`");
            self.report(&codes::NORMS_OF_NOTHING, test.known.span, message, Some(format!("{possible}{written}")));
        }
        found.map(|test| (known, test))
    }

    /// A known fact of the measure.
    pub(super) fn known(&mut self, word: &tree::Word) -> Option<KnownIx> {
        let position = self.instrument.known.iter().position(|known| known.name == word.text);
        if position.is_none() {
            let names: Vec<String> = self.instrument.known.iter().map(|known| known.name.clone()).collect();
            self.unknown("known fact", word, &names);
        }
        position.map(KnownIx)
    }

    /// A test on a fact, where some case can pass it.
    pub(super) fn test_of(&self, known: KnownIx, kind: &GroupTestKind) -> Option<GroupTest> {
        let domain = self.instrument.known[known].domain();
        match kind {
            GroupTestKind::Range(low, high) => {
                let fits = |range: &Range| low.value <= high.value && low.value >= range.min && high.value <= range.max;
                domain.range().filter(fits).map(|_| GroupTest::Range(low.value, high.value))
            }
            GroupTestKind::Value(word) => {
                let at = domain.names([word.text.as_str()]).ok().and_then(Given::value);
                at.map(|at| GroupTest::Value(at as usize))
            }
        }
    }

    /// What a fact can be, in words.
    pub(super) fn possible(&self, known: KnownIx) -> String {
        match &self.instrument.known[known].kind {
            KnownKind::Whole(min, max) | KnownKind::Decimal(min, max) => format!("it can be {min} to {max}"),
            KnownKind::Date => "it is a date, and groups are told apart by words and numbers".to_owned(),
            KnownKind::OneOf(values) => format!("it is one of {}", values.join(", ")),
        }
    }
}

/// Whether one case can pass all of some tests and all of others.
pub fn all_can_hold(tests: &[Test], others: &[Test]) -> bool {
    tests.iter().all(|test| others.iter().all(|there| can_both_hold(test, there)))
}

/// Whether one case can pass both of two tests.
fn can_both_hold((one, test): &Test, (other, there): &Test) -> bool {
    one != other
        || match (test, there) {
            (GroupTest::Range(low, high), GroupTest::Range(from, to)) => low <= to && from <= high,
            (GroupTest::Value(value), GroupTest::Value(another)) => value == another,
            (GroupTest::Range(..), GroupTest::Value(_)) | (GroupTest::Value(_), GroupTest::Range(..)) => false,
        }
}
