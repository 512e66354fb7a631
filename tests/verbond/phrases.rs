//! Interface texts: all of them in every language that comes with the program, and in languages of a
//! site.

use std::collections::BTreeSet;
use std::path::Path;

use verbond::instrument::Language;
use verbond::phrases::{PhraseBook, Phrases, check_phrases};
use verbond::source::SourceFile;

use crate::program::{folder, put, run};

#[test]
fn every_language_says_everything_and_nothing_else() {
    let all = PhraseBook::ids().count();
    assert!(all > 100, "only {all} phrases");
    for language in PhraseBook::built_in().languages() {
        let text = PhraseBook::text_of(language).unwrap_or_default();
        let diagnostics = check_phrases(&SourceFile::new(format!("{language}.ftl"), text));
        assert!(diagnostics.is_empty(), "{language}: {diagnostics:?}");
        assert_eq!(PhraseBook::built_in().said_in(language), all, "{language}");
    }
}

/// A phrase that is asked for and is not there would show its id; one that nobody asks for is work for translators for
/// nothing.
#[test]
fn phrases_are_those_that_are_asked_for() {
    let mut sources = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut sources);
    let code: String = sources.concat();
    let literals: BTreeSet<&str> = code.split('"').collect();
    let of_parts = ["role-", "status-", "closed-", "diagnostic-"];
    let languages = PhraseBook::built_in().languages();
    let texts: String = languages.into_iter().filter_map(PhraseBook::text_of).collect();
    let is_asked = |id: &str| {
        let is_in_another = texts.contains(&format!("{{ {id} }}"));
        literals.contains(id) || is_in_another || of_parts.iter().any(|part| id.starts_with(part))
    };
    let unused: Vec<&str> = PhraseBook::ids().filter(|id| !is_asked(id)).collect();
    assert!(unused.is_empty(), "nobody asks for {unused:?}");
    let ids: BTreeSet<&str> = PhraseBook::ids().collect();
    let asked = [".say(\"", ".with(\""].map(|call| code.split(call).skip(1).filter_map(|rest| rest.split('"').next()));
    // Other things say something too, in whole sentences.
    let is_id = |id: &&str| !id.contains(' ') && (id.contains('-') || id.len() > 2);
    let asked: Vec<&str> = asked.into_iter().flatten().filter(is_id).collect();
    let unknown: Vec<&&str> = asked.iter().filter(|id| !ids.contains(**id)).collect();
    assert!(asked.len() > 60 && unknown.is_empty(), "{} asked for, unknown: {unknown:?}", asked.len());
}

/// Whatever can be found in a file of answers is told on the web in the language of the page, by its code.
#[test]
fn what_is_found_in_answers_is_told_in_every_language() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut reading, mut codes) = (Vec::new(), Vec::new());
    ["responses", "intake"].iter().for_each(|module| collect(&root.join(module), &mut reading));
    collect(&root.join("source/codes"), &mut codes);
    let (reading, codes) = (reading.concat(), codes.concat());
    let named = reading.split("codes::").skip(1).map(|rest| rest.split(|c: char| !c.is_ascii_uppercase() && c != '_').next());
    let named: BTreeSet<&str> = named.flatten().filter(|name| name.len() > 2).collect();
    let number = |name: &str| {
        let of_line = |line: &str| {
            line.trim().split_once(' ').filter(|(_, rest)| rest.split(' ').next() == Some(name)).map(|(code, _)| code.to_owned())
        };
        codes.lines().filter(|line| line.ends_with(';')).find_map(of_line)
    };
    let ids: BTreeSet<&str> = PhraseBook::ids().collect();
    let untold: Vec<&&str> = named
        .iter()
        .filter(|name| number(name).is_none_or(|code| !ids.contains(format!("diagnostic-{code}").as_str())))
        .collect();
    assert!(named.len() > 30 && untold.is_empty(), "{} codes, untold: {untold:?}", named.len());
    let unfound: Vec<&&str> = ids
        .iter()
        .filter(|id| {
            id.starts_with("diagnostic-V") && !named.iter().any(|name| number(name).is_some_and(|code| id.ends_with(&code)))
        })
        .collect();
    assert!(unfound.is_empty(), "{unfound:?}");
}

fn collect(folder: &Path, sources: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, sources);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            sources.push(std::fs::read_to_string(&path).unwrap_or_default());
        }
    }
}

#[test]
fn what_a_language_lacks_is_asked_of_those_near_it() {
    let language = |tag: &str| Language::parse(tag).unwrap_or_else(|| panic!("{tag}"));
    let book = PhraseBook::built_in().clone().with(language("nl-BE"), "next = Volgende\n");
    let flemish = book.in_language(&language("nl-BE-x-easy"));
    assert_eq!((flemish.say("next").as_str(), flemish.say("back").as_str()), ("Volgende", "Terug"));
    assert_eq!(book.in_language(&language("nl")).say("next"), "Verder");
    assert_eq!(book.in_language(&language("so")).say("next"), "Next");
    assert_eq!(book.called(&language("nl-NL-x-easy")), "Nederlands (makkelijk)");
    // Plurals are those of the language.
    let cases = |tag: &str, cases: usize| {
        let told = [("cases", cases.into()), ("attention", 0.into())];
        book.in_language(&language(tag)).with("cases-attention", told)
    };
    assert!(cases("pl", 3).contains("3 sprawy") && cases("pl", 5).contains("5 spraw,"), "{}", cases("pl", 5));
    assert_eq!(
        Phrases::english().with("fell-in-a-row", [("times", 2.into()), ("since", "May".into())]),
        "fell 2 times in a row since May"
    );
}

#[test]
fn a_site_adds_a_language_without_a_new_program() {
    let folder = folder();
    let settings = put(&folder, "verbond.toml", "[phrases]\nfolders = [\"phrases\"]\n");
    std::fs::create_dir(folder.path().join("phrases")).unwrap_or_else(|error| panic!("{error}"));
    put(&folder, "phrases/so.ftl", "language-name = Soomaali\nscore = Dhibco\n");
    let listed = run(&["phrases", "--config", &settings]);
    assert_eq!(listed.code, 0, "{}", listed.stderr);
    assert!(listed.stdout.contains("Soomaali") && listed.stdout.contains("2 of "), "{}", listed.stdout);
    let answers = "tests/data/alliance-monitor.csv";
    let arguments = ["follow", "alliance-monitor", answers, "--case", "S001", "--language", "so", "--config", &settings];
    let followed = run(&arguments);
    assert!(followed.code == 0 && followed.stdout.contains("Dhibco"), "{}{}", followed.stdout, followed.stderr);
    // What is wrong with it is told, and nothing is said in half.
    put(&folder, "phrases/so.ftl", "scorre = Dhibco\nfell-by = { $fal }\nnext Xiga\n");
    assert_eq!(run(&arguments).code, 2);
    let refused = run(&["phrases", "--config", &settings]);
    assert_eq!(refused.code, 1);
    insta::assert_snapshot!(refused.stderr.replace(&folder.path().display().to_string(), "[folder]"));
    // What is printed is a file to begin with.
    let printed = run(&["phrases", "nl"]).stdout;
    assert!(check_phrases(&SourceFile::new("nl.ftl", printed.clone())).is_empty() && printed.contains("next = Verder"));
}

#[test]
fn a_case_and_a_team_are_told_of_in_dutch() {
    let answers = "src/cli/demo/demo.csv";
    let folder = folder();
    let config = put(&folder, "verbond.toml", "[norms]\njudge-by-simulated = true\n");
    let asked = ["follow", "alliance-monitor", answers, "--norms", "demo", "--language", "nl"];
    let followed = run(&[&asked[..], &["--config", &config]].concat());
    assert_eq!(followed.code, 0, "{}", followed.stderr);
    insta::assert_snapshot!(followed.stdout);
    let team = run(&["team", "alliance-monitor", "tests/data/alliance-monitor.csv", "--norms", "demo", "--language", "nl"]);
    assert!(team.code == 0 && team.stdout.contains("Scores bij de laatste meting"), "{}{}", team.stdout, team.stderr);
}
