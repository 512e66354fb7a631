//! Pictures and sounds of forms, and texts of translations that are the same in two languages.

use serde_json::{Value as Json, json};
use verbond::check::check_translation;
use verbond::exchange::{ExportOptions, FormFormat, Target};
use verbond::source::SourceFile;
use verbond::syntax::parse;

use crate::example::{checked, rendered};

fn surveyjs(elements: &Json) -> (String, String) {
    let form = json!({"title": "T", "maxTimeToFinish": 600, "pages": [{"name": "p", "title": "P", "timeLimit": 30, "elements": elements}]});
    let imported = &FormFormat::Surveyjs.import(form.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}"))[0];
    let (found, diagnostics, file) = checked(&imported.instrument);
    assert!(found.is_some(), "{}\n{}", imported.instrument, rendered(&file, &diagnostics));
    let told: Vec<&str> = imported.diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    (imported.instrument.clone(), told.join("\n"))
}

#[test]
fn pictures_of_surveyjs_come_in() {
    let animal = |value: &str| json!({"value": value, "text": value.to_uppercase(), "imageLink": format!("https://example.org/animals/{value}.jpg?x=1")});
    let (measure, told) = surveyjs(&json!([
        {"type": "image", "name": "logo", "imageLink": "logo.png", "altText": "A logo"},
        {"type": "html", "name": "intro", "html": "<p>Look.</p>"},
        {"type": "image", "name": "glass", "imageLink": "glass.svg", "altText": "A glass", "visibleIf": "{x} = 1"},
        {"type": "imagepicker", "name": "one", "title": "Which?", "choices": [animal("lion"), animal("bear")]},
        {"type": "imagepicker", "name": "any", "title": "Which?", "multiSelect": true, "choices": [animal("lion"), animal("bear")]},
        {"type": "image", "name": "film", "imageLink": "film.mp4", "contentMode": "video"},
        {"type": "html", "name": "more", "html": "<img src='x.png'> More"},
        {"type": "dropdown", "name": "years", "title": "Years?", "choicesMin": 1, "choicesMax": 3},
        {"type": "image", "name": "last", "imageLink": "last.png"},
    ]));
    for said in [
        "intro \"Look.\" picture \"logo.png\" alt \"A logo\"",
        "picture \"glass.svg\" alt \"A glass\"",
        "\"LION\" picture \"lion.jpg\" alt \"\"",
        "choice bear \"BEAR\" picture \"bear.jpg\" alt \"\"",
    ] {
        assert!(measure.contains(said), "{said}\n{measure}");
    }
    for said in [
        "shown under a condition in the form, and with the question behind them now: `glass`",
        "`lion.jpg` lies at https://example.org/animals/lion.jpg?x=1: `one`, `any`",
        "films were left out: `film`",
        "pictures, sounds and films within texts were left out: `more`",
        "that stand before no question by itself, and no text, were left out: `last`",
        "the time to answer is not limited; left out: `p`, `maxTimeToFinish`",
    ] {
        assert!(told.contains(said), "{said}\n{told}");
    }
    assert!(!told.contains("`years`"), "{told}");
}

#[test]
fn pictures_within_texts_are_named() {
    let header = "\"Variable / Field Name\",\"Form Name\",\"Section Header\",\"Field Type\",\"Field Label\",\"Choices, Calculations, OR Slider Labels\"";
    let form = format!("{header}\nq,f,,radio,\"Q? <img src=\"\"a.png\"\">\",\"1, A | 2, B\"\n");
    let told = &FormFormat::Redcap.import(form.as_bytes()).unwrap()[0].diagnostics;
    assert!(told.iter().any(|of| of.message.contains("within texts were left out: `q`")), "{told:?}");
}

/// A translation that says the same as the measure is one, and what nobody translated is none.
#[test]
fn texts_that_are_the_same_in_two_languages_come_back() {
    let (instrument, ..) = checked(include_str!("../data/mood.instrument"));
    let instrument = instrument.unwrap();
    let text = "verbond 1\n\ntranslation nl-NL of mood 1.0 {\n  status forward\n  title from \"Mood\" to \"Mood\"\n  item glum from \"I felt glum.\" to \"Ik was somber.\"\n}\n";
    let translation = check_translation(&parse(&SourceFile::new("nl", text)), &[&instrument]).found.unwrap();
    let programs = [
        (Target::Xlsform, FormFormat::Xlsform),
        (Target::Surveyjs, FormFormat::Surveyjs),
        (Target::Limesurvey, FormFormat::Limesurvey),
    ];
    for (target, format) in programs {
        let exported = target.export(&instrument, &[&translation], &ExportOptions::default()).unwrap();
        let back = &format.import(&exported.bytes).unwrap()[0];
        let (_, nl) = &back.translations[0];
        assert!(nl.contains("title from \"Mood\" to \"Mood\""), "{}\n{nl}", target.name());
        assert!(
            nl.contains("to \"Ik was somber.\"") && nl.contains("item calm from \"I felt calm.\" to \"\""),
            "{}\n{nl}",
            target.name()
        );
    }
}
