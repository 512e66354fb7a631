use std::collections::BTreeSet;

use super::difference::{Change, Difference, VersionStep};
use crate::instrument::{Ask, Rhythm, Schedule};

/// Compares two versions of a schedule: which entries came, went or ask otherwise.
pub fn schedule_difference(before: &Schedule, after: &Schedule) -> Difference {
    let mut changes = Vec::new();
    let mut add = |of: &'static str, name: &str, what: &'static str, both: Option<(String, String)>, calls_for| {
        changes.push(Change::new(of, name, what, both, calls_for));
    };
    if before.title != after.title {
        let both = Some((before.title.clone(), after.title.clone()));
        add("schedule", &after.id, "title changed", both, VersionStep::Patch);
    }
    if before.about != after.about || before.notes != after.notes || before.language != after.language {
        add("schedule", &after.id, "description changed", None, VersionStep::Patch);
    }
    let mut left: Vec<&Ask> = after.asks.iter().collect();
    for old in &before.asks {
        // Of several entries on one measure the one with the same condition is the same, else the first.
        let same = |new: &&Ask| new.measure == old.measure && new.key == old.key;
        let at = left.iter().position(same).or_else(|| left.iter().position(|new| new.measure == old.measure));
        let Some(at) = at else {
            add("ask", &old.of(), "dropped", None, VersionStep::Major);
            continue;
        };
        let new = left.remove(at);
        let sides = |words: fn(&Ask) -> String| Some((words(old), words(new))).filter(|(old, new)| old != new);
        for (what, both) in [
            ("another version", sides(Ask::of)),
            ("asked of others", sides(|ask| ask.informants.join(", "))),
            ("asked under another condition", sides(|ask| ask.key.clone().unwrap_or_else(|| "always".to_owned()))),
            ("asked at other times", sides(|ask| ask.rhythm.in_words())),
        ] {
            if both.is_some() {
                add("ask", &new.of(), what, both, VersionStep::Minor);
            }
        }
    }
    left.iter().for_each(|new| add("ask", &new.of(), "added", None, VersionStep::Minor));
    let reminded = |schedule: &Schedule| -> BTreeSet<String> {
        schedule.reminders.iter().map(|reminder| reminder.informant.clone()).collect()
    };
    for informant in reminded(before).union(&reminded(after)) {
        let both = (reminders(before.reminders_of(informant)), reminders(after.reminders_of(informant)));
        if both.0 != both.1 {
            add("remind", informant, "reminded at other times", Some(both), VersionStep::Minor);
        }
    }
    Difference {
        before: before.reference(),
        after: after.reference(),
        calls_for: changes.iter().map(|change| change.calls_for).max().unwrap_or_default(),
        makes: VersionStep::between(&before.version, &after.version),
        changes,
        scores: vec![],
    }
}

/// Days from the due day, as people say them.
pub fn reminders(days: &[i32]) -> String {
    let words = days.iter().map(|day| match day {
        0 => "on the due day".to_owned(),
        day => format!("{} {}", counted(day.unsigned_abs()), if *day < 0 { "before" } else { "after" }),
    });
    let words: Vec<String> = words.collect();
    if words.is_empty() { "never".to_owned() } else { words.join(", ") }
}

fn counted(days: u32) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

impl Rhythm {
    /// How often, as people say it: `first within 14 days, then 28 days after the last`.
    pub fn in_words(&self) -> String {
        let days = |days: u16| counted(u32::from(days));
        let mut words = vec![format!("first within {}", days(self.first))];
        words.extend(self.then.map(|then| format!("then {} after the last", days(then))));
        words.extend(self.late.map(|late| format!("late after {}", days(late))));
        words.extend(self.until.map(|until| format!("until day {until}")));
        words.join(", ")
    }
}
