use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};

use tokio::sync::{Semaphore, oneshot};

use crate::store::{Store, StoreError};

/// Connections that read beside each other for whoever answers.
const READERS: usize = 4;
/// Connections that read for staff, who look at much at once. Whoever answers never waits for them.
const READERS_OF_STAFF: usize = 2;
/// Pieces of work that wait for the disk together, at the most.
const TOGETHER: usize = 512;

/// A piece of work on the store; what it returns says to whoever waits whether it reached the disk.
type Work = Box<dyn FnOnce(&mut Store) -> Answer + Send>;
type Answer = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// The store as many browsers use it: some read beside each other, and what is written at the same time reaches the
/// disk together, so that the wait for the disk is shared.
pub(super) struct Archive {
    answering: Readers,
    staff: Readers,
    writer: Mutex<Sender<Work>>,
}

/// For whom the store is read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reading {
    /// Whoever answers, and what every page needs.
    Answering,
    /// Staff who look at cases and figures.
    Staff,
}

/// Connections that read, and a place for each.
struct Readers {
    stores: Mutex<Vec<Store>>,
    places: Semaphore,
}

impl Readers {
    fn new(store: &Store, count: usize) -> Result<Self, StoreError> {
        let stores = (0..count).map(|_| store.beside()).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { stores: Mutex::new(stores), places: Semaphore::new(count) })
    }
}

impl Archive {
    /// Opens a store for many.
    ///
    /// # Errors
    /// Where its file cannot be opened again.
    pub(super) fn new(store: Store) -> Result<Self, StoreError> {
        let (answering, staff) = (Readers::new(&store, READERS)?, Readers::new(&store, READERS_OF_STAFF)?);
        let (sender, receiver) = channel();
        std::thread::spawn(move || write_all(store, &receiver));
        Ok(Self { answering, staff, writer: Mutex::new(sender) })
    }

    /// Reads from the store. `None` where the program fails.
    pub(super) async fn read<T>(
        &self,
        reading: Reading,
        work: impl FnOnce(&Store) -> Result<T, StoreError>,
    ) -> Option<Result<T, StoreError>> {
        let readers = match reading {
            Reading::Answering => &self.answering,
            Reading::Staff => &self.staff,
        };
        let _place = readers.places.acquire().await.ok()?;
        let reader = readers.stores.lock().unwrap_or_else(PoisonError::into_inner).pop()?;
        let result = tokio::task::block_in_place(|| work(&reader));
        readers.stores.lock().unwrap_or_else(PoisonError::into_inner).push(reader);
        Some(result)
    }

    /// Writes to the store. Once this returns, what was written is on the disk. `None` where the program fails.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Option<Result<T, StoreError>> {
        let (told, answer) = oneshot::channel();
        let work: Work = Box::new(move |store| {
            let result = work(store);
            Box::new(move |kept| {
                // Whoever asked may have gone away; what was written stays.
                let _ = told.send(kept.and(result));
            })
        });
        self.writer.lock().unwrap_or_else(PoisonError::into_inner).send(work).ok()?;
        answer.await.ok()
    }
}

/// Does work as it comes, until nobody can send any more.
fn write_all(mut store: Store, receiver: &Receiver<Work>) {
    while let Ok(first) = receiver.recv() {
        let all: Vec<Work> = std::iter::once(first).chain(receiver.try_iter().take(TOGETHER - 1)).collect();
        let mut answers: Vec<Answer> = Vec::with_capacity(all.len());
        let kept = store.together(|store| answers.extend(all.into_iter().map(|work| work(store))));
        let why = kept.err().map(|error| error.to_string());
        for answer in answers {
            answer(why.clone().map_or(Ok(()), |why| Err(StoreError::NotKept(why))));
        }
    }
}
