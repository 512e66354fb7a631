/// Moves stretches apart so that none overlaps another, each as near to where it would like to be as the others let it:
/// given their middles in rising order and their heights, within a top and a bottom. Where they do not all fit, they
/// begin at the top and go beyond the bottom.
pub fn spread(wanted: &[(f64, f64)], (top, bottom): (f64, f64)) -> Vec<f64> {
    // Neighbours that touch move as one block, whose middle is the mean of what they would like.
    struct Block {
        first: usize,
        heights: f64,
        /// Where its upper edge would like to be, summed over its members.
        wish: f64,
        count: f64,
    }
    let mut blocks: Vec<Block> = Vec::new();
    for (at, (middle, height)) in wanted.iter().enumerate() {
        let mut block = Block { first: at, heights: *height, wish: middle - height / 2.0, count: 1.0 };
        while let Some(before) = blocks.last() {
            if before.wish / before.count + before.heights <= block.wish / block.count {
                break;
            }
            block = Block {
                first: before.first,
                // Each member of the later block would like the edge so much higher as the earlier block is tall.
                wish: before.wish + block.wish - block.count * before.heights,
                heights: before.heights + block.heights,
                count: before.count + block.count,
            };
            blocks.pop();
        }
        blocks.push(block);
    }
    let mut edges: Vec<f64> = blocks.iter().map(|block| block.wish / block.count).collect();
    // Within the bottom from below, and then within the top from above, which counts for more.
    let mut below = bottom;
    for (edge, block) in edges.iter_mut().zip(&blocks).rev() {
        *edge = edge.min(below - block.heights);
        below = *edge;
    }
    let mut above = top;
    for (edge, block) in edges.iter_mut().zip(&blocks) {
        *edge = edge.max(above);
        above = *edge + block.heights;
    }
    let mut middles = vec![0.0; wanted.len()];
    for (at, block) in blocks.iter().enumerate() {
        let end = blocks.get(at + 1).map_or(wanted.len(), |next| next.first);
        let mut edge = edges[at];
        for member in block.first..end {
            middles[member] = edge + wanted[member].1 / 2.0;
            edge += wanted[member].1;
        }
    }
    middles
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::spread;

    #[test]
    fn neighbours_give_way_to_both_sides() {
        assert_eq!(spread(&[(20.0, 10.0), (60.0, 10.0)], (0.0, 100.0)), [20.0, 60.0]);
        // Two that want one place share it: 45 and 55 about 50.
        assert_eq!(spread(&[(50.0, 10.0), (50.0, 10.0)], (0.0, 100.0)), [45.0, 55.0]);
        assert_eq!(spread(&[(0.0, 10.0), (100.0, 10.0)], (0.0, 100.0)), [5.0, 95.0]);
    }

    proptest! {
        #[test]
        fn nothing_overlaps_and_all_that_fits_stays_inside(of in proptest::collection::vec((0.0..200.0, 1.0..20.0), 1..9)) {
            let mut wanted: Vec<(f64, f64)> = of;
            wanted.sort_by(|one, other| one.0.total_cmp(&other.0));
            let found = spread(&wanted, (0.0, 200.0));
            for at in 1..found.len() {
                prop_assert!(found[at] - found[at - 1] >= (wanted[at].1 + wanted[at - 1].1) / 2.0 - 1e-9);
            }
            let tall: f64 = wanted.iter().map(|(_, height)| height).sum();
            if tall <= 200.0 {
                prop_assert!(found[0] - wanted[0].1 / 2.0 >= -1e-9);
                let last = found.len() - 1;
                prop_assert!(found[last] + wanted[last].1 / 2.0 <= 200.0 + 1e-9);
            }
        }
    }
}
