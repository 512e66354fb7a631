use super::hidden::LEAST;
use super::team_mean::{step, to_step};
use crate::instrument::Stretches;

/// How many values of a band are moved about at the most, in the search for others that show the same figures.
const MOVED: usize = 12;

/// Bands of a score as a table of the report counts them.
pub(super) struct BandCells<'a> {
    /// The bands.
    pub stretches: &'a Stretches,
    /// Which counts the table hides: of each band, and last of those without the score.
    pub hidden: Vec<bool>,
    /// Cases without the score.
    pub missing: u64,
}

/// Figures of a score as they are shown.
#[derive(Clone, Copy)]
pub(super) struct Figures {
    pub mean: f64,
    pub sd: Option<f64>,
}

/// The search for other teams that would show the same counts of bands, the same mean and the same standard deviation:
/// where there is none with other counts, the figures tell what the table hides.
///
/// Such a team is built, not reckoned: its values are ends of bands, or values that somebody has. So what is found is
/// there, while one that is there may not be found, and then figures are held back that could be shown.
pub(super) struct Alike<'a> {
    cells: &'a BandCells<'a>,
    range: (f64, f64),
    figures: Figures,
    team: Team,
    /// Values that a case can have, by band.
    targets: Vec<Vec<f64>>,
    /// How many are in each cell.
    counts: Vec<u64>,
}

/// A team as far as its figures depend on it.
#[derive(Clone)]
struct Team {
    cases: f64,
    sum: f64,
    squares: f64,
    /// Those values of each band that are moved about.
    bands: Vec<Vec<f64>>,
}

/// A case that is moved from a place in a band to a value in one.
#[derive(Clone, Copy)]
struct Move {
    band: usize,
    at: usize,
    to: usize,
    target: f64,
}

impl Team {
    fn put(&mut self, value: f64) {
        self.cases += 1.0;
        self.sum += value;
        self.squares += value.powi(2);
    }

    fn take(&mut self, value: f64) {
        self.cases -= 1.0;
        self.sum -= value;
        self.squares -= value.powi(2);
    }

    fn mean(&self) -> f64 {
        self.sum / self.cases
    }

    fn sd(&self) -> f64 {
        ((self.squares - self.sum * self.mean()).max(0.0) / (self.cases - 1.0)).sqrt()
    }
}

impl<'a> Alike<'a> {
    pub fn new(cells: &'a BandCells<'a>, values: &[f64], range: (f64, f64), figures: Figures) -> Self {
        let mut bands: Vec<Vec<f64>> = vec![vec![]; cells.stretches.from.len()];
        let mut team = Team { cases: 0.0, sum: 0.0, squares: 0.0, bands: vec![] };
        for value in values {
            team.put(*value);
            if let Some(band) = cells.stretches.band_of(*value).and_then(|band| bands.get_mut(band)) {
                band.push(*value);
            }
        }
        bands.iter_mut().for_each(|band| band.sort_by(f64::total_cmp));
        let counts = bands.iter().map(|band| band.len() as u64).chain([cells.missing]).collect();
        let targets = bands.iter().enumerate().map(|(at, band)| targets(cells.stretches, at, band, range)).collect();
        team.bands = bands.iter().map(|band| spread(band, MOVED)).collect();
        Self { cells, range, figures, team, targets, counts }
    }

    /// Whether every hidden count may be another one, and where it is less than [`LEAST`] also as many as are shown.
    ///
    /// That a mean is there says that enough have the score; so where nobody lacks it, that one does is enough.
    pub fn leave_all_open(&self) -> bool {
        let missing = self.counts.len() - 1;
        let mut cells = self.counts.iter().copied().enumerate().filter(|(cell, _)| self.cells.hidden[*cell]);
        cells.all(|(cell, count)| match count {
            0 if cell == missing => self.can_gain(cell, 1),
            0..LEAST => self.can_gain(cell, LEAST - count),
            _ => self.can_gain(cell, 1) || self.can_lose(cell),
        })
    }

    fn others(&self, cell: usize) -> Vec<usize> {
        (0..self.counts.len()).filter(|other| *other != cell && self.cells.hidden[*other]).collect()
    }

    /// Whether so many more can be in a cell, out of the other hidden ones.
    fn can_gain(&self, cell: usize, more: u64) -> bool {
        self.ways(&self.others(cell), more).into_iter().any(|way| {
            let moves: Vec<(usize, usize)> = way.into_iter().map(|from| (from, cell)).collect();
            self.is_alike(cell, &moves)
        })
    }

    fn can_lose(&self, cell: usize) -> bool {
        self.others(cell).into_iter().any(|other| self.is_alike(cell, &[(cell, other)]))
    }

    /// The ways to take so many cases out of cells: for each case the cell that it comes from.
    fn ways(&self, cells: &[usize], count: u64) -> Vec<Vec<usize>> {
        let Some((first, rest)) = cells.split_first() else {
            return if count == 0 { vec![vec![]] } else { vec![] };
        };
        let most = count.min(self.counts[*first]);
        let with = |taken: u64| {
            let ways = self.ways(rest, count - taken).into_iter();
            ways.map(move |way| std::iter::repeat_n(*first, taken as usize).chain(way).collect::<Vec<usize>>())
        };
        (0..=most).flat_map(with).collect()
    }

    /// Whether a team is found that shows the same after these moves into a cell or out of it.
    fn is_alike(&self, cell: usize, moves: &[(usize, usize)]) -> bool {
        let mut team = self.team.clone();
        for (from, to) in moves {
            if let Some(band) = team.bands.get_mut(*from) {
                let Some(value) = (!band.is_empty()).then(|| band.remove(band.len() / 2)) else { return false };
                team.take(value);
            }
            if let Some(targets) = self.targets.get(*to) {
                let Some(value) = targets.get(targets.len() / 2).copied() else { return false };
                team.bands[*to].push(value);
                team.put(value);
            }
        }
        team.cases >= LEAST as f64 && self.settle(cell, team)
    }

    /// Moves cases within their bands and among other hidden ones than this cell, each time the one that helps most,
    /// until the figures are those that are shown or nothing helps any more.
    fn settle(&self, cell: usize, mut team: Team) -> bool {
        let mut off = self.off(&team);
        while off > 0.0 {
            let Some((nearer, next)) = self.nearest(cell, &team) else { return false };
            if nearer >= off - 1e-12 {
                return false;
            }
            (off, team) = (nearer, next);
        }
        let step = self.step(&team);
        let is_shown = |figure: f64, shown: f64| (to_step(figure, step) - shown).abs() < 1e-9;
        is_shown(team.mean(), self.figures.mean) && self.figures.sd.is_none_or(|sd| is_shown(team.sd(), sd))
    }

    /// The team that is nearest to the figures of all that one move makes, and how far off it is.
    fn nearest(&self, cell: usize, team: &Team) -> Option<(f64, Team)> {
        let mut best: Option<(f64, Move)> = None;
        for (band, values) in team.bands.iter().enumerate() {
            let into: Vec<(usize, f64)> = self.into(cell, band);
            for (at, value) in values.iter().enumerate() {
                for (to, target) in into.iter().filter(|(_, target)| target != value) {
                    let mut other = Team { bands: vec![], ..*team };
                    other.take(*value);
                    other.put(*target);
                    let off = self.off(&other);
                    if best.is_none_or(|(least, ..)| off < least) {
                        best = Some((off, Move { band, at, to: *to, target: *target }));
                    }
                }
            }
        }
        let (off, Move { band, at, to, target }) = best?;
        let mut next = team.clone();
        let value = next.bands[band].swap_remove(at);
        next.take(value);
        next.put(target);
        next.bands[to].push(target);
        Some((off, next))
    }

    /// The bands and values that a case in a band can be moved to, where a cell keeps its count.
    fn into(&self, cell: usize, band: usize) -> Vec<(usize, f64)> {
        let is_free = |at: usize| self.cells.hidden[at] && at != cell;
        let bands = self.targets.iter().enumerate().filter(|(to, _)| *to == band || (is_free(*to) && is_free(band)));
        bands.flat_map(|(to, targets)| targets.iter().map(move |target| (to, *target))).collect()
    }

    /// How far the figures of a team are outside of what is rounded to those that are shown, in steps.
    fn off(&self, team: &Team) -> f64 {
        let step = self.step(team);
        let outside = |figure: f64, shown: f64| ((figure - shown).abs() / step - 0.5 + 1e-7).max(0.0);
        outside(team.mean(), self.figures.mean) + self.figures.sd.map_or(0.0, |sd| outside(team.sd(), sd))
    }

    fn step(&self, team: &Team) -> f64 {
        step((self.range.1 - self.range.0) / team.cases)
    }
}

/// Values that a case in a band can have: those that somebody has, and the ends of the band that are in it.
fn targets(stretches: &Stretches, at: usize, band: &[f64], range: (f64, f64)) -> Vec<f64> {
    let seen = [band.first(), band.get(band.len() / 2), band.last()].into_iter().flatten().copied();
    let ends = [stretches.from[at].max(range.0), range.1];
    let mut targets: Vec<f64> = seen.chain(ends.into_iter().filter(|end| stretches.band_of(*end) == Some(at))).collect();
    targets.sort_by(f64::total_cmp);
    targets.dedup();
    targets
}

/// So many values at the most, spread over all of them.
fn spread(values: &[f64], most: usize) -> Vec<f64> {
    let count = values.len().min(most);
    (0..count).map(|at| values[at * (values.len() - 1) / (count - 1).max(1)]).collect()
}

#[cfg(test)]
mod tests {
    use super::{Alike, BandCells, Figures};
    use crate::instrument::{ScoreIx, Stretches};

    /// Bands from 0, 2 and 4 of a score from 0 to 5.
    fn open(values: &[f64], hidden: [bool; 4], (mean, sd): (f64, Option<f64>)) -> bool {
        let stretches = Stretches { of: ScoreIx(0), from: vec![0.0, 2.0, 4.0], above: vec![false; 3] };
        let cells = BandCells { stretches: &stretches, hidden: hidden.to_vec(), missing: 0 };
        Alike::new(&cells, values, (0.0, 5.0), Figures { mean, sd }).leave_all_open()
    }

    #[test]
    fn figures_leave_hidden_counts_open_where_others_show_the_same() {
        // Of six with a mean of 3 (2.5 to 3.5) five are not below 2: with one at 5 they have a mean of 1.67 at the most.
        let six = [2.0, 5.0, 5.0, 2.0, 2.0, 0.0];
        assert!(!open(&six, [true; 4], (3.0, None)));
        assert!(!open(&six, [true; 4], (3.0, Some(2.0))));
        // Of twenty, ten at 1 and ten at 4, mean 2.5 and SD 1.5: 10 at 1, 5 at 2 and 5 at 5 would have 2.25 and 1.7.
        let halves = [[1.0; 10], [4.0; 10]].concat();
        assert!(open(&halves, [true, true, true, false], (2.5, Some(1.5))));
        // Where the two ends are shown, nobody is in the middle and that is told by their sum.
        assert!(!open(&halves, [false, true, false, false], (2.5, None)));
    }

    #[test]
    fn a_standard_deviation_tells_what_a_mean_leaves_open() {
        // All at 3: with five below 2 others can be at 5, and all have the same mean; but then they are apart.
        let alike = [3.0; 20];
        assert!(open(&alike, [true; 4], (3.0, None)));
        assert!(!open(&alike, [true; 4], (3.0, Some(0.0))));
    }
}
