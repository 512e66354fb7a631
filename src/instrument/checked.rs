use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::{InstrumentContent, NormsContent, ScheduleContent, TranslationContent};

/// Types that there are only once a check is through. They lend what they hold and do not let go of it, so that what was
/// sound stays so.
macro_rules! checked {
    ($( $( #[$doc:meta] )* $name:ident of $content:ident; )*) => {
        $(
            $( #[$doc] )*
            #[derive(Clone)]
            pub struct $name(Arc<$content>);

            impl $name {
                /// For `check`, once it has found nothing wrong.
                pub(crate) fn checked(content: $content) -> Self {
                    Self(Arc::new(content))
                }
            }

            impl Deref for $name {
                type Target = $content;

                fn deref(&self) -> &$content {
                    &self.0
                }
            }

            impl fmt::Debug for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    self.0.fmt(f)
                }
            }

            impl Serialize for $name {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    self.0.serialize(serializer)
                }
            }
        )*
    };
}

checked! {
    /// A measure, checked: every name resolved, every range known.
    ///
    /// All that it holds is read as a field of it, as `instrument.items` or `instrument.scores`; [`InstrumentContent`]
    /// lists the fields. Nobody can make one by hand or change one, so that whoever holds one needs to check nothing.
    /// Clones share what they hold, and cost nothing.
    ///
    /// ```
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/mood.instrument"));
    /// let mut instrument = verbond::Instrument::parse(text)?;
    /// assert_eq!(instrument.scores[instrument.score("mood").unwrap()].range.max, 2.0);
    /// # Ok::<(), verbond::ParseError>(())
    /// ```
    ///
    /// ```compile_fail,E0596
    /// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/mood.instrument"));
    /// let mut instrument = verbond::Instrument::parse(text)?;
    /// instrument.scores.clear();
    /// # Ok::<(), verbond::ParseError>(())
    /// ```
    Instrument of InstrumentContent;

    /// The wording of a measure, or of a schedule, in another language, checked against it. [`TranslationContent`] lists
    /// what is read of it.
    Translation of TranslationContent;

    /// Norms of a measure in a population, checked against it. [`NormsContent`] lists what is read of them.
    Norms of NormsContent;

    /// Which measures a service asks for, of whom and how often, checked against the measures. [`ScheduleContent`] lists
    /// what is read of it.
    Schedule of ScheduleContent;
}
