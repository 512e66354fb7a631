//! Asking: what comes next, given the answers so far. No mode of administration is known here; the terminal, the web
//! page and paper all ask this.

#![deny(clippy::wildcard_enum_match_arm)]

mod answers_table;
mod code;
mod double_entry;
mod entry_code;
mod known;
mod media;
mod occasion;
mod paper_question;
mod past_day;
mod plain_text;
mod questionnaire;
mod record;
mod texts;
mod told_answers;
mod typing;

pub use answers_table::{HeldSheets, NoRow, TableLayout, one_row, with_row};
pub use code::{CaseCode, NoCode};
pub use double_entry::{Difference, Differs, Right, differences};
pub use known::{NoFact, kept_fact, known_facts, known_texts};
pub use media::{MediaContent, MediaContents, MediaPlace, ShownPicture};
pub use occasion::Occasions;
pub use paper_question::{PaperQuestion, margin_codes, point_codes};
pub use past_day::{NoPastDay, past_day};
pub use plain_text::reason;
pub use questionnaire::{NotTaken, Progress, Questionnaire, Sheet, Untaken};
pub use record::{Identity, Record};
pub use texts::{Lacking, Texts, how_dealt};
pub use told_answers::ToldAnswer;
pub use typing::{NoAnswerCode, Typing};

pub use crate::instrument::western_digits;
