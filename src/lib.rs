//! x
pub mod source;
pub mod syntax;
pub mod check;
pub mod instrument;
