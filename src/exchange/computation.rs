use super::form::Form;
use super::formula::{Computed, Dialect, Test, test_in, value_in};
use super::statements;

/// A field that a form computes.
pub(super) struct Computation {
    /// Its name.
    pub(super) name: String,
    /// What people read; empty for steps on the way.
    pub(super) label: String,
    /// How it is computed, in the form's own words.
    pub(super) expression: String,
    /// Whether it is a word rather than a number.
    pub(super) is_word: bool,
    /// What the language says of it, or [`statements::HELPER`].
    pub(super) statement: String,
}

impl Form<'_> {
    /// Who answers, where there are several who can: so that answers to the form say it. It comes back in no measure.
    pub(super) fn informant_field(&self) -> Option<Computation> {
        (self.instrument.informants.len() > 1).then(|| Computation {
            name: "informant".to_owned(),
            label: String::new(),
            expression: format!("'{}'", self.informant_name()),
            is_word: true,
            statement: statements::HELPER.to_owned(),
        })
    }

    /// Everything that is computed, each after what it is computed from. `missing` is how the program writes that there
    /// is no value.
    pub(super) fn computations(&self, dialect: &dyn Dialect, missing: &str) -> Vec<Computation> {
        let instrument = self.instrument;
        let choice = |test: &Test, yes: &str, no: &str| match test.certain() {
            Some(true) => yes.to_owned(),
            Some(false) => no.to_owned(),
            None => dialect.choice(&test_in(dialect, test), yes, no),
        };
        let columns = self.formulas.columns.iter().map(|formula| {
            let (label, statement) = match formula.what {
                Computed::Score(score) => (instrument.scores[score].label.clone(), statements::score(instrument, score)),
                Computed::Helper(helper) => (String::new(), statements::helper(instrument, helper)),
                Computed::Item(_) | Computed::Part | Computed::Norm(_) => (String::new(), statements::HELPER.to_owned()),
            };
            let expression = choice(&formula.there, &value_in(dialect, &formula.value), missing);
            Computation { name: formula.name.clone(), label, expression, is_word: false, statement }
        });
        let bands = self.formulas.bands.iter().map(|formula| {
            let bands = &instrument.bands[formula.bands];
            let expression =
                formula.tests.iter().rev().fold(missing.to_owned(), |rest, (band, test)| {
                    choice(test, &format!("'{}'", bands.bands[*band].name), &rest)
                });
            let label = instrument.label_of(bands).to_owned();
            Computation {
                name: bands.name.clone(),
                label,
                expression,
                is_word: true,
                statement: statements::bands(instrument, bands),
            }
        });
        let alerts = self.formulas.alerts.iter().map(|formula| {
            let alert = &instrument.alerts[formula.alert];
            let expression = choice(&formula.raised, "1", &choice(&formula.quiet, "0", missing));
            let label = alert.sentence.clone();
            Computation { name: alert.name.clone(), label, expression, is_word: false, statement: statements::alert(alert) }
        });
        columns.chain(bands).chain(alerts).collect()
    }
}
