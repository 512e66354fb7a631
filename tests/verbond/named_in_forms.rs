//! What forms of other programs hold beside questions and scores: each is carried, or named with the question that it is
//! about. Names, annotations, texts under conditions, notes, value sets, and what single questions say.

use rust_xlsxwriter::Workbook;
use serde_json::{Value as Json, json};
use verbond::exchange::FormFormat;

use crate::example::{checked, rendered};
use crate::program::{folder, put, run};

/// A measure, and what is said of the form.
fn come_in(format: FormFormat, form: &[u8]) -> (String, String) {
    let imported = format.import(form).unwrap_or_else(|error| panic!("{error}"));
    let (found, diagnostics, file) = checked(&imported[0].instrument);
    assert!(found.is_some(), "{}\n{}", imported[0].instrument, rendered(&file, &diagnostics));
    let told: Vec<&str> = imported[0].diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    (imported[0].instrument.clone(), told.join("\n"))
}

fn surveyjs(model: &Json) -> (String, String) {
    come_in(FormFormat::Surveyjs, model.to_string().as_bytes())
}

fn fhir(items: &Json, contained: &Json) -> (String, String) {
    let json = json!({"resourceType": "Questionnaire", "title": "Case", "item": items, "contained": contained});
    come_in(FormFormat::Fhir, json.to_string().as_bytes())
}

/// Fields of a dictionary: name, type, label, choices, branching logic, and what stands in other columns by their
/// headings.
type Field<'f> = ([&'f str; 5], &'f [(&'f str, &'f str)]);

fn redcap(fields: &[Field<'_>]) -> (String, String) {
    const COLUMNS: [&str; 10] = [
        "Variable / Field Name",
        "Form Name",
        "Field Type",
        "Field Label",
        "Choices, Calculations, OR Slider Labels",
        "Branching Logic (Show field only if...)",
        "Identifier?",
        "Matrix Group Name",
        "Matrix Ranking?",
        "Field Annotation",
    ];
    let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
    let mut lines = vec![COLUMNS.map(quoted).join(",")];
    let first = (["q", "radio", "Q?", "1, A | 2, B | 3, C", ""], &[] as &[(&str, &str)]);
    for ([name, kind, label, choices, branching], more) in std::iter::once(&first).chain(fields) {
        let of = |column: &str| more.iter().find(|(heading, _)| column.starts_with(heading)).map_or("", |(_, cell)| cell);
        let fixed = [*name, "f", *kind, *label, *choices, *branching];
        let cells = fixed.into_iter().chain(COLUMNS[6..].iter().map(|column| of(column)));
        lines.push(cells.map(quoted).collect::<Vec<_>>().join(","));
    }
    come_in(FormFormat::Redcap, lines.join("\n").as_bytes())
}

/// Rows of a structure, each of cells by their columns.
fn limesurvey(rows: &[&[(&str, &str)]]) -> (String, String) {
    let head: [&[(&str, &str)]; 3] = [
        &[("class", "S"), ("name", "language"), ("text", "en")],
        &[("class", "SL"), ("name", "surveyls_title"), ("text", "T"), ("language", "en")],
        &[("class", "G"), ("name", "One"), ("relevance", "1"), ("language", "en")],
    ];
    let all: Vec<&[(&str, &str)]> = head.iter().chain(rows).copied().collect();
    let mut columns: Vec<&str> = vec!["class", "type/scale", "name", "relevance", "text", "language"];
    for (column, _) in all.iter().copied().flatten() {
        if !columns.contains(column) {
            columns.push(column);
        }
    }
    let cell = |row: &[(&str, &str)], column: &str| {
        row.iter()
            .find(|(own, _)| *own == column)
            .map_or(if column == "language" { "en" } else { "" }, |(_, text)| text)
            .to_owned()
    };
    let lines = all.iter().map(|row| columns.iter().map(|column| cell(row, column)).collect::<Vec<_>>().join("\t"));
    let text = std::iter::once(columns.join("\t")).chain(lines).collect::<Vec<_>>().join("\n");
    come_in(FormFormat::Limesurvey, text.as_bytes())
}

/// A workbook with rows of `survey`, of cells by their columns, and a list `l` of three choices.
fn xlsform(rows: &[&[(&str, &str)]]) -> (String, String) {
    let mut workbook = Workbook::new();
    let lists: [&[(&str, &str)]; 3] = [
        &[("list_name", "l"), ("name", "1"), ("label", "One")],
        &[("list_name", "l"), ("name", "2"), ("label", "Two")],
        &[("list_name", "l"), ("name", "3"), ("label", "Three")],
    ];
    for (name, rows) in [("survey", rows), ("choices", &lists[..])] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        let mut columns: Vec<&str> = Vec::new();
        for (column, _) in rows.iter().copied().flatten() {
            if !columns.contains(column) {
                columns.push(column);
            }
        }
        for (at, column) in (0_u16..).zip(&columns) {
            sheet.write_string(0, at, *column).unwrap();
            for (line, row) in (1_u32..).zip(rows) {
                if let Some((_, cell)) = row.iter().find(|(own, _)| own == column) {
                    sheet.write_string(line, at, *cell).unwrap();
                }
            }
        }
    }
    come_in(FormFormat::Xlsform, &workbook.save_to_buffer().unwrap())
}

fn all_said(told: &str, sentences: &[&str]) {
    for said in sentences {
        assert!(told.contains(said), "{said}\n{told}");
    }
}

const Q: &[(&str, &str)] = &[("type", "select_one l"), ("name", "q"), ("label", "Q?")];

#[test]
fn questions_that_are_called_as_marks_of_reversal_get_another_name() {
    let marks = ["r", "Rev", "inv", "recode", "reverse-coded", "reversd", "optionl"];
    let question = |name: &&str| json!({"type": "rating", "name": name, "title": "How?", "rateMax": 5});
    let elements: Vec<Json> =
        marks.iter().map(question).chain([json!({"type": "expression", "name": "t", "expression": "{r}+{inv}"})]).collect();
    let (measure, told) = surveyjs(&json!({"title": "T", "elements": elements}));
    for (mark, own) in marks.iter().zip(["q_r", "q_Rev", "q_inv", "q_recode", "q_reverse_coded", "q_reversd", "q_optionl"]) {
        assert!(measure.contains(&format!("item {own} on")), "{mark}: {measure}");
        assert!(measure.contains(&format!("note \"`{mark}` in the form.\"")), "{mark}: {measure}");
    }
    assert!(measure.contains("= (sum of q_r, q_inv, 0 needs any, missing as 0)"), "{measure}");
    assert!(!told.contains("left out"), "{told}");
    // Its answers are read by the names of the form.
    let folder = folder();
    let (form, answers) = (put(&folder, "m.instrument", &measure), put(&folder, "a.json", r#"[{"r": 3, "inv": 2}]"#));
    let ran = run(&["score", &form, &answers, "--from", "surveyjs", "--to", "csv"]);
    assert!(ran.code == 0 && ran.stdout.contains(",5"), "{}\n{}", ran.stdout, ran.stderr);
    // An item of ours that is called so keeps its name.
    let own = "verbond 1\n\ninstrument x 1.0.0 {\n  title \"X\"\n  licence \"CC0-1.0\"\n  status experimental\n\n  informants { client \"Client\" }\n\n  scale s {\n    1 \"A\"\n    2 \"B\"\n  }\n\n  item r on s reversed \"R\"\n\n  score t \"T\" = r\n}\n";
    let own = put(&folder, "own.instrument", own);
    for (program, file) in [("surveyjs", "f.json"), ("xlsform", "f.xlsx"), ("redcap", "f.csv"), ("limesurvey", "f.txt")] {
        let (path, back) = (folder.path().join(file), folder.path().join(program));
        let out = run(&["export", &own, "--to", &format!("{program}={}", path.display())]);
        assert_eq!(out.code, 0, "{}", out.stderr);
        let ran = run(&["import", &path.display().to_string(), "--output", &back.display().to_string()]);
        assert_eq!(ran.code, 0, "{program}: {}", ran.stderr);
        let measure = std::fs::read_to_string(back.join("1.0.0.instrument")).unwrap();
        assert!(measure.contains("item r on ") && measure.contains(" reversed \"R\""), "{program}: {measure}");
    }
}

#[test]
fn annotations_of_redcap_hide_a_question_where_they_say_so_and_nowhere_else() {
    let asked =
        ["@HIDDEN-PDF", "@HIDDEN-FORM", "@HIDDEN-APP", "@READONLY-FORM", "@IF([q]='1', @HIDDEN, '')", "@HIDDENLIKE", "a@HIDDEN"];
    for annotation in asked {
        let field: &[(&str, &str)] = &[("Field Annotation", annotation)];
        let (measure, told) =
            redcap(&[(["x", "radio", "X?", "1, A | 2, B", ""], field), (["s", "calc", "S", "[q]+[x]", ""], &[])]);
        assert!(measure.contains("= q + x"), "{annotation}: {told}\n{measure}");
        let is_plain = ["@HIDDENLIKE", "a@HIDDEN"].contains(&annotation);
        assert_eq!(told.contains("`x`"), !is_plain, "{annotation}: {told}");
    }
    for annotation in ["@HIDDEN", "@READONLY", "@HIDDEN-SURVEY", "@DEFAULT='1' @READONLY-SURVEY"] {
        let (measure, told) = redcap(&[(["x", "radio", "X?", "1, A | 2, B", ""], &[("Field Annotation", annotation)])]);
        assert!(!measure.contains("item x") && told.contains("answered by nobody"), "{annotation}: {told}\n{measure}");
    }
}

const ALWAYS: &str = "texts are shown under a condition in the form, and are shown always now: `h`";

#[test]
fn a_text_under_a_condition_is_named_where_it_is_read_by_all() {
    let first = json!({"name": "one", "elements": [{"type": "rating", "name": "q"}]});
    let html = json!({"type": "html", "name": "h", "html": "Only for some.", "visibleIf": "{q} = 1"});
    let page = json!({"name": "two", "title": "Two", "elements": [html, {"type": "rating", "name": "b"}]});
    let (_, told) = surveyjs(&json!({"title": "T", "pages": [first, page]}));
    all_said(&told, &[ALWAYS]);
    let (_, told) = redcap(&[
        (["h", "descriptive", "Only for some, as [q].", "", "[q]='1'"], &[("Section", "Two")]),
        (["b", "yesno", "B?", "", ""], &[]),
    ]);
    assert!(!told.contains("shown always") && !told.contains("the marks"), "it is left out, and that is all: {told}");
    let text: &[(&str, &str)] =
        &[("class", "Q"), ("type/scale", "X"), ("name", "h"), ("relevance", "b == 1"), ("text", "Only for some.")];
    let question: &[(&str, &str)] = &[("class", "Q"), ("type/scale", "5"), ("name", "b"), ("text", "B?"), ("relevance", "1")];
    let (_, told) = limesurvey(&[text, question]);
    all_said(&told, &[ALWAYS]);
    let note: &[(&str, &str)] = &[("type", "note"), ("name", "h"), ("label", "Only for some."), ("relevant", "${q} = 1")];
    let (_, told) = xlsform(&[note, Q]);
    all_said(&told, &[ALWAYS]);
    let text = json!({"linkId": "h", "type": "display", "text": "Only for some.", "enableWhen": [{"question": "q", "operator": "=", "answerBoolean": true}]});
    let (_, told) = fhir(&json!([text, {"linkId": "q", "type": "boolean", "text": "Q?"}]), &json!([]));
    all_said(&told, &[ALWAYS]);
}

/// A page of which nothing is asked shows no text either.
#[test]
fn a_text_is_under_the_condition_of_its_page() {
    let group: &[(&str, &str)] = &[("type", "begin group"), ("name", "g"), ("label", "G"), ("relevant", "${q} = 1")];
    let note: &[(&str, &str)] = &[("type", "note"), ("name", "h"), ("label", "Only for some.")];
    let question: &[(&str, &str)] = &[("type", "select_one l"), ("name", "b"), ("label", "B?")];
    let (measure, told) = xlsform(&[Q, group, note, question, &[("type", "end group")]]);
    assert!(measure.contains("intro \"Only for some.\"") && measure.contains("asked when q = 1"), "{measure}");
    assert!(!told.contains("shown always"), "{told}");
    let inner: &[(&str, &str)] = &[("type", "begin group"), ("name", "i"), ("relevant", "${q} = 2")];
    let end: &[(&str, &str)] = &[("type", "end group")];
    let (_, told) = xlsform(&[Q, &group[..3], inner, note, end, question, end]);
    all_said(&told, &[ALWAYS]);
}

#[test]
fn notes_of_items_come_back_and_codes_that_a_form_had_are_named() {
    let folder = folder();
    let form = json!({"title": "T", "elements": [
        {"type": "radiogroup", "name": "sex", "title": "Sex?", "choices": [{"value": "f", "text": "F"}, {"value": "m", "text": "M"}, {"value": "x", "text": "X"}]},
        {"type": "radiogroup", "name": "1.1", "title": "One \"1\"; \\ two?", "choices": [0, 1]}]});
    let form = put(&folder, "f.json", &form.to_string());
    let first = folder.path().join("first");
    assert_eq!(run(&["import", &form, "--output", &first.display().to_string()]).code, 0);
    let first = first.join("1.0.0.instrument");
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let notes = |text: &str| text.lines().map(words).filter(|line| line.starts_with("note ")).collect::<Vec<_>>();
    let text = std::fs::read_to_string(&first)
        .unwrap()
        .replace("`1.1` in the form.\"", "`1.1` in the form.\"\n note \"Read \\\"aloud\\\"; asked when <b> & C:\\\\x.\"");
    let measure = put(&folder, "first.instrument", &text);
    let kept = notes(&text);
    assert!(kept.iter().any(|note| note.contains("f is 1, m is 2, x is 3")) && kept.len() == 4, "{kept:?}");
    for (program, file) in [("surveyjs", "o.json"), ("xlsform", "o.xlsx"), ("redcap", "o.csv"), ("limesurvey", "o.txt")] {
        let (path, back) = (folder.path().join(file), folder.path().join(program));
        let out = run(&["export", &measure, "--to", &format!("{program}={}", path.display())]);
        assert!(out.code == 0 && !out.stderr.contains("codes of the measure"), "{}", out.stderr);
        let ran = run(&["import", &path.display().to_string(), "--output", &back.display().to_string()]);
        assert_eq!(ran.code, 0, "{program}: {}", ran.stderr);
        let measure = back.join("1.0.0.instrument");
        let text = std::fs::read_to_string(&measure).unwrap();
        assert_eq!(notes(&text), kept, "{program}: {text}");
        let answers = put(&folder, "a.csv", "case,sex\n1,m\n2,3\n");
        let ran = run(&["score", &measure.display().to_string(), &answers, "--to", "csv"]);
        assert_eq!(ran.code, 0, "{program}: {}", ran.stderr);
    }
}

#[test]
fn choices_of_value_sets_are_those_that_can_be_chosen() {
    let concept = |code: u8| json!({"code": code.to_string(), "display": format!("Choice {code}")});
    let include = json!([{"system": "s", "concept": [concept(1), concept(2), concept(3)]}]);
    let item = |set: &str| json!([{"linkId": "q", "type": "choice", "text": "Q?", "answerValueSet": set}]);
    let set = json!([{"resourceType": "ValueSet", "id": "v", "compose": {"include": include, "exclude": [{"system": "s", "concept": [concept(2)]}]}}]);
    let (measure, told) = fhir(&item("#v"), &set);
    assert!(measure.contains("Choice 1") && !measure.contains("Choice 2") && measure.contains("Choice 3"), "{measure}");
    assert!(!told.contains("a part of the choices"), "{told}");
    let heading = json!({"abstract": true, "code": "9", "display": "Heading", "contains": [concept(5), concept(7)]});
    let set = json!([{"resourceType": "ValueSet", "id": "v", "expansion": {"contains": [concept(1), heading]}}]);
    let (measure, _) = fhir(&item("#v"), &set);
    assert!(!measure.contains("Heading") && measure.contains("Choice 5") && measure.contains("Choice 7"), "{measure}");
    let other = json!({"resourceType": "ValueSet", "id": "w", "url": "http://x/w", "compose": {"include": [{"system": "s", "concept": [concept(4)]}]}});
    let set = json!({"resourceType": "ValueSet", "id": "v", "compose": {"include": [include[0], {"valueSet": ["http://x/w"]}]}});
    let (measure, told) = fhir(&item("#v"), &json!([set, other]));
    assert!(
        measure.contains("Choice 3") && measure.contains("Choice 4") && !told.contains("a part of the choices"),
        "{told}\n{measure}"
    );
    for part in [
        json!({"system": "s", "filter": [{"property": "p", "op": "=", "value": "x"}]}),
        json!({"valueSet": ["http://x/none"]}),
        json!({"system": "http://loinc.org"}),
    ] {
        let set = json!([{"resourceType": "ValueSet", "id": "v", "compose": {"include": [include[0], part]}}]);
        let (measure, told) = fhir(&item("#v"), &set);
        assert!(measure.contains("Choice 3"), "{measure}");
        all_said(
            &told,
            &[
                "a part of the choices, or of what is taken from them, stands in rules or sets that are not in the file; the others are offered: `q`",
            ],
        );
    }
    // A set that takes itself in ends.
    let set = json!([{"resourceType": "ValueSet", "id": "v", "url": "http://x/v", "compose": {"include": [include[0], {"valueSet": ["http://x/v", "http://x/v"]}]}}]);
    fhir(&item("#v"), &set);
}

#[test]
fn what_fhir_says_of_a_question_is_named() {
    let extension =
        |url: &str, value: Json| json!({"url": format!("http://hl7.org/fhir/StructureDefinition/{url}"), "valueInteger": value});
    let option = |code: &str| json!({"valueCoding": {"code": code, "display": format!("The {code}")}});
    let exclusive = |code: &str| {
        let mut option = option(code);
        option["extension"] =
            json!([{"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive", "valueBoolean": true}]);
        option
    };
    let calculated = json!({"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
        "valueExpression": {"language": "text/fhirpath", "expression": "%resource.item.where(linkId='n').answer.value"}});
    let items = json!([
        {"linkId": "n", "type": "integer", "text": "N?", "extension": [extension("minValue", json!(0)), extension("maxValue", json!(9))]},
        {"linkId": "set", "type": "choice", "repeats": true, "text": "Set?", "answerOption": [option("a"), option("b"), exclusive("dk")],
         "extension": [extension("questionnaire-minOccurs", json!(1)), extension("questionnaire-maxOccurs", json!(2))]},
        {"linkId": "own", "type": "choice", "repeats": true, "text": "Set?", "answerOption": [option("a"), option("b"), exclusive("none")]},
        {"linkId": "t", "type": "string", "text": "T?", "maxLength": 9, "extension": [extension("minLength", json!(2)), extension("regex", json!(1))]},
        {"linkId": "s", "type": "integer", "text": "S", "extension": [calculated], "enableWhen": [{"question": "n", "operator": ">", "answerInteger": 3}]},
    ]);
    let (measure, told) = fhir(&items, &json!([]));
    all_said(
        &told,
        &[
            "the limit was left out: `set`",
            "texts have no least length; left out: `t`",
            "texts are not held to a pattern; left out: `t`",
            "in the form only when `n > 3`: `s`",
        ],
    );
    assert!(measure.contains("as choices a, b, or none") && !told.contains("`own`"), "{told}\n{measure}");
    assert!(measure.contains("when set includes dk and number of set > 1"), "{measure}");
}

#[test]
fn what_surveyjs_says_of_a_question_is_named() {
    let elements = json!([
        {"type": "radiogroup", "name": "a", "title": "A?", "choices": [0, 1, 2], "showRefuseItem": true, "showDontKnowItem": true, "choicesOrder": "random"},
        {"type": "radiogroup", "name": "b", "title": "As {a}?", "choices": [{"value": 1, "visibleIf": "{a} = 1"}, 2], "showCommentArea": true, "defaultValueExpression": "{a}"},
        {"type": "checkbox", "name": "c", "title": "As {nothing}?", "choices": ["p", "q"], "showNoneItem": true},
        {"type": "checkbox", "name": "d", "title": "{ plain }?", "choices": ["p", "q"], "showNoneItem": true, "showDontKnowItem": true},
        {"type": "matrix", "name": "m", "title": "M", "columns": [1, 2], "rows": ["x", "y"], "rowsVisibleIf": "{a} = 1", "eachRowUnique": true},
        {"type": "expression", "name": "e", "expression": "{a}", "visibleIf": "{b} = 2"}]);
    let (measure, told) = surveyjs(&json!({"title": "T", "elements": elements}));
    all_said(
        &told,
        &[
            "those without a number became one: `a: refused, dontknow`",
            "and in that of their list now: `a`",
            "all of a list are shown now: `b`",
            "a comment beside the answer was left out: `b`",
            "answers that are filled in beforehand are not; left out: `b`",
            "the marks stand as they are: `c`",
            "rows and choices depend on other answers in the form, and all are shown now: `m`",
            "where a choice can be given once only in the form: `m`",
            "in the form only when `{b} = 2`: `e`",
        ],
    );
    assert!(measure.contains("\"As {a|…}?\"") && measure.contains("as choices p, q, or none"), "{measure}");
    assert!(measure.contains("when d includes dontknow and number of d > 1"), "{measure}");
    let folder = folder();
    let (measure, answers) = (
        put(&folder, "m.instrument", &measure),
        put(&folder, "a.json", r#"[{"a": "refused", "c": ["none"]}, {"a": "dontknow", "b": 2}]"#),
    );
    let ran = run(&["score", &measure, &answers, "--from", "surveyjs", "--to", "csv"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[test]
fn a_survey_in_another_language_than_english_has_its_english_texts_as_a_translation() {
    let title = json!({"default": "How are you?", "nl": "Hoe gaat het?"});
    let choices = json!([{"value": 1, "text": {"default": "Bad", "nl": "Slecht"}}, {"value": 2, "text": {"default": "Well", "nl": "Goed"}}]);
    let model = json!({"locale": "nl", "title": "T", "elements": [{"type": "radiogroup", "name": "a", "title": title, "choices": choices}]});
    let imported = FormFormat::Surveyjs.import(model.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    assert!(
        imported[0].instrument.contains("language nl") && imported[0].instrument.contains("Hoe gaat het?"),
        "{}",
        imported[0].instrument
    );
    let [(tag, english)] = &imported[0].translations[..] else { panic!("one translation") };
    assert!(tag == "en" && english.contains("to \"How are you?\"") && english.contains("to \"Well\""), "{english}");
}

#[test]
fn what_limesurvey_says_of_a_question_is_named() {
    let question = |kind: &'static str, name: &'static str, text: &'static str| {
        vec![("class", "Q"), ("type/scale", kind), ("name", name), ("text", text), ("relevance", "1")]
    };
    let with = |kind, name, text, more: &[(&'static str, &'static str)]| [question(kind, name, text), more.to_vec()].concat();
    let rows = [
        question("5", "b", "B?"),
        with(
            "N",
            "n",
            "As {b.shown} and {TOKEN:FIRSTNAME}?",
            &[("prefix", "EUR"), ("suffix", "per week"), ("random_group", "g")],
        ),
        with("S", "t", "T?", &[("numbers_only", "1"), ("maximum_chars", "9")]),
        with("D", "d", "D?", &[("date_min", "2020-01-01")]),
        with("M", "m", "M?", &[("exclude_all_others", "none"), ("random_order", "1")]),
        vec![("class", "SQ"), ("name", "x"), ("text", "X")],
        vec![("class", "SQ"), ("name", "none"), ("text", "None")],
        with("P", "p", "P?", &[("exclude_all_others", "z")]),
        vec![("class", "SQ"), ("name", "y"), ("text", "Y")],
        vec![("class", "SQ"), ("name", "z"), ("text", "Z")],
        with("K", "k", "K?", &[("equals_num_value", "100"), ("slider_layout", "1"), ("slider_min", "0"), ("slider_max", "50")]),
        vec![("class", "SQ"), ("name", "one"), ("text", "One")],
        with("*", "e", "{b.NAOK + n.NAOK}", &[("relevance", "b.NAOK == 2")])
            .into_iter()
            .filter(|cell| *cell != ("relevance", "1"))
            .collect(),
        vec![("class", "G"), ("name", "Two"), ("relevance", "1"), ("random_group", "pages")],
        with("5", "u", "U?", &[("random_group", "g")]),
        with("5", "v", "V?", &[("random_group", "g")]),
        vec![("class", "QTA"), ("name", "men")],
        vec![("class", "AS"), ("name", "high")],
    ];
    let rows: Vec<&[(&str, &str)]> = rows.iter().map(Vec::as_slice).collect();
    let (measure, told) = limesurvey(&rows);
    all_said(
        &told,
        &[
            "the marks stand as they are: `n`",
            "and in that of the form now: `n`",
            "texts are not held to a pattern; left out: `t`",
            "limits of dates were left out: `d`",
            "and in that of their list now: `m`",
            "a comment beside the answer was left out: `p`",
            "what numbers add up to is not limited; left out: `k`",
            "in the form only when `b.NAOK == 2`: `e`",
            "pages come in an order that is drawn in the form, and in that of the form now: `Two`",
            "quotas were left out: `men`",
            "rules that assess scores were left out: `high`",
        ],
    );
    assert!(measure.contains("when p includes z and number of p > 1"), "{measure}");
    assert!(measure.contains("As {b|…} and {{TOKEN:FIRSTNAME}? (EUR … per week)"), "{measure}");
    assert!(measure.contains("as choices x, or none") && measure.contains("0 to 50 step 1"), "{measure}");
    assert!(measure.contains("page \"Two\" in random order"), "{measure}");
}

#[test]
fn what_redcap_says_of_a_field_is_named() {
    let of = |annotation: &'static str| [("Field Annotation", annotation)];
    let annotations = [
        "@TODAY",
        "@MAXCHOICE(1=10)",
        "@HIDECHOICE='3'",
        "@RANDOMORDER",
        "@WORDLIMIT=5",
        "@MAXCHECKED=2 @NONEOFTHEABOVE=9",
        "@NONEOFTHEABOVE='none'",
    ];
    let more: Vec<[(&str, &str); 1]> = annotations.into_iter().map(of).collect();
    let ranked = [("Matrix Group", "mm"), ("Matrix Ranking", "y")];
    let (measure, told) = redcap(&[
        (["day", "text", "Day, as [q] and [later] [now]?", "", ""], &more[0]),
        (["most", "radio", "M?", "1, A | 2, B", ""], &more[1]),
        (["hide", "radio", "H?", "1, A | 2, B | 3, C", ""], &more[2]),
        (["drawn", "radio", "R?", "1, A | 2, B", ""], &more[3]),
        (["words", "notes", "W?", "", ""], &more[4]),
        (["set", "checkbox", "S?", "1, A | 2, B | 9, Refused", ""], &more[5]),
        (["own", "checkbox", "O?", "a, A | b, B | none, None", ""], &more[6]),
        (["row", "radio", "R?", "1, A | 2, B", ""], &ranked),
        (["later", "text", "Name?", "", ""], &[("Identifier", "y")]),
    ]);
    all_said(
        &told,
        &[
            "the marks stand as they are: `day`",
            "answers that are filled in beforehand are not; left out: `day`",
            "the limit was left out: `most`",
            "choices that are hidden in the form are offered now: `hide`",
            "and in that of their list now: `drawn`",
            "texts have no limit in words; left out: `words`",
            "the limit was left out: `set`",
            "where a choice can be given once only in the form: `row`",
            "holds case codes only: `later`",
        ],
    );
    assert!(
        measure.contains("\"Day, as {q|…} and [later] [now]?\"") && measure.contains("as choices a, b, or none"),
        "{measure}"
    );
    assert!(measure.contains("when set includes 9 and number of set > 1"), "{measure}");
}

#[test]
fn what_an_xlsform_says_of_a_question_is_named() {
    let select = |name: &'static str, more: &[(&'static str, &'static str)]| {
        [vec![("type", "select_one l"), ("name", name), ("label", "Well?")], more.to_vec()].concat()
    };
    let rows = [
        select("drawn", &[("parameters", "randomize=true, seed=3")]),
        vec![("type", "integer"), ("name", "n"), ("label", "N?"), ("calculation", "2 + 3"), ("constraint", ". >= 0 and . <= 9")],
        vec![("type", "range"), ("name", "line"), ("label", "L?"), ("parameters", "start=10 end=0 step=1")],
        vec![("type", "begin group"), ("name", "g"), ("label", "Table")],
        select("h", &[("appearance", "label")]),
        select("x", &[("appearance", "list-nolabel")]),
        select("y", &[("appearance", "list-nolabel")]),
        vec![("type", "end group")],
        vec![("type", "begin_kobomatrix"), ("name", "k"), ("label", "K"), ("kobo--matrix_list", "l")],
        select("z", &[]),
        vec![("type", "end_kobomatrix")],
    ];
    let rows: Vec<&[(&str, &str)]> = rows.iter().map(Vec::as_slice).collect();
    let (measure, told) = xlsform(&rows);
    all_said(
        &told,
        &[
            "and in that of their list now: `drawn`",
            "answers that are filled in beforehand are not; left out: `n`",
            "these were turned round: `line`",
            "a question for each column is asked now, once: `k`",
        ],
    );
    assert!(!told.contains("``") && !measure.contains("item h "), "{told}\n{measure}");
    assert!(measure.contains("items on l in a grid {") && measure.contains("intro \"Well?\""), "{measure}");
}

/// A score is known afterwards only; a helper is as soon as its items were asked.
#[test]
fn a_condition_looks_at_what_is_computed_so_far() {
    let question = |name: &str| json!({"type": "rating", "name": name, "rateMax": 3});
    let mut why = json!({"type": "comment", "name": "why", "maxLength": 9, "visibleIf": "{half} > 2"});
    let computed = json!([{"name": "total", "expression": "{a} + {b}"}, {"name": "half", "expression": "{total} / 2"}]);
    let model = |elements: Json| json!({"title": "T", "elements": elements, "calculatedValues": computed});
    let (measure, told) = surveyjs(&model(json!([question("a"), question("b"), why])));
    assert!(
        measure.contains("let half_so_far  = total_so_far / 2") || measure.contains("let half_so_far = total_so_far / 2"),
        "{measure}"
    );
    assert!(measure.contains("asked when half_so_far > 2") && measure.contains("score half"), "{measure}");
    assert!(!told.contains("not carried over"), "{told}");
    let folder = folder();
    let (measure, answers) =
        (put(&folder, "m.instrument", &measure), put(&folder, "a.csv", "case,a,b,why\n1,3,3,much\n2,1,1,\n"));
    let ran = run(&["score", &measure, &answers, "--to", "csv"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    // What comes later is not known yet, and no helper stays behind.
    why["visibleIf"] = json!("{total} > 2");
    let (measure, told) = surveyjs(&model(json!([question("a"), why, question("b")])));
    assert!(told.contains("when `why` is asked") && !measure.contains("_so_far"), "{told}\n{measure}");
}

#[test]
fn words_at_the_ends_of_a_slider_and_hints_of_groups_come_in() {
    let slider: &[(&str, &str)] = &[("class", "Q"), ("type/scale", "K"), ("name", "k"), ("text", "How?"), ("slider_layout", "1")];
    let part: &[(&str, &str)] = &[("class", "SQ"), ("name", "one"), ("text", "left|Now|right")];
    let (measure, told) = limesurvey(&[slider, part]);
    assert!(measure.contains("ends   \"left\" \"right\"") || measure.contains("ends \"left\" \"right\""), "{measure}");
    assert!(measure.contains("\"How?\\nNow\"") && measure.contains("0 to 100 step 1"), "{told}\n{measure}");
    let group: &[(&str, &str)] = &[("type", "begin group"), ("name", "g"), ("label", "G"), ("hint", "Think of today.")];
    let inner: &[(&str, &str)] = &[("type", "begin group"), ("name", "i"), ("hint", "Think of now.")];
    let end: &[(&str, &str)] = &[("type", "end group")];
    let (measure, told) = xlsform(&[group, inner, Q, end, end]);
    assert!(measure.contains("intro \"Think of today.\""), "{measure}");
    all_said(&told, &["hints of groups that are no pages were left out: `i`"]);
}
