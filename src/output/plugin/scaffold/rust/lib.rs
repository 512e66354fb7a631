//! The backend `call-list` of Verbond: a line for each alert, with the code of the case.

use std::fs::File;
use std::io::Write;

use verbond_backend::{Description, Error, Job, NoOptions, Role, Row, RowBackend, Rows, Value, export_backend};

struct CallList(File);

impl RowBackend for CallList {
    type Options = NoOptions;

    fn describe() -> Description {
        Description::new("call-list", env!("CARGO_PKG_VERSION")).extension("txt")
    }

    fn open(job: Job<NoOptions>) -> Result<Self, Error> {
        let mut file = File::create(job.path)?;
        writeln!(file, "{}: who to call", job.measure.title)?;
        Ok(Self(file))
    }

    fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
        for alert in row.of_role(Role::Alert).filter(|cell| cell.value == Value::Truth(true)) {
            writeln!(self.0, "{}: {}", row.text("case"), alert.column.label)?;
        }
        Ok(())
    }

    fn finish(self) -> Result<(), Error> {
        Ok(self.0.sync_all()?)
    }
}

export_backend!(Rows<CallList>);

#[cfg(test)]
mod tests {
    use verbond_backend::sample::{Filling, Sample};
    use verbond_backend::{Error, Rows, harness};

    use super::CallList;

    #[test]
    fn each_alert_is_a_line() -> Result<(), Error> {
        let written = harness::run::<Rows<CallList>>(&Sample::new(5, Filling::Complete), &[])?;
        let expected = "Sample: who to call\nc1: Trust is low: talk about it first.\nc3: Trust is low: talk about it first.\n";
        assert_eq!(String::from_utf8_lossy(&written), expected);
        Ok(())
    }
}
