use crate::instrument::Choice;

/// How a measure that came in from a form names a choice whose code there is a number: `q_3`, and `q__99` of -99.
const OF_CODE: &str = "q_";

/// Which choice of a set a number stands for. Where the names of choices, or what the measure notes of the form that it
/// came in from, keep codes, it is a code; else the position, from 1.
#[derive(Clone, Debug, Default)]
pub(super) struct ChoiceNumbers {
    /// Codes with the positions of their choices, from 0; none where a number is a position.
    codes: Vec<(i64, usize)>,
    /// How many choices there are.
    count: usize,
}

impl ChoiceNumbers {
    /// Those of a set. A form that the measure came in from may have codes for its choices, each with the name of one.
    pub(super) fn of<'c>(choices: &[Choice], in_form: impl Iterator<Item = (&'c str, &'c str)>) -> Self {
        let named = choices.iter().enumerate().filter_map(|(at, choice)| Some((code_of(&choice.name)?, at)));
        let place = |name: &str| choices.iter().position(|choice| choice.name == name);
        let noted = in_form.filter_map(|(code, name)| Some((whole(code)?, place(name)?)));
        Self { codes: noted.chain(named).collect(), count: choices.len() }
    }

    /// Whether a number is the position of a choice.
    pub(super) fn are_positions(&self) -> bool {
        self.codes.is_empty()
    }

    /// The choice of a number in a cell, by its position from 0.
    pub(super) fn choice(&self, number: &str) -> Option<usize> {
        let wanted = whole(number)?;
        if self.are_positions() {
            return usize::try_from(wanted).ok()?.checked_sub(1).filter(|at| *at < self.count);
        }
        self.codes.iter().find(|(code, _)| *code == wanted).map(|(_, at)| *at)
    }

    /// The choice of a number that ends the name of a column. REDCap writes `sym____99` of -99, which ends as
    /// `sym___99` of 99 does.
    pub(super) fn choice_of_column(&self, number: &str) -> Option<usize> {
        self.choice(number).or_else(|| self.choice(&format!("-{number}")).filter(|_| !self.are_positions()))
    }
}

/// A whole number, as programs write one: `3`, `-99`, `3.0`.
fn whole(text: &str) -> Option<i64> {
    let text = text.strip_suffix(".0").unwrap_or(text);
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// The number that the name of a choice keeps.
fn code_of(name: &str) -> Option<i64> {
    let code = name.strip_prefix(OF_CODE).unwrap_or(name);
    whole(&code.replacen('_', "-", usize::from(code.starts_with('_'))))
}

#[cfg(test)]
mod tests {
    use super::ChoiceNumbers;
    use crate::instrument::Choice;

    fn numbers(names: &[&str]) -> ChoiceNumbers {
        let choices: Vec<Choice> = names.iter().map(|name| Choice { name: (*name).to_owned(), label: None }).collect();
        ChoiceNumbers::of(&choices, std::iter::empty())
    }

    #[test]
    fn a_number_is_the_code_that_a_name_keeps_and_else_the_position() {
        let plain = numbers(&["head", "back", "tummy"]);
        let found: Vec<_> = ["1", "3", "3.0", "0", "4", "-1", "x", ""].map(|number| plain.choice(number)).into();
        assert_eq!(found, [Some(0), Some(2), Some(2), None, None, None, None, None]);
        let coded = numbers(&["q_3", "q_1", "q_2", "q__99", "other"]);
        let found: Vec<_> = ["1", "2", "3", "-99", "99", "4", "0"].map(|number| coded.choice(number)).into();
        assert_eq!(found, [Some(1), Some(2), Some(0), Some(3), None, None, None], "no position where there are codes");
        assert_eq!(coded.choice_of_column("99"), Some(3));
        assert_eq!(numbers(&["0", "1"]).choice("1"), Some(1), "a choice may be called by its number");
        let choices = ["low", "high"].map(|name| Choice { name: name.to_owned(), label: None });
        let noted = ChoiceNumbers::of(&choices, [("2", "low"), ("1", "high"), ("x", "low")].into_iter());
        assert_eq!(["1", "2", "3"].map(|number| noted.choice(number)), [Some(1), Some(0), None]);
    }
}
