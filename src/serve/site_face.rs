use maud::{Markup, html};

use super::colours::BrandColours;

/// Bytes that a logo may have.
pub const LOGO_BYTES: usize = 512 << 10;

/// How a site shows whose it is: its name, its logo and its colours; what nobody decided on is that of the program.
#[derive(Clone, Debug, Default)]
pub struct SiteFace {
    /// What the service calls itself.
    pub name: Option<String>,
    /// Its logo.
    pub logo: Option<Logo>,
    /// Its colours.
    pub colours: Option<BrandColours>,
}

/// A picture that is served from memory.
#[derive(Clone, Debug)]
pub struct Logo {
    /// What it is, as browsers are told it.
    pub(super) media_type: &'static str,
    pub(super) bytes: Vec<u8>,
}

impl Logo {
    /// A logo of a file by the ending of its name; nothing where that is no picture that browsers show.
    pub fn new(ending: &str, bytes: Vec<u8>) -> Option<Self> {
        let media_type = match ending.to_ascii_lowercase().as_str() {
            "svg" => "image/svg+xml",
            "png" => "image/png",
            "jpg" | "jpeg" => "image/jpeg",
            "webp" => "image/webp",
            _ => return None,
        };
        Some(Self { media_type, bytes })
    }

    /// What it is, as browsers are told it, and the bytes of its file.
    pub fn picture(self) -> (&'static str, Vec<u8>) {
        (self.media_type, self.bytes)
    }
}

impl SiteFace {
    /// Whose the pages are.
    pub(super) fn name(&self) -> &str {
        self.name.as_deref().unwrap_or("Verbond")
    }

    /// The name with the logo, or with two circles that meet. `version` is that of what is served beside the pages.
    pub(super) fn brand(&self, version: &str) -> Markup {
        html! {
            span.brand {
                @if self.logo.is_some() {
                    img src=(format!("/assets/logo?{version}")) alt="";
                } @else {
                    svg viewBox="0 0 28 28" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.6" {
                        circle cx="10.5" cy="14" r="7" {}
                        circle cx="17.5" cy="14" r="7" {}
                    }
                }
                span { (self.name()) }
            }
        }
    }
}
