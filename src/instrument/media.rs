use serde::{Serialize, Serializer};

/// What is shown and played beside a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Media {
    /// A picture before the words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
    /// A sound under them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audio: Option<MediaFile>,
}

impl Media {
    /// As the language writes it behind a text.
    pub fn in_words(&self) -> String {
        let escaped = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"");
        let picture = self.picture.as_ref().map(|it| format!("picture \"{}\" alt \"{}\"", it.file.name(), escaped(&it.alt)));
        let audio = self.audio.as_ref().map(|file| format!("audio \"{}\"", file.name()));
        picture.into_iter().chain(audio).collect::<Vec<_>>().join(" ")
    }

    /// Its files.
    pub fn files(&self) -> impl Iterator<Item = &MediaFile> {
        self.picture.iter().map(|picture| &picture.file).chain(&self.audio)
    }
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// Its file.
    pub file: MediaFile,
    /// What is said in its place; empty where it adds nothing to the words.
    pub alt: String,
}

/// The name of a file beside the file that names it: relative, with `/` between folders, never outside, and of a kind that
/// is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MediaFile {
    name: String,
    kind: MediaKind,
}

/// Why a text is not the name of such a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoMediaFile {
    /// It lies outside the folder of the file that names it, or names no file at all.
    Outside,
    /// Its ending is none that is known for what it is to be.
    UnknownKind,
}

/// What it is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaUse {
    /// Shown.
    Picture,
    /// Played.
    Audio,
}

impl MediaUse {
    /// The endings of names that are known for it, as a person reads them.
    pub fn endings(self) -> &'static str {
        match self {
            Self::Picture => "`.svg`, `.png`, `.jpg`, `.webp` or `.gif`",
            Self::Audio => "`.mp3`, `.ogg`, `.m4a` or `.wav`",
        }
    }
}

/// Characters that no name of a file may have: other systems cannot write them, or read them as parts of an address.
const FORBIDDEN: &[char] = &['\\', ':', '*', '?', '"', '<', '>', '|', '%', '#'];

impl MediaFile {
    /// The file of a name.
    ///
    /// # Errors
    /// Where it lies outside, or is of no kind that is known for its use.
    pub fn parse(name: &str, of: MediaUse) -> Result<Self, NoMediaFile> {
        let is_outside = |part: &str| part.is_empty() || part.starts_with('.') || part.trim() != part;
        let is_forbidden = |c: char| c.is_control() || FORBIDDEN.contains(&c);
        if name.contains(is_forbidden) || name.split('/').any(is_outside) {
            return Err(NoMediaFile::Outside);
        }
        let kind = MediaKind::of_name(name).filter(|kind| kind.used_as() == of).ok_or(NoMediaFile::UnknownKind)?;
        Ok(Self { name: name.to_owned(), kind })
    }

    /// The name, as the file says it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it holds, by its ending.
    pub fn kind(&self) -> MediaKind {
        self.kind
    }
}

impl Serialize for MediaFile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name)
    }
}

/// The kinds of files that browsers show and play.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MediaKind {
    /// A drawing.
    Svg,
    /// A picture.
    Png,
    /// A photograph.
    Jpeg,
    /// A picture.
    Webp,
    /// A picture.
    Gif,
    /// A sound.
    Mp3,
    /// A sound.
    Ogg,
    /// A sound.
    M4a,
    /// A sound.
    Wav,
}

impl MediaKind {
    /// The kind of a file by the ending of its name, in whatever capitals.
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        let endings = [
            ("svg", Self::Svg),
            ("png", Self::Png),
            ("jpg", Self::Jpeg),
            ("jpeg", Self::Jpeg),
            ("webp", Self::Webp),
            ("gif", Self::Gif),
            ("mp3", Self::Mp3),
            ("ogg", Self::Ogg),
            ("m4a", Self::M4a),
            ("wav", Self::Wav),
        ];
        endings.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)).map(|(_, kind)| kind)
    }

    /// Whether it is shown or played.
    pub fn used_as(self) -> MediaUse {
        match self {
            Self::Svg | Self::Png | Self::Jpeg | Self::Webp | Self::Gif => MediaUse::Picture,
            Self::Mp3 | Self::Ogg | Self::M4a | Self::Wav => MediaUse::Audio,
        }
    }

    /// What browsers are told that it is.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
            Self::Mp3 => "audio/mpeg",
            Self::Ogg => "audio/ogg",
            Self::M4a => "audio/mp4",
            Self::Wav => "audio/wav",
        }
    }

    /// Whether a file begins as one of this kind does. Of a drawing, a text, it is enough that the word stands there.
    pub fn begins(self, bytes: &[u8]) -> bool {
        let at = |start: usize, mark: &[u8]| bytes.get(start..).is_some_and(|rest| rest.starts_with(mark));
        match self {
            Self::Svg => bytes.windows(4).any(|word| word == b"<svg"),
            Self::Png => at(0, b"\x89PNG\r\n\x1a\n"),
            Self::Jpeg => at(0, b"\xff\xd8\xff"),
            Self::Webp => at(0, b"RIFF") && at(8, b"WEBP"),
            Self::Gif => at(0, b"GIF87a") || at(0, b"GIF89a"),
            // With what is told of it before, or the sound itself: eleven bits that are set.
            Self::Mp3 => at(0, b"ID3") || matches!(bytes, [0xff, second, ..] if second & 0xe0 == 0xe0),
            Self::Ogg => at(0, b"OggS"),
            Self::M4a => at(4, b"ftyp"),
            Self::Wav => at(0, b"RIFF") && at(8, b"WAVE"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_outside_is_no_name() {
        for name in ["", "/etc/x.svg", "../x.svg", "a/../x.svg", "a//x.svg", ".x.svg", "c:x.svg", "a\\x.svg", "http://a/x.svg"] {
            assert_eq!(MediaFile::parse(name, MediaUse::Picture), Err(NoMediaFile::Outside), "{name}");
        }
        for name in ["x", "x.exe", "x.mp3", "x.svg.html"] {
            assert_eq!(MediaFile::parse(name, MediaUse::Picture), Err(NoMediaFile::UnknownKind), "{name}");
        }
        for (name, kind) in [("x.svg", MediaKind::Svg), ("pictures/Full glass.JPG", MediaKind::Jpeg)] {
            assert_eq!(MediaFile::parse(name, MediaUse::Picture).map(|file| file.kind()), Ok(kind), "{name}");
        }
    }

    #[test]
    fn a_file_begins_as_its_kind_does() {
        assert!(MediaKind::Svg.begins(b"<?xml version=\"1.0\"?>\n<svg/>") && !MediaKind::Svg.begins(b"<html>"));
        assert!(MediaKind::Mp3.begins(b"\xff\xfb\x90") && MediaKind::Mp3.begins(b"ID3") && !MediaKind::Mp3.begins(b"\xff"));
        assert!(MediaKind::Wav.begins(b"RIFF\0\0\0\0WAVE") && !MediaKind::Wav.begins(b"RIFF\0\0\0\0WEBP"));
    }
}
