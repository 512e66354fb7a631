/// How numbers are written in a file of answers, and what stands for no answer.
#[derive(Clone, Debug, Default)]
pub struct Notation {
    /// A comma may separate decimals.
    pub decimal_comma: bool,
    /// Cells that mean "no answer", besides empty ones.
    pub missing: Vec<String>,
}

impl Notation {
    /// A number; not `inf`, not `nan`, not hexadecimal, and nothing that a double cannot hold.
    pub fn number(&self, text: &str) -> Option<f64> {
        let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-' | b'+' | b'e' | b'E'));
        let value: f64 = if self.decimal_comma && plain && text.contains(',') {
            // With a point too, one of the two separates thousands, and nobody knows which.
            if text.contains('.') {
                return None;
            }
            text.replace(',', ".").parse().ok()?
        } else if plain {
            text.parse().ok()?
        } else {
            return None;
        };
        value.is_finite().then_some(value)
    }

    /// Whether a cell means "no answer".
    pub fn is_missing(&self, cell: &str) -> bool {
        cell.is_empty() || self.missing.iter().any(|word| word == cell)
    }
}

#[cfg(test)]
mod tests {
    use super::Notation;

    #[test]
    fn a_number_is_read_as_it_is_written_and_nothing_else_is_one() {
        let (point, comma) = (Notation::default(), Notation { decimal_comma: true, missing: vec![] });
        for (text, by_point, by_comma) in [
            ("4", Some(4.0), Some(4.0)),
            ("-0.5", Some(-0.5), Some(-0.5)),
            ("2,5", None, Some(2.5)),
            ("1.000,5", None, None),
            ("1,2,3", None, None),
            ("1e3", Some(1000.0), Some(1000.0)),
            ("1e999", None, None),
            ("1,0e999", None, None),
            ("inf", None, None),
            ("NaN", None, None),
            ("0x10", None, None),
            ("", None, None),
            ("four", None, None),
        ] {
            assert_eq!((point.number(text), comma.number(text)), (by_point, by_comma), "{text}");
        }
    }

    #[test]
    fn an_empty_cell_is_missing_and_what_the_site_says() {
        let notation = Notation { decimal_comma: false, missing: vec!["99".to_owned()] };
        assert!(notation.is_missing("") && notation.is_missing("99") && !notation.is_missing("9"));
    }
}
