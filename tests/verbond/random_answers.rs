//! Random answers to any measure, as a file of answers has them.

use verbond::instrument::{Domain, Given, Instrument};

/// Texts as people write them: with every sign that some kind of file has a meaning for.
const TEXTS: [&str; 9] =
    ["I moved; twice", "=1+1", "comma, and \"marks\"", "none", "ça va", "two\nlines", "007", "1,5", "a 'single' one"];
const DAYS: [&str; 4] = ["2026-03-05", "1999-12-31", "2024-02-29", "2026-11-24"];

/// Rows under a heading.
pub struct RandomAnswers {
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// A random number after another (SplitMix64).
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }

    fn of<'t>(&mut self, texts: &'t [String]) -> &'t str {
        &texts[self.below(texts.len())]
    }
}

/// What can be answered, as a file has it: some of it, where there is much.
fn possible(domain: Domain<'_>) -> Vec<String> {
    let small = (-200..=400).map(|twentieths| f64::from(twentieths) / 20.0);
    let large = (0..60).map(|at| f64::from(at * 433)).chain((0..64).map(f64::from));
    let numbers = small.chain(large).filter(|value| domain.accepts(*value));
    let mut written: Vec<String> = numbers.filter_map(|value| domain.write(Given::Value(value))).collect();
    written.extend(domain.write(Given::None));
    // Of a text a number does not tell the words.
    if written.is_empty() { TEXTS.map(str::to_owned).to_vec() } else { written }
}

/// So many administrations; one cell of seven is empty.
pub fn random_answers(instrument: &Instrument, count: usize, seed: u64) -> RandomAnswers {
    let mut draw = Draw(seed);
    let known = instrument.known.iter().map(|known| (known.name.clone(), possible(known.domain())));
    let items = instrument.items.iter().map(|item| (item.name.clone(), possible(instrument.domain_of(item))));
    let columns: Vec<(String, Vec<String>)> = known.chain(items).collect();
    let informants: Vec<String> = instrument.informants.iter().map(|informant| informant.name.clone()).collect();
    let fixed = ["case", "occasion", "informant", "date"].map(str::to_owned);
    let head = fixed.into_iter().chain(columns.iter().map(|(name, _)| name.clone())).collect();
    let rows = (1..=count).map(|number| {
        let date = if draw.below(7) == 0 { "" } else { DAYS[draw.below(DAYS.len())] };
        let identity = [format!("c{number}"), "1".to_owned(), draw.of(&informants).to_owned(), date.to_owned()];
        let mut row = identity.to_vec();
        for (_, cells) in &columns {
            row.push(if draw.below(7) == 0 { String::new() } else { draw.of(cells).to_owned() });
        }
        row
    });
    RandomAnswers { rows: rows.collect(), head }
}

impl RandomAnswers {
    /// The same with another text in some cells.
    pub fn with(mut self, other: impl Fn(&str, &str) -> Option<String>) -> Self {
        for row in &mut self.rows {
            for (name, cell) in self.head.iter().zip(row) {
                if let Some(other) = other(name, cell) {
                    *cell = other;
                }
            }
        }
        self
    }

    /// The text under a name in a row.
    pub fn cell<'r>(&self, row: &'r [String], name: &str) -> &'r str {
        self.head.iter().position(|known| known == name).and_then(|at| row.get(at)).map_or("", String::as_str)
    }

    pub fn csv(&self) -> String {
        csv_of(&self.head, &self.rows)
    }
}

/// Rows as CSV, with a heading.
pub fn csv_of(head: &[String], rows: &[Vec<String>]) -> String {
    let mut writer = csv::Writer::from_writer(vec![]);
    writer.write_record(head).unwrap();
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}
