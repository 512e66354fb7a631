use std::collections::{HashMap, HashSet};

use super::filter::Filter;
use super::from_zero::{first_from_zero, split_number};
use super::labels::languages_of;
use super::mapping::Mapping;
use super::options::{Caller, ReadOptions};
use super::template::Template;
use crate::instrument::{AllotmentIx, InformantIx, Instrument, Item, ItemIx, KnownIx};
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
    /// Whether one choice of a set was made, the set and its position there.
    Choice(ItemIx, usize),
    /// Whether none of a set was chosen, where that can be said.
    NoneOf(ItemIx),
    /// All that a question ranks or shares out.
    Together(AllotmentIx),
    /// Carried along, at this position.
    Kept(usize),
    /// Looked at to choose rows, or to put a value together.
    Part,
    /// Left out.
    Ignored,
}

impl Role {
    /// That of which it holds a part: a choice of a set is of the item.
    pub(super) fn whole(self) -> Self {
        match self {
            Self::Choice(item, _) | Self::NoneOf(item) => Self::Item(item),
            other @ (Self::Case
            | Self::Occasion
            | Self::Informant
            | Self::Date
            | Self::Language
            | Self::Item(_)
            | Self::Known(_)
            | Self::Together(_)
            | Self::Kept(_)
            | Self::Part
            | Self::Ignored) => other,
        }
    }

    /// The item that it holds answers to.
    pub fn item(self) -> Option<ItemIx> {
        match self {
            Self::Item(item) => Some(item),
            Self::Case | Self::Occasion | Self::Informant | Self::Date | Self::Language => None,
            Self::Known(_) | Self::Choice(..) | Self::NoneOf(_) | Self::Together(_) => None,
            Self::Kept(_) | Self::Part | Self::Ignored => None,
        }
    }

    /// The set that it holds a choice of.
    pub(super) fn set(self) -> Option<ItemIx> {
        match self {
            Self::Choice(item, _) | Self::NoneOf(item) => Some(item),
            Self::Case | Self::Occasion | Self::Informant | Self::Date | Self::Language => None,
            Self::Item(_) | Self::Known(_) | Self::Together(_) | Self::Kept(_) | Self::Part | Self::Ignored => None,
        }
    }

    /// The question of which it holds all that it ranks or shares out.
    pub(super) fn together(self) -> Option<AllotmentIx> {
        match self {
            Self::Together(allotment) => Some(allotment),
            Self::Case | Self::Occasion | Self::Informant | Self::Date | Self::Language | Self::Item(_) => None,
            Self::Known(_) | Self::Choice(..) | Self::NoneOf(_) | Self::Kept(_) | Self::Part | Self::Ignored => None,
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
    /// Items that stand in one column with others: what a question ranks or shares out.
    pub(super) together: Vec<ItemIx>,
    /// What the file itself calls the columns, where they have other names.
    own_names: Vec<String>,
    /// Those whose wording the headings are, where they are not that of all.
    pub(super) worded_for: Vec<InformantIx>,
    /// Values that are put together of several columns: what each is, as it was said.
    pub(super) templates: Vec<(Role, String, Template)>,
}

impl Columns {
    /// Whether there is a column of this role.
    pub fn has(&self, role: Role) -> bool {
        let is_in_one = role.item().is_some_and(|item| self.together.contains(&item));
        is_in_one || self.roles.contains(&role) || self.templates.iter().any(|(known, ..)| *known == role)
    }

    /// Where a column is, by its name or by what the file calls it.
    pub(super) fn place_of(&self, name: &str) -> Option<usize> {
        let own = || self.own_names.iter().position(|own| own == name);
        self.names.iter().position(|column| column == name).or_else(own).filter(|at| *at < self.names.len())
    }

    /// The roles that there are, for whoever asks for many: a heading may have hundreds of thousands of columns. A set
    /// of choices in columns of their own is there, and so is what stands in one column with others.
    pub(super) fn present(&self) -> HashSet<Role> {
        let templates = self.templates.iter().map(|(role, ..)| *role);
        let together = self.together.iter().map(|item| Role::Item(*item));
        self.roles.iter().map(|role| role.whole()).chain(templates).chain(together).collect()
    }

    /// Finds what each column is. The diagnostics say which are unknown, lacking or doubtful.
    pub fn find(names: Vec<String>, instrument: &Instrument, options: &ReadOptions) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let mapping = Mapping::new(instrument, options, &names, &mut diagnostics);
        let roles = Vec::with_capacity(names.len());
        let mut columns = Self { roles, names, own_names: options.own_names.clone(), ..Self::default() };
        let mut taken: HashMap<Role, String> = HashMap::new();
        for name in columns.names.clone() {
            let role = mapping.role(&name);
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
        let languages = languages_of(instrument, &options.languages);
        diagnostics.extend(mapping.note_of_form());
        diagnostics.extend(columns.take_together(instrument, &mapping));
        diagnostics.extend(columns.take_places(instrument, &mapping, (&options.texts, &languages)));
        let sets = columns.take_sets(instrument, &mapping, options, &languages);
        diagnostics.extend(sets.diagnostics);
        diagnostics.extend(columns.take_by_wording(instrument, &options.texts, &languages));
        diagnostics.extend(columns.wording_of_others(instrument, &options.texts, &languages));
        columns.worded_for = columns.informants_of_headings(instrument, &options.texts, &languages);
        columns.take_parts(&mapping, options, &mut diagnostics);
        columns.check_capitals(&mapping, options.caller, &mut diagnostics);
        columns.check_lacking(instrument, &mapping, (options.caller, &sets.doubtful), &mut diagnostics);
        columns.check_unknown(options, &mut diagnostics);
        (columns, diagnostics)
    }

    /// Takes the columns that the condition on rows looks at, and those that values are put together of.
    fn take_parts(&mut self, mapping: &Mapping, options: &ReadOptions, diagnostics: &mut Vec<Diagnostic>) {
        let filtered = options.filter.iter().flat_map(Filter::columns);
        let parts: Vec<&str> = mapping.templates.iter().flat_map(|(.., template)| template.columns()).chain(filtered).collect();
        for part in parts {
            match self.place_of(part) {
                Some(at) if self.roles[at] == Role::Ignored => self.roles[at] = Role::Part,
                Some(_) => {}
                None => {
                    let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
                    let message = format!("{}: the answers have no column `{part}`", options.caller.condition());
                    diagnostics.push(header(&codes::MAPPING_FITS_NOTHING, "", message).maybe_help(did_you_mean(part, &names)));
                }
            }
        }
        self.templates.extend(mapping.templates.iter().cloned());
    }

    /// A column that is named as one of the measure but for its capitals is not left out in silence.
    fn check_capitals(&self, mapping: &Mapping, caller: Caller, diagnostics: &mut Vec<Diagnostic>) {
        let present = self.present();
        for (name, _) in mapping.facts().filter(|(_, role)| !present.contains(role)) {
            let mut unused = self.names.iter().zip(&self.roles).filter(|(_, role)| **role == Role::Ignored);
            if let Some((near, _)) = unused.find(|(column, _)| column.trim().eq_ignore_ascii_case(name)) {
                let message = format!("there is no column `{name}`, and there is a column `{near}`");
                let help = format!("rename it, or say {}", caller.map(name, near));
                diagnostics.push(header(&codes::ALMOST_AN_ITEM, near, message).help(help));
            }
        }
    }

    /// Adds columns for what later records may hold: a record may leave out what was not answered.
    pub(super) fn add_absent(&mut self, instrument: &Instrument, options: &ReadOptions, facts_too: bool) {
        let mapping = Mapping::new(instrument, options, &[], &mut vec![]);
        let items = instrument.items.iter_enumerated().map(|(at, item)| (item.name.as_str(), Role::Item(at)));
        let facts = mapping.facts().filter(|(_, role)| facts_too && *role != Role::Case);
        let (present, named) = (self.present(), self.names.iter().cloned().collect::<HashSet<String>>());
        for (name, role) in items.chain(facts) {
            if !present.contains(&role) && !named.contains(name) {
                self.names.push(name.to_owned());
                self.roles.push(role);
            }
        }
    }

    /// Says which items have no column. Of those that are in doubt it is said already.
    fn check_lacking(
        &self,
        instrument: &Instrument,
        mapping: &Mapping,
        (caller, in_doubt): (Caller, &[ItemIx]),
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let is_answer = |role: &Role| role.item().is_some() || matches!(role, Role::Choice(..));
        let any_item = !self.together.is_empty() || self.roles.iter().any(is_answer);
        let is_almost = |item: &Item| self.names.iter().any(|name| name.trim().eq_ignore_ascii_case(&item.name));
        if !any_item && in_doubt.is_empty() && !instrument.items.iter().any(is_almost) {
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
        let items = || instrument.items.iter().map(|item| item.name.as_str());
        let ignored = self.names.iter().zip(&self.roles).filter(|(_, role)| **role == Role::Ignored);
        let (from_zero, unknown): (Vec<&str>, Vec<&str>) = ignored
            .map(|(name, _)| name.as_str())
            .partition(|name| is_almost_one(name, items()) && first_from_zero(name, &self.names, items()).is_some());
        let mut lacking = Vec::new();
        let (present, needed) = (self.present(), instrument.items_with_columns());
        let is_lacking = |at: &ItemIx| !present.contains(&Role::Item(*at)) && !in_doubt.contains(at);
        for (at, item) in instrument.items.iter_enumerated().filter(|(at, _)| is_lacking(at)) {
            let column = mapping.column_of(&item.name);
            // With very many names the search for near ones would take longer than the scoring.
            let looked_at = if unknown.len() * instrument.items.len() > 1_000_000 { &[][..] } else { &unknown[..] };
            match nearest(column, looked_at.iter().copied()) {
                Some(near) => {
                    let message = format!("item `{}` has no column, and there is a column `{near}`", item.name);
                    let help = format!("rename it, or say {}", caller.map(&item.name, near));
                    diagnostics.push(header(&codes::ALMOST_AN_ITEM, near, message).help(help));
                }
                None if !needed[at] => {
                    let message = format!("there is no column `{column}`; the optional item counts as unanswered");
                    diagnostics.push(header(&codes::ITEM_WITHOUT_COLUMN, column, message).with_severity(Severity::Note));
                }
                // Whoever is not asked it has no such column; that it lacks is told in the rows of those who are.
                None if !item.is_for_all() && self.has(Role::Informant) => {}
                None => lacking.push(column),
            }
        }
        diagnostics.extend(lacking_columns(&lacking, caller).map(|told| match from_zero.first() {
            Some(first) => told.help(format!(
                "the columns count from `{first}`, and the items do not: look which is which, and say {}",
                caller.map(items().next().unwrap_or_default(), first)
            )),
            None => told,
        }));
        if instrument.informants.len() > 1 && !self.has(Role::Informant) {
            let names: Vec<&str> = instrument.informants.iter().map(|informant| informant.name.as_str()).collect();
            let said = caller.map("informant", names.first().copied().unwrap_or_default());
            let help = format!("add a column `informant` with {}, or say who it is in all rows: {said}", names.join(" or "));
            diagnostics.push(header(&codes::UNKNOWN_INFORMANT, "informant", "the answers do not say who answered").help(help));
        }
        let is_near = diagnostics.iter().any(|told| told.code == &codes::ALMOST_AN_ITEM && told.message.contains("`case`"));
        if !self.has(Role::Case) && !is_near {
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

/// The names of columns, where one without a name is called by its place: `#3`, as `--map` calls it.
pub(super) fn numbered(mut names: Vec<String>) -> Vec<String> {
    let taken: HashSet<String> = names.iter().filter(|name| name.starts_with('#')).cloned().collect();
    for (at, name) in names.iter_mut().enumerate().filter(|(_, name)| name.trim().is_empty()) {
        let number = format!("#{}", at + 1);
        if !taken.contains(&number) {
            *name = number;
        }
    }
    names
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

/// Whether a column has the name of an item but for capitals and its number.
fn is_almost_one<'i>(column: &str, mut items: impl Iterator<Item = &'i str>) -> bool {
    let head = |name: &str| split_number(name).map(|(head, _)| head.to_ascii_lowercase());
    head(column.trim()).is_some_and(|of_column| items.any(|item| head(item).is_some_and(|of_item| of_item == of_column)))
}

/// Items without a column that only some informants are asked, and have to be.
pub(super) fn lacking_of_some(instrument: &Instrument, absent: &[ItemIx]) -> Vec<ItemIx> {
    let needed = instrument.items_with_columns();
    let is_needed = |at: &&ItemIx| !instrument.items[**at].is_for_all() && needed[**at];
    absent.iter().filter(is_needed).copied().collect()
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

pub(super) fn header(code: &'static crate::source::Code, column: &str, message: impl Into<String>) -> Diagnostic {
    let column = (!column.is_empty()).then(|| column.to_owned());
    Diagnostic::new(code, Place::Cell { row: 1, column, found: None }, message)
}
