use std::collections::BTreeMap;

use verbond_backend as sdk;

use super::exported::unsaid;
use super::fhirpath::FhirPath;
use super::form_codes::{FormCodes, FormProgram};
use super::statements;
use crate::instrument::{Band, Bands, InformantIx, Instrument, Item, ItemIx, Kind, ScaleSteps, ScoreIx, Translation, Wording};
use crate::source::Diagnostic;

/// A measure, with the languages it was translated into, as backends are told of it; with its scores and conditions as
/// FHIRPath where one asks.
pub fn measure_for_backends(instrument: &Instrument, translations: &[&Translation], with_fhirpath: bool) -> sdk::Measure {
    let codes = FormCodes::of(instrument, FormProgram::Fhir);
    let fhirpath = with_fhirpath.then(|| FhirPath::with_codes(instrument, &codes));
    let labelled = |name: &str, label: &str| sdk::Labelled { name: name.to_owned(), label: label.to_owned() };
    let source = |source: &crate::instrument::Source| sdk::Source {
        citation: source.citation.clone(),
        doi: source.doi.clone(),
        url: source.url.clone(),
    };
    sdk::Measure {
        id: instrument.id.clone(),
        version: instrument.version.to_string(),
        sha256: instrument.sha256.clone(),
        title: instrument.title.clone(),
        about: instrument.about.clone().unwrap_or_default(),
        licence: instrument.licence.clone(),
        status: instrument.status.word().to_owned(),
        language: instrument.language.to_string(),
        notes: instrument.notes.clone(),
        sources: instrument.sources.iter().map(source).collect(),
        informants: instrument.informants.iter().map(|informant| labelled(&informant.name, &informant.label)).collect(),
        items: instrument.items.keys().map(|at| item(instrument, (at, &codes), fhirpath.as_ref())).collect(),
        scores: instrument.scores.keys().map(|at| score(instrument, at, fhirpath.as_ref())).collect(),
        bands: instrument.bands.iter().filter_map(|of| bands(instrument, of)).collect(),
        categories: instrument.bands.iter().filter_map(category).collect(),
        alerts: instrument.alerts.iter().map(|alert| labelled(&alert.name, &alert.sentence)).collect(),
        refusals: instrument.refusals.iter().map(|refusal| labelled(&refusal.name, &refusal.sentence)).collect(),
        translations: translations.iter().map(|of| translation(of)).collect(),
        head: statements::carried_head(instrument, translations, InformantIx(0)),
        known: instrument.known.iter().map(statements::known).collect::<Vec<_>>().join("\n"),
        judgements: judgements(instrument),
    }
}

/// What no backend is told of, of a measure that has it.
pub fn untold_to_backends(instrument: &Instrument) -> Option<Diagnostic> {
    let paths: Vec<&str> = instrument.media.keys().map(String::as_str).collect();
    let message = format!("plugins are told nothing of pictures and sounds, and leave them out: {}", paths.join(", "));
    (!paths.is_empty()).then(|| unsaid(message, "`verbond ask`, `verbond print` and `verbond serve` show them"))
}

fn score(instrument: &Instrument, at: ScoreIx, fhirpath: Option<&FhirPath<'_>>) -> sdk::Score {
    let score = &instrument.scores[at];
    sdk::Score {
        name: score.name.clone(),
        label: score.label.clone(),
        key: score.key.clone(),
        statement: statements::score(instrument, at),
        min: score.range.min,
        max: score.range.max,
        fhirpath: fhirpath.and_then(|fhirpath| fhirpath.score(at)).map(str::to_owned),
    }
}

fn bands(instrument: &Instrument, bands: &Bands) -> Option<sdk::Bands> {
    let stretches = bands.stretches()?;
    let band = |(at, (band, from)): (usize, (&Band, &f64))| sdk::Band {
        name: band.name.clone(),
        label: band.label.clone(),
        from: *from,
        above: stretches.is_above(at),
    };
    Some(sdk::Bands {
        name: bands.name.clone(),
        of: instrument.scores[stretches.of].name.clone(),
        bands: bands.bands.iter().zip(&stretches.from).enumerate().map(band).collect(),
    })
}

fn category(bands: &Bands) -> Option<sdk::Category> {
    let word = |band: &Band| sdk::Labelled { name: band.name.clone(), label: band.label.clone() };
    let is_category = bands.stretches().is_none();
    is_category.then(|| sdk::Category { name: bands.name.clone(), words: bands.bands.iter().map(word).collect() })
}

fn translation(translation: &Translation) -> sdk::Translation {
    sdk::Translation {
        language: translation.language.to_string(),
        status: translation.status.clone(),
        texts: translation.texts.iter().cloned().collect(),
    }
}

fn item(instrument: &Instrument, (at, codes): (ItemIx, &FormCodes), fhirpath: Option<&FhirPath<'_>>) -> sdk::Item {
    let item = &instrument.items[at];
    sdk::Item {
        name: item.name.clone(),
        answers: answers(instrument, &item.kind),
        reversed: item.reversed,
        optional: item.optional,
        conditional: item.asked_when.is_some(),
        wording: wording(instrument, item, &item.wording),
        none: match &item.kind {
            Kind::Scale(scale) => instrument.scales[*scale].none.clone(),
            Kind::Whole(..) | Kind::Decimal(..) | Kind::Text(_) => None,
            Kind::Date | Kind::Time | Kind::Choices(..) => None,
        },
        grid: item.grid.map(|grid| grid.0 + 1),
        codes: codes.of_item(at, item).cloned().unwrap_or_default(),
        flags: statements::flags(instrument, item, &codes.carried(at, item)),
        asked: item.asked_when.as_ref().zip(fhirpath).and_then(|(condition, fhirpath)| fhirpath.condition(condition)),
    }
}

fn judgements(instrument: &Instrument) -> String {
    let bands = instrument.bands.iter().map(|bands| statements::bands(instrument, bands));
    let feedback = instrument.feedback.iter().map(|feedback| statements::feedback(instrument, feedback));
    let helpers = instrument.helpers.keys().map(|at| statements::helper(instrument, at));
    helpers.chain(bands).chain(instrument.alerts.iter().map(statements::alert)).chain(feedback).collect::<Vec<_>>().join("\n")
}

fn wording(instrument: &Instrument, item: &Item, wording: &Wording) -> BTreeMap<String, String> {
    let asked = instrument.informants.iter_enumerated().filter(|(at, _)| item.is_for(*at));
    asked.map(|(at, informant)| (informant.name.clone(), wording.plain(at).unwrap_or_default().into_owned())).collect()
}

fn answers(instrument: &Instrument, kind: &Kind) -> sdk::Answers {
    match kind {
        Kind::Scale(scale) => match &instrument.scales[*scale].steps {
            ScaleSteps::Points(points) => {
                let point = |point: &crate::instrument::Point| sdk::Point {
                    value: point.value,
                    word: point.word.clone().unwrap_or_default(),
                    label: point.label.clone().unwrap_or_default(),
                };
                let scale = instrument.scales[*scale].name.clone();
                sdk::Answers::Points { scale, points: points.iter().map(point).collect() }
            }
            ScaleSteps::Line { min, max, step } => sdk::Answers::Line { min: *min, max: *max, step: *step },
        },
        Kind::Whole(min, max) => sdk::Answers::Whole { min: *min, max: *max },
        Kind::Decimal(min, max) => sdk::Answers::Decimal { min: *min, max: *max },
        Kind::Text(_) => sdk::Answers::Text,
        Kind::Date => sdk::Answers::Date,
        Kind::Time => sdk::Answers::Time,
        Kind::Choices(choices, _) => {
            let choice = |choice: &crate::instrument::Choice| sdk::Labelled { name: choice.name.clone(), label: choice.text() };
            sdk::Answers::Choices { choices: choices.iter().map(choice).collect() }
        }
    }
}
