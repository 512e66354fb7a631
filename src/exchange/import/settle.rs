use std::collections::{HashMap, HashSet};

use super::expression::{Expr, Field, Meaning, Speaker};
use super::losses::beginning;
use super::names::Names;
use super::running::looked_at;
use super::sketch::{Calculation, Computed, ConditionSketch, ConstraintSketch, Exclusive, ItemSketch, Sketch};
use crate::exchange::wording::quoted;

/// What is said where a form refuses an answer and does not say why.
const DEFAULT_REFUSAL: &str = "This answer cannot be right beside the others.";
/// How often calculations are gone through: each time those come in whose parts did before.
const ROUNDS: usize = 8;

impl Sketch {
    /// Says in the language when things are asked, and what is computed, once all fields are known.
    pub(super) fn settle(
        &mut self,
        conditions: &[ConditionSketch],
        calculations: Vec<Calculation>,
        fields: &mut HashMap<String, Field>,
        (names, meaning): (&mut Names, Meaning),
    ) {
        self.tell_shown_always();
        let sometimes = self.items().filter(|item| !item.under.is_empty()).map(|item| item.name.clone()).collect();
        let lacking = self.may_lack();
        let looked_at = looked_at(conditions, &calculations);
        self.settle_calculations(calculations, fields, names, (meaning, &sometimes, &lacking));
        let known = self.running(looked_at, fields, names, (meaning, &sometimes, &lacking));
        // A condition looks at answers as they were given, and asks for no more.
        let speaker = Speaker { fields: &known, meaning, sometimes: &HashSet::new(), lacking: &lacking, judged: None };
        let said: Vec<Option<String>> = conditions
            .iter()
            .map(|condition| match condition.expr.clone().and_then(|expr| speaker.asked(&expr)) {
                Ok(said) => Some(said),
                Err(why) => {
                    let message = format!(
                        "when `{}` is asked (`{}`) is not carried over, so it is asked without that condition: {why}",
                        condition.name,
                        beginning(&condition.written)
                    );
                    self.losses.say(message, "");
                    None
                }
            })
            .collect();
        for item in self.items().filter(|item| !item.under.is_empty()) {
            let parts: Vec<&str> = item.under.iter().filter_map(|at| said[*at].as_deref()).collect();
            item.asked = (!parts.is_empty()).then(|| parts.join(" and "));
        }
        self.refuse_beside_others(fields, names);
    }

    /// Says in the language which choices stand alone.
    fn refuse_beside_others(&mut self, fields: &HashMap<String, Field>, names: &mut Names) {
        for Exclusive { field, code, label } in std::mem::take(&mut self.exclusives) {
            let Some(Field::Choices(name, codes)) = fields.get(&field) else { continue };
            let Some(choice) = codes.get(&code) else { continue };
            let own = names.give(&format!("{name}_{choice}_alone"));
            let text = quoted(&super::text::clean(&format!("Whoever chooses \u{201C}{label}\u{201D} chooses nothing else.")));
            let statement = format!("refuse {own} {text} when {name} includes {choice} and number of {name} > 1");
            self.computed.push(Computed { place: format!("that `{code}` of `{field}` excludes all others"), statement });
        }
    }

    /// Says in the language which answers are refused, once all fields are known. A form judges an answer that is there.
    pub(super) fn refuse(
        &mut self,
        constraints: Vec<ConstraintSketch>,
        fields: &HashMap<String, Field>,
        (names, meaning): (&mut Names, Meaning),
    ) {
        let lacking = self.may_lack();
        let speaker = Speaker { fields, meaning, sometimes: &HashSet::new(), lacking: &lacking, judged: None };
        for ConstraintSketch { name, written, sentence, expr } in constraints {
            let place = format!("the constraint of `{name}`");
            match expr.and_then(|expr| speaker.refused(&name, &expr)) {
                Ok(condition) => {
                    let own = names.give(&format!("{name}_refused"));
                    let said = sentence.iter().find(|text| !text.is_empty()).map_or(DEFAULT_REFUSAL, String::as_str);
                    let text = quoted(&super::text::clean(said));
                    self.sentences.push((own.clone(), sentence));
                    self.computed.push(Computed { place, statement: format!("refuse {own} {text} when {condition}") });
                }
                Err(why) => {
                    let message = format!(
                        "{place} (`{}`) says more than the limits of an item, and is not carried over: {why}",
                        beginning(&written)
                    );
                    self.losses.say(message, "");
                }
            }
        }
    }

    /// The names of items that may be left unanswered, or are not always asked.
    fn may_lack(&mut self) -> HashSet<String> {
        let may_lack = |item: &&mut ItemSketch| !item.under.is_empty() || item.flags.split(' ').any(|flag| flag == "optional");
        self.items().filter(may_lack).map(|item| item.name.clone()).collect()
    }

    fn settle_calculations(
        &mut self,
        calculations: Vec<Calculation>,
        fields: &mut HashMap<String, Field>,
        names: &mut Names,
        (meaning, sometimes, lacking): (Meaning, &HashSet<String>, &HashSet<String>),
    ) {
        let said_of = |fields: &HashMap<String, Field>, expr: &Expr| {
            Speaker { fields, meaning, sometimes, lacking, judged: None }.score(expr)
        };
        let mut left = calculations;
        for _ in 0..ROUNDS {
            let before = left.len();
            let mut not_yet = Vec::new();
            for calculation in left {
                let said = calculation.expr.clone().and_then(|expr| said_of(fields, &expr));
                let Ok(said) = said else {
                    not_yet.push(calculation);
                    continue;
                };
                let own = names.give(&calculation.name);
                let label = if calculation.label.is_empty() { &calculation.name } else { &calculation.label };
                let statement = format!("score {own} {} = {said}", quoted(&super::text::clean(label)));
                fields.insert(calculation.name.clone(), Field::Number(own));
                self.computed.push(Computed { place: format!("the calculation of `{}`", calculation.name), statement });
            }
            left = not_yet;
            if left.len() == before {
                break;
            }
        }
        for calculation in left {
            if let Err(why) = calculation.expr.and_then(|expr| said_of(fields, &expr)) {
                let message = format!(
                    "what `{}` computes (`{}`) is not carried over: {why}",
                    calculation.name,
                    beginning(&calculation.written)
                );
                self.losses.say(message, "write the score by hand where the measure needs it");
            }
        }
    }
}
