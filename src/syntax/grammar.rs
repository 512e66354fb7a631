#![allow(missing_docs, reason = "pest derives one undocumented name for each rule of the grammar")]

use pest_derive::Parser;

/// The parser that pest makes of `grammar/verbond.pest`.
#[derive(Parser)]
#[grammar = "../grammar/verbond.pest"]
pub struct Grammar;

/// A piece of the text that a rule of the grammar took.
pub type Pair<'a> = pest::iterators::Pair<'a, Rule>;
