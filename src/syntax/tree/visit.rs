use super::{Expression, ExpressionKind, MemberKind, Moment, Run, Word};

impl Expression {
    /// The name that it is, where it is one alone.
    pub fn as_name(&self) -> Option<Word> {
        match &*self.kind {
            ExpressionKind::Name(name) => Some(Word { text: name.clone(), span: self.span }),
            ExpressionKind::Number(_)
            | ExpressionKind::Percent(_)
            | ExpressionKind::AnswerTo(_)
            | ExpressionKind::Answered
            | ExpressionKind::Aggregate(_)
            | ExpressionKind::CountTrue(_)
            | ExpressionKind::NumberOf(_)
            | ExpressionKind::HighestOf(_)
            | ExpressionKind::PartOf(_)
            | ExpressionKind::Missing
            | ExpressionKind::Call(..)
            | ExpressionKind::Power(..)
            | ExpressionKind::Round { .. }
            | ExpressionKind::Rescale { .. }
            | ExpressionKind::LookUp { .. }
            | ExpressionKind::Elapsed { .. }
            | ExpressionKind::Time(_)
            | ExpressionKind::Date(_)
            | ExpressionKind::If { .. }
            | ExpressionKind::Negate(_)
            | ExpressionKind::Arithmetic(..)
            | ExpressionKind::Compare(..)
            | ExpressionKind::Includes(..)
            | ExpressionKind::IsMissing(_)
            | ExpressionKind::IsNone(_)
            | ExpressionKind::IsAsked(_)
            | ExpressionKind::Respective(_)
            | ExpressionKind::Not(_)
            | ExpressionKind::And(..)
            | ExpressionKind::Or(..) => None,
        }
    }

    /// Visits the expressions directly within this one.
    fn visit_parts(&self, visit: &mut impl FnMut(&Self)) {
        match &*self.kind {
            ExpressionKind::Number(_)
            | ExpressionKind::Percent(_)
            | ExpressionKind::Name(_)
            | ExpressionKind::AnswerTo(_)
            | ExpressionKind::Answered
            | ExpressionKind::NumberOf(_)
            | ExpressionKind::HighestOf(_)
            | ExpressionKind::PartOf(_)
            | ExpressionKind::Elapsed { .. }
            | ExpressionKind::Time(_)
            | ExpressionKind::Date(_)
            | ExpressionKind::Respective(_)
            | ExpressionKind::Missing => {}
            ExpressionKind::Aggregate(aggregate) => {
                aggregate.members.iter().for_each(|member| match &member.kind {
                    MemberKind::Run { .. } => {}
                    MemberKind::Expression(expression) => visit(expression),
                });
                aggregate.fits.iter().for_each(|(_, bound)| visit(bound));
            }
            ExpressionKind::CountTrue(count) => count.conditions.iter().for_each(visit),
            ExpressionKind::Round { of, .. } | ExpressionKind::Rescale { of, .. } | ExpressionKind::LookUp { of, .. } => {
                visit(of);
            }
            ExpressionKind::Negate(inner)
            | ExpressionKind::Call(_, inner)
            | ExpressionKind::IsMissing(inner)
            | ExpressionKind::IsNone(inner)
            | ExpressionKind::IsAsked(inner)
            | ExpressionKind::Not(inner)
            | ExpressionKind::Includes(inner, _) => {
                visit(inner);
            }
            ExpressionKind::Arithmetic(_, left, right)
            | ExpressionKind::Power(left, right)
            | ExpressionKind::Compare(_, left, right)
            | ExpressionKind::And(left, right)
            | ExpressionKind::Or(left, right) => {
                visit(left);
                visit(right);
            }
            ExpressionKind::If { condition, then, otherwise } => {
                visit(condition);
                visit(then);
                visit(otherwise);
            }
        }
    }

    /// Visits this expression and all within it.
    pub fn visit(&self, visit: &mut dyn FnMut(&Self)) {
        visit(self);
        self.visit_parts(&mut |part: &Self| part.visit(visit));
    }

    /// Visits every name that it is computed from, at any depth; of sets those that do not stand in their list.
    pub fn visit_names(&self, found: &mut dyn FnMut(&str)) {
        self.visit(&mut |part| match &*part.kind {
            ExpressionKind::Name(name) => found(name),
            ExpressionKind::AnswerTo(word) | ExpressionKind::HighestOf(word) => found(&word.text),
            ExpressionKind::NumberOf(of) => found(&of.item.text),
            ExpressionKind::PartOf(of) => found(&of.item.text),
            ExpressionKind::Elapsed { from, to, .. } => {
                for moment in [from, to] {
                    match moment {
                        Moment::Name(word) => found(&word.text),
                        Moment::Time(_) | Moment::Date(_) => {}
                    }
                }
            }
            ExpressionKind::Number(_)
            | ExpressionKind::Percent(_)
            | ExpressionKind::Time(_)
            | ExpressionKind::Date(_)
            | ExpressionKind::Answered
            | ExpressionKind::Aggregate(_)
            | ExpressionKind::CountTrue(_)
            | ExpressionKind::Missing
            | ExpressionKind::Call(..)
            | ExpressionKind::Power(..)
            | ExpressionKind::Round { .. }
            | ExpressionKind::Rescale { .. }
            | ExpressionKind::LookUp { .. }
            | ExpressionKind::If { .. }
            | ExpressionKind::Negate(_)
            | ExpressionKind::Arithmetic(..)
            | ExpressionKind::Compare(..)
            | ExpressionKind::Includes(..)
            | ExpressionKind::IsMissing(_)
            | ExpressionKind::IsNone(_)
            | ExpressionKind::IsAsked(_)
            | ExpressionKind::Respective(_)
            | ExpressionKind::Not(_)
            | ExpressionKind::And(..)
            | ExpressionKind::Or(..) => {}
        });
    }

    /// Visits every run that another run goes beside, at any depth of a condition.
    pub fn visit_respective(&mut self, found: &mut dyn FnMut(&mut ExpressionKind)) {
        if let ExpressionKind::Respective(_) = &*self.kind {
            found(&mut self.kind);
        }
        match &mut *self.kind {
            ExpressionKind::Negate(inner)
            | ExpressionKind::IsMissing(inner)
            | ExpressionKind::IsNone(inner)
            | ExpressionKind::IsAsked(inner)
            | ExpressionKind::Not(inner)
            | ExpressionKind::Includes(inner, _) => inner.visit_respective(found),
            ExpressionKind::Arithmetic(_, left, right)
            | ExpressionKind::Compare(_, left, right)
            | ExpressionKind::And(left, right)
            | ExpressionKind::Or(left, right) => {
                left.visit_respective(found);
                right.visit_respective(found);
            }
            // Within any other form it is refused where it is read as a number.
            ExpressionKind::Number(_)
            | ExpressionKind::Percent(_)
            | ExpressionKind::Name(_)
            | ExpressionKind::AnswerTo(_)
            | ExpressionKind::Answered
            | ExpressionKind::Aggregate(_)
            | ExpressionKind::CountTrue(_)
            | ExpressionKind::NumberOf(_)
            | ExpressionKind::HighestOf(_)
            | ExpressionKind::PartOf(_)
            | ExpressionKind::Missing
            | ExpressionKind::Call(..)
            | ExpressionKind::Power(..)
            | ExpressionKind::Round { .. }
            | ExpressionKind::Rescale { .. }
            | ExpressionKind::LookUp { .. }
            | ExpressionKind::Elapsed { .. }
            | ExpressionKind::Time(_)
            | ExpressionKind::Date(_)
            | ExpressionKind::If { .. }
            | ExpressionKind::Respective(_) => {}
        }
    }

    /// Visits every table in which something is looked up, at any depth.
    pub fn visit_tables(&self, found: &mut dyn FnMut(&Word)) {
        self.visit(&mut |part| {
            if let ExpressionKind::LookUp { table, .. } = &*part.kind {
                found(table);
            }
        });
    }

    /// Visits every run of names in a set, at any depth.
    pub fn visit_runs(&self, found: &mut dyn FnMut(&Run)) {
        self.visit(&mut |part| {
            if let ExpressionKind::Aggregate(aggregate) = &*part.kind {
                aggregate.members.iter().for_each(|member| match &member.kind {
                    MemberKind::Run { run, .. } => found(run),
                    MemberKind::Expression(_) => {}
                });
            }
        });
    }
}
