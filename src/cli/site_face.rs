use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::CliError;
use crate::files::{self, FileError};
use crate::output::{Letterhead, Picture};
use crate::serve::{BrandColours, Colour, LEAST_CONTRAST, LOGO_BYTES, Logo, SiteFace};
use crate::source::codes;

/// How a site shows whose it is, as `verbond.toml` says it under `[site]`.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct SiteSetting {
    /// What the service calls itself.
    pub name: Option<String>,
    /// A picture, from where `verbond.toml` is.
    pub logo: Option<PathBuf>,
    /// The colour of what stands at the top of each page.
    pub brand: Option<String>,
    /// The colour of words on it.
    pub on_brand: Option<String>,
}

impl SiteSetting {
    /// What it comes to.
    ///
    /// # Errors
    /// Where a colour is none, or the two cannot be read on each other; where the logo cannot be read.
    pub fn face(&self) -> Result<SiteFace, CliError> {
        let name = self.name.as_deref().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned);
        Ok(SiteFace { name, logo: self.logo.as_deref().map(logo).transpose()?, colours: self.colours()? })
    }

    /// What stands at the top of paper.
    ///
    /// # Errors
    /// As of [`Self::face`].
    pub fn letterhead(&self) -> Result<Letterhead, CliError> {
        let SiteFace { name, logo, colours } = self.face()?;
        Ok(Letterhead {
            name: name.unwrap_or_default(),
            colour: colours.and_then(BrandColours::on_white).map(|colour| colour.to_string()),
            logo: logo.map(Logo::picture).map(|(media_type, bytes)| Picture { media_type, bytes }),
        })
    }

    fn colours(&self) -> Result<Option<BrandColours>, CliError> {
        let Some(brand) = &self.brand else {
            let Some(on_brand) = &self.on_brand else { return Ok(None) };
            let help = "say `brand` too: `on-brand` is the colour of words on it".to_owned();
            return Err(refused(format!("`on-brand = \"{on_brand}\"` under `[site]` stands alone"), help));
        };
        let on_brand = self.on_brand.as_deref().map(|text| colour("on-brand", text)).transpose()?;
        let of_brand = colour("brand", brand)?;
        BrandColours::new(of_brand, on_brand).map(Some).map_err(|contrast| {
            let words = on_brand.map_or_else(String::new, |words| words.to_string());
            // What was measured is rounded down: 4.49 is not 4.5.
            let contrast = (contrast * 100.0).floor() / 100.0;
            refused(
                format!("words in `{words}` on `{of_brand}` have a contrast of {contrast} to 1, and many cannot read them"),
                format!("choose two with at least {LEAST_CONTRAST} to 1, or leave `on-brand` out: then it is white or black"),
            )
        })
    }
}

fn colour(setting: &str, text: &str) -> Result<Colour, CliError> {
    Colour::parse(text).ok_or_else(|| {
        let help = "a colour is `#` and six hexadecimal digits, as \"#12385c\"".to_owned();
        refused(format!("`{setting} = \"{text}\"` under `[site]` is no colour"), help)
    })
}

fn refused(message: String, help: String) -> CliError {
    CliError::Refused { code: &codes::UNREADABLE_COLOURS, message, help }
}

fn logo(path: &Path) -> Result<Logo, CliError> {
    let bytes = match files::bytes(path, LOGO_BYTES) {
        Ok(bytes) => bytes,
        Err(FileError::TooLarge { length, .. }) => {
            let size = length.map_or_else(String::new, |length| format!(": {} KB", length.div_ceil(1 << 10)));
            let help = format!("a logo has {} KB at the most, since every page shows it", LOGO_BYTES >> 10);
            return Err(CliError::usage(format!("{} is too large for a logo{size}", path.display()), help));
        }
        Err(error) => return Err(CliError::unread(path, error)),
    };
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    Logo::new(ending, bytes).ok_or_else(|| {
        let help = "give a file that ends in .svg, .png, .jpg or .webp".to_owned();
        CliError::usage(format!("{} is no picture that browsers show", path.display()), help)
    })
}
