use std::collections::{BTreeMap, HashSet};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::Path;

use super::{CliError, report};
use crate::administer::{CaseCode, Identity, Questionnaire, Record};
use crate::files;
use crate::instrument::{InformantIx, Instrument, ItemIx, KnownIx};
use crate::output::repeat_complaint;
use crate::responses::{Answers, Faults, Format, ReadError, ReadOptions, Role, RowReader};
use crate::source::{Complaint, SourceFile, codes};

type Records = Vec<(CaseCode, Record)>;

/// The administrations of a file of answers in CSV, each under the code of its case. What is wrong in the file is said; `None` where anything is.
pub fn of_file(instrument: &Instrument, path: &Path, options: &ReadOptions) -> Result<Option<Records>, CliError> {
    let file = SourceFile::new(path.display().to_string(), "");
    let system = |error| CliError::system(path.display().to_string(), error);
    let text = files::bytes(path).map_err(system)?;
    let (mut faults, mut told) = (Faults::default(), Ok(()));
    let read = Answers::open(instrument, Box::new(Cursor::new(text)), Format::Csv, options).and_then(|mut answers| {
        // Rows without cases can be numbered and scored, and not kept.
        answers.complaints.retain(|complaint| complaint.code != &codes::V0719);
        told = report::print(&file, &answers.complaints, report::Channel::Stderr);
        if answers.complaints.iter().any(Complaint::is_error) { Ok(None) } else { gathered(answers, &mut faults).map(Some) }
    });
    told?;
    match read {
        Ok(records) if faults.total() == 0 => return Ok(records),
        Ok(_) => {}
        Err(ReadError::Io(error)) => return Err(system(error)),
        Err(ReadError::Fault(complaint)) => faults.add(*complaint),
    }
    report::print(&file, &faults.shown, report::Channel::Stderr)?;
    report::not_shown(&faults)?;
    Ok(None)
}

/// All administrations, as far as nothing is wrong with them.
fn gathered(mut answers: Answers<'_>, faults: &mut Faults) -> Result<Records, ReadError> {
    if !answers.reader.columns.has(Role::Case) {
        faults.add(answers.reader.error(&codes::V0717, 1, Role::Case, "", "there is no column `case`".to_owned()));
        return Ok(Vec::new());
    }
    let mut rows = Vec::new();
    let (reader, source) = answers.split();
    source.for_each(&mut |block| {
        let filled = reader.read(&block);
        let faulty: HashSet<u64> = filled.rejected.into_iter().collect();
        rows.extend(reader.kept_rows(&block).into_iter().filter(|(row, _)| !faulty.contains(row)));
        faults.append(filled.faults);
        ControlFlow::Continue(())
    })?;
    let mut records: Records = Vec::with_capacity(rows.len());
    let mut sheets: BTreeMap<(String, String, String), u64> = BTreeMap::new();
    for (row, cells) in rows {
        match record(&answers.reader, row, &cells) {
            Ok(record) => {
                let Identity { case, occasion, informant, .. } = &record.1.identity;
                let sheet = (case.clone(), occasion.clone(), informant.clone());
                match sheets.insert(sheet, row) {
                    Some(before) => faults.add(repeat_complaint(row, before)),
                    None => records.push(record),
                }
            }
            Err(complaint) => faults.add(*complaint),
        }
    }
    Ok(records)
}

/// An administration, or why its case cannot be kept. Answers were judged when they were read.
fn record(reader: &RowReader<'_>, row: u64, cells: &[String]) -> Result<(CaseCode, Record), Box<Complaint>> {
    let instrument = reader.instrument();
    let cell = |role: Role| {
        let at = reader.columns.roles.iter().position(|known| *known == role);
        at.and_then(|at| cells.get(at)).map_or("", String::as_str)
    };
    let case = CaseCode::parse(cell(Role::Case))
        .map_err(|error| Box::new(reader.error(&codes::V0720, row, Role::Case, cell(Role::Case), error.to_string())))?;
    let informant = instrument.informant(cell(Role::Informant)).unwrap_or(InformantIx(0));
    let mut asked = Questionnaire::new(instrument, informant, vec![]);
    asked.give_kept((0..instrument.items.len()).map(|at| (ItemIx(at), cell(Role::Item(ItemIx(at))))));
    let known =
        instrument.known.iter().enumerate().map(|(at, known)| (known.name.clone(), cell(Role::Known(KnownIx(at))).to_owned()));
    let known = known.filter(|(_, value)| !value.is_empty()).collect();
    let identity = Identity {
        case: case.as_str().to_owned(),
        occasion: cell(Role::Occasion).to_owned(),
        informant: instrument.informants[informant.0].name.clone(),
        date: cell(Role::Date).to_owned(),
        language: cell(Role::Language).to_owned(),
    };
    Ok((case, Record::of(&asked, identity, known)))
}
