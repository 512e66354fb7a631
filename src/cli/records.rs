use std::collections::BTreeMap;
use std::path::Path;

use super::CliError;
use crate::administer::{CaseCode, Identity, Questionnaire, Record};
use crate::instrument::{Instrument, ItemIx};
use crate::source::printable;

/// The administrations of a file of answers, each under the code of its case, or what is wrong in the file, with its row and column.
pub fn of_file(instrument: &Instrument, path: &Path) -> Result<Result<Vec<(CaseCode, Record)>, String>, CliError> {
    let name = path.display().to_string();
    let broken = |error: csv::Error| match error.into_kind() {
        csv::ErrorKind::Io(error) => CliError::system(name.clone(), error),
        other => CliError::usage(
            format!("{name}: {}", csv_words(&other)),
            "`verbond score` says more of what is wrong in it".to_owned(),
        ),
    };
    let mut reader = csv::Reader::from_path(path).map_err(broken)?;
    let header: Vec<String> = reader.headers().map_err(broken)?.iter().map(|cell| cell.trim().to_owned()).collect();
    let mut records: Vec<(CaseCode, Record)> = Vec::new();
    let mut rows: BTreeMap<(String, String, String), u64> = BTreeMap::new();
    for (number, row) in (2_u64..).zip(reader.records()) {
        let row = row.map_err(broken)?;
        let cells: BTreeMap<&str, &str> = header.iter().map(String::as_str).zip(row.iter().map(str::trim)).collect();
        match record(instrument, &cells) {
            Ok(record) => {
                let Identity { case, occasion, informant, .. } = &record.1.identity;
                let sheet = (case.clone(), occasion.clone(), informant.clone());
                if let Some(before) = rows.insert(sheet, number) {
                    let same = format!("{informant} of case {case} at occasion {occasion} stands in row {before} already");
                    return Ok(Err(format!("{name}: row {number}: {}", printable(&same))));
                }
                records.push(record);
            }
            Err((column, why)) => return Ok(Err(format!("{name}: row {number}, column {column}: {}", printable(&why)))),
        }
    }
    Ok(Ok(records))
}

fn csv_words(kind: &csv::ErrorKind) -> String {
    match kind {
        csv::ErrorKind::UnequalLengths { pos, expected_len, len } => {
            let row = pos.as_ref().map_or(0, csv::Position::line);
            format!("row {row} has {len} cells where the first has {expected_len}")
        }
        csv::ErrorKind::Utf8 { .. } => "it is not UTF-8".to_owned(),
        _ => "it is no CSV".to_owned(),
    }
}

/// A row, or the column and what is wrong in it.
fn record(instrument: &Instrument, cells: &BTreeMap<&str, &str>) -> Result<(CaseCode, Record), (String, String)> {
    let cell = |name: &str| cells.get(name).copied().unwrap_or_default();
    let case = CaseCode::parse(cell("case")).map_err(|error| ("case".to_owned(), error.to_string()))?;
    let informant = match cell("informant") {
        "" => instrument.informants[0].name.clone(),
        name => name.to_owned(),
    };
    let place = instrument
        .informant(&informant)
        .ok_or_else(|| ("informant".to_owned(), format!("there is no informant `{informant}`")))?;
    let mut asked = Questionnaire::new(instrument, place, vec![]);
    for (at, item) in instrument.items.iter().enumerate() {
        asked.give(ItemIx(at), cell(&item.name)).map_err(|error| (item.name.clone(), error.to_string()))?;
    }
    let known = instrument.known.iter().map(|known| (known.name.clone(), cell(&known.name).to_owned()));
    let known = known.filter(|(_, value)| !value.is_empty()).collect();
    let identity = Identity {
        case: case.as_str().to_owned(),
        occasion: cell("occasion").to_owned(),
        informant,
        date: cell("date").to_owned(),
        language: cell("language").to_owned(),
    };
    Ok((case, Record::of(&asked, identity, known)))
}
