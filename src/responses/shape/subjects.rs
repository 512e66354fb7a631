//! Whose responses of FHIR are: the codes of their subjects.

use std::collections::BTreeSet;

use serde_json::Value;

use super::fhir::text;
use crate::source::{Diagnostic, Place, Severity, codes};

/// How a reference to a patient begins, on a server or within it.
const PATIENT: &str = "Patient/";
/// What stands before the version of what is referred to.
const VERSION: &str = "/_history/";

/// The subjects of all responses of a file.
pub(super) struct Subjects {
    /// Whether references lead to several servers, on each of which a number is another patient.
    has_servers: bool,
    /// Whether some response says whose it is in words alone.
    has_names: bool,
}

impl Subjects {
    pub(super) fn of(responses: &[&Value]) -> Self {
        let servers: BTreeSet<&str> =
            responses.iter().filter_map(|response| patient(reference(response))).map(|it| it.0).collect();
        let is_server = |server: &&&str| !server.is_empty();
        let named = |response: &&Value| !display(response).is_empty() && code_of_subject(response).is_empty();
        Self {
            has_servers: servers.iter().filter(is_server).count() > 1,
            has_names: responses.iter().any(|response| named(response) && !is_code(display(response))),
        }
    }

    /// The code of the case that a response is of: that of its subject, else that of the response. What people call
    /// somebody is no code.
    pub(super) fn case<'r>(&self, response: &'r Value) -> &'r str {
        let of_subject = code_of_subject(response);
        let named = Some(display(response)).filter(|display| is_code(display)).unwrap_or_default();
        let all = [of_subject, named, text(response, &["identifier", "value"]), text(response, &["id"])];
        let code = all.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
        match patient(code) {
            Some((_, number)) if code == reference(response) && !self.has_servers => number,
            Some(_) | None => without_version(code),
        }
    }

    /// What is said where somebody is named in words alone.
    pub(super) fn note(&self) -> Option<Diagnostic> {
        let message = "a subject has a `display` alone, which is what people read and no code: the response stands for the case";
        let note = Diagnostic::new(&codes::PERSONAL_CASE_CODE, Place::File, message).with_severity(Severity::Note);
        self.has_names.then(|| note.help("give subjects a `reference` or an `identifier`, so that a person is one case"))
    }
}

fn reference(response: &Value) -> &str {
    text(response, &["subject", "reference"])
}

fn display(response: &Value) -> &str {
    text(response, &["subject", "display"])
}

fn code_of_subject(response: &Value) -> &str {
    let identifier = text(response, &["subject", "identifier", "value"]);
    if identifier.is_empty() { reference(response) } else { identifier }
}

/// Whether a text may be the code of a person: it has a digit, and no blank, as a name has.
fn is_code(text: &str) -> bool {
    text.contains(|sign: char| sign.is_ascii_digit()) && !text.contains(char::is_whitespace)
}

fn without_version(reference: &str) -> &str {
    reference.split_once(VERSION).map_or(reference, |(before, _)| before)
}

/// The server and the number of a patient.
fn patient(reference: &str) -> Option<(&str, &str)> {
    let (server, number) = without_version(reference).rsplit_once(PATIENT)?;
    let is_part = server.is_empty() || server.ends_with('/');
    (is_part && !number.is_empty() && !number.contains('/')).then_some((server, number))
}
