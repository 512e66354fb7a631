use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};

use crate::follow::{Administration, Case, Occasion};
use crate::instrument::{Given, InformantIx, ItemIx};

/// Bytes of administrations that are sorted in memory; more are kept in private files meanwhile.
const IN_MEMORY: usize = 16 << 20;
/// Sorted runs that are merged at a time: each takes an open file and a buffer.
const RUNS: usize = 64;

/// Puts administrations in the order of their cases, those of a case in the order in which they were read, in little
/// memory however many there are: sorted runs go to files that have no name, that nobody else can open, and that are
/// gone when the program ends.
#[derive(Default)]
pub struct Sorter {
    bytes: Vec<u8>,
    /// Where each administration begins.
    begins: Vec<usize>,
    runs: Vec<File>,
}

/// Administrations in the order of their cases.
pub struct SortedCases {
    last: Sorter,
}

impl Sorter {
    /// Adds an administration.
    ///
    /// # Errors
    /// Where a private file cannot be written.
    pub fn add(&mut self, administration: &Administration) -> io::Result<()> {
        self.begins.push(self.bytes.len());
        encode(administration, &mut self.bytes);
        if self.bytes.len() < IN_MEMORY {
            return Ok(());
        }
        self.sort();
        self.spill().map_err(of_private_file)
    }

    /// All that were added, in order.
    pub fn sorted(mut self) -> SortedCases {
        self.sort();
        SortedCases { last: self }
    }

    fn sort(&mut self) {
        let bytes = &self.bytes;
        self.begins.sort_by_key(|begin| code_of(&bytes[*begin..]));
    }

    fn spill(&mut self) -> io::Result<()> {
        let mut run = BufWriter::new(tempfile::tempfile()?);
        for begin in self.begins.drain(..) {
            run.write_all(record(&self.bytes[begin..]))?;
        }
        self.bytes.clear();
        self.runs.push(run.into_inner()?);
        if self.runs.len() < RUNS {
            return Ok(());
        }
        let mut whole = BufWriter::new(tempfile::tempfile()?);
        let mut merge = Merge::of(&self.runs, &[], &[])?;
        while let Some(record) = merge.next()? {
            whole.write_all(record)?;
        }
        self.runs = vec![whole.into_inner()?];
        Ok(())
    }
}

impl SortedCases {
    /// Hands over each case, by their codes, with its administrations in the order of their occasions.
    ///
    /// # Errors
    /// Where a private file cannot be read, or what takes the cases fails, whose error it is then.
    pub fn each(&self, mut take: impl FnMut(Case) -> io::Result<()>) -> io::Result<()> {
        let Sorter { bytes, begins, runs } = &self.last;
        let mut merge = Merge::of(runs, bytes, begins).map_err(of_private_file)?;
        let mut open: Option<Case> = None;
        while let Some(record) = merge.next().map_err(of_private_file)? {
            let administration = decode(record).map_err(of_private_file)?;
            match &mut open {
                Some(case) if case.code == administration.case => case.take(administration),
                other => {
                    let mut case = Case::new(administration.case.clone(), administration.known.len());
                    case.take(administration);
                    if let Some(before) = other.replace(case) {
                        hand_over(before, &mut take)?;
                    }
                }
            }
        }
        open.map_or(Ok(()), |last| hand_over(last, &mut take))
    }
}

fn hand_over(mut case: Case, take: &mut impl FnMut(Case) -> io::Result<()>) -> io::Result<()> {
    case.sort();
    take(case)
}

fn of_private_file(error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("a temporary file, in which administrations are sorted: {error}"))
}

/// Sorted runs on their way into one.
struct Merge<'s> {
    sources: Vec<Source<'s>>,
    /// The code at which each source stands; of equal ones the source that was read first comes first.
    next: BinaryHeap<Reverse<(Vec<u8>, usize)>>,
    /// The source that the last record came from, which moves on when the next one is asked for.
    moves: Option<usize>,
}

impl<'s> Merge<'s> {
    fn of(runs: &'s [File], bytes: &'s [u8], begins: &'s [usize]) -> io::Result<Self> {
        let run = |mut file: &'s File| {
            file.rewind()?;
            Ok(Source { record: vec![], rest: Rest::Run(BufReader::new(file)) })
        };
        let mut sources = runs.iter().map(run).collect::<io::Result<Vec<_>>>()?;
        sources.push(Source { record: vec![], rest: Rest::Memory(bytes, begins.iter()) });
        let mut merge = Self { sources, next: BinaryHeap::new(), moves: None };
        for at in 0..merge.sources.len() {
            if merge.sources[at].step()? {
                merge.next.push(Reverse((code_of(&merge.sources[at].record).to_vec(), at)));
            }
        }
        Ok(merge)
    }

    fn next(&mut self) -> io::Result<Option<&[u8]>> {
        if let Some(moves) = self.moves.take() {
            let source = &mut self.sources[moves];
            let is_more = source.step()?;
            if let Some(mut top) = self.next.peek_mut() {
                if !is_more {
                    PeekMut::pop(top);
                } else if code_of(&source.record) != top.0.0 {
                    top.0.0 = code_of(&source.record).to_vec();
                }
            }
        }
        let Some(Reverse((_, at))) = self.next.peek() else { return Ok(None) };
        self.moves = Some(*at);
        Ok(Some(&self.sources[*at].record))
    }
}

/// A sorted run, and the record at which it stands.
struct Source<'s> {
    record: Vec<u8>,
    rest: Rest<'s>,
}

enum Rest<'s> {
    Run(BufReader<&'s File>),
    Memory(&'s [u8], std::slice::Iter<'s, usize>),
}

impl Source<'_> {
    /// Goes to the next record; `false` after the last.
    fn step(&mut self) -> io::Result<bool> {
        self.record.clear();
        match &mut self.rest {
            Rest::Memory(bytes, begins) => match begins.next() {
                Some(begin) => self.record.extend_from_slice(record(&bytes[*begin..])),
                None => return Ok(false),
            },
            Rest::Run(run) => {
                let mut length = [0; 4];
                match run.read_exact(&mut length) {
                    Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
                    other => other?,
                }
                self.record.extend(length);
                self.record.resize(u32::from_le_bytes(length) as usize, 0);
                run.read_exact(&mut self.record[length.len()..])?;
            }
        }
        Ok(true)
    }
}

/// A record with its length, at the beginning of bytes that go on behind it.
fn record(bytes: &[u8]) -> &[u8] {
    &bytes[..length_at(bytes, 0)]
}

/// The code of the case of a record.
fn code_of(record: &[u8]) -> &[u8] {
    &record[8..8 + length_at(record, 4)]
}

fn length_at(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]) as usize
}

/// Writes an administration: the length of the whole, the code of the case, then the rest. Every part has its length
/// before it.
fn encode(administration: &Administration, bytes: &mut Vec<u8>) {
    let Administration { case, group, known, occasion } = administration;
    let Occasion { name, date, informant, earlier, scores, bands, alerts, answered, answers, skipped, words } = occasion;
    let begin = bytes.len();
    bytes.extend([0; 4]);
    let mut parts = Parts(bytes);
    parts.text(case);
    parts.text(group);
    parts.each(known.iter().map(|fact| fact.to_le_bytes()));
    parts.text(name);
    parts.each(date.iter().map(|date| date.to_le_bytes()));
    parts.each([informant.0 as u32, answered.0, answered.1].map(u32::to_le_bytes).into_iter());
    parts.text(&earlier.as_ref().map_or(String::new(), ToString::to_string));
    parts.each(scores.iter().map(|score| score.to_le_bytes()));
    // A position that no band has stands for none.
    parts.each(bands.iter().map(|band| band.map_or(u32::MAX, u32::from).to_le_bytes()));
    parts.each(alerts.iter().map(|alert| [alert.map_or(2, u8::from)]));
    parts.each(answers.iter().map(|given| number_of(*given).to_le_bytes()));
    parts.each(answers.iter().map(|given| [u8::from(*given == Given::None)]));
    parts.each(skipped.iter().map(|item| (item.0 as u32).to_le_bytes()));
    parts.each(words.iter().map(|(item, _)| (item.0 as u32).to_le_bytes()));
    words.iter().for_each(|(_, text)| parts.text(text));
    let length = (bytes.len() - begin) as u32;
    bytes[begin..begin + 4].copy_from_slice(&length.to_le_bytes());
}

/// The number of an answer; NaN where there is none.
fn number_of(given: Given) -> f64 {
    given.value().unwrap_or(f64::NAN)
}

struct Parts<'b>(&'b mut Vec<u8>);

impl Parts<'_> {
    fn text(&mut self, text: &str) {
        self.0.extend((text.len() as u32).to_le_bytes());
        self.0.extend_from_slice(text.as_bytes());
    }

    fn each<const N: usize>(&mut self, values: impl ExactSizeIterator<Item = [u8; N]>) {
        self.0.extend(((values.len() * N) as u32).to_le_bytes());
        values.for_each(|value| self.0.extend(value));
    }
}

/// Reads an administration again. Fails where a file is not as it was written.
fn decode(record: &[u8]) -> io::Result<Administration> {
    let mut rest = Rests(&record[4..]);
    let (case, group, known) = (rest.text()?, rest.text()?, rest.numbers()?);
    let name = rest.text()?;
    let date = rest.each(i32::from_le_bytes)?.first().copied();
    let [informant, answered, asked] = rest.each(u32::from_le_bytes)?[..] else { return Err(not_as_written()) };
    let earlier = rest.text()?;
    let earlier = if earlier.is_empty() { None } else { Some(earlier.parse().map_err(|()| not_as_written())?) };
    let scores = rest.numbers()?;
    let bands = rest.each(u32::from_le_bytes)?.into_iter().map(|band| u16::try_from(band).ok()).collect();
    let alerts = rest.each(u8::from_le_bytes)?.into_iter().map(|alert| (alert < 2).then_some(alert == 1)).collect();
    let given = |(number, is_none): (f64, u8)| match (is_none, number.is_nan()) {
        (1, _) => Given::None,
        (_, true) => Given::Missing,
        (_, false) => Given::Value(number),
    };
    let answers = rest.numbers()?.into_iter().zip(rest.each(u8::from_le_bytes)?).map(given).collect();
    let skipped = rest.each(u32::from_le_bytes)?.into_iter().map(|item| ItemIx(item as usize)).collect();
    let items = rest.each(u32::from_le_bytes)?;
    let words = items.into_iter().map(|item| Ok((ItemIx(item as usize), rest.text()?))).collect::<io::Result<_>>()?;
    let (informant, answered) = (InformantIx(informant as usize), (answered, asked));
    let scores = scores.into();
    let occasion = Occasion { name, date, informant, earlier, scores, bands, alerts, answered, answers, skipped, words };
    Ok(Administration { case, group, known: known.into(), occasion })
}

fn not_as_written() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "it is not as it was written")
}

/// What is left of a record.
struct Rests<'b>(&'b [u8]);

impl Rests<'_> {
    fn part(&mut self) -> io::Result<&[u8]> {
        let (length, rest) = self.0.split_first_chunk::<4>().ok_or_else(not_as_written)?;
        let (part, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or_else(not_as_written)?;
        self.0 = rest;
        Ok(part)
    }

    fn text(&mut self) -> io::Result<String> {
        String::from_utf8(self.part()?.to_vec()).map_err(|_| not_as_written())
    }

    fn numbers(&mut self) -> io::Result<Vec<f64>> {
        self.each(f64::from_le_bytes)
    }

    fn each<T, const N: usize>(&mut self, read: fn([u8; N]) -> T) -> io::Result<Vec<T>> {
        let (values, left) = self.part()?.as_chunks::<N>();
        if left.is_empty() { Ok(values.iter().map(|value| read(*value)).collect()) } else { Err(not_as_written()) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn administration(case: String, name: String, number: f64, small: u16) -> Administration {
        let occasion = Occasion {
            name,
            date: (!small.is_multiple_of(3)).then_some(i32::from(small) - 7),
            informant: InformantIx(usize::from(small % 2)),
            earlier: if small.is_multiple_of(5) { "0.2.1".parse().ok() } else { None },
            scores: vec![number, f64::NAN].into(),
            bands: vec![Some(small), None].into(),
            alerts: vec![Some(true), Some(false), None].into(),
            answered: (3, 4),
            answers: vec![Given::Value(f64::from(small)), Given::None, Given::Missing].into(),
            skipped: vec![ItemIx(usize::from(small % 4)), ItemIx(5)],
            words: vec![(ItemIx(2), small.to_string())],
        };
        Administration { case, group: small.to_string(), known: vec![f64::NAN, number].into(), occasion }
    }

    proptest! {
        /// What is read again is what was written, a case after the other, each in the order in which it was read; also
        /// where runs are many and merged to one.
        #[test]
        fn cases_come_back_in_order(
            of in proptest::collection::vec((0_usize..6, ".{0,4}", any::<f64>(), any::<u16>()), 0..150),
            every in 1_usize..5,
        ) {
            const CODES: [&str; 6] = ["a", "ab", "b", "É", "10", "9"];
            let mut expected: std::collections::BTreeMap<String, Case> = std::collections::BTreeMap::new();
            let mut sorter = Sorter::default();
            for (at, (code, name, number, small)) in of.iter().enumerate() {
                let administration = administration(CODES[*code].to_owned(), name.clone(), *number, *small);
                prop_assert!(sorter.add(&administration).is_ok());
                if at % every == 0 {
                    sorter.sort();
                    prop_assert!(sorter.spill().is_ok());
                }
                let code = administration.case.clone();
                expected.entry(code.clone()).or_insert_with(|| Case::new(code, 2)).take(administration);
            }
            expected.values_mut().for_each(Case::sort);
            let sorted = sorter.sorted();
            for _ in 0..2 {
                let mut found = Vec::new();
                let read = sorted.each(|case| {
                    found.push(format!("{case:?}"));
                    Ok(())
                });
                prop_assert!(read.is_ok());
                let expected: Vec<String> = expected.values().map(|case| format!("{case:?}")).collect();
                prop_assert_eq!(&found, &expected);
            }
        }
    }
}
