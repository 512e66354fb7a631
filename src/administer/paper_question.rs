use super::entry_code::NO_NUMBER;
use crate::instrument::{InformantIx, Instrument, ItemIx, Kind, NONE, Scale, ScaleSteps};

/// A question as it stands on paper, under a number of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperQuestion {
    /// Its number, from 1.
    pub number: usize,
    /// The position of its page in the measure.
    pub page: usize,
    /// The items that are answered there: one, or the members of what ranks or shares out.
    pub items: Vec<ItemIx>,
}

impl PaperQuestion {
    /// The questions that an informant has on paper, in its order: all of them, since paper asks nothing by itself.
    pub fn all(instrument: &Instrument, informant: InformantIx) -> Vec<Self> {
        let mut questions: Vec<Self> = Vec::new();
        for (place, page) in instrument.pages.iter().enumerate() {
            for item in page.items.iter().copied().filter(|item| instrument.items[*item].is_for(informant)) {
                // The members of what ranks or shares out stand at the first of them.
                match instrument.member(item) {
                    Some((_, at)) if at > 0 => questions.last_mut().into_iter().for_each(|last| last.items.push(item)),
                    Some(_) | None => questions.push(Self { number: questions.len() + 1, page: place, items: vec![item] }),
                }
            }
        }
        questions
    }
}

/// The codes of the points of a scale, that of the visible non-answer last.
pub fn point_codes(scale: &Scale) -> String {
    let none = scale.none.iter().map(|_| NO_NUMBER[1].into());
    scale.points().unwrap_or_default().iter().map(|point| point.code()).chain(none).collect::<Vec<_>>().join(" ")
}

/// What whoever types a paper over types for an item, as it stands in the margin of the paper.
pub fn margin_codes(instrument: &Instrument, item: ItemIx) -> String {
    match &instrument.items[item].kind {
        Kind::Scale(scale) => {
            let scale = &instrument.scales[*scale];
            match &scale.steps {
                ScaleSteps::Points(_) => point_codes(scale),
                ScaleSteps::Line { min, max, .. } if *min == 0.0 && *max == 100.0 => "0–100 mm".to_owned(),
                ScaleSteps::Line { min, max, .. } => format!("{min}–{max}: 100 mm"),
            }
        }
        Kind::Choices(choices, or_none) => {
            let none = or_none.then_some(NONE);
            choices.iter().map(|choice| choice.name.as_str()).chain(none).collect::<Vec<_>>().join(" ")
        }
        Kind::Whole(low, high) | Kind::Decimal(low, high) => format!("{low}–{high}"),
        Kind::Date => "2026-11-24".to_owned(),
        Kind::Time => "14:30".to_owned(),
        Kind::Text(most) => format!("≤ {most}"),
    }
}
