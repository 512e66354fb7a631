//! What there is to do about cases, for whoever works with them.

use std::sync::Arc;

use super::answering::now;
use super::case::Viewer;
use super::overview::Overview;
use super::page::Failure;
use super::staff::Staff;
use super::{Served, Shelf};
use crate::follow::SiteRules;
use crate::instrument::Day;
use crate::phrases::Phrases;
use crate::store::{self, CaseOnDay, CaseWork, Kept, SeenSignals, Shown, Store, Work};

/// Looks at cases for what their answers show. What is confidential shows nothing.
pub struct Lookout<'s>(Viewer<'s>);

impl<'s> Lookout<'s> {
    /// Looks by measures and by the rules of a site, and says what it sees in a language.
    pub fn new(shelf: &'s Shelf, rules: &'s SiteRules, phrases: &'s Phrases) -> Self {
        Self(Viewer::new(shelf, rules, phrases))
    }

    /// What a case shows; `kept` is all that is kept of it.
    pub fn at(&self, kept: &[Kept]) -> Shown {
        let seen: Vec<&Kept> = kept.iter().filter(|kept| kept.counts() && !kept.confidential).collect();
        let views = self.0.views(&seen);
        let all: Vec<&Kept> = kept.iter().collect();
        Shown::of(&all, views.iter().map(|(_, worded, view)| (*worded, view)))
    }
}

/// What there is to do about the cases that somebody may see.
pub(super) struct Worklist {
    /// The cases, in the order in which they are to be looked at ([`CaseWork::in_order`]). What they show is in English:
    /// [`in_words`] says those that are shown in the language of a page.
    pub(super) cases: Vec<Arc<CaseWork>>,
    /// Whether the answers of all were looked at; until then only what is due and what waits is known.
    pub(super) is_looked_at: bool,
}

/// Today, here.
pub(super) fn today() -> Result<Day, Failure> {
    store::today().ok_or(Failure::Internal)
}

/// What there is to do about all cases that somebody may see, closed ones too.
pub(super) async fn worklist(served: &Arc<Served>, staff: &Staff) -> Result<Worklist, Failure> {
    let of_cases = on_day(served, staff).await?;
    worklist_of(served, &of_cases).await
}

/// The same of cases that were read already.
pub(super) async fn worklist_of(served: &Served, of_cases: &OnDay) -> Result<Worklist, Failure> {
    let OnDay { cases, is_looked_at } = of_cases;
    let mut waiting = served.looking(|store| store.waiting(&now())).await?;
    let now = cases.iter().map(|of_case| of_case.now(waiting.remove(of_case.case()).unwrap_or_default()));
    Ok(Worklist { cases: CaseWork::in_order(now.collect()), is_looked_at: *is_looked_at })
}

/// The cases that somebody may see as they are today, before what waits is looked at.
pub(super) struct OnDay {
    pub(super) cases: Vec<Arc<CaseOnDay>>,
    /// As of a [`Worklist`].
    is_looked_at: bool,
}

pub(super) async fn on_day(served: &Arc<Served>, staff: &Staff) -> Result<OnDay, Failure> {
    let looked_at = Overview::cases(served).await?;
    let is_looked_at = looked_at.is_some();
    let mut cases = match looked_at {
        Some(cases) => cases,
        None => {
            let (shelf, on) = (served.shelf(), today()?);
            let read =
                |store: &Store| store.on_day(None, &Work { on, shown: &|_| None, schedule: &|reference| shelf.plan(reference) });
            served.looking(read).await?.into_iter().map(Arc::new).collect()
        }
    };
    cases.retain(|of_case| staff.member.sees_office(&of_case.resting().office));
    Ok(OnDay { cases, is_looked_at })
}

/// Says what cases show in the language of whoever looks: those of a page, since each is read anew.
pub(super) async fn in_words(served: &Served, staff: &Staff, cases: &mut [Arc<CaseWork>]) -> Result<(), Failure> {
    let shelf = served.shelf();
    served
        .looking(|store| {
            let lookout = Lookout::new(&shelf, &served.site.rules, &staff.phrases);
            for case in cases.iter_mut().filter(|case| !case.signals.is_empty() || case.course.is_some()) {
                let shown = lookout.at(&store.kept(None, Some(&case.case))?);
                let seen = store.seen(Some(&case.case))?;
                let case = Arc::make_mut(case);
                (case.signals, case.course) = (shown.signals, shown.course);
                SeenSignals::of(&seen).mark(&mut case.signals);
            }
            Ok(())
        })
        .await
}
