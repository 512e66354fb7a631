use super::{Domain, Given, InstrumentContent, Item, Keying, Kind, Point, Range};

impl InstrumentContent {
    /// What can be answered to an item.
    pub fn domain_of<'a>(&'a self, item: &'a Item) -> Domain<'a> {
        item.kind.domain(&self.scales)
    }

    /// What an answer to an item can be, as numbers; nothing for texts, dates and words.
    pub fn answer_range(&self, item: &Item) -> Option<Range> {
        self.domain_of(item).range()
    }

    /// What an item can be as a number, as it was answered, with what it is where it is not asked.
    pub fn given_range(&self, item: &Item) -> Option<Range> {
        let range = self.answer_range(item)?;
        let is_number =
            |value: &f64| item.kind.scale().and_then(|at| self.scales[at].words_from()).is_none_or(|from| *value < from);
        Some(item.otherwise.filter(is_number).map_or(range, |otherwise| range.or(Range::constant(otherwise))))
    }

    /// What an item can count, with what it counts where it is not asked; nothing where it counts nothing.
    pub fn count_range(&self, item: &Item) -> Option<Range> {
        let range = self.counted_range(item)?;
        let counted = item.otherwise.map(|otherwise| self.keying(item).counted(otherwise)).filter(|counted| !counted.is_nan());
        Some(counted.map_or(range, |counted| range.or(Range::constant(counted))))
    }

    /// The points of the scale of an item, where it is answered by points.
    pub fn points_of(&self, item: &Item) -> Option<&[Point]> {
        self.scales[item.kind.scale()?].points()
    }

    /// Whether every answer to an item is a number that means itself wherever answers are kept.
    pub fn is_number(&self, item: &Item) -> bool {
        item.kind.is_one_number() && !item.kind.scale().is_some_and(|scale| self.scales[scale].has_words())
    }

    /// What an item counts as where it is not asked, as a file of answers has it.
    pub fn otherwise_code(&self, item: &Item) -> Option<String> {
        item.otherwise.map(|value| self.domain_of(item).write(Given::Value(value)).unwrap_or_else(|| value.to_string()))
    }

    /// What becomes of an answer to an item where it is counted.
    pub fn keying(&self, item: &Item) -> Keying {
        match &item.kind {
            Kind::Scale(scale) => self.scales[*scale].keying(item.reversed),
            Kind::Whole(low, high) | Kind::Decimal(low, high) if item.reversed => Keying::Mirrored(low + high),
            Kind::Whole(..) | Kind::Decimal(..) | Kind::Text(_) | Kind::Date | Kind::Time | Kind::Choices(..) => Keying::AsGiven,
        }
    }

    /// What an answer to an item can count, as numbers; nothing for texts and dates.
    pub fn counted_range(&self, item: &Item) -> Option<Range> {
        match &item.kind {
            Kind::Scale(scale) => self.scales[*scale].counted_range(),
            Kind::Whole(..) | Kind::Decimal(..) => self.answer_range(item),
            Kind::Text(_) | Kind::Date | Kind::Time | Kind::Choices(..) => None,
        }
    }

    /// What can be answered to an item, in words: points with their anchors, limits, or a kind.
    pub fn answers_in_words(&self, item: &Item) -> String {
        self.domain_of(item).in_words()
    }
}
