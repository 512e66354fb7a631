use std::sync::Arc;

use arrow_array::{ArrayRef, Date32Array, StringArray};
use arrow_schema::{DataType, Field};
use typed_index_collections::TiVec;
use verbond_backend::Role;

use super::results::{doubles, field};
use crate::instrument::{Instrument, KnownIx, KnownKind};

/// A column for each fact of the case: scores may depend on it, so it goes wherever the answers go.
pub(super) fn fields(instrument: &Instrument) -> Vec<Field> {
    let kind_of = |kind: &KnownKind| match kind {
        KnownKind::Whole(..) | KnownKind::Decimal(..) => DataType::Float64,
        KnownKind::Date => DataType::Date32,
        KnownKind::OneOf(_) => DataType::Utf8,
    };
    instrument.known.iter().map(|known| field(&known.name, kind_of(&known.kind), &known.called(), Role::Known)).collect()
}

/// The columns of those fields.
pub(super) fn columns(instrument: &Instrument, known: TiVec<KnownIx, Vec<f64>>) -> Vec<ArrayRef> {
    let column = |(at, values): (KnownIx, Vec<f64>)| -> ArrayRef {
        let kind = &instrument.known[at].kind;
        match kind {
            KnownKind::Whole(..) | KnownKind::Decimal(..) => doubles(values),
            // Days since 1970 are whole numbers.
            KnownKind::Date => {
                Arc::new(values.into_iter().map(|days| (!days.is_nan()).then_some(days as i32)).collect::<Date32Array>())
            }
            KnownKind::OneOf(_) => {
                let words = values.into_iter().map(|value| Some(kind.in_words(value)).filter(|word| !word.is_empty()));
                Arc::new(words.collect::<StringArray>())
            }
        }
    };
    known.into_iter_enumerated().map(column).collect()
}

#[cfg(test)]
mod tests {
    use arrow_array::Float64Array;

    use super::*;
    use crate::output::table::{AnswerForm, ResultColumns, Results, view};

    #[test]
    fn facts_go_where_the_answers_go_each_as_what_it_is() {
        let text = r#"verbond 1
instrument p 1.0.0 {
  title "P"
  licence "CC0-1.0"
  status experimental
  language en
  informants { client "Client" }
  known { age whole 0 to 99  height decimal 0 to 3  group one of a, b  born date }
  scale yes { 1 "No"  2 "Yes" }
  items on yes { q "Q" }
  score t "T" = sum of q needs all
}"#;
        let instrument = Instrument::parse(text).expect("it is sound");
        let results = Results::new(&instrument, ResultColumns { answers: true, written: true, ..ResultColumns::default() });
        let schema = results.schema();
        let kind = |name| schema.field_with_name(name).map(|field| field.data_type().clone()).expect("it is there");
        let kinds = ["age", "height", "group", "born"].map(kind);
        assert_eq!(kinds, [DataType::Float64, DataType::Float64, DataType::Utf8, DataType::Date32]);
        let has = |form| view(&schema, form, false).iter().any(|at| schema.field(*at).name() == "born");
        assert_eq!([AnswerForm::Absent, AnswerForm::Numbers, AnswerForm::Written].map(has), [false, true, true]);

        let values = vec![vec![34.0, f64::NAN], vec![1.75, f64::NAN], vec![1.0, f64::NAN], vec![-1.0, f64::NAN]];
        let columns = columns(&instrument, values.into_iter().collect());
        let expected: [ArrayRef; 4] = [
            Arc::new(Float64Array::from(vec![Some(34.0), None])),
            Arc::new(Float64Array::from(vec![Some(1.75), None])),
            Arc::new(StringArray::from(vec![Some("b"), None])),
            Arc::new(Date32Array::from(vec![Some(-1), None])),
        ];
        assert_eq!(columns, expected);
    }
}
