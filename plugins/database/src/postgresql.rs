use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::Arc;

use postgres::{Client, Config};
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres_rustls::MakeRustlsConnect;
use verbond_backend::{ColumnKind, Error, Row, Value};

use crate::table::Table;

/// Bytes that are gathered before they are sent.
const AT_ONCE: usize = 4 << 20;
/// Bytes of a name; longer ones would be cut in silence.
const NAME_BYTES: usize = 63;

/// A transaction in PostgreSQL.
pub struct Postgresql {
    client: Client,
    table: Table,
    /// Rows that were not sent yet, as `copy` reads them.
    rows: String,
}

impl Postgresql {
    /// Connects, begins a transaction, and makes what the table lacks.
    pub fn open(place: &str, table: Table) -> Result<Self, Error> {
        if let Some(column) = table.columns.iter().find(|column| column.plain.len() > NAME_BYTES) {
            return Err(Error::new(format!("the column `{}` has a longer name than PostgreSQL keeps", column.plain)));
        }
        let mut config: Config = place.parse()?;
        // A password on the command line can be seen by others.
        if let (None, Ok(password)) = (config.get_password(), std::env::var("PGPASSWORD")) {
            config.password(password);
        }
        let mut client = config.connect(tls()?)?;
        client.batch_execute("begin; set local client_min_messages = warning")?;
        client.batch_execute(&table.create(type_of))?;
        let there = client.prepare(&format!("select * from {} limit 0", table.name))?;
        let there: Vec<String> = there.columns().iter().map(|column| column.name().to_owned()).collect();
        for statement in table.add(&there, type_of) {
            client.batch_execute(&statement)?;
        }
        // Rows come here first, as fast as the database takes them.
        client.batch_execute(&format!(
            "create temporary table verbond_incoming on commit drop as select * from {} limit 0",
            table.name
        ))?;
        Ok(Self { client, table, rows: String::new() })
    }

    /// Adds a row, or replaces the one that is there.
    pub fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
        for (at, (cell, column)) in row.cells().zip(&self.table.columns).enumerate() {
            if at > 0 {
                self.rows.push('\t');
            }
            match cell.value {
                Value::Missing if column.is_key => {}
                Value::Missing => self.rows.push_str("\\N"),
                Value::Text(text) => escape(text, &mut self.rows),
                other => write!(self.rows, "{other}")?,
            }
        }
        self.rows.push('\n');
        if self.rows.len() > AT_ONCE { self.send() } else { Ok(()) }
    }

    fn send(&mut self) -> Result<(), Error> {
        let names = self.table.names();
        let mut copy = self.client.copy_in(&format!("copy verbond_incoming ({names}) from stdin"))?;
        copy.write_all(self.rows.as_bytes())?;
        copy.finish()?;
        self.rows.clear();
        let (table, conflict) = (&self.table.name, self.table.on_conflict());
        self.client.batch_execute(&format!(
            "insert into {table} ({names}) select {names} from verbond_incoming {conflict}; truncate verbond_incoming"
        ))?;
        Ok(())
    }

    /// Lets all of it take effect.
    pub fn finish(mut self) -> Result<(), Error> {
        if !self.rows.is_empty() {
            self.send()?;
        }
        Ok(self.client.batch_execute("commit")?)
    }
}

/// Connections that the server encrypts are encrypted, with the certificates that this system trusts.
fn tls() -> Result<MakeRustlsConnect, Error> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(MakeRustlsConnect::new(config.with_root_certificates(roots).with_no_client_auth()))
}

fn type_of(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Text => "text",
        ColumnKind::Number => "double precision",
        ColumnKind::Count => "integer",
        ColumnKind::Truth => "boolean",
        ColumnKind::Date => "date",
    }
}

/// A text as `copy` reads it.
fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            other => out.push(other),
        }
    }
}
