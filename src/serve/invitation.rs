//! What somebody is asked in one sitting, and by what they come in.

use super::answering::now;
use super::giving::CODES;
use super::refusal::{NotAsked, office_to_ask_in};
use super::secret::{CodeDigits, code as new_code, token};
use super::{Measure, Shelf};
use crate::administer::{CaseCode, Identity, Lacking};
use crate::instrument::{Day, InformantIx, Language};
use crate::store::{Agenda, Begun, By, Facts, Held, Member, Opening, Place, Store, StoreError};

/// By what somebody comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A code of so many digits, once.
    Code(CodeDigits),
    /// A link, until what it is for is finished.
    Link,
}

/// A measure that is asked, with the language in which it is. One whose words are not there cannot be asked.
pub struct Asked {
    reference: String,
    id: String,
    sha256: String,
    text: String,
    language: String,
}

impl Asked {
    /// Of an informant in a language, or, where the measure has not all words in it, in its own or the first in which
    /// it has.
    ///
    /// # Errors
    /// Where it has all words in no language.
    pub fn of(measure: &Measure, informant: InformantIx, language: &Language) -> Result<Self, Lacking> {
        let of_own = measure.texts().first().map_or(Ok(()), |own| own.suffice(&measure.instrument, informant));
        let same = measure.spoken(informant).find(|texts| texts.language == *language);
        let language = match (same.or_else(|| measure.spoken(informant).next()), of_own) {
            (Some(texts), _) => &texts.language,
            (None, Err(lacking)) => return Err(lacking),
            (None, Ok(())) => &measure.instrument.language,
        };
        Ok(Self {
            reference: measure.instrument.reference(),
            id: measure.instrument.id.clone(),
            sha256: measure.instrument.sha256.clone(),
            text: measure.text.clone(),
            language: language.to_string(),
        })
    }

    /// The id of the measure.
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// Who is asked what.
pub struct Invitation<'a> {
    /// The case.
    pub case: &'a CaseCode,
    /// The measures, in the order of asking.
    pub measures: &'a [Asked],
    /// Who answers, by name.
    pub informant: &'a str,
    /// The occasion; where that is nothing, the next one of each measure.
    pub occasion: Option<u32>,
    /// The day that is written for it, as 2026-11-24.
    pub date: &'a str,
    /// Whether only whoever answers may see it.
    pub is_confidential: bool,
    /// By what they come in.
    pub way: Way,
    /// Until when they can come in, as RFC 3339 writes it.
    pub expires: &'a str,
    /// Whose the case is from now on, where nobody asked it before; by the name to log in with, empty for nobody's.
    pub owner: &'a str,
    /// Where the schedules are.
    pub shelf: &'a Shelf,
}

/// What came of it.
pub enum Invited {
    /// What they come in by: a code, or the secret of a link.
    By(String),
    /// Nobody is asked in this case, and why.
    NotAsked(NotAsked),
    /// The informant has answered that occasion of a measure, by its id; nobody was asked anything.
    Answered {
        /// The measure.
        measure: String,
        /// The occasion.
        occasion: String,
    },
    /// The system gives no randomness, or all that was drawn is taken.
    NoSecret,
}

impl Way {
    fn secret(self) -> Option<String> {
        match self {
            Self::Code(digits) => new_code(digits),
            Self::Link => token(),
        }
    }
}

impl Invitation<'_> {
    /// Asks somebody, at the next occasion of each measure where none is named; what is being answered is gone on with.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn ask(&self, store: &mut Store, member: &Member) -> Result<Invited, StoreError> {
        let at = now();
        let by = By { who: &member.name, at: &at };
        let case = self.case.as_str();
        let office = match office_to_ask_in(store, (case, member), self.date, &by)? {
            Ok(office) => office,
            Err(why) => return Ok(Invited::NotAsked(why)),
        };
        let is_new = store.office_of(case)?.is_none();
        let agenda = self.shelf.agenda(store, case, Day::iso(self.date))?;
        let (mut seats, mut places) = (Vec::new(), Vec::new());
        for asked in self.measures {
            let occasion = self.occasion_of(store, asked, &agenda)?;
            let held = store.held(&Place { case, measure: &asked.id, informant: self.informant, occasion: &occasion })?;
            if held.open.is_none() && held.finished.is_some() {
                return Ok(Invited::Answered { measure: asked.id.clone(), occasion });
            }
            places.push((asked, occasion, held));
        }
        for place in places {
            seats.push(self.begin(store, place, &at)?);
        }
        if self.is_confidential {
            seats.iter().try_for_each(|id| store.make_confidential(*id, &at))?;
        }
        // Whoever asks a case first works with it.
        if let (true, Some(opened)) = (is_new, Day::iso(self.date)) {
            let (case, owner, schedule) = (case.to_owned(), self.owner.to_owned(), String::new());
            store.open_for(&Opening { case, opened, closed: None, schedule, owner, office, known: Facts::new() }, &by)?;
        }
        store.seat(&seats)?;
        let Some(first) = seats.first() else { return Ok(Invited::NoSecret) };
        for secret in (0..CODES).filter_map(|_| self.way.secret()) {
            let is_issued = match self.way {
                Way::Code(_) => store.issue(&secret, *first, self.expires, &by)?,
                Way::Link => store.issue_link(&secret, *first, self.expires, &by)?,
            };
            if is_issued {
                return Ok(Invited::By(secret));
            }
        }
        Ok(Invited::NoSecret)
    }

    /// The occasion at which a measure is asked.
    fn occasion_of(&self, store: &Store, asked: &Asked, agenda: &Agenda) -> Result<String, StoreError> {
        match self.occasion {
            Some(occasion) => Ok(occasion.to_string()),
            None => Ok(store.occasions(self.case.as_str(), &asked.id, self.informant, agenda)?.next()),
        }
    }

    /// Begins an administration, or goes on with the one that is being answered.
    fn begin(&self, store: &mut Store, (asked, occasion, held): (&Asked, String, Held), at: &str) -> Result<i64, StoreError> {
        let identity = Identity {
            case: self.case.as_str().to_owned(),
            occasion,
            informant: self.informant.to_owned(),
            date: self.date.to_owned(),
            language: asked.language.clone(),
        };
        let begun = Begun {
            measure: &asked.reference,
            sha256: &asked.sha256,
            text: &asked.text,
            case: self.case,
            identity: &identity,
            known: &Facts::new(),
            at,
        };
        match held {
            Held { open: Some(open), .. } if open.measure == asked.reference => {
                store.ask_again(open.id, &begun)?;
                Ok(open.id)
            }
            Held { open: Some(_), .. } => store.begin_another(&begun),
            Held { open: None, .. } => store.begin_administration(&begun),
        }
    }
}
