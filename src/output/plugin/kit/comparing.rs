//! Checks that compare what comes of the same rows in two layouts.

use arrow_array::ffi::FFI_ArrowArray;
use arrow_data::ArrayData;
use verbond_backend::Error;
use verbond_backend::sample::{Filling, Sample};

use super::{Outcome, Trial, Trouble, layouts};
use crate::output::plugin::voice;

/// Rows before those that count, those that count, and rows after them: no multiples of 8, so that bits do not fall
/// into place by chance.
const ROWS: [usize; 3] = [13, 41, 6];
/// How often files that differ from second to second are written before that is given up.
const PATIENCE: usize = 5;

pub fn offset_of_column(trial: &Trial) -> Outcome {
    let (sample, whole) = samples(trial)?;
    let sliced = layouts::inside_buffers(&whole.batches[0], ROWS[0], ROWS[1]).map_err(Error::from)?;
    compare(trial, &sample, &sliced)
}

pub fn offset_of_batch(trial: &Trial) -> Outcome {
    let (sample, whole) = samples(trial)?;
    let sliced = layouts::inside_columns(&whole.batches[0], ROWS[0], ROWS[1]).map_err(Error::from)?;
    compare(trial, &sample, &sliced)
}

pub fn missing_is_missing(trial: &Trial) -> Outcome {
    let (sample, _) = samples(trial)?;
    let rubbish = layouts::with_rubbish(&sample.batches[0]).map_err(Error::from)?;
    compare(trial, &sample, &rubbish)
}

/// The rows that count in a batch of their own, and in one with others before and after them.
fn samples(trial: &Trial) -> Result<(Sample, Sample), Trouble> {
    trial.needs_file()?;
    let mut own = trial.seen(Sample::batched(&ROWS, Filling::Ordinary))?;
    own.batches = vec![own.batches.swap_remove(1)];
    Ok((own, trial.sample(ROWS.iter().sum(), Filling::Ordinary)?))
}

fn compare(trial: &Trial, sample: &Sample, other: &ArrayData) -> Outcome {
    let plain = layouts::plain(&sample.batches[0]);
    for _ in 0..PATIENCE {
        let expected = written(trial, sample, &plain)?;
        let actual = written(trial, sample, other)?;
        // A file may hold the time at which it was made.
        if expected == written(trial, sample, &plain)? {
            return if actual == expected { Ok(()) } else { Err(Trouble::Failed(difference(&expected, &actual))) };
        }
        voice::listener().tell();
    }
    Err(Trouble::Skipped("the same rows come out differently each time, so there is nothing to compare".to_owned()))
}

/// What comes of one batch.
fn written(trial: &Trial, sample: &Sample, batch: &ArrayData) -> Result<Vec<u8>, Trouble> {
    let path = trial.path("compared");
    let mut session = trial.open(sample, &trial.options, &path)?;
    session.write_array(&mut FFI_ArrowArray::new(batch))?;
    session.finish()?;
    trial.left_at(&path)?;
    let bytes = std::fs::read(&path)?;
    std::fs::remove_file(&path)?;
    Ok(bytes)
}

/// Where two files differ: the line, where both are text.
fn difference(expected: &[u8], actual: &[u8]) -> String {
    if let (Ok(expected), Ok(actual)) = (std::str::from_utf8(expected), std::str::from_utf8(actual)) {
        let mut pairs = expected.lines().zip(actual.lines()).enumerate();
        if let Some((at, (expected, actual))) = pairs.find(|(_, (expected, actual))| expected != actual) {
            return format!("line {} is `{}` and should be `{}`", at + 1, short(actual), short(expected));
        }
    }
    let at = expected.iter().zip(actual).take_while(|(expected, actual)| expected == actual).count();
    format!("what it wrote differs from byte {at} on ({} bytes, should be {})", actual.len(), expected.len())
}

fn short(line: &str) -> String {
    const SHOWN: usize = 80;
    if line.chars().count() <= SHOWN { line.to_owned() } else { line.chars().take(SHOWN).chain(['…']).collect() }
}
