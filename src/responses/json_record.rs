use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer as _, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};

/// A value of a record.
pub(super) enum JsonCell {
    /// A cell: a value, or several choices.
    Text(String),
    /// An object of cells, as a text that is read again where it can be an answer.
    Object(String),
    /// What holds objects or arrays of its own, and is no answer.
    Nested,
}

impl JsonCell {
    /// The text of a cell.
    fn text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            Self::Object(_) | Self::Nested => None,
        }
    }
}

/// Hands over the fields of a record one after another, one that stands twice among them, which a map would hide.
///
/// # Errors
/// Where the text is no JSON object.
pub(super) fn for_each_field<'j>(
    record: &'j [u8],
    take: &mut dyn FnMut(Cow<'j, str>, JsonCell),
) -> Result<(), serde_json::Error> {
    let mut json = serde_json::Deserializer::from_slice(record);
    json.deserialize_map(Fields(take))?;
    json.end()
}

struct Fields<'t, 'j>(&'t mut dyn FnMut(Cow<'j, str>, JsonCell));

impl<'j> Visitor<'j> for Fields<'_, 'j> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'j>>(self, mut fields: A) -> Result<(), A::Error> {
        while let Some((Name(name), cell)) = fields.next_entry()? {
            (self.0)(name, cell);
        }
        Ok(())
    }
}

/// A name, which is copied only where it has escapes.
struct Name<'j>(Cow<'j, str>);

impl<'j> Deserialize<'j> for Name<'j> {
    fn deserialize<D: serde::Deserializer<'j>>(deserializer: D) -> Result<Self, D::Error> {
        struct OfName;
        impl<'j> Visitor<'j> for OfName {
            type Value = Name<'j>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }

            fn visit_borrowed_str<E>(self, name: &'j str) -> Result<Name<'j>, E> {
                Ok(Name(Cow::Borrowed(name)))
            }

            fn visit_str<E>(self, name: &str) -> Result<Name<'j>, E> {
                Ok(Name(Cow::Owned(name.to_owned())))
            }
        }
        deserializer.deserialize_str(OfName)
    }
}

impl<'j> Deserialize<'j> for JsonCell {
    fn deserialize<D: serde::Deserializer<'j>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OfCell { may_be_several: true })
    }
}

/// A name within a value, of whatever text it is read from.
#[derive(serde::Deserialize)]
struct Key(String);

/// A cell within an array or an object, which holds no further one.
struct Choice(Option<String>);

impl<'j> Deserialize<'j> for Choice {
    fn deserialize<D: serde::Deserializer<'j>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OfCell { may_be_several: false }).map(|cell| Self(cell.text()))
    }
}

struct OfCell {
    may_be_several: bool,
}

impl<'j> Visitor<'j> for OfCell {
    type Value = JsonCell;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<JsonCell, E> {
        Ok(JsonCell::Text(String::new()))
    }

    fn visit_bool<E>(self, truth: bool) -> Result<JsonCell, E> {
        Ok(JsonCell::Text(truth.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<JsonCell, E> {
        Ok(JsonCell::Text(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<JsonCell, E> {
        Ok(JsonCell::Text(number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<JsonCell, E> {
        // JSON has no number that is infinite, or none.
        Number::from_f64(number).map(|number| JsonCell::Text(number.to_string())).ok_or_else(|| E::custom("this is no number"))
    }

    fn visit_str<E>(self, text: &str) -> Result<JsonCell, E> {
        Ok(JsonCell::Text(text.to_owned()))
    }

    /// Several choices come as an array.
    fn visit_seq<A: SeqAccess<'j>>(self, mut choices: A) -> Result<JsonCell, A::Error> {
        let mut cell = self.may_be_several.then(String::new);
        let mut is_first = true;
        while let Some(Choice(choice)) = choices.next_element()? {
            cell = cell.zip(choice).map(|(mut cell, choice)| {
                if !is_first {
                    cell.push(';');
                }
                cell.push_str(&choice);
                cell
            });
            is_first = false;
        }
        if is_first {
            // That nothing of a set was chosen is an answer too, and not an empty cell.
            cell = cell.map(|_| ";".to_owned());
        }
        Ok(cell.map_or(JsonCell::Nested, JsonCell::Text))
    }

    fn visit_map<A: MapAccess<'j>>(self, mut fields: A) -> Result<JsonCell, A::Error> {
        if !self.may_be_several {
            while fields.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(JsonCell::Nested);
        }
        let mut object = Some(String::new());
        while let Some((Key(name), Choice(cell))) = fields.next_entry()? {
            object = object.zip(cell).map(|(mut object, cell)| {
                object.push(if object.is_empty() { '{' } else { ',' });
                object.push_str(&format!("{}:{}", Value::from(name), Value::from(cell)));
                object
            });
        }
        Ok(match object {
            Some(object) if object.is_empty() => JsonCell::Object("{}".to_owned()),
            Some(object) => JsonCell::Object(object + "}"),
            None => JsonCell::Nested,
        })
    }
}
