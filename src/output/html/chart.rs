use maud::{Markup, html};

use super::collect::Distribution;

const WIDTH: f64 = 300.0;
const HEIGHT: f64 = 120.0;
/// Room for the numbers under the bars.
const FOOT: f64 = 18.0;
/// Room for the counts over the bars.
const HEAD: f64 = 14.0;

/// How often a score takes which values, as bars over its whole range, with its mean as a line.
pub fn histogram(label: &str, of: &Distribution) -> Markup {
    let most = of.counts.iter().copied().max().unwrap_or(0).max(1);
    let step = WIDTH / of.counts.len().max(1) as f64;
    let plot = HEIGHT - FOOT - HEAD;
    let place = |value: f64| if of.max > of.min { (value - of.min) / (of.max - of.min) * WIDTH } else { WIDTH / 2.0 };
    let description = of.in_words();
    html! {
        svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(format!("{label}: {description}")) {
            title { (label) }
            desc { (description) }
            @for (at, count) in of.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                @let height = plot * *count as f64 / most as f64;
                rect.bar x=(rounded(at as f64 * step + 1.0)) y=(rounded(HEAD + plot - height)) width=(rounded(step - 2.0)) height=(rounded(height)) {}
                @if of.counts.len() <= 12 {
                    text x=(rounded((at as f64 + 0.5) * step)) y=(rounded(HEAD + plot - height - 3.0)) text-anchor="middle" { (count) }
                }
            }
            line.axis x1="0" x2=(WIDTH) y1=(HEAD + plot) y2=(HEAD + plot) {}
            @if let Some(mean) = of.mean() {
                line.mean x1=(rounded(place(mean))) x2=(rounded(place(mean))) y1=(HEAD) y2=(HEAD + plot) {}
            }
            text x="0" y=(HEIGHT - 4.0) { (of.min) }
            text x=(WIDTH) y=(HEIGHT - 4.0) text-anchor="end" { (of.max) }
        }
    }
}

/// Shares as bars in words and lengths.
pub fn shares(label: &str, parts: &[(String, u64)]) -> Markup {
    let total: u64 = parts.iter().map(|(_, count)| count).sum();
    let row = 22.0;
    let height = row * parts.len() as f64;
    let percent = |count: u64| if total == 0 { 0.0 } else { count as f64 / total as f64 * 100.0 };
    let words: Vec<String> = parts.iter().map(|(name, count)| format!("{name} {count} ({:.0} %)", percent(*count))).collect();
    let words = words.join(", ");
    html! {
        svg viewBox=(format!("0 0 {WIDTH} {height}")) role="img" aria-label=(format!("{label}: {words}")) {
            title { (label) }
            desc { (words) }
            @for (at, (name, count)) in parts.iter().enumerate() {
                @let top = at as f64 * row;
                text x="0" y=(top + 14.0) { (name) }
                rect.bar x="120" y=(top + 4.0) width=(rounded(percent(*count) * 1.1)) height="12" {}
                text x=(rounded(126.0 + percent(*count) * 1.1)) y=(top + 14.0) { (count) " · " (format!("{:.0} %", percent(*count))) }
            }
        }
    }
}

/// Fine enough for a drawing.
fn rounded(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
