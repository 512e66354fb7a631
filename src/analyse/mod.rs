//! What answers say about a measure: items, reliability, structure, agreement, and whether groups can be compared.
//!
//! Every figure names the source of its formula, and is set beside R (`psych`, `lavaan`) in
//! `tests/judges/psychometrics.sh`. Where a figure cannot be given there is the reason instead, never a NaN
//! ([`Figure`]).

#![deny(clippy::wildcard_enum_match_arm)]

mod agreement;
mod analysis;
mod cholesky;
mod figure;
mod fit;
mod functioning;
mod implied;
mod invariance;
mod items;
mod model;
mod moments;
mod parallel;
mod polychoric;
mod progress;
mod reliability;
mod sample;
mod scale;
mod scale_figures;
mod slope;
mod structure;

pub use crate::responses::GroupBy;
pub use agreement::{Agreement, Intraclass, Kappa};
pub use analysis::{Analysis, Between, GroupAnalysis, InformantAnalysis, ScaleAnalysis, ScalesAsFactors};
pub use figure::{Figure, NoFigure};
pub use fit::Fit;
pub use functioning::Functioning;
pub use invariance::{Invariance, Step};
pub use items::ItemFigures;
pub(crate) use parallel::each;
pub use progress::Progress;
pub use reliability::{ComponentFigures, Reliability};
pub use sample::{Part, Sample};
pub use structure::{Dimensions, OneFactor};
