/// What a row of the sheet `survey` is, by its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RowType {
    /// A comment, or nothing.
    Nothing,
    BeginGroup,
    /// Its questions are asked once and again.
    BeginRepeat,
    /// Its questions are asked for each choice of a list.
    BeginLoop(String),
    End,
    Note,
    Calculate,
    /// What the program records by itself.
    Record,
    Whole,
    Decimal,
    Text,
    Date,
    Time,
    /// A box to tick.
    Acknowledge,
    /// What can be written down, though no item is of this type.
    Words(String),
    Range,
    /// One of a list, and whether something else can be written.
    One(String, bool),
    /// Any of a list, and whether something else can be written.
    Many(String, bool),
    /// All of a list, in order.
    Ranked(String),
    /// Choices that stand in another file.
    Elsewhere(String),
    /// Filled in by nobody.
    Hidden,
    Other(String),
}

/// The names of types of pyxform, old and new: <https://github.com/XLSForm/pyxform>.
const ONE: &[&str] = &["add select one prompt using", "select one from", "select one", "select_one", "select1"];
const MANY: &[&str] = &[
    "add select multiple prompt using",
    "select all that apply from",
    "select all that apply",
    "select multiple from",
    "select multiple",
    "select_multiple",
    "select_many",
];
const ELSEWHERE: &[&str] = &[
    "select_one_from_file",
    "select_multiple_from_file",
    "select_one_external",
    "select one external",
    "select one from file",
    "select multiple from file",
];
#[rustfmt::skip]
const RECORDS: &[&str] = &[
    "audit", "background-audio", "background-geopoint", "csv-external", "deviceid", "device id", "email", "end",
    "end time", "end_time", "imei", "phonenumber", "sim id", "simserial", "start", "start-geopoint",
    "start time", "start_time", "subscriber id", "subscriberid", "today", "username", "xml-external",
];

impl RowType {
    pub(super) fn of(text: &str) -> Self {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let lower = text.to_ascii_lowercase();
        if lower.is_empty() || lower.starts_with('#') {
            return Self::Nothing;
        }
        let after = |words: &[&str]| {
            let word = words.iter().find(|word| lower == **word || lower.starts_with(&format!("{word} ")))?;
            Some(text[word.len()..].trim().to_owned())
        };
        if let Some(rest) = after(ELSEWHERE) {
            return Self::Elsewhere(rest);
        }
        if let Some((list, other)) = after(ONE).map(|rest| list(&rest)) {
            return Self::One(list, other);
        }
        if let Some((list, other)) = after(MANY).map(|rest| list(&rest)) {
            return Self::Many(list, other);
        }
        if let Some((list, _)) = after(&["rank"]).filter(|rest| !rest.is_empty()).map(|rest| list(&rest)) {
            return Self::Ranked(list);
        }
        if let Some(rest) = after(&["begin"]).or_else(|| lower.strip_prefix("begin_").map(str::to_owned)) {
            return match rest.to_ascii_lowercase().split(' ').next() {
                Some("repeat") => Self::BeginRepeat,
                Some("loop") => Self::BeginLoop(rest.split(' ').next_back().unwrap_or_default().to_owned()),
                _ => Self::BeginGroup,
            };
        }
        let is_end = |rest: &str| ["group", "repeat", "loop", "cascade", "kobomatrix"].contains(&rest);
        if lower.strip_prefix("end").is_some_and(|rest| is_end(rest.trim_start_matches([' ', '_']))) {
            return Self::End;
        }
        let plain = lower.strip_prefix("q ").unwrap_or(&lower);
        let plain = plain.strip_prefix("add ").and_then(|rest| rest.strip_suffix(" prompt")).unwrap_or(plain);
        match plain {
            "note" => Self::Note,
            "calculate" | "calculation" => Self::Calculate,
            "int" | "integer" => Self::Whole,
            "decimal" => Self::Decimal,
            "string" | "text" | "phone number" => Self::Text,
            "date" => Self::Date,
            "acknowledge" | "trigger" => Self::Acknowledge,
            "time" => Self::Time,
            "datetime" | "barcode" | "geopoint" | "gps" | "location" | "geotrace" | "geoshape" => Self::Words(text),
            "range" => Self::Range,
            "hidden" => Self::Hidden,
            _ if RECORDS.contains(&plain)
                || plain.starts_with("uri:")
                || plain.starts_with("get ")
                || plain.starts_with("set ") =>
            {
                Self::Record
            }
            _ => Self::Other(text),
        }
    }
}

/// The list that a question is answered from, and whether something else can be written.
fn list(rest: &str) -> (String, bool) {
    let lower = rest.to_ascii_lowercase();
    let other = [" or specify other", " or_other", " or other"].iter().find_map(|ending| lower.strip_suffix(ending));
    let list = &rest[..other.map_or(rest.len(), str::len)];
    (list.trim().to_owned(), other.is_some())
}
