use crate::syntax::tree::{self, Word};

/// An item of a statement.
pub struct DeclaredItem<'a> {
    /// Its name.
    pub name: Word,
    /// The statement, which may be that of a run.
    pub item: &'a tree::Item,
    /// Its place in the run.
    pub at: usize,
    /// Position of its page.
    pub page: usize,
    /// The conditions of the blocks around it, the outermost first.
    pub blocks: Vec<&'a tree::Expression>,
}

/// What gives names: bands of a score, or a category.
#[derive(Clone, Copy)]
pub enum DeclaredBands<'a> {
    /// `bands …`
    Stretches(&'a tree::Bands),
    /// `category …`
    Category(&'a tree::Category),
}

impl<'a> DeclaredBands<'a> {
    /// Its name.
    pub fn name(self) -> &'a Word {
        match self {
            Self::Stretches(bands) => &bands.name,
            Self::Category(category) => &category.name,
        }
    }
}
