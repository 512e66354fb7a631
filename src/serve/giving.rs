use super::answering::{later, now};
use super::page::{Failure, Form};
use super::refusal::{NotAsked, office_to_ask_in};
use super::secret::{code as new_code, of_form};
use super::staff::Staff;
use super::work::today;
use super::{Measure, Served, Shelf, facts};
use crate::administer::{CaseCode, Identity, NoPastDay, past_day, western_digits};
use crate::instrument::{Day, Language, OccasionName};
use crate::phrases::Phrases;
use crate::store::{Begun, By, Facts, Held, Member, Occasions, Open, Opening, Place, Store, StoreError};

/// Seconds that a code is good for.
pub const CODE: u32 = 30 * 60;
/// Codes that are drawn, since one may be in use.
pub(super) const CODES: usize = 5;

/// Who is asked, and when.
#[derive(Clone)]
pub(super) struct Asking {
    /// The informant, as people call them.
    pub(super) who: String,
    pub(super) case: String,
    pub(super) occasion: String,
    /// The day, as 2026-11-24.
    pub(super) date: String,
}

/// What came of asking for a code.
pub(super) enum Given {
    /// A code, and for what; where confidential answers are there, only whoever gave them goes on with them.
    Code { code: String, asked: Asking, has_confidential: bool },
    /// Why there is none.
    Refused(String),
    /// The same was asked already, and nobody said yet what to do.
    Same { asked: Asking, question: Question },
}

/// Where the answers come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Means {
    /// From whoever has the code.
    Code,
    /// From paper that staff type over.
    Paper,
}

/// What somebody is asked about the same that was asked already.
pub(super) struct Question {
    pub(super) means: Means,
    /// Whether it is being answered, and can be gone on with.
    pub(super) is_open: bool,
    /// Whether it was answered for nobody's eyes, so that no paper takes its place.
    pub(super) is_hidden: bool,
    /// An occasion that nobody was asked at.
    pub(super) new: u32,
    /// What the choice holds for: it is obeyed for this and for nothing else.
    pub(super) about: String,
}

/// What becomes of the same that was asked already.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Same {
    Continue,
    Replace,
    New,
}

impl Same {
    fn of_word(word: &str) -> Option<Self> {
        match word {
            "continue" => Some(Self::Continue),
            "replace" => Some(Self::Replace),
            "new" => Some(Self::New),
            _ => None,
        }
    }
}

/// What the form asks for; only the case may be somebody else's.
pub(super) struct Wish {
    means: Means,
    pub(super) case: CaseCode,
    pub(super) measure: String,
    sha256: String,
    text: String,
    /// The occasion; the next one where nobody said.
    occasion: Option<u32>,
    pub(super) identity: Identity,
    pub(super) known: Facts,
    is_confidential: bool,
    same: Option<Same>,
    /// What that choice was asked about.
    about: String,
    /// The secret of the session.
    token: String,
}

/// How a wish can be met, once it was set beside what the store holds.
pub(super) enum Step {
    /// Nothing is held: it begins.
    Begin,
    /// What is being answered is gone on with.
    GoOn(i64),
    /// What is held is replaced.
    Replace,
}

/// A wish beside what the store holds.
pub(super) struct Settled {
    /// The office in which the case is asked.
    pub(super) office: String,
    held: Held,
    /// What is done, or what is to be decided first.
    pub(super) step: Result<Step, Question>,
}

/// How a wish went in the store.
enum Went {
    Issued { code: String, occasion: String, has_confidential: bool },
    NotAsked(NotAsked),
    TryAgain,
    Same { occasion: String, question: Question },
}

/// Opens an administration, or the same one once more, and gives a code for it.
pub(super) async fn give_code(served: &Served, staff: &Staff, form: &Form) -> Result<Given, Failure> {
    let wish = match wish(served, staff, form, Means::Code)? {
        Ok(wish) => wish,
        Err(words) => return Ok(Given::Refused(words)),
    };
    let shelf = served.shelf();
    let measure = shelf.of(&wish.measure).ok_or(Failure::Missing)?;
    let mut asked = wish.asking(measure, &staff.phrases);
    let codes: Option<Vec<String>> = (0..CODES).map(|_| new_code(served.site.code_digits)).collect();
    let (member, codes) = (staff.member.clone(), codes.ok_or(Failure::Internal)?);
    let schedules = served.shelf();
    let went = served.writing(move |store| grant(store, wish, (&member, &schedules), codes)).await?;
    Ok(match went {
        Went::Issued { code, occasion, has_confidential } => {
            asked.occasion = occasion;
            Given::Code { code, asked, has_confidential }
        }
        Went::NotAsked(why) => Given::Refused(why.words(&staff.phrases)),
        Went::TryAgain => Given::Refused(staff.phrases.say("try-again")),
        Went::Same { occasion, question } => {
            asked.occasion = occasion;
            Given::Same { asked, question }
        }
    })
}

/// What a form asks for, or why it cannot be.
pub(super) fn wish(served: &Served, staff: &Staff, form: &Form, means: Means) -> Result<Result<Wish, String>, Failure> {
    let phrases = &staff.phrases;
    let case = match CaseCode::parse(form.get("case")) {
        Ok(case) => case,
        Err(error) => return Ok(Err(error.words(phrases))),
    };
    // The language has a field of its own; forms of programs may send it with the measure.
    let chosen: Vec<&str> = form.get("measure").split(' ').collect();
    let (reference, informant, language) = match chosen[..] {
        [reference, informant] => (reference, informant, form.get("language")),
        [reference, informant, language] => (reference, informant, language),
        _ => return Err(Failure::Form),
    };
    let shelf = served.shelf();
    let measure = shelf.of(reference).ok_or(Failure::Missing)?;
    let asked = measure.instrument.informant(informant).ok_or(Failure::Missing)?;
    let language = Language::parse(language).ok_or(Failure::Form)?;
    // What is kept as the language is one in which it can be asked; paper may have been printed elsewhere.
    if means == Means::Code && !measure.spoken(asked).any(|texts| texts.language == language) {
        let all: Vec<String> = measure.spoken(asked).map(|texts| served.site.phrases.called(&texts.language)).collect();
        let title = measure.worded_in(&phrases.language).title.as_str();
        return Ok(Err(phrases.with("not-in-language", [("measure", title.into()), ("languages", all.join(", ").into())])));
    }
    let occasion = match occasion(form, phrases) {
        Ok(occasion) => occasion,
        Err(words) => return Ok(Err(words)),
    };
    let Some(date) = day(form.get("date"))? else { return Ok(Err(NoPastDay::words(phrases))) };
    let known = match facts::told(&shelf, Some(measure.worded_in(&phrases.language)), form, &phrases.language) {
        Ok(known) => known,
        Err(unfit) => return Ok(Err(unfit.words(phrases))),
    };
    let identity = Identity {
        case: case.as_str().to_owned(),
        occasion: String::new(),
        informant: informant.to_owned(),
        date: date.to_string(),
        language: language.to_string(),
    };
    Ok(Ok(Wish {
        means,
        case,
        measure: reference.to_owned(),
        sha256: measure.instrument.sha256.clone(),
        text: measure.text.clone(),
        occasion,
        identity,
        known,
        is_confidential: form.get("confidential") == "yes",
        same: Same::of_word(form.get("same")),
        about: form.get("about").to_owned(),
        token: staff.token.clone(),
    }))
}

/// The occasion that was typed; nothing where the next one is meant.
///
/// # Errors
/// The words that say what an occasion is.
pub(super) fn occasion(form: &Form, phrases: &Phrases) -> Result<Option<u32>, String> {
    let typed = form.get("occasion").trim();
    match OccasionName::read(typed).number() {
        None if !typed.is_empty() => Err(phrases.say("occasion-is-number")),
        occasion => Ok(occasion),
    }
}

/// A day that has been at the site; today where nothing was typed. `None` where it is none.
pub(super) fn day(typed: &str) -> Result<Option<Day>, Failure> {
    let (today, typed) = (today()?, western_digits(typed.trim()));
    if typed.is_empty() {
        return Ok(Some(today));
    }
    Ok(Day::iso(&typed).and_then(|day| past_day(day, today).ok()))
}

impl Wish {
    fn measure_id(&self) -> &str {
        crate::instrument::id_of(&self.measure)
    }

    /// Who is asked, and when, as far as that is known before it is settled.
    pub(super) fn asking(&self, measure: &Measure, phrases: &Phrases) -> Asking {
        Asking {
            who: measure.worded_in(&phrases.language).called(&self.identity.informant).to_owned(),
            case: self.case.as_str().to_owned(),
            occasion: self.identity.occasion.clone(),
            date: self.identity.date.clone(),
        }
    }

    /// Whether what is being answered is gone on with, as far as anybody said. Where nothing is answered, or nobody here
    /// may see what is, there is nothing to decide; but no paper is taken for what is for nobody's eyes.
    fn goes_on(&self, open: &Open) -> bool {
        let is_chosen = self.same == Some(Same::Continue);
        open.measure == self.measure
            && match self.means {
                Means::Code => !open.is_answered || open.is_confidential || is_chosen,
                Means::Paper => !open.is_confidential && (!open.is_answered || is_chosen),
            }
    }

    /// Whether something is held that was answered for nobody's eyes, which no paper goes on with or replaces.
    fn is_hidden(&self, store: &Store, held: &Held) -> Result<bool, StoreError> {
        match self.means {
            Means::Code => Ok(false),
            Means::Paper => store.is_hidden(held),
        }
    }

    fn begun<'w>(&'w self, at: &'w str) -> Begun<'w> {
        let (identity, known, case) = (&self.identity, &self.known, &self.case);
        Begun { measure: &self.measure, sha256: &self.sha256, text: &self.text, case, identity, known, at }
    }

    fn held(&self, store: &Store) -> Result<Held, StoreError> {
        let Identity { informant, occasion, .. } = &self.identity;
        store.held(&Place { case: self.case.as_str(), measure: self.measure_id(), informant, occasion })
    }

    /// What a choice holds for: who is asked what, when, and what is held of that now.
    fn about(&self, held: &Held, new: u32) -> String {
        let (Identity { informant, occasion, .. }, case) = (&self.identity, self.case.as_str());
        let open = held.open.as_ref().map(|open| open.id);
        let what = format!("{case} {} {informant} {occasion} {open:?} {:?} {new}", self.measure, held.finished);
        of_form(&format!("{} same {what}", self.token))
    }

    /// Sets the occasion, and finds what is held of it. A choice that was made about anything else, or without being
    /// asked for, is forgotten. Gives what a choice would hold for.
    fn settle(&mut self, store: &Store, occasions: &Occasions) -> Result<(Held, String), StoreError> {
        self.identity.occasion = self.occasion.map_or_else(|| occasions.next(), |occasion| occasion.to_string());
        let held = self.held(store)?;
        let about = self.about(&held, occasions.new_one());
        self.same = self.same.filter(|_| self.about == about);
        if self.same != Some(Same::New) {
            return Ok((held, about));
        }
        self.identity.occasion = occasions.new_one().to_string();
        Ok((self.held(store)?, about))
    }
}

/// Sets a wish beside what the store holds: the office, the occasion, and what is to be done; or why nobody is asked.
pub(super) fn settle(
    store: &mut Store,
    wish: &mut Wish,
    (member, shelf): (&Member, &Shelf),
    by: &By<'_>,
) -> Result<Result<Settled, NotAsked>, StoreError> {
    let case = wish.case.clone();
    let office = match office_to_ask_in(store, (case.as_str(), member), &wish.identity.date, by)? {
        Ok(office) => office,
        Err(why) => return Ok(Err(why)),
    };
    let agenda = shelf.agenda(store, case.as_str(), Day::iso(&wish.identity.date))?;
    let occasions = store.occasions(case.as_str(), wish.measure_id(), &wish.identity.informant, &agenda)?;
    let (held, about) = wish.settle(store, &occasions)?;
    let is_hidden = wish.is_hidden(store, &held)?;
    let step = match (&held, wish.same) {
        (Held { open: None, finished: None }, _) => Ok(Step::Begin),
        (Held { open: Some(open), .. }, None | Some(Same::Continue)) if wish.goes_on(open) => Ok(Step::GoOn(open.id)),
        (_, Some(Same::Replace)) if !is_hidden => Ok(Step::Replace),
        (Held { open, .. }, _) => {
            let is_open = !is_hidden && open.as_ref().is_some_and(|open| open.measure == wish.measure);
            Err(Question { means: wish.means, is_open, is_hidden, new: occasions.new_one(), about })
        }
    };
    Ok(Ok(Settled { office, held, step }))
}

/// Begins the administration that is wished for, or goes on with it; gives its number.
pub(super) fn begin(store: &mut Store, wish: &Wish, (step, office): (&Step, String), by: &By<'_>) -> Result<i64, StoreError> {
    let (case, begun) = (wish.case.as_str(), wish.begun(by.at));
    let is_new = store.office_of(case)?.is_none();
    let id = match step {
        Step::Begin => store.begin_administration(&begun)?,
        Step::GoOn(open) => {
            store.ask_again(*open, &begun)?;
            *open
        }
        Step::Replace => store.begin_another(&begun)?,
    };
    // Whoever asks a case first works with it.
    if let (true, Some(opened)) = (is_new, Day::iso(&wish.identity.date)) {
        let (case, owner, schedule) = (case.to_owned(), by.who.to_owned(), String::new());
        store.open_for(&Opening { case, opened, closed: None, schedule, owner, office, known: Facts::new() }, by)?;
    }
    Ok(id)
}

/// Does what a form asks for, all of it at one moment: of two who open one case at once the other one is told.
fn grant(store: &mut Store, mut wish: Wish, (member, shelf): (&Member, &Shelf), codes: Vec<String>) -> Result<Went, StoreError> {
    let at = now();
    let by = By { who: &member.name, at: &at };
    let Settled { office, held, step } = match settle(store, &mut wish, (member, shelf), &by)? {
        Ok(settled) => settled,
        Err(why) => return Ok(Went::NotAsked(why)),
    };
    let occasion = wish.identity.occasion.clone();
    let step = match step {
        Ok(step) => step,
        Err(question) => return Ok(Went::Same { occasion, question }),
    };
    let id = begin(store, &wish, (&step, office), &by)?;
    if wish.is_confidential {
        store.make_confidential(id, &at)?;
    }
    let has_confidential = held.open.is_some_and(|open| open.id == id && open.is_answered && open.is_confidential);
    for code in codes {
        if store.issue(&code, id, &later(CODE), &by)? {
            return Ok(Went::Issued { code, occasion, has_confidential });
        }
    }
    Ok(Went::TryAgain)
}
