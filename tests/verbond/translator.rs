//! Translations on their way to a translator and back. `tests/judges/translators.sh` lets the programs of translators
//! judge.

use proptest::prelude::*;
use verbond::exchange::{
    Candidate, Line, Sheet, SheetError, State, Wording, from_po, from_spreadsheet, from_xliff, to_po, to_spreadsheet, to_xliff,
};
use verbond::instrument::is_unwritten;

use crate::example::checked;
use crate::program::{folder, run};

/// Texts with everything that some form has to escape.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-Z0-9 .,'!?äéßšıقلم–…&<>\"\\\\#{}%$=_\n\t-]{0,40}",
        1 => Just("back: is no translation back".to_owned()),
        1 => Just("candidate of nobody: \"x\"".to_owned()),
        1 => Just("TODO".to_owned()),
        1 => Just("_x0041_ &amp; ]]> <!-- \\n \\\" msgid".to_owned()),
        1 => Just("  blanks around  ".to_owned()),
    ]
}

fn line(at: usize) -> impl Strategy<Value = Line> {
    let notes = proptest::collection::vec(text().prop_filter("a note says something", |note| !note.is_empty()), 0..3);
    let chosen_from = ["0.3.nl.anna", "bert"].map(|by| {
        let candidate = text().prop_filter("a candidate says something", |text| !text.is_empty());
        proptest::option::of(candidate.prop_map(move |text| Candidate { by: by.to_owned(), text }))
    });
    (text(), text(), text(), notes, chosen_from, any::<bool>()).prop_map(
        move |(source, target, back, notes, candidates, is_stale)| {
            let candidates = candidates.into_iter().flatten().collect();
            let state = match (is_unwritten(&target), is_stale) {
                (true, _) => State::Missing,
                (false, true) => State::Stale,
                (false, false) => State::Done,
            };
            Line { path: format!("item word_{at} client"), source, target, back, notes, candidates, state }
        },
    )
}

fn sheet() -> impl Strategy<Value = Sheet> {
    (1_usize..6).prop_flat_map(|count| (0..count).map(line).collect::<Vec<_>>()).prop_map(|lines| Sheet {
        of: "our-measure 0.3".to_owned(),
        source_language: "en".to_owned(),
        language: "nl-NL".to_owned(),
        lines,
    })
}

proptest! {
    #[test]
    fn nothing_is_lost_on_the_way_to_a_translator_and_back(sheet in sheet()) {
        prop_assert_eq!(from_po(&to_po(&sheet)), Ok(sheet.clone()));
        prop_assert_eq!(to_xliff(&sheet).and_then(|xml| from_xliff(&xml)), Ok(sheet.clone()));
        prop_assert_eq!(to_spreadsheet(&sheet).and_then(|bytes| from_spreadsheet(&bytes)), Ok(sheet));
    }

    #[test]
    fn what_comes_back_broken_is_refused_without_a_crash(sheet in sheet(), cut in 0_usize..400, byte in any::<u8>()) {
        let spoil = |bytes: Vec<u8>| {
            let mut bytes = bytes;
            let at = cut % bytes.len().max(1);
            bytes[at] = byte;
            bytes
        };
        let _ = from_po(&String::from_utf8_lossy(&spoil(to_po(&sheet).into_bytes())));
        let _ = to_xliff(&sheet).map(|xml| from_xliff(&String::from_utf8_lossy(&spoil(xml.into_bytes()))));
        let _ = to_spreadsheet(&sheet).map(|bytes| from_spreadsheet(&spoil(bytes)));
    }
}

#[test]
fn forms_for_translators_are_as_they_were() {
    let line = |path: &str, target: &str, state| Line {
        path: path.to_owned(),
        source: "I do what I \"promise\" & more.".to_owned(),
        target: target.to_owned(),
        back: if target.is_empty() { String::new() } else { "I do what I promise.".to_owned() },
        notes: vec!["the client of the officer".to_owned()],
        candidates: match state {
            State::Missing => [("anna", "Ik doe wat ik \"beloof\"."), ("bert", "Ik hou me aan\nmijn woord.")]
                .map(|(by, text)| Candidate { by: by.to_owned(), text: text.to_owned() })
                .to_vec(),
            State::Done | State::Stale => vec![],
        },
        state,
    };
    let sheet = Sheet {
        of: "our-measure 0.3".to_owned(),
        source_language: "en".to_owned(),
        language: "nl-NL".to_owned(),
        lines: vec![
            line("item word client", "Ik doe wat ik beloof.", State::Done),
            line("item word worker", "", State::Missing),
            line("score trust", "Vertrouwen", State::Stale),
        ],
    };
    insta::assert_snapshot!(format!("{}\n{}", to_po(&sheet), to_xliff(&sheet).unwrap_or_default()));
}

#[test]
fn what_is_no_form_of_a_translator_is_named() {
    let said = |result: Result<Sheet, SheetError>| result.err().map_or_else(String::new, |error| error.to_string());
    insta::assert_snapshot!(
        [
            said(from_po("msgid \"\"\nmsgstr \"\"\n")),
            said(from_po("msgid \"\"\nmsgstr \"Language: nl\\n\"\n\nthis is not PO\n")),
            said(from_xliff("<xliff version=\"1.2\"><file/></xliff>")),
            said(from_xliff("<xliff version=\"2.1\" trgLang=\"nl\"><file></xliff>")),
            said(from_spreadsheet(b"PK")),
        ]
        .join("\n")
    );
}

#[test]
fn a_translation_goes_to_a_translator_and_comes_back() {
    let folder = folder();
    let measure = include_str!("../../instruments/alliance-monitor/0.3.0.instrument");
    let translation = include_str!("../../instruments/alliance-monitor/0.3.nl-NL.translation");
    let place = folder.path().join("0.3.nl-NL.translation");
    std::fs::write(folder.path().join("0.3.0.instrument"), measure).unwrap_or_else(|error| panic!("{error}"));
    std::fs::write(&place, translation).unwrap_or_else(|error| panic!("{error}"));
    let file = place.display().to_string();
    for ending in ["po", "xlf", "xlsx"] {
        let sent = folder.path().join(format!("sent.{ending}")).display().to_string();
        let ran = run(&["translate", "send", &file, &sent]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let ran = run(&["translate", "receive", &file, &sent]);
        assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
        assert!(ran.stdout.contains("took 0 changes"), "{}", ran.stdout);
        assert_eq!(
            std::fs::read_to_string(&place).unwrap_or_default(),
            translation,
            "nothing was changed, so the file is the same"
        );
    }
    let po = folder.path().join("sent.po");
    let text = std::fs::read_to_string(&po).unwrap_or_default();
    let changed = text.replacen("Helemaal niet", "Helemaal niet, nooit", 1).replacen("Ik weet wat", "Ik begrijp wat", 1);
    std::fs::write(&po, changed).unwrap_or_else(|error| panic!("{error}"));
    let ran = run(&["translate", "receive", &file, &po.display().to_string()]);
    assert!(ran.code == 0 && ran.stdout.contains("took 2 changes"), "{}{}", ran.stdout, ran.stderr);
    assert!(std::fs::read_to_string(&place).unwrap_or_default().contains("Helemaal niet, nooit"));
    let wrong = folder.path().join("wrong.po");
    std::fs::write(&wrong, text.replace("Language: nl-NL", "Language: fr")).unwrap_or_else(|error| panic!("{error}"));
    let ran = run(&["translate", "receive", &file, &wrong.display().to_string()]);
    assert!(ran.code == 1 && ran.stderr.contains("V0903"), "{}", ran.stderr);
}

#[test]
fn forward_translations_are_set_beside_each_other() {
    let instrument = checked(include_str!("../../instruments/wai-sr/1.0.0.instrument")).0.unwrap_or_else(|| panic!("sound"));
    let mut one = Wording::blank(&instrument, "nl");
    one.entries.iter_mut().take(4).for_each(|entry| entry.to = format!("tekst van {}", entry.path));
    let mut other = one.clone();
    other.entries[1].to = "iets anders".to_owned();
    other.entries[1].notes.push("this is the idiom".to_owned());
    other.entries[4].to = "alleen hier".to_owned();
    let (wording, found) = one.reconciled("anna", &[("bert".to_owned(), other)]);
    assert_eq!((found.agreed, found.one_side.len(), found.differing.len()), (3, 1, 1));
    assert_eq!(found.one_side[0].translations, [("bert".to_owned(), "alleen hier".to_owned())]);
    assert_eq!(wording.entries[1].to, "");
    assert_eq!(wording.entries[4].to, "alleen hier");
    let text = verbond::exchange::print_wording(&wording).unwrap_or_else(|_| panic!("it can be laid out"));
    assert!(
        text.contains("# candidate of anna: \"tekst van")
            && text.contains("# candidate of bert: \"iets anders\"")
            && text.contains("bert: this is the idiom"),
        "{text}"
    );
}

/// What one file does not have is taken from the other; the source and the translation back go with a translation, and
/// nothing is lost.
#[test]
fn nothing_of_either_side_is_lost_when_they_are_reconciled() {
    let instrument = checked(include_str!("../../instruments/wai-sr/1.0.0.instrument")).0.unwrap_or_else(|| panic!("sound"));
    let mut one = Wording::blank(&instrument, "nl");
    let mut other = one.clone();
    let lost = one.entries.remove(2);
    (other.entries[2].to, other.entries[2].back) = ("van bert".to_owned(), Some("of bert".to_owned()));
    for (wording, back) in [(&mut one, "by anna"), (&mut other, "by bert")] {
        (wording.entries[0].to, wording.entries[0].back) = ("hetzelfde".to_owned(), Some(back.to_owned()));
        wording.entries[1].to = "TODO".to_owned();
    }
    let (wording, found) = one.reconciled("an\"na", &[("bert".to_owned(), other)]);
    assert_eq!(wording.entries[2].path, lost.path);
    assert_eq!((wording.entries[2].to.as_str(), wording.entries[2].back.as_deref()), ("van bert", Some("of bert")));
    assert_eq!(wording.entries[0].back.as_deref(), Some("by anna"));
    assert!(wording.entries[0].comments.contains(&"# back-translation of bert: \"by bert\"".to_owned()));
    assert_eq!((found.agreed, found.one_side.len(), found.differing.len()), (1, 1, 0));
    assert!(found.missing.contains(&wording.entries[1].path), "`TODO` is no translation");
}

/// Candidates go to a translator in every form, are chosen there, and come back.
#[test]
fn candidates_reach_the_translator_and_the_choice_comes_back() {
    let folder = folder();
    let root = folder.path().display().to_string();
    std::fs::write(folder.path().join("1.0.0.instrument"), crate::translate::MEASURE).unwrap_or_else(|error| panic!("{error}"));
    let place = |name: &str| folder.path().join(name).display().to_string();
    for (who, word) in [("anna", "Beloften worden gehouden."), ("bert", "Afspraken tellen.")] {
        let file = place(&format!("{who}.translation"));
        assert_eq!(run(&["translate", "new", &place("1.0.0.instrument"), "nl", "--output", &file]).code, 0);
        crate::translate::fill(&file, &[("\"Promises are kept.\"", word), ("\"Small\"", "Klein")]);
    }
    crate::translate::fill(&place("anna.translation"), &[("\"We are open.\"", "Wij zijn open.")]);
    let both = place("both.translation");
    let ran = run(&["translate", "reconcile", &place("anna.translation"), &place("bert.translation"), "--output", &both]);
    assert!(ran.stdout.contains("1 text to choose, 1 agreed, 1 from one side only, "), "{}{}", ran.stdout, ran.stderr);
    let reconciled = std::fs::read_to_string(&both).unwrap_or_default();
    assert!(reconciled.contains("# candidate of bert: \"Afspraken tellen.\""), "{reconciled}");
    for ending in ["po", "xlf", "xlsx"] {
        let sent = place(&format!("sent.{ending}"));
        assert_eq!(run(&["translate", "send", &both, &sent]).code, 0);
        let bytes = std::fs::read(&sent).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let mut sheet = match ending {
            "po" => from_po(&text),
            "xlf" => from_xliff(&text),
            _ => from_spreadsheet(&bytes),
        }
        .unwrap_or_else(|error| panic!("{error}"));
        let line = sheet.lines.iter_mut().find(|line| line.path == "item word client").unwrap_or_else(|| panic!("{text}"));
        let candidates: Vec<(&str, &str)> = line.candidates.iter().map(|it| (it.by.as_str(), it.text.as_str())).collect();
        assert_eq!(candidates, [("anna", "Beloften worden gehouden."), ("bert", "Afspraken tellen.")], "{ending}");
        (line.target, line.state) = (line.candidates[1].text.clone(), State::Done);
        let bytes = match ending {
            "po" => Ok(to_po(&sheet).into_bytes()),
            "xlf" => to_xliff(&sheet).map(String::into_bytes),
            _ => to_spreadsheet(&sheet),
        };
        std::fs::write(&sent, bytes.unwrap_or_else(|error| panic!("{error}"))).unwrap_or_else(|error| panic!("{error}"));
        let ran = run(&["translate", "receive", &both, &sent]);
        assert!(ran.code == 0 && ran.stdout.contains("took 1 change,"), "{ending}: {}{}", ran.stdout, ran.stderr);
        let chosen = std::fs::read_to_string(&both).unwrap_or_default();
        assert!(chosen.contains("to \"Afspraken tellen.\"") && chosen.contains("# candidate of anna:"), "{chosen}");
        std::fs::write(&both, &reconciled).unwrap_or_else(|error| panic!("{error}"));
    }
    assert!(run(&["check", &root]).code == 0);
}
