use super::draft::Draft;
use crate::instrument::{Counts, Point, Scale, ScaleIx, ScaleSteps, rounding};
use crate::source::{Span, codes};
use crate::syntax::limits;
use crate::syntax::tree::{self, Literal, ScaleLine};

/// What a point counts, as a file says it.
fn counted(counts: tree::Counts) -> Counts {
    counts.as_number.map_or(Counts::Missing, Counts::Number)
}

/// Gives each word a number that no point has, above all those that are codes, in the order of the file.
fn number_words(points: &mut [Point]) {
    let numbers = points.iter().filter(|point| point.word.is_none()).map(|point| point.value);
    let mut next = numbers.reduce(f64::max).map_or(0.0, |highest| highest.floor() + 1.0);
    for point in points.iter_mut().filter(|point| point.word.is_some()) {
        point.value = next;
        next += 1.0;
    }
}

impl Draft<'_> {
    /// Checks a scale and gives it its position.
    pub fn declare_scale(&mut self, scale: &tree::Scale) {
        let name = &scale.name;
        if self.scales.contains_key(&name.text) {
            let message = format!("scale `{}` is defined twice", name.text);
            self.report(&codes::DEFINED_TWICE, name.span, message, "give one of the two another name".to_owned());
            return;
        }
        let Some(steps) = self.scale_steps(scale) else {
            self.poisoned.insert(name.text.clone());
            return;
        };
        let mut nones = scale.lines.iter().filter_map(|line| if let ScaleLine::None(text) = line { Some(text) } else { None });
        let none = nones.next().map(|text| self.full(text));
        if let Some(second) = nones.next() {
            self.report(&codes::SAID_TWICE, second.span, "`none` is said twice", "keep one of the two".to_owned());
        }
        for line in &scale.lines {
            match line {
                ScaleLine::Point(code, _, beside, _) => self.put_media(&format!("scale {} {}", name.text, code.text), beside),
                ScaleLine::Range(..) | ScaleLine::None(_) => {}
            }
        }
        self.scales.insert(name.text.clone(), ScaleIx(self.instrument.scales.len()));
        self.instrument.scales.push(Scale { name: name.text.clone(), steps, none });
    }

    fn scale_steps(&mut self, scale: &tree::Scale) -> Option<ScaleSteps> {
        let mut points: Vec<Point> = Vec::new();
        let mut line = None;
        for entry in &scale.lines {
            match entry {
                ScaleLine::Point(value, label, _, counts) => {
                    let label = label.as_ref().map(|label| self.full(label));
                    // What stands for a word is known once all numbers are.
                    let (number, word) = (value.number(), value.text.clone());
                    let word = number.is_none().then_some(word);
                    points.push(Point { value: number.unwrap_or(f64::NAN), word, label, counts: counts.map(counted) });
                }
                ScaleLine::Range(low, high, step, counts) => {
                    if let Some(counts) = counts {
                        let help = "write the points one by one, as `1 \"Never\" counts 0`; or rescale it in a score".to_owned();
                        let message = "a range counts what is answered on it";
                        self.report(&codes::COUNTS_DO_NOT_FIT, counts.span, message, help);
                        return None;
                    }
                    line = Some(self.line(low, high, step.as_ref())?);
                }
                ScaleLine::None(_) => {}
            }
        }
        self.check_points(scale, &points)?;
        number_words(&mut points);
        match (line, points.len()) {
            (Some(line), 0) => Some(line),
            (None, 2..=limits::POINTS) => Some(ScaleSteps::Points(points)),
            (None, count) if count > limits::POINTS => {
                self.report(&codes::TOO_MANY, scale.name.span, format!("a scale may have {} points", limits::POINTS), None);
                None
            }
            _ => {
                if !self.is_cascade(&scale.name.text) && self.unreadable.is_empty() {
                    let help = "give it two points or more, or a range such as `0 to 100 step 1`".to_owned();
                    self.report(&codes::NOT_A_SCALE, scale.name.span, format!("`{}` is not a scale", scale.name.text), help);
                }
                None
            }
        }
    }

    /// Points rise, unless what they count is said; and something is counted.
    fn check_points(&mut self, scale: &tree::Scale, points: &[Point]) -> Option<()> {
        let places = scale.lines.iter().filter_map(|line| match line {
            ScaleLine::Point(value, ..) => Some(value.span),
            ScaleLine::Range(..) | ScaleLine::None(_) => None,
        });
        let any_counts = points.iter().any(|point| point.counts.is_some());
        self.check_words(points, places.clone())?;
        for (at, (point, span)) in points.iter().zip(places).enumerate() {
            if let Some(before) = points[..at].last().filter(|before| before.value >= point.value && !any_counts) {
                let message = format!("point {} stands after point {}", point.value, before.value);
                let is_range = self.file.text()[..span.start as usize].ends_with(|c: char| c.is_ascii_digit());
                let help = if is_range {
                    format!("a range is written `{} to {}`", before.value, -point.value)
                } else {
                    "put the points in rising order".to_owned()
                };
                self.report(&codes::NOT_A_SCALE, span, message, help);
                return None;
            }
            if points[..at].iter().any(|before| before.code() == point.code()) {
                let message = format!("point {} is there twice", point.code());
                let help = "give the points different codes, and say what each counts".to_owned();
                self.report(&codes::NOT_A_SCALE, span, message, help);
                return None;
            }
        }
        if any_counts && points.iter().all(|point| point.counted().is_none()) {
            let help = "let one of them count a number".to_owned();
            self.report(&codes::COUNTS_DO_NOT_FIT, scale.name.span, "every point of this scale counts missing", help);
            return None;
        }
        Some(())
    }

    /// Among numbers each word says what it counts; words alone say it all of them, or none.
    fn check_words(&mut self, points: &[Point], places: impl Iterator<Item = Span>) -> Option<()> {
        let all_words = points.iter().all(|point| point.word.is_some());
        let none_counts = points.iter().all(|point| point.counts.is_none());
        if all_words && none_counts {
            return Some(());
        }
        let silent = points.iter().zip(places).find(|(point, _)| point.word.is_some() && point.counts.is_none());
        let Some((point, span)) = silent else { return Some(()) };
        let (code, label) = (point.code(), point.label.as_deref().unwrap_or_default());
        let message = if all_words {
            format!("other words of this scale say what they count, and `{code}` does not")
        } else {
            format!("`{code}` stands among numbers and does not say what it counts")
        };
        let help = format!("write `{code} \"{label}\" counts missing`, or a number after `counts`");
        self.report(&codes::WORD_COUNTS_NOTHING, span, message, help);
        None
    }

    fn line(&mut self, low: &Literal, high: &Literal, step: Option<&Literal>) -> Option<ScaleSteps> {
        let (min, max) = self.limits(low, high, false)?;
        let step_value = step.map_or(1.0, |step| step.value);
        if step_value <= 0.0 || !rounding::is_whole((max - min) / step_value) {
            let span = step.map_or(low.span.to(high.span), |step| step.span);
            let message = format!("steps of {step_value} do not lead from {min} to {max}");
            self.report(&codes::NOT_A_SCALE, span, message, "choose a step that divides the range".to_owned());
            return None;
        }
        Some(ScaleSteps::Line { min, max, step: step_value })
    }
}
