use maud::{Markup, html};

use super::whole::whole;
use crate::analyse::{
    Agreement, Analysis, Between, Dimensions, Figure, Fit, GroupAnalysis, InformantAnalysis, ItemFigures, ScaleAnalysis,
};
use crate::instrument::{Instrument, Status};

/// One page with what answers say about a measure: tables, and drawings of answers and eigenvalues. It needs no network
/// and no script.
pub fn analysis_page(instrument: &Instrument, analysis: &Analysis) -> String {
    let body = html! {
        header {
            h1 { (instrument.title) ": what the answers say about it" }
            p.quiet { (analysis.measure) }
            @if instrument.status != Status::Validated {
                p.notice { "This measure is " strong { (instrument.status.word()) } "." }
            }
        }
        main {
            @for informant in &analysis.informants { (of_informant(informant)) }
            @for between in &analysis.between { (of_two(between)) }
        }
    };
    whole("en", &format!("{} · analysis", instrument.title), &body).into_string()
}

/// A figure in a cell; the reason stands in its place where there is none.
fn cell(figure: &Figure, digits: usize) -> Markup {
    match (figure.get(), figure.why()) {
        (Some(value), _) => html! { td.number { (format!("{value:.digits$}")) } },
        (None, Some(why)) => html! { td.quiet { (why) } },
        (None, None) => html! { td {} },
    }
}

fn range(low: &Figure, high: &Figure, digits: usize) -> Markup {
    match (low.get(), high.get()) {
        (Some(low), Some(high)) => html! { td.number { (format!("{low:.digits$} to {high:.digits$}")) } },
        _ => cell(if low.get().is_none() { low } else { high }, digits),
    }
}

/// A table that scrolls by itself where it is wider than the page.
fn table(caption: &str, heading: &[&str], rows: &[Markup]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table {
                caption { (caption) }
                thead { tr { @for (at, head) in heading.iter().enumerate() { th scope="col" class=[(at > 0).then_some("number")] { (head) } } } }
                tbody { @for row in rows { tr { (row) } } }
            }
        }
    }
}

fn of_informant(of: &InformantAnalysis) -> Markup {
    html! {
        section aria-labelledby=(format!("of-{}", of.informant)) {
            h2 id=(format!("of-{}", of.informant)) { (of.informant) ": " (of.rows) " administrations" }
            (items(&of.informant, &of.items))
            div.charts { @for item in of.items.iter().filter(|item| !item.distribution.is_empty()) { figure { figcaption { (item.item) } (answers(item)) } } }
            (scales(&of.informant, &of.scales))
            (components(&of.informant, &of.scales))
            @if let Some(dimensions) = &of.dimensions { figure { figcaption { "Eigenvalues of all items of scales" } (eigenvalues(dimensions)) } }
            (models(of))
            @if !of.retest.is_empty() { (agreements(&format!("{}: the same at two occasions", of.informant), &of.retest)) }
            @for group in &of.groups { (groups(&of.informant, group)) }
        }
    }
}

fn items(who: &str, items: &[ItemFigures]) -> Markup {
    let heading = ["Item (keyed)", "n", "Missing", "Mean", "SD", "Skew", "Kurtosis", "At lowest", "At highest"];
    let rows: Vec<Markup> = items
        .iter()
        .map(|item| {
            let missing: u64 = item.missing.iter().map(|(_, count)| count).sum();
            let causes: Vec<String> =
                item.missing.iter().filter(|(_, count)| *count > 0).map(|(cause, count)| format!("{count} {cause}")).collect();
            html! {
                th scope="row" { (item.item) }
                td.number { (item.n) }
                td.number title=(causes.join(", ")) { (missing) }
                (cell(&item.mean, 2)) (cell(&item.sd, 2)) (cell(&item.skew, 2)) (cell(&item.kurtosis, 2))
                (cell(&item.floor, 2)) (cell(&item.ceiling, 2))
            }
        })
        .collect();
    table(&format!("{who}: items"), &heading, &rows)
}

fn scales(who: &str, scales: &[ScaleAnalysis]) -> Markup {
    let heading = [
        "Score",
        "n",
        "Mean",
        "SD",
        "Alpha",
        "95 %",
        "Standardised",
        "Lambda 6",
        "Omega",
        "Ordinal alpha",
        "Mean r",
        "Split half",
        "SEM",
    ];
    let row = |scale: &ScaleAnalysis| {
        html! {
            th scope="row" { (scale.label) }
            td.number { (scale.n) }
            (cell(&scale.mean, 2)) (cell(&scale.sd, 2))
            @if let Some(found) = &scale.reliability {
                (cell(&found.alpha, 3)) (range(&found.alpha_low, &found.alpha_high, 3)) (cell(&found.standardised_alpha, 3)) (cell(&found.lambda_6, 3))
                @if let Some(factor) = &scale.one_factor { (cell(&factor.omega, 3)) (cell(&scale.ordinal_alpha, 3)) } @else { td {} td {} }
                (cell(&found.mean_correlation, 3)) (cell(&found.split_half, 3)) (cell(&scale.error, 3))
            } @else { td.quiet colspan="9" { (scale.no_reliability.as_deref().unwrap_or("")) } }
        }
    };
    let rows: Vec<Markup> = scales.iter().map(row).collect();
    html! {
        (table(&format!("{who}: scores"), &heading, &rows))
        @for followed in scales.iter().filter_map(ScaleAnalysis::followed) { p.quiet { (followed) } }
        @for caution in scales.iter().flat_map(ScaleAnalysis::cautions) { p.notice { (caution) } }
    }
}

fn components(who: &str, scales: &[ScaleAnalysis]) -> Markup {
    let mut rows = Vec::new();
    for scale in scales {
        for (at, component) in scale.reliability.iter().flat_map(|found| &found.components).enumerate() {
            let loading = scale.one_factor.as_ref().and_then(|factor| factor.loadings.get(at));
            rows.push(html! {
                th scope="row" { (scale.label) ": " (component.name) }
                (cell(&component.with_rest, 3)) (cell(&component.alpha_without, 3))
                td.number { (loading.map_or(String::new(), |loading| format!("{loading:.3}"))) }
            });
        }
    }
    table(&format!("{who}: components of scores"), &["Component", "With the rest", "Alpha without it", "Loading"], &rows)
}

fn fit(fit: &Fit) -> Markup {
    html! {
        td.number { (fit.n) }
        @if fit.chi_square.get().is_some() {
            (cell(&fit.chi_square, 2)) (cell(&fit.degrees, 0)) (cell(&fit.p, 3)) (cell(&fit.cfi, 3)) (cell(&fit.tli, 3)) (cell(&fit.rmsea, 3)) (cell(&fit.srmr, 3))
        } @else { td.quiet colspan="7" { @if let Some(why) = fit.chi_square.why() { (why) } } }
    }
}

fn models(of: &InformantAnalysis) -> Markup {
    let one =
        of.scales.iter().filter_map(|scale| Some((format!("{}: one factor", scale.label), &scale.one_factor.as_ref()?.fit)));
    let all = of.scales_as_factors.iter().map(|factors| (format!("a factor each: {}", factors.scales.join(", ")), &factors.fit));
    let rows: Vec<Markup> = one.chain(all).map(|(name, of)| html! { th scope="row" { (name) } (fit(of)) }).collect();
    let heading = ["Model", "n", "Chi-square", "df", "p", "CFI", "TLI", "RMSEA", "SRMR"];
    table(&format!("{}: models, by maximum likelihood over those who answered everything", of.informant), &heading, &rows)
}

fn agreements(title: &str, scores: &[Agreement]) -> Markup {
    let rows: Vec<Markup> = scores
        .iter()
        .map(|score| {
            html! {
                th scope="row" { (score.what) }
                td.number { (score.n) }
                (cell(&score.difference, 2)) (range(&score.low, &score.high, 2)) (cell(&score.error, 2)) (cell(&score.detectable, 2))
                @for one in &score.intraclass {
                    @match (one.value.get(), one.low.get(), one.high.get()) {
                        (Some(value), Some(low), Some(high)) => td.number { (format!("{value:.2} ({low:.2} to {high:.2})")) },
                        _ => (cell(&one.value, 2)),
                    }
                }
            }
        })
        .collect();
    let names = scores.first().map_or(vec![], |score| score.intraclass.iter().map(|one| one.name).collect());
    let heading: Vec<&str> =
        ["Score", "Pairs", "Difference", "Limits of agreement", "Error", "Smallest change"].into_iter().chain(names).collect();
    table(title, &heading, &rows)
}

fn of_two(between: &Between) -> Markup {
    let (first, second) = &between.informants;
    let rows: Vec<Markup> = between
        .items
        .iter()
        .map(|item| {
            html! {
                th scope="row" { (item.item) }
                td.number { (item.n) } (cell(&item.same, 2)) (cell(&item.value, 2)) (range(&item.low, &item.high, 2))
            }
        })
        .collect();
    html! {
        section aria-labelledby="between" {
            h2 #between { (first) " and " (second) }
            (agreements("Scores at the same occasions", &between.scores))
            (table("Items at the same occasions", &["Item", "Pairs", "The same", "Weighted kappa", "95 %"], &rows))
        }
    }
}

fn groups(who: &str, of: &GroupAnalysis) -> Markup {
    let sizes: Vec<String> = of.groups.iter().map(|(name, n)| format!("{name} {n}")).collect();
    let items: Vec<Markup> = of
        .functioning
        .iter()
        .map(|item| {
            html! {
                th scope="row" { (item.item) }
                td.number { (item.n) }
                (cell(&item.uniform, 2)) (cell(&item.uniform_p, 3)) (cell(&item.crossing, 2)) (cell(&item.crossing_p, 3)) (cell(&item.effect, 4))
                td { (item.size.unwrap_or("")) }
            }
        })
        .collect();
    let steps: Vec<Markup> = of
        .invariance
        .steps
        .iter()
        .map(|step| {
            html! {
                th scope="row" { (step.name) ": " (step.same) }
                (fit(&step.fit))
                @if step.name != "configural" { (cell(&step.added, 2)) (cell(&step.added_p, 3)) (cell(&step.lost_cfi, 3)) }
            }
        })
        .collect();
    html! {
        h3 { (of.score) " in groups" }
        p.quiet { (sizes.join(", ")) }
        (table(&format!("{who}: items of {} that work otherwise in some groups", of.score), &["Item", "n", "Group", "p", "Group by total", "p", "Effect", "Size"], &items))
        (table(&format!("{who}: whether the groups can be compared on {}", of.score), &["The same in all groups", "n", "Chi-square", "df", "p", "CFI", "TLI", "RMSEA", "SRMR", "Added", "p", "Lost CFI"], &steps))
    }
}

const WIDTH: f64 = 300.0;
const HEIGHT: f64 = 120.0;
/// Room for the numbers under and over the drawing.
const EDGE: f64 = 16.0;

/// How often each answer, as bars.
fn answers(item: &ItemFigures) -> Markup {
    let most = item.distribution.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let step = WIDTH / item.distribution.len().max(1) as f64;
    let plot = HEIGHT - 2.0 * EDGE;
    let words: Vec<String> = item.distribution.iter().map(|(value, count)| format!("{value}: {count}")).collect();
    let bars = item
        .distribution
        .iter()
        .enumerate()
        .map(|(at, (value, count))| (tenth(at as f64 * step), tenth(plot * *count as f64 / most as f64), *value, *count));
    html! {
        svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(format!("{}: {}", item.item, words.join(", "))) {
            title { (item.item) } desc { (words.join(", ")) }
            @for (left, height, value, count) in bars {
                rect.bar x=(left + 1.0) y=(tenth(HEIGHT - EDGE - height)) width=(tenth(step - 2.0)) height=(height) {}
                @if item.distribution.len() <= 12 {
                    text x=(tenth(left + step / 2.0)) y=(tenth(HEIGHT - EDGE - height - 3.0)) text-anchor="middle" { (count) }
                    text x=(tenth(left + step / 2.0)) y=(HEIGHT - 3.0) text-anchor="middle" { (value) }
                }
            }
            line.axis x1="0" x2=(WIDTH) y1=(HEIGHT - EDGE) y2=(HEIGHT - EDGE) {}
        }
    }
}

/// Eigenvalues as a line with marks, and those by chance as a dashed one.
fn eigenvalues(of: &Dimensions) -> Markup {
    let most = of.eigenvalues.first().copied().unwrap_or(1.0).max(1.0);
    let step = (WIDTH - 2.0 * EDGE) / of.eigenvalues.len().saturating_sub(1).max(1) as f64;
    let place = |at: usize, value: f64| {
        (tenth(EDGE + at as f64 * step), tenth(HEIGHT - EDGE - value.max(0.0) / most * (HEIGHT - 2.0 * EDGE)))
    };
    let line = |values: &[f64]| {
        let points = values.iter().enumerate().map(|(at, value)| place(at, *value));
        points.map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ")
    };
    let shown = |values: &[f64]| values.iter().map(|value| format!("{value:.2}")).collect::<Vec<_>>().join(", ");
    let words =
        format!("eigenvalues {}; by chance {}; {} above chance", shown(&of.eigenvalues), shown(&of.by_chance), of.above_chance);
    html! {
        svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(words) {
            title { "Eigenvalues" } desc { (words) }
            line.axis x1="0" x2=(WIDTH) y1=(HEIGHT - EDGE) y2=(HEIGHT - EDGE) {}
            polyline.first points=(line(&of.eigenvalues)) fill="none" stroke="currentColor" stroke-width="1.5" {}
            polyline points=(line(&of.by_chance)) fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="4 3" {}
            @for (at, value) in of.eigenvalues.iter().enumerate() {
                @let (x, y) = place(at, *value);
                circle cx=(x) cy=(y) r="2.5" {}
            }
        }
        p.quiet { (words) "; ● solid: the answers, dashed: what 95 % of samples of nothing stay below" }
    }
}

/// Fine enough for a drawing.
fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
