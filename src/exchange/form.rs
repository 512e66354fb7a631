mod alone;
mod media;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use typed_index_collections::TiVec;

use super::exported::unsaid;
use super::form_codes::FormCodes;
use super::formula::{Column, Formulas, OverAnswers, Test, Unsayable};
use super::statements;
use crate::administer::how_dealt;
use crate::check::resolved;
use crate::instrument::{
    Allotment, Choice, InformantIx, Instrument, ItemIx, Language, Point, RefusalIx, ScaleSteps, Translation,
    may_have_placeholders, names_shown, plain,
};
use crate::phrases::{PhraseBook, Phrases};
use crate::source::{Diagnostic, Place, codes};
use media::files_of;

/// A measure as a form that one informant fills in: what programs for surveys are told.
#[derive(Debug)]
pub struct Form<'a> {
    /// The measure.
    pub instrument: &'a Instrument,
    /// Who fills it in.
    pub informant: InformantIx,
    /// Languages by their tags, that of the measure first.
    pub languages: Vec<String>,
    /// Pages, in order.
    pub pages: Vec<FormPage>,
    /// Whether questions of the measure show answers or facts, which a form does not.
    pub shows_answers: bool,
    /// What is refused, in the order of the file.
    pub refusals: Vec<FormRefusal>,
    /// What answers are called in it.
    pub codes: FormCodes,
    /// What it carries of the head of the measure.
    pub(super) head: String,
    /// What is computed.
    pub formulas: Formulas<'a>,
    texts: Vec<BTreeMap<String, String>>,
    /// The files of pictures and sounds in each language, by the path of each.
    files: Vec<BTreeMap<String, String>>,
}

/// A page of a form.
#[derive(Debug)]
pub struct FormPage {
    /// Its title in each language; empty where the page has none.
    pub title: Vec<String>,
    /// What introduces it, each in each language.
    pub intros: Vec<Vec<String>>,
    /// The path of what introduces it, beside which a picture and a sound may stand; nothing where it has no title.
    pub intro_path: Option<String>,
    /// Whether its questions come in an order that is drawn.
    pub is_random: bool,
    /// Its questions.
    pub questions: Vec<Question>,
}

/// A question of a form.
#[derive(Debug)]
pub struct Question {
    /// The item.
    pub item: ItemIx,
    /// The question in each language; the item's name where the wording is not distributed.
    pub text: Vec<String>,
    /// The texts at the ends of a line in each language; empty where there are none.
    pub ends: Vec<(String, String)>,
    /// When it is asked, if not always.
    pub asked: Option<Test>,
}

/// Answers that a form refuses.
#[derive(Debug)]
pub struct FormRefusal {
    /// What refuses them.
    pub refusal: RefusalIx,
    /// The last question that it looks at, of those that are asked of whoever fills in the form.
    pub at: ItemIx,
    /// The sentence in each language.
    pub sentence: Vec<String>,
    /// When the answers are refused, over what was answered.
    pub refused: Test,
}

/// Whether what follows a `<` makes it the beginning of a tag.
pub(super) fn begins_tag(rest: &str) -> bool {
    rest.starts_with(|first: char| first.is_ascii_alphabetic() || ['/', '!', '?'].contains(&first))
}

impl<'a> Form<'a> {
    /// A measure as a form for an informant, in its own language and those it was translated into; answers have their codes
    /// in the measure, or those that are given.
    ///
    /// # Errors
    /// Where a score cannot be said as a formula.
    pub fn of(
        instrument: &'a Instrument,
        translations: &[&Translation],
        (informant, codes): (InformantIx, FormCodes),
    ) -> Result<Self, Unsayable> {
        let sources: BTreeMap<String, Option<String>> =
            instrument.texts().into_iter().map(|text| (text.path, text.text)).collect();
        let own: BTreeMap<String, String> =
            sources.iter().filter_map(|(path, text)| Some((path.clone(), text.clone()?))).collect();
        let shows_answers = own.iter().any(|(path, text)| may_have_placeholders(path) && !names_shown(text).is_empty());
        let mut languages = vec![instrument.language.to_string()];
        let mut texts: Vec<BTreeMap<String, String>> = vec![own];
        let own_files = files_of(instrument);
        let mut files = vec![own_files.clone()];
        // Wording in the language of the measure itself fills in what it does not distribute.
        for translation in translations {
            let rendered: BTreeMap<String, String> = translation.texts.iter().cloned().collect();
            let named = translation.files.iter().map(|(path, file)| (path.clone(), file.name().to_owned()));
            match languages.iter().position(|language| *language == translation.language.to_string()) {
                Some(there) => {
                    texts[there].extend(rendered);
                    files[there].extend(named);
                }
                None => {
                    languages.push(translation.language.to_string());
                    texts.push(rendered);
                    files.push(own_files.clone().into_iter().chain(named).collect());
                }
            }
        }
        // A form shows what stands where nothing is known.
        for texts in &mut texts {
            let with = texts.iter_mut().filter(|(path, text)| text.contains('{') && may_have_placeholders(path));
            with.for_each(|(_, text)| *text = plain(text).into_owned());
        }
        let (formulas, OverAnswers { asked, refused }) = Formulas::with_tests_over_answers(instrument, &codes.by_code())?;
        let mut form = Self {
            instrument,
            informant,
            languages,
            pages: vec![],
            refusals: vec![],
            shows_answers,
            codes,
            head: statements::carried_head(instrument, translations, informant),
            formulas: formulas.seen_by(informant),
            texts,
            files,
        };
        let asked: Vec<Option<Test>> = asked
            .into_iter()
            .map(|test| test.map(|test| test.seen_by(informant)).filter(|test| *test != Test::Always(true)))
            .collect();
        let mut number = 0;
        for page in &instrument.pages {
            number += usize::from(!page.title.is_empty());
            let of_informant = page.items.iter().filter(|item| instrument.items[**item].is_for(informant));
            let questions: Vec<Question> =
                of_informant.map(|item| form.question(*item, asked[item.0].clone(), &sources)).collect();
            if questions.is_empty() && page.intros.is_empty() {
                continue;
            }
            let title = if page.title.is_empty() { vec![] } else { form.texts(&format!("page {number} title")) };
            let name = &instrument.informants[informant].name;
            let place = format!("page {number} intro {name}");
            let place = resolved(&place, instrument, &sources).unwrap_or(place);
            // A page that has no title has no path for its introductions, so they stand as they are.
            let intros = page.intros.iter().filter_map(|intro| intro.of(informant)).map(|own| {
                let translated = form.texts(&place);
                if page.intros.len() == 1 && !page.title.is_empty() {
                    translated
                } else {
                    vec![plain(own).into_owned(); form.languages.len()]
                }
            });
            let intros = intros.collect();
            let intro_path = (!page.title.is_empty()).then(|| format!("page {number} intro"));
            form.pages.push(FormPage { title, intros, intro_path, is_random: page.is_random, questions });
        }
        form.refusals = form.refusals_of(refused);
        Ok(form)
    }

    fn refusals_of(&self, refused: TiVec<RefusalIx, Test>) -> Vec<FormRefusal> {
        let of_form = refused.into_iter_enumerated().filter_map(|(refusal, test)| {
            let items = &self.instrument.refusals[refusal].items;
            let at = *items.iter().rfind(|item| self.instrument.items[**item].is_for(self.informant))?;
            let refused = test.seen_by(self.informant);
            let sentence = match self.instrument.refusals[refusal].allotment {
                Some(allotment) => self.in_each_language(|phrases| how_dealt(&self.instrument.allotments[allotment], phrases)),
                None => self.texts(&self.instrument.refusal_path(refusal)),
            };
            (refused != Test::Always(false)).then_some(FormRefusal { refusal, at, sentence, refused })
        });
        of_form.collect()
    }

    /// What is refused once a question is answered.
    pub fn refusals_at(&self, item: ItemIx) -> impl Iterator<Item = &FormRefusal> {
        self.refusals.iter().filter(move |refusal| refusal.at == item)
    }

    fn question(&self, item: ItemIx, asked: Option<Test>, sources: &BTreeMap<String, Option<String>>) -> Question {
        let model = &self.instrument.items[item];
        let called = |name: &str| {
            let place = format!("item {name} {}", self.instrument.informants[self.informant].name);
            self.texts(&resolved(&place, self.instrument, sources).unwrap_or(place))
        };
        let text = match self.instrument.member(item) {
            Some((allotment, member)) => {
                let members = self.texts(&format!("item {} choice {}", allotment.name, allotment.members[member].name));
                let both = called(&allotment.name).into_iter().zip(members);
                both.map(|(question, member)| if question.is_empty() { question } else { Allotment::asked(&question, &member) })
                    .collect()
            }
            None => called(&model.name),
        };
        let text = text.into_iter().map(|text| if text.is_empty() { model.name.clone() } else { text }).collect();
        let ends = match &model.ends {
            None => vec![],
            Some(_) => {
                let end = |which: &str| self.texts(&format!("item {} {which} end", model.name));
                end("low").into_iter().zip(end("high")).collect()
            }
        };
        Question { item, text, ends, asked }
    }

    /// A text of the measure in each language, that of the measure where it was not translated; empty where there is
    /// none.
    pub fn texts(&self, path: &str) -> Vec<String> {
        let own = self.texts[0].get(path).cloned().unwrap_or_default();
        self.texts.iter().map(|texts| texts.get(path).cloned().unwrap_or_else(|| own.clone())).collect()
    }

    /// What people read who are none of the choices of a question, in each language.
    pub(super) fn none_of_these(&self) -> Vec<String> {
        self.in_each_language(|phrases| phrases.alone("none-of-these"))
    }

    fn in_each_language(&self, say: impl Fn(&Phrases) -> String) -> Vec<String> {
        let book = PhraseBook::built_in();
        let speaks = |tag: &String| Language::parse(tag).map_or_else(Phrases::english, |language| book.in_language(&language));
        self.languages.iter().map(|tag| say(&speaks(tag))).collect()
    }

    /// Whether a column holds answers on points among which is a visible non-answer.
    #[cfg(feature = "spreadsheets")]
    pub(super) fn has_none(&self, column: Column) -> bool {
        self.none_of(column).is_some()
    }

    /// The code of the visible non-answer among the points that a column holds answers on; nothing where there is none.
    pub(super) fn none_of(&self, column: Column) -> Option<&str> {
        let Column::Answer(item) = column else { return None };
        let at = self.instrument.items[item].kind.scale()?;
        let scale = &self.instrument.scales[at];
        (scale.none.is_some() && matches!(scale.steps, ScaleSteps::Points(_))).then(|| self.codes.none(at))
    }

    /// The code of a point of the scale of an item.
    pub(super) fn code<'p>(&'p self, item: ItemIx, point: &'p Point) -> Cow<'p, str> {
        let scale = self.instrument.items[item].kind.scale();
        scale.map_or_else(|| point.code(), |scale| self.codes.point(scale, point.code()))
    }

    /// The code of a choice of an item.
    pub(super) fn choice_code<'p>(&'p self, item: ItemIx, choice: &'p Choice) -> &'p str {
        self.codes.choice(item, &choice.name).unwrap_or(&choice.name)
    }

    /// What a form carries of an item: its flags, with the codes that its answers have.
    pub(super) fn flags(&self, item: ItemIx) -> String {
        let model = &self.instrument.items[item];
        statements::flags(self.instrument, model, &self.codes.carried(item, model))
    }

    /// The tables of grids, each with a name that nothing else has: the name of that which an item is a row of.
    pub(super) fn tables(&self) -> HashMap<ItemIx, String> {
        let grids = self.pages.iter().flat_map(|page| self.in_grids(page));
        let tables = grids.flat_map(|grid| self.required_alike(grid)).filter(|rows| rows.len() > 1);
        let is_free = |name: &String| !self.instrument.names().chain(self.formulas.all_names()).any(|taken| taken == name);
        let names = (1..).map(|at| format!("grid_{at}")).filter(is_free);
        tables.zip(names).flat_map(|(rows, name)| rows.iter().map(move |row| (row.item, name.clone()))).collect()
    }

    /// The first item of which something has to be computed to know whether it is asked.
    pub(super) fn asked_by_computation(&self) -> Option<ItemIx> {
        let is_computed = |test: &Test| {
            let mut found = false;
            test.each_column(&mut |column| found |= matches!(column, Column::Formula(_)));
            found
        };
        let mut questions = self.pages.iter().flat_map(|page| &page.questions);
        questions.find(|question| question.asked.as_ref().is_some_and(is_computed)).map(|question| question.item)
    }

    /// Whether the wording of a question is not known in the language of the measure.
    pub fn lacks_wording(&self) -> bool {
        let mut questions = self.pages.iter().flat_map(|page| &page.questions);
        self.instrument.wording_by_licence
            && questions.any(|question| question.text[0] == self.instrument.items[question.item].name)
    }

    /// The position of a language: that of the tag, or the most general that begins with it.
    pub fn language(&self, tag: &str) -> Option<usize> {
        let fits = |language: &str| language == tag || language.strip_prefix(tag).is_some_and(|rest| rest.starts_with('-'));
        let fitting = self.languages.iter().enumerate().filter(|(_, language)| fits(language));
        fitting.min_by_key(|(_, language)| language.len()).map(|(at, _)| at)
    }

    /// The questions of a page, those of one grid together.
    pub(super) fn in_grids<'p>(&self, page: &'p FormPage) -> Vec<&'p [Question]> {
        let grid = |question: &Question| self.instrument.items[question.item].grid;
        page.questions.chunk_by(|one, other| grid(one).is_some() && grid(one) == grid(other)).collect()
    }

    /// Names the texts in which a program reads something else than what stands there.
    pub(super) fn read_otherwise(&self, what: &str, help: &str, is_read: impl Fn(&str) -> bool) -> Option<Diagnostic> {
        let texts = self.texts.iter().flatten();
        let paths: BTreeSet<&str> = texts.filter(|(_, text)| is_read(text)).map(|(path, _)| path.as_str()).collect();
        let message = format!("{what}: {}", paths.iter().copied().collect::<Vec<_>>().join(", "));
        (!paths.is_empty()).then(|| match help {
            "" => Diagnostic::new(&codes::CANNOT_BE_SAID, Place::File, message),
            help => unsaid(message, help),
        })
    }

    /// The rows of a grid that can stand in one table of a program that demands an answer in each row of a table, or in
    /// none, and shows nothing beside the points.
    pub(super) fn required_alike<'p>(&self, grid: &'p [Question]) -> Vec<&'p [Question]> {
        let is_optional = |question: &Question| self.instrument.items[question.item].optional;
        let is_bare = |question: &Question| question.ends.is_empty();
        grid.chunk_by(|one, other| is_bare(one) && is_bare(other) && is_optional(one) == is_optional(other)).collect()
    }

    /// What is said where a grid became several tables.
    pub(super) fn cut_grids(&self) -> Option<Diagnostic> {
        let mut grids = self.pages.iter().flat_map(|page| self.in_grids(page));
        let message = "a table is required as a whole there, so a grid of rows that can be left out beside others became several";
        let is_cut = grids.any(|grid| self.required_alike(grid).len() > 1);
        is_cut.then(|| unsaid(message, "make all its rows optional in the measure, or none"))
    }

    /// What a program cannot say that asks in one order.
    pub(super) fn without_random_order(&self) -> Option<Diagnostic> {
        self.pages.iter().any(|page| page.is_random).then(|| {
            let message = "a page in random order is asked there as the measure lists its items";
            unsaid(message, "`verbond ask` and `verbond serve` draw an order")
        })
    }

    /// What no form can say of this measure, whatever the program.
    pub(super) fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        let name = self.informant_name();
        let others = self.instrument.informants.iter().map(|informant| informant.name.as_str()).filter(|other| *other != name);
        let others: Vec<String> = others.map(|other| format!("`informant={other}`")).collect();
        if !others.is_empty() {
            let message = format!("a form has one person who fills it in, and this one is for `{name}`");
            diagnostics.push(unsaid(message, format!("make another with the option {}", others.join(", "))));
        }
        if self.lacks_wording() {
            let message = "the wording of this measure is not distributed, so the form shows the names of its items";
            let diagnostic = Diagnostic::new(&codes::WORDING_LEFT_OUT, Place::File, message);
            diagnostics.push(diagnostic.help(format!("obtain the wording: {}", self.instrument.licence)));
        }
        diagnostics.extend(self.codes.told(self.instrument, |item| item.is_for(self.informant)));
        if self.shows_answers {
            let message = "questions show no answers there, so what stands after `|` in their placeholders is read by all";
            diagnostics.push(unsaid(message, "`verbond ask` and `verbond serve` show what was answered"));
        }
        for scale in &self.instrument.scales {
            if matches!(scale.steps, ScaleSteps::Line { .. }) && scale.none.is_some() {
                let message = format!("a line has no visible non-answer there, as `{}` has", scale.name);
                diagnostics.push(unsaid(message, "it can be left unanswered"));
            }
        }
        if self.instrument.feedback.iter().any(|feedback| feedback.informant == self.informant) {
            diagnostics.push(unsaid(
                "a form cannot say what its bands mean to whoever fills it in, as the feedback of this measure does",
                "`verbond ask` and `verbond serve` show it at the end",
            ));
        }
        if !self.instrument.compares.is_empty() {
            diagnostics.push(unsaid(
                "a form cannot set two informants beside each other",
                "`verbond score` does, from the answers of both",
            ));
        }
        diagnostics
    }

    /// The name of who fills it in.
    pub fn informant_name(&self) -> &str {
        &self.instrument.informants[self.informant].name
    }
}
