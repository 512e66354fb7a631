//! Paper that staff type over: what stands on it is kept as what was answered, finished at once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::answering::now;
use super::case::seen;
use super::enter_page::{self, Page};
use super::giving::{Asking, Means, Question, Settled, Step, Wish, begin, settle, wish};
use super::page::{Failure, Form};
use super::refusal::NotAsked;
use super::staff::{Caseworker, Sent};
use super::{Measure, Served, Shelf, facts};
use crate::administer::{PaperQuestion, Questionnaire, Record, Texts, Untaken};
use crate::instrument::{InformantIx, Instrument, ItemIx, Language};
use crate::store::{By, Facts, Kept, Member, Store, StoreError};

type Shared = State<Arc<Served>>;

/// What is in the address of the page.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    /// The measure and who filled it in, as `alliance-monitor@0.3.0 client`.
    measure: String,
    /// The language of the paper, by its tag.
    language: String,
}

/// What paper is typed over: the measure, who filled it in, and its words.
pub(super) struct Paper<'s> {
    pub(super) measure: &'s Measure,
    pub(super) informant: InformantIx,
    pub(super) texts: &'s Texts,
}

impl<'s> Paper<'s> {
    /// The paper of a measure and an informant, as `alliance-monitor@0.3.0 client`, in the words of a language, or else
    /// in those of the measure.
    fn of(shelf: &'s Shelf, named: &str, language: &str) -> Option<Self> {
        let (reference, informant) = named.split_once(' ')?;
        let measure = shelf.of(reference)?;
        Some(Self { measure, informant: measure.instrument.informant(informant)?, texts: measure.texts_in(language)? })
    }

    pub(super) fn instrument(&self) -> &'s Instrument {
        &self.measure.instrument
    }

    pub(super) fn questions(&self) -> Vec<PaperQuestion> {
        PaperQuestion::all(self.instrument(), self.informant)
    }

    /// What was typed in fields whose names begin so, an item each.
    fn typed(&self, form: &Form, field: &dyn Fn(&str) -> String) -> Vec<(ItemIx, String)> {
        let items = self.questions().into_iter().flat_map(|question| question.items);
        items.map(|item| (item, form.get(&field(&self.instrument().items[item].name)).to_owned())).collect()
    }
}

/// The field of what was typed for an item.
pub(super) fn field(item: &str) -> String {
    format!("answer-{item}")
}

/// The field that keeps what was typed for it the first time, where a sheet is typed twice.
pub(super) fn field_of_first(item: &str) -> String {
    format!("first-{item}")
}

/// Which time a sheet is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hand {
    First,
    /// Once more, without a look at the first time.
    Second,
    /// Where the two differed the paper was looked at.
    Settling,
}

impl Hand {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Second => "second",
            Self::Settling => "settling",
        }
    }

    fn of_word(word: &str) -> Self {
        [Self::Second, Self::Settling].into_iter().find(|hand| hand.word() == word).unwrap_or(Self::First)
    }
}

/// What is found of a sheet as it was typed.
pub(super) struct Looked {
    /// What is to be decided first, since the same was asked already.
    pub(super) question: Option<(Asking, Question)>,
    pub(super) untaken: Vec<(ItemIx, Untaken)>,
    /// Items that are not asked, as the answers are.
    pub(super) not_asked: BTreeSet<ItemIx>,
    /// Items whose answer was another one the first time.
    pub(super) differing: BTreeSet<ItemIx>,
}

/// What became of a sheet.
enum Went {
    Kept,
    NotAsked(NotAsked),
    /// It is not kept.
    Looked(Looked),
    /// It is right, and typed once more.
    Again,
}

/// A sheet as it was sent.
struct Sheet {
    wish: Wish,
    typed: Vec<(ItemIx, String)>,
    /// What was typed the first time.
    first: Vec<(ItemIx, String)>,
    hand: Hand,
    is_typed_twice: bool,
    blank_is_open: bool,
    /// Whether it is to be kept; else it is only looked at.
    is_to_be_kept: bool,
    takes_comma: bool,
}

/// The choice of what is typed over, or the sheet of what was chosen.
pub(super) async fn blank(
    State(served): Shared,
    Caseworker(staff): Caseworker,
    Path(code): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let kept = seen(&served, &staff, &code).await?;
    let shelf = served.shelf();
    let Some(paper) = Paper::of(&shelf, &wanted.measure, &wanted.language) else {
        return enter_page::choice(&served, &staff, &code, kept.last());
    };
    let known = facts::by_field(&served.looking(|store| store.facts_of(&code)).await?);
    Page { served: &served, staff: &staff, code: &code, paper: &paper, language: &wanted.language }.blank(&known)
}

/// Looks at a sheet that was typed, and keeps it where all of it is right.
pub(super) async fn enter(
    State(served): Shared,
    Path(code): Path<String>,
    Sent { staff: Caseworker(staff), form }: Sent<Caseworker>,
) -> Result<Response, Failure> {
    seen(&served, &staff, &code).await?;
    if form.get("case") != code {
        return Err(Failure::Form);
    }
    let shelf = served.shelf();
    let language = form.get("language");
    let paper = Paper::of(&shelf, form.get("measure"), language).ok_or(Failure::Missing)?;
    let page = Page { served: &served, staff: &staff, code: &code, paper: &paper, language };
    let hand = Hand::of_word(form.get("hand"));
    let mut wish = match wish(&served, &staff, &form, Means::Paper)? {
        Ok(wish) => wish,
        Err(words) => return page.not_kept(&form, hand, Some(&words), None),
    };
    // What the measure calls the language is kept, as of whoever answers on a screen.
    if let Some(texts) = Texts::of_tag(paper.measure.texts(), language) {
        wish.identity.language = texts.language.to_string();
    }
    let asked = wish.asking(paper.measure, &staff.phrases);
    let sheet = Sheet {
        wish,
        typed: paper.typed(&form, &field),
        first: paper.typed(&form, &field_of_first),
        hand,
        is_typed_twice: form.get("twice") == "yes",
        blank_is_open: form.get("blank") == "open",
        is_to_be_kept: form.get("do") == "keep",
        takes_comma: served.site.phrases.in_language(&paper.texts.language).has_decimal_comma(),
    };
    let (member, of_store) = (staff.member.clone(), Arc::clone(&shelf));
    let kept = || Redirect::to(&format!("/office/cases/{code}#administrations")).into_response();
    let sent = form.get("sheet");
    if sent.is_empty() {
        return Err(Failure::Form);
    }
    if !served.kept_sheets.take_up(sent) {
        return Ok(kept());
    }
    let went = served.writing(move |store| took(store, sheet, asked, (&member, &of_store))).await;
    if !matches!(went, Ok(Went::Kept)) {
        served.kept_sheets.give_back(sent);
    }
    match went? {
        Went::Kept => Ok(kept()),
        Went::NotAsked(why) => page.not_kept(&form, hand, Some(&why.words(&staff.phrases)), None),
        Went::Again => page.once_more(&form),
        Went::Looked(looked) => {
            let hand = if looked.differing.is_empty() { hand } else { Hand::Settling };
            page.not_kept(&form, hand, None, Some(&looked))
        }
    }
}

/// Looks at a sheet beside what the store holds, and keeps it where it can be.
fn took(store: &mut Store, mut sheet: Sheet, mut asked: Asking, (member, shelf): (&Member, &Shelf)) -> Result<Went, StoreError> {
    let at = now();
    let by = By { who: &member.name, at: &at };
    let Settled { office, step, .. } = match settle(store, &mut sheet.wish, (member, shelf), &by)? {
        Ok(settled) => settled,
        Err(why) => return Ok(Went::NotAsked(why)),
    };
    let Some(measure) = shelf.of(&sheet.wish.measure) else { return Err(StoreError::Unreadable(sheet.wish.measure)) };
    let instrument = &measure.instrument;
    let before = match &step {
        Ok(Step::GoOn(id)) => store.administration(*id)?,
        Ok(Step::Begin | Step::Replace) | Err(_) => None,
    };
    let mut known = store.facts_of(sheet.wish.case.as_str())?;
    known.extend(sheet.wish.known.clone());
    let read = |typed: &[(ItemIx, String)]| sheet.read(instrument, (&known, before.as_ref()), typed);
    let Some((typed, untaken)) = read(&sheet.typed) else { return Err(StoreError::Unreadable(sheet.wish.measure)) };
    let differing = match sheet.hand {
        Hand::Second if untaken.is_empty() => {
            read(&sheet.first).map_or_else(BTreeSet::new, |(first, _)| differing(&typed, &first))
        }
        Hand::First | Hand::Second | Hand::Settling => BTreeSet::new(),
    };
    let is_right = sheet.is_to_be_kept && untaken.is_empty() && differing.is_empty();
    match step {
        Ok(_) if is_right && sheet.is_typed_twice && sheet.hand == Hand::First => Ok(Went::Again),
        Ok(step) if is_right => {
            let answers = changed(&typed, before.as_ref());
            let id = begin(store, &sheet.wish, (&step, office), &by)?;
            store.enter(id, &answers, &by)?;
            Ok(Went::Kept)
        }
        step => {
            asked.occasion.clone_from(&sheet.wish.identity.occasion);
            let question = step.err().map(|question| (asked, question));
            let not_asked = sheet.typed.iter().map(|(item, _)| *item).filter(|item| !typed.is_asked(*item)).collect();
            Ok(Went::Looked(Looked { question, untaken, not_asked, differing }))
        }
    }
}

impl Sheet {
    /// What was typed, as it would have been answered, and what of it is not taken.
    fn read<'a>(
        &self,
        instrument: &'a Instrument,
        (known, before): (&Facts, Option<&Kept>),
        typed: &[(ItemIx, String)],
    ) -> Option<(Questionnaire<'a>, Vec<(ItemIx, Untaken)>)> {
        let record = Record {
            measure: self.wish.measure.clone(),
            identity: self.wish.identity.clone(),
            known: known.clone(),
            answers: before.map(|before| before.record.answers.clone()).unwrap_or_default(),
            passed: vec![],
        };
        let mut read = record.resumed(instrument)?.with_decimal_comma(self.takes_comma);
        let typed: Vec<(ItemIx, &str)> = typed.iter().map(|(item, typed)| (*item, typed.as_str())).collect();
        let untaken = read.take_sheet(&typed, self.blank_is_open);
        Some((read, untaken))
    }
}

/// Items whose answers differ between two times.
fn differing(one: &Questionnaire<'_>, other: &Questionnaire<'_>) -> BTreeSet<ItemIx> {
    one.instrument().items.keys().filter(|item| one.given(*item) != other.given(*item)).collect()
}

/// What a sheet changes of what was given before, by the names of items; empty where that is taken back.
fn changed(typed: &Questionnaire<'_>, before: Option<&Kept>) -> BTreeMap<String, String> {
    let items = typed.instrument().items.iter_enumerated();
    let given = items.map(|(at, item)| (item.name.clone(), typed.given(at).to_owned()));
    let kept = |name: &str| before.and_then(|before| before.record.answers.get(name)).map_or("", String::as_str);
    given.filter(|(name, answer)| kept(name) != answer).collect()
}

/// The language that a paper is in where nobody said: that of what was answered last, or else that of the page.
pub(super) fn usual_language(kept: Option<&Kept>, page: &Language) -> String {
    kept.map_or_else(|| page.to_string(), |kept| kept.record.identity.language.clone())
}
