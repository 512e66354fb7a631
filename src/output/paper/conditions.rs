use fluent_bundle::FluentValue;

use super::Paper;
use crate::instrument::{AllotmentIx, Comparator, Condition, HelperValue, ItemIx, Keying, NumericExpr, Point, ScaleSteps};

/// A part of a condition, as whoever answers reads it.
#[derive(Clone, Debug, PartialEq)]
enum Clause {
    /// One of these answers was chosen at one of these questions.
    Chose { questions: Vec<usize>, answers: Vec<String> },
    /// Anything else, in words.
    Words(String),
}

impl Paper<'_> {
    /// When a question is asked, by the numbers and the answers on the paper; where that cannot be said in them, that
    /// whoever hands the paper out says it.
    pub(super) fn only_if(&self, condition: &Condition) -> String {
        match self.any_of(condition, true) {
            Some(clauses) => self.phrases.with("paper-only-if", [("when", self.joined(&clauses, "paper-or").into())]),
            None => self.phrases.say("paper-only-if-told"),
        }
    }

    /// What makes a condition hold, or not hold, any of which is enough.
    fn any_of(&self, condition: &Condition, holds: bool) -> Option<Vec<Clause>> {
        match (condition, holds) {
            (Condition::Or(left, right), true) | (Condition::And(left, right), false) => {
                let mut clauses = self.any_of(left, holds)?;
                for clause in self.any_of(right, holds)? {
                    add(&mut clauses, clause);
                }
                Some(clauses)
            }
            (Condition::And(left, right), true) | (Condition::Or(left, right), false) => {
                let both = [self.any_of(left, holds)?, self.any_of(right, holds)?];
                let both: Vec<Clause> = both.iter().map(|clauses| Clause::Words(self.joined(clauses, "paper-or"))).collect();
                Some(vec![Clause::Words(self.joined(&both, "paper-and"))])
            }
            (Condition::Not(of), _) => self.any_of(of, !holds),
            (Condition::Compare(comparator, left, right), _) => {
                if let Some(clause) = self.part_compared(*comparator, (left, right), holds) {
                    return Some(vec![clause]);
                }
                let (item, keyed, comparator, bound) = match (left.item(), right.item()) {
                    (Some((item, keyed)), _) => (item, keyed, *comparator, right.constant()?),
                    (None, Some((item, keyed))) => (item, keyed, comparator.mirrored(), left.constant()?),
                    (None, None) => return None,
                };
                let comparator = if holds { comparator } else { comparator.opposite() };
                self.compared((item, keyed), comparator, bound).map(|clause| vec![clause])
            }
            (Condition::Includes(item, choice), _) => {
                let model = &self.instrument.items[*item];
                let choice = model.kind.choices()?.get(*choice)?;
                let path = format!("item {} choice {}", model.name, choice.name);
                let answer = self.quoted(self.texts.of(&path).unwrap_or(&choice.text()));
                let question = self.number_of(*item)?;
                if holds {
                    return Some(vec![Clause::Chose { questions: vec![question], answers: vec![answer] }]);
                }
                let told = [("question", question.into()), ("answer", answer.into())];
                Some(vec![Clause::Words(self.phrases.with("paper-not-chose", told))])
            }
            (Condition::IsMissing(NumericExpr::Keyed(item) | NumericExpr::Given(item)), _) => {
                let id = if holds { "paper-left-open" } else { "paper-answered" };
                let question = self.number_of(*item)?;
                Some(vec![Clause::Words(self.phrases.with(id, [("question", question.into())]))])
            }
            (Condition::IsMissing(number), _) if self.instrument.part_at(number).is_some() => {
                let (allotment, _) = self.instrument.part_at(number)?;
                let id = if holds { "paper-left-open" } else { "paper-answered" };
                let question = self.number_of(*self.instrument.allotments[allotment].items.first()?)?;
                Some(vec![Clause::Words(self.phrases.with(id, [("question", question.into())]))])
            }
            // It is asked where its own condition holds.
            (Condition::IsAsked(item), _) => self.any_of(self.instrument.items[*item].asked_when.as_ref()?, holds),
            (Condition::Helper(helper), _) => match &self.instrument.helpers[*helper].value {
                HelperValue::Condition(condition) => self.any_of(condition, holds),
                HelperValue::Number(..) => None,
            },
            (Condition::PointIs(item, at), _) => {
                let points = self.instrument.points_of(&self.instrument.items[*item])?.iter().enumerate();
                let chosen = points.filter(|(point, _)| (point == at) == holds).map(|(_, point)| point);
                self.chose_points(*item, chosen).map(|clause| vec![clause])
            }
            (Condition::ChoseNone(item), _) => {
                let own = self.instrument.items[*item].kind.scale().map(|at| &self.instrument.scales[at]);
                let own = own.map(|scale| self.texts.of(&format!("scale {} none", scale.name)).unwrap_or_default().to_owned());
                let answer = self.quoted(&own.unwrap_or_else(|| self.phrases.alone("none-of-these")));
                let question = self.number_of(*item)?;
                Some(vec![if holds {
                    Clause::Chose { questions: vec![question], answers: vec![answer] }
                } else {
                    let told = [("question", question.into()), ("answer", answer.into())];
                    Clause::Words(self.phrases.with("paper-not-chose", told))
                }])
            }
            // What staff know of a case, and what is computed, stands on no paper; nor does one moment beside another.
            (Condition::IsMissing(_) | Condition::KnownIs(..) | Condition::BandIs(..), _) => None,
            (Condition::Answers(_) | Condition::SameMoment(..), _) => None,
        }
    }

    /// The answers to an item that compare so: those of a scale by their words, numbers as such.
    fn compared(&self, (item, keyed): (ItemIx, bool), comparator: Comparator, bound: f64) -> Option<Clause> {
        let model = &self.instrument.items[item];
        let question = self.number_of(item)?;
        self.instrument.counted_range(model)?;
        let keying = if keyed { self.instrument.keying(model) } else { Keying::AsGiven };
        if let Some(scale) = model.kind.scale().map(|scale| &self.instrument.scales[scale])
            && let ScaleSteps::Points(points) = &scale.steps
        {
            let holds = |counted: f64| !counted.is_nan() && comparator.holds(counted, bound);
            let is_number = |point: &Point| keyed || point.word.is_none();
            let chosen = points.iter().filter(|point| is_number(point) && holds(keying.counted(point.value)));
            return self.chose_points(item, chosen);
        }
        let (comparator, bound) = match keying {
            Keying::Mirrored(ends) => (comparator.mirrored(), ends - bound),
            // Only points count each their own.
            Keying::AsGiven | Keying::ByPoint(_) => (comparator, bound),
        };
        Some(Clause::Words(self.number_told(question.into(), comparator, bound)))
    }

    /// A rank or a share that compares so: the number beside somebody of a question.
    fn part_compared(&self, comparator: Comparator, (left, right): (&NumericExpr, &NumericExpr), holds: bool) -> Option<Clause> {
        let (part, comparator, bound) = match (self.instrument.part_at(left), self.instrument.part_at(right)) {
            (Some(part), _) => (part, comparator, right.constant()?),
            (None, Some(part)) => (part, comparator.mirrored(), left.constant()?),
            (None, None) => return None,
        };
        let comparator = if holds { comparator } else { comparator.opposite() };
        Some(Clause::Words(self.number_told(self.question_of(part)?.into(), comparator, bound)))
    }

    /// A question with one of those that it ranks or shares out among: `4 (‘Work’)`.
    fn question_of(&self, (allotment, member): (AllotmentIx, usize)) -> Option<String> {
        let allotment = &self.instrument.allotments[allotment];
        let question = self.number_of(*allotment.items.first()?)?;
        let member = self.quoted(&self.texts.member(allotment, member));
        Some(self.phrases.with("paper-question-of", [("question", question.into()), ("member", member.into())]))
    }

    fn number_told(&self, question: FluentValue<'_>, comparator: Comparator, bound: f64) -> String {
        let id = match comparator {
            Comparator::Below => "paper-number-below",
            Comparator::AtMost => "paper-number-at-most",
            Comparator::Equal => "paper-number-equal",
            Comparator::Unequal => "paper-number-unequal",
            Comparator::AtLeast => "paper-number-at-least",
            Comparator::Above => "paper-number-above",
        };
        self.phrases.with(id, [("question", question), ("number", self.phrases.written(&bound.to_string()).into())])
    }

    /// That one of some points was chosen; nothing where they are none.
    fn chose_points<'p>(&self, item: ItemIx, points: impl Iterator<Item = &'p Point>) -> Option<Clause> {
        let scale = &self.instrument.scales[self.instrument.items[item].kind.scale()?];
        let answer = |point: &Point| {
            let words = self.texts.of(&format!("scale {} {}", scale.name, point.code()));
            self.quoted(words.unwrap_or(&point.code()))
        };
        let answers: Vec<String> = points.map(answer).collect();
        let questions = vec![self.number_of(item)?];
        (!answers.is_empty()).then_some(Clause::Chose { questions, answers })
    }

    fn number_of(&self, item: ItemIx) -> Option<usize> {
        self.asked.iter().position(|there| *there == item).map(|at| at + 1)
    }

    fn quoted(&self, words: &str) -> String {
        self.phrases.with("paper-quoted", [("words", words.into())])
    }

    fn joined(&self, clauses: &[Clause], id: &str) -> String {
        let told: Vec<String> = clauses.iter().map(|clause| self.told(clause)).collect();
        self.list(&told, id)
    }

    /// `a, b or c`.
    fn list(&self, all: &[String], id: &str) -> String {
        match all {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => self.phrases.with(id, [("first", first.join(", ").into()), ("last", last.as_str().into())]),
        }
    }

    fn told(&self, clause: &Clause) -> String {
        match clause {
            Clause::Words(words) => words.clone(),
            Clause::Chose { questions, answers } => {
                let numbers: Vec<String> = questions.iter().map(usize::to_string).collect();
                let told =
                    [("questions", self.list(&numbers, "paper-or").into()), ("answers", self.list(answers, "paper-or").into())];
                self.phrases.with("paper-chose", told)
            }
        }
    }
}

/// Adds a clause; the same answers to another question are told together.
fn add(clauses: &mut Vec<Clause>, clause: Clause) {
    if let Clause::Chose { questions, answers } = &clause {
        for there in clauses.iter_mut() {
            if let Clause::Chose { questions: before, answers: same } = there
                && same == answers
            {
                before.extend(questions.iter().filter(|number| !before.contains(number)).copied().collect::<Vec<_>>());
                return;
            }
        }
    }
    clauses.push(clause);
}
