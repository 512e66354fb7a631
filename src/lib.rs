//! x
pub mod source;
pub mod syntax;
pub mod check;
pub mod instrument;
pub mod responses;
pub mod score;
pub mod cli;
pub mod output;
