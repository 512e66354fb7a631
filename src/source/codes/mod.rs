//! All codes, a family a file. The doc comment of a code is its page: `verbond explain` prints it, `docs/errors/` is
//! made from it, and the tests run the sample on it.

macro_rules! codes {
    ($( #[doc = $title:literal] $( #[doc = $line:literal] )* $number:ident $name:ident $severity:ident; )*) => {
        $(
            #[doc = $title]
            $( #[doc = $line] )*
            pub static $name: crate::source::Code = crate::source::Code {
                name: stringify!($number),
                severity: crate::source::Severity::$severity,
                title: $title.trim_ascii(),
                page: concat!($( $line, "\n" ),*),
            };
        )*
        pub(super) static FAMILY: &[&crate::source::Code] = &[$( &$name ),*];
    };
}

mod deciding;
mod exchange;
mod facts;
mod feedback;
mod keeping;
mod meant;
mod names;
mod norms;
mod occasions;
mod plugins;
mod refusals;
mod responses;
mod schedules;
mod scoring;
mod syntax;
mod texts;
mod versions;

pub use deciding::*;
pub use exchange::*;
pub use facts::*;
pub use feedback::*;
pub use keeping::*;
pub use meant::*;
pub use names::*;
pub use norms::*;
pub use occasions::*;
pub use plugins::*;
pub use refusals::*;
pub use responses::*;
pub use schedules::*;
pub use scoring::*;
pub use syntax::*;
pub use texts::*;
pub use versions::*;

use super::Code;

/// Every code there is, in order.
pub fn all() -> impl Iterator<Item = &'static Code> {
    [
        syntax::FAMILY,
        names::FAMILY,
        scoring::FAMILY,
        deciding::FAMILY,
        refusals::FAMILY,
        meant::FAMILY,
        texts::FAMILY,
        norms::FAMILY,
        versions::FAMILY,
        responses::FAMILY,
        occasions::FAMILY,
        feedback::FAMILY,
        plugins::FAMILY,
        keeping::FAMILY,
        exchange::FAMILY,
        schedules::FAMILY,
        facts::FAMILY,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The code of a name such as `V0201`, whatever its case.
pub fn find(name: &str) -> Option<&'static Code> {
    all().find(|code| code.name.eq_ignore_ascii_case(name))
}

impl Code {
    /// The page as Markdown, with its heading.
    pub fn document(&self) -> String {
        let body: String = self.page.lines().map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line))).collect();
        format!("# {}: {}\n\n{}\n", self.name, self.title, body.trim())
    }
}
