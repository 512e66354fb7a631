//! Names, codes and texts that another program does not take: each change is said, and the way back undoes it.

use verbond::Instrument;
use verbond::exchange::{ExportOptions, Exported, FormFormat, Target};
use verbond::source::{Style, render};

use crate::example::{checked, rendered};
use crate::program::{folder, put, run};

/// Names that clash in other programs once these have made them theirs, and texts that mean something there.
const MEASURE: &str = "verbond 1

instrument named 1.0.0 {
  title \"Names\"
  licence \"CC0-1.0\"
  status experimental
  informants { self \"Self\" }
  scale agree { 1 \"No | [never]\" 2 \"Yes, <b>often</b> &amp; more\" }
  item q_1 on agree \"One\"
  item q1 on agree \"As in [q_1], {{q_1} and ${{q_1}?\"
  item Two__parts on agree \"*Two* of # <i>three</i>\"
  item meta on agree \"Meta\"
  item token on agree \"Token\"
  item named_complete on agree \"Complete\"
  item a_name_that_is_longer_than_others_are on agree \"Long\"
  item a_name_that_is_longer_than_others_were on agree \"Longer\"
  item where_it_hurts as choices my_Head, myHead2, q__99 optional \"Where?\"
  score total \"Total\" = sum of q_1, q1, Two__parts, meta, token, named_complete,
    a_name_that_is_longer_than_others_are, a_name_that_is_longer_than_others_were needs all
  score weighed \"Weighed\" = q_1 + 10 * q1 + 100 * Two__parts + 1000 * meta + 10000 * token + 100000 * named_complete
    + 1000000 * a_name_that_is_longer_than_others_are + 10000000 * a_name_that_is_longer_than_others_were
  score heads \"Heads\" = if where_it_hurts includes my_Head then 1 else if where_it_hurts includes q__99 then 2 else 0
}
";

const FORMS: [(Target, FormFormat); 4] = [
    (Target::Xlsform, FormFormat::Xlsform),
    (Target::Redcap, FormFormat::Redcap),
    (Target::Surveyjs, FormFormat::Surveyjs),
    (Target::Limesurvey, FormFormat::Limesurvey),
];

fn named() -> Instrument {
    let (found, diagnostics, file) = checked(MEASURE);
    found.unwrap_or_else(|| panic!("{}", rendered(&file, &diagnostics)))
}

fn exported(target: Target) -> Exported {
    target.export(&named(), &[], &ExportOptions::default()).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn each_change_on_the_way_out_is_said() {
    let scripts = [Target::SpssSyntax, Target::Stata, Target::Sql];
    let told = FORMS.iter().map(|(target, _)| *target).chain(scripts).map(|target| {
        let file = verbond::source::SourceFile::new(target.name(), "");
        let told: Vec<String> = exported(target).diagnostics.iter().map(|it| render(&file, it, Style::Plain)).collect();
        told.join("\n\n")
    });
    insta::assert_snapshot!(told.collect::<Vec<_>>().join("\n\n\n"));
}

#[test]
fn what_comes_back_has_the_names_and_texts_that_went_out() {
    let before = named();
    for (target, format) in FORMS {
        let imported = format.import(&exported(target).bytes).unwrap_or_else(|error| panic!("{}: {error}", target.name()));
        let (after, diagnostics, file) = checked(&imported[0].instrument);
        let after = after.unwrap_or_else(|| panic!("{}: {}", target.name(), rendered(&file, &diagnostics)));
        let names = |of: &Instrument| of.items.iter().map(|item| item.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&after), names(&before), "{}", target.name());
        let choices = |of: &Instrument| {
            let sets = of.items.iter().filter_map(|item| item.kind.choices());
            sets.flatten().map(|choice| choice.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(choices(&after), choices(&before), "{}", target.name());
        let keys = |of: &Instrument| of.scores.iter().map(|score| score.key.clone()).collect::<Vec<_>>();
        assert_eq!(keys(&after), keys(&before), "{}", target.name());
        // Texts that a program cannot keep are named on the way out.
        if target != Target::Xlsform {
            let texts = |of: &Instrument| {
                let items = of.items.iter().filter_map(|item| item.wording.common().map(str::to_owned));
                let points = of.scales.iter().flat_map(|scale| scale.points().unwrap_or_default());
                items.chain(points.filter_map(|point| point.label.clone())).collect::<Vec<_>>()
            };
            assert_eq!(texts(&after), texts(&before), "{}", target.name());
        }
    }
}

/// Answers under the names that our own forms have there, and what they score to.
#[test]
fn answers_under_changed_names_find_their_items() {
    let folder = folder();
    let measure = put(&folder, "named.instrument", MEASURE);
    let redcap = "record_id,q_1,q1,two_parts,meta,token,named_complete_2,a_name_that_is_longer_than_others_are,\
                  a_name_that_is_longer_than_others_were,where_it_hurts___my_head,where_it_hurts___myhead2,\
                  where_it_hurts___q__99,named_complete\n1,1,2,1,2,1,2,1,2,0,0,1,2\n";
    let limesurvey = "id,submitdate,startlanguage,q1x2,q1,Twoparts,meta,tokenx2,namedcomplete,anamethatislongertha,\
                      anamethatislongertx2,whereithurts[myHead],whereithurts[myHead2],whereithurts[q99]\n\
                      1,2026-03-05 10:00:00,en,1,2,1,2,1,2,1,2,,,Y\n";
    let odk = "SubmissionDate,q_1,q1,Two__parts,meta_2,token,named_complete,a_name_that_is_longer_than_others_are,\
               a_name_that_is_longer_than_others_were,where_it_hurts,meta-instanceID,KEY\n\
               2026-03-05T09:12:00.000Z,1,2,1,2,1,2,1,2,q__99,uuid:1,uuid:1\n";
    for (name, text) in [("redcap.csv", redcap), ("limesurvey.csv", limesurvey), ("odk.csv", odk)] {
        let file = put(&folder, name, text);
        let ran = run(&["score", &measure, &file, "--to", "csv", "--quiet", "--columns", "total,weighed,heads"]);
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
        let row = ran.stdout.lines().nth(1).unwrap_or_default();
        assert!(row.ends_with("12,21212121,2"), "{name}: {}", ran.stdout);
    }
}

#[test]
fn a_text_without_a_limit_in_the_form_is_told() {
    let lime = "class\ttype/scale\tname\trelevance\ttext\tlanguage\nS\t\tlanguage\t\ten\t\nG\tG1\tOne\t1\t\ten\n\
                Q\tT\twhy\t1\tWhy?\ten\n";
    let redcap = "Variable / Field Name,Form Name,Field Type,Field Label\nid,f,text,Id\nwhy,f,notes,Why?\n";
    let surveyjs = r#"{"elements": [{"type": "comment", "name": "why", "title": "Why?"}]}"#;
    let fhir = r#"{"resourceType": "Questionnaire", "item": [{"linkId": "why", "type": "text", "text": "Why?"}]}"#;
    for (format, form) in
        [(FormFormat::Limesurvey, lime), (FormFormat::Redcap, redcap), (FormFormat::Surveyjs, surveyjs), (FormFormat::Fhir, fhir)]
    {
        let imported = format.import(form.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
        let told: Vec<&str> = imported[0].diagnostics.iter().map(|it| it.message.as_str()).collect();
        let limit = "texts of a measure have a limit, and the form has none; they may have 500 letters now: `why`";
        assert!(told.contains(&limit), "{told:?}");
        assert!(imported[0].instrument.contains("as text up to 500"), "{}", imported[0].instrument);
    }
}
