use super::Severity;

/// A kind of diagnostic: its stable code, its title and its page.
#[derive(Debug)]
pub struct Code {
    /// `V0103`: the family in the first two digits, never reused.
    pub name: &'static str,
    /// How severe it is unless the place where it is found says otherwise.
    pub severity: Severity,
    /// One line, without the particulars of a case.
    pub title: &'static str,
    /// The page in Markdown: what it means, a sample that brings it about, how to mend it.
    pub page: &'static str,
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// What a sample on a page or in the reference of the language is a piece of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SampleKind {
    /// Statements to stand inside the standard example instrument.
    Fragment,
    /// A whole instrument file.
    Instrument,
    /// Statements of a translation of the standard example.
    Translation,
    /// Statements of norms for the standard example.
    Norms,
    /// Statements of a schedule that asks for the standard example.
    Schedule,
    /// Answers to the standard example, as CSV.
    Answers,
    /// A file of interface texts.
    Phrases,
}

/// A fenced block of a page.
#[derive(Clone, Debug)]
pub struct Sample {
    /// What it is a piece of.
    pub kind: SampleKind,
    /// Words after the kind on the fence line, as `fails V0201`.
    pub remark: String,
    /// The text between the fences.
    pub text: String,
}

impl Sample {
    /// The samples in a Markdown text: blocks fenced with `fragment`, `instrument`, `translation`, `norms`, `schedule`,
    /// `answers` or `phrases`.
    pub fn all_in(markdown: &str) -> Vec<Self> {
        let mut samples: Vec<Self> = Vec::new();
        let mut inside: Option<Option<Self>> = None;
        for line in markdown.lines() {
            match (&mut inside, line.trim_start().strip_prefix("```")) {
                (None, Some(fence)) => inside = Some(Self::opened_by(fence)),
                (Some(_), Some(_)) => samples.extend(inside.take().flatten()),
                (Some(Some(sample)), None) => {
                    sample.text.push_str(line);
                    sample.text.push('\n');
                }
                _ => {}
            }
        }
        samples
    }

    fn opened_by(fence: &str) -> Option<Self> {
        let (word, remark) = fence.split_once(' ').unwrap_or((fence, ""));
        let kind = match word {
            "fragment" => SampleKind::Fragment,
            "instrument" => SampleKind::Instrument,
            "translation" => SampleKind::Translation,
            "norms" => SampleKind::Norms,
            "schedule" => SampleKind::Schedule,
            "answers" => SampleKind::Answers,
            "phrases" => SampleKind::Phrases,
            _ => return None,
        };
        Some(Self { kind, remark: remark.trim().to_owned(), text: String::new() })
    }
}
