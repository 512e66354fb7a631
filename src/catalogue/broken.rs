//! Measures and schedules that are among the files and have errors: what belongs to them cannot be checked, and is not
//! told that they are missing.

use super::entry::Entry;
use super::head::Head;
use crate::instrument::Version;
use crate::source::{Code, Diagnostic, Place, codes};
use crate::syntax::tree::Word;

/// A measure or a schedule that is there and cannot be used.
pub(super) struct Broken {
    id: String,
    /// Nothing where what stands in its head is no version.
    version: Option<Version>,
    location: String,
    /// Whether what is wrong with it is told anyway, since somebody asked for it.
    is_asked: bool,
}

/// What says that there is no measure or schedule of a name.
static MISSING: [&Code; 3] =
    [&codes::INSTRUMENT_OF_TRANSLATION_MISSING, &codes::INSTRUMENT_OF_NORMS_MISSING, &codes::INSTRUMENT_OF_SCHEDULE_MISSING];

impl Broken {
    /// What a file says it is, if it says it is a measure or a schedule. The file is known to be unusable.
    pub(super) fn of(entry: &Entry) -> Option<Self> {
        let head = entry.location.head().ok().flatten().filter(Head::is_whole)?;
        Some(Self {
            id: head.instrument().to_owned(),
            version: head.instrument_version(),
            location: entry.location.to_string(),
            is_asked: !entry.is_context,
        })
    }

    fn is_meant(&self, (of, version): &(&Word, Option<&Word>)) -> bool {
        let wanted = version.and_then(|word| word.text.parse::<Version>().ok());
        let holds = |full: &Version| wanted.as_ref().is_none_or(|wanted| wanted.holds(full));
        self.id == of.text && self.version.as_ref().is_none_or(holds)
    }

    /// Instead of saying that it is missing: nothing where its errors are told, and else where they are.
    fn told(&self, missing: Diagnostic) -> Option<Diagnostic> {
        let message = format!("`{}` has errors, so this was not checked against it", self.id);
        let help = format!("mend {} first; `verbond check {}` says what is wrong with it", self.location, self.location);
        (!self.is_asked).then(|| Diagnostic { message, help: Some(help), ..missing })
    }
}

/// What is wrong with a file, without saying that something is missing which is there and has errors.
pub(super) fn without_false_absences(entry: &Entry, found: Vec<Diagnostic>, broken: &[Broken]) -> Vec<Diagnostic> {
    let references = entry.references();
    let meant_by = |diagnostic: &Diagnostic| {
        let is_place = |word: &Word| matches!(&diagnostic.place, Place::Text(span) if *span == word.span);
        let there = |(of, version): &&(&Word, Option<&Word>)| is_place(of) || version.is_some_and(is_place);
        let reference = references.iter().find(there).filter(|_| MISSING.contains(&diagnostic.code))?;
        broken.iter().find(|broken| broken.is_meant(reference))
    };
    let judge = |diagnostic: Diagnostic| match meant_by(&diagnostic) {
        Some(broken) => broken.told(diagnostic),
        None => Some(diagnostic),
    };
    found.into_iter().filter_map(judge).collect()
}
