use std::io::Cursor;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

use super::returned::{Line, Sheet};
use super::{Candidate, SheetError, State};
use crate::exchange::bounds::{TEXTS, TRANSLATION_BYTES, TooLarge};
use crate::instrument::is_unwritten;

const NAMESPACE: &str = "urn:oasis:names:tc:xliff:document:2.0";
/// The category of a note that holds a back translation.
const BACK: &str = "back";
/// The category of a note that holds a translation to choose from.
const CANDIDATE: &str = "candidate";

/// A sheet as XLIFF 2.1 (OASIS 2018): a unit a text, its place as the unit's name, the back translation, translations
/// to choose from and notes as notes.
///
/// # Errors
/// Where a text holds what XML cannot.
pub fn to_xliff(sheet: &Sheet) -> Result<String, SheetError> {
    let failed = |error: std::io::Error| SheetError::Broken(error.to_string());
    let mut writer = Writer::new_with_indent(Cursor::new(Vec::new()), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None))).map_err(failed)?;
    let xliff = writer.create_element("xliff").with_attributes([
        ("xmlns", NAMESPACE),
        ("version", "2.1"),
        ("srcLang", &sheet.source_language),
        ("trgLang", &sheet.language),
        // What a text begins and ends with belongs to it.
        ("xml:space", "preserve"),
    ]);
    xliff
        .write_inner_content(|writer| {
            let file = writer.create_element("file").with_attributes([("id", "f1"), ("original", sheet.of.as_str())]);
            file.write_inner_content(|writer| sheet.lines.iter().enumerate().try_for_each(|(at, line)| unit(writer, at, line)))?;
            Ok(())
        })
        .map_err(failed)?;
    String::from_utf8(writer.into_inner().into_inner())
        .map(|text| text + "\n")
        .map_err(|error| SheetError::Broken(error.to_string()))
}

fn unit(writer: &mut Writer<Cursor<Vec<u8>>>, at: usize, line: &Line) -> std::io::Result<()> {
    let id = format!("u{}", at + 1);
    let unit = writer.create_element("unit").with_attributes([("id", id.as_str()), ("name", &line.path)]);
    unit.write_inner_content(|writer| {
        if !(line.back.is_empty() && line.notes.is_empty() && line.candidates.is_empty()) {
            writer.create_element("notes").write_inner_content(|writer| {
                if !line.back.is_empty() {
                    text(writer, "note", Some(("category", BACK)), &line.back)?;
                }
                for candidate in &line.candidates {
                    text(writer, "note", Some(("category", CANDIDATE)), &candidate.line())?;
                }
                line.notes.iter().try_for_each(|note| text(writer, "note", None, note))
            })?;
        }
        let state = match line.state {
            State::Done => "translated",
            State::Stale | State::Missing => "initial",
        };
        let mut segment = writer.create_element("segment").with_attribute(("state", state));
        if line.state == State::Stale {
            segment = segment.with_attribute(("subState", "verbond:stale"));
        }
        segment.write_inner_content(|writer| {
            text(writer, "source", None, &line.source)?;
            if line.target.is_empty() { Ok(()) } else { text(writer, "target", None, &line.target) }
        })?;
        Ok(())
    })?;
    Ok(())
}

fn text(writer: &mut Writer<Cursor<Vec<u8>>>, name: &str, attribute: Option<(&str, &str)>, content: &str) -> std::io::Result<()> {
    let mut element = writer.create_element(name);
    if let Some(attribute) = attribute {
        element = element.with_attribute(attribute);
    }
    element.write_text_content(BytesText::new(content)).map(drop)
}

/// A sheet out of XLIFF 2.0 or 2.1.
///
/// # Errors
/// Where it is none, or is broken.
pub fn from_xliff(xml: &str) -> Result<Sheet, SheetError> {
    TooLarge::unless_within(xml.as_bytes(), TRANSLATION_BYTES)?;
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut parsing = Parsing::default();
    loop {
        let event =
            reader.read_event().map_err(|error| SheetError::Broken(format!("position {}: {error}", reader.error_position())))?;
        match event {
            Event::Start(start) => parsing.start(&start)?,
            Event::End(end) => parsing.end(&end)?,
            Event::Text(text) => parsing.text(&text.xml10_content()),
            Event::CData(text) => parsing.text(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let name: &str = &reference;
                let resolved = match reference.resolve_char_ref() {
                    Ok(Some(letter)) => letter.to_string(),
                    _ => quick_xml::escape::resolve_predefined_entity(name)
                        .ok_or_else(|| SheetError::Broken(format!("there is no entity `&{name};`")))?
                        .to_owned(),
                };
                parsing.text(&resolved);
            }
            Event::Eof => break,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if parsing.sheet.is_some() && !parsing.is_whole {
        return Err(SheetError::Broken("it ends before its `xliff` element does: a part of it is lacking".to_owned()));
    }
    parsing
        .sheet
        .filter(|sheet| !sheet.language.is_empty())
        .ok_or_else(|| SheetError::Broken("there is no `xliff` element of version 2 with a `trgLang`".to_owned()))?
        .sound()
}

/// Where the reading of a file is.
#[derive(Default)]
struct Parsing {
    sheet: Option<Sheet>,
    /// Whether the element that holds everything has ended.
    is_whole: bool,
    unit: Option<Line>,
    /// The element whose text is being read.
    inside: Option<Inside>,
    content: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Source,
    Target,
    Note,
    Back,
    Candidate,
}

impl Parsing {
    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), SheetError> {
        let attribute = |name: &str| -> Result<Option<String>, SheetError> {
            let found = start.try_get_attribute(name).map_err(|error| SheetError::Broken(error.to_string()))?;
            found
                .map(|found| found.normalized_value(XmlVersion::Implicit1_0).map(std::borrow::Cow::into_owned))
                .transpose()
                .map_err(|error| SheetError::Broken(error.to_string()))
        };
        match start.local_name().as_ref() {
            "xliff" if attribute("version")?.is_some_and(|version| version.starts_with('2')) => {
                let (source, language) = (attribute("srcLang")?.unwrap_or_default(), attribute("trgLang")?.unwrap_or_default());
                self.sheet = Some(Sheet { of: String::new(), source_language: source, language, lines: vec![] });
            }
            "file" => {
                let of = attribute("original")?.unwrap_or_default();
                self.sheet.iter_mut().for_each(|sheet| sheet.of.clone_from(&of));
            }
            "unit" => {
                let path = attribute("name")?.unwrap_or_default();
                let (source, target, back) = (String::new(), String::new(), String::new());
                let (notes, candidates) = (vec![], vec![]);
                self.unit = Some(Line { path, source, target, back, notes, candidates, state: State::Missing });
            }
            "segment" => {
                let state = attribute("state")?.unwrap_or_else(|| "initial".to_owned());
                if let Some(unit) = &mut self.unit {
                    unit.state = if state == "initial" { State::Stale } else { State::Done };
                }
            }
            "source" => self.inside = Some(Inside::Source),
            "target" => self.inside = Some(Inside::Target),
            "note" => {
                self.inside = Some(match attribute("category")?.as_deref() {
                    Some(BACK) => Inside::Back,
                    Some(CANDIDATE) => Inside::Candidate,
                    _ => Inside::Note,
                })
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.inside.is_some() {
            self.content.push_str(text);
        }
    }

    fn end(&mut self, end: &BytesEnd<'_>) -> Result<(), SheetError> {
        match end.local_name().as_ref() {
            "xliff" => self.is_whole = true,
            "source" | "target" | "note" => {
                let content = std::mem::take(&mut self.content);
                if let (Some(unit), Some(inside)) = (&mut self.unit, self.inside.take()) {
                    match inside {
                        Inside::Source => unit.source.push_str(&content),
                        Inside::Target => unit.target.push_str(&content),
                        Inside::Back => unit.back = content,
                        Inside::Note => unit.notes.push(content),
                        Inside::Candidate => unit.candidates.extend(Candidate::of_line(&content)),
                    }
                }
            }
            "unit" => {
                if let (Some(mut unit), Some(sheet)) = (self.unit.take(), &mut self.sheet) {
                    if sheet.lines.len() == TEXTS {
                        return Err(TooLarge::Texts.into());
                    }
                    if is_unwritten(&unit.target) {
                        unit.state = State::Missing;
                    }
                    sheet.lines.push(unit);
                }
            }
            _ => {}
        }
        Ok(())
    }
}
