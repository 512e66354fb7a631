use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::timeout;

use super::case::{Viewer, finished};
use super::page::Failure;
use super::work::today;
use super::{Served, Shelf};
use crate::follow::{Case, Collector, Follower, Period, SiteRules, TeamCounts};
use crate::instrument::Day;
use crate::output::team_section;
use crate::phrases::Phrases;
use crate::responses::{GroupBy, TextColumn};
use crate::store::{CaseOnDay, Head, Kept, Member, News, Shown, Store, StoreError, Work};

/// What staff look at again and again, kept in memory and brought up to date by what the log says since: a view costs
/// nothing that does not change, however many administrations there are.
#[derive(Default)]
pub(super) struct Overview(Mutex<Seen>);

#[derive(Default)]
struct Seen {
    /// Where the log ended then.
    head: Option<Head>,
    /// The measures that cases were looked at with.
    shelf: Option<Arc<Shelf>>,
    cases: BTreeMap<String, Looked>,
    /// The day of [`Self::on_day`].
    day: Option<Day>,
    /// All cases as they are on that day, those too of which nothing is kept yet.
    on_day: BTreeMap<String, Arc<CaseOnDay>>,
    /// Figures of teams as they were shown, by the office, the language and what was chosen; nothing of them is left once
    /// something that counts changes.
    teams: HashMap<(Option<String>, String, Chosen), Arc<Figures>>,
}

/// What somebody chose to see of a team.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Chosen {
    pub(super) period: Period,
    /// Whether offices are told apart, where there are several. By what is known of cases they are not: two ways of
    /// telling the same cases apart would together tell what each hides.
    pub(super) by_office: bool,
}

/// The figures of a team as a part of a page.
pub(super) struct Figures {
    pub(super) shown: String,
    /// Whether cases of several offices are in them.
    pub(super) has_offices: bool,
}

/// A case as it was looked at.
struct Looked {
    /// What its answers show, in English. What is confidential shows nothing.
    shown: Shown,
    /// What it is in the figures of each measure, at the positions of the shelf and by office.
    followed: Vec<(usize, String, Case)>,
    /// The fingerprint of what counts of it.
    counting: u64,
}

/// How long somebody who looks waits until all cases were looked at once more.
const PATIENCE: Duration = Duration::from_secs(2);

impl Overview {
    /// Brings it up to date.
    pub(super) async fn refresh(&self, served: &Served) -> Result<(), Failure> {
        let mut seen = self.0.lock().await;
        let (shelf, today) = (served.shelf(), today()?);
        served.looking(|store| seen.refresh(store, &shelf, &served.site.rules, today)).await
    }

    /// Brings it up to date and takes something out; nothing where that takes so long that somebody would wait: at the
    /// start of the server, and once measures changed. It goes on meanwhile.
    async fn seeing<T>(served: &Arc<Served>, take: impl FnOnce(&mut Seen) -> T) -> Result<Option<T>, Failure> {
        let refreshed = Arc::clone(served);
        let refreshing = tokio::spawn(async move { refreshed.overview.refresh(&refreshed).await });
        match timeout(PATIENCE, refreshing).await {
            Ok(done) => done.map_err(|_| Failure::Internal)??,
            Err(_) => return Ok(None),
        }
        Ok(timeout(PATIENCE, served.overview.0.lock()).await.ok().map(|mut seen| take(&mut seen)))
    }

    /// All cases as they are today, by their codes; nothing until all were looked at once.
    pub(super) async fn cases(served: &Arc<Served>) -> Result<Option<Vec<Arc<CaseOnDay>>>, Failure> {
        Self::seeing(served, |seen: &mut Seen| seen.on_day.values().map(Arc::clone).collect()).await
    }

    /// The figures of a team, or of all for whoever sees all offices, as a part of a page; answers that are
    /// confidential count in them too. Nothing until all cases were looked at once.
    pub(super) async fn team(
        served: &Arc<Served>,
        member: &Member,
        phrases: &Phrases,
        chosen: Chosen,
    ) -> Result<Option<Arc<Figures>>, Failure> {
        let office = (!member.role.sees_all_offices()).then(|| member.office.clone());
        Self::seeing(served, |seen| {
            let key = (office, phrases.language.to_string(), chosen);
            if let Some(shown) = seen.teams.get(&key) {
                return Arc::clone(shown);
            }
            let figures = || seen.figures(&served.site.rules, key.0.as_deref(), phrases, chosen);
            let shown = tokio::task::block_in_place(|| Arc::new(figures()));
            seen.teams.insert(key, Arc::clone(&shown));
            shown
        })
        .await
    }
}

impl Seen {
    fn refresh(&mut self, store: &Store, shelf: &Arc<Shelf>, rules: &SiteRules, today: Day) -> Result<(), StoreError> {
        let is_same_shelf = self.shelf.as_ref().is_some_and(|before| Arc::ptr_eq(before, shelf));
        let (head, news) = store.news_since(self.head.as_ref())?;
        let codes: Vec<String> = match news {
            News::Nothing if is_same_shelf => vec![],
            News::Cases(cases) if is_same_shelf => cases.into_iter().collect(),
            News::Nothing | News::Cases(_) | News::Anything => {
                *self = Self { shelf: Some(Arc::clone(shelf)), ..Self::default() };
                store.case_codes()?
            }
        };
        self.look_at(&codes, store, shelf, rules)?;
        if self.day == Some(today) {
            for code in &codes {
                self.put_on_day(Some(code), store, shelf, today)?;
            }
        } else {
            self.put_on_day(None, store, shelf, today)?;
            self.day = Some(today);
        }
        // Only now: where something failed on the way, it is looked at again.
        self.head = head;
        Ok(())
    }

    /// Looks at what the answers of cases show.
    fn look_at(&mut self, codes: &[String], store: &Store, shelf: &Shelf, rules: &SiteRules) -> Result<(), StoreError> {
        // Each is read by itself, so that not all answers are in memory at once.
        let english = Phrases::english();
        let looking = Looking::new(shelf, Viewer::new(shelf, rules, &english), rules);
        for code in codes {
            let looked = looking.at(&store.kept(None, Some(code))?);
            let counting = looked.as_ref().map_or(0, |looked| looked.counting);
            let before = match looked {
                Some(looked) => self.cases.insert(code.clone(), looked),
                None => self.cases.remove(code),
            };
            if before.map_or(0, |before| before.counting) != counting {
                self.teams.clear();
            }
        }
        Ok(())
    }

    /// Puts a case, or all, as it is on a day.
    fn put_on_day(&mut self, only: Option<&str>, store: &Store, shelf: &Shelf, on: Day) -> Result<(), StoreError> {
        let shown = |case: &str| self.cases.get(case).map(|looked| &looked.shown);
        let of_cases = store.on_day(only, &Work { on, shown: &shown, schedule: &|reference| shelf.plan(reference) })?;
        match only {
            Some(case) => drop(self.on_day.remove(case)),
            None => self.on_day.clear(),
        }
        self.on_day.extend(of_cases.into_iter().map(|of_case| (of_case.case().to_owned(), Arc::new(of_case))));
        Ok(())
    }

    fn figures(&self, rules: &SiteRules, office: Option<&str>, phrases: &Phrases, chosen: Chosen) -> Figures {
        let mut figures = Figures { shown: String::new(), has_offices: false };
        let Some(shelf) = &self.shelf else { return figures };
        for (at, measure) in shelf.measures().iter().enumerate() {
            let (worded, norms) = (measure.worded_in(&phrases.language), measure.norms.first());
            let follower = Follower::new(worded, norms, rules).speaking(phrases).by(GroupBy::Kept(0));
            let mut counts = TeamCounts::default();
            for looked in self.cases.values() {
                let of_measure =
                    looked.followed.iter().filter(|(which, of, _)| *which == at && office.is_none_or(|office| of == office));
                let cases: Vec<&Case> = of_measure.map(|(_, _, case)| case).collect();
                match &cases[..] {
                    [] => {}
                    [case] => counts.add(&follower, case),
                    [first, others @ ..] => counts.add(&follower, &joined(first, others)),
                }
            }
            if !counts.is_empty() {
                let report = counts.report_of(&follower, chosen.period);
                figures.has_offices |= report.groups.len() > 1;
                let report = if chosen.by_office { report } else { report.of_all_only() };
                figures.shown.push_str(&team_section(worded, norms, &report, phrases).into_string());
            }
        }
        figures
    }
}

/// A case that was asked in several offices, as one: it counts for the one that it was asked in last.
fn joined(first: &Case, others: &[&Case]) -> Case {
    let mut joined = first.clone();
    for other in others {
        for (known, told) in joined.known.iter_mut().zip(&other.known) {
            if !told.is_nan() {
                *known = *told;
            }
        }
        joined.occasions.extend(other.occasions.iter().cloned());
        joined.group.clone_from(&other.group);
    }
    joined.sort();
    joined
}

/// Looks at cases for the list and for the figures of teams.
struct Looking<'a> {
    shelf: &'a Shelf,
    viewer: Viewer<'a>,
    followers: Vec<Follower<'a>>,
}

impl<'a> Looking<'a> {
    fn new(shelf: &'a Shelf, viewer: Viewer<'a>, rules: &'a SiteRules) -> Self {
        let follower = |measure: &'a super::Measure| Follower::new(&measure.instrument, None, rules).by(GroupBy::Kept(0));
        Self { shelf, viewer, followers: shelf.measures().iter().map(follower).collect() }
    }

    /// A case as all that is kept of it shows it; nothing where nothing is kept.
    fn at(&self, kept: &[Kept]) -> Option<Looked> {
        kept.first()?;
        let mut counting = DefaultHasher::new();
        for kept in kept.iter().filter(|kept| kept.counts()) {
            (kept.id, &kept.office, &kept.record.identity.occasion).hash(&mut counting);
            (&kept.record.identity.date, &kept.record.identity.language, &kept.record.known).hash(&mut counting);
        }
        let open: Vec<&Kept> = kept.iter().filter(|kept| kept.counts() && !kept.confidential).collect();
        let views = if open.is_empty() { vec![] } else { self.viewer.views(&open) };
        let all: Vec<&Kept> = kept.iter().collect();
        Some(Looked {
            shown: Shown::of(&all, views.iter().map(|(_, worded, view)| (*worded, view))),
            followed: self.followed(kept),
            counting: counting.finish(),
        })
    }

    /// The finished administrations by measure and office, the office that was asked in last at the end.
    fn followed(&self, kept: &[Kept]) -> Vec<(usize, String, Case)> {
        let mut offices: Vec<&str> = Vec::new();
        for kept in kept.iter().filter(|kept| kept.counts()) {
            offices.retain(|office| *office != kept.office);
            offices.push(&kept.office);
        }
        let mut followed = Vec::new();
        for (at, follower) in self.followers.iter().enumerate() {
            let instrument = &self.shelf.measures()[at].instrument;
            let reference = instrument.reference();
            if !kept.iter().any(|kept| kept.record.measure == reference) {
                continue;
            }
            for office in &offices {
                let mut collector = Collector::default();
                for (_, mut table) in finished(instrument, kept.iter().filter(|kept| kept.office == *office)) {
                    let mut column = TextColumn::default();
                    column.push(office);
                    table.kept = vec![column];
                    follower.collect(table, &mut collector);
                }
                followed.extend(collector.into_cases().into_iter().map(|case| (at, (*office).to_owned(), case)));
            }
        }
        followed
    }
}
