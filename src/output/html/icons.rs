use maud::{Markup, html};

/// A drawing that stands beside words and says nothing that they do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Look at this today.
    Signal,
    /// How far a figure can be trusted.
    Note,
    /// What is kept back.
    Shield,
}

/// The drawing.
pub fn icon(icon: Icon) -> Markup {
    let path = match icon {
        Icon::Signal => "M12 3.5l9.5 17h-19zM12 10v4.5M12 17.4v.1",
        Icon::Note => "M12 3a9 9 0 1 0 0 18 9 9 0 1 0 0-18zM12 11v5M12 7.6v.1",
        Icon::Shield => "M12 3l7.5 3v5.5c0 4.5-3 7.700-7.500 9.500-4.500-1.800-7.500-5-7.500-9.500V6z",
    };
    html! { svg.icon viewBox="0 0 24 24" aria-hidden="true" { path d=(path) {} } }
}
