use super::sketch::{ItemSketch, KindSketch, Sketch};
use crate::exchange::statements::DEALT;
use crate::instrument::Allotment;

/// A question that ranks or shares out, as our own forms carry it before the flags of its first number.
struct Dealt {
    name: String,
    /// `ranking of work, friends`
    written: String,
    members: Vec<String>,
    flags: String,
}

impl Dealt {
    fn of(item: &ItemSketch) -> Option<Self> {
        let (dealt, flags) = item.flags.strip_prefix(DEALT.0)?.split_once(DEALT.1)?;
        let (name, written) = dealt.split_once(" as ")?;
        let (_, members) = written.split_once(" among ").or_else(|| written.split_once(" of "))?;
        Some(Self {
            name: name.to_owned(),
            written: written.to_owned(),
            members: members.split(", ").map(str::to_owned).collect(),
            flags: flags.trim().to_owned(),
        })
    }

    /// Whether these are its numbers.
    fn is_of(&self, items: &[ItemSketch]) -> bool {
        let is_of = |(item, member): (&ItemSketch, &String)| item.name == format!("{}_{member}", self.name);
        items.len() == self.members.len() && items.iter().zip(&self.members).all(is_of)
    }

    /// The question, with what each of its members is called.
    fn question(self, numbers: &[ItemSketch]) -> ItemSketch {
        let mut question = numbers[0].clone();
        let languages = question.text.len();
        let parted: Vec<(String, Vec<String>)> = (0..languages)
            .map(|language| parted(&numbers.iter().map(|number| text(number, language)).collect::<Vec<_>>()))
            .collect();
        question.text = parted.iter().map(|(asked, _)| asked.clone()).collect();
        let called = |at: usize| parted.iter().map(|(_, members)| members[at].clone()).collect();
        question.choices = self.members.into_iter().enumerate().map(|(at, member)| (member, called(at))).collect();
        question.form_name.clone_from(&self.name);
        (question.name, question.kind, question.flags) = (self.name, KindSketch::Dealt(self.written), self.flags);
        question
    }
}

fn text(item: &ItemSketch, language: usize) -> &str {
    item.text.get(language).map_or("", String::as_str)
}

/// The question that several texts begin with, and what each says behind it.
fn parted(texts: &[&str]) -> (String, Vec<String>) {
    let between = Allotment::asked("", "");
    let first = texts.first().copied().unwrap_or_default();
    let ends = first.match_indices(&between).map(|(at, _)| at + between.len());
    let shared = ends.filter(|end| texts.iter().all(|text| text.starts_with(&first[..*end]))).last();
    let own = |text: &&str| text[shared.unwrap_or(0)..].to_owned();
    let question = shared.map_or("", |end| &first[..end - between.len()]);
    (question.to_owned(), texts.iter().map(own).collect())
}

impl Sketch {
    /// Puts the numbers of a question that ranks or shares out back together. Where some of them have gone, each stays a
    /// number.
    pub(super) fn take_dealt(&mut self) {
        for page in &mut self.pages {
            let mut at = 0;
            while at < page.items.len() {
                if let Some(dealt) = Dealt::of(&page.items[at]) {
                    let end = (at + dealt.members.len()).min(page.items.len());
                    if dealt.is_of(&page.items[at..end]) {
                        let numbers: Vec<ItemSketch> = page.items.drain(at..end).collect();
                        page.items.insert(at, dealt.question(&numbers));
                    } else {
                        page.items[at].flags = dealt.flags;
                    }
                }
                at += 1;
            }
        }
    }
}
