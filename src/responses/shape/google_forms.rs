//! Google Forms: the questions are the header, after a time stamp whose name depends on the language of the form.

use super::{Head, Layout};

const STAMPS: [&str; 9] = [
    "Timestamp",
    "Tijdstempel",
    "Zeitstempel",
    "Horodateur",
    "Marca temporal",
    "Zaman damgası",
    "Sygnatura czasowa",
    "طابع زمني",
    "Informazioni cronologiche",
];

pub(super) fn is(head: Head<'_>) -> bool {
    head.names.first().is_some_and(|name| STAMPS.contains(&name.as_str()))
}

pub(super) fn layout(head: Head<'_>) -> Layout {
    Layout::default().with("date", head.names.first().cloned())
}
