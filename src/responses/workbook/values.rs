use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::WorkbookError;

/// Bytes of a value that are looked at: neither the number of a text nor a truth is longer.
const LONGEST: usize = 32;

/// What a cell says that its value is, of what the library that reads workbooks takes any value for.
#[derive(Clone, Copy)]
enum Sort {
    /// The number of a text, from 0, which other cells share; what is no number would be the first text.
    Shared,
    /// A truth; whatever is not 0 would be true.
    Truth,
}

impl Sort {
    fn of(cell: &BytesStart<'_>) -> Option<Self> {
        match cell.try_get_attribute("t").ok()??.value.as_ref() {
            "s" => Some(Self::Shared),
            "b" => Some(Self::Truth),
            _ => None,
        }
    }

    fn holds(self, value: &str) -> bool {
        match self {
            Self::Shared => value.bytes().all(|byte| byte.is_ascii_digit()),
            Self::Truth => ["0", "1", "true", "false"].contains(&value),
        }
    }
}

/// Refuses a sheet with a value that is not what its cell says it is, which would be read as another one. What is no
/// XML is left to who reads the cells.
pub(super) fn refuse_misread(sheet: impl BufRead) -> Result<(), WorkbookError> {
    let mut reader = Reader::from_reader(sheet);
    let (mut buffer, mut cell, mut sort) = (Vec::new(), String::new(), None);
    let mut value: Option<String> = None;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) if tag.local_name().as_ref() == "c" => {
                sort = Sort::of(&tag);
                if sort.is_some() {
                    cell = tag.try_get_attribute("r").ok().flatten().map_or_else(String::new, |name| name.value.into_owned());
                }
            }
            Ok(Event::Start(tag)) if tag.local_name().as_ref() == "v" => value = sort.map(|_| String::new()),
            Ok(Event::Text(text)) => {
                if let Some(value) = value.as_mut().filter(|value| value.len() <= LONGEST) {
                    value.push_str(&text);
                }
            }
            Ok(Event::End(tag)) if tag.local_name().as_ref() == "v" => {
                if let (Some(sort), Some(value)) = (sort, value.take())
                    && !sort.holds(value.trim())
                {
                    return Err(WorkbookError::Misread { cell });
                }
            }
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
}
