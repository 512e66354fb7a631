//! Pictures and sounds of measures, from memory: only those that a measure names are there.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use sha2::{Digest, Sha256};

use super::Served;
use super::page::Failure;
use super::question::Face;
use crate::administer::{MediaContent, MediaContents, MediaPlace};
use crate::instrument::ItemIx;
use crate::syntax::hexadecimal;

/// Pictures and sounds of a measure under addresses that change with what they hold, so that a browser keeps them and a
/// page never shows another than it was made with.
#[derive(Clone, Debug, Default)]
pub(super) struct ServedMedia {
    /// The last part of the address of each file.
    addresses: BTreeMap<MediaPlace, String>,
    /// What is there under an address.
    contents: BTreeMap<String, Arc<MediaContent>>,
}

impl ServedMedia {
    pub(super) fn of(contents: &MediaContents) -> Self {
        let mut served = Self::default();
        for (place, content) in contents.all() {
            let address = hexadecimal(&Sha256::digest(&content.bytes)[..16]);
            served.addresses.insert(place.clone(), address.clone());
            served.contents.insert(address, Arc::clone(content));
        }
        served
    }

    /// The same, where a file that went away keeps what it held, and pages that were sent before still find theirs.
    #[must_use]
    pub(super) fn keeping(mut self, earlier: &Self) -> Self {
        for (place, address) in &earlier.addresses {
            if let Some(content) = earlier.contents.get(address) {
                self.addresses.entry(place.clone()).or_insert_with(|| address.clone());
                self.contents.entry(address.clone()).or_insert_with(|| Arc::clone(content));
            }
        }
        self
    }

    /// SHA-256 of which file is shown at which place; nothing where there is none.
    pub(super) fn fingerprint(&self) -> Option<String> {
        (!self.addresses.is_empty()).then(|| hexadecimal(&Sha256::digest(format!("{:?}", self.addresses))))
    }

    fn address(&self, place: &MediaPlace) -> Option<String> {
        self.addresses.get(place).map(|address| format!("/media/{address}"))
    }

    pub(super) fn content(&self, address: &str) -> Option<&Arc<MediaContent>> {
        self.contents.get(address)
    }
}

impl Face<'_> {
    /// The picture that stands before the words of a path; what it shows, where its file cannot be read.
    pub(super) fn picture(&self, path: &str) -> Markup {
        let Some(picture) = self.texts.picture(path) else { return html! {} };
        match self.measure.media().address(picture.file) {
            Some(address) => html! { img.shown src=(address) alt=(picture.alt); },
            None => html! { @if !picture.alt.is_empty() { span.not-shown { "[" (picture.alt) "] " } } },
        }
    }

    /// The sound beside the words of a path, with what it is the sound of as its name.
    pub(super) fn sound(&self, path: &str, words: &str) -> Markup {
        let address = self.texts.audio(path).and_then(|place| self.measure.media().address(place));
        html! { @if let Some(address) = address { audio.played controls preload="none" src=(address) aria-label=(words) {} } }
    }

    /// Sounds of answers that stand where nothing else fits beside them: each with the words of its answer.
    pub(super) fn sounds(&self, answers: &[(String, String)], words: impl Fn(&(String, String)) -> String) -> Markup {
        html! {
            @for answer in answers.iter().filter(|(_, path)| self.texts.audio(path).is_some()) {
                div.sound-of { span { (words(answer)) } (self.sound(&answer.1, &words(answer))) }
            }
        }
    }

    /// The path of the question of an item, beside which its picture stands; that of all where it ranks or shares out.
    pub(super) fn path_of(&self, item: ItemIx) -> String {
        let instrument = self.instrument();
        let name = instrument.member(item).map_or(&instrument.items[item].name, |(allotment, _)| &allotment.name);
        format!("item {name}")
    }
}

/// A drawing can hold scripts and addresses of others: here it runs none and reaches nothing, also where somebody opens it
/// by itself.
const ALONE: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
/// It never changes under its address; only who was sent it keeps it.
const KEPT: &str = "private, max-age=31536000, immutable";

/// A picture or a sound, or the part of it that a browser asks for.
pub(super) async fn media(
    State(served): State<Arc<Served>>,
    Path(address): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let shelf = served.shelf();
    let content = shelf.measures().iter().find_map(|measure| measure.media().content(&address)).ok_or(Failure::Missing)?;
    let fixed = [
        (header::CONTENT_TYPE, content.kind.media_type()),
        (header::CACHE_CONTROL, KEPT),
        (header::CONTENT_SECURITY_POLICY, ALONE),
        (header::ACCEPT_RANGES, "bytes"),
    ];
    let all = content.bytes.len();
    let asked = headers.get(header::RANGE).and_then(|range| range.to_str().ok());
    // Some browsers play no sound that they cannot ask for in parts.
    Ok(match asked.map(|range| part(range, all)) {
        None | Some(Part::All) => (fixed, content.bytes.clone()).into_response(),
        Some(Part::Of(first, last)) => {
            let range = [(header::CONTENT_RANGE, format!("bytes {first}-{last}/{all}"))];
            (StatusCode::PARTIAL_CONTENT, fixed, range, content.bytes[first..=last].to_vec()).into_response()
        }
        Some(Part::Beyond) => {
            let range = [(header::CONTENT_RANGE, format!("bytes */{all}"))];
            (StatusCode::RANGE_NOT_SATISFIABLE, range).into_response()
        }
    })
}

/// The part of a file that is asked for.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    /// All of it; also where several parts are asked for at once, or something that is no part.
    All,
    /// From one byte to another, both included.
    Of(usize, usize),
    /// Bytes that it does not have.
    Beyond,
}

/// What `bytes=0-1`, `bytes=5-` or `bytes=-3` asks for of so many bytes (RFC 9110, 14.1.2).
fn part(range: &str, all: usize) -> Part {
    let Some((first, last)) = range.strip_prefix("bytes=").and_then(|range| range.split_once('-')) else { return Part::All };
    let (from, to) = (first.trim().parse::<usize>(), last.trim().parse::<usize>());
    match (from, to) {
        (Ok(from), _) if from >= all => Part::Beyond,
        (Ok(from), Ok(to)) if from <= to => Part::Of(from, to.min(all - 1)),
        (Ok(from), Err(_)) if last.trim().is_empty() => Part::Of(from, all - 1),
        (Err(_), Ok(0)) if first.trim().is_empty() => Part::Beyond,
        (Err(_), Ok(length)) if first.trim().is_empty() && all > 0 => Part::Of(all.saturating_sub(length), all - 1),
        _ => Part::All,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_file_are_told() {
        for (range, asked) in [
            ("bytes=0-1", Part::Of(0, 1)),
            ("bytes=5-", Part::Of(5, 9)),
            ("bytes=5-100", Part::Of(5, 9)),
            ("bytes=-3", Part::Of(7, 9)),
            ("bytes=-30", Part::Of(0, 9)),
            ("bytes=10-", Part::Beyond),
            ("bytes=-0", Part::Beyond),
            ("bytes=3-1", Part::All),
            ("bytes=0-1,4-5", Part::All),
            ("lines=0-1", Part::All),
        ] {
            assert_eq!(part(range, 10), asked, "{range}");
        }
    }
}
