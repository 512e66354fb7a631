use super::grammar::Rule;

/// A statement by its first word: the rule that reads it and the form that people are shown.
pub struct Form {
    /// The word it begins with.
    pub word: &'static str,
    /// The rule that reads it.
    pub rule: Rule,
    /// Its form, as in the reference of the language.
    pub form: &'static str,
}

const fn form(word: &'static str, rule: Rule, form: &'static str) -> Form {
    Form { word, rule, form }
}

const ITEM: Form = form(
    "item",
    Rule::item,
    "item NAME on SCALE FLAGS \"text\"   (or `as whole A to B`, `as text up to N`, `as choices a, b`, `as ranking of a, b`, `as shares of 10 among a, b` …)",
);
const ITEMS: Form = form("items", Rule::items, "items on SCALE { NAME FLAGS \"text\" … }   (or `items on SCALE in a grid`)");
const INTRO: Form =
    form("intro", Rule::intro, "intro \"text\"   (or `intro \"text\" picture \"file.svg\" alt \"what it shows\"`)");
const NOTE: Form = form("note", Rule::note, "note \"text\"");
const STATUS: Form = form("status", Rule::status, "status experimental");
const CITE: Form = form("cite", Rule::cite, "cite \"citation\" doi \"10.…\"");
const LICENCE: Form = form("licence", Rule::licence, "licence \"name\"");
const WHEN: Form = form("when", Rule::when_block, "when CONDITION { items … }");
const ENDS: Form = form("ends", Rule::ends, "ends \"low end\" \"high end\"");
const CHOICE: Form = form("choice", Rule::choice_label, "choice NAME \"text\"");
const PICTURE: Form = form("picture", Rule::picture, "picture \"file.svg\" alt \"what it shows\"");
const AUDIO: Form = form("audio", Rule::audio, "audio \"file.mp3\"");

static INSTRUMENT: &[Form] = &[
    form("title", Rule::title, "title \"text\""),
    form("about", Rule::about, "about \"text\""),
    CITE,
    LICENCE,
    form("wording", Rule::wording_by, "wording by licence"),
    STATUS,
    form("language", Rule::language, "language en"),
    NOTE,
    form("informants", Rule::informants, "informants { NAME \"label\" … }"),
    form(
        "known",
        Rule::known,
        "known { NAME \"label\" whole A to B … }   (or `decimal A to B`, `one of a, b, c`, `date`, `text up to N`)",
    ),
    form(
        "scale",
        Rule::scale,
        "scale NAME { 1 \"label\" … }   (or `A to B step C`; a point may have a picture, and end in `counts 0`)",
    ),
    form("page", Rule::page, "page \"title\" { intro … items … }   (or `page \"title\" in random order`)"),
    WHEN,
    INTRO,
    ITEMS,
    ITEM,
    form("score", Rule::score, "score NAME \"label\" = mean of a, b, c needs 2 of 3"),
    form("let", Rule::helper, "let NAME = max of a, b, c needs all   (a number or a condition, without a label)"),
    form(
        "bands",
        Rule::bands,
        "bands NAME of SCORE { NAME \"label\" from NUMBER … }   (or `above NUMBER`, `by FACT { VALUE { … } … }`)",
    ),
    form(
        "category",
        Rule::category,
        "category NAME { NAME \"label\" when CONDITION …  NAME \"label\" otherwise }   (or `category NAME of highest of SCORE, SCORE, ties missing`, `ties first`, `ties even \"label\"`)",
    ),
    form("alert", Rule::alert, "alert NAME \"sentence\" when CONDITION   (or `mild when`, `severe when`)"),
    form("refuse", Rule::refusal_of, "refuse NAME \"sentence\" when CONDITION"),
    form("feedback", Rule::feedback, "feedback for INFORMANT of BANDS { BAND \"sentence\" … }"),
    form("compare", Rule::compare, "compare INFORMANT with INFORMANT on SCORE, SCORE"),
    form(
        "table",
        Rule::table,
        "table NAME { 0 -> 0.0 … }   (or `table NAME interpolated`, `table NAME by FACT { VALUE { … } }`)",
    ),
    form("follows", Rule::follows, "follows VERSION { renamed a to b  dropped c  added d  comparable e  changed f \"why\" }"),
    form("test", Rule::test, "test \"name\" { a, b = 5  expect score = 5 }"),
];
static PAGE: &[Form] = &[INTRO, NOTE, ITEMS, ITEM, form("when", Rule::page_when, "when CONDITION { items … }")];
static PAGE_WHEN: &[Form] = &[NOTE, ITEMS, ITEM, form("when", Rule::page_when, "when CONDITION { items … }")];
static WHEN_BLOCK: &[Form] = &[NOTE, ITEMS, ITEM, WHEN, form("page", Rule::page, "page \"title\" { intro … items … }")];
static ITEM_TEXT: &[Form] = &[ENDS, CHOICE, NOTE, PICTURE, AUDIO];
static INTRO_TEXT: &[Form] = &[PICTURE, AUDIO];
static SCALE: &[Form] = &[form("none", Rule::scale_none, "none \"label\"")];
static FOLLOWS: &[Form] = &[
    form("renamed", Rule::renamed, "renamed OLD to NEW"),
    form("dropped", Rule::dropped, "dropped NAME, NAME"),
    form("added", Rule::added, "added NAME, NAME"),
    form("comparable", Rule::comparable, "comparable SCORE, SCORE"),
    form("changed", Rule::changed, "changed SCORE \"why\""),
];
static TEST: &[Form] = &[form(
    "expect",
    Rule::expect,
    "expect SCORE = 5, BANDS = strong   (or `alert NAME`, `no alert`, `asked ITEM`, `not asked ITEM`)",
)];
static TRANSLATION: &[Form] = &[
    STATUS,
    form("step", Rule::step, "step forward 2026-11-24 \"by whom, and how\""),
    form("no", Rule::no_back, "no back \"why there is no translation back\""),
    NOTE,
    LICENCE,
    CITE,
    form("title", Rule::t_title, "title from \"source\" to \"translation\""),
    form("about", Rule::t_about, "about from \"source\" to \"translation\""),
    form("informant", Rule::t_informant, "informant NAME from \"source\" to \"translation\""),
    form("known", Rule::t_known, "known FACT from \"source\" to \"translation\"   (or `known FACT { WORD from … to … }`)"),
    form("scale", Rule::t_scale, "scale NAME { 1 from \"source\" to \"translation\" … }"),
    form("page", Rule::t_page, "page 1 { title from … to …  intro from … to … }"),
    form("intro", Rule::t_intro, "intro from \"source\" to \"translation\""),
    form(
        "item",
        Rule::t_item,
        "item NAME from \"source\" to \"translation\"   (or `{ INFORMANT from … to … }`, `item NAME picture \"file.svg\"`)",
    ),
    form("score", Rule::t_score, "score NAME from \"source\" to \"translation\""),
    form("bands", Rule::t_bands, "bands NAME { BAND from … to … }"),
    form("category", Rule::t_category, "category NAME { ENTRY from … to … }"),
    form("feedback", Rule::t_feedback, "feedback for INFORMANT of BANDS { BAND from … to … }"),
    form("alert", Rule::t_alert, "alert NAME from \"source\" to \"translation\""),
    form("refuse", Rule::t_refusal, "refuse NAME from \"source\" to \"translation\""),
];
static NORMS: &[Form] = &[
    form("population", Rule::population, "population \"whom the norms were taken from\""),
    STATUS,
    CITE,
    LICENCE,
    NOTE,
    form("for", Rule::norm_group, "for INFORMANT where AGE 18 to 30 { SCORE mean 3.7 sd 0.6 reliability 0.9 n 500 … }"),
    form(
        "bands",
        Rule::norm_bands,
        "bands NAME of SCORE.T { NAME \"label\" from NUMBER … }   (or of `SCORE.z`, `SCORE.percentile`, `SCORE.TABLE`)",
    ),
];
static NORM_GROUP: &[Form] = &[
    form(
        "cut-off",
        Rule::cut_off,
        "cut-off SCORE NUMBER \"sentence\"   (or `cut-off SCORE NUMBER functional below`, or `above`)",
    ),
    form("reliable", Rule::reliable_change, "reliable change SCORE NUMBER"),
    form("percentiles", Rule::percentiles, "percentiles of SCORE { VALUE at PERCENTILE … }"),
    form(
        "table",
        Rule::norm_table,
        "table T of SCORE { 12 -> 48 … }   (or `table T of SCORE interpolated`, `… by FACT { VALUE { … } }`)",
    ),
    NOTE,
];
static SCHEDULE: &[Form] = &[
    form("title", Rule::title, "title \"text\""),
    form("about", Rule::about, "about \"text\""),
    form("language", Rule::language, "language en"),
    NOTE,
    form(
        "ask",
        Rule::ask,
        "ask MEASURE of INFORMANT, INFORMANT { first within 14 days … }   (`ask MEASURE VERSION of …`, `when FACT = …`)",
    ),
    form("remind", Rule::remind, "remind INFORMANT 1 day before, 3 days after"),
];
static ASK: &[Form] = &[
    form("first", Rule::ask_first, "first within 14 days"),
    form("then", Rule::ask_then, "then 28 days after the last"),
    form("late", Rule::ask_late, "late after 7 days"),
    form("until", Rule::ask_until, "until day 730"),
];
static FILE: &[Form] = &[
    form("instrument", Rule::instrument, "instrument ID 1.0.0 { … }"),
    form("translation", Rule::translation, "translation LANGUAGE of ID VERSION { … }"),
    form("norms", Rule::norms, "norms ID VERSION of MEASURE VERSION { … }"),
    form("schedule", Rule::schedule, "schedule ID 1.0.0 { … }"),
];

/// The statements that begin with a word, by the rule of the block they stand in.
pub fn statements_in(block: Rule) -> &'static [Form] {
    match block {
        Rule::file => FILE,
        Rule::instrument => INSTRUMENT,
        Rule::page => PAGE,
        Rule::page_when => PAGE_WHEN,
        Rule::when_block => WHEN_BLOCK,
        Rule::item_text => ITEM_TEXT,
        Rule::wording => INTRO_TEXT,
        Rule::scale => SCALE,
        Rule::follows => FOLLOWS,
        Rule::test => TEST,
        Rule::translation => TRANSLATION,
        Rule::norms => NORMS,
        Rule::norm_group => NORM_GROUP,
        Rule::schedule => SCHEDULE,
        Rule::ask => ASK,
        _ => &[],
    }
}

/// Whether a rule reads a statement that begins with a word.
pub fn is_form(rule: Rule) -> bool {
    let all = [INSTRUMENT, PAGE, ITEM_TEXT, SCALE, FOLLOWS, TEST, TRANSLATION, NORMS, NORM_GROUP, SCHEDULE, ASK, FILE];
    all.into_iter().flatten().any(|form| form.rule == rule)
}

/// The form of an entry that begins with a name or a number, by the rule of the block it stands in.
pub fn entry_in(block: Rule) -> Option<(Rule, &'static str)> {
    Some(match block {
        Rule::informants => (Rule::informant_entry, "NAME \"label\""),
        Rule::known => (
            Rule::known_entry,
            "NAME \"label\" whole A to B   (or `decimal A to B`, `one of a \"label\", b, c`, `date`, `text up to N`)",
        ),
        Rule::scale => (
            Rule::scale_point,
            "CODE \"label\"   (a number or a word; or `CODE \"label\" counts NUMBER`, `A to B step C`, `none \"label\"`)",
        ),
        Rule::items => {
            (Rule::item_entry, "NAME FLAGS \"text\"   (flags: reversed, optional, unscored, asked when …, only for …)")
        }
        Rule::item_text | Rule::wording => (Rule::told, "INFORMANT \"text\""),
        Rule::feedback => (Rule::sentence, "BAND \"sentence\""),
        Rule::bands | Rule::band_group | Rule::norm_bands => (Rule::band, "NAME \"label\" from NUMBER   (or `above NUMBER`)"),
        Rule::category => {
            (Rule::category_case, "NAME \"label\" when CONDITION   (or `NAME \"label\" otherwise`, `missing when CONDITION`)")
        }
        Rule::table | Rule::table_group | Rule::norm_table => {
            (Rule::table_row, "NUMBER -> NUMBER   (or `from A -> B`, `above A -> B`, `otherwise -> B`; B may be `missing`)")
        }
        Rule::test => (Rule::given, "ITEM, ITEM = ANSWER   (a number, `missing`, `none`, a name, a date, a time or a text)"),
        Rule::t_scale => (Rule::t_point, "CODE from \"source\" to \"translation\""),
        Rule::t_wording => (Rule::t_told, "NAME from \"source\" to \"translation\""),
        Rule::t_known => (Rule::t_word, "WORD from \"source\" to \"translation\""),
        Rule::t_bands | Rule::t_category | Rule::t_feedback => (Rule::t_band, "NAME from \"source\" to \"translation\""),
        Rule::norm_group => (Rule::norm, "SCORE mean 3.7 sd 0.6 reliability 0.9 n 500"),
        Rule::percentiles => (Rule::percentile, "VALUE at PERCENTILE"),
        _ => return None,
    })
}
