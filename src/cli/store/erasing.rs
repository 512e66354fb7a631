use std::path::Path;

use super::super::config::{Config, KEPT_DAYS};
use super::super::{CliError, ExitStatus, report};
use super::{by, failed, now, openings};
use crate::source::printable;
use crate::store::{Left, Store};

/// Erases everything that is held on a case.
pub fn erase((store, path): (&mut Store, &Path), code: &str, yes: bool) -> Result<ExitStatus, CliError> {
    let held = store.kept(None, Some(code)).map_err(failed)?.len();
    let is_opened = store.opening(code).map_err(failed)?.is_some();
    if held == 0 && !is_opened {
        return openings::not_held(store, code, "nothing was erased");
    }
    if !yes {
        report::say(&format!(
            "{} of {} would be erased; say `--yes` to do it",
            report::plural(held as u64, "administration"),
            printable(code)
        ))?;
        return Ok(ExitStatus::Fine);
    }
    let erased = store.erase(code, &by().as_by()).map_err(failed)?;
    report::say(&format!(
        "erased {} and {} of the log",
        report::plural(erased.administrations as u64, "administration"),
        report::plural(erased.rows as u64, "row")
    ))?;
    all_gone(erased.left.as_ref(), path)
}

/// How long the store keeps things.
pub struct Periods {
    /// Days that an administration is kept.
    pub administrations: Option<u32>,
    /// Days that a row of the log of access is kept.
    pub access: Option<u32>,
}

impl Periods {
    /// Those that were asked for, or else those of the site.
    pub fn of(administrations: Option<u32>, access: Option<u32>, config: &Config) -> Result<Self, CliError> {
        let named = Self { administrations, access };
        let periods = if named.administrations.is_none() && named.access.is_none() {
            Self { administrations: config.store.keep_days, access: config.store.keep_access_days }
        } else {
            named
        };
        let days = [periods.administrations, periods.access];
        if let Some(days) = days.into_iter().flatten().find(|days| !KEPT_DAYS.contains(&i64::from(*days))) {
            let message = format!("things cannot be kept for {days} days");
            return Err(CliError::usage(message, format!("say {} to {}", KEPT_DAYS.start(), KEPT_DAYS.end())));
        }
        if days == [None, None] {
            let help = "say `--older-than 730`, or `keep-days = 730` under `[store]` in verbond.toml".to_owned();
            return Err(CliError::usage("nobody said how long administrations are kept", help));
        }
        Ok(periods)
    }
}

/// The moment so many days ago, as the store writes it.
fn ago(days: u32) -> String {
    (jiff::Timestamp::now() - jiff::SignedDuration::from_hours(24 * i64::from(days))).to_string()
}

/// Erases what was kept long enough.
pub fn purge((store, path): (&mut Store, &Path), periods: &Periods, yes: bool) -> Result<ExitStatus, CliError> {
    store.trusts(&now()).map_err(failed)?;
    let (before, access_before) = (periods.administrations.map(ago), periods.access.map(ago));
    if !yes {
        if let Some(before) = &before {
            let over = store.begun_before(before).map_err(failed)?;
            report::say(&format!(
                "{} begun before {before} would be erased; say `--yes` to do it",
                report::plural(over as u64, "administration")
            ))?;
        }
        if let Some(before) = &access_before {
            let over = store.access_rows_before(before).map_err(failed)?;
            report::say(&format!(
                "{} of the log of access before {before} would be erased; say `--yes` to do it",
                report::plural(over as u64, "row")
            ))?;
        }
        return Ok(ExitStatus::Fine);
    }
    // What says that administrations were purged is a row of the log of access itself, of today.
    if let Some(before) = &access_before {
        let rows = store.purge_access(before, &by().as_by()).map_err(failed)?;
        report::say(&format!("erased {} of the log of access", report::plural(rows as u64, "row")))?;
    }
    let Some(before) = &before else { return Ok(ExitStatus::Fine) };
    let erased = store.purge(before, &by().as_by()).map_err(failed)?;
    report::say(&format!(
        "erased {} of {}",
        report::plural(erased.administrations as u64, "administration"),
        report::plural(erased.cases as u64, "case")
    ))?;
    all_gone(erased.left.as_ref(), path)
}

/// Whether nothing of what was erased can be found in the files of the store.
fn all_gone(left: Option<&Left>, path: &Path) -> Result<ExitStatus, CliError> {
    let why = match left {
        None => return Ok(ExitStatus::Fine),
        Some(Left::Read) => "somebody reads the store as it was before. It goes when they are done and the store is closed; \
             stop `verbond serve` and whatever else has it open"
            .to_owned(),
        Some(Left::NotWritten(why)) => {
            format!("the files could not be written anew ({why}). Make room, and run `verbond store purge`")
        }
    };
    let what = format!("{}: what was erased can still be found in its files", path.display());
    Err(CliError::system(what, std::io::Error::other(why)))
}
