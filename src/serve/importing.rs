//! Files of answers on the web: what `verbond store import` does, with a look at what is in the file, and at what the
//! store holds of it already, before anything is taken in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{FromRequest, FromRequestParts, Request, State};
use axum::response::{IntoResponse, Response};

use super::answering::now;
use super::import_choice::Asked;
use super::import_page::{self, Preview};
use super::page::{Failure, Form};
use super::secret::of_form;
use super::staff::{Sent, Staff};
use super::work::today;
use super::{Measure, Served};
use crate::intake::{self, Beforehand, Choice, Found, NotTakenIn, OfStore};
use crate::responses::{Format, ReadOptions};
use crate::store::{Access, By, Store, StoreError};

type Shared = State<Arc<Served>>;

/// Bytes that a file of answers may have on the web.
pub(super) const FILE_BYTES: usize = 8 << 20;
/// Administrations that are taken in at once on the web: whoever answers waits as long as they are written.
pub(super) const MOST: usize = 20_000;

/// Somebody who may take files of answers in.
pub(super) struct Importer(pub(super) Staff);

impl FromRequestParts<Arc<Served>> for Importer {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut axum::http::request::Parts, served: &Arc<Served>) -> Result<Self, Response> {
        let staff = Staff::from_request_parts(parts, served).await?;
        if staff.member.role.takes_answers_in() { Ok(Self(staff)) } else { Err(Failure::Forbidden.into_response()) }
    }
}

impl AsRef<Staff> for Importer {
    fn as_ref(&self) -> &Staff {
        &self.0
    }
}

/// A file as it was sent from the page that was made for whoever sends it.
pub(super) struct SentFile {
    staff: Staff,
    measure: String,
    name: String,
    bytes: Vec<u8>,
}

impl FromRequest<Arc<Served>> for SentFile {
    type Rejection = Response;

    async fn from_request(request: Request, served: &Arc<Served>) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let Importer(staff) = Importer::from_request_parts(&mut parts, served).await?;
        let refused = |error: MultipartError| error.status().into_response();
        let mut fields = Multipart::from_request(Request::from_parts(parts, body), served)
            .await
            .map_err(|error| error.status().into_response())?;
        let (mut form, mut sent) = (String::new(), Self { staff, measure: String::new(), name: String::new(), bytes: vec![] });
        while let Some(field) = fields.next_field().await.map_err(refused)? {
            match field.name().unwrap_or_default() {
                "form" => form = field.text().await.map_err(refused)?,
                "measure" => sent.measure = field.text().await.map_err(refused)?,
                "file" => {
                    sent.name = field.file_name().unwrap_or_default().to_owned();
                    sent.bytes = field.bytes().await.map_err(refused)?.to_vec();
                }
                _ => {}
            }
        }
        if form == of_form(&sent.staff.token) { Ok(sent) } else { Err(Failure::Form.into_response()) }
    }
}

/// The page on which a file is chosen.
pub(super) async fn blank(State(served): Shared, Importer(staff): Importer) -> Result<Response, Failure> {
    Ok(import_page::choice(&served, &staff, ("", None)))
}

/// Reads a file and says what is in it. Nothing is taken in.
pub(super) async fn look(State(served): Shared, sent: SentFile) -> Result<Response, Failure> {
    let SentFile { staff, measure: reference, name, bytes } = sent;
    let shelf = served.shelf();
    let measure = shelf.of(&reference).ok_or(Failure::Missing)?;
    let choose_again = |words: &str| Ok(import_page::choice(&served, &staff, (&reference, Some(words))));
    if name.is_empty() || bytes.is_empty() {
        return choose_again(&staff.phrases.say("import-no-file"));
    }
    if bytes.len() > FILE_BYTES {
        return choose_again(&staff.phrases.say("form-too-long"));
    }
    // The library that reads the footer of Parquet may end the program at one that was broken on purpose.
    if Format::of_ending("parquet") == Some(served.site.reading.format_of(&name)) {
        return choose_again(&staff.phrases.say("import-no-parquet"));
    }
    let mut found = read(&served, measure, (&name, bytes.clone())).await?;
    let administrations = found.administrations.as_deref_mut().unwrap_or_default();
    if administrations.len() > MOST {
        return choose_again(&staff.phrases.with("import-too-many", [("most", MOST.into())]));
    }
    let before = served.looking(|store| Beforehand::of(store, &measure.instrument, administrations)).await?;
    let id = if administrations.is_empty() || !before.refused.is_empty() {
        None
    } else {
        Some(served.uploads.keep(&staff, &reference, &name, bytes.into())?)
    };
    let asked = Asked { before: &before, about: about(&staff.token, &before), choices: None };
    Ok(Preview { measure, name: &name, found: &found, asked, id: id.as_deref() }.shown(&served, &staff))
}

/// What was chosen of rows of which the same is held already.
pub(super) struct Choices {
    /// Of all of which nothing else was chosen.
    pub(super) all: Option<Choice>,
    rows: BTreeMap<u64, Choice>,
    /// What the choice was asked about.
    about: String,
}

impl Choices {
    fn of(form: &Form) -> Self {
        let rows = form.beginning("row-").filter_map(|(row, word)| Some((row.parse().ok()?, Choice::of_word(word)?)));
        Self { all: Choice::of_word(form.get("same")), rows: rows.collect(), about: form.get("about").to_owned() }
    }

    /// What was chosen of a row by itself.
    pub(super) fn of_row(&self, row: u64) -> Option<Choice> {
        self.rows.get(&row).copied()
    }
}

/// What a choice holds for: what is held of the rows of a file now.
fn about(token: &str, before: &Beforehand) -> String {
    of_form(&format!("{token} held {:?}", before.held))
}

/// How taking a file in went.
enum Went {
    TakenIn {
        count: usize,
        cases: usize,
        early: u64,
    },
    NotTakenIn(NotTakenIn),
    /// What is held is to be decided on first.
    Asked(Vec<OfStore>, Beforehand),
}

/// Takes a file in that was looked at: all of it that was chosen, or nothing.
pub(super) async fn take(
    State(served): Shared,
    Sent { staff: Importer(staff), form }: Sent<Importer>,
) -> Result<Response, Failure> {
    let Some(upload) = served.uploads.take(&staff, form.get("file")) else {
        return Ok(import_page::choice(&served, &staff, ("", Some(&staff.phrases.say("import-gone")))));
    };
    let shelf = served.shelf();
    let measure = shelf.of(&upload.measure).ok_or(Failure::Missing)?;
    let mut found = read(&served, measure, (&upload.name, upload.bytes.to_vec())).await?;
    let Some(administrations) = found.administrations.take().filter(|administrations| administrations.len() <= MOST) else {
        // The settings or the measure changed since it was looked at.
        return Ok(import_page::choice(&served, &staff, (&upload.measure, Some(&staff.phrases.say("import-gone")))));
    };
    let choices = Arc::new(Choices::of(&form));
    let (token, who, reference) = (staff.token.clone(), staff.member.name.clone(), upload.measure.clone());
    let (of_store, chosen) = (Arc::clone(&shelf), Arc::clone(&choices));
    let went = served
        .writing(move |store| {
            let Some(measure) = of_store.of(&reference) else { return Err(StoreError::Unreadable(reference)) };
            took(store, measure, administrations, &chosen, (&token, &who))
        })
        .await?;
    match went {
        Went::TakenIn { count, cases, early } => import_page::taken(&served, &staff, (count, cases, early)),
        Went::NotTakenIn(why) => Ok(import_page::not_taken(&served, &staff, &upload.measure, &why)),
        Went::Asked(administrations, before) => {
            found.administrations = Some(administrations);
            let id = served.uploads.keep(&staff, &upload.measure, &upload.name, upload.bytes)?;
            let asked = Asked { before: &before, about: about(&staff.token, &before), choices: Some(&choices) };
            Ok(Preview { measure, name: &upload.name, found: &found, asked, id: Some(&id) }.shown(&served, &staff))
        }
    }
}

/// Sets a file beside what the store holds now, and takes in what can be taken and was chosen.
fn took(
    store: &mut Store,
    measure: &Measure,
    mut administrations: Vec<OfStore>,
    choices: &Choices,
    (token, who): (&str, &str),
) -> Result<Went, StoreError> {
    let before = Beforehand::of(store, &measure.instrument, &mut administrations)?;
    if let Some((_, why)) = before.refused.first() {
        return Ok(Went::NotTakenIn(why.clone()));
    }
    // A choice that was made while other things were held is made anew.
    let is_of_now = before.held.is_empty() || choices.about == about(token, &before);
    let choice = |row| choices.of_row(row).or(choices.all).filter(|_| is_of_now);
    let administrations = match before.decide(administrations, choice) {
        Ok(administrations) => administrations,
        Err(administrations) => return Ok(Went::Asked(administrations, before)),
    };
    let (at, count, cases) = (now(), administrations.len(), cases_of(&administrations));
    let early = match intake::take_in(store, (&measure.instrument, &measure.text), &administrations, &at)? {
        Ok(early) => early,
        Err(why) => return Ok(Went::NotTakenIn(why)),
    };
    let reference = measure.instrument.reference();
    let access = Access::TookIn { measure: &reference, administrations: count, cases };
    store.note_access(&By { who, at: &at }, &access)?;
    Ok(Went::TakenIn { count, cases, early })
}

/// Reads a file as the site reads files of answers.
async fn read(served: &Served, measure: &Measure, (name, bytes): (&str, Vec<u8>)) -> Result<Found<OfStore>, Failure> {
    let reading = &served.site.reading;
    let options = ReadOptions { languages: measure.language_texts(), ..reading.options.clone() };
    let (format, at, today) = (reading.format_of(name), now(), today()?);
    let read = || intake::of_store(&measure.instrument, (bytes, format), &options, (&at, today));
    tokio::task::block_in_place(read).map_err(|error| {
        anstream::eprintln!("a file of answers could not be read: {error}");
        Failure::Internal
    })
}

/// Of how many cases administrations are.
pub(super) fn cases_of(administrations: &[OfStore]) -> usize {
    administrations.iter().map(|one| one.case.as_str()).collect::<BTreeSet<_>>().len()
}
