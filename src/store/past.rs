use super::measure_texts::Answered;
use crate::check::{VersionStep, check_instrument, difference};
use crate::instrument::Instrument;
use crate::source::SourceFile;
use crate::syntax::parse;

/// What answers that were given under a text of a measure mean by the text of today, of the same version.
#[derive(Clone, Debug, PartialEq)]
pub enum Past {
    /// Both texts are the same.
    Same,
    /// They say the same in other words: the scores are those of then.
    Reworded,
    /// They do not score alike, and what they differ in.
    Rescored(Vec<String>),
    /// The text of then was not kept, or this program cannot read it.
    Unknown,
}

impl Answered {
    /// The measure as the text of then says it; nothing where that was not kept, or this program cannot read it.
    pub fn instrument(&self) -> Option<Instrument> {
        let file = SourceFile::new(format!("{}.instrument", self.sha256), self.text.as_deref()?);
        check_instrument(&file, &parse(&file)).found
    }

    /// Sets the text of then beside that of today.
    pub fn beside(&self, today: &Instrument) -> Past {
        if self.sha256 == today.sha256 {
            return Past::Same;
        }
        let Some(then) = self.instrument() else { return Past::Unknown };
        let changes = difference(&then, today).changes;
        let rescored = changes.iter().filter(|change| change.calls_for > VersionStep::Patch);
        let rescored: Vec<String> = rescored.map(|change| format!("{} `{}` {}", change.of, change.name, change.what)).collect();
        if rescored.is_empty() { Past::Reworded } else { Past::Rescored(rescored) }
    }
}
