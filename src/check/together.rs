use super::declared::DeclaredItem;
use super::draft::Draft;
use super::names::Declared;
use crate::instrument::{GridIx, ItemIx, Kind, names_shown};
use crate::source::{Span, codes};

impl Draft<'_> {
    /// The grid of an item, where it is a row of one; the words `in a grid` tell one from the next. `last` is the grid of
    /// the item before it.
    pub fn grid_of(&mut self, entry: &DeclaredItem<'_>, kind: &Kind, last: &mut Option<Span>) -> Option<GridIx> {
        let Some(grid) = entry.item.grid else {
            *last = None;
            return None;
        };
        let is_new = *last != Some(grid.span);
        *last = Some(grid.span);
        let has_points = kind.scale().is_some_and(|scale| self.instrument.scales[scale].points().is_some());
        if !has_points && is_new && !self.is_cascade(&entry.name.text) {
            let message = "the rows of a grid share the points of a scale, and these items have none";
            self.report(&codes::GRID_WITHOUT_POINTS, grid.span, message, "delete `in a grid`".to_owned());
        }
        if is_new {
            self.instrument.grids.push(Vec::new());
        }
        self.instrument.grids.last_key()
    }

    /// Checks that of items which are asked together, or in any order, none looks at another: it would have to be
    /// answered first.
    pub fn check_together(&mut self, declared: &Declared<'_>) {
        if self.lacks_helpers(declared) {
            return;
        }
        let page_of = |at: ItemIx| declared.items.get(at.0).map(|entry| entry.page);
        for (at, entry) in declared.items.iter().enumerate() {
            let Some(model) = self.instrument.items.get(ItemIx(at)) else { continue };
            let is_random = self.instrument.pages[entry.page].is_random;
            if model.grid.is_none() && model.member_of.is_none() && !is_random {
                continue;
            }
            let mut looked_at = model.asked_when.as_ref().map_or(vec![], |when| self.instrument.items_of(when));
            let shown = model.wording.0.iter().flatten().flat_map(|text| names_shown(text));
            looked_at.extend(shown.filter_map(|name| self.instrument.item(name)));
            let is_beside = |other: &ItemIx| {
                let is_there = other.0 < self.instrument.items.len();
                let are_together = is_there && self.instrument.are_together(ItemIx(at), *other);
                are_together || (is_random && page_of(*other) == Some(entry.page))
            };
            if let Some(other) = looked_at.into_iter().find(is_beside) {
                let (name, other) = (&entry.name.text, self.instrument.items[other].name.clone());
                let message = format!("`{name}` looks at `{other}`, and both are asked together, or in any order");
                let help = format!("ask `{other}` before: outside the grid, or on a page before one in random order");
                self.report(&codes::TOGETHER_AND_AFTER, entry.name.span, message, help);
            }
        }
    }
}
