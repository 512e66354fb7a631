use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::questionnaire::Questionnaire;
use crate::instrument::{Day, Given, Instrument, ItemIx, Known, Notation, OccasionName};
use crate::responses::ResponseTable;

/// Whose administration it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Code of the case.
    pub case: String,
    /// Occasion, in its one spelling ([`OccasionName`]).
    pub occasion: String,
    /// Name of the informant.
    pub informant: String,
    /// Date, as 2026-11-24.
    pub date: String,
    /// Language in which it was answered, by its tag.
    pub language: String,
}

/// An administration as it is kept: to go on with, or as a row of a file of answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The measure, as `alliance-monitor@0.3.0`.
    pub measure: String,
    /// Whose it is.
    pub identity: Identity,
    /// What is known of the case, as a file of answers has it.
    pub known: BTreeMap<String, String>,
    /// What was given, by the names of items, also to items that are no longer asked.
    pub answers: BTreeMap<String, String>,
    /// Items that were passed over.
    pub passed: Vec<String>,
}

impl Record {
    /// The administration as it stands.
    pub fn of(questionnaire: &Questionnaire<'_>, identity: Identity, known: BTreeMap<String, String>) -> Self {
        let instrument = questionnaire.instrument();
        let items = || instrument.items.iter_enumerated();
        Self {
            measure: instrument.reference(),
            identity,
            known,
            answers: items()
                .filter(|(at, _)| !questionnaire.given(*at).is_empty())
                .map(|(at, item)| (item.name.clone(), questionnaire.given(at).to_owned()))
                .collect(),
            passed: items().filter(|(at, _)| questionnaire.is_passed(*at)).map(|(_, item)| item.name.clone()).collect(),
        }
    }

    /// The administration to go on with. What the measure does not take is left out; `None` where it has no such
    /// informant.
    pub fn resumed<'a>(&self, instrument: &'a Instrument) -> Option<Questionnaire<'a>> {
        let informant = instrument.informant(&self.identity.informant)?;
        let mut questionnaire = Questionnaire::new(instrument, informant, self.facts(instrument))
            .begun_on(Day::iso(&self.identity.date))
            .drawn_by(&self.draws());
        questionnaire.pass_kept(self.passed.iter().filter_map(|name| instrument.item(name)));
        questionnaire.give_kept(self.given(instrument));
        Some(questionnaire)
    }

    /// What draws the order of pages in random order: whose administration it is, and of what.
    fn draws(&self) -> String {
        let Identity { case, occasion, informant, .. } = &self.identity;
        format!("{}\n{case}\n{occasion}\n{informant}", self.measure)
    }

    /// The administration as a table of one row, with whose it is; `None` where the measure has no such informant.
    pub fn table(&self, instrument: &Instrument) -> Option<ResponseTable> {
        let informant = instrument.informant(&self.identity.informant)?;
        let mut table = Questionnaire::table_of(instrument, informant, self.facts(instrument), self.given(instrument));
        table.identity.case.push(&self.identity.case);
        table.identity.occasion.push(OccasionName::read(&self.identity.occasion).as_str());
        table.identity.language.push(&self.identity.language);
        table.identity.date = vec![Day::iso(&self.identity.date).map(Day::count)];
        Some(table)
    }

    /// What is known of the case, at the positions of the measure.
    fn facts(&self, instrument: &Instrument) -> Vec<f64> {
        let told = |known: &Known| {
            let given = known.domain().read(self.known.get(&known.name)?, &Notation::default());
            given.ok().and_then(Given::value)
        };
        instrument.known.iter().map(|known| told(known).unwrap_or(f64::NAN)).collect()
    }

    /// What was given to items that the measure has.
    fn given<'r>(&'r self, instrument: &'r Instrument) -> impl Iterator<Item = (ItemIx, &'r str)> {
        self.answers.iter().filter_map(|(name, answer)| Some((instrument.item(name)?, answer.as_str())))
    }

    /// The columns of a file of answers to a measure.
    pub fn columns(instrument: &Instrument) -> Vec<String> {
        let identity = ["case", "occasion", "informant", "date", "language"].map(str::to_owned);
        let known = instrument.known.iter().map(|known| known.name.clone());
        identity.into_iter().chain(known).chain(instrument.items.iter().map(|item| item.name.clone())).collect()
    }

    /// The administration as a row under [`Record::columns`]. What is not asked is left out, so that it counts for
    /// nothing.
    pub fn row(&self, questionnaire: &Questionnaire<'_>) -> Vec<String> {
        let instrument = questionnaire.instrument();
        let Identity { case, occasion, informant, date, language } = self.identity.clone();
        let known = instrument.known.iter().map(|known| self.known.get(&known.name).cloned().unwrap_or_default());
        let items = instrument
            .items
            .keys()
            .map(|at| if questionnaire.is_asked(at) { questionnaire.given(at).to_owned() } else { String::new() });
        [case, occasion, informant, date, language].into_iter().chain(known).chain(items).collect()
    }
}
