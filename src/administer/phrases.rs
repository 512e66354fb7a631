use crate::instrument::Language;

/// What a face says of its own, besides the words of the measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrases {
    /// The language, by its own name.
    pub name: &'static str,
    /// What easy words are called.
    pub easy: &'static str,
    /// Have the question read aloud.
    pub aloud: &'static str,
    /// Code of the case, with the plea for no name.
    pub case: &'static str,
    /// Which occasion.
    pub occasion: &'static str,
    /// The day.
    pub date: &'static str,
    /// May be left open.
    pub optional: &'static str,
    /// Only under a condition, which follows.
    pub only_if: &'static str,
    /// Choose one.
    pub choose_one: &'static str,
    /// Choose any number.
    pub choose_any: &'static str,
    /// To the next question.
    pub next: &'static str,
    /// To the question before.
    pub back: &'static str,
    /// Leave this one open.
    pub skip: &'static str,
    /// Stop for now.
    pub stop: &'static str,
    /// It is done, and thanks.
    pub thanks: &'static str,
    /// It was kept, and goes on next time.
    pub kept: &'static str,
    /// An answer is needed, or a skip.
    pub needed: &'static str,
    /// Hand the answers in.
    pub finish: &'static str,
    /// What was given is none of the answers.
    pub not_an_answer: &'static str,
    /// Before the limits of a number.
    pub number: &'static str,
    /// A text in one's own words.
    pub own_words: &'static str,
    /// How a date is written.
    pub as_date: &'static str,
}

const ENGLISH: Phrases = Phrases {
    name: "English",
    easy: "easy words",
    aloud: "Read aloud",
    case: "Case code (no name)",
    occasion: "Occasion",
    date: "Date",
    optional: "may be left open",
    only_if: "Only if",
    choose_one: "Choose one",
    choose_any: "Choose all that fit",
    next: "Next",
    back: "Back",
    skip: "Skip",
    stop: "Stop for now",
    thanks: "That was all. Thank you.",
    kept: "Your answers are kept. You can go on later.",
    needed: "Give an answer, or skip this question.",
    finish: "Finish",
    not_an_answer: "That is not one of the answers.",
    number: "A number from",
    own_words: "In your own words",
    as_date: "Year-month-day, as 2026-11-24",
};

/// First drafts, by no native speakers; where a language is not here, English stands in.
const DRAFTS: &[(&str, Phrases)] = &[
    (
        "nl",
        Phrases {
            name: "Nederlands",
            easy: "makkelijk",
            aloud: "Lees voor",
            case: "Dossiercode (geen naam)",
            occasion: "Meting",
            date: "Datum",
            optional: "mag open blijven",
            only_if: "Alleen als",
            choose_one: "Kies er één",
            choose_any: "Kies alles wat past",
            next: "Verder",
            back: "Terug",
            skip: "Overslaan",
            stop: "Nu stoppen",
            thanks: "Dat was alles. Dank u wel.",
            kept: "Uw antwoorden zijn bewaard. U kunt later verdergaan.",
            needed: "Geef een antwoord, of sla deze vraag over.",
            finish: "Klaar",
            not_an_answer: "Dat is geen van de antwoorden.",
            number: "Een getal van",
            own_words: "In uw eigen woorden",
            as_date: "Jaar-maand-dag, zoals 2026-11-24",
        },
    ),
    (
        "de",
        Phrases {
            name: "Deutsch",
            easy: "leicht",
            aloud: "Vorlesen",
            case: "Fallnummer (kein Name)",
            occasion: "Messung",
            date: "Datum",
            optional: "kann offen bleiben",
            only_if: "Nur wenn",
            choose_one: "Bitte eine Antwort wählen",
            choose_any: "Bitte alles Zutreffende wählen",
            next: "Weiter",
            back: "Zurück",
            skip: "Überspringen",
            stop: "Jetzt aufhören",
            thanks: "Das war alles. Vielen Dank.",
            kept: "Ihre Antworten sind gespeichert. Sie können später weitermachen.",
            needed: "Bitte antworten Sie, oder überspringen Sie die Frage.",
            finish: "Fertig",
            not_an_answer: "Das ist keine der Antworten.",
            number: "Eine Zahl von",
            own_words: "In Ihren eigenen Worten",
            as_date: "Jahr-Monat-Tag, wie 2026-11-24",
        },
    ),
    (
        "fr",
        Phrases {
            name: "Français",
            easy: "facile",
            aloud: "Lire à voix haute",
            case: "Code du dossier (pas de nom)",
            occasion: "Mesure",
            date: "Date",
            optional: "peut rester sans réponse",
            only_if: "Seulement si",
            choose_one: "Choisissez une réponse",
            choose_any: "Choisissez tout ce qui convient",
            next: "Suivant",
            back: "Retour",
            skip: "Passer",
            stop: "Arrêter pour l'instant",
            thanks: "C'est terminé. Merci.",
            kept: "Vos réponses sont conservées. Vous pourrez continuer plus tard.",
            needed: "Donnez une réponse, ou passez cette question.",
            finish: "Terminer",
            not_an_answer: "Ce n'est pas une des réponses.",
            number: "Un nombre de",
            own_words: "Avec vos propres mots",
            as_date: "Année-mois-jour, comme 2026-11-24",
        },
    ),
    (
        "tr",
        Phrases {
            name: "Türkçe",
            easy: "kolay",
            aloud: "Sesli oku",
            case: "Dosya kodu (isim yazmayın)",
            occasion: "Ölçüm",
            date: "Tarih",
            optional: "boş bırakılabilir",
            only_if: "Yalnızca şu durumda",
            choose_one: "Birini seçin",
            choose_any: "Uygun olanların hepsini seçin",
            next: "İleri",
            back: "Geri",
            skip: "Geç",
            stop: "Şimdilik dur",
            thanks: "Hepsi bu kadar. Teşekkür ederiz.",
            kept: "Yanıtlarınız saklandı. Daha sonra devam edebilirsiniz.",
            needed: "Bir yanıt verin ya da bu soruyu geçin.",
            finish: "Bitir",
            not_an_answer: "Bu, yanıtlardan biri değil.",
            number: "Bir sayı:",
            own_words: "Kendi sözlerinizle",
            as_date: "Yıl-ay-gün, örneğin 2026-11-24",
        },
    ),
    (
        "ar",
        Phrases {
            name: "العربية",
            easy: "سهل",
            aloud: "اقرأ بصوت عالٍ",
            case: "رمز الملف (بدون اسم)",
            occasion: "المرة",
            date: "التاريخ",
            optional: "يمكن تركه فارغًا",
            only_if: "فقط إذا",
            choose_one: "اختر إجابة واحدة",
            choose_any: "اختر كل ما ينطبق",
            next: "التالي",
            back: "رجوع",
            skip: "تخطي",
            stop: "توقف الآن",
            thanks: "انتهت الأسئلة. شكرًا لك.",
            kept: "تم حفظ إجاباتك. يمكنك المتابعة لاحقًا.",
            needed: "أعط إجابة أو تخطَّ هذا السؤال.",
            finish: "إنهاء",
            not_an_answer: "هذه ليست من الإجابات.",
            number: "رقم من",
            own_words: "بكلماتك أنت",
            as_date: "سنة-شهر-يوم، مثل 2026-11-24",
        },
    ),
    (
        "pl",
        Phrases {
            name: "Polski",
            easy: "łatwy",
            aloud: "Czytaj na głos",
            case: "Kod sprawy (bez nazwiska)",
            occasion: "Pomiar",
            date: "Data",
            optional: "można pominąć",
            only_if: "Tylko jeśli",
            choose_one: "Wybierz jedną odpowiedź",
            choose_any: "Wybierz wszystkie pasujące",
            next: "Dalej",
            back: "Wstecz",
            skip: "Pomiń",
            stop: "Przerwij",
            thanks: "To wszystko. Dziękujemy.",
            kept: "Odpowiedzi są zapisane. Można dokończyć później.",
            needed: "Podaj odpowiedź albo pomiń to pytanie.",
            finish: "Zakończ",
            not_an_answer: "To nie jest żadna z odpowiedzi.",
            number: "Liczba od",
            own_words: "Własnymi słowami",
            as_date: "Rok-miesiąc-dzień, jak 2026-11-24",
        },
    ),
];

impl Phrases {
    /// A language as those who speak it call it; its tag where that is not known.
    pub fn called(language: &Language) -> String {
        let tag = language.to_string();
        let own = tag.split('-').next().unwrap_or_default();
        let phrases = Self::in_language(language);
        if own != "en" && phrases == ENGLISH {
            return tag;
        }
        if tag.ends_with("-x-easy") { format!("{} ({})", phrases.name, phrases.easy) } else { phrases.name.to_owned() }
    }

    /// The phrases in a language, or in English.
    pub fn in_language(language: &Language) -> Self {
        let chain = language.fallbacks();
        let found = chain.iter().find_map(|language| {
            let tag = language.to_string();
            DRAFTS.iter().find(|(known, _)| *known == tag)
        });
        found.map_or(ENGLISH, |(_, phrases)| *phrases)
    }
}
