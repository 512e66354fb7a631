//! What the library does alone. In WebAssembly nobody sees what is printed, so that each step fails where it does not
//! come out as it should: `main` then returns something other than 0.

use std::error::Error;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Float64Type;
use arrow_array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray};
use verbond::administer::Questionnaire;
use verbond::exchange::{ExportOptions, Target};
use verbond::instrument::InformantIx;
use verbond::responses::{Format, OnBad};
use verbond::{Instrument, Scorer};

const MOOD: &str = include_str!("../../data/mood.instrument");

fn main() -> Result<(), Box<dyn Error>> {
    let scorer = Scorer::builder(Instrument::parse(MOOD)?).on_bad(OnBad::Skip).build()?;
    of_text(&scorer)?;
    of_a_batch(&scorer)?;
    asked(scorer.instrument())?;
    exported(scorer.instrument())?;
    refused()?;
    #[cfg(feature = "analyse")]
    analysed(scorer.instrument())?;
    Ok(())
}

fn expect(holds: bool, what: &str) -> Result<(), Box<dyn Error>> {
    if holds { Ok(()) } else { Err(what.into()) }
}

fn mood(batch: &RecordBatch) -> &Float64Array {
    batch["mood"].as_primitive::<Float64Type>()
}

fn of_text(scorer: &Scorer) -> Result<(), Box<dyn Error>> {
    let scored = scorer.score_text("case,date,calm,glum\nc1,2026-11-24,2,1\nc2,,,0\nc3,,7,0\n", Format::Csv)?;
    expect(mood(&scored.batch) == &Float64Array::from(vec![Some(1.5), None]), "scores of CSV")?;
    expect(scored.rejected == [4] && scored.diagnostics.len() == 1, "a row of CSV that cannot be right")?;
    let scored = scorer.score_text(r#"[{"case": "c4", "calm": 2, "glum": 0}]"#, Format::Json)?;
    expect(mood(&scored.batch) == &Float64Array::from(vec![2.0]), "scores of JSON")
}

fn of_a_batch(scorer: &Scorer) -> Result<(), Box<dyn Error>> {
    let batch = RecordBatch::try_from_iter([
        ("case", Arc::new(StringArray::from(vec!["c4", "c5"])) as ArrayRef),
        ("calm", Arc::new(Int64Array::from(vec![2, 0]))),
        ("glum", Arc::new(Int64Array::from(vec![0, 0]))),
    ])?;
    let scored = scorer.score(&batch)?;
    expect(mood(&scored.batch) == &Float64Array::from(vec![1.0]), "scores of a batch")?;
    expect(scored.rejected == [1], "an administration that was in an earlier batch")
}

fn asked(instrument: &Instrument) -> Result<(), Box<dyn Error>> {
    let mut questionnaire = Questionnaire::new(instrument, InformantIx(0), vec![]);
    while let Some(item) = questionnaire.open() {
        questionnaire.give(item, "1")?;
    }
    expect(questionnaire.scored().scores.raw == [vec![1.0]], "what was answered one by one")
}

fn exported(instrument: &Instrument) -> Result<(), Box<dyn Error>> {
    for target in Target::ALL {
        let exported = target.export(instrument, &[], &ExportOptions::default())?;
        expect(!exported.bytes.is_empty(), target.name())?;
    }
    Ok(())
}

fn refused() -> Result<(), Box<dyn Error>> {
    let Err(error) = Instrument::parse(MOOD.replace("of calm", "of clam")) else {
        return Err("an item that is not there".into());
    };
    expect(error.render().contains("did you mean `calm`?"), "what is said of it")
}

#[cfg(feature = "analyse")]
fn analysed(instrument: &Instrument) -> Result<(), Box<dyn Error>> {
    use std::fmt::Write;
    use std::ops::ControlFlow;
    use verbond::analyse::Sample;
    use verbond::responses::{Answers, ReadOptions};

    let mut text = "case,calm,glum\n".to_owned();
    for case in 0..60_u32 {
        writeln!(text, "c{case},{},{}", case % 3, (case / 2 + 1) % 3)?;
    }
    let mut answers = Answers::open(instrument, Box::new(text.as_bytes()), Format::Csv, &ReadOptions::default())?;
    let mut sample = Sample::new(instrument, None);
    let (reader, source) = answers.split();
    source.for_each(&mut |block| {
        sample.add(reader.read(&block).table);
        ControlFlow::Continue(())
    })?;
    let analysis = sample.analyse(None);
    expect(analysis.informants.len() == 1, "an analysis")
}
