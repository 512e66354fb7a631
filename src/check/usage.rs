use std::collections::HashSet;

use super::declared::DeclaredItem;
use super::draft::Draft;
use super::names::Declared;
use crate::instrument::{HelperIx, ItemIx};
use crate::source::codes;
use crate::syntax::tree;

impl Draft<'_> {
    /// Warns of what is defined and never used.
    pub fn check_usage(&mut self, declared: &Declared<'_>) {
        // A score that could not be read may use anything, so nothing can be said.
        let unsure = self.checked_scores.iter().any(Option::is_none)
            || self.checked_helpers.iter().any(Option::is_none)
            || self.is_cascade("score")
            || self.is_cascade("alert");
        if unsure {
            return;
        }
        let scored = self.instrument.scored_items();
        // Of those that are ranked, or share, it is said once.
        let is_said_once = |(_, entry): &(usize, &DeclaredItem<'_>)| entry.member.as_ref().is_none_or(|of| of.member == 0);
        for (position, entry) in declared.items.iter().enumerate().filter(is_said_once) {
            let (name, item) = (entry.member.as_ref().map_or(&entry.name, |of| &of.name), entry.item);
            if let Some(span) = item.unscored.filter(|_| scored[ItemIx(position)]) {
                let message = format!("`{}` is marked as `unscored`, and a score uses it", name.text);
                self.report(
                    &codes::UNSCORED_YET_SCORED,
                    span,
                    message,
                    "delete `unscored`, or take it out of the score".to_owned(),
                );
            }
            let kind = &self.instrument.items[ItemIx(position)].kind;
            let exempt = item.unscored.is_some() || kind.is_unscored() || self.is_cascade(&name.text);
            if !exempt && !self.used_items.contains(&ItemIx(position)) {
                let help = match self.item_on_its_line(declared, position) {
                    Some(before) => format!(
                        "it is read as an item of its own; if it says something of `{before}`, write that flag: `reversed`, \
                         `optional` or `unscored`"
                    ),
                    None => "use it, or mark it `unscored`".to_owned(),
                };
                self.report(
                    &codes::ITEM_NEVER_SCORED,
                    name.span,
                    format!("no score, alert or condition uses `{}`", name.text),
                    help,
                );
            }
        }
        let scale_of = |item: &tree::Item| match &item.kind {
            tree::Kind::Scale(name) => Some(name.text.clone()),
            tree::Kind::Whole(..)
            | tree::Kind::Decimal(..)
            | tree::Kind::Text(_)
            | tree::Kind::Date
            | tree::Kind::Time
            | tree::Kind::Choices(..)
            | tree::Kind::Ranking(_)
            | tree::Kind::Shares(..) => None,
        };
        let used_scales: HashSet<String> = declared.items.iter().filter_map(|declared| scale_of(declared.item)).collect();
        for scale in &declared.scales {
            let used = used_scales.contains(scale.name.text.as_str());
            if !used && !self.is_cascade(&scale.name.text) && !self.is_cascade("item") && !self.is_cascade("items") {
                self.report(
                    &codes::NEVER_USED,
                    scale.name.span,
                    format!("no item uses the scale `{}`", scale.name.text),
                    "use it or delete it".to_owned(),
                );
            }
        }
        for (at, helper) in declared.helpers.iter().enumerate() {
            if !self.used_helpers.contains(&HelperIx(at)) && !self.is_cascade(&helper.name.text) {
                let message = format!("no score, alert, condition or test uses `{}`", helper.name.text);
                self.report(&codes::NEVER_USED, helper.name.span, message, "use it or delete it".to_owned());
            }
        }
        for table in &declared.tables {
            let used = self.tables.get(&table.name.text).is_some_and(|position| self.used_tables.contains(position));
            if !used {
                self.report(
                    &codes::NEVER_USED,
                    table.name.span,
                    format!("no score uses the table `{}`", table.name.text),
                    "use it or delete it".to_owned(),
                );
            }
        }
    }

    /// The item without a text of its own that stands before this one on its line: a word that was meant as its flag
    /// is read as another item.
    fn item_on_its_line<'d>(&self, declared: &'d Declared<'_>, position: usize) -> Option<&'d str> {
        let DeclaredItem { name, .. } = declared.items.get(position)?;
        let before = declared.items.get(position.checked_sub(1)?)?;
        let is_behind = before.name.span.end < name.span.start && !self.file.slice(before.name.span.to(name.span)).contains('\n');
        (is_behind && before.item.text.wording.is_none()).then_some(before.name.text.as_str())
    }
}
