use serde::{Serialize, Serializer};

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
        format!("data:{};base64,{}", self.media_type, base64(&self.bytes))
    }
}

/// Only what the picture is; its bytes go beside the words.
impl Serialize for Picture {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.media_type)
    }
}

/// Bytes in letters (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let letter = |bits: u32| char::from(LETTERS[(bits & 63) as usize]);
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        text.extend([18, 12, 6, 0].iter().take(three.len() + 1).map(|shift| letter(bits >> shift)));
        text.extend(std::iter::repeat_n('=', 3 - three.len()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    /// The examples of RFC 4648, section 10.
    #[test]
    fn bytes_are_written_as_the_standard_says() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE=")]
        {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
