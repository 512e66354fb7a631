use crate::instrument::{Condition, HelperValue, Instrument, ItemIx, Keying, NumericExpr};

/// The condition of the helper that a condition names, if it names one.
pub fn named_condition<'a>(condition: &Condition, instrument: &'a Instrument) -> Option<&'a Condition> {
    let condition_of = |condition: &Condition| match condition {
        Condition::Helper(helper) => match &instrument.helpers[*helper].value {
            HelperValue::Condition(condition) => Some(condition),
            HelperValue::Number(..) => None,
        },
        Condition::Compare(..)
        | Condition::Includes(..)
        | Condition::PointIs(..)
        | Condition::ChoseNone(_)
        | Condition::KnownIs(..)
        | Condition::SameMoment(..)
        | Condition::IsAsked(_)
        | Condition::Answers(_)
        | Condition::BandIs(..)
        | Condition::IsMissing(_)
        | Condition::Not(_)
        | Condition::And(..)
        | Condition::Or(..) => None,
    };
    let mut found = condition_of(condition)?;
    while let Some(further) = condition_of(found) {
        found = further;
    }
    Some(found)
}

/// The key of the score or helper that a number names, if it names one. A score that is another under a new name has the
/// key of that one.
pub fn named_score<'a>(number: &NumericExpr, instrument: &'a Instrument) -> Option<&'a NumericExpr> {
    let key_of = |number: &NumericExpr| match number {
        NumericExpr::Score(score) => Some(&instrument.scores[*score].number),
        NumericExpr::Helper(helper) => match &instrument.helpers[*helper].value {
            HelperValue::Number(number, _) => Some(number),
            HelperValue::Condition(_) => None,
        },
        NumericExpr::Missing
        | NumericExpr::Call(..)
        | NumericExpr::Power(..)
        | NumericExpr::Constant(_)
        | NumericExpr::Keyed(_)
        | NumericExpr::Given(_)
        | NumericExpr::Known(_)
        | NumericExpr::Answered
        | NumericExpr::NumberOf(_)
        | NumericExpr::Elapsed(..)
        | NumericExpr::Aggregate(_)
        | NumericExpr::Negate(_)
        | NumericExpr::Arithmetic(..)
        | NumericExpr::Round(..)
        | NumericExpr::Rescale { .. }
        | NumericExpr::LookUp(..)
        | NumericExpr::If(..) => None,
    };
    let mut found = key_of(number)?;
    while let Some(further) = key_of(found) {
        found = further;
    }
    Some(found)
}

/// An item that is not keyed counts what was given.
pub fn as_given<'n>(number: &'n NumericExpr, instrument: &Instrument) -> std::borrow::Cow<'n, NumericExpr> {
    if let NumericExpr::Keyed(item) = number
        && !is_keyed(instrument, *item)
    {
        return std::borrow::Cow::Owned(NumericExpr::Given(*item));
    }
    std::borrow::Cow::Borrowed(number)
}

/// The item that a number is, and whether it is turned by its key.
pub fn item_in(number: &NumericExpr, instrument: &Instrument) -> Option<(bool, ItemIx)> {
    number.item().map(|(item, as_it_counts)| (as_it_counts && is_keyed(instrument, item), item))
}

fn is_keyed(instrument: &Instrument, item: ItemIx) -> bool {
    instrument.keying(&instrument.items[item]) != Keying::AsGiven
}
