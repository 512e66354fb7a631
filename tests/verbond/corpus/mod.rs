//! Public forms that nobody of the project wrote: what comes in of them, that nothing is lost in silence, and that what
//! came in goes out and in again as it is.

mod source;

use std::path::{Path, PathBuf};

use verbond::Instrument;
use verbond::check::check_translation;
use verbond::exchange::{ExportOptions, FormFormat, Imported, Target};
use verbond::instrument::{Item, Kind, ScaleSteps, Translation};
use verbond::source::SourceFile;
use verbond::syntax::parse;

use self::source::{Question, questions};
use crate::example::{checked, rendered};

/// The folder of forms, with a folder for each program in it.
fn folder() -> PathBuf {
    std::env::var_os("FORMS").map_or_else(|| PathBuf::from("../shared/corpus/forms"), PathBuf::from)
}

fn forms() -> Vec<(FormFormat, PathBuf)> {
    let programs = [("xlsform", FormFormat::Xlsform), ("redcap", FormFormat::Redcap), ("fhir", FormFormat::Fhir)];
    let mut found = Vec::new();
    for (name, format) in programs {
        let files = std::fs::read_dir(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
        files.sort();
        found.extend(files.into_iter().map(|path| (format, path)));
    }
    found
}

fn target(format: FormFormat) -> Option<Target> {
    match format {
        FormFormat::Xlsform => Some(Target::Xlsform),
        FormFormat::Redcap => Some(Target::Redcap),
        FormFormat::Limesurvey => Some(Target::Limesurvey),
        FormFormat::Surveyjs => Some(Target::Surveyjs),
        // Goes out through the plugin.
        _ => None,
    }
}

/// A measure of a form with its translations; each is sound.
fn sound(imported: &Imported, path: &Path) -> (Instrument, Vec<Translation>) {
    let (found, diagnostics, file) = checked(&imported.instrument);
    let found = found.unwrap_or_else(|| panic!("{}\n{}", path.display(), rendered(&file, &diagnostics)));
    let translation = |(tag, text): &(String, String)| {
        let parsed = parse(&SourceFile::new("translation", text.as_str()));
        let checked = check_translation(&parsed, &[&found]);
        checked.found.unwrap_or_else(|| panic!("{} in {tag}: {:?}", path.display(), checked.diagnostics))
    };
    let translations = imported.translations.iter().map(translation).collect();
    (found, translations)
}

/// Forms that pyxform 4.5.0 refuses too: one without a heading, two of a type that it no longer knows, and two that take
/// their questions from another file.
const REFUSED_THERE: [&str; 4] =
    ["no_header_on_survey_sheet", "cascading_select_test.xls", "old_cascades.xls", "include_json.xls"];

#[derive(Default)]
struct Counted {
    forms: usize,
    came_in: usize,
    measures: usize,
    questions: (usize, usize),
    options: (usize, usize),
    conditions: (usize, usize),
    computed: (usize, usize),
    languages: (usize, usize),
}

/// The answers that an item offers.
fn answers(measure: &Instrument, item: &Item) -> (usize, bool) {
    match &item.kind {
        Kind::Scale(scale) => {
            let scale = &measure.scales[*scale];
            (scale.points().map_or(0, <[_]>::len) + usize::from(scale.none.is_some()), scale.none.is_some())
        }
        kind => (kind.choices().map_or(0, <[_]>::len), false),
    }
}

/// What stands in the measures of an item, from its name to the next item.
fn notes(texts: &str, item: &str) -> Option<String> {
    let mut lines = texts.lines().map(str::trim).skip_while(|line| !line.starts_with(&format!("item {item} ")));
    let first = lines.next()?;
    let rest = lines.take_while(|line| !line.starts_with("item ") && !line.starts_with("score "));
    Some(std::iter::once(first).chain(rest).collect::<Vec<_>>().join("\n"))
}

/// Whether the notes of an item say that it is this question of the form.
fn says(notes: &str, question: &str) -> bool {
    let ways = [format!("linkId {question}\""), format!("linkId {question},"), format!("`{question}` in the form")];
    ways.iter().any(|way| notes.contains(way))
}

/// What of a form is neither in the measures nor said to be missing.
fn silence(of_form: &[Question], imported: &[Imported], path: &Path, counted: &mut Counted) -> Vec<String> {
    let measures: Vec<(Instrument, Vec<Translation>)> = imported.iter().map(|measure| sound(measure, path)).collect();
    let told: String = imported.iter().flat_map(|measure| &measure.diagnostics).map(|of| format!("{}\n", of.message)).collect();
    let texts: String = imported.iter().map(|measure| measure.instrument.as_str()).collect();
    let mut silent = Vec::new();
    for question in of_form {
        let names_it = |text: &str, name: &str| text.contains(&format!("`{name}`")) || text.contains(&format!("`{name} ("));
        let is_told = names_it(&told, &question.name);
        let found = measures.iter().find_map(|(measure, _)| {
            let is_it = |item: &&Item| {
                item.name == question.name || notes(&texts, &item.name).is_some_and(|notes| says(&notes, &question.name))
            };
            Some((measure, measure.items.iter().find(is_it)?))
        });
        let score = measures.iter().any(|(measure, _)| measure.score(&question.name).is_some());
        let mut lost = |what: &str| silent.push(format!("{}: {what} of `{}`", path.display(), question.name));
        counted.questions.0 += 1;
        counted.questions.1 += usize::from(found.is_some() || score);
        if found.is_none() && !score && !is_told {
            lost("all");
        }
        counted.computed.0 += usize::from(question.is_computed);
        counted.computed.1 += usize::from(question.is_computed && score);
        let Some((measure, item)) = found else { continue };
        if let Some(options) = question.options {
            let (there, has_none) = answers(measure, item);
            counted.options.0 += options;
            counted.options.1 += there;
            if there != options && !(has_none && there < options) && !is_told {
                lost(&format!("{options} options, of which {there} are there,"));
            }
        }
        counted.conditions.0 += usize::from(question.is_conditional);
        counted.conditions.1 += usize::from(question.is_conditional && item.asked_when.is_some());
        let groups_are_told = question.groups.iter().any(|group| names_it(&told, group));
        if question.is_conditional && item.asked_when.is_none() && !is_told && !groups_are_told {
            lost("the condition");
        }
    }
    silent
}

#[test]
#[ignore = "needs the folder ../shared, which lies beside the project where .ci/run runs it"]
fn forms_of_others_come_in_and_nothing_of_them_is_lost_in_silence() {
    let (mut silent, mut refused) = (Vec::new(), Vec::new());
    for (format, name) in [(FormFormat::Xlsform, "xlsform"), (FormFormat::Redcap, "redcap"), (FormFormat::Fhir, "fhir")] {
        let mut counted = Counted::default();
        for (_, path) in forms().into_iter().filter(|(of, _)| *of == format) {
            let bytes = std::fs::read(&path).unwrap();
            counted.forms += 1;
            let imported = match format.import(&bytes) {
                Ok(imported) => imported,
                Err(error) => {
                    refused.push(format!("{}: {error}", path.file_name().unwrap().display()));
                    continue;
                }
            };
            counted.came_in += 1;
            counted.measures += imported.len();
            let (of_form, languages) = questions(format, &path, &bytes);
            counted.languages.0 += languages;
            counted.languages.1 += imported.iter().map(|measure| measure.translations.len() + 1).max().unwrap_or(0);
            silent.extend(silence(&of_form, &imported, &path, &mut counted));
        }
        println!(
            "{name}: {} of {} forms came in as {} measures; of the form and in the measures: questions {:?}, options {:?}, \
             conditions {:?}, computed {:?}, languages {:?}",
            counted.came_in,
            counted.forms,
            counted.measures,
            counted.questions,
            counted.options,
            counted.conditions,
            counted.computed,
            counted.languages
        );
        assert_eq!(counted.languages.0, counted.languages.1, "languages of {name}");
    }
    println!("refused:\n{}", refused.join("\n"));
    assert!(silent.is_empty(), "{}", silent.join("\n"));
    let (all, ours) = (forms().len(), |form: &&String| !REFUSED_THERE.iter().any(|name| form.contains(name)));
    let refused_here = refused.iter().filter(ours).count();
    assert!(20 * refused_here <= all, "{refused_here} of {all} forms are refused that their own program takes");
}

/// What must not change when a measure goes out and comes in again.
fn kept(measure: &Instrument, translations: &[Translation], folds_case: bool) -> Vec<String> {
    let fold = |text: &str| if folds_case { text.to_ascii_lowercase() } else { text.to_owned() };
    let kind = |item: &Item| match &item.kind {
        Kind::Scale(scale) => {
            let scale = &measure.scales[*scale];
            let steps = match &scale.steps {
                ScaleSteps::Points(points) => {
                    let point = |point: &verbond::instrument::Point| format!("{} {:?}", point.value, point.label);
                    points.iter().map(point).collect::<Vec<_>>().join(", ")
                }
                ScaleSteps::Line { min, max, step } => format!("{min} to {max} step {step}"),
            };
            format!("{steps} none {:?}", scale.none)
        }
        Kind::Choices(choices, _) => choices.iter().map(|choice| fold(&choice.name)).collect::<Vec<_>>().join(", "),
        other @ (Kind::Whole(..) | Kind::Decimal(..) | Kind::Text(_) | Kind::Date | Kind::Time) => format!("{other:?}"),
    };
    // A form that shows answers in its texts does so by this mark, which therefore goes out with a blank in it.
    let kind = |item: &Item| kind(item).replace("$ {", "${");
    let mut kept: Vec<String> = measure
        .items
        .iter()
        .map(|item| {
            let asked = item.asked_key.as_deref().unwrap_or_default();
            format!("{} {} {} {:?}", fold(&item.name), kind(item), fold(asked), item.optional)
        })
        .collect();
    kept.extend(measure.scores.iter().map(|score| format!("score {} = {}", fold(&score.name), fold(&score.key))));
    kept.push(format!("{} {:?}", measure.language, measure.title));
    kept.extend(translations.iter().map(|translation| translation.language.to_string()));
    kept
}

#[test]
#[ignore = "needs the folder ../shared, which lies beside the project where .ci/run runs it"]
fn forms_of_others_go_out_and_come_in_again_as_they_are() {
    let formats = [FormFormat::Xlsform, FormFormat::Redcap, FormFormat::Limesurvey, FormFormat::Surveyjs];
    let (mut compared, mut changed) = (0, Vec::new());
    for (format, path) in forms() {
        let Ok(imported) = format.import(&std::fs::read(&path).unwrap()) else { continue };
        for measure in &imported {
            let (before, translations) = sound(measure, &path);
            for format in formats {
                let target = target(format).unwrap();
                let translations: Vec<&Translation> = translations.iter().collect();
                let exported = match target.export(&before, &translations, &ExportOptions::default()) {
                    Ok(exported) => exported,
                    Err(error) => {
                        changed.push(format!("{} {}: {error}", path.display(), target.name()));
                        continue;
                    }
                };
                let back = format
                    .import(&exported.bytes)
                    .unwrap_or_else(|error| panic!("{} {}: {error}", path.display(), target.name()));
                let (after, translated) = sound(&back[0], &path);
                let folds = format == FormFormat::Redcap;
                let has_languages = |translation: &&Translation| match format {
                    FormFormat::Redcap => false,
                    // It knows no extensions of tags.
                    FormFormat::Limesurvey => {
                        // A measure in a language that is not known goes there as English.
                        let tag = translation.language.to_string();
                        !(tag.contains("-x-") || tag == "en" && before.language.to_string() == "und")
                    }
                    _ => true,
                };
                let own: Vec<Translation> = translations.into_iter().filter(has_languages).cloned().collect();
                let (before, after) = (kept(&before, &own, folds), kept(&after, &translated, folds));
                compared += 1;
                for (one, other) in before.iter().zip(&after).filter(|(one, other)| one != other).take(3) {
                    changed.push(format!("{} {}\n  {one}\n  {other}", path.display(), target.name()));
                }
                if before.len() != after.len() {
                    let told: Vec<&str> = back[0].diagnostics.iter().map(|of| of.message.as_str()).collect();
                    changed.push(format!(
                        "{} {}: {} and {}\n{}",
                        path.display(),
                        target.name(),
                        before.len(),
                        after.len(),
                        told.join("\n")
                    ));
                }
            }
        }
    }
    println!("{compared} forms went out and came in again");
    assert!(compared > 0 && changed.is_empty(), "{}", changed.join("\n"));
}
