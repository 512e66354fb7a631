use serde::Serialize;

use super::{
    Aggregate, AllotmentIx, Choice, Comparator, Condition, Function, InstrumentContent, Item, ItemIx, Member, NumericExpr, Range,
    Threshold, TiedMode, Wording,
};

/// A question that is answered with a number for each of several: their ranks, or their shares of a whole. Each of them
/// is an item, with a column of its own, whose name is that of the question and its own: `ten_body`.
#[derive(Clone, Debug, Serialize)]
pub struct Allotment {
    /// Its name in the file.
    pub name: String,
    /// What they get.
    pub deal: Deal,
    /// Those who get it.
    pub members: Vec<Choice>,
    /// Their items, at the positions of the members.
    pub items: Vec<ItemIx>,
    /// The question.
    pub wording: Wording,
}

/// What the members of an allotment get.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub enum Deal {
    /// A rank: each from 1 to their number, once.
    Ranks,
    /// A share of so much: whole numbers, none below 0, that add up to it.
    Shares(f64),
}

impl Deal {
    /// What a member gets, as keys name it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ranks => "rank",
            Self::Shares(_) => "share",
        }
    }

    /// What a member has that was left empty beside others: a share of nothing. A rank that was left empty is missing.
    pub fn left_empty(self) -> Option<&'static str> {
        match self {
            Self::Ranks => None,
            Self::Shares(_) => Some("0"),
        }
    }
}

impl Allotment {
    /// What a member can get.
    pub fn range(&self) -> Range {
        match self.deal {
            Deal::Ranks => Range::whole(1.0, self.members.len() as f64),
            Deal::Shares(all) => Range::whole(0.0, all),
        }
    }

    /// The question with one of its members behind it, as it is asked where members stand by themselves.
    pub fn asked(question: &str, member: &str) -> String {
        format!("{question} – {member}")
    }

    /// What a member has, where the answers are all that they can be; else missing. A share that was left empty is 0 once
    /// another was given.
    pub fn part(&self, member: usize) -> NumericExpr {
        let given = NumericExpr::Given(self.items[member]);
        let share = match self.deal {
            Deal::Ranks => given,
            Deal::Shares(_) => NumericExpr::If(
                Box::new(Condition::IsMissing(given.clone())),
                Box::new(NumericExpr::Constant(0.0)),
                Box::new(given),
            ),
        };
        NumericExpr::If(Box::new(self.is_dealt()), Box::new(share), Box::new(NumericExpr::Missing))
    }

    /// Whether the members have what they can have together.
    fn is_dealt(&self) -> Condition {
        let all = self.members.len();
        match self.deal {
            Deal::Ranks => self.each_rank(|rank| {
                let held = self.set(Function::Count, Some(rank), all, None);
                Condition::Compare(Comparator::Equal, held, NumericExpr::Constant(1.0))
            }),
            Deal::Shares(whole) => self.adds_up(Comparator::Equal, whole),
        }
    }

    /// When the answers are refused: once one was given, and they are not what they can be together.
    pub(crate) fn refused_when(&self) -> Condition {
        match self.deal {
            Deal::Ranks => Condition::Not(Box::new(self.each_rank(|rank| {
                let held = self.set(Function::Count, Some(rank), 1, Some(0.0));
                Condition::Compare(Comparator::Equal, held, NumericExpr::Constant(1.0))
            }))),
            Deal::Shares(whole) => self.adds_up(Comparator::Unequal, whole),
        }
    }

    /// The same as a file would write it.
    pub(crate) fn refused_key(&self) -> String {
        let names: Vec<String> = self.members.iter().map(|member| self.column(&member.name)).collect();
        let names = names.join(", ");
        match self.deal {
            Deal::Ranks => {
                let once = (1..=self.members.len())
                    .map(|rank| format!("(count of answers to {names} where = {rank} needs any, missing as 0) = 1"));
                format!("not ({})", once.collect::<Vec<_>>().join(" and "))
            }
            Deal::Shares(whole) => format!("(sum of answers to {names} needs any, missing as 0) != {whole}"),
        }
    }

    /// What is asked, as a file writes it: `shares of 10 among body, mind`.
    pub fn written(&self) -> String {
        let members: Vec<&str> = self.members.iter().map(|member| member.name.as_str()).collect();
        match self.deal {
            Deal::Ranks => format!("ranking of {}", members.join(", ")),
            Deal::Shares(whole) => format!("shares of {whole} among {}", members.join(", ")),
        }
    }

    /// What it is, in words: `ranked in order`.
    pub fn in_words(&self) -> String {
        match self.deal {
            Deal::Ranks => format!("ranked in {}", self.name),
            Deal::Shares(whole) => format!("a share of {whole} in {}", self.name),
        }
    }

    /// What whoever reads a file of answers is told of those that are refused.
    pub(crate) fn sentence(&self) -> String {
        match self.deal {
            Deal::Ranks => format!("each rank from 1 to {} is given once", self.members.len()),
            Deal::Shares(whole) => format!("the shares add up to {whole}"),
        }
    }

    /// The name of the item of a member.
    pub fn column(&self, member: &str) -> String {
        format!("{}_{member}", self.name)
    }

    fn each_rank(&self, holds: impl Fn(f64) -> Condition) -> Condition {
        let both = |one, other| Condition::And(Box::new(one), Box::new(other));
        let first = holds(1.0);
        (2..=self.members.len()).map(|rank| holds(rank as f64)).fold(first, both)
    }

    fn adds_up(&self, comparator: Comparator, whole: f64) -> Condition {
        Condition::Compare(comparator, self.set(Function::Sum, None, 1, Some(0.0)), NumericExpr::Constant(whole))
    }

    fn set(&self, function: Function, rank: Option<f64>, at_least: usize, filled: Option<f64>) -> NumericExpr {
        let bound = |rank| Threshold { comparator: Comparator::Equal, bound: Box::new(NumericExpr::Constant(rank)) };
        NumericExpr::Aggregate(Aggregate {
            function,
            members: self.items.iter().map(|item| Member { value: NumericExpr::Given(*item), weight: 1.0 }).collect(),
            fits: rank.map(bound),
            at_least,
            including: vec![],
            filled,
            ties: TiedMode::Missing,
            prorated: false,
        })
    }
}

impl InstrumentContent {
    /// The allotment that an item is a member of, and its position there; nothing where it stands by itself.
    pub fn member(&self, item: ItemIx) -> Option<(&Allotment, usize)> {
        let allotment = &self.allotments[self.items[item].member_of?];
        allotment.items.iter().position(|member| *member == item).map(|at| (allotment, at))
    }

    /// The rank or share that a number is, as [`Allotment::part`] writes it: nothing else looks at the answer to a member
    /// and is else missing.
    pub(crate) fn part_at(&self, number: &NumericExpr) -> Option<(AllotmentIx, usize)> {
        let NumericExpr::If(_, share, otherwise) = number else { return None };
        let is_filled = |condition: &Condition, given: &NumericExpr| *condition == Condition::IsMissing(given.clone());
        let mut given = share;
        if let NumericExpr::If(condition, _, filled) = &**share
            && is_filled(condition, filled)
        {
            given = filled;
        }
        let NumericExpr::Given(item) = **given else { return None };
        if **otherwise != NumericExpr::Missing {
            return None;
        }
        let (_, member) = self.member(item)?;
        Some((self.items[item].member_of?, member))
    }

    /// The allotment that an item is the first member of.
    pub(crate) fn first_member(&self, item: &Item) -> Option<&Allotment> {
        let allotment = &self.allotments[item.member_of?];
        let first = allotment.items.first().map(|first| &self.items[*first].name);
        (first == Some(&item.name)).then_some(allotment)
    }

    /// Whether two items are asked together: rows of one grid, or members of one allotment.
    pub fn are_together(&self, one: ItemIx, other: ItemIx) -> bool {
        let (one, other) = (&self.items[one], &self.items[other]);
        (one.grid.is_some() && one.grid == other.grid) || (one.member_of.is_some() && one.member_of == other.member_of)
    }

    /// The allotment of a name.
    pub fn allotment(&self, name: &str) -> Option<AllotmentIx> {
        self.allotments.position(|allotment| allotment.name == name)
    }
}
