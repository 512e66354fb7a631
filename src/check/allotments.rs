use super::dealt_slips::{part_of, several};
use super::declared::{DeclaredItem, DeclaredMember};
use super::draft::{Binding, Draft};
use super::expressions::{Ranged, Reading};
use super::names::{Around, Declared};
use crate::instrument::{Allotment, AllotmentIx, Choice, Deal, Given, Item, ItemIx, Kind, Refusal, Test, Wording};
use crate::source::codes;
use crate::syntax::limits;
use crate::syntax::tree::{self, GivenValue, Literal, Word};

impl Draft<'_> {
    /// Gives an allotment its name, and each of its members an item.
    pub fn declare_allotment<'a>(
        &mut self,
        (name, at): (&Word, usize),
        item: &'a tree::Item,
        (page, around): (usize, &Around<'a>),
        declared: &mut Declared<'a>,
    ) {
        let Some(members) = item.kind.members() else { return };
        let before = self.diagnostics.len();
        let deal = self.deal(&item.kind);
        self.check_repeats(members);
        let span = members.first().zip(members.last()).map_or(name.span, |(first, last)| first.span.to(last.span));
        if !(2..=limits::MEMBERS).contains(&members.len()) {
            let message = format!("`{}` is about {}, and 2 to {} are possible", name.text, members.len(), limits::MEMBERS);
            self.report(&codes::CANNOT_BE_DEALT, span, message, "name fewer, or more".to_owned());
        }
        let words = &item.text.choices;
        for (word, _) in words.iter().filter(|(word, _)| !members.iter().any(|member| member.text == word.text)) {
            self.unknown("choice", word, &members.iter().map(|member| member.text.as_str()).collect::<Vec<_>>());
        }
        let label = |name: &str| words.iter().find(|(word, _)| word.text == name).map(|(_, text)| text.value.clone());
        let choice = |word: &Word| Choice { name: word.text.clone(), label: label(&word.text) };
        let allotment = Allotment {
            name: name.text.clone(),
            deal: deal.unwrap_or(Deal::Ranks),
            members: members.iter().take(limits::MEMBERS).map(choice).collect(),
            items: vec![],
            wording: Wording::default(),
        };
        let position = AllotmentIx(self.instrument.allotments.len());
        if self.diagnostics.len() > before {
            self.poisoned.insert(name.text.clone());
            self.poisoned.extend(members.iter().map(|member| allotment.column(&member.text)));
        }
        if !self.define(name, Binding::Allotment(position), declared) {
            return;
        }
        let columns: Vec<Word> =
            members.iter().map(|member| Word { text: allotment.column(&member.text), span: member.span }).collect();
        self.instrument.allotments.push(allotment);
        for (member, column) in columns.into_iter().enumerate().take(limits::MEMBERS) {
            // One that stands there twice was told.
            if members[..member].iter().any(|before| before.text == members[member].text) {
                continue;
            }
            if declared.items.len() >= limits::ITEMS {
                break;
            }
            let place = ItemIx(declared.items.len());
            if self.define(&column, Binding::Item(place), declared) {
                self.instrument.allotments[position].items.push(place);
                let of = Some(DeclaredMember { allotment: position, member, name: name.clone() });
                let blocks = around.blocks.clone();
                declared.items.push(DeclaredItem { name: column, item, at, page, blocks, member: of });
            } else {
                self.poisoned.insert(name.text.clone());
            }
        }
    }

    fn deal(&mut self, kind: &tree::Kind) -> Option<Deal> {
        match kind {
            tree::Kind::Shares(whole, _) if (1.0..=limits::SHARED_OUT).contains(&whole.value) => Some(Deal::Shares(whole.value)),
            tree::Kind::Shares(whole, _) => {
                let message = format!("1 to {} can be shared out, and not {}", limits::SHARED_OUT, whole.value);
                self.report(&codes::CANNOT_BE_DEALT, whole.span, message, "write how much there is for all".to_owned());
                None
            }
            tree::Kind::Ranking(_) => Some(Deal::Ranks),
            tree::Kind::Scale(_) | tree::Kind::Whole(..) | tree::Kind::Decimal(..) | tree::Kind::Text(_) => None,
            tree::Kind::Date | tree::Kind::Time | tree::Kind::Choices(..) => None,
        }
    }

    /// The item of a member. What is said of the question is judged at its first.
    pub fn member_item(&mut self, declared: &DeclaredItem<'_>, of: &DeclaredMember) -> Item {
        let item = declared.item;
        let first = self.instrument.allotments[of.allotment].items.first().copied().filter(|_| of.member > 0);
        let before = first.and_then(|first| self.instrument.items.get(first)).cloned();
        let asked_of = before.as_ref().map_or_else(|| self.asked_of(item.only_for.as_deref()), |first| first.asked_of.clone());
        let (asked_when, asked_key) = match &before {
            Some(first) => (first.asked_when.clone(), first.asked_key.clone()),
            None => {
                self.check_flags_of_all(declared, &of.name);
                self.instrument.allotments[of.allotment].wording = self.item_wording(&of.name, item, &asked_of);
                self.put_media(&format!("item {}", of.name.text), &item.text.beside);
                self.put_choice_media(&of.name.text, item.kind.members().unwrap_or_default(), &item.text);
                self.asked_when(declared).unzip()
            }
        };
        let allotment = &self.instrument.allotments[of.allotment];
        let range = allotment.range();
        let label = allotment.members[of.member].text();
        let asked = |question: &Option<String>| question.as_ref().map(|question| Allotment::asked(question, &label));
        Item {
            name: declared.name.text.clone(),
            kind: Kind::Whole(range.min, range.max),
            reversed: false,
            optional: item.optional.is_some(),
            asked_when,
            asked_key,
            otherwise: None,
            asked_of,
            wording: Wording(allotment.wording.0.iter().map(asked).collect()),
            grid: None,
            member_of: Some(of.allotment),
            ends: None,
            notes: if before.is_none() { item.text.notes.iter().map(|note| note.value.clone()).collect() } else { vec![] },
        }
    }

    /// What only a number by itself can be.
    fn check_flags_of_all(&mut self, declared: &DeclaredItem<'_>, name: &Word) {
        let item = declared.item;
        let ends = item.text.ends.first().map(|(low, _)| low.span);
        let otherwise = self.otherwise(declared).map(|word| word.span);
        for (span, flag) in [(item.reversed, "reversed"), (ends, "ends"), (otherwise, "otherwise")] {
            if let Some(span) = span {
                let message = format!("`{}` is answered with several numbers, so it has no `{flag}`", name.text);
                self.report(&codes::CANNOT_BE_DEALT, span, message, format!("delete `{flag}`"));
            }
        }
    }

    /// `rank of friends in order`, `share of body in ten`.
    pub fn part_of(&mut self, of: &tree::PartOf, reading: Reading) -> Option<Ranged> {
        let (position, first) = self.allotment_named(&of.item, reading)?;
        let allotment = self.instrument.allotments[position].clone();
        let Some(member) = allotment.members.iter().position(|member| member.name == of.member.text) else {
            self.unknown("choice", &of.member, &allotment.members.iter().map(|it| it.name.as_str()).collect::<Vec<_>>());
            return None;
        };
        let right = allotment.deal.word();
        if of.is_rank != (allotment.deal == Deal::Ranks) {
            let message = format!("`{}` gives each of its choices a {right}", of.item.text);
            let help = format!("write `{right} of {} in {}`", of.member.text, of.item.text);
            self.report(&codes::WRONG_KIND_OF_NAME, of.item.span, message, help);
            return None;
        }
        if !self.is_there(&allotment.part(0)) {
            self.check_sometimes_asked(&of.item, first, reading);
        }
        Some((allotment.part(member), allotment.range().missing_if(true)))
    }

    /// The allotment of a name with its first item; all its items count as used.
    fn allotment_named(&mut self, word: &Word, reading: Reading) -> Option<(AllotmentIx, ItemIx)> {
        match self.thing(&word.text) {
            Some(Binding::Allotment(position)) => {
                let items = self.instrument.allotments[position].items.clone();
                self.used_items.extend(&items);
                let last = *items.last()?;
                self.seen(word, last, reading)?;
                Some((position, *items.first()?))
            }
            Some(thing) => {
                self.other_kind(word, thing, "an item `as ranking of …` or `as shares of …`");
                None
            }
            None => {
                self.unknown_of("ranking or shares", word, |thing| matches!(thing, Binding::Allotment(_)));
                None
            }
        }
    }

    /// The first item of the allotment of a name, for what is so of all of them or of none; nothing where it is none.
    pub fn first_of_all(&mut self, word: &Word, reading: Reading) -> Option<Option<(AllotmentIx, ItemIx)>> {
        matches!(self.thing(&word.text), Some(Binding::Allotment(_))).then(|| self.allotment_named(word, reading))
    }

    /// Whether the number of one member is named by its column, which says nothing of the others; that is then said.
    pub fn is_member_alone(&mut self, word: &Word, item: ItemIx) -> bool {
        let Some(of) = self.instrument.items.get(item).filter(|item| item.name == word.text).and_then(|item| item.member_of)
        else {
            return false;
        };
        let allotment = &self.instrument.allotments[of];
        let member = allotment.items.iter().position(|there| *there == item).map_or("", |at| allotment.members[at].name.as_str());
        let (message, help) = (
            format!("`{}` is a column of `{}`, and counts only beside the others", word.text, allotment.name),
            format!("write `{0}`; in a set it stands in brackets: `({0})`", part_of(allotment, member)),
        );
        self.report(&codes::NOT_COMPUTABLE, word.span, message, help);
        self.used_items.extend(&self.instrument.allotments[of].items);
        true
    }

    /// Whether a name is that of a column of a question that ranks or shares out, which no key names.
    pub fn is_of_member(&self, thing: Binding) -> bool {
        match thing {
            Binding::Item(item) => self.instrument.items.get(item).is_some_and(|item| item.member_of.is_some()),
            Binding::Allotment(_) | Binding::Known(_) | Binding::KnownText(_) | Binding::Score(_) | Binding::Helper(_) => false,
            Binding::Bands(_) | Binding::Alert(_) | Binding::Refusal(_) => false,
        }
    }

    /// Says that an allotment is no number.
    pub fn not_one_number(&mut self, word: &Word, position: AllotmentIx) {
        let allotment = &self.instrument.allotments[position];
        self.used_items.extend(&allotment.items);
        let first = allotment.members.first().map_or("", |member| member.name.as_str());
        let (message, help) = (several(&word.text, allotment), format!("write `{}`", part_of(allotment, first)));
        self.report(&codes::NOT_COMPUTABLE, word.span, message, help);
    }

    /// Answers that are not what they can be together are refused, behind what the measure itself refuses.
    pub fn refuse_misdealt(&mut self) {
        let misdealt: Vec<Refusal> = self
            .instrument
            .allotments
            .iter_enumerated()
            .filter(|(_, allotment)| !self.poisoned.contains(&allotment.name))
            .map(|(position, allotment)| Refusal {
                name: allotment.name.clone(),
                sentence: allotment.sentence(),
                when: allotment.refused_when(),
                key: allotment.refused_key(),
                items: allotment.items.clone(),
                allotment: Some(position),
            })
            .collect();
        self.instrument.refusals.extend(misdealt);
    }

    /// What a test gives for an allotment: `ten = body 7, mind 3`. A share that it does not name is 0.
    pub fn give_dealt(&mut self, word: &Word, position: AllotmentIx, given: &tree::Given, test: &mut Test) {
        if self.poisoned.contains(&word.text) {
            return;
        }
        let allotment = self.instrument.allotments[position].clone();
        let parts: &[(Word, Literal)] = match &given.value {
            GivenValue::Dealt(parts) => parts,
            GivenValue::Missing => {
                test.answers.extend(allotment.items.iter().map(|item| (*item, Given::Missing)));
                return;
            }
            GivenValue::Number(_)
            | GivenValue::Text(_)
            | GivenValue::Date(_)
            | GivenValue::Time(_)
            | GivenValue::Names(_)
            | GivenValue::None => {
                let parts = allotment.members.iter().zip(1..).map(|(member, number)| format!("{} {number}", member.name));
                let help = format!("write a number for each, as `{} = {}`", word.text, parts.collect::<Vec<_>>().join(", "));
                self.report(&codes::IMPOSSIBLE_TEST, given.value_span, format!("this is not an answer to `{}`", word.text), help);
                return;
            }
        };
        let names: Vec<Word> = parts.iter().map(|(word, _)| word.clone()).collect();
        self.check_repeats(&names);
        let range = allotment.range();
        for (member, number) in parts {
            let Some(at) = allotment.members.iter().position(|known| known.name == member.text) else {
                self.unknown("choice", member, &allotment.members.iter().map(|it| it.name.as_str()).collect::<Vec<_>>());
                continue;
            };
            if range.holds(number.value) && number.value.fract() == 0.0 {
                test.answers.push((allotment.items[at], Given::Value(number.value)));
            } else {
                let message = format!("`{}` cannot get {}", member.text, number.value);
                self.report(&codes::IMPOSSIBLE_TEST, number.span, message, format!("it can be {range}"));
            }
        }
        if let Deal::Shares(_) = allotment.deal {
            let is_named = |at: usize| parts.iter().any(|(word, _)| word.text == allotment.members[at].name);
            let rest = (0..allotment.members.len()).filter(|at| !is_named(*at));
            test.answers.extend(rest.map(|at| (allotment.items[at], Given::Value(0.0))));
        }
    }
}
