use maud::{Markup, PreEscaped, html};

/// A drawing beside words, or in their place where it has a name. All are drawn on a field of 24 by 24, in lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Icon {
    Back,
    Forward,
    Globe,
    Aloud,
    Clock,
    Eye,
    Shield,
    Information,
    Warning,
    Hourglass,
    Fine,
    Tick,
    Talk,
    Plus,
    Minus,
    Touch,
    Person,
    Pause,
    Printer,
}

impl Icon {
    const fn lines(self) -> &'static str {
        match self {
            Self::Back => r#"<path d="M15 5l-7 7 7 7"/>"#,
            Self::Forward => r#"<path d="M9 5l7 7-7 7"/>"#,
            Self::Globe => {
                r#"<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c3 3 3.8 6 3.8 9s-.8 6-3.8 9c-3-3-3.8-6-3.8-9S9 6 12 3z"/>"#
            }
            Self::Aloud => r#"<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5z"/><path d="M15.5 9a4 4 0 010 6M18 6.5a8 8 0 010 11"/>"#,
            Self::Clock => r#"<circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.4 2.3"/>"#,
            Self::Eye => {
                r#"<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="3"/>"#
            }
            Self::Shield => r#"<path d="M12 3l7.5 3v5.5c0 4.5-3 7.8-7.5 9.5-4.5-1.7-7.5-5-7.5-9.5V6z"/>"#,
            Self::Information => r#"<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.6v.1"/>"#,
            Self::Warning => r#"<path d="M12 3.5l9.5 17h-19z"/><path d="M12 10v4.5M12 17.4v.1"/>"#,
            Self::Hourglass => r#"<path d="M6.5 3.5h11M6.5 20.5h11M8 3.5v4l4 4.5 4-4.5v-4M8 20.5v-4l4-4.5 4 4.5v4"/>"#,
            Self::Fine => r#"<circle cx="12" cy="12" r="9"/><path d="M8 12.2l3 3 5-6"/>"#,
            Self::Tick => r#"<path d="M4.5 12.5l5 5 10-11"/>"#,
            Self::Talk => r#"<path d="M3.5 5h17v11.5h-9L7 20.5v-4H3.5z"/>"#,
            Self::Plus => r#"<path d="M12 5v14M5 12h14"/>"#,
            Self::Minus => r#"<path d="M5 12h14"/>"#,
            Self::Touch => {
                r#"<path d="M9 14.5V5.5a1.5 1.5 0 013 0V11m0-1.2a1.5 1.5 0 013 0V12m0-.8a1.5 1.5 0 013 0V15c0 3.5-2 5.5-5.2 5.5-2.4 0-4-1-5.4-3.3L5.3 14c-.7-1.1.8-2.3 1.8-1.4L9 14.5"/>"#
            }
            Self::Person => r#"<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6"/>"#,
            Self::Pause => r#"<circle cx="12" cy="12" r="9"/><path d="M9.7 8.5v7M14.3 8.5v7"/>"#,
            Self::Printer => r#"<path d="M7 8.5v-5h10v5M7 17H4V8.5h16V17h-3"/><path d="M7 13.5h10v7H7z"/>"#,
        }
    }

    /// The drawing; what it means stands beside it in words.
    pub(super) fn drawn(self) -> Markup {
        self.drawn_as("icon")
    }

    /// The drawing with classes of its own.
    pub(super) fn drawn_as(self, class: &str) -> Markup {
        // What points on points the other way where words run from right to left.
        let flips = matches!(self, Self::Back | Self::Forward);
        html! { svg class={ (class) (if flips { " flip" } else { "" }) } viewBox="0 0 24 24" aria-hidden="true" { (PreEscaped(self.lines())) } }
    }
}
