use std::collections::HashMap;

use super::bytes_reader::{Broken, Bytes};
use super::statistics::{COLUMNS, Cell, DAY_MINUTES, Kind, Statistics, Variable, within};

/// Days from 1960-01-01, from which Stata counts, to 1970-01-01.
const DAYS_TO_1970: f64 = 3_653.0;
const MINUTE_MILLISECONDS: f64 = 60_000.0;
/// Bytes of a text at the most.
const TEXT: usize = 1 << 20;

/// How a version of the format lays its parts out.
#[derive(Clone, Copy)]
struct Release {
    is_117: bool,
    is_119: bool,
}

impl Release {
    fn name(self) -> usize {
        if self.is_117 { 33 } else { 129 }
    }

    fn format(self) -> usize {
        if self.is_117 { 49 } else { 57 }
    }

    fn label(self) -> usize {
        if self.is_117 { 81 } else { 321 }
    }
}

/// A file of Stata of versions 13 to 19: the formats 117, 118 and 119, as Stata documents them.
pub(super) fn read(bytes: &[u8]) -> Result<Statistics, Broken> {
    let mut input = Bytes::new(bytes);
    let is_new = bytes.starts_with(b"<stata_dta>");
    if !is_new {
        return Err(Broken::because("it is not of Stata 13 or later"));
    }
    expect(&mut input, "<stata_dta><header><release>")?;
    let release = match input.take(3)? {
        b"117" => Release { is_117: true, is_119: false },
        b"118" => Release { is_117: false, is_119: false },
        b"119" => Release { is_117: false, is_119: true },
        _ => return Err(Broken::because("it is of a version of Stata that is not known")),
    };
    expect(&mut input, "</release><byteorder>")?;
    let order = input.take(3)?;
    input.set_big(is_big(order)?);
    expect(&mut input, "</byteorder><K>")?;
    let variables = if release.is_119 { input.u32()? as usize } else { usize::from(input.u16()?) };
    expect(&mut input, "</K><N>")?;
    let cases = if release.is_117 { u64::from(input.u32()?) } else { input.u64()? };
    let cases = usize::try_from(cases).map_err(|_| Broken::because("it has too many cases"))?;
    if variables > COLUMNS {
        return Err(Broken::because("it has too many variables"));
    }
    within(cases, variables)?;
    let map = places(&mut input, bytes)?;
    let mut file = File { input, release, map };
    let kinds = file.kinds(variables)?;
    let names = file.texts(3, "<varnames>", variables, release.name())?;
    let formats = file.texts(5, "<formats>", variables, release.format())?;
    let labelled = file.texts(6, "<value_label_names>", variables, release.name())?;
    let called = file.texts(7, "<variable_labels>", variables, release.label())?;
    let labels = file.labels()?;
    let long = file.long_texts()?;
    let all: Vec<Variable> = names
        .into_iter()
        .zip(&formats)
        .zip(&labelled)
        .zip(called)
        .map(|(((name, format), label), text)| Variable {
            name,
            text,
            labels: labels.get(label).cloned().unwrap_or_default(),
            kind: kind_of(format),
        })
        .collect();
    file.section(9, "<data>")?;
    let mut rows = Vec::new();
    for _ in 0..cases {
        let row =
            kinds.iter().zip(&formats).map(|(kind, format)| file.cell(*kind, format, &long)).collect::<Result<Vec<_>, _>>()?;
        rows.push(row);
    }
    if !file.input.take_if(b"</data>") {
        return Err(Broken::because(format!("it says that it has {cases} cases, and more or fewer are there")));
    }
    Ok(Statistics { variables: all, cases: rows })
}

fn is_big(order: &[u8]) -> Result<bool, Broken> {
    match order {
        b"LSF" => Ok(false),
        b"MSF" => Ok(true),
        _ => Err(Broken::because("it does not say the order of its bytes")),
    }
}

fn expect(input: &mut Bytes<'_>, tag: &str) -> Result<(), Broken> {
    if input.take(tag.len())? == tag.as_bytes() {
        Ok(())
    } else {
        Err(Broken::because(format!("`{tag}` is not where it belongs")))
    }
}

/// Where the parts are.
fn places(input: &mut Bytes<'_>, bytes: &[u8]) -> Result<Vec<u64>, Broken> {
    let at = memchr::memmem::find(&bytes[..bytes.len().min(4_096)], b"<map>").ok_or_else(|| Broken::because("it has no map"))?;
    input.seek(at as u64)?;
    expect(input, "<map>")?;
    (0..14).map(|_| input.u64()).collect()
}

fn kind_of(format: &str) -> Kind {
    let format = format.replace('-', "");
    let begins = |starts: &[&str]| starts.iter().any(|start| format.starts_with(start));
    if begins(&["%tc", "%tC"]) {
        Kind::Moment
    } else if begins(&["%td", "%d"]) {
        Kind::Day
    } else {
        Kind::Number
    }
}

/// How a variable is kept.
#[derive(Clone, Copy)]
enum Storage {
    Text(usize),
    LongText,
    Double,
    Float,
    Long,
    Int,
    Byte,
}

struct File<'b> {
    input: Bytes<'b>,
    release: Release,
    map: Vec<u64>,
}

type LongTexts = HashMap<(u64, u64), String>;

impl File<'_> {
    fn section(&mut self, at: usize, tag: &str) -> Result<(), Broken> {
        let place = self.map.get(at).copied().ok_or_else(|| Broken::because("its map is not whole"))?;
        self.input.seek(place)?;
        expect(&mut self.input, tag)
    }

    fn kinds(&mut self, count: usize) -> Result<Vec<Storage>, Broken> {
        self.section(2, "<variable_types>")?;
        let kind = |code: u16| match code {
            1..=2_045 => Ok(Storage::Text(usize::from(code))),
            32_768 => Ok(Storage::LongText),
            65_526 => Ok(Storage::Double),
            65_527 => Ok(Storage::Float),
            65_528 => Ok(Storage::Long),
            65_529 => Ok(Storage::Int),
            65_530 => Ok(Storage::Byte),
            other => Err(Broken::because(format!("there is no type {other}"))),
        };
        (0..count).map(|_| self.input.u16().and_then(kind)).collect()
    }

    fn texts(&mut self, at: usize, tag: &str, count: usize, width: usize) -> Result<Vec<String>, Broken> {
        self.section(at, tag)?;
        (0..count).map(|_| self.input.take(width).map(|text| self.text(text))).collect()
    }

    /// Bytes up to a zero: UTF-8, or Windows-1252 in the format 117.
    fn text(&self, bytes: &[u8]) -> String {
        let end = memchr::memchr(0, bytes).unwrap_or(bytes.len());
        match std::str::from_utf8(&bytes[..end]) {
            Ok(text) => text.to_owned(),
            Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes[..end]).0.into_owned(),
        }
    }

    fn labels(&mut self) -> Result<HashMap<String, HashMap<u64, String>>, Broken> {
        self.section(11, "<value_labels>")?;
        let mut all = HashMap::new();
        while self.input.take_if(b"<lbl>") {
            let length = self.input.count(1 << 28)?;
            let name = self.input.take(self.release.name())?;
            let name = self.text(name);
            self.input.take(3)?;
            let end = self.input.at() + length;
            let (count, bytes) = (self.input.count(1 << 20)?, self.input.count(1 << 28)?);
            let offsets = (0..count).map(|_| self.input.count(1 << 28)).collect::<Result<Vec<_>, _>>()?;
            let values = (0..count).map(|_| self.input.i32()).collect::<Result<Vec<_>, _>>()?;
            let texts = self.input.take(bytes)?;
            let labels = values
                .iter()
                .zip(offsets)
                .filter_map(|(value, at)| Some((f64::from(*value).to_bits(), self.text(texts.get(at..)?))));
            all.insert(name, labels.collect());
            self.input.seek(end as u64)?;
            expect(&mut self.input, "</lbl>")?;
        }
        expect(&mut self.input, "</value_labels>")?;
        Ok(all)
    }

    /// Texts that are kept once, by their variable and case.
    fn long_texts(&mut self) -> Result<LongTexts, Broken> {
        self.section(10, "<strls>")?;
        let mut all = HashMap::new();
        while self.input.take_if(b"GSO") {
            let variable = u64::from(self.input.u32()?);
            let case = if self.release.is_117 { u64::from(self.input.u32()?) } else { self.input.u64()? };
            self.input.u8()?;
            let length = self.input.count(TEXT)?;
            let text = self.input.take(length)?;
            all.insert((variable, case), self.text(text));
        }
        expect(&mut self.input, "</strls>")?;
        Ok(all)
    }

    fn cell(&mut self, storage: Storage, format: &str, long: &LongTexts) -> Result<Cell, Broken> {
        // The codes beyond all values are `.` and then `.a` to `.z`.
        let number = |value: f64, missing: Option<u32>| match missing {
            None => Cell::Number(counted(value, format)),
            Some(0) => Cell::Missing,
            Some(_) => Cell::Declared,
        };
        let beyond = |value: i64, first: i64| u32::try_from(value - first).ok();
        Ok(match storage {
            Storage::Text(width) => {
                let text = self.input.take(width)?;
                Cell::Text(self.text(text))
            }
            Storage::LongText => Cell::Text(self.long_text(long)?),
            Storage::Byte => {
                let value = i64::from(i8::from_le_bytes([self.input.u8()?]));
                number(value as f64, beyond(value, 101))
            }
            Storage::Int => {
                let value = i64::from(i16::from_le_bytes(self.input.u16()?.to_le_bytes()));
                number(value as f64, beyond(value, 32_741))
            }
            Storage::Long => {
                let value = i64::from(self.input.i32()?);
                number(value as f64, beyond(value, 2_147_483_621))
            }
            Storage::Float => {
                let bits = self.input.u32()?;
                let missing = (0x7F00_0000..0x8000_0000).contains(&bits).then(|| (bits - 0x7F00_0000) >> 11);
                number(f64::from(f32::from_bits(bits)), missing)
            }
            Storage::Double => {
                let value = self.input.f64()?;
                let bits = value.to_bits();
                let first = 0x7FE0_0000_0000_0000_u64;
                let missing =
                    (first..0x8000_0000_0000_0000).contains(&bits).then(|| u32::try_from((bits - first) >> 40).unwrap_or(1));
                number(value, missing)
            }
        })
    }

    /// A text that is kept elsewhere: its variable and case in 4 and 4, 2 and 6, or 3 and 5 bytes.
    fn long_text(&mut self, long: &LongTexts) -> Result<String, Broken> {
        let key = if self.release.is_117 {
            (u64::from(self.input.u32()?), u64::from(self.input.u32()?))
        } else {
            let both = self.input.u64()?;
            let bits = if self.release.is_119 { 24 } else { 16 };
            if self.input.is_big() {
                (both >> (64 - bits), both & (u64::MAX >> bits))
            } else {
                (both & ((1 << bits) - 1), both >> bits)
            }
        };
        match long.get(&key) {
            Some(text) => Ok(text.clone()),
            // Stata keeps no empty text.
            None if key == (0, 0) => Ok(String::new()),
            None => Err(Broken::because("a long text of it is not there")),
        }
    }
}

/// A date as days since 1970-01-01, a moment as minutes; any other number as it is.
fn counted(value: f64, format: &str) -> f64 {
    match kind_of(format) {
        Kind::Moment => value / MINUTE_MILLISECONDS - DAYS_TO_1970 * DAY_MINUTES,
        Kind::Day => value.floor() - DAYS_TO_1970,
        Kind::Time | Kind::Number => value,
    }
}
