use super::{Column, Formula, Formulas, Part, Test, Value};

impl Formulas<'_> {
    /// Whether anything is computed from the day on which was answered.
    pub fn look_at_the_date(&self) -> bool {
        let mut is_there = false;
        let mut look = |column: Column| is_there |= column == Column::Date;
        for formula in &self.columns {
            formula.value.each_column(&mut look);
            formula.there.each_column(&mut look);
        }
        let tests = self.alerts.iter().flat_map(|alert| [&alert.raised, &alert.quiet]).chain(self.asked.iter().flatten());
        tests.for_each(|test| test.each_column(&mut look));
        is_there
    }

    /// Formulas in layers: each is computed from answers and from layers before its own.
    pub fn layers(&self) -> Vec<Vec<&Formula>> {
        let mut depths: Vec<usize> = Vec::with_capacity(self.columns.len());
        let mut layers: Vec<Vec<&Formula>> = Vec::new();
        for formula in &self.columns {
            let mut depth = 0;
            let mut look = |column: Column| {
                if let Column::Formula(at) = column {
                    depth = depth.max(depths.get(at).map_or(0, |below| below + 1));
                }
            };
            formula.value.each_column(&mut look);
            formula.there.each_column(&mut look);
            depths.push(depth);
            layers.resize_with(layers.len().max(depth + 1), Vec::new);
            layers[depth].push(formula);
        }
        layers
    }
}

impl Value {
    fn each_column(&self, look: &mut impl FnMut(Column)) {
        match self {
            Self::Number(_) => {}
            Self::Column(column) | Self::Tail(column) | Self::Part(column, _) => look(*column),
            Self::Arithmetic(_, left, right) => {
                left.each_column(look);
                right.each_column(look);
            }
            Self::If(test, yes, no) => {
                test.each_column(look);
                yes.each_column(look);
                no.each_column(look);
            }
            Self::WholePart(of) | Self::Exponential(of) | Self::Logarithm(of) | Self::Root(of) => of.each_column(look),
            Self::Count(tests) => tests.iter().for_each(|test| test.each_column(look)),
            Self::Total(parts) | Self::Least(parts) | Self::Greatest(parts) => parts.iter().for_each(|Part { value, there }| {
                value.each_column(look);
                there.each_column(look);
            }),
        }
    }
}

impl Test {
    pub(crate) fn each_column(&self, look: &mut impl FnMut(Column)) {
        match self {
            Self::Present(column) | Self::Absent(column) => look(*column),
            Self::Chosen(item, _) | Self::NotChosen(item, _) => look(Column::Answer(*item)),
            Self::IsPoint(item, _) | Self::NotPoint(item, _) => look(Column::Answer(*item)),
            Self::Compare(_, left, right) => {
                left.each_column(look);
                right.each_column(look);
            }
            Self::All(tests) | Self::Any(tests) => tests.iter().for_each(|test| test.each_column(look)),
            Self::Always(_) | Self::By(_) | Self::NotBy(_) => {}
        }
    }
}
