use std::io::{self, Read};

/// Whether the lines of a text end with carriage returns alone, as Excel writes CSV for Macintosh.
pub(super) fn are_carriage_returns(start: &[u8]) -> bool {
    memchr::memchr(b'\r', start).is_some() && memchr::memchr(b'\n', start).is_none()
}

/// Puts line feeds in the places of carriage returns.
pub(super) fn to_line_feeds(text: &mut [u8]) {
    text.iter_mut().filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
}

/// A text whose lines end with carriage returns, as one whose lines end with line feeds.
pub(super) struct WithLineFeeds<R>(pub R);

impl<R: Read> Read for WithLineFeeds<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(room)?;
        to_line_feeds(&mut room[..read]);
        Ok(read)
    }
}
