/// How many cases can be moved from one column of a table to another by its rows.
pub(super) enum Room {
    /// As many as one likes: no sum of a column is shown.
    Endless,
    /// From the one to the other.
    Between(Vec<Vec<u64>>),
}

impl Room {
    /// Moves up to so many from a column to another, by way of others where need be, and gives how many. Their room is
    /// taken: a row has a case in a column only once, whichever column it is moved to, and the sum of a column as well.
    pub fn take(&mut self, from: usize, to: usize, most: u64) -> u64 {
        let Self::Between(between) = self else { return most };
        if from == to {
            return most;
        }
        let (width, way) = widest(between, from, to);
        let taken = width.min(most);
        for pair in way.windows(2) {
            between[pair[0]].iter_mut().for_each(|room| *room = room.saturating_sub(taken));
            between.iter_mut().enumerate().filter(|(at, _)| *at != pair[0]).for_each(|(_, row)| {
                row[pair[1]] = row[pair[1]].saturating_sub(taken);
            });
        }
        taken
    }
}

/// The way from one column to another that has most room at its narrowest place, and that room.
fn widest(between: &[Vec<u64>], from: usize, to: usize) -> (u64, Vec<usize>) {
    let mut width = vec![0; between.len()];
    let mut before: Vec<Option<usize>> = vec![None; between.len()];
    let mut is_done = vec![false; between.len()];
    width[from] = u64::MAX;
    while let Some(at) = (0..between.len()).filter(|at| !is_done[*at] && width[*at] > 0).max_by_key(|at| width[*at]) {
        is_done[at] = true;
        for other in (0..between.len()).filter(|other| !is_done[*other]) {
            let through = width[at].min(between[at][other]);
            if through > width[other] {
                (width[other], before[other]) = (through, Some(at));
            }
        }
    }
    let mut way = vec![to];
    while let Some(at) = before[way[way.len() - 1]] {
        way.push(at);
    }
    way.reverse();
    (width[to], way)
}

#[cfg(test)]
mod tests {
    use super::Room;

    #[test]
    fn room_is_taken_once() {
        let mut room = Room::Between(vec![vec![0, 3, 0], vec![0, 0, 2], vec![4, 0, 0]]);
        assert_eq!(room.take(0, 2, 5), 2, "by way of the second column, which has two for the third");
        assert_eq!(room.take(0, 2, 5), 0);
        assert_eq!(room.take(0, 1, 5), 1, "one of three is left");
        assert_eq!((room.take(1, 0, 5), room.take(1, 1, 5)), (0, 5));
        assert_eq!(Room::Endless.take(0, 2, 7), 7);
    }
}
