use std::collections::HashMap;
use std::sync::Arc;

use typed_index_collections::TiVec;

use super::progress::Progress;
use super::scale::Component;
use crate::instrument::{InformantIx, Instrument, ItemIx, Keying, OccasionName, ScoreIx};
use crate::responses::{GroupBy, MissingReason, ResponseTable};
use crate::score::Plan;

/// Answers and scores of many administrations, by informant, as columns.
#[derive(Debug)]
pub struct Sample<'a> {
    /// The measure.
    pub instrument: &'a Instrument,
    /// What each informant answered, at the position of the informant.
    pub parts: TiVec<InformantIx, Part>,
    /// Names of the groups that are set beside each other; one without a name where there are none.
    pub groups: Vec<String>,
    /// How far taking in and analysing have come.
    pub progress: Arc<Progress>,
    by: Option<GroupBy>,
    cases: HashMap<String, u32>,
    occasions: HashMap<String, u32>,
    plan: Plan<'a>,
}

/// What one informant answered.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// Administrations.
    pub rows: usize,
    /// Keyed values of items at their positions, a row each; NaN where there is none, and for texts, dates and choices.
    pub keyed: TiVec<ItemIx, Vec<f64>>,
    /// Answers as given to items whose points count otherwise than their numbers, so that they cannot be told from what
    /// they count; of other items none.
    given: TiVec<ItemIx, Vec<f64>>,
    /// Why there is no answer, or that there is one, of items at their positions, a row each.
    pub causes: TiVec<ItemIx, Vec<MissingReason>>,
    /// Scores at their positions, a row each; NaN where missing.
    pub scores: TiVec<ScoreIx, Vec<f64>>,
    /// Positions of groups.
    pub groups: Vec<u16>,
    /// Numbers of cases and occasions, each the same wherever the same case or occasion is named.
    pub whose: Vec<(u32, u32)>,
    /// Days since 1970-01-01 and numbers of occasions, as far as they are known: which came before which.
    when: Vec<(Option<i32>, Option<u32>)>,
}

impl<'a> Sample<'a> {
    /// An empty sample.
    pub fn new(instrument: &'a Instrument, by: Option<GroupBy>) -> Self {
        let part = Part {
            keyed: vec![vec![]; instrument.items.len()].into(),
            given: vec![vec![]; instrument.items.len()].into(),
            causes: vec![vec![]; instrument.items.len()].into(),
            scores: vec![vec![]; instrument.scores.len()].into(),
            ..Part::default()
        };
        Self {
            instrument,
            parts: vec![part; instrument.informants.len()].into(),
            groups: if by.is_none() { vec![String::new()] } else { vec![] },
            progress: Arc::default(),
            by,
            cases: HashMap::new(),
            occasions: HashMap::new(),
            plan: Plan::new(instrument),
        }
    }

    /// Scores a stretch of administrations and takes it in.
    pub fn add(&mut self, table: ResponseTable) {
        self.progress.took(table.rows as u64);
        let (informants, identity) = (table.informants.clone(), table.identity.clone());
        let groups: Vec<u16> = (0..table.rows).map(|row| self.group(&table, row)).collect();
        let scored = self.plan.score(table);
        for (row, informant) in informants.iter().enumerate() {
            let case = number(&mut self.cases, identity.case.get(row));
            let occasion = number(&mut self.occasions, identity.occasion.get(row));
            let part = &mut self.parts[*informant];
            part.rows += 1;
            part.groups.push(groups[row]);
            part.whose.push((case, occasion));
            part.when.push((identity.date.get(row).copied().flatten(), OccasionName::read(identity.occasion.get(row)).number()));
            part.scores.iter_mut().zip(&scored.scores).for_each(|(to, from)| to.push(from[row]));
        }
        for (at, item) in self.instrument.items.iter_enumerated() {
            let column = &scored.answers[at];
            let (keying, is_number) = (self.instrument.keying(item), self.instrument.counted_range(item).is_some());
            for (row, informant) in informants.iter().enumerate() {
                let part = &mut self.parts[*informant];
                let (value, cause) = (column.values[row], column.causes[row]);
                part.causes[at].push(cause);
                let given = if is_number && cause == MissingReason::Answered { value } else { f64::NAN };
                part.keyed[at].push(keying.counted(given));
                if let Keying::ByPoint(_) = keying {
                    part.given[at].push(given);
                }
            }
        }
    }

    /// The first administration of each case by each informant, so that a person counts once: the earliest by date, then
    /// by the number of its occasion, then as they were taken in. Also how many later ones are left out. Administrations
    /// without the code of a case are those of as many people.
    pub fn firsts(&self) -> (Self, usize) {
        let nameless = self.cases.get("").copied();
        let mut firsts = Self::new(self.instrument, self.by);
        firsts.groups.clone_from(&self.groups);
        firsts.cases.clone_from(&self.cases);
        firsts.occasions.clone_from(&self.occasions);
        let mut names: Vec<(&String, u32)> = self.occasions.iter().map(|(name, at)| (name, *at)).collect();
        names.sort_unstable_by_key(|(_, at)| *at);
        let names: Vec<OccasionName<'_>> = names.into_iter().map(|(name, _)| OccasionName::read(name)).collect();
        firsts.parts = self.parts.iter().map(|part| part.firsts(nameless, &names)).collect();
        let rows = |sample: &Self| sample.parts.iter().map(|part| part.rows).sum::<usize>();
        let left_out = rows(self) - rows(&firsts);
        (firsts, left_out)
    }

    fn group(&mut self, table: &ResponseTable, row: usize) -> u16 {
        let Some(by) = self.by else { return 0 };
        let told = by.of_row(self.instrument, table, row);
        let at = self.groups.iter().position(|group| *group == told).unwrap_or_else(|| {
            self.groups.push(told);
            self.groups.len() - 1
        });
        u16::try_from(at).unwrap_or(u16::MAX)
    }

    /// The number of an occasion that somebody named, if anybody answered at it.
    pub fn occasion(&self, name: &str) -> Option<u32> {
        self.occasions.get(OccasionName::read(name).as_str()).copied()
    }

    /// What an informant answered.
    pub fn part(&self, informant: InformantIx) -> &Part {
        &self.parts[informant]
    }
}

impl Part {
    /// The first row of each case, in the order in which they were taken in.
    fn firsts(&self, nameless: Option<u32>, names: &[OccasionName<'_>]) -> Self {
        let key = |row: usize| {
            let (date, occasion) = self.when[row];
            (date.unwrap_or(i32::MAX), occasion.unwrap_or(u32::MAX))
        };
        let by_name = |one: usize, other: usize| {
            let of = |row: usize| names.get(self.whose[row].1 as usize);
            of(one).zip(of(other)).filter(|(one, other)| one.is_told_from(other)).map(|(one, other)| one.order(other))
        };
        let is_before = |one: usize, other: usize| {
            let by_name = || by_name(one, other).unwrap_or(std::cmp::Ordering::Equal);
            key(one).cmp(&key(other)).then_with(by_name).then(one.cmp(&other)).is_lt()
        };
        let mut first: HashMap<u32, usize> = HashMap::new();
        for (row, (case, _)) in self.whose.iter().enumerate() {
            let earliest = first.entry(*case).or_insert(row);
            if is_before(row, *earliest) {
                *earliest = row;
            }
        }
        let is_first = |row: &usize| Some(self.whose[*row].0) == nameless || first.get(&self.whose[*row].0) == Some(row);
        let rows: Vec<usize> = (0..self.rows).filter(is_first).collect();
        fn kept<T: Copy>(column: &[T], rows: &[usize]) -> Vec<T> {
            rows.iter().map(|row| column[*row]).collect()
        }
        Self {
            rows: rows.len(),
            keyed: self.keyed.iter().map(|column| kept(column, &rows)).collect(),
            given: self.given.iter().map(|column| if column.is_empty() { vec![] } else { kept(column, &rows) }).collect(),
            causes: self.causes.iter().map(|column| kept(column, &rows)).collect(),
            scores: self.scores.iter().map(|column| kept(column, &rows)).collect(),
            groups: kept(&self.groups, &rows),
            whose: kept(&self.whose, &rows),
            when: kept(&self.when, &rows),
        }
    }

    /// A component of a scale as a column; answers as given of an item that is reversed are turned back.
    pub fn column(&self, instrument: &Instrument, component: Component) -> Vec<f64> {
        match component {
            Component::Keyed(item) => self.keyed[item].clone(),
            Component::Score(score) => self.scores[score].clone(),
            Component::Given(item) => self.as_given(instrument, item),
        }
    }

    /// Answers to an item as they were given, a row each.
    pub fn as_given(&self, instrument: &Instrument, item: ItemIx) -> Vec<f64> {
        match instrument.keying(&instrument.items[item]) {
            Keying::AsGiven => self.keyed[item].clone(),
            Keying::Mirrored(ends) => self.keyed[item].iter().map(|counted| ends - counted).collect(),
            Keying::ByPoint(_) => self.given[item].clone(),
        }
    }
}

/// The number of a name.
fn number(numbers: &mut HashMap<String, u32>, name: &str) -> u32 {
    if let Some(number) = numbers.get(name) {
        return *number;
    }
    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    numbers.insert(name.to_owned(), next);
    next
}
