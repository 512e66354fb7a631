//! The web face: people answer on a phone or a tablet, officers look at their cases. One program, no network but the
//! one it listens on.

mod access;
mod answer_fields;
mod answering;
mod answers;
mod archive;
mod assets;
mod case;
mod case_facts;
mod case_row;
mod cases;
mod code_list;
mod code_page;
mod colours;
mod corrections;
mod desk;
mod diagnosed;
mod due;
mod ending;
mod enter_page;
mod entering;
mod facts;
mod finished;
mod giving;
mod grid;
mod guard;
mod held;
mod here;
mod icons;
mod import_choice;
mod import_page;
mod importing;
mod invitation;
mod inviting;
mod kept_sheets;
mod kiosk;
mod letters;
mod link;
mod media;
mod office;
mod once;
mod opening;
mod overview;
mod own_answers;
mod own_password;
mod page;
mod pages;
mod passwords;
mod pause;
mod question;
mod refusal;
mod same;
mod secret;
mod seen;
mod sheet;
mod shelf;
mod site_face;
mod spark;
mod spoken;
mod staff;
mod start;
mod strength;
mod team;
mod tickets;
mod uploads;
mod welcome;
mod work;

pub use answers::{Told, Words};
pub use colours::{BrandColours, Colour, LEAST_CONTRAST};
pub use due::ServedSchedule;
pub use giving::CODE as CODE_SECONDS;
pub use invitation::{Asked, Invitation, Invited, Way};
pub use inviting::{beginning, link_until};
pub use passwords::hashed;
pub use refusal::NotAsked;
pub use secret::CodeDigits;
pub use shelf::{Measure, Shelf};
pub use site_face::{LOGO_BYTES, Logo, SiteFace};
pub use strength::{LEAST_LETTERS, Weak, judge_password};
pub use work::Lookout;

use std::net::SocketAddr;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::extract::{ConnectInfo, DefaultBodyLimit};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Redirect;
use axum::routing::{get, post};
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tower_http::timeout::TimeoutLayer;

use crate::follow::SiteRules;
use crate::instrument::Language;
use crate::intake::SiteReading;
use crate::phrases::PhraseBook;
use crate::store::{Store, StoreError};
use archive::{Archive, Reading};
use assets::Assets;
use finished::Finished;
use guard::Guard;
use kept_sheets::KeptSheets;
use once::Once;
use overview::Overview;
use passwords::Passwords;
use tickets::Tickets;
use uploads::Uploads;

/// Bytes that a form may have; a long answer has 100,000 characters at the most.
const FORM_BYTES: usize = 1 << 20;
/// Bytes that a form with a code or a password may have: whoever is not known yet is not listened to for long.
const SHORT_FORM_BYTES: usize = 16 << 10;
/// Headers that a request may have before it is read no further.
const MOST_HEADERS: usize = 1000;
/// Seconds that a request may take.
const SECONDS: u64 = 20;

/// How often sessions and codes that are over are taken out of the store.
const SWEEP: Duration = Duration::from_secs(60);

/// Why the server could not go on.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The system failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// What all requests share.
pub struct Served {
    archive: Archive,
    shelf: RwLock<Arc<Shelf>>,
    guard: Guard,
    passwords: Passwords,
    assets: Assets,
    tickets: Tickets,
    site: Site,
    overview: Overview,
    finished: Finished,
    once: Once,
    kept_sheets: KeptSheets,
    uploads: Uploads,
}

/// What the site that is served has decided.
pub struct Site {
    /// When a course shows a sign of a rupture, and when one person is judged by norms.
    pub rules: SiteRules,
    /// Cookies go over TLS only, which something before this server speaks.
    pub is_behind_tls: bool,
    /// How many digits the codes have that are given.
    pub code_digits: CodeDigits,
    /// How the pages show whose they are.
    pub face: SiteFace,
    /// What the pages say of their own.
    pub phrases: PhraseBook,
    /// The language of pages where the browser asks for none that there is.
    pub language: Option<Language>,
    /// How files of answers are read that are sent to it.
    pub reading: SiteReading,
}

impl Served {
    /// A server over a store and the measures that there are.
    ///
    /// # Errors
    /// Where the file of the store cannot be opened again.
    pub fn new(store: Store, shelf: Shelf, site: Site) -> Result<Arc<Self>, StoreError> {
        Ok(Arc::new(Self {
            assets: Assets::new(&site.face),
            tickets: Tickets::default(),
            site,
            overview: Overview::default(),
            finished: Finished::default(),
            once: Once::default(),
            kept_sheets: KeptSheets::default(),
            uploads: Uploads::default(),
            archive: Archive::new(store)?,
            shelf: RwLock::new(Arc::new(shelf)),
            guard: Guard::default(),
            passwords: Passwords::new(),
        }))
    }

    /// The measures that there are now.
    fn shelf(&self) -> Arc<Shelf> {
        Arc::clone(&self.shelf.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts other measures in the place of those that there are; whoever is being asked goes on with those they began
    /// with.
    pub fn put(&self, shelf: Shelf) {
        *self.shelf.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(shelf);
    }

    /// Reads from the store, for whoever answers and for what every page needs.
    async fn reading<T>(&self, work: impl FnOnce(&Store) -> Result<T, StoreError>) -> Result<T, page::Failure> {
        Ok(self.archive.read(Reading::Answering, work).await.ok_or(page::Failure::Internal)??)
    }

    /// Reads from the store for staff, who never keep whoever answers waiting.
    async fn looking<T>(&self, work: impl FnOnce(&Store) -> Result<T, StoreError>) -> Result<T, page::Failure> {
        Ok(self.archive.read(Reading::Staff, work).await.ok_or(page::Failure::Internal)??)
    }

    /// Takes sessions and codes out of the store that are over.
    async fn end_expired(&self) -> Result<(), page::Failure> {
        if self.reading(|store| store.has_expired(&answering::now())).await? {
            self.writing(|store| store.end_expired(&answering::now())).await?;
        }
        Ok(())
    }

    /// Writes to the store; once this returns, what was written is on the disk.
    async fn writing<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, page::Failure> {
        Ok(self.archive.write(work).await.ok_or(page::Failure::Internal)??)
    }
}

/// The pages of a server.
pub fn router(served: Arc<Served>) -> Router {
    // Forms with which secrets are tried.
    let visited = Router::new()
        .route("/", get(welcome::welcome).post(welcome::redeem))
        .route("/a/{secret}", get(link::door))
        .route("/office/login", get(office::login).post(office::let_in))
        .route("/office/password", get(own_password::form).post(own_password::change))
        .layer(from_fn_with_state(Arc::clone(&served), guard::visitor))
        .layer(DefaultBodyLimit::max(SHORT_FORM_BYTES));
    // A file of answers is longer than any form.
    let files = get(importing::blank).post(importing::look).layer(DefaultBodyLimit::max(importing::FILE_BYTES + FORM_BYTES));
    Router::new()
        .merge(visited)
        .route("/ask", get(answering::question).post(answering::answer))
        .route("/ask/part", get(start::part))
        .route("/ask/end", get(ending::end).post(ending::finish))
        .route("/ask/pause", get(pause::ask_word).post(pause::stop))
        .route("/thanks", get(ending::thanks))
        .route("/stopped", get(pause::stopped))
        .route("/office", get(|| async { Redirect::to("/office/cases") }))
        .route("/office/logout", post(office::log_out))
        .route("/office/cases", get(cases::cases).post(code_page::open))
        .route("/office/cases/{code}", get(case::case).post(corrections::correct))
        .route("/office/cases/{code}/answers/{number}", get(answers::answers))
        .route("/office/cases/{code}/seen", post(seen::mark))
        .route("/office/cases/{code}/opening", post(opening::change))
        .route("/office/cases/{code}/facts", post(case_facts::tell))
        .route("/office/cases/{code}/invite", get(inviting::blank).post(inviting::invite))
        .route("/office/cases/{code}/paper", get(entering::blank).post(entering::enter))
        .route("/office/codes", get(code_list::blank).post(code_list::make))
        .route("/office/made/{id}", get(once::made))
        .route("/kiosk", get(kiosk::enter))
        .route("/office/new", get(opening::blank).post(opening::begin))
        .route("/office/code", get(code_page::blank))
        .route("/office/code/{case}", get(code_page::of_case))
        .route("/office/cases/{code}/report", get(case::report))
        .route("/office/cases/{code}/held", get(held::held))
        .route("/office/due", get(due::list))
        .route("/office/team", get(team::team))
        .route("/office/log", get(access::log))
        .route("/office/import", files)
        .route("/office/import/take", post(importing::take))
        .route("/language/{tag}", get(spoken::choose))
        .route("/media/{address}", get(media::media))
        .route("/assets/style.css", get(assets::style))
        .route("/assets/face.js", get(assets::script))
        .route("/assets/logo", get(assets::logo))
        .fallback(page::not_found)
        .layer(TimeoutLayer::with_status_code(axum::http::StatusCode::REQUEST_TIMEOUT, Duration::from_secs(SECONDS)))
        .layer(from_fn(guard::lengths))
        .layer(from_fn_with_state(Arc::clone(&served), spoken::failures))
        .layer(from_fn_with_state(Arc::clone(&served), kiosk::comes_back))
        .layer(from_fn(guard::headers))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .with_state(served)
}

/// Serves at an address until it is told to stop. `renewed` gives other measures whenever the files changed; it is
/// asked twice a second.
///
/// # Errors
/// Where nothing can be served at the address.
pub fn serve(
    served: &Arc<Served>,
    address: SocketAddr,
    renewed: impl Fn() -> Option<Shelf> + Send + 'static,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(address).await?;
        ready(listener.local_addr()?);
        let shelf = Arc::clone(served);
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(Duration::from_millis(500));
                if let Some(renewed) = renewed() {
                    shelf.put(renewed);
                }
            }
        });
        let sweeping = Arc::clone(served);
        tokio::spawn(async move {
            loop {
                if let Err(failure) = sweeping.end_expired().await {
                    anstream::eprintln!("sessions that are over stay: {failure}");
                }
                tokio::time::sleep(SWEEP).await;
            }
        });
        // Whoever looks first need not wait until all cases were looked at.
        let first_look = Arc::clone(served);
        tokio::spawn(async move {
            if let Err(error) = first_look.overview.refresh(&first_look).await {
                anstream::eprintln!("the cases could not be looked at: {error:?}");
            }
        });
        accept(&listener, &router(Arc::clone(served))).await;
        Ok(())
    })
}

/// Speaks with whoever connects, until the server is told to stop; whoever is being answered then is answered.
async fn accept(listener: &TcpListener, application: &Router) {
    let graceful = GracefulShutdown::new();
    let stopped = stopped();
    tokio::pin!(stopped);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stopped => break,
        };
        let Ok((stream, address)) = accepted else {
            // There may be too many connections for the system; some will end.
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let service = TowerToHyperService::new(application.clone().layer(Extension(ConnectInfo(address))));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            // Whoever sends a request a letter at a time, or nothing, keeps no place.
            .header_read_timeout(Duration::from_secs(SECONDS))
            // Fewer would be refused without a page.
            .max_headers(MOST_HEADERS)
            .serve_connection(TokioIo::new(stream), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // A browser that went away is nobody's fault.
            let _ = connection.await;
        });
    }
    tokio::select! {
        () = graceful.shutdown() => {}
        () = tokio::time::sleep(Duration::from_secs(SECONDS)) => {}
    }
}

/// Waits for Ctrl-C, or for the system to ask.
async fn stopped() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
        if let Ok(mut terminated) = terminated {
            tokio::pin!(interrupted);
            std::future::poll_fn(|context| {
                let over = interrupted.as_mut().poll(context).is_ready() || terminated.poll_recv(context).is_ready();
                if over { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
            })
            .await;
            return;
        }
    }
    let _ = interrupted.await;
}
