use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer as _, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

/// A value of a record as a cell; nothing where it is no answer, as an object.
pub(super) struct JsonCell(pub(super) Option<String>);

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

/// A cell within an array, which holds no further array.
struct Choice(Option<String>);

impl<'j> Deserialize<'j> for Choice {
    fn deserialize<D: serde::Deserializer<'j>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OfCell { may_be_several: false }).map(|JsonCell(text)| Self(text))
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
        Ok(JsonCell(Some(String::new())))
    }

    fn visit_bool<E>(self, truth: bool) -> Result<JsonCell, E> {
        Ok(JsonCell(Some(truth.to_string())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<JsonCell, E> {
        Ok(JsonCell(Some(number.to_string())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<JsonCell, E> {
        Ok(JsonCell(Some(number.to_string())))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<JsonCell, E> {
        // JSON has no number that is infinite, or none.
        Number::from_f64(number).map(|number| JsonCell(Some(number.to_string()))).ok_or_else(|| E::custom("this is no number"))
    }

    fn visit_str<E>(self, text: &str) -> Result<JsonCell, E> {
        Ok(JsonCell(Some(text.to_owned())))
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
        Ok(JsonCell(cell))
    }

    fn visit_map<A: MapAccess<'j>>(self, mut fields: A) -> Result<JsonCell, A::Error> {
        while fields.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(JsonCell(None))
    }
}
