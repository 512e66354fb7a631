use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use super::case::views;
use super::page::Failure;
use super::{Served, Shelf};
use crate::phrases::Phrases;
use crate::store::{CaseStanding, Kept};

/// Which cases show an alert or a sign of a rupture at their last occasion. What was found of a case is remembered until something of it is answered.
#[derive(Default)]
pub(super) struct Attention(Mutex<Found>);

#[derive(Default)]
struct Found {
    /// The measures that it was found with.
    shelf: Option<Arc<Shelf>>,
    /// How the case stood then, and whether it shows something.
    cases: HashMap<String, (CaseStanding, bool)>,
}

impl Attention {
    /// The cases among some that show something now. What is confidential shows nothing.
    pub(super) async fn among(&self, served: &Served, standings: &[CaseStanding]) -> Result<HashSet<String>, Failure> {
        let shelf = served.shelf();
        let unknown: Vec<CaseStanding> = {
            let mut found = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if found.shelf.as_ref().is_none_or(|before| !Arc::ptr_eq(before, &shelf)) {
                *found = Found { shelf: Some(Arc::clone(&shelf)), cases: HashMap::new() };
            }
            let is_known = |standing: &&CaseStanding| found.cases.get(&standing.case).is_some_and(|(then, _)| then == *standing);
            standings.iter().filter(|standing| !is_known(standing)).cloned().collect()
        };
        let looked = served
            .reading(|store| {
                let look = |standing: CaseStanding| {
                    let kept = store.kept(None, Some(&standing.case))?;
                    let shows = shows(served, &shelf, &kept);
                    Ok((standing.case.clone(), (standing, shows)))
                };
                unknown.into_iter().map(look).collect::<Result<Vec<_>, _>>()
            })
            .await?;
        let mut found = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        found.cases.extend(looked);
        let shows = |standing: &&CaseStanding| found.cases.get(&standing.case).is_some_and(|(_, shows)| *shows);
        Ok(standings.iter().filter(shows).map(|standing| standing.case.clone()).collect())
    }
}

fn shows(served: &Served, shelf: &Shelf, kept: &[Kept]) -> bool {
    let open: Vec<&Kept> = kept.iter().filter(|kept| !kept.confidential).collect();
    views(shelf, &served.site.rules, &Phrases::english(), &open).iter().any(|(_, _, view)| view.needs_attention())
}
