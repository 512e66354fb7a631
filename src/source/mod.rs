//! Texts, places in them, and diagnostics about them.

#![deny(clippy::wildcard_enum_match_arm)]

mod code;
pub mod codes;
mod diagnostic;
mod file;
mod nearest;
mod render;
mod span;

pub use code::{Code, Sample, SampleKind};
pub use diagnostic::{Diagnostic, Place, Severity};
pub use file::{Position, SourceFile};
pub use nearest::{did_you_mean, nearest, slips_between};
pub(crate) use render::is_direction_control;
pub use render::{DiagnosticJson, Style, printable, render, render_json};
pub use span::Span;
