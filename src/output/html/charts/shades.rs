use super::course::{Shade, Tone};
use crate::instrument::{Instrument, ScoreIx};

/// The bands of a score behind its lines; none where it has none.
pub fn shades(instrument: &Instrument, score: ScoreIx, (low, high): (f64, f64)) -> Vec<Shade> {
    let found = instrument.bands.iter().find(|bands| bands.score() == Some(score));
    let Some((bands, stretches)) = found.and_then(|bands| Some((bands, bands.stretches()?))) else { return vec![] };
    let count = stretches.from.len();
    let shade = |(at, (from, band)): (usize, (&f64, &crate::instrument::Band))| Shade {
        from: from.max(low),
        to: stretches.from.get(at + 1).copied().unwrap_or(high),
        label: band.label.clone(),
        tone: Tone::of(at, count),
    };
    stretches.from.iter().zip(&bands.bands).enumerate().map(shade).collect()
}
