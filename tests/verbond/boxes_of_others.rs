//! Expressions over questions of which several answers can be given, as other programs write them.

use serde_json::{Value as Json, json};
use verbond::exchange::FormFormat;

use crate::blanks_of_others::scored;

const HEADER: &str = "\"Variable / Field Name\",\"Form Name\",\"Section Header\",\"Field Type\",\"Field Label\",\"Choices, Calculations, OR Slider Labels\",\"Field Note\",\"Text Validation Type OR Show Slider Number\"";

const ANSWERS: &str = "case,m\n1,a;b\n2,c\n3,\n";

#[test]
fn redcap_computes_with_boxes() {
    let found = |calculation: &str| {
        let rows = ["m,f,,checkbox,M?,\"a, A | b, B | c, C\",,".to_owned(), format!("t,f,,calc,T,\"{calculation}\",,")];
        scored(FormFormat::Redcap, format!("{HEADER}\n{}\n", rows.join("\n")).as_bytes(), ANSWERS, "t").0
    };
    assert_eq!(found("[m(a)]+[m(b)]"), [Some(2.0), Some(0.0), Some(0.0)]);
    assert_eq!(found("sum([m(a)],[m(b)],[m(c)])"), [Some(2.0), Some(1.0), Some(0.0)]);
    assert_eq!(found("if([m(a)] > 0, 1, 0)"), [Some(1.0), Some(0.0), Some(0.0)]);
    assert_eq!(found("if([m(a)] >= 1, 1, 0)"), [Some(1.0), Some(0.0), Some(0.0)]);
    assert_eq!(found("if([m(a)] < 1, 1, 0)"), [Some(0.0), Some(1.0), Some(1.0)]);
    assert_eq!(found("if([m(a)] + [m(c)] = 1, 1, 0)"), [Some(1.0), Some(1.0), Some(0.0)]);
}

fn survey(expression: &str) -> (Vec<Option<f64>>, String) {
    let elements = json!([
        {"type": "checkbox", "name": "m", "title": "M", "choices": ["a", "b", "c"]},
        {"type": "expression", "name": "t", "expression": expression},
    ]);
    let form = json!({"title": "S", "pages": [{"name": "p", "elements": elements}]}).to_string();
    scored(FormFormat::Surveyjs, form.as_bytes(), ANSWERS, "t")
}

#[test]
fn surveyjs_compares_with_lists() {
    let holds = |test: &str| survey(&format!("iif({test}, 1, 0)")).0;
    assert_eq!(holds("{m} anyof ['a', 'c']"), [Some(1.0), Some(1.0), Some(0.0)]);
    assert_eq!(holds("{m} allof ['a', 'b']"), [Some(1.0), Some(0.0), Some(0.0)]);
    assert_eq!(holds("{m} noneof ['c']"), [Some(1.0), Some(0.0), Some(1.0)]);
    assert_eq!(holds("{m} contains ['a', 'b']"), [Some(1.0), Some(0.0), Some(0.0)]);
    assert_eq!(holds("{m} = ['b', 'a']"), [Some(1.0), Some(0.0), Some(0.0)]);
    assert_eq!(holds("{m.length} > 1"), [Some(1.0), Some(0.0), Some(0.0)]);
    let (_, told) = survey("iif({m} anyof {n}, 1, 0)");
    assert!(told.contains("what `t` computes"), "{told}");
}

#[test]
fn limesurvey_counts_what_was_chosen_and_answered() {
    let found = |expression: &str, answers: &str| {
        let rows = [
            "class\ttype/scale\tname\trelevance\ttext\tlanguage".to_owned(),
            "S\t\tlanguage\t\ten\t".to_owned(),
            "SL\t\tsurveyls_title\t\tT\ten".to_owned(),
            "G\t0\tOne\t1\t\ten".to_owned(),
            "Q\tM\tm\t1\tM?\ten".to_owned(),
            "SQ\t\ta\t\tA\ten".to_owned(),
            "SQ\t\tb\t\tB\ten".to_owned(),
            "Q\tA\tq\t1\tQ?\ten".to_owned(),
            "SQ\t\tx\t\tX\ten".to_owned(),
            "SQ\t\ty\t\tY\ten".to_owned(),
            format!("Q\t*\tt\t1\t{{{expression}}}\ten"),
        ];
        scored(FormFormat::Limesurvey, rows.join("\n").as_bytes(), answers, "t").0
    };
    let answers = "case,m,q_x,q_y\n1,a;b,2,3\n2,b,4,\n3,,,\n";
    assert_eq!(found("count(m_a.NAOK, m_b.NAOK)", answers), [Some(2.0), Some(1.0), Some(0.0)]);
    assert_eq!(found("count(that.m)", answers), [Some(2.0), Some(1.0), Some(0.0)]);
    assert_eq!(found("count(that.q.NAOK)", answers), [Some(2.0), Some(1.0), Some(0.0)]);
    assert_eq!(found("sum(that.q.NAOK)", answers), [Some(5.0), Some(4.0), Some(0.0)]);
    assert_eq!(found("if(count(that.m) > 1, 1, 0)", answers), [Some(1.0), Some(0.0), Some(0.0)]);
}

#[test]
fn fhirpath_picks_answers_by_what_they_are() {
    let found = |expression: &str| {
        let option = |code: &str| json!({"valueCoding": {"code": code, "display": code.to_uppercase()}});
        let calculated: Json = json!([{"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
            "valueExpression": {"language": "text/fhirpath", "expression": expression}}]);
        let form = json!({"resourceType": "Questionnaire", "title": "T", "item": [
            {"linkId": "m", "type": "choice", "repeats": true, "text": "M?", "answerOption": [option("a"), option("b"), option("c")]},
            {"linkId": "t", "type": "decimal", "text": "T", "extension": calculated},
        ]});
        scored(FormFormat::Fhir, form.to_string().as_bytes(), ANSWERS, "t").0
    };
    let of_m = "%resource.item.where(linkId='m').answer";
    assert_eq!(found(&format!("{of_m}.where(value.code = 'a' or value.code = 'b').count()")), [Some(2.0), Some(0.0), Some(0.0)]);
    assert_eq!(found(&format!("{of_m}.value.where(code = 'c').count()")), [Some(0.0), Some(1.0), Some(0.0)]);
    assert_eq!(
        found(&format!("iif({of_m}.where(value.code = 'a' or value.code = 'c').exists(), 1, 0)")),
        [Some(1.0), Some(1.0), Some(0.0)]
    );
    assert_eq!(found(&format!("iif({of_m}.exists(value.code = 'b'), 1, 0)")), [Some(1.0), Some(0.0), Some(0.0)]);
    assert_eq!(found(&format!("iif({of_m}.where(value.code = 'b').empty(), 1, 0)")), [Some(0.0), Some(1.0), Some(1.0)]);
}

/// What is too long or too deep is told by what it is.
#[test]
fn an_expression_that_is_not_read_says_why() {
    let (_, told) = survey(&format!("{}1{}", "(".repeat(30), ")".repeat(30)));
    assert!(told.contains("its brackets are 30 deep, and are read up to 24 deep"), "{told}");
    let (_, told) = survey(&format!("1{}", " + 1".repeat(6_000)));
    assert!(told.contains("it has 24001 bytes, and expressions are read up to 20000"), "{told}");
    let (_, told) = survey("1 +* 2");
    assert!(told.contains("it is no expression that is known here"), "{told}");
}
