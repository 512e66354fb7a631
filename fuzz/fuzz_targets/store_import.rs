//! Any bytes are taken for a file of answers that a store takes in: what is sound of it is kept, and what is kept can
//! be read again.
#![no_main]

use std::collections::BTreeMap;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use verbond::Instrument;
use verbond::administer::{CaseCode, Identity, Questionnaire, Record};
use verbond::instrument::{InformantIx, ItemIx};
use verbond::responses::{Answers, Format, ReadOptions, Role};
use verbond::source::SourceFile;
use verbond::store::{Begun, Imported, OnHeld, Store};

const TEXT: &str = include_str!("../../instruments/alliance-monitor/0.3.0.instrument");
const NOW: &str = "2026-11-26T12:00:00Z";

fn instrument() -> &'static Instrument {
    static INSTRUMENT: OnceLock<Instrument> = OnceLock::new();
    INSTRUMENT.get_or_init(|| verbond::check_text(&SourceFile::new("alliance-monitor", TEXT)).found.expect("it is sound"))
}

fn records(bytes: &[u8]) -> Vec<(CaseCode, Record)> {
    let instrument = instrument();
    let options = ReadOptions { keep: true, words: true, ..ReadOptions::default() };
    let Ok(mut answers) = Answers::open(instrument, Box::new(Cursor::new(bytes.to_vec())), Format::Csv, &options) else {
        return vec![];
    };
    let mut records = Vec::new();
    let (reader, source) = answers.split();
    let _ = source.for_each(&mut |block| {
        let filled = reader.read(&block);
        for row in 0..filled.table.rows {
            let cell = |role: Role| reader.rows().written(&filled.table, row, role);
            let Ok(case) = CaseCode::parse(&cell(Role::Case)) else { continue };
            let informant = instrument.informant(&cell(Role::Informant)).unwrap_or(InformantIx(0));
            let mut asked = Questionnaire::new(instrument, informant, vec![]);
            let given: Vec<(ItemIx, String)> = instrument.items.keys().map(|at| (at, cell(Role::Item(at)))).collect();
            asked.give_kept(given.iter().map(|(at, answer)| (*at, answer.as_str())));
            let identity = Identity {
                case: case.as_str().to_owned(),
                occasion: cell(Role::Occasion),
                informant: instrument.informants[informant].name.clone(),
                date: cell(Role::Date),
                language: cell(Role::Language),
            };
            records.push((case, Record::of(&asked, identity, BTreeMap::new())));
        }
        ControlFlow::Continue(())
    });
    records
}

fuzz_target!(|bytes: &[u8]| {
    let records = records(bytes);
    let instrument = instrument();
    let measure = instrument.reference();
    let mut store = Store::in_memory().expect("memory");
    let imported: Vec<Imported<'_>> = records
        .iter()
        .map(|(case, record)| Imported {
            begun: Begun {
                measure: &measure,
                sha256: &instrument.sha256,
                text: TEXT,
                case,
                identity: &record.identity,
                known: &record.known,
                at: NOW,
            },
            answers: &record.answers,
            is_confidential: false,
            office: "",
            on_held: OnHeld::Refuse,
        })
        .collect();
    let count = imported.len();
    if store.take_in(&imported, NOW).is_ok() {
        let kept = store.kept(Some(&instrument.id), None).expect("what was taken in is read");
        assert_eq!(kept.len(), count);
    }
});
