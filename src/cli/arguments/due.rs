use std::path::PathBuf;

use clap::Args;

use super::OutputFormat;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbond store open c-17 --schedule supervision      (the case follows a schedule from today on)
  verbond due                                         (what is due and late, and who is reminded today)
  verbond due --on 2026-12-01 --ahead 14 --format json
  verbond due --language nl
What is due is computed from the opening of a case and what was finished; it is stored nowhere. Reminders are sent by
the site.")]
pub struct DueCommand {
    /// The store [default: that of verbond.toml, or verbond.sqlite]
    #[arg(long, value_name = "FILE")]
    pub store: Option<PathBuf>,
    /// Of one case, by its code
    #[arg(long, value_name = "CODE")]
    pub case: Option<String>,
    /// Of cases that follow one schedule, by its id
    #[arg(long, value_name = "ID")]
    pub schedule: Option<String>,
    /// The day, as 2026-11-24 [default: today]
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Also what falls due in so many days from then
    #[arg(long, value_name = "DAYS", default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=3660))]
    pub ahead: u16,
    /// In the words of a language, as nl; measures and who answers by their words too [default: English, and by their names]
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// For people or for machines
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}
