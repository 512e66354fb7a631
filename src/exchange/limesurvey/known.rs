use super::{Row, Writer, comment, numeric, row};
use crate::exchange::statements;
use crate::instrument::{Known, KnownKind};

impl Writer<'_> {
    /// What is known of the case, as a question.
    pub(super) fn known(&self, known: &Known, language: usize, rows: &mut Vec<Row>) {
        let label = self.marked(&self.form.texts(&known.text_path()), language);
        let code = self.codes.of(&known.name);
        let help = comment(&statements::known(known));
        match &known.kind {
            KnownKind::Whole(low, high) | KnownKind::Decimal(low, high) => {
                let mut question = numeric(*low, *high, matches!(known.kind, KnownKind::Whole(..)));
                question.extend(row(&[("name", code), ("relevance", "1"), ("text", &label), ("help", &help)]));
                rows.push(question);
            }
            KnownKind::Date => {
                let mut question = row(&[("class", "Q"), ("type/scale", "D"), ("name", code), ("relevance", "1")]);
                question.extend(row(&[("text", &label), ("help", &help)]));
                rows.push(question);
            }
            KnownKind::OneOf(words) => {
                let mut question = row(&[("class", "Q"), ("type/scale", "!"), ("name", code), ("relevance", "1")]);
                question.extend(row(&[("text", &label), ("help", &help)]));
                rows.push(question);
                for (at, word) in words.iter().enumerate() {
                    let text = self.marked(&self.form.texts(&known.word_path(word)), language);
                    rows.push(row(&[("class", "A"), ("type/scale", "0"), ("name", &at.to_string()), ("text", &text)]));
                }
            }
        }
    }
}
