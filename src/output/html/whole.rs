use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::page::direction;
use crate::output::letterhead::Letterhead;

/// The colours, sizes and distances of every face, by what they mean.
pub const TOKENS: &str = include_str!("tokens.css");
/// How tables, charts and what is said of cases and teams look, wherever they stand.
pub const FIGURES: &str = concat!(include_str!("figures.css"), "\n", include_str!("talk.css"));

/// What a page may take: its own style, and pictures that it holds itself.
pub const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// The logo of a service, whose name stands beside it.
pub fn logo(letterhead: &Letterhead) -> Markup {
    html! { @if let Some(logo) = &letterhead.logo { img.logo src=(logo.address()) alt=""; " " } }
}

/// A whole page that needs nothing else: no network, no script.
pub fn whole(language: &str, title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(language) dir=(direction(language)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                title { (title) }
                style { (PreEscaped(TOKENS)) (PreEscaped(FIGURES)) (PreEscaped(include_str!("style.css"))) }
            }
            body { (body) }
        }
    }
}
