use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// The fonts that come with the program, each as its makers gave it away; `fonts/README.md` names them and their
/// licences.
const FILES: [&[u8]; 5] = [
    include_bytes!("fonts/LiberationSans-Regular.ttf"),
    include_bytes!("fonts/LiberationSans-Bold.ttf"),
    include_bytes!("fonts/LiberationMono-Regular.ttf"),
    include_bytes!("fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("fonts/NotoSansArabic-Bold.ttf"),
];

/// The fonts, and what is known of them.
pub struct Fonts {
    pub fonts: Vec<Font>,
    pub book: LazyHash<FontBook>,
}

pub static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let fonts: Vec<Font> = FILES.iter().flat_map(|file| Font::iter(Bytes::new(*file))).collect();
    let book = LazyHash::new(FontBook::from_fonts(&fonts));
    Fonts { fonts, book }
});

impl Fonts {
    /// Letters of a text that none of the fonts has, each once, in the order of the text.
    pub fn lacking(&self, text: &str) -> Vec<char> {
        let mut lacking = Vec::new();
        for letter in text.chars().filter(|letter| !is_unseen(*letter)) {
            if !lacking.contains(&letter) && self.fonts.iter().all(|font| !font.info().coverage.contains(letter.into())) {
                lacking.push(letter);
            }
        }
        lacking
    }
}

/// Whether a letter says how others are set and is not drawn itself: breaks, joiners, directions, soft hyphens,
/// variants.
fn is_unseen(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(letter, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
        || matches!(letter, '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}
