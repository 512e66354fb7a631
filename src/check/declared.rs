use crate::instrument::AllotmentIx;
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
    /// Of what it is a member, where it does not stand by itself.
    pub member: Option<DeclaredMember>,
}

/// A member of a statement that ranks, or shares out.
pub struct DeclaredMember {
    /// Of which one.
    pub allotment: AllotmentIx,
    /// Its position there.
    pub member: usize,
    /// The name of the statement.
    pub name: Word,
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
