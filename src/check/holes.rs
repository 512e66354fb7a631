use crate::instrument::{GroupTest, InformantIx, Instrument, KnownIx, KnownKind};
use crate::source::{Diagnostic, Span, codes};

/// A test on a known fact, which is named by its position.
pub type Test = (KnownIx, GroupTest);

/// A group of norms as it was read, with the line that begins it.
pub struct Placed {
    /// Who answered.
    pub informant: InformantIx,
    /// Which cases.
    pub tests: Vec<Test>,
    /// Where it begins.
    pub span: Span,
}

/// Groups between which cases fall: they are told apart by ranges of one fact, and differ in nothing else, and values
/// between two of them belong to neither, nor to a wider group.
pub fn holes(instrument: &Instrument, groups: &[Placed]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        for (fact, test) in &group.tests {
            let GroupTest::Range(_, high) = *test else { continue };
            let others: Vec<Test> = group.tests.iter().filter(|(other, _)| other != fact).copied().collect();
            let beside: Vec<(&Placed, f64, f64)> =
                groups.iter().filter_map(|there| range_beside(there, group, *fact, &others)).collect();
            let is_covered = groups.iter().any(|wider| is_wider(wider, group.informant, *fact, &others));
            let reached = beside.iter().any(|(_, low, there)| *low <= high && *there > high);
            let next = beside.iter().filter(|(_, low, _)| *low > high).min_by(|one, other| one.1.total_cmp(&other.1));
            let Some((next, low, _)) = next.filter(|_| !is_covered && !reached) else { continue };
            let known = &instrument.known[*fact];
            let step = step(&known.kind, groups, *fact);
            // One of two groups with the same range says it.
            let is_said =
                groups[..at].iter().any(|there| range_beside(there, group, *fact, &others).is_some_and(|it| it.2 == high));
            if low - high > step * (1.0 + 1e-6) && !is_said {
                let message = format!("no group holds a case whose `{}` lies between {high} and {low}", known.name);
                let diagnostic =
                    Diagnostic::new(&codes::HOLE_BETWEEN_GROUPS, next.span, message).label(group.span, "the group below it");
                found
                    .push(diagnostic.help(
                        "let one group begin where the other ends (limits are included), or add a group for those between",
                    ));
            }
        }
    }
    found
}

/// The range of a fact in a group that differs from another in this range alone.
fn range_beside<'a>(there: &'a Placed, group: &Placed, fact: KnownIx, others: &[Test]) -> Option<(&'a Placed, f64, f64)> {
    let (low, high) = there.tests.iter().find_map(|(of, test)| match test {
        GroupTest::Range(low, high) if *of == fact => Some((*low, *high)),
        GroupTest::Range(..) | GroupTest::Value(_) => None,
    })?;
    let is_alike = there.informant == group.informant && there.tests.len() == others.len() + 1;
    (is_alike && others.iter().all(|test| there.tests.contains(test))).then_some((there, low, high))
}

/// Whether a group takes those who fall between: it asks nothing of the fact, and nothing else that the groups do not
/// ask.
fn is_wider(wider: &Placed, informant: InformantIx, fact: KnownIx, others: &[Test]) -> bool {
    let asks = |(of, test): &Test| *of != fact && others.contains(&(*of, *test));
    wider.informant == informant && wider.tests.iter().all(asks)
}

/// How far apart two neighbouring values of a fact are: whole ones 1; of others as far as the limits are written, a
/// tenth at the most.
fn step(kind: &KnownKind, groups: &[Placed], fact: KnownIx) -> f64 {
    match kind {
        KnownKind::Whole(..) => 1.0,
        KnownKind::Decimal(..) | KnownKind::OneOf(_) | KnownKind::Date => {
            let limits = groups.iter().flat_map(|group| &group.tests).filter(|(of, _)| *of == fact);
            let limits = limits.flat_map(|(_, test)| match test {
                GroupTest::Range(low, high) => vec![*low, *high],
                GroupTest::Value(_) => vec![],
            });
            let places = limits.map(|limit| limit.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len())).max();
            10_f64.powi(-i32::try_from(places.unwrap_or(1).max(1)).unwrap_or(1))
        }
    }
}
