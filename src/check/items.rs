use super::declared::DeclaredItem;
use super::draft::{Binding, Draft};
use super::names::Declared;
use super::order::Order;
use crate::instrument::{
    Choice, Given, InformantIx, Item, ItemIx, Kind, Point, Range, Scale, Wording, is_choice_number, rounding,
};
use crate::source::{Severity, Span, codes};
use crate::syntax::limits;
use crate::syntax::tree::{self, Word};

impl Draft<'_> {
    /// Checks the items in the order of asking, and helpers as soon as all items that they look at are known.
    pub fn check_items(&mut self, declared: &Declared<'_>, order: &Order) {
        self.checked_helpers = declared.helpers.iter().map(|_| None).collect();
        let mut early = order.early.iter().peekable();
        let mut last_grid = None;
        for (wording, beside, page) in &declared.intros {
            self.check_intro(wording);
            let before = declared.items.iter().filter(|entry| entry.page < *page).count();
            self.check_placeholders(wording, ItemIx(before));
            let wording = self.wording(wording, None);
            self.instrument.pages[*page].intros.push(wording);
            self.put_intro_media(*page, beside);
        }
        for entry in &declared.items {
            let position = ItemIx(self.instrument.items.len());
            while let Some((helper, _)) = early.next_if(|(_, after)| *after <= position.0) {
                self.check_helper(*helper, declared.helpers[helper.0]);
            }
            let mut item = self.item(entry);
            item.grid = self.grid_of(entry, &item.kind, &mut last_grid).inspect(|grid| {
                self.instrument.grids[*grid].push(position);
            });
            self.instrument.items.push(item);
            self.instrument.pages[entry.page].items.push(position);
        }
        for (helper, _) in early {
            self.check_helper(*helper, declared.helpers[helper.0]);
        }
    }

    /// Whoever has no intro where others have one may have been forgotten.
    fn check_intro(&mut self, wording: &tree::Wording) {
        let tree::Wording::ByInformant(told) = wording else { return };
        let silent: Vec<String> = self
            .instrument
            .informants
            .iter()
            .filter(|informant| !told.iter().any(|(word, _)| word.text == informant.name))
            .map(|informant| format!("`{}`", informant.name))
            .collect();
        if let (Some((word, _)), false) = (told.first(), silent.is_empty()) {
            let message = format!("this intro has no text for {}", silent.join(", "));
            let help = "add it, unless nothing is to be read there".to_owned();
            self.report_as(Severity::Note, &codes::INFORMANT_WITHOUT_TEXT, word.span, message, help);
        }
    }

    fn item(&mut self, declared: &DeclaredItem<'_>) -> Item {
        if let Some(of) = &declared.member {
            return self.member_item(declared, of);
        }
        let (name, item) = (&declared.name, declared.item);
        let kind = self.kind(&item.kind, &item.text);
        if kind.is_none() {
            self.poisoned.insert(name.text.clone());
        }
        let kind = kind.unwrap_or(Kind::Text(0));
        self.check_flags(name, item, &kind);
        let asked_of = self.asked_of(item.only_for.as_deref());
        let (asked_when, asked_key) = self.asked_when(declared).unzip();
        let otherwise = self.otherwise(declared).and_then(|word| self.otherwise_value(name, &kind, &word));
        let wording = self.item_wording(name, item, &asked_of);
        let ends = self.ends(item, &kind);
        self.put_media(&format!("item {}", name.text), &item.text.beside);
        if let tree::Kind::Choices(choices, _) = &item.kind {
            self.put_choice_media(&name.text, choices, &item.text);
        }
        Item {
            name: name.text.clone(),
            kind,
            reversed: item.reversed.is_some(),
            optional: item.optional.is_some(),
            asked_when,
            asked_key,
            otherwise,
            asked_of,
            wording,
            grid: None,
            member_of: None,
            ends,
            notes: item.text.notes.iter().map(|note| note.value.clone()).collect(),
        }
    }

    fn kind(&mut self, kind: &tree::Kind, text: &tree::ItemText) -> Option<Kind> {
        match kind {
            tree::Kind::Scale(scale) => match self.scales.get(&scale.text) {
                Some(scale) => Some(Kind::Scale(*scale)),
                None => {
                    let names: Vec<String> = self.instrument.scales.iter().map(|scale| scale.name.clone()).collect();
                    self.unknown("scale", scale, &names.iter().map(String::as_str).collect::<Vec<_>>());
                    None
                }
            },
            tree::Kind::Whole(low, high) => self.limits(low, high, true).map(|(low, high)| Kind::Whole(low, high)),
            tree::Kind::Decimal(low, high) => self.limits(low, high, false).map(|(low, high)| Kind::Decimal(low, high)),
            tree::Kind::Text(most) if most.value >= 1.0 && most.value <= limits::TEXT_ANSWER => {
                Some(Kind::Text(most.value as usize))
            }
            tree::Kind::Text(most) => {
                self.report(
                    &codes::EMPTY_LIMITS,
                    most.span,
                    format!("a text can be up to 1 to {} characters", limits::TEXT_ANSWER),
                    None,
                );
                None
            }
            tree::Kind::Date => Some(Kind::Date),
            tree::Kind::Time => Some(Kind::Time),
            tree::Kind::Choices(words, or_none) => self.choices(words, *or_none, text),
            // Each of their members is an item of its own.
            tree::Kind::Ranking(_) | tree::Kind::Shares(..) => None,
        }
    }

    fn choices(&mut self, words: &[Word], or_none: bool, text: &tree::ItemText) -> Option<Kind> {
        self.check_repeats(words);
        if words.len() > limits::CHOICES {
            let span = words.last().map_or(Span::default(), |word| word.span);
            self.report(&codes::TOO_MANY, span, format!("an item may have {} choices", limits::CHOICES), None);
            return None;
        }
        let is_number = |word: &&Word| word.text.starts_with(|c: char| c == '-' || c.is_ascii_digit());
        if let Some(word) = words.iter().filter(is_number).find(|word| !is_choice_number(&word.text)) {
            let message = format!("{} cannot name a choice: such numbers are whole, from 0 to 9999", word.text);
            let help = "number the choices in another way, or name them".to_owned();
            self.report(&codes::CHOICE_NUMBER, word.span, message, help);
            return None;
        }
        for (word, _) in &text.choices {
            if !words.iter().any(|known| known.text == word.text) {
                self.unknown("choice", word, &words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>());
            }
        }
        let label = |name: &str| text.choices.iter().find(|(word, _)| word.text == name).map(|(_, text)| text.value.clone());
        let choice = |word: &Word| Choice { name: word.text.clone(), label: label(&word.text) };
        Some(Kind::Choices(words.iter().map(choice).collect(), or_none))
    }

    fn check_flags(&mut self, name: &Word, item: &tree::Item, kind: &Kind) {
        if let Some(span) = item.reversed.filter(|_| !kind.has_ends())
            && !self.poisoned.contains(&name.text)
        {
            self.report(
                &codes::NOT_COMPUTABLE,
                span,
                format!("`{}` cannot be reversed: it has no lowest and highest answer", name.text),
                "delete `reversed`".to_owned(),
            );
        }
        if let (Some(span), Some(scale)) = (item.reversed, kind.scale())
            && self.instrument.scales[scale].is_only_compared()
        {
            let message = format!("`{}` cannot be reversed: the words of its scale count nothing", name.text);
            self.report(&codes::NOT_COMPUTABLE, span, message, "say what each word counts, or delete `reversed`".to_owned());
        }
        if let (Some(span), Some(scale)) = (item.reversed, kind.scale()) {
            self.check_mirror(name, &self.instrument.scales[scale].clone(), span);
        }
        if kind.choices().is_none()
            && let Some((word, _)) = item.text.choices.first()
        {
            self.report(
                &codes::WRONG_KIND_OF_NAME,
                word.span,
                format!("`{}` has no choices", name.text),
                "write `as choices …`, or delete this".to_owned(),
            );
        }
    }

    /// What the points of a reversed item count is a mirror of itself, so that what counted least counts most.
    fn check_mirror(&mut self, name: &Word, scale: &Scale, span: Span) {
        let Some(points) = scale.points().filter(|_| !scale.is_only_compared()) else { return };
        let mut counted: Vec<f64> = points.iter().filter_map(Point::counted).collect();
        counted.sort_by(f64::total_cmp);
        if is_mirror(&counted) {
            return;
        }
        let listed: Vec<String> = counted.iter().map(f64::to_string).collect();
        let message = format!("`{}` cannot be reversed: {} turned around is something else", name.text, listed.join(", "));
        // What stands apart at an end is often no answer at all, as 9 for "I do not know".
        let others = |point: &Point| counted.iter().copied().filter(|count| Some(*count) != point.counted()).collect::<Vec<_>>();
        let is_apart = |point: &&Point| point.counts.is_none() && is_mirror(&others(point));
        let apart = points.last().filter(is_apart).or_else(|| points.first().filter(is_apart));
        let help = match apart.filter(|_| counted.len() > 3) {
            Some(point) => {
                let label = point.label.as_ref().map_or(String::new(), |label| format!(" \"{label}\""));
                format!("if {0} is no answer to be counted, write `{0}{label} counts missing`", point.code())
            }
            None => "give it a scale of its own, whose points say what they count".to_owned(),
        };
        self.report(&codes::COUNTS_DO_NOT_FIT, span, message, help);
    }

    pub(super) fn asked_of(&mut self, only_for: Option<&[Word]>) -> Vec<bool> {
        let Some(words) = only_for else {
            return vec![true; self.instrument.informants.len()];
        };
        self.check_repeats(words);
        let mut asked = vec![false; self.instrument.informants.len()];
        for word in words {
            if let Some(InformantIx(position)) = self.informant_named(word) {
                asked[position] = true;
            }
        }
        asked
    }

    /// The informant of a name.
    pub fn informant_named(&mut self, word: &Word) -> Option<InformantIx> {
        let found = self.instrument.informant(&word.text);
        if found.is_none() {
            let names: Vec<String> = self.instrument.informants.iter().map(|informant| informant.name.clone()).collect();
            self.unknown("informant", word, &names.iter().map(String::as_str).collect::<Vec<_>>());
        }
        found
    }

    /// What an item counts as where it is not asked: an answer on its scale, by its code; of numbers any number of their
    /// kind, since how often something happened that never did is not among the answers.
    fn otherwise_value(&mut self, name: &Word, kind: &Kind, code: &Word) -> Option<f64> {
        let domain = kind.domain(&self.instrument.scales);
        let most = Range::between(-limits::NUMBER, limits::NUMBER);
        let found = match (kind, code.number()) {
            (Kind::Whole(..), Some(number)) => (number.fract() == 0.0 && most.holds(number)).then_some(number),
            (Kind::Decimal(..), Some(number)) => most.holds(number).then_some(number),
            (Kind::Scale(_) | Kind::Text(_) | Kind::Date | Kind::Time | Kind::Choices(..), Some(number)) => {
                domain.number(number).ok().and_then(Given::value)
            }
            (_, None) => domain.names([code.text.as_str()]).ok().and_then(Given::value),
        };
        if found.is_none() && !self.poisoned.contains(&name.text) {
            let possible = match kind {
                Kind::Whole(..) => "a whole number".to_owned(),
                Kind::Decimal(..) => "a number".to_owned(),
                Kind::Scale(_) | Kind::Text(_) | Kind::Date | Kind::Time | Kind::Choices(..) => domain.describe(),
            };
            let message = format!("{} is not an answer to `{}`", code.text, name.text);
            self.report(&codes::OTHERWISE_IMPOSSIBLE, code.span, message, format!("it can be {possible}"));
        }
        found
    }

    fn ends(&mut self, item: &tree::Item, kind: &Kind) -> Option<(String, String)> {
        let (low, high) = item.text.ends.first()?;
        if !kind.has_ends() && !matches!(kind, Kind::Text(0)) {
            self.report(
                &codes::NOT_COMPUTABLE,
                low.span,
                "only items with a lowest and a highest answer have ends",
                "delete `ends`".to_owned(),
            );
        }
        if let Some((second, _)) = item.text.ends.get(1) {
            self.report(&codes::SAID_TWICE, second.span, "`ends` is said twice", "keep one of the two".to_owned());
        }
        Some((self.full(low), self.full(high)))
    }

    /// Texts by informant. With `asked_of`, those who are asked must have one.
    pub fn wording(&mut self, wording: &tree::Wording, asked_of: Option<&[bool]>) -> Wording {
        let count = self.instrument.informants.len();
        match wording {
            tree::Wording::One(text) => Wording(vec![Some(self.full(text)); count]),
            tree::Wording::ByInformant(told) => {
                let mut texts = vec![None; count];
                for (word, text) in told {
                    let Some(InformantIx(position)) = self.informant_named(word) else {
                        continue;
                    };
                    if texts[position].is_some() {
                        self.report(
                            &codes::SAID_TWICE,
                            word.span,
                            format!("`{}` has two texts", word.text),
                            "keep one of the two".to_owned(),
                        );
                    }
                    texts[position] = Some(self.full(text));
                }
                let silent: Vec<String> = (0..count)
                    .filter(|at| texts[*at].is_none() && asked_of.is_some_and(|asked| asked[*at]))
                    .map(|at| format!("`{}`", self.instrument.informants[InformantIx(at)].name))
                    .collect();
                if let (Some((word, _)), false) = (told.first(), silent.is_empty()) {
                    let message = format!("there is no text for {}", silent.join(", "));
                    self.report(
                        &codes::INFORMANT_WITHOUT_TEXT,
                        word.span,
                        message,
                        "add it, or say whom the item is `only for`".to_owned(),
                    );
                }
                Wording(texts)
            }
        }
    }

    /// What kind of thing a name stands for, where it is known.
    pub fn thing(&self, name: &str) -> Option<Binding> {
        self.things.get(name).copied()
    }
}

/// Whether numbers that rise are the same numbers where each is turned around between the first and the last.
fn is_mirror(rising: &[f64]) -> bool {
    let ends = rising.first().zip(rising.last()).map_or(0.0, |(first, last)| first + last);
    rising.iter().zip(rising.iter().rev()).all(|(one, other)| rounding::equal(*one, ends - other))
}
