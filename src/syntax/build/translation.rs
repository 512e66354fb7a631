use super::instrument::cite;
use super::{band_name, choices, each, figured, first, first_choice, first_text, first_word, two_names};
use crate::source::Span;
use crate::syntax::grammar::{Pair, Rule};
use crate::syntax::scan::span_of;
use crate::syntax::tree::{Literal, Rendering, Step, TextPath, Translation, TranslationStatement, Word};

/// Reads `translation … { … }`.
pub fn build(pair: &Pair<'_>) -> Translation {
    let head = first(pair, Rule::translation_head)
        .and_then(|head| Some((first_word(&head, Rule::tag)?, first_word(&head, Rule::id)?, first_word(&head, Rule::version)?)));
    let keyword = first(pair, Rule::k_translation).map(|word| span_of(&word)).unwrap_or_default();
    Translation { head, statements: pair.clone().into_inner().flat_map(|inner| statements(&inner)).collect(), keyword }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "a pair of any other rule of the grammar is read elsewhere")]
fn statements(pair: &Pair<'_>) -> Vec<TranslationStatement> {
    let outside = Literal { value: 0.0, span: Span::default() };
    match pair.as_rule() {
        Rule::status => first_word(pair, Rule::id).map(TranslationStatement::Status).into_iter().collect(),
        Rule::step => step(pair).map(TranslationStatement::Step).into_iter().collect(),
        Rule::no_back => first_text(pair).map(TranslationStatement::NoBack).into_iter().collect(),
        Rule::note => first_text(pair).map(TranslationStatement::Note).into_iter().collect(),
        Rule::licence => first_text(pair).map(TranslationStatement::Licence).into_iter().collect(),
        Rule::cite => cite(pair).map(TranslationStatement::Cite).into_iter().collect(),
        Rule::t_title => one(pair, TextPath::Title(span_of(pair))),
        Rule::t_about => one(pair, TextPath::About(span_of(pair))),
        Rule::t_informant => named(pair, TextPath::Informant),
        Rule::t_known => known(pair),
        Rule::t_score => named(pair, TextPath::Score),
        Rule::t_alert => named(pair, TextPath::Alert),
        Rule::t_refusal => named(pair, TextPath::Refusal),
        Rule::t_scale => scale(pair),
        Rule::t_bands => bands(pair, TextPath::Band),
        Rule::t_category => bands(pair, TextPath::Category),
        Rule::t_feedback => feedback(pair),
        Rule::t_page => page(pair),
        Rule::t_intro => intro(pair, outside),
        Rule::t_item => item(pair),
        _ => Vec::new(),
    }
}

fn step(pair: &Pair<'_>) -> Option<Step> {
    Some(Step { name: first_word(pair, Rule::id)?, date: first_word(pair, Rule::date)?, remark: first_text(pair) })
}

/// The rendering within a pair, or what stands beside it on its line, under a path.
fn one(pair: &Pair<'_>, path: TextPath) -> Vec<TranslationStatement> {
    if let Some(inner) = first(pair, Rule::t_beside) {
        return beside(&inner, &path);
    }
    first(pair, Rule::rendering)
        .and_then(|inner| rendering(&inner))
        .map(|found| TranslationStatement::Text(path, found))
        .into_iter()
        .collect()
}

/// Files of its own for the picture and the sound beside a text, and what is said in the place of the picture.
fn beside(pair: &Pair<'_>, path: &TextPath) -> Vec<TranslationStatement> {
    let file = |inner: &Pair<'_>, path: &TextPath| first_text(inner).map(|file| TranslationStatement::File(path.clone(), file));
    let mut found = Vec::new();
    for inner in each(pair, Rule::t_picture) {
        let path = TextPath::Picture(Box::new(path.clone()));
        found.extend(file(&inner, &path));
        found.extend(one(&inner, path));
    }
    for inner in each(pair, Rule::t_audio) {
        found.extend(file(&inner, &TextPath::Audio(Box::new(path.clone()))));
    }
    found
}

fn named(pair: &Pair<'_>, path: impl Fn(Word) -> TextPath) -> Vec<TranslationStatement> {
    first_word(pair, Rule::name).map(|name| one(pair, path(name))).unwrap_or_default()
}

fn rendering(pair: &Pair<'_>) -> Option<Rendering> {
    let part = |rule| first(pair, rule).and_then(|inner| first_text(&inner));
    Some(Rendering {
        from: first_text(pair),
        to: part(Rule::rendered)?,
        back: part(Rule::back),
        notes: each(pair, Rule::note).filter_map(|note| first_text(&note)).collect(),
    })
}

fn scale(pair: &Pair<'_>) -> Vec<TranslationStatement> {
    let Some(name) = first_word(pair, Rule::name) else {
        return Vec::new();
    };
    let points = each(pair, Rule::t_point)
        .flat_map(|point| first_choice(&point).map(|at| one(&point, TextPath::Point(name.clone(), at))).unwrap_or_default());
    let none = each(pair, Rule::t_none).flat_map(|none| one(&none, TextPath::None(name.clone())));
    points.chain(none).collect()
}

/// What a fact is called, or what the words are called that it can be.
fn known(pair: &Pair<'_>) -> Vec<TranslationStatement> {
    let Some(name) = first_word(pair, Rule::name) else {
        return Vec::new();
    };
    let words = each(pair, Rule::t_word).flat_map(|word| named(&word, |word| TextPath::KnownWord(name.clone(), word)));
    one(pair, TextPath::Known(name.clone())).into_iter().chain(words).collect()
}

fn bands(pair: &Pair<'_>, path: fn(Word, Word) -> TextPath) -> Vec<TranslationStatement> {
    let Some(name) = first_word(pair, Rule::name) else {
        return Vec::new();
    };
    each(pair, Rule::t_band).flat_map(|band| of_band(&band, |word| path(name.clone(), word))).collect()
}

fn of_band(pair: &Pair<'_>, path: impl Fn(Word) -> TextPath) -> Vec<TranslationStatement> {
    band_name(pair).map(|name| one(pair, path(name))).unwrap_or_default()
}

fn feedback(pair: &Pair<'_>) -> Vec<TranslationStatement> {
    let Some((informant, bands)) = two_names(pair) else {
        return Vec::new();
    };
    let path = |word| TextPath::Feedback(informant.clone(), bands.clone(), word);
    each(pair, Rule::t_band).flat_map(|band| of_band(&band, path)).collect()
}

fn page(pair: &Pair<'_>) -> Vec<TranslationStatement> {
    let Some(number) = first(pair, Rule::integer).and_then(|number| figured(&number)) else {
        return Vec::new();
    };
    let titles = each(pair, Rule::t_title).flat_map(|title| one(&title, TextPath::PageTitle(number)));
    let intros = each(pair, Rule::t_intro).flat_map(|text| intro(&text, number));
    titles.chain(intros).collect()
}

fn intro(pair: &Pair<'_>, page: Literal) -> Vec<TranslationStatement> {
    first(pair, Rule::t_wording).map(|wording| told(&wording, |informant| TextPath::Intro(page, informant))).unwrap_or_default()
}

fn item(pair: &Pair<'_>) -> Vec<TranslationStatement> {
    let (Some(name), Some(wording)) = (first_word(pair, Rule::name), first(pair, Rule::t_wording)) else {
        return Vec::new();
    };
    let mut found = told(&wording, |informant| TextPath::Item(name.clone(), informant));
    found.extend(each(&wording, Rule::t_low).flat_map(|inner| one(&inner, TextPath::LowEnd(name.clone()))));
    found.extend(each(&wording, Rule::t_high).flat_map(|inner| one(&inner, TextPath::HighEnd(name.clone()))));
    found.extend(each(&wording, Rule::t_choice).flat_map(|inner| of_choice(&inner, &name)));
    found
}

fn of_choice(pair: &Pair<'_>, item: &Word) -> Vec<TranslationStatement> {
    let choice = choices(pair).into_iter().next();
    choice.map(|choice| one(pair, TextPath::Choice(item.clone(), choice))).unwrap_or_default()
}

/// A rendering for all, and those for single informants.
fn told(wording: &Pair<'_>, path: impl Fn(Option<Word>) -> TextPath) -> Vec<TranslationStatement> {
    let mut found = one(wording, path(None));
    found.extend(beside(wording, &path(None)));
    found.extend(each(wording, Rule::t_told).flat_map(|inner| named(&inner, |informant| path(Some(informant)))));
    found
}
