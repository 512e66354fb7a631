use crate::source::{Diagnostic, Place, codes};

/// A measure as a form of another program tells of it, before it is checked. Texts are there in each language, in the same order.
#[derive(Clone, Debug, Default)]
pub(super) struct Sketch {
    pub(super) id: String,
    pub(super) version: String,
    /// Tags; the first is that of the measure.
    pub(super) languages: Vec<String>,
    pub(super) title: Vec<String>,
    /// Statements of the head besides the title.
    pub(super) head: Vec<String>,
    /// Who answers.
    pub(super) informant: Option<String>,
    /// Statements of what is known of a case.
    pub(super) known: Vec<String>,
    pub(super) scales: Vec<ScaleSketch>,
    pub(super) pages: Vec<PageSketch>,
    /// Scores, bands, alerts.
    pub(super) computed: Vec<Computed>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A response scale.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ScaleSketch {
    pub(super) name: String,
    pub(super) points: Vec<(f64, Vec<String>)>,
    pub(super) none: Option<Vec<String>>,
    /// Ends and step of a line.
    pub(super) line: Option<(f64, f64, f64)>,
}

/// A page.
#[derive(Clone, Debug, Default)]
pub(super) struct PageSketch {
    pub(super) title: Vec<String>,
    pub(super) intro: Vec<String>,
    pub(super) items: Vec<ItemSketch>,
}

/// An item.
#[derive(Clone, Debug, Default)]
pub(super) struct ItemSketch {
    pub(super) name: String,
    /// `on agreement`, `as whole 0 to 10`.
    pub(super) kind: String,
    /// Flags that stand by themselves.
    pub(super) flags: String,
    /// When it is asked, in the language, with what it counts for otherwise.
    pub(super) asked: Option<String>,
    pub(super) text: Vec<String>,
    pub(super) ends: Vec<(String, String)>,
    /// Names and texts of choices.
    pub(super) choices: Vec<(String, Vec<String>)>,
}

/// Something that is computed.
#[derive(Clone, Debug)]
pub(super) struct Computed {
    /// Where it stands in the form.
    pub(super) place: String,
    /// The statement.
    pub(super) statement: String,
}

/// Something in a form that could not be carried over.
pub(super) fn left_out(message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&codes::NOT_CARRIED_OVER, Place::File, message).help(help)
}

impl Sketch {
    /// When an item is asked was not understood.
    pub(super) fn not_understood(&mut self, name: &str, condition: &str) {
        let message = format!("when `{name}` is asked (`{condition}`) was not understood, so it is asked always");
        self.diagnostics.push(left_out(message, "write `asked when …` by hand"));
    }

    pub(super) fn items(&mut self) -> impl Iterator<Item = &mut ItemSketch> {
        self.pages.iter_mut().flat_map(|page| &mut page.items)
    }

    /// The name of a scale with these points, which several items may share.
    pub(super) fn scale(&mut self, wanted: &str, scale: ScaleSketch) -> String {
        let same = |there: &&ScaleSketch| (&there.points, &there.none, there.line) == (&scale.points, &scale.none, scale.line);
        if let Some(there) = self.scales.iter().find(same) {
            return there.name.clone();
        }
        let mut name = wanted.to_owned();
        while self.scales.iter().any(|there| there.name == name) {
            name.push('_');
        }
        self.scales.push(ScaleSketch { name: name.clone(), ..scale });
        name
    }
}
