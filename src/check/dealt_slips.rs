//! Ranks and shares as people write them who take the question for one answer; and what to write.

use super::draft::{Binding, Draft};
use crate::instrument::{Allotment, Comparator, Deal};
use crate::source::{Span, codes};
use crate::syntax::tree::{Expression, ExpressionKind as Form, Word};

impl Draft<'_> {
    /// `o = 1`, or `o = work`: a question that ranks or shares out compared as if it had one answer.
    pub(super) fn is_compared_whole(&mut self, comparator: Comparator, left: &Expression, right: &Expression) -> bool {
        let Some(word) = left.as_name() else { return false };
        let Some(Binding::Allotment(position)) = self.thing(&word.text) else { return false };
        let allotment = self.instrument.allotments[position].clone();
        let of_first = || allotment.members.first().map_or("", |member| member.name.as_str()).to_owned();
        let sign = comparator.sign();
        let help = match &*right.kind {
            Form::Number(number) => {
                format!("ask it of one of them: `{} {sign} {number}`", part_of(&allotment, &of_first()))
            }
            Form::Name(name) if allotment.members.iter().any(|member| member.name == *name) => match allotment.deal {
                Deal::Ranks => format!("whether `{name}` comes first is `{} = 1`", part_of(&allotment, name)),
                Deal::Shares(_) => format!("what `{name}` has is compared with a number, as `{} > 0`", part_of(&allotment, name)),
            },
            Form::Name(_)
            | Form::AnswerTo(_)
            | Form::Percent(_)
            | Form::Answered
            | Form::Aggregate(_)
            | Form::CountTrue(_)
            | Form::NumberOf(_)
            | Form::HighestOf(_)
            | Form::PartOf(_)
            | Form::Call(..)
            | Form::Power(..)
            | Form::Round { .. }
            | Form::Rescale { .. }
            | Form::LookUp { .. }
            | Form::Elapsed { .. }
            | Form::Time(_)
            | Form::Date(_)
            | Form::Respective(_)
            | Form::If { .. }
            | Form::Negate(_)
            | Form::Arithmetic(..)
            | Form::Compare(..)
            | Form::Includes(..)
            | Form::IsMissing(_)
            | Form::IsNone(_)
            | Form::IsAsked(_)
            | Form::Not(_)
            | Form::And(..)
            | Form::Or(..)
            | Form::Missing => return false,
        };
        self.used_items.extend(&allotment.items);
        self.report(&codes::NOT_COMPUTABLE, left.span, several(&word.text, &allotment), help);
        true
    }

    /// What to write for a name that stands for nothing by itself, and is one of those that a question ranks or shares
    /// out among.
    pub(super) fn meant_part(&self, word: &Word) -> Option<String> {
        let is_member = |allotment: &&Allotment| allotment.members.iter().any(|member| member.name == word.text);
        let of: Vec<&Allotment> = self.instrument.allotments.iter().filter(is_member).collect();
        let parts: Vec<String> = of.iter().map(|allotment| format!("`{}`", part_of(allotment, &word.text))).collect();
        (!parts.is_empty()).then(|| format!("write {}", parts.join(" or ")))
    }

    /// `table t by o`: cases are told apart by one value.
    pub(super) fn is_told_apart_by_several(&mut self, by: &[String], place: Option<Span>) -> bool {
        let found = by.iter().find_map(|name| match self.thing(name) {
            Some(Binding::Allotment(position)) => Some((name.clone(), self.instrument.allotments[position].clone())),
            Some(
                Binding::Item(_)
                | Binding::Known(_)
                | Binding::KnownText(_)
                | Binding::Score(_)
                | Binding::Helper(_)
                | Binding::Bands(_)
                | Binding::Alert(_)
                | Binding::Refusal(_),
            )
            | None => None,
        });
        let (Some((name, allotment)), Some(place)) = (found, place) else { return false };
        let first = allotment.members.first().map_or("", |member| member.name.as_str());
        let help =
            format!("give one of them a name, as `let of_{first} = {}`, and write `by of_{first}`", part_of(&allotment, first));
        self.used_items.extend(&allotment.items);
        let message = format!("cases are told apart by one value each, and {}", several(&name, &allotment));
        self.report(&codes::NOT_COMPUTABLE, place, message, help);
        true
    }
}

/// `rank of work in o`
pub(super) fn part_of(allotment: &Allotment, member: &str) -> String {
    format!("{} of {member} in {}", allotment.deal.word(), allotment.name)
}

/// That a question is no number.
pub(super) fn several(name: &str, allotment: &Allotment) -> String {
    format!("`{name}` is several numbers, a {} for each of its choices", allotment.deal.word())
}
