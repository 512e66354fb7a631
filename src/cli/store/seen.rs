use super::super::config::Config;
use super::super::{CliError, ExitStatus, report, serve};
use super::{by, failed, openings};
use crate::administer;
use crate::follow::{SiteRules, signal_of};
use crate::phrases::Phrases;
use crate::serve::{Lookout, Shelf};
use crate::source::printable;
use crate::store::{SeenSignals, Signal, Store};

/// Looks at the cases of a store for what their answers show, with who saw it.
pub struct Signals {
    shelf: Shelf,
    rules: SiteRules,
    phrases: Phrases,
}

impl Signals {
    /// By the measures and the rules of a site, said in a language.
    pub fn of_site(store: &Store, config: &Config, phrases: Phrases) -> Result<Self, CliError> {
        let shelf = serve::stocked(Shelf::default(), &config.library, store)?;
        let rules = serve::site_rules(&shelf, config)?;
        Ok(Self { shelf, rules, phrases })
    }

    /// The measures that are looked at with.
    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// A signal in a line.
    pub fn line(&self, case: &str, signal: &Signal) -> String {
        let who = self.shelf.called(&signal.measure, &signal.informant, &self.phrases.language);
        let whose = signal_of(who, &signal.occasion, signal.day, &self.phrases);
        printable(&format!("{case}: {} ({whose})", signal.sentence))
    }

    /// The signals of cases, by their codes: of each those that nobody saw first.
    pub fn of_cases(&self, store: &Store, cases: &[String]) -> Result<Vec<(String, Signal)>, CliError> {
        let lookout = Lookout::new(&self.shelf, &self.rules, &self.phrases);
        let mut found = Vec::new();
        for case in cases {
            let mut signals = lookout.at(&store.kept(None, Some(case)).map_err(failed)?).signals;
            let seen = if signals.is_empty() { vec![] } else { store.seen(Some(case)).map_err(failed)? };
            SeenSignals::of(&seen).mark(&mut signals);
            found.extend(signals.into_iter().map(|signal| (case.clone(), signal)));
        }
        Ok(found)
    }
}

/// Says that somebody saw the alerts and signs of a rupture that a case shows now.
pub fn see(store: &mut Store, code: &str, note: Option<&str>, config: &Config) -> Result<ExitStatus, CliError> {
    if store.kept(None, Some(code)).map_err(failed)?.is_empty() && store.opening(code).map_err(failed)?.is_none() {
        return openings::not_held(store, code, "nothing was noted");
    }
    let of_site = Signals::of_site(store, config, Phrases::english())?;
    let signals = of_site.of_cases(store, &[code.to_owned()])?;
    let unseen: Vec<&Signal> = signals.iter().map(|(_, signal)| signal).filter(|signal| signal.seen.is_none()).collect();
    let note = note.and_then(administer::reason).unwrap_or_default();
    let named: Vec<(i64, String)> = unseen.iter().map(|signal| (signal.administration, signal.name.clone())).collect();
    store.see(&named, &note, &by().as_by()).map_err(failed)?;
    if unseen.is_empty() {
        report::say(&format!("{} shows nothing that nobody has seen", printable(code)))?;
    }
    unseen.iter().try_for_each(|signal| report::say(&format!("seen: {}", of_site.line(code, signal))))?;
    Ok(ExitStatus::Fine)
}
