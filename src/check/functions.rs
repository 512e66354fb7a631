use super::draft::Draft;
use super::expressions::{Ranged, Reading};
use crate::instrument::{MathFunction, NumericExpr, Range, power, rounding};
use crate::source::{Span, codes};
use crate::syntax::tree::{Expression, ExpressionKind as Form};

impl Draft<'_> {
    /// A function of one number.
    pub fn call(&mut self, function: MathFunction, of: &Expression, reading: Reading) -> Option<Ranged> {
        let (number, range) = self.number(of, reading)?;
        let inside = match function.domain() {
            None => range,
            Some((least, takes_it)) => self.inside(function, range, (least, takes_it), of.span, self.is_nonzero(&number))?,
        };
        let whole = match function {
            MathFunction::Floor | MathFunction::Ceiling => true,
            MathFunction::Abs => range.whole,
            MathFunction::Sqrt | MathFunction::Ln | MathFunction::Log10 | MathFunction::Exp | MathFunction::Normal => false,
        };
        let result = match function {
            MathFunction::Abs if range.min < 0.0 && range.max > 0.0 => {
                Range { min: 0.0, max: range.max.max(-range.min), ..range }
            }
            MathFunction::Ln => inside.map(whole, f64::ln),
            MathFunction::Log10 => inside.map(whole, f64::log10),
            MathFunction::Sqrt
            | MathFunction::Exp
            | MathFunction::Abs
            | MathFunction::Floor
            | MathFunction::Ceiling
            | MathFunction::Normal => inside.map(whole, |value| function.of(value)),
        };
        Some((NumericExpr::Call(function, Box::new(number)), Range { whole, ..result }))
    }

    /// The part of a range that a function takes; says where there is another.
    fn inside(
        &mut self,
        function: MathFunction,
        range: Range,
        (least, takes_it): (f64, bool),
        span: Span,
        is_nonzero: bool,
    ) -> Option<Range> {
        let fits = |value: f64| if takes_it { rounding::at_least(value, least) } else { rounding::above(value, least) };
        let word = function.word();
        if !fits(range.max) {
            let message = format!("this is {range}, and `{word}` is missing for all of it");
            self.report_as(crate::source::Severity::Error, &codes::OUTSIDE_DOMAIN, span, message, None);
            return None;
        }
        // The least that is told from zero is that by which two numbers may differ and still be equal.
        let nearest = if range.whole { 1.0 } else { rounding::slack(0.0) };
        if fits(range.min) {
            return Some(range);
        }
        let start = if takes_it { least } else { nearest };
        let inside = Range { min: start.min(range.max), ..range };
        if range.min == least && is_nonzero {
            return Some(inside);
        }
        let below = if takes_it { "below zero" } else { "zero or less" };
        let message = format!("this is {range}, so it can be {below}; `{word}` is missing then");
        let help = format!("if that is meant, write `if … > 0 then {word}(…) else missing`");
        self.report(&codes::OUTSIDE_DOMAIN, span, message, help);
        Some(inside.missing_if(true))
    }

    /// A number to the power of another.
    pub fn raised(&mut self, base: &Expression, exponent: &Expression, span: Span, reading: Reading) -> Option<Ranged> {
        if matches!(*base.kind, Form::Power(..)) && !self.is_bracketed(base.span) {
            self.needs_brackets(span, "programs differ in what `a ^ b ^ c` is", "write `(a ^ b) ^ c` or `a ^ (b ^ c)`");
            return None;
        }
        // Of a base from 0 to 1 a large power is near zero: `0.983 ^ exp(0.9 * points)`. Of others the result is too large.
        let (one, other) = (self.number(base, reading), self.number_of_any_size(exponent, reading));
        if let Some((_, range)) = &other
            && !(range.min.is_finite() && range.max.is_finite())
        {
            self.number(exponent, reading);
            return None;
        }
        let ((base_number, one), (exponent_number, other)) = (one?, other?);
        let is_nonzero = self.is_nonzero(&base_number);
        let range = self.power_range(one, other, is_nonzero, (base.span, exponent.span))?;
        Some((NumericExpr::Power(Box::new(base_number), Box::new(exponent_number)), range))
    }

    fn power_range(&mut self, base: Range, exponent: Range, is_nonzero: bool, spans: (Span, Span)) -> Option<Range> {
        let mut can_miss = base.can_miss || exponent.can_miss;
        let can_be_zero = base.min <= 0.0 && base.max >= 0.0 && !is_nonzero;
        let is_whole = |range: Range| range.whole || (range.min == range.max && rounding::is_whole(range.min));
        if can_be_zero && exponent.min < 0.0 {
            let message = format!("this is {base}, so it can be zero, which has no power below zero; the result is then missing");
            self.report(&codes::OUTSIDE_DOMAIN, spans.0, message, None);
            can_miss = true;
        }
        if base.min < 0.0 && !is_whole(exponent) {
            let message = format!("this is {base}, and what is below zero has only whole powers; the result is then missing");
            self.report(&codes::OUTSIDE_DOMAIN, spans.0, message, "keep it above zero, or take a whole power".to_owned());
            can_miss = true;
        }
        // Sizes of the base, from the least that is told from zero.
        let least = if base.min > 0.0 {
            base.min
        } else if base.max < 0.0 {
            -base.max
        } else if base.whole {
            1.0
        } else {
            rounding::slack(0.0)
        };
        let most = base.max.max(-base.min).max(least);
        if exponent.min < 0.0 && base.min <= 0.0 && base.max >= 0.0 && !base.whole {
            let message = "the closer this comes to zero the larger the result grows, without bound";
            self.report(&codes::BEYOND_REASON, spans.0, message, "keep it away from zero".to_owned());
            return None;
        }
        let sizes = Range::between(least, most).corners(exponent, false, power);
        let (mut min, mut max) = (sizes.min, sizes.max);
        if base.min <= 0.0 && base.max >= 0.0 {
            (min, max) = (min.min(0.0), max.max(if exponent.min <= 0.0 && exponent.max >= 0.0 { 1.0 } else { 0.0 }));
        }
        let is_even = exponent.min == exponent.max && rounding::is_whole(exponent.min / 2.0);
        if base.min < 0.0 && !is_even {
            min = min.min(-sizes.max);
        }
        let whole = base.whole && is_whole(exponent) && exponent.min >= 0.0;
        Some(Range { min, max, whole, can_miss })
    }

    /// Says that something can be read in two ways.
    pub fn needs_brackets(&mut self, span: Span, message: &str, help: &str) {
        self.report(&codes::NEEDS_BRACKETS, span, message, help.to_owned());
    }

    /// Whether what stands there is within brackets of its own.
    pub fn is_bracketed(&self, span: Span) -> bool {
        let text = self.file.slice(span);
        let mut depth = 0_usize;
        for (at, letter) in text.char_indices() {
            match letter {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return at > 0 && text[at + letter.len_utf8()..].trim().is_empty();
            }
        }
        false
    }
}
