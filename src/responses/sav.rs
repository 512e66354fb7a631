use std::collections::{HashMap, VecDeque};
use std::io::Read;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::bytes_reader::{Broken, Bytes};
use super::statistics::{COLUMNS, Cell, DAY_MINUTES, Kind, Statistics, Variable, within};

/// Seconds of a day, and days from 1582-10-14, from which SPSS counts, to 1970-01-01.
const DAY: f64 = 86_400.0;
const DAYS_TO_1970: f64 = 141_428.0;
/// Bytes of the cases, unpacked, at the most.
const UNPACKED: u64 = 1 << 30;
/// Bytes of one segment of a very long text that are used.
const SEGMENT: usize = 255;

/// A file of SPSS: `.sav`, or `.zsav`, which is packed with zlib. As PSPP documents it.
pub(super) fn read(bytes: &[u8]) -> Result<Statistics, Broken> {
    let mut input = Bytes::new(bytes);
    let is_zlib = input.take(4)? == b"$FL3";
    input.take(60)?;
    let layout = input.i32()?;
    input.set_big(!matches!(layout, 2 | 3));
    input.take(4)?;
    let compression = input.i32()?;
    input.take(4)?;
    // Whoever wrote the file may not have known, which is -1.
    let counted = u64::try_from(input.i32()?).ok();
    let bias = input.f64()?;
    input.take(9 + 8 + 64 + 3)?;
    let is_big = !matches!(layout, 2 | 3);
    let mut dictionary = Dictionary { encoding: WINDOWS_1252, is_big, counted, ..Dictionary::default() };
    dictionary.read(&mut input)?;
    let unpacked;
    let rest = if is_zlib {
        unpacked = unzipped(&mut input, bytes)?;
        &unpacked[..]
    } else {
        &bytes[input.at()..]
    };
    // Codes are read when the first element is asked for.
    let codes = (compression != 0).then(VecDeque::new);
    let data = Data { bytes: Bytes::new(rest), codes, bias, is_big };
    dictionary.cases(data)
}

/// An element of the dictionary: a number, or eight bytes of a text.
#[derive(Clone, Debug, Default)]
struct Element {
    name: String,
    /// 0 for a number, the width of a text, -1 where a text goes on.
    width: i32,
    missing: Vec<f64>,
    is_range: bool,
    format: i32,
    /// What the variable is called beside its name.
    label: Vec<u8>,
    labels: HashMap<u64, Vec<u8>>,
}

/// A variable, the elements that it is made of (each with the bytes that it holds of a long text), and the bytes of its
/// text.
type Placed = (Variable, Vec<(usize, usize)>, usize);

#[derive(Debug)]
struct Dictionary {
    elements: Vec<Element>,
    long_names: Vec<u8>,
    long_texts: Vec<u8>,
    encoding: &'static Encoding,
    is_big: bool,
    /// How many cases the file says that it has.
    counted: Option<u64>,
}

impl Default for Dictionary {
    fn default() -> Self {
        Self { elements: vec![], long_names: vec![], long_texts: vec![], encoding: UTF_8, is_big: false, counted: None }
    }
}

impl Dictionary {
    fn read(&mut self, input: &mut Bytes<'_>) -> Result<(), Broken> {
        let is_big = self.is_big;
        let mut labels: Vec<([u8; 8], Vec<u8>)> = Vec::new();
        loop {
            match input.i32()? {
                2 => self.variable(input)?,
                3 => {
                    labels.clear();
                    for _ in 0..input.count(1 << 20)? {
                        let mut value = [0; 8];
                        value.copy_from_slice(input.take(8)?);
                        let length = usize::from(input.u8()?);
                        let padded = (length + 1).next_multiple_of(8) - 1;
                        labels.push((value, input.take(padded)?[..length].to_vec()));
                    }
                }
                4 => {
                    for _ in 0..input.count(1 << 20)? {
                        let at = usize::try_from(input.i32()?).ok().and_then(|at| at.checked_sub(1));
                        if let Some(element) = at.and_then(|at| self.elements.get_mut(at)).filter(|element| element.width == 0) {
                            let own = labels.iter().map(|(value, label)| (number(*value, is_big).to_bits(), label.clone()));
                            element.labels.extend(own);
                        }
                    }
                }
                6 => {
                    let lines = input.count(1 << 20)?;
                    input.take(lines * 80)?;
                }
                7 => self.extension(input)?,
                999 => {
                    input.take(4)?;
                    return Ok(());
                }
                other => return Err(Broken::because(format!("there is a record of the kind {other}"))),
            }
        }
    }

    fn variable(&mut self, input: &mut Bytes<'_>) -> Result<(), Broken> {
        let (width, has_label, missing) = (input.i32()?, input.i32()?, input.i32()?);
        let format = input.i32()?;
        input.take(4)?;
        let name = String::from_utf8_lossy(input.take(8)?).trim().to_owned();
        let mut label = Vec::new();
        if has_label == 1 {
            let length = input.count(1 << 16)?;
            label.extend_from_slice(&input.take(length.next_multiple_of(4))?[..length]);
        }
        if !(-3..=3).contains(&missing) || missing == -1 || !(-1..=255).contains(&width) || self.elements.len() > COLUMNS * 32 {
            return Err(Broken::because(format!("the variable `{name}` cannot be")));
        }
        let values = (0..missing.unsigned_abs()).map(|_| input.f64()).collect::<Result<Vec<f64>, Broken>>()?;
        self.elements.push(Element {
            name,
            width,
            missing: values,
            is_range: missing < 0,
            format: format >> 16 & 0xFF,
            label,
            labels: HashMap::new(),
        });
        Ok(())
    }

    fn extension(&mut self, input: &mut Bytes<'_>) -> Result<(), Broken> {
        let (subtype, size) = (input.i32()?, input.count(1 << 16)?);
        let count = input.count(1 << 28)?;
        let data = input.take(size.checked_mul(count).ok_or_else(|| Broken::because("it ends too early"))?)?;
        match subtype {
            13 => self.long_names = data.to_vec(),
            14 => self.long_texts = data.to_vec(),
            // Two numbers: 1, and how many cases there are, which may be more than the header can say.
            16 if self.counted.is_none() => {
                let mut numbers = Bytes::new(data);
                numbers.set_big(self.is_big);
                numbers.u64()?;
                self.counted = i64::try_from(numbers.u64()?).ok().map(i64::unsigned_abs);
            }
            20 => self.encoding = Encoding::for_label(data).unwrap_or(WINDOWS_1252),
            _ => {}
        }
        Ok(())
    }

    fn text(&self, bytes: &[u8]) -> String {
        let (text, _) = self.encoding.decode_without_bom_handling(bytes);
        text.trim_end_matches([' ', '\0']).to_owned()
    }

    /// `SHORT=long` and so on.
    fn pairs(&self, of: &[u8]) -> HashMap<String, String> {
        let text = self.text(of);
        let pairs = text.split(['\t', '\0']).filter_map(|pair| pair.split_once('='));
        pairs.map(|(short, long)| (short.to_uppercase(), long.trim_end_matches('\0').to_owned())).collect()
    }

    /// The variables, each with the elements that it is made of and the bytes that its text may have.
    fn variables(&self) -> Vec<Placed> {
        let (long_names, long_texts) = (self.pairs(&self.long_names), self.pairs(&self.long_texts));
        let mut all: Vec<Placed> = Vec::new();
        let mut rest = 0_usize;
        for (at, element) in self.elements.iter().enumerate().filter(|(_, element)| element.width >= 0) {
            let width = usize::try_from(element.width).unwrap_or(0);
            if rest > 0 && width > 0 {
                if let Some((_, parts, _)) = all.last_mut() {
                    parts.push((at, width.min(SEGMENT)));
                }
                rest -= 1;
                continue;
            }
            let name = long_names.get(&element.name.to_uppercase()).unwrap_or(&element.name).clone();
            let length = long_texts.get(&element.name.to_uppercase()).and_then(|length| length.trim().parse::<usize>().ok());
            rest = length.map_or(0, |length| length.div_ceil(252).saturating_sub(1));
            let kind = match element.format {
                20 | 23 | 24 | 38 | 39 => Kind::Day,
                22 | 41 => Kind::Moment,
                21 | 25 => Kind::Time,
                _ => Kind::Number,
            };
            let labels = element.labels.iter().map(|(bits, label)| (*bits, self.text(label))).collect();
            let text = self.text(&element.label);
            all.push((Variable { name, text, labels, kind }, vec![(at, width)], length.unwrap_or(width)));
        }
        all
    }

    fn cases(&self, mut data: Data<'_>) -> Result<Statistics, Broken> {
        let variables = self.variables();
        let mut cases = Vec::new();
        while let Some(elements) = data.case(self.elements.len())? {
            within(cases.len() + 1, self.elements.len())?;
            cases.push(variables.iter().map(|(of, parts, length)| self.cell(of, parts, *length, &elements)).collect());
        }
        match self.counted {
            Some(counted) if counted != cases.len() as u64 => {
                return Err(Broken::because(format!("it says that it has {counted} cases, and {} are there", cases.len())));
            }
            Some(_) | None => {}
        }
        Ok(Statistics { variables: variables.into_iter().map(|(variable, ..)| variable).collect(), cases })
    }

    fn cell(&self, of: &Variable, parts: &[(usize, usize)], length: usize, elements: &[[u8; 8]]) -> Cell {
        let Some(((first, width), element)) = parts.first().and_then(|part| Some((*part, self.elements.get(part.0)?))) else {
            return Cell::Missing;
        };
        if width > 0 {
            let bytes =
                |(at, width): &(usize, usize)| elements[*at..].iter().flatten().copied().take(*width).collect::<Vec<u8>>();
            let whole: Vec<u8> = parts.iter().flat_map(bytes).take(length).collect();
            return Cell::Text(self.text(&whole));
        }
        let value = number(elements[first], self.is_big);
        if value == -f64::MAX || value.is_nan() {
            return Cell::Missing;
        }
        let is_declared = match element.missing[..] {
            [low, high, ref more @ ..] if element.is_range => (low..=high).contains(&value) || more.contains(&value),
            ref values => values.contains(&value),
        };
        match (is_declared, of.kind) {
            (true, _) => Cell::Declared,
            (false, Kind::Day) => Cell::Number((value / DAY).floor() - DAYS_TO_1970),
            (false, Kind::Moment) => Cell::Number(value / 60.0 - DAYS_TO_1970 * DAY_MINUTES),
            (false, Kind::Time) => Cell::Number(value / 60.0),
            (false, Kind::Number) => Cell::Number(value),
        }
    }
}

/// The number in eight bytes of the file.
fn number(value: [u8; 8], is_big: bool) -> f64 {
    if is_big { f64::from_be_bytes(value) } else { f64::from_le_bytes(value) }
}

fn in_file(value: f64, is_big: bool) -> [u8; 8] {
    if is_big { value.to_be_bytes() } else { value.to_le_bytes() }
}

/// The cases as they are written: one element after another, or by codes of a byte each.
struct Data<'d> {
    bytes: Bytes<'d>,
    codes: Option<VecDeque<u8>>,
    bias: f64,
    is_big: bool,
}

impl Data<'_> {
    /// The elements of the next case, as the file has them; nothing at the end.
    fn case(&mut self, count: usize) -> Result<Option<Vec<[u8; 8]>>, Broken> {
        let mut elements = Vec::with_capacity(count.min(1 << 16));
        for _ in 0..count {
            match self.element()? {
                Some(element) => elements.push(element),
                None if elements.is_empty() => return Ok(None),
                None => return Err(Broken::because("its last case is not whole")),
            }
        }
        Ok((!elements.is_empty()).then_some(elements))
    }

    fn element(&mut self) -> Result<Option<[u8; 8]>, Broken> {
        if self.codes.is_none() {
            return if self.bytes.is_at_end() { Ok(None) } else { self.raw().map(Some) };
        }
        loop {
            let Some(code) = self.codes.as_mut().and_then(VecDeque::pop_front) else {
                if self.bytes.is_at_end() {
                    return Ok(None);
                }
                self.codes = Some(self.bytes.take_up_to(8).iter().copied().collect());
                continue;
            };
            return match code {
                0 => continue,
                252 => Ok(None),
                253 => self.raw().map(Some),
                254 => Ok(Some(*b"        ")),
                255 => Ok(Some(in_file(-f64::MAX, self.is_big))),
                code => Ok(Some(in_file(f64::from(code) - self.bias, self.is_big))),
            };
        }
    }

    fn raw(&mut self) -> Result<[u8; 8], Broken> {
        let mut element = [0; 8];
        element.copy_from_slice(self.bytes.take(8)?);
        Ok(element)
    }
}

/// The cases of a `.zsav` as those of a `.sav` with codes.
fn unzipped(input: &mut Bytes<'_>, bytes: &[u8]) -> Result<Vec<u8>, Broken> {
    let (_, trailer, _) = (input.u64()?, input.u64()?, input.u64()?);
    input.seek(trailer)?;
    input.take(20)?;
    let blocks = input.count(1 << 16)?;
    let mut all = Vec::new();
    for _ in 0..blocks {
        let (_, at, _, packed) = (input.u64()?, input.u64()?, input.u32()?, input.u32()?);
        let mut block = Bytes::new(bytes);
        block.seek(at)?;
        let packed = block.take(usize::try_from(packed).unwrap_or(usize::MAX))?;
        let most = UNPACKED.saturating_sub(all.len() as u64);
        let read = flate2::read::ZlibDecoder::new(packed).take(most + 1).read_to_end(&mut all);
        read.map_err(|error| Broken::because(format!("a block of it cannot be unpacked: {error}")))?;
        if all.len() as u64 > UNPACKED {
            return Err(Broken::because("it unpacks to more than 1 GiB"));
        }
    }
    Ok(all)
}
