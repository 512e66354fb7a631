//! Files of answers on the web: what `verbond store import` does, with a look at what is in the file before anything is
//! taken in.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{FromRequest, FromRequestParts, Request, State};
use axum::response::{IntoResponse, Response};

use super::answering::now;
use super::import_page::{self, Preview};
use super::page::Failure;
use super::secret::of_form;
use super::staff::{Sent, Staff};
use super::work::today;
use super::{Measure, Served};
use crate::intake::{self, Found, OfStore};
use crate::responses::{Format, ReadOptions};
use crate::store::{Access, By, StoreError};

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
    let found = read(&served, measure, (&name, bytes.clone())).await?;
    let count = found.administrations.as_ref().map_or(0, Vec::len);
    if count > MOST {
        return choose_again(&staff.phrases.with("import-too-many", [("most", MOST.into())]));
    }
    let id = match &found.administrations {
        Some(administrations) if !administrations.is_empty() => {
            Some(served.uploads.keep(&staff, &reference, &name, bytes.into())?)
        }
        Some(_) | None => None,
    };
    let cases = found.administrations.as_deref().map_or(0, cases_of);
    Ok(Preview { measure, name: &name, found: &found, cases, id: id.as_deref() }.shown(&served, &staff))
}

/// Takes a file in that was looked at: all of it, or nothing.
pub(super) async fn take(
    State(served): Shared,
    Sent { staff: Importer(staff), form }: Sent<Importer>,
) -> Result<Response, Failure> {
    let Some(upload) = served.uploads.take(&staff, form.get("file")) else {
        return Ok(import_page::choice(&served, &staff, ("", Some(&staff.phrases.say("import-gone")))));
    };
    let shelf = served.shelf();
    let measure = shelf.of(&upload.measure).ok_or(Failure::Missing)?;
    let found = read(&served, measure, (&upload.name, upload.bytes.to_vec())).await?;
    let Some(administrations) = found.administrations.filter(|administrations| administrations.len() <= MOST) else {
        // The settings or the measure changed since it was looked at.
        return Ok(import_page::choice(&served, &staff, (&upload.measure, Some(&staff.phrases.say("import-gone")))));
    };
    let (count, cases) = (administrations.len(), cases_of(&administrations));
    let (who, reference, of_store) = (staff.member.name.clone(), upload.measure.clone(), Arc::clone(&shelf));
    let taken = served
        .writing(move |store| {
            let Some(measure) = of_store.of(&reference) else { return Err(StoreError::Unreadable(reference)) };
            let at = now();
            let taken = intake::take_in(store, (&measure.instrument, &measure.text), &administrations, &at)?;
            if taken.is_ok() {
                let access = Access::TookIn { measure: &reference, administrations: count, cases };
                store.note_access(&By { who: &who, at: &at }, &access)?;
            }
            Ok(taken)
        })
        .await?;
    match taken {
        Ok(early) => import_page::taken(&served, &staff, (count, cases, early)),
        Err(why) => Ok(import_page::not_taken(&served, &staff, &upload.measure, &why)),
    }
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
fn cases_of(administrations: &[OfStore]) -> usize {
    administrations.iter().map(|one| one.case.as_str()).collect::<BTreeSet<_>>().len()
}
