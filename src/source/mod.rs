//! Texts, places in them, and complaints about them.

mod code;
pub mod codes;
mod complaint;
mod file;
mod nearest;
mod render;
mod span;

pub use code::{Code, Sample, SampleKind};
pub use complaint::{Complaint, Place, Severity};
pub use file::{Position, SourceFile};
pub use nearest::{did_you_mean, nearest, slips_between};
pub(crate) use render::is_direction_control;
pub use render::{ComplaintJson, Style, printable, render, render_json};
pub use span::Span;
