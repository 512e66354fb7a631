use crate::phrases::Phrases;

/// A count of a team in a sentence: about so many, since it is rounded ([`super::LEAST`]); a dash where it is hidden.
/// Nothing is nothing: a count of one to four is hidden, and never rounded to none.
pub fn count_in_words(count: Option<u64>, phrases: &Phrases) -> String {
    match count {
        None => "–".to_owned(),
        Some(0) => "0".to_owned(),
        Some(count) => phrases.with("about-count", [("count", count.to_string().into())]),
    }
}

/// The same in a table or a drawing, where a sign says that it is rounded.
pub fn count_in_figures(count: Option<u64>) -> String {
    match count {
        None => "–".to_owned(),
        Some(0) => "0".to_owned(),
        Some(count) => format!("≈ {count}"),
    }
}
