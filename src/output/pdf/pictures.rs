use std::sync::Arc;

use typst::foundations::{Bytes, Dict, IntoValue, Str};

use super::PdfError;
use super::typeset::check_picture;
use crate::administer::MediaContent;
use crate::output::letterhead::Picture;
use crate::output::paper::ShownFile;

/// What a template draws beside its words: the logo, and pictures by their keys.
pub struct Pictures {
    logo: Option<Bytes>,
    shown: Dict,
}

impl Pictures {
    /// Those that can be drawn.
    ///
    /// # Errors
    /// Where one of them cannot.
    pub fn checked<'f>(logo: Option<&Picture>, files: impl Iterator<Item = &'f ShownFile>) -> Result<Self, PdfError> {
        let logo = logo.map(|logo| Bytes::new(logo.bytes.clone()));
        logo.as_ref().map_or(Ok(()), check_picture).map_err(PdfError::Logo)?;
        let mut shown = Dict::new();
        for file in files {
            let key = Str::from(file.key.as_str());
            if !shown.contains(&key) {
                let bytes = Bytes::new(Held(file.content.clone()));
                check_picture(&bytes).map_err(|why| PdfError::Picture { name: file.key.clone(), why })?;
                shown.insert(key, bytes.into_value());
            }
        }
        Ok(Self { logo, shown })
    }

    /// As a template reads them.
    pub fn inputs(&self) -> Dict {
        let mut inputs = Dict::new();
        inputs.insert("pictures".into(), self.shown.clone().into_value());
        if let Some(logo) = &self.logo {
            inputs.insert("logo".into(), logo.clone().into_value());
        }
        inputs
    }
}

/// The bytes of a picture where they are, and not once more.
struct Held(Arc<MediaContent>);

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.0.bytes
    }
}
