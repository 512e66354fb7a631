use std::collections::{HashMap, HashSet};

use super::options::{Caller, ReadOptions};
use crate::instrument::{Instrument, ItemIx, KnownIx};
use crate::source::{Diagnostic, Place, Severity, codes, did_you_mean, nearest};

/// What a column of the answers is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Code of the case.
    Case,
    /// Occasion.
    Occasion,
    /// Who answered.
    Informant,
    /// When.
    Date,
    /// In which language.
    Language,
    /// Answers to an item.
    Item(ItemIx),
    /// A known fact.
    Known(KnownIx),
    /// Carried along, at this position.
    Kept(usize),
    /// Left out.
    Ignored,
}

impl Role {
    /// The item that it holds answers to.
    pub fn item(self) -> Option<ItemIx> {
        match self {
            Self::Item(item) => Some(item),
            Self::Case | Self::Occasion | Self::Informant | Self::Date | Self::Language => None,
            Self::Known(_) | Self::Kept(_) | Self::Ignored => None,
        }
    }
}

/// The columns of the answers, and what each is.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// Names, as the header has them.
    pub names: Vec<String>,
    /// What each is.
    pub roles: Vec<Role>,
    /// Names of the columns that are carried along.
    pub kept: Vec<String>,
}

impl Columns {
    /// Whether there is a column of this role.
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// The roles that there are, for whoever asks for many: a heading may have hundreds of thousands of columns.
    pub(super) fn present(&self) -> HashSet<Role> {
        self.roles.iter().copied().collect()
    }

    /// Finds what each column is. The diagnostics say which are unknown, lacking or doubtful.
    pub fn find(names: Vec<String>, instrument: &Instrument, options: &ReadOptions) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let wanted = Wanted::new(instrument, options, &names, &mut diagnostics);
        let mut columns = Self { roles: Vec::with_capacity(names.len()), names, kept: vec![] };
        let mut taken: HashMap<Role, String> = HashMap::new();
        for name in columns.names.clone() {
            let role = wanted.role(&name);
            if let Some(role) = role
                && let Some(before) = taken.insert(role, name.clone())
            {
                let message = if before == name {
                    format!("the column `{name}` stands in the header twice")
                } else {
                    format!("both `{before}` and `{name}` hold the same")
                };
                diagnostics.push(header(&codes::COLUMN_TWICE, &name, message).help("rename or delete one of the two"));
            }
            columns.roles.push(role.unwrap_or(Role::Ignored));
        }
        columns.check_lacking(instrument, &wanted, options.caller, &mut diagnostics);
        columns.check_unknown(options, &mut diagnostics);
        (columns, diagnostics)
    }

    fn check_lacking(&self, instrument: &Instrument, wanted: &Wanted, caller: Caller, diagnostics: &mut Vec<Diagnostic>) {
        let any_item = self.roles.iter().any(|role| role.item().is_some());
        if !any_item {
            let message = "no column has the name of an item";
            let names: Vec<&str> = instrument.items.iter().map(|item| item.name.as_str()).take(12).collect();
            let help = format!(
                "the first row names the columns; the items are {} …; {} says which column is which",
                names.join(", "),
                caller.mapping()
            );
            diagnostics.push(header(&codes::NO_HEADER, "", message).help(help));
            return;
        }
        let unknown: Vec<&str> = self
            .names
            .iter()
            .zip(&self.roles)
            .filter(|(_, role)| **role == Role::Ignored)
            .map(|(name, _)| name.as_str())
            .collect();
        let mut lacking = Vec::new();
        let (present, used) = (self.present(), instrument.used_items());
        for (at, item) in instrument.items.iter_enumerated().filter(|(at, _)| !present.contains(&Role::Item(*at))) {
            let column = wanted.column_of(&item.name);
            // With very many names the search for near ones would take longer than the scoring.
            let looked_at = if unknown.len() * instrument.items.len() > 1_000_000 { &[][..] } else { &unknown[..] };
            match nearest(column, looked_at.iter().copied()) {
                Some(near) => {
                    let message = format!("item `{}` has no column, and there is a column `{near}`", item.name);
                    let help = format!("rename it, or say {}", caller.map(&item.name, near));
                    diagnostics.push(header(&codes::ALMOST_AN_ITEM, near, message).help(help));
                }
                None if item.optional && (item.kind.is_unscored() || !used[at]) => {
                    let message = format!("there is no column `{column}`; the optional item counts as unanswered");
                    diagnostics.push(header(&codes::ITEM_WITHOUT_COLUMN, column, message).with_severity(Severity::Note));
                }
                None => lacking.push(column),
            }
        }
        diagnostics.extend(lacking_columns(&lacking, caller));
        if instrument.informants.len() > 1 && !self.has(Role::Informant) {
            let names: Vec<&str> = instrument.informants.iter().map(|informant| informant.name.as_str()).collect();
            let help = format!("add a column `informant` with {}", names.join(" or "));
            diagnostics.push(header(&codes::UNKNOWN_INFORMANT, "informant", "the answers do not say who answered").help(help));
        }
        if !self.has(Role::Case) {
            let message = "there is no column `case`, so the rows are numbered";
            diagnostics.push(header(&codes::ROWS_NUMBERED, "case", message));
        }
    }

    fn check_unknown(&mut self, options: &ReadOptions, diagnostics: &mut Vec<Diagnostic>) {
        let suspects: Vec<String> =
            diagnostics.iter().filter(|diagnostic| diagnostic.code == &codes::ALMOST_AN_ITEM).filter_map(column_of).collect();
        let mut unknown = Vec::new();
        for (name, role) in self.names.iter().zip(&mut self.roles) {
            if *role != Role::Ignored || suspects.contains(name) {
                continue;
            }
            if options.keep {
                *role = Role::Kept(self.kept.len());
                self.kept.push(name.clone());
            } else {
                unknown.push(format!("`{name}`"));
            }
        }
        diagnostics.extend(unknown_columns(&unknown, options.caller));
    }
}

/// The note that columns, in the signs of code, are known to nobody and left out; nothing where there are none.
pub fn unknown_columns(unknown: &[String], caller: Caller) -> Option<Diagnostic> {
    let message = match unknown {
        [] => return None,
        [one] => format!("the instrument does not know the column {one}; it is left out"),
        many if many.len() <= 12 => format!("the instrument does not know the columns {}; they are left out", many.join(", ")),
        many => format!("the instrument does not know {} columns, as {}; they are left out", many.len(), many[..6].join(", ")),
    };
    let help = format!("{} carries such columns into the results", caller.keeping());
    Some(header(&codes::UNKNOWN_COLUMN, "", message).help(help))
}

/// One diagnostic for all items without a column, so that a wrong file does not fill the screen.
fn lacking_columns(lacking: &[&str], caller: Caller) -> Option<Diagnostic> {
    let first = lacking.first()?;
    let names: Vec<String> = lacking.iter().take(12).map(|name| format!("`{name}`")).collect();
    let message = match lacking.len() {
        1 => format!("there is no column {}", names[0]),
        count if count <= 12 => format!("there are no columns {}", names.join(", ")),
        count => format!("there are no columns {} and {} more", names.join(", "), count - 12),
    };
    let help = format!("add them, empty where nothing was asked, or say which columns they are: {}", caller.map(first, "COLUMN"));
    Some(header(&codes::ITEM_WITHOUT_COLUMN, first, message).help(help))
}

fn column_of(diagnostic: &Diagnostic) -> Option<String> {
    match &diagnostic.place {
        Place::Column(column) => Some(column.clone()),
        Place::Cell { column, .. } => column.clone(),
        Place::File | Place::Text(_) => None,
    }
}

fn header(code: &'static crate::source::Code, column: &str, message: impl Into<String>) -> Diagnostic {
    let column = (!column.is_empty()).then(|| column.to_owned());
    Diagnostic::new(code, Place::Cell { row: 1, column, found: None }, message)
}

/// The columns that an instrument wants, under the names that the answers give them.
struct Wanted {
    roles: HashMap<String, Role>,
    renamed: HashMap<String, String>,
}

impl Wanted {
    fn new(instrument: &Instrument, options: &ReadOptions, names: &[String], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let fixed = [
            ("case", Role::Case),
            ("occasion", Role::Occasion),
            ("informant", Role::Informant),
            ("date", Role::Date),
            ("language", Role::Language),
        ];
        let mut all: Vec<(String, Role)> = fixed.iter().map(|(name, role)| ((*name).to_owned(), *role)).collect();
        all.extend(instrument.items.iter_enumerated().map(|(at, item)| (item.name.clone(), Role::Item(at))));
        all.extend(instrument.known.iter_enumerated().map(|(at, known)| (known.name.clone(), Role::Known(at))));
        let own: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
        let mut renamed = HashMap::new();
        for (to, from) in &options.map {
            let pairs = mapped(to, from, &own);
            let found = pairs.iter().filter(|(_, column)| names.contains(column)).count();
            if pairs.is_empty() {
                let message = format!("{}: the instrument has no `{to}`", options.caller.map(to, from));
                diagnostics.push(header(&codes::MAPPING_FITS_NOTHING, "", message).maybe_help(did_you_mean(to, &own)));
            } else if found == 0 {
                let columns: Vec<&str> = names.iter().map(String::as_str).collect();
                let message = format!("{}: the answers have no such column", options.caller.map(to, from));
                diagnostics.push(header(&codes::MAPPING_FITS_NOTHING, "", message).maybe_help(did_you_mean(from, &columns)));
            }
            if found > 0 {
                renamed.extend(pairs);
            }
        }
        let roles = all.into_iter().map(|(name, role)| (renamed.get(&name).cloned().unwrap_or(name), role)).collect();
        Self { roles, renamed }
    }

    fn role(&self, column: &str) -> Option<Role> {
        self.roles.get(column).copied()
    }

    fn column_of<'a>(&'a self, name: &'a str) -> &'a str {
        self.renamed.get(name).map_or(name, String::as_str)
    }
}

/// `q*=WAI_*` for every name that fits: what `*` stands for is the same on both sides.
fn mapped(to: &str, from: &str, names: &[&str]) -> Vec<(String, String)> {
    let Some((head, tail)) = to.split_once('*') else {
        return names.iter().filter(|name| **name == to).map(|name| ((*name).to_owned(), from.to_owned())).collect();
    };
    let middle = |name: &str| name.strip_prefix(head).and_then(|rest| rest.strip_suffix(tail)).map(str::to_owned);
    names.iter().filter_map(|name| middle(name).map(|star| ((*name).to_owned(), from.replacen('*', &star, 1)))).collect()
}
