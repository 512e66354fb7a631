use super::draft::Draft;
use super::expressions::{Ranged, Reading};
use crate::instrument::{Choice, ChoicesOf, Condition, ItemIx, NumericExpr, Range};
use crate::source::codes;
use crate::syntax::tree::{self, Word};

impl Draft<'_> {
    /// `number of who`, or `number of who among family, friend`.
    pub fn number_of(&mut self, of: &tree::ChoicesOf, reading: Reading) -> Option<Ranged> {
        let (item, choices) = self.choices_of(&of.item, reading)?;
        self.check_repeats(&of.among);
        let mut among = 0_u64;
        for word in &of.among {
            among |= 1 << self.choice_at(&choices, word)?;
        }
        if of.among.is_empty() {
            among = (1 << choices.len()) - 1;
        }
        let most = f64::from(among.count_ones());
        Some((NumericExpr::NumberOf(ChoicesOf { item, among }), Range::whole(0.0, most).missing_if(true)))
    }

    /// `highest of pain`: the highest number among the choices that were chosen; missing where none was.
    pub fn highest_of(&mut self, word: &Word, reading: Reading) -> Option<Ranged> {
        let (item, choices) = self.choices_of(word, reading)?;
        let numbers: Option<Vec<(f64, usize)>> =
            choices.iter().enumerate().map(|(at, choice)| choice.number().map(|number| (number, at))).collect();
        let Some(mut numbers) = numbers else {
            let message = format!("the choices of `{}` are not all numbers, so that none is the highest", word.text);
            let help = "number them, as `as choices 0, 1, 2`; or count them: `number of`".to_owned();
            self.report(&codes::NOT_COMPUTABLE, word.span, message, help);
            return None;
        };
        numbers.sort_by(|one, other| one.0.total_cmp(&other.0));
        let range = numbers.iter().map(|(number, _)| Range::constant(*number)).reduce(Range::or)?;
        let one_more = |below: NumericExpr, (number, at): &(f64, usize)| {
            let chosen = Condition::Includes(item, *at);
            NumericExpr::If(Box::new(chosen), Box::new(NumericExpr::Constant(*number)), Box::new(below))
        };
        Some((numbers.iter().fold(NumericExpr::Missing, one_more), range.missing_if(true)))
    }

    /// The position of a choice, or that there is no such choice.
    pub fn choice_at(&mut self, choices: &[Choice], word: &Word) -> Option<usize> {
        let found = choices.iter().position(|choice| choice.name == word.text);
        if found.is_none() {
            self.unknown("choice", word, &choices.iter().map(|choice| choice.name.as_str()).collect::<Vec<_>>());
        }
        found
    }

    fn choices_of(&mut self, word: &Word, reading: Reading) -> Option<(ItemIx, Vec<Choice>)> {
        let item = self.item_named(word)?;
        self.seen(word, item, reading)?;
        let choices = self.instrument.items[item].kind.choices().map(<[Choice]>::to_vec);
        if choices.is_none() {
            let message = format!("`{}` has no choices", word.text);
            self.report(&codes::NOT_COMPUTABLE, word.span, message, "use an item `as choices …`".to_owned());
        }
        Some((item, choices?))
    }
}
