use std::iter::Peekable;
use std::str::Chars;

use crate::instrument::{Day, Notation};

/// A condition over the columns of a file, which says which of its rows are read: `Status = 0 and Finished = 1`.
///
/// Texts are compared as they stand, and as numbers where both are some. Of a cell in which there is no answer, nobody
/// knows how it stands to a number or comes before a text, nor of a text whether it is less or more than a number, nor of
/// what is no day of ISO 8601 whether it is before one: then the condition does not hold, and neither does its opposite.
/// Names and values that hold blanks or signs stand in quotation marks: `"Response Type" = "IP Address"`.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter(Node);

#[derive(Clone, Debug, PartialEq)]
enum Node {
    Compare(String, Sign, String),
    Empty(String),
    Not(Box<Node>),
    And(Box<Node>, Box<Node>),
    Or(Box<Node>, Box<Node>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
}

/// A condition that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct FilterError(String);

/// Conditions within conditions, at the most.
const DEPTH: usize = 64;

impl Filter {
    /// Reads a condition.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, FilterError> {
        let tokens = tokens(text)?;
        let mut parser = Parser { tokens: &tokens, at: 0, depth: 0 };
        let node = parser.either()?;
        match parser.tokens.get(parser.at) {
            None => Ok(Self(node)),
            Some(token) => Err(FilterError(format!("`{}` is not expected", token.text()))),
        }
    }

    /// The columns that it looks at.
    pub fn columns(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.0.columns(&mut names);
        names
    }

    /// The same condition, in which values are written as the file has them. `written` tells how a value of a column
    /// is.
    #[must_use]
    pub(super) fn as_written(&self, written: &dyn Fn(&str, &str) -> Option<String>) -> Self {
        Self(self.0.as_written(written))
    }

    /// Whether a row is read. `cell` is the text of a column of it, and `is_missing` tells of a text that it stands for no
    /// answer.
    pub fn holds<'c>(&self, cell: &dyn Fn(&str) -> &'c str, is_missing: &dyn Fn(&str) -> bool) -> bool {
        self.0.holds(cell, is_missing) == Some(true)
    }
}

impl Node {
    fn columns<'n>(&'n self, names: &mut Vec<&'n str>) {
        match self {
            Self::Compare(name, ..) | Self::Empty(name) => names.push(name),
            Self::Not(of) => of.columns(names),
            Self::And(one, other) | Self::Or(one, other) => {
                one.columns(names);
                other.columns(names);
            }
        }
    }

    fn as_written(&self, written: &dyn Fn(&str, &str) -> Option<String>) -> Self {
        let inner = |of: &Self| Box::new(of.as_written(written));
        match self {
            Self::Compare(name, sign @ (Sign::Equal | Sign::Unequal), value) => {
                Self::Compare(name.clone(), *sign, written(name, value).unwrap_or_else(|| value.clone()))
            }
            Self::Compare(_, Sign::Less | Sign::AtMost | Sign::More | Sign::AtLeast, _) | Self::Empty(_) => self.clone(),
            Self::Not(of) => Self::Not(inner(of)),
            Self::And(one, other) => Self::And(inner(one), inner(other)),
            Self::Or(one, other) => Self::Or(inner(one), inner(other)),
        }
    }

    /// Nothing where that cannot be decided.
    fn holds<'c>(&self, cell: &dyn Fn(&str) -> &'c str, is_missing: &dyn Fn(&str) -> bool) -> Option<bool> {
        let of = |node: &Self| node.holds(cell, is_missing);
        // What is decided whatever the other says is decided.
        let joined = |one: &Self, other: &Self, decides: bool| match (of(one), of(other)) {
            (Some(one), _) | (_, Some(one)) if one == decides => Some(decides),
            (Some(_), Some(_)) => Some(!decides),
            (_, _) => None,
        };
        match self {
            Self::Compare(name, sign, value) => compares(cell(name).trim(), *sign, value, is_missing),
            Self::Empty(name) => Some(cell(name).trim().is_empty()),
            Self::Not(inner) => of(inner).map(|holds| !holds),
            Self::And(one, other) => joined(one, other, false),
            Self::Or(one, other) => joined(one, other, true),
        }
    }
}

fn compares(cell: &str, sign: Sign, value: &str, is_missing: &dyn Fn(&str) -> bool) -> Option<bool> {
    let point = Notation::default();
    let (number, asked) = (point.number(cell), point.number(value));
    let is_order = !matches!(sign, Sign::Equal | Sign::Unequal);
    // Whoever asks for a code that stands for no answer finds it.
    let is_unknown = cell != value && (cell.is_empty() || is_missing(cell));
    let is_of_other_kind = is_order && ((asked.is_some() && number.is_none()) || (is_day(value) && !is_day(cell)));
    if is_of_other_kind || (is_unknown && (asked.is_some() || is_order)) {
        return None;
    }
    let order = match (number, asked) {
        (Some(one), Some(other)) => one.total_cmp(&other),
        // Dates as ISO 8601 writes them sort as texts.
        _ => cell.cmp(value),
    };
    Some(match sign {
        Sign::Equal => order.is_eq(),
        Sign::Unequal => order.is_ne(),
        Sign::Less => order.is_lt(),
        Sign::AtMost => order.is_le(),
        Sign::More => order.is_gt(),
        Sign::AtLeast => order.is_ge(),
    })
}

/// Whether a text begins with a day as ISO 8601 writes it.
fn is_day(text: &str) -> bool {
    text.get(..10).is_some_and(|day| day.as_bytes()[4] == b'-' && Day::iso(day).is_some())
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// A name or a value; whether it stood in quotation marks.
    Word(String, bool),
    Sign(Sign),
    Open,
    Close,
}

impl Token {
    fn text(&self) -> &str {
        match self {
            Self::Word(word, _) => word,
            Self::Sign(sign) => match sign {
                Sign::Equal => "=",
                Sign::Unequal => "!=",
                Sign::Less => "<",
                Sign::AtMost => "<=",
                Sign::More => ">",
                Sign::AtLeast => ">=",
            },
            Self::Open => "(",
            Self::Close => ")",
        }
    }

    fn is_keyword(&self, keyword: &str) -> bool {
        matches!(self, Self::Word(word, false) if word.eq_ignore_ascii_case(keyword))
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, FilterError> {
    let mut tokens = Vec::new();
    let mut rest = text.chars().peekable();
    while let Some(sign) = rest.next() {
        tokens.push(match sign {
            blank if blank.is_whitespace() => continue,
            '(' => Token::Open,
            ')' => Token::Close,
            '=' => {
                rest.next_if_eq(&'=');
                Token::Sign(Sign::Equal)
            }
            '!' if rest.next_if_eq(&'=').is_some() => Token::Sign(Sign::Unequal),
            '<' if rest.next_if_eq(&'=').is_some() => Token::Sign(Sign::AtMost),
            '<' if rest.next_if_eq(&'>').is_some() => Token::Sign(Sign::Unequal),
            '<' => Token::Sign(Sign::Less),
            '>' if rest.next_if_eq(&'=').is_some() => Token::Sign(Sign::AtLeast),
            '>' => Token::Sign(Sign::More),
            '"' | '\'' => Token::Word(quoted(&mut rest, sign)?, true),
            first => {
                let mut word = String::from(first);
                while let Some(next) = rest.next_if(|next| !next.is_whitespace() && !"()=<>!\"".contains(*next)) {
                    word.push(next);
                }
                Token::Word(word, false)
            }
        });
    }
    Ok(tokens)
}

fn quoted(rest: &mut Peekable<Chars<'_>>, mark: char) -> Result<String, FilterError> {
    let mut word = String::new();
    loop {
        match rest.next() {
            Some(end) if end == mark && rest.next_if_eq(&mark).is_none() => return Ok(word),
            Some(sign) => word.push(sign),
            None => return Err(FilterError(format!("the text after {mark} does not end"))),
        }
    }
}

struct Parser<'t> {
    tokens: &'t [Token],
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn take(&mut self, keyword: &str) -> bool {
        let is_next = self.tokens.get(self.at).is_some_and(|token| token.is_keyword(keyword));
        self.at += usize::from(is_next);
        is_next
    }

    fn either(&mut self) -> Result<Node, FilterError> {
        let mut node = self.both()?;
        while self.take("or") {
            node = Node::Or(Box::new(node), Box::new(self.both()?));
        }
        Ok(node)
    }

    fn both(&mut self) -> Result<Node, FilterError> {
        let mut node = self.one()?;
        while self.take("and") {
            node = Node::And(Box::new(node), Box::new(self.one()?));
        }
        Ok(node)
    }

    fn one(&mut self) -> Result<Node, FilterError> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(FilterError("there are too many brackets".to_owned()));
        }
        let node = if self.take("not") {
            Node::Not(Box::new(self.one()?))
        } else if self.tokens.get(self.at) == Some(&Token::Open) {
            self.at += 1;
            let inner = self.either()?;
            if self.tokens.get(self.at) != Some(&Token::Close) {
                return Err(FilterError("a bracket is not closed".to_owned()));
            }
            self.at += 1;
            inner
        } else {
            self.comparison()?
        };
        self.depth -= 1;
        Ok(node)
    }

    fn comparison(&mut self) -> Result<Node, FilterError> {
        let name = self.word("the name of a column")?;
        if self.take("is") {
            let is_not = self.take("not");
            if !self.take("empty") {
                return Err(FilterError("after `is` stands `empty` or `not empty`".to_owned()));
            }
            let empty = Node::Empty(name);
            return Ok(if is_not { Node::Not(Box::new(empty)) } else { empty });
        }
        let Some(Token::Sign(sign)) = self.tokens.get(self.at) else {
            return Err(FilterError(format!("after `{name}` stands one of =, !=, <, <=, >, >=, or `is empty`")));
        };
        self.at += 1;
        Ok(Node::Compare(name, *sign, self.word("a value")?))
    }

    fn word(&mut self, what: &str) -> Result<String, FilterError> {
        match self.tokens.get(self.at) {
            Some(Token::Word(word, _)) => {
                self.at += 1;
                Ok(word.clone())
            }
            Some(token) => Err(FilterError(format!("`{}` stands where {what} is expected", token.text()))),
            None => Err(FilterError(format!("{what} is lacking at the end"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Filter;

    fn holds(filter: &str) -> bool {
        let cells = [
            ("Status", "0"),
            ("Finished", "1"),
            ("Response Type", "IP Address"),
            ("note", ""),
            ("date", "2026-03-05"),
            ("age", "NA"),
            ("years", "18 years"),
            ("day", "13-03-2026"),
            ("code", "-99"),
        ];
        let filter = Filter::parse(filter).unwrap_or_else(|error| panic!("{filter}: {error}"));
        let cell = |name: &str| cells.iter().find(|(known, _)| *known == name).map_or("", |(_, cell)| *cell);
        filter.holds(&cell, &|cell| ["NA", "-99"].contains(&cell))
    }

    /// A cell without a number is neither less nor more than one, nor is its opposite true of it.
    #[test]
    fn what_is_missing_or_no_number_fails() {
        for column in ["note", "age", "years"] {
            for sign in ["<", "<=", ">", ">="] {
                assert!(!holds(&format!("{column} {sign} 18")), "{column} {sign}");
                assert!(!holds(&format!("not {column} {sign} 18")), "not {column} {sign}");
            }
        }
        for filter in
            ["note = 0", "note != 0", "not note = 0", "age != 18", "note < x", "day >= 2026-01-01", "not day < 2026-01-01"]
        {
            assert!(!holds(filter), "{filter}");
        }
        for filter in [
            "note = ''",
            "note is empty",
            "note != x",
            "age = NA",
            "code = -99",
            "age >= 18 or Status = 0",
            "not (age >= 18 and Status = 1)",
            "years != 18",
            "day = 13-03-2026",
        ] {
            assert!(holds(filter), "{filter}");
        }
    }

    #[test]
    fn rows_are_chosen() {
        for filter in [
            "Status = 0 and Finished = 1",
            "Status=0.0",
            "\"Response Type\" = 'IP Address'",
            "not Status = 1",
            "Status = 5 or (Finished >= 1 and note is empty)",
            "Status is not empty and Status != 1 and Finished <> 0",
            "date >= 2026-01-01 AND date < 2027-01-01",
        ] {
            assert!(holds(filter), "{filter}");
        }
        for filter in ["Status = 1", "note is not empty", "Status = 0 and Finished = 0", "not (Status = 0 or Status = 1)"] {
            assert!(!holds(filter), "{filter}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let broken = ["", "Status", "Status =", "= 1", "a = 1 and", "(a = 1", "a = 1)", "a = \"x", "a is 1", "a = 1 b = 2"];
        for filter in broken {
            assert!(Filter::parse(filter).is_err(), "{filter}");
        }
        assert!(Filter::parse(&format!("{}a = 1{}", "(".repeat(1_000), ")".repeat(1_000))).is_err());
        assert_eq!(Filter::parse("a = 1 or not b is empty").map(|filter| filter.columns().join(" ")), Ok("a b".to_owned()));
    }
}
