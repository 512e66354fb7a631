use super::answering::{later, now};
use super::page::{Failure, Form};
use super::refusal::{NotAsked, office_to_ask_in};
use super::secret::{code as new_code, of_form};
use super::staff::Staff;
use super::work::today;
use super::{Served, Shelf, facts};
use crate::administer::{CaseCode, Identity, NoPastDay, past_day, western_digits};
use crate::instrument::{Day, Language, OccasionName};
use crate::store::{Begun, By, Facts, Held, Member, Occasions, Opening, Place, Store, StoreError};

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

/// What somebody is asked about the same that was asked already.
pub(super) struct Question {
    /// Whether it is being answered.
    pub(super) is_open: bool,
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
struct Wish {
    case: CaseCode,
    measure: String,
    sha256: String,
    text: String,
    /// The occasion; the next one where nobody said.
    occasion: Option<u32>,
    identity: Identity,
    known: Facts,
    is_confidential: bool,
    same: Option<Same>,
    /// What that choice was asked about.
    about: String,
    /// The secret of the session.
    token: String,
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
    let wish = match wish(served, staff, form)? {
        Ok(wish) => wish,
        Err(words) => return Ok(Given::Refused(words)),
    };
    let shelf = served.shelf();
    let measure = shelf.of(&wish.measure).ok_or(Failure::Missing)?;
    let mut asked = Asking {
        who: measure.worded_in(&staff.phrases.language).called(&wish.identity.informant).to_owned(),
        case: wish.case.as_str().to_owned(),
        occasion: String::new(),
        date: wish.identity.date.clone(),
    };
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
fn wish(served: &Served, staff: &Staff, form: &Form) -> Result<Result<Wish, String>, Failure> {
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
    // What is kept as the language is one in which it can be asked.
    let language = Language::parse(language).ok_or(Failure::Form)?;
    if !measure.spoken(asked).any(|texts| texts.language == language) {
        let all: Vec<String> = measure.spoken(asked).map(|texts| served.site.phrases.called(&texts.language)).collect();
        let title = measure.worded_in(&phrases.language).title.as_str();
        return Ok(Err(phrases.with("not-in-language", [("measure", title.into()), ("languages", all.join(", ").into())])));
    }
    let typed = form.get("occasion").trim();
    let occasion = OccasionName::read(typed).number();
    if occasion.is_none() && !typed.is_empty() {
        return Ok(Err(phrases.say("occasion-is-number")));
    }
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

/// Does what a form asks for, all of it at one moment: of two who open one case at once the other one is told.
fn grant(store: &mut Store, mut wish: Wish, (member, shelf): (&Member, &Shelf), codes: Vec<String>) -> Result<Went, StoreError> {
    let at = now();
    let by = By { who: &member.name, at: &at };
    let case = wish.case.clone();
    let case = case.as_str();
    let office = match office_to_ask_in(store, (case, member), &wish.identity.date, &by)? {
        Ok(office) => office,
        Err(why) => return Ok(Went::NotAsked(why)),
    };
    let is_new = store.office_of(case)?.is_none();
    let agenda = shelf.agenda(store, case, Day::iso(&wish.identity.date))?;
    let occasions = store.occasions(case, wish.measure_id(), &wish.identity.informant, &agenda)?;
    let (held, about) = wish.settle(store, &occasions)?;
    let identity = &wish.identity;
    let begun = Begun {
        measure: &wish.measure,
        sha256: &wish.sha256,
        text: &wish.text,
        case: &wish.case,
        identity,
        known: &wish.known,
        at: &at,
    };
    let id = match (&held, wish.same) {
        (Held { open: None, finished: None }, _) => store.begin_administration(&begun)?,
        // Where nothing is answered, or nobody here may see what is, there is nothing to decide.
        (Held { open: Some(open), .. }, None | Some(Same::Continue))
            if open.measure == wish.measure
                && (!open.is_answered || open.is_confidential || wish.same == Some(Same::Continue)) =>
        {
            store.ask_again(open.id, &begun)?;
            open.id
        }
        (_, Some(Same::Replace)) => store.begin_another(&begun)?,
        (Held { open, .. }, _) => {
            let is_open = open.as_ref().is_some_and(|open| open.measure == wish.measure);
            let question = Question { is_open, new: occasions.new_one(), about };
            return Ok(Went::Same { occasion: identity.occasion.clone(), question });
        }
    };
    // Whoever asks a case first works with it.
    if let (true, Some(opened)) = (is_new, Day::iso(&identity.date)) {
        let (case, owner, schedule) = (case.to_owned(), member.name.clone(), String::new());
        store.open_for(&Opening { case, opened, closed: None, schedule, owner, office, known: Facts::new() }, &by)?;
    }
    if wish.is_confidential {
        store.make_confidential(id, &at)?;
    }
    let has_confidential = held.open.is_some_and(|open| open.id == id && open.is_answered && open.is_confidential);
    for code in codes {
        if store.issue(&code, id, &later(CODE), &by)? {
            return Ok(Went::Issued { code, occasion: identity.occasion.clone(), has_confidential });
        }
    }
    Ok(Went::TryAgain)
}
