/// A graph that only grows, and which of its edges are bridges: the only way between their ends.
///
/// Nodes that no single edge parts are one block; the blocks hang together in trees by the bridges. An edge within a
/// tree joins the blocks on the way between its ends to one (Westbrook & Tarjan 1992, Algorithmica 7, 433-464), so that
/// growing takes hardly more than a step an edge.
pub(super) struct Bridges {
    /// A node of the same block, itself for the one that stands for it.
    block: Vec<usize>,
    /// A node of the same tree, itself for the one that stands for it.
    tree: Vec<usize>,
    /// Nodes of a tree, at the one that stands for it.
    size: Vec<usize>,
    /// A node of the block above, at the node that stands for a block.
    above: Vec<Option<usize>>,
    /// The edge that a block was last met for, at the node that stands for it.
    met: Vec<usize>,
    edges: usize,
}

impl Bridges {
    /// A graph without edges.
    pub fn new(nodes: usize) -> Self {
        Self {
            block: (0..nodes).collect(),
            tree: (0..nodes).collect(),
            size: vec![1; nodes],
            above: vec![None; nodes],
            met: vec![0; nodes],
            edges: 0,
        }
    }

    /// Whether an edge that is there is a bridge.
    pub fn is_bridge(&mut self, one: usize, other: usize) -> bool {
        stands_for(&mut self.block, one) != stands_for(&mut self.block, other)
    }

    /// Adds an edge between nodes that have none between them.
    pub fn add(&mut self, one: usize, other: usize) {
        self.edges += 1;
        let (one, other) = (stands_for(&mut self.block, one), stands_for(&mut self.block, other));
        if one == other {
            return;
        }
        let (first, second) = (stands_for(&mut self.tree, one), stands_for(&mut self.tree, other));
        if first == second {
            self.join(one, other);
            return;
        }
        // The smaller tree is hung under the other one, by the block that the edge begins at.
        let (small, large, from, to) =
            if self.size[first] <= self.size[second] { (first, second, one, other) } else { (second, first, other, one) };
        self.turn(from);
        self.above[from] = Some(to);
        self.tree[small] = large;
        self.size[large] += self.size[small];
    }

    /// Makes a block the top of its tree.
    fn turn(&mut self, block: usize) {
        let (mut at, mut below) = (Some(block), None);
        while let Some(here) = at {
            let above = self.above[here].map(|above| stands_for(&mut self.block, above));
            self.above[here] = below;
            (below, at) = (Some(here), above);
        }
    }

    /// Joins all blocks between two of one tree.
    fn join(&mut self, one: usize, other: usize) {
        let mut ways = [vec![one], vec![other]];
        self.met[one] = self.edges;
        self.met[other] = self.edges;
        let top = 'search: loop {
            for way in &mut ways {
                let here = way[way.len() - 1];
                let Some(above) = self.above[here].map(|above| stands_for(&mut self.block, above)) else { continue };
                if std::mem::replace(&mut self.met[above], self.edges) == self.edges {
                    break 'search above;
                }
                way.push(above);
            }
        };
        for way in &ways {
            for block in way.iter().take_while(|block| **block != top) {
                self.block[*block] = top;
            }
        }
    }
}

/// The node that stands for those that a node is joined with; the way there is halved.
fn stands_for(joined: &mut [usize], mut node: usize) -> usize {
    while joined[node] != node {
        joined[node] = joined[joined[node]];
        node = joined[node];
    }
    node
}
