use std::cell::{Cell, RefCell};

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// Why JSON is not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum StrictJsonError {
    /// It is none.
    #[error("{0}")]
    Broken(String),
    /// A name stands twice in an object.
    #[error("the name `{0}` stands twice in one object")]
    Twice(String),
    /// There are more values in it than may be.
    #[error("it holds too many values")]
    TooMany,
}

/// Reads JSON in which no name stands twice in an object, since nobody can tell which of the two is meant, and which
/// does not hold more values than may be.
///
/// # Errors
/// Where it is no such JSON.
pub(crate) fn strict_json(bytes: &[u8], most_values: usize) -> Result<Value, StrictJsonError> {
    let reading = Reading { left: Cell::new(most_values), refused: RefCell::new(None) };
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let read = (&reading).deserialize(&mut json).and_then(|value| json.end().map(|()| value));
    read.map_err(|error| reading.refused.take().unwrap_or_else(|| StrictJsonError::Broken(error.to_string())))
}

struct Reading {
    left: Cell<usize>,
    /// Why reading was given up, where the JSON as such is not broken.
    refused: RefCell<Option<StrictJsonError>>,
}

impl Reading {
    fn refuse<E: serde::de::Error>(&self, why: StrictJsonError) -> E {
        let said = E::custom(&why);
        self.refused.replace(Some(why));
        said
    }
}

impl<'de> DeserializeSeed<'de> for &Reading {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        match self.left.get().checked_sub(1) {
            Some(left) => self.left.set(left),
            None => return Err(self.refuse(StrictJsonError::TooMany)),
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &Reading {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(truth.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(value) = values.next_element_seed(self)? {
            all.push(value);
        }
        Ok(Value::Array(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut all = Map::new();
        while let Some(name) = fields.next_key::<String>()? {
            if all.contains_key(&name) {
                return Err(self.refuse(StrictJsonError::Twice(name)));
            }
            let value = fields.next_value_seed(self)?;
            all.insert(name, value);
        }
        Ok(Value::Object(all))
    }
}
