use std::collections::BTreeSet;

/// Bytes of the name of a variable.
const MOST: usize = 64;
/// Words that cannot be names.
const RESERVED: [&str; 13] = ["all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"];

/// The names of variables so far; SPSS does not tell upper case from lower case.
#[derive(Debug, Default)]
pub struct Names(BTreeSet<String>);

impl Names {
    /// The name of the variable of a column: the same where SPSS allows it, else as near as it allows.
    pub fn for_variable(&mut self, column: &str) -> String {
        let mut name = String::new();
        for character in column.chars() {
            let fits = character.is_alphanumeric() || matches!(character, '_' | '.' | '@' | '#' | '$');
            name.push(if fits { character } else { '_' });
        }
        if !name.starts_with(|c: char| c.is_alphabetic()) || RESERVED.contains(&name.to_lowercase().as_str()) {
            name.insert_str(0, "v_");
        }
        let name = cut(name.trim_end_matches(['.', '_']), MOST).to_owned();
        let mut unique = name.clone();
        let mut number = 1;
        while !self.0.insert(unique.to_lowercase()) {
            number += 1;
            let ending = format!("_{number}");
            unique = format!("{}{ending}", cut(&name, MOST - ending.len()));
        }
        unique
    }
}

/// The beginning of a text, in bytes, ending between two characters.
pub fn cut(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn names_are_such_as_spss_allows_and_differ() {
        let mut names = Names::default();
        let made: Vec<String> = ["trust", "Trust", "1st", "a b", "a_b", "by", "лёд", &"x".repeat(80)]
            .iter()
            .map(|name| names.for_variable(name))
            .collect();
        assert_eq!(made[..7], ["trust", "Trust_2", "v_1st", "a_b", "a_b_2", "v_by", "лёд"]);
        assert_eq!(made[7].len(), 64);
    }
}
