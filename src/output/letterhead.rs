use serde::{Serialize, Serializer};

use super::data_address::data_address;

/// Whose paper it is, as it stands at the top of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Letterhead {
    /// What the service calls itself; empty where that is not known.
    pub name: String,
    /// The colour of headings, as `#12385c`, which can be read on white; nothing where it is that of the program.
    pub colour: Option<String>,
    /// Its logo.
    pub logo: Option<Picture>,
}

/// A picture that is held in memory.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// What it is, as browsers are told it: `image/svg+xml`, `image/png`, `image/jpeg` or `image/webp`.
    pub media_type: &'static str,
    /// The bytes of its file.
    pub bytes: Vec<u8>,
}

impl Letterhead {
    /// One with a name and nothing else.
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }
}

impl Picture {
    /// The address of a page that holds the picture itself (RFC 2397).
    pub fn address(&self) -> String {
        data_address(self.media_type, &self.bytes)
    }
}

/// Only what the picture is; its bytes go beside the words.
impl Serialize for Picture {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.media_type)
    }
}
