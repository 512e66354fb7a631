//! Languages of forms: their names, and words that a form leaves to the program that shows it.

/// Names of languages in English and in themselves, and their tags.
#[rustfmt::skip]
const NAMES: &[(&str, &str)] = &[
    ("afrikaans", "af"), ("albanian", "sq"), ("amharic", "am"), ("arabic", "ar"), ("armenian", "hy"), ("assamese", "as"),
    ("azerbaijani", "az"), ("bahasa indonesia", "id"), ("bangla", "bn"), ("basque", "eu"), ("belarusian", "be"),
    ("bengali", "bn"), ("bosnian", "bs"), ("bulgarian", "bg"), ("burmese", "my"), ("catalan", "ca"), ("chichewa", "ny"),
    ("chinese", "zh"), ("creole", "ht"), ("croatian", "hr"), ("czech", "cs"), ("danish", "da"), ("dari", "prs"),
    ("deutsch", "de"), ("dutch", "nl"), ("english", "en"), ("español", "es"), ("espanol", "es"), ("estonian", "et"),
    ("ewe", "ee"), ("farsi", "fa"), ("filipino", "fil"), ("finnish", "fi"), ("français", "fr"), ("francais", "fr"),
    ("french", "fr"), ("fula", "ff"), ("galician", "gl"), ("georgian", "ka"), ("german", "de"), ("greek", "el"),
    ("gujarati", "gu"), ("haitian creole", "ht"), ("hausa", "ha"), ("hebrew", "he"), ("hindi", "hi"), ("hungarian", "hu"),
    ("icelandic", "is"), ("igbo", "ig"), ("indonesian", "id"), ("irish", "ga"), ("italian", "it"), ("italiano", "it"),
    ("japanese", "ja"), ("javanese", "jv"), ("kannada", "kn"), ("kazakh", "kk"), ("khmer", "km"), ("kinyarwanda", "rw"),
    ("kirundi", "rn"), ("kiswahili", "sw"), ("korean", "ko"), ("krio", "kri"), ("kurdish", "ku"), ("kyrgyz", "ky"),
    ("lao", "lo"), ("latvian", "lv"), ("lingala", "ln"), ("lithuanian", "lt"), ("luganda", "lg"), ("macedonian", "mk"),
    ("malagasy", "mg"), ("malay", "ms"), ("malayalam", "ml"), ("maltese", "mt"), ("maori", "mi"), ("marathi", "mr"),
    ("mongolian", "mn"), ("nederlands", "nl"), ("nepali", "ne"), ("norwegian", "no"), ("odia", "or"), ("oriya", "or"),
    ("oromo", "om"), ("pashto", "ps"), ("persian", "fa"), ("polish", "pl"), ("polski", "pl"), ("português", "pt"),
    ("portugues", "pt"), ("portuguese", "pt"), ("punjabi", "pa"), ("quechua", "qu"), ("romanian", "ro"), ("russian", "ru"),
    ("samoan", "sm"), ("serbian", "sr"), ("shona", "sn"), ("sindhi", "sd"), ("sinhala", "si"), ("slovak", "sk"),
    ("slovenian", "sl"), ("somali", "so"), ("sotho", "st"), ("spanish", "es"), ("swahili", "sw"), ("swedish", "sv"),
    ("svenska", "sv"), ("tagalog", "tl"), ("tajik", "tg"), ("tamil", "ta"), ("telugu", "te"), ("tetum", "tet"), ("thai", "th"),
    ("tigrinya", "ti"), ("tok pisin", "tpi"), ("tongan", "to"), ("tswana", "tn"), ("turkish", "tr"), ("türkçe", "tr"),
    ("turkmen", "tk"), ("twi", "tw"), ("ukrainian", "uk"), ("urdu", "ur"), ("uyghur", "ug"), ("uzbek", "uz"),
    ("vietnamese", "vi"), ("welsh", "cy"), ("wolof", "wo"), ("xhosa", "xh"), ("yoruba", "yo"), ("zulu", "zu"),
];

/// Yes and no, by language.
#[rustfmt::skip]
const YES_AND_NO: &[(&str, &str, &str)] = &[
    ("ar", "نعم", "لا"), ("bg", "Да", "Не"), ("cs", "Ano", "Ne"), ("da", "Ja", "Nej"), ("de", "Ja", "Nein"), ("el", "Ναι", "Όχι"),
    ("en", "Yes", "No"), ("es", "Sí", "No"), ("et", "Jah", "Ei"), ("fi", "Kyllä", "Ei"), ("fr", "Oui", "Non"), ("he", "כן", "לא"),
    ("hi", "हाँ", "नहीं"), ("hr", "Da", "Ne"), ("hu", "Igen", "Nem"), ("id", "Ya", "Tidak"), ("it", "Sì", "No"), ("ja", "はい", "いいえ"),
    ("ko", "예", "아니요"), ("lt", "Taip", "Ne"), ("lv", "Jā", "Nē"), ("nb", "Ja", "Nei"), ("nl", "Ja", "Nee"), ("no", "Ja", "Nei"),
    ("pl", "Tak", "Nie"), ("pt", "Sim", "Não"), ("ro", "Da", "Nu"), ("ru", "Да", "Нет"), ("sk", "Áno", "Nie"), ("sl", "Da", "Ne"),
    ("sr", "Да", "Не"), ("sv", "Ja", "Nej"), ("sw", "Ndiyo", "Hapana"), ("tr", "Evet", "Hayır"), ("uk", "Так", "Ні"), ("zh", "是", "否"),
];

/// The words for yes and no in a language, and whether they are those of that language: they are English elsewhere.
pub(super) fn yes_and_no(tag: &str) -> (&'static str, &'static str, bool) {
    let language = tag.split('-').next().unwrap_or(tag);
    let found = YES_AND_NO.iter().find(|(own, ..)| *own == language);
    found.map_or(("Yes", "No", false), |(_, yes, no)| (yes, no, true))
}

/// The tags of languages as a form names them, each unlike all others.
pub(super) fn tags(names: &[String]) -> Vec<String> {
    let mut given: Vec<String> = Vec::new();
    let is_named = |name: &String, tag: &str| !name.is_empty() && tag_of(name) == tag;
    for name in names {
        // A language without a name is English unless another is.
        let is_other = name.is_empty() && names.iter().any(|other| is_named(other, "en"));
        let wanted = if is_other { "und".to_owned() } else { tag_of(name) };
        let is_free = |tag: &String, given: &[String]| given.iter().all(|there| !there.eq_ignore_ascii_case(tag));
        let tag = if is_free(&wanted, &given) {
            wanted
        } else {
            (2..).map(|number| format!("{wanted}-x-{number}")).find(|tag| is_free(tag, &given)).unwrap_or(wanted)
        };
        given.push(tag);
    }
    given
}

/// The tag of a language by its name: `French (fr)`, `français`, `fr`; our own forms begin with the whole tag, and give
/// its language in brackets.
fn tag_of(name: &str) -> String {
    if name.is_empty() {
        return "en".to_owned();
    }
    let in_brackets = name.rsplit_once('(').map(|(_, rest)| rest.trim_end_matches(')').trim()).filter(|tag| is_tag(tag));
    let first = name.split(' ').next().unwrap_or_default();
    match in_brackets {
        Some(short) if first.split('-').next() == Some(short) && is_tag(first) => first.to_owned(),
        Some(tag) => tag.replace('_', "-"),
        None => {
            let plain = name.split('(').next().unwrap_or_default().trim().to_lowercase();
            let known = NAMES.iter().find(|(known, _)| *known == plain).map(|(_, tag)| (*tag).to_owned());
            known.or_else(|| is_tag(name).then(|| name.replace('_', "-"))).unwrap_or_else(|| own_tag(name))
        }
    }
}

/// Whether a text is a tag as forms write them: a language of two or three letters, and what may follow it.
fn is_tag(text: &str) -> bool {
    let mut parts = text.split(['-', '_']);
    let language = parts.next().unwrap_or_default();
    let is_language = (2..=3).contains(&language.len()) && language.chars().all(|c| c.is_ascii_lowercase());
    is_language && parts.all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// A tag for a language that is not known by its name.
fn own_tag(name: &str) -> String {
    let letters: String = name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).take(8).collect();
    if letters.is_empty() { "und".to_owned() } else { format!("und-x-{letters}") }
}
