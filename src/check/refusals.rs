use super::draft::Draft;
use super::expressions::Reading;
use super::names::Declared;
use crate::instrument::{ItemIx, Refusal};
use crate::source::codes;

impl Draft<'_> {
    /// Checks which answers are refused, in the order of the file. A refusal looks at answers as they were given, of all
    /// items: it is judged once they are there.
    pub fn check_refusals(&mut self, declared: &Declared<'_>) {
        let reading = Reading::AskedWhen(ItemIx(self.instrument.items.len()));
        for refusal in &declared.refusals {
            let sentence = self.full(&refusal.sentence);
            let Some(when) = self.judged_condition(&refusal.when, reading) else {
                self.poisoned.insert(refusal.name.text.clone());
                continue;
            };
            // Where a helper could not be read nothing is known of what it looks at, and that was said.
            if self.lacks_helpers(declared) {
                continue;
            }
            let items = self.instrument.items_of(&when);
            if items.is_empty() {
                let message = format!("`{}` looks at no answer, so nobody could give another one", refusal.name.text);
                let help = "name an item in its condition; to ask for something only where a fact is so, write `asked when`";
                self.report(&codes::REFUSES_NO_ANSWER, refusal.when.span, message, help.to_owned());
                continue;
            }
            let key = self.as_written(refusal.when.span);
            self.instrument.refusals.push(Refusal {
                name: refusal.name.text.clone(),
                sentence,
                when,
                key,
                items,
                allotment: None,
            });
        }
    }
}
