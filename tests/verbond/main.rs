//! The tests of Verbond from the outside: the library through its public face, and the real program.

mod codes;
mod example;
mod formatting;
mod hostile;
mod language;
mod measures;
mod plugin;
mod program;
mod ranges;
mod scoring;
