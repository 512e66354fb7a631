//! A backend that panics in the call that the environment names.

use verbond_backend::{Backend, Description, Error, Job, NoOptions, RecordBatch, export_backend};

struct Panicking(std::path::PathBuf);

fn panic_if_in(call: &str) {
    if std::env::var("PANICS_IN").is_ok_and(|chosen| chosen == call) {
        panic!("I panic in {call}");
    }
}

impl Backend for Panicking {
    type Options = NoOptions;

    fn describe() -> Description {
        panic_if_in("describe");
        Description::new("bad", "1")
    }

    fn open(job: Job<NoOptions>) -> Result<Self, Error> {
        panic_if_in("open");
        Ok(Self(job.path))
    }

    fn write(&mut self, _: &RecordBatch) -> Result<(), Error> {
        panic_if_in("write");
        if std::env::var("PANICS_IN").is_ok_and(|chosen| chosen == "abandon") { Err(Error::new("I give up")) } else { Ok(()) }
    }

    fn finish(self) -> Result<(), Error> {
        panic_if_in("finish");
        Ok(std::fs::write(self.0, "")?)
    }

    fn abandon(self) {
        panic_if_in("abandon");
    }
}

export_backend!(Panicking);
