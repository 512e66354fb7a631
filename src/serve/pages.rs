use std::ops::Range;

use maud::{Markup, html};

use crate::phrases::Phrases;

/// The page that is shown of a list that is too long for one.
pub(super) struct Pages {
    /// Entries of the whole list.
    pub(super) all: usize,
    on_a_page: usize,
    /// The page, from 1.
    page: usize,
}

impl Pages {
    /// The page that somebody wants, or the nearest that there is.
    pub(super) fn of(all: usize, on_a_page: usize, wanted: usize) -> Self {
        Self { all, on_a_page, page: wanted.clamp(1, all.div_ceil(on_a_page).max(1)) }
    }

    /// The positions of the entries that it shows.
    pub(super) fn range(&self) -> Range<usize> {
        let first = (self.page - 1) * self.on_a_page;
        first..self.all.min(first + self.on_a_page)
    }

    /// The way to the others: `says` is the text that tells which page this is, `address` that of a page.
    pub(super) fn drawn(&self, phrases: &Phrases, says: &str, address: impl Fn(usize) -> String, more: &Markup) -> Markup {
        let (page, pages) = (self.page, self.all.div_ceil(self.on_a_page).max(1));
        let told = [("page", page.into()), ("pages", pages.into()), ("cases", self.all.into())];
        html! {
            nav.pages aria-label=(phrases.say("pages-of-part")) {
                @if page > 1 { a rel="prev" href=(address(page - 1)) { (phrases.say("page-before")) } }
                span { (phrases.with(says, told)) }
                @if page < pages { a rel="next" href=(address(page + 1)) { (phrases.say("page-after")) } }
                (more)
            }
        }
    }
}
