//! Any bytes are posted to the server, as whoever answers or as nobody; it says something and never fails.
#![no_main]

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};

use axum::Extension;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode};
use libfuzzer_sys::fuzz_target;
use tokio::runtime::Runtime;
use tower_service::Service;
use verbond::administer::{CaseCode, Identity};
use verbond::follow::SiteRules;
use verbond::instrument::Norms;
use verbond::phrases::PhraseBook;
use verbond::serve::{CodeDigits, Measure, Served, Shelf, Site, SiteFace, router};
use verbond::source::SourceFile;
use verbond::store::{Begun, Store};

const TEXT: &str = include_str!("../../tests/data/everything.instrument");
const NOW: &str = "2026-11-26T12:00:00Z";
const LATER: &str = "2126-11-26T12:00:00Z";
const PATHS: [&str; 5] = ["/ask", "/ask/end", "/", "/office/login", "/office/cases"];

struct Face {
    runtime: Runtime,
    application: axum::Router,
    secret: String,
    form: String,
}

fn face() -> &'static Face {
    static FACE: OnceLock<Face> = OnceLock::new();
    FACE.get_or_init(|| {
        let instrument = verbond::check_text(&SourceFile::new("everything", TEXT)).found.expect("it is sound");
        let folder = Box::leak(Box::new(tempfile::tempdir().expect("a folder")));
        let mut store = Store::open(&folder.path().join("fuzz.store")).expect("a store");
        let identity = Identity {
            case: "C1".to_owned(),
            occasion: "1".to_owned(),
            informant: instrument.informants.first().expect("somebody answers").name.clone(),
            date: "2026-11-26".to_owned(),
            language: "en".to_owned(),
        };
        let (measure, sha256) = (instrument.reference(), instrument.sha256.clone());
        let case = CaseCode::parse("C1").expect("a code");
        let known = Default::default();
        let begun =
            Begun { measure: &measure, sha256: &sha256, text: TEXT, case: &case, identity: &identity, known: &known, at: NOW };
        let id = store.begin_administration(&begun).expect("it begins");
        let secret = "a".repeat(64);
        store.begin_session(&secret, None, Some(id), LATER).expect("a session");
        let norms: Vec<Norms> = vec![];
        let shelf = Shelf::default().with(vec![Measure::new(instrument, TEXT.to_owned(), &[], norms)]);
        let site = Site {
            rules: SiteRules::default(),
            is_behind_tls: false,
            face: SiteFace::default(),
            code_digits: CodeDigits::new(6).expect("as many as a code may have"),
            phrases: PhraseBook::built_in().clone(),
            language: None,
            reading: Default::default(),
        };
        let served = Served::new(store, shelf, site).expect("a server");
        let address = SocketAddr::from(([127, 0, 0, 1], 1));
        let application = router(Arc::clone(&served)).layer(Extension(ConnectInfo(address)));
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
        let mut face = Face { runtime, application, secret, form: String::new() };
        let (_, page) = face.send("GET", "/ask", Body::empty());
        let field = page.split("name=\"form\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        face.form = field.expect("the page has a form").to_owned();
        face
    })
}

impl Face {
    fn send(&self, method: &str, path: &str, body: Body) -> (StatusCode, String) {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("cookie", format!("verbond-answering={}", self.secret))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body)
            .expect("a request");
        self.runtime.block_on(async {
            let response = self.application.clone().call(request).await.expect("it never fails");
            let status = response.status();
            let body = axum::body::to_bytes(response.into_body(), 16 << 20).await.expect("a page");
            (status, String::from_utf8_lossy(&body).into_owned())
        })
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let face = face();
    let path = PATHS[usize::from(*first) % PATHS.len()];
    let body = if *first > 127 { bytes.to_vec() } else { [format!("form={}&", face.form).as_bytes(), bytes].concat() };
    let (status, _) = face.send("POST", path, Body::from(body));
    assert!(status != StatusCode::INTERNAL_SERVER_ERROR && status != StatusCode::SERVICE_UNAVAILABLE, "{path}: {status}");
});
