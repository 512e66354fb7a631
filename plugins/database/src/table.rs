use verbond_backend::{Column, ColumnKind, Error};

/// What tells administrations apart. A missing occasion is an empty text, so that it can be part of a key.
pub const KEY: [&str; 4] = ["case", "occasion", "informant", "instrument"];

/// The table that rows go to.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name, as it is written in SQL.
    pub name: String,
    /// Its columns.
    pub columns: Vec<TableColumn>,
}

/// A column of the table.
#[derive(Clone, Debug)]
pub struct TableColumn {
    /// Its name.
    pub plain: String,
    /// Its name, as it is written in SQL.
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
    /// Whether it is part of the key.
    pub is_key: bool,
}

impl Table {
    /// A table with the columns of the rows.
    pub fn new(name: &str, columns: &[Column]) -> Result<Self, Error> {
        // A part of the key, as figures of teams have it, tells no rows apart, and would write one over another.
        let has_key = KEY.iter().all(|name| columns.iter().any(|column| column.name == *name));
        let column = |column: &Column| {
            Ok(TableColumn {
                plain: column.name.clone(),
                name: quoted(&column.name)?,
                kind: column.kind,
                is_key: has_key && KEY.contains(&column.name.as_str()),
            })
        };
        let columns = columns.iter().map(column).collect::<Result<_, Error>>()?;
        // `schema.table` stays two names.
        let parts: Vec<String> = name.split('.').map(quoted).collect::<Result<_, _>>()?;
        Ok(Self { name: parts.join("."), columns })
    }

    /// The statement that makes it, with types as a database names them.
    pub fn create(&self, type_of: fn(ColumnKind) -> &'static str) -> String {
        let mut parts: Vec<String> = self
            .columns
            .iter()
            .map(|column| format!("{} {}{}", column.name, type_of(column.kind), if column.is_key { " not null" } else { "" }))
            .collect();
        let key = self.key();
        if !key.is_empty() {
            parts.push(format!("primary key ({})", key.join(", ")));
        }
        format!("create table if not exists {} (\n  {}\n)", self.name, parts.join(",\n  "))
    }

    /// The statements that add the columns which a table of an earlier measure lacks.
    pub fn add(&self, there: &[String], type_of: fn(ColumnKind) -> &'static str) -> Vec<String> {
        let lacking = self.columns.iter().filter(|column| !there.contains(&column.plain));
        lacking.map(|column| format!("alter table {} add column {} {}", self.name, column.name, type_of(column.kind))).collect()
    }

    /// The names of its columns in a row.
    pub fn names(&self) -> String {
        self.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// The columns that tell administrations apart; none where the rows are no administrations.
    fn key(&self) -> Vec<&str> {
        self.columns.iter().filter(|column| column.is_key).map(|column| column.name.as_str()).collect()
    }

    /// What is done about an administration that is there already.
    pub fn on_conflict(&self) -> String {
        let key = self.key();
        if key.is_empty() {
            return String::new();
        }
        let others = self.columns.iter().filter(|column| !column.is_key);
        let set: Vec<String> = others.map(|column| format!("{0} = excluded.{0}", column.name)).collect();
        format!("on conflict ({}) do update set {}", key.join(", "), set.join(", "))
    }
}

/// A name as it is written in SQL, whatever it is.
fn quoted(name: &str) -> Result<String, Error> {
    if name.is_empty() || name.contains('\0') {
        return Err(Error::new(format!("`{}` cannot be a name in a database", name.escape_debug())));
    }
    Ok(format!("\"{}\"", name.replace('"', "\"\"")))
}
