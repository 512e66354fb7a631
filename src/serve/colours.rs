use std::fmt;

/// Least contrast of words and what they stand on, as WCAG 2.2 asks of words of the usual size (1.4.3).
pub const LEAST_CONTRAST: f64 = 4.5;

/// A colour, as `#12385c` writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    const WHITE: Self = Self([255; 3]);
    const BLACK: Self = Self([0; 3]);

    /// A colour of six hexadecimal digits after `#`, or of three.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        let part = |at: usize| match digits.len() {
            6 => u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok(),
            3 => u8::from_str_radix(digits.get(at..=at)?, 16).ok().map(|digit| digit * 17),
            _ => None,
        };
        Some(Self([part(0)?, part(1)?, part(2)?]))
    }

    /// Relative luminance, from 0 for black to 1 for white (WCAG 2.2).
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Contrast with another colour, from 1 for the same to 21 for black on white.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// The colour of a site, and that of words on it: they can be read on each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BrandColours {
    brand: Colour,
    on_brand: Colour,
}

impl BrandColours {
    /// Colours with enough contrast. Where nobody chose that of the words, it is white or black, whichever can be read
    /// better.
    ///
    /// # Errors
    /// The contrast, where it is less than [`LEAST_CONTRAST`].
    pub fn new(brand: Colour, on_brand: Option<Colour>) -> Result<Self, f64> {
        let lighter = || if brand.contrast(Colour::WHITE) >= LEAST_CONTRAST { Colour::WHITE } else { Colour::BLACK };
        let on_brand = on_brand.unwrap_or_else(lighter);
        let contrast = brand.contrast(on_brand);
        if contrast < LEAST_CONTRAST { Err(contrast) } else { Ok(Self { brand, on_brand }) }
    }

    /// The colour of the site for words on white paper; nothing where it is too light for that.
    pub fn on_white(self) -> Option<Colour> {
        (self.brand.contrast(Colour::WHITE) >= LEAST_CONTRAST).then_some(self.brand)
    }

    /// What sets them in a style sheet, whatever light there is; nothing where the reader has colours of their own.
    pub(super) fn style(self) -> String {
        let Self { brand, on_brand } = self;
        format!("@media (forced-colors: none) {{ :root {{ --brand: {brand}; --on-brand: {on_brand}; }} }}\n")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        let of = |text: &str| Colour::parse(text).unwrap();
        assert!((of("#000").contrast(of("#ffffff")) - 21.0).abs() < 1e-9);
        // The figures that WebAIM's checker gives.
        assert!((of("#777777").contrast(of("#ffffff")) - 4.48).abs() < 0.005);
        assert!((of("#767676").contrast(of("#ffffff")) - 4.54).abs() < 0.005);
        assert!(BrandColours::new(of("#777777"), Some(of("#fff"))).is_err());
        assert!(BrandColours::new(of("#767676"), Some(of("#fff"))).is_ok());
        for text in ["12385c", "#12385", "#12385g", "#1238", "", "#", "red", "#é12"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_colour_alone_finds_words_that_can_be_read_on_it(brand in any::<[u8; 3]>()) {
            let colours = BrandColours::new(Colour(brand), None);
            prop_assert!(colours.is_ok_and(|colours| colours.brand.contrast(colours.on_brand) >= LEAST_CONTRAST));
            prop_assert_eq!(Colour::parse(&Colour(brand).to_string()), Some(Colour(brand)));
        }
    }
}
