use super::options::Caller;
use crate::instrument::Instrument;
use crate::source::{Diagnostic, codes};

/// Names of items from which on a row is taken for a header; fewer where the measure has no more.
const NAMES: usize = 2;

/// Says what is done about a header that names no item, where the first rows show it.
pub(super) fn advise(
    diagnostics: &mut [Diagnostic],
    (names, rows): (&[String], &[Vec<String>]),
    instrument: &Instrument,
    caller: Caller,
) {
    let Some(told) = diagnostics.iter_mut().find(|told| told.code == &codes::NO_HEADER) else { return };
    if let Some(hint) = below(rows, instrument).or_else(|| by_blanks(names, instrument, caller)) {
        told.help = Some(hint);
    }
}

/// A title stands above the header.
fn below(rows: &[Vec<String>], instrument: &Instrument) -> Option<String> {
    // What separates cells was looked for in the title.
    let cells = |row: &Vec<String>| row.iter().flat_map(|cell| cell.split([',', ';', '\t', '|'])).map(str::to_owned).collect();
    let header: Vec<String> = rows.iter().map(cells).find(|cells: &Vec<String>| names_items(cells, instrument))?;
    let first = header.iter().map(|cell| bare(cell)).find(|cell| !cell.is_empty())?;
    Some(format!("the row that begins with `{first}` names items, and seems to be the header: delete what stands above it"))
}

/// Blanks stand between the names, as R's `write.table` puts them.
fn by_blanks(names: &[String], instrument: &Instrument, caller: Caller) -> Option<String> {
    let [only] = names else { return None };
    let words: Vec<String> = only.split_whitespace().map(str::to_owned).collect();
    let said = caller.blanks();
    names_items(&words, instrument).then(|| format!("blanks seem to separate the cells: write commas in their place, or {said}"))
}

fn names_items(cells: &[String], instrument: &Instrument) -> bool {
    let is_item = |cell: &&String| instrument.item(bare(cell)).is_some();
    cells.iter().filter(is_item).count() >= NAMES.min(instrument.items.len()).max(1)
}

fn bare(cell: &str) -> &str {
    cell.trim().trim_matches('"')
}
