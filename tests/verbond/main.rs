//! The tests of Verbond from the outside: the library through its public face, and the real program.

#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "a test that cannot go on fails")]

mod accounts;
mod adapting;
mod administering;
mod analysing;
mod architecture;
mod auditing;
mod bounded;
mod browser;
mod catalogue;
mod codes;
mod columns;
mod difference;
mod entering;
mod example;
mod exchange;
mod following;
mod formatting;
mod forms;
mod formula;
mod guarding;
mod hostile;
mod language;
mod measures;
mod norms;
mod outside;
mod past;
mod phrases;
mod plugin;
mod program;
mod ranges;
mod rejects;
mod repeats;
mod scorer;
mod scoring;
mod serving;
mod sharing;
mod slips;
mod spreadsheets;
mod staff;
mod storing;
mod team;
mod translate;
mod translator;
mod writing;
