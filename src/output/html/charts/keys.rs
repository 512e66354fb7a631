use maud::{Markup, html};

use super::side;

/// The line and the mark of a side, for a legend.
pub fn key(at: usize) -> Markup {
    html! {
        svg viewBox="0 0 36 16" aria-hidden="true" {
            path class=(format!("l-{}", side(at))) d="M2 8H34" {}
            @match at {
                0 => circle.m-client cx="18" cy="8" r="7" {},
                1 => rect.m-worker x="12" y="2" width="12" height="12" {},
                _ => path.m-other d="M18 0l8 8-8 8-8-8z" {},
            }
        }
    }
}

/// The mark of a change that is more than chance.
pub fn key_of_change() -> Markup {
    html! { svg.one viewBox="0 0 20 16" aria-hidden="true" { path.turn d="M2 1h16l-8 14z" {} } }
}

/// The mark of what is missing.
pub fn key_of_gap() -> Markup {
    html! { svg.one viewBox="0 0 20 16" aria-hidden="true" { path.tick d="M5 3l10 10m0-10l-10 10" {} } }
}

/// The mark of the last time, and the arrow to now.
pub fn key_of_before() -> Markup {
    html! {
        svg viewBox="0 0 36 16" aria-hidden="true" {
            circle.m-was.was-client cx="8" cy="8" r="6" {}
            path.moved.moved-client d="M16 8h16m-5-5l5 5-5 5" {}
        }
    }
}

/// A piece of a row, as it is filled.
pub fn key_of_piece(fill: &str) -> Markup {
    html! { svg viewBox="0 0 28 16" aria-hidden="true" { rect class=(fill) x="1" y="1.5" width="24" height="13" {} } }
}
