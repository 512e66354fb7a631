use super::super::summary::plain_table;
use super::super::{CliError, report};
use crate::analyse::{Agreement, Analysis, Between, Figure, Fit, GroupAnalysis, InformantAnalysis, ItemFigures, ScaleAnalysis};
use crate::instrument::{Instrument, Status};
use crate::source::printable;

/// Tells what was found, and under it why some figures are not there.
pub fn tell(instrument: &Instrument, analysis: &Analysis) -> Result<(), CliError> {
    let status = if instrument.status == Status::Validated { String::new() } else { format!(" ({})", instrument.status.word()) };
    report::say(&format!("{}, {}{status}", printable(&instrument.title), analysis.measure))?;
    let mut reasons = Reasons::default();
    for informant in &analysis.informants {
        tell_informant(informant, &mut reasons)?;
    }
    for between in &analysis.between {
        tell_between(between, &mut reasons)?;
    }
    reasons.tell()
}

/// Why figures are not there, each reason once.
#[derive(Default)]
struct Reasons(Vec<String>);

impl Reasons {
    /// A figure in a cell, with a sign that leads to the reason where it is not there.
    fn cell(&mut self, figure: &Figure, digits: usize) -> String {
        match (figure.get(), figure.why()) {
            (Some(value), _) => format!("{value:.digits$}"),
            (None, why) => self.sign(&why.map_or(String::new(), ToString::to_string)),
        }
    }

    fn sign(&mut self, why: &str) -> String {
        let at = self.0.iter().position(|there| there == why).unwrap_or_else(|| {
            self.0.push(why.to_owned());
            self.0.len() - 1
        });
        format!("– [{}]", at + 1)
    }

    fn range(&mut self, low: &Figure, high: &Figure, digits: usize) -> String {
        match (low.get(), high.get()) {
            (Some(low), Some(high)) => format!("{low:.digits$} to {high:.digits$}"),
            _ => self.cell(if low.get().is_none() { low } else { high }, digits),
        }
    }

    fn tell(&self) -> Result<(), CliError> {
        if !self.0.is_empty() {
            report::say("\nno figure, because")?;
        }
        for (at, why) in self.0.iter().enumerate() {
            report::say(&format!("  [{}] {}", at + 1, printable(why)))?;
        }
        Ok(())
    }
}

fn tell_informant(of: &InformantAnalysis, reasons: &mut Reasons) -> Result<(), CliError> {
    report::say(&format!("\n{}: {}", of.informant, report::plural(of.rows as u64, "administration")))?;
    items(&of.items, reasons)?;
    scales(&of.scales, reasons)?;
    components(&of.scales, reasons)?;
    structure(of, reasons)?;
    if !of.retest.is_empty() {
        agreements("the same at two occasions", &of.retest, reasons)?;
    }
    of.groups.iter().try_for_each(|group| groups(group, reasons))
}

fn items(items: &[ItemFigures], reasons: &mut Reasons) -> Result<(), CliError> {
    report::say("\nitems, keyed")?;
    let mut table = plain_table(&[
        "item",
        "n",
        "missing",
        "mean",
        "SD",
        "skew",
        "kurtosis",
        "at lowest",
        "at highest",
        "how often each answer",
    ]);
    for item in items {
        let missing: Vec<String> =
            item.missing.iter().filter(|(_, count)| *count > 0).map(|(cause, count)| format!("{count} {cause}")).collect();
        let share = |reasons: &mut Reasons, share: &Figure| match share.get() {
            Some(share) => format!("{:.0} %", share * 100.0),
            None => reasons.cell(share, 0),
        };
        let spread: Vec<String> = item.distribution.iter().map(|(value, count)| format!("{value}: {count}")).collect();
        table.add_row([
            item.item.clone(),
            item.n.to_string(),
            missing.join(", "),
            reasons.cell(&item.mean, 2),
            reasons.cell(&item.sd, 2),
            reasons.cell(&item.skew, 2),
            reasons.cell(&item.kurtosis, 2),
            share(reasons, &item.floor),
            share(reasons, &item.ceiling),
            spread.join("  "),
        ]);
    }
    report::say(&table.trim_fmt())
}

fn scales(scales: &[ScaleAnalysis], reasons: &mut Reasons) -> Result<(), CliError> {
    report::say("\nscores")?;
    let heading = [
        "score",
        "n",
        "mean",
        "SD",
        "alpha",
        "95 %",
        "standardised",
        "lambda 6",
        "omega",
        "ordinal",
        "mean r",
        "split half",
        "SEM",
    ];
    let mut table = plain_table(&heading);
    for scale in scales {
        let mut row = vec![scale.score.clone(), scale.n.to_string(), reasons.cell(&scale.mean, 2), reasons.cell(&scale.sd, 2)];
        match &scale.reliability {
            Some(found) => row.extend([
                reasons.cell(&found.alpha, 3),
                reasons.range(&found.alpha_low, &found.alpha_high, 3),
                reasons.cell(&found.standardised_alpha, 3),
                reasons.cell(&found.lambda_6, 3),
                scale.one_factor.as_ref().map_or(String::new(), |factor| reasons.cell(&factor.omega, 3)),
                if scale.one_factor.is_some() { reasons.cell(&scale.ordinal_alpha, 3) } else { String::new() },
                reasons.cell(&found.mean_correlation, 3),
                reasons.cell(&found.split_half, 3),
                reasons.cell(&scale.error, 3),
            ]),
            None => row.push(reasons.sign(scale.no_reliability.as_deref().unwrap_or_default())),
        }
        table.add_row(row);
    }
    report::say(&table.trim_fmt())?;
    for line in scales.iter().flat_map(|scale| scale.followed().into_iter().chain(scale.cautions())) {
        report::say(&format!("  {line}"))?;
    }
    Ok(())
}

fn components(scales: &[ScaleAnalysis], reasons: &mut Reasons) -> Result<(), CliError> {
    report::say("\ncomponents of scores")?;
    let mut table = plain_table(&["score", "component", "with the rest", "alpha without it", "loading"]);
    for scale in scales {
        let Some(found) = &scale.reliability else { continue };
        for (at, component) in found.components.iter().enumerate() {
            let loading = scale.one_factor.as_ref().and_then(|factor| factor.loadings.get(at));
            table.add_row([
                scale.score.clone(),
                component.name.clone(),
                reasons.cell(&component.with_rest, 3),
                reasons.cell(&component.alpha_without, 3),
                loading.map_or(String::new(), |loading| format!("{loading:.3}")),
            ]);
        }
    }
    report::say(&table.trim_fmt())
}

fn structure(of: &InformantAnalysis, reasons: &mut Reasons) -> Result<(), CliError> {
    if let Some(dimensions) = &of.dimensions {
        report::say("\neigenvalues of all items of scales, and those by chance")?;
        let row = |values: &[f64]| values.iter().map(|value| format!("{value:.2}")).collect::<Vec<_>>().join("  ");
        report::say(&format!("  {}", row(&dimensions.eigenvalues)))?;
        if dimensions.by_chance.is_empty() {
            report::say("  too few administrations to tell what comes by chance")?;
        } else {
            report::say(&format!("  {}", row(&dimensions.by_chance)))?;
            report::say(&format!(
                "  {} above chance (95 % of 100 samples of nothing, seed {})",
                report::plural(dimensions.above_chance as u64, "eigenvalue"),
                dimensions.seed
            ))?;
        }
    }
    report::say("\nmodels, by maximum likelihood over those who answered everything")?;
    let mut table = plain_table(&["model", "n", "chi-square", "df", "p", "CFI", "TLI", "RMSEA", "SRMR"]);
    for scale in &of.scales {
        if let Some(factor) = &scale.one_factor {
            table.add_row(fit(&format!("{}: one factor", scale.score), &factor.fit, reasons));
        }
    }
    if let Some(factors) = &of.scales_as_factors {
        table.add_row(fit(&format!("a factor each: {}", factors.scales.join(", ")), &factors.fit, reasons));
    }
    report::say(&table.trim_fmt())
}

fn fit(name: &str, fit: &Fit, reasons: &mut Reasons) -> Vec<String> {
    let mut row = vec![name.to_owned(), fit.n.to_string()];
    if fit.chi_square.get().is_none() {
        row.push(reasons.cell(&fit.chi_square, 2));
        return row;
    }
    let figures =
        [(&fit.chi_square, 2), (&fit.degrees, 0), (&fit.p, 3), (&fit.cfi, 3), (&fit.tli, 3), (&fit.rmsea, 3), (&fit.srmr, 3)];
    row.extend(figures.map(|(figure, digits)| reasons.cell(figure, digits)));
    row
}

fn agreements(title: &str, scores: &[Agreement], reasons: &mut Reasons) -> Result<(), CliError> {
    report::say(&format!("\n{title}"))?;
    let mut table = plain_table(&["score", "pairs", "difference", "limits of agreement", "error", "smallest change"]);
    for score in scores {
        table.add_row([
            score.what.clone(),
            score.n.to_string(),
            reasons.cell(&score.difference, 2),
            reasons.range(&score.low, &score.high, 2),
            reasons.cell(&score.error, 2),
            reasons.cell(&score.detectable, 2),
        ]);
    }
    report::say(&table.trim_fmt())?;
    let names = scores.first().map_or(vec![], |score| score.intraclass.iter().map(|one| one.name).collect());
    let mut table = plain_table(&["score"].into_iter().chain(names).collect::<Vec<_>>());
    for score in scores {
        let cells = score.intraclass.iter().map(|one| match one.value.get() {
            Some(value) => format!("{value:.2} ({})", reasons.range(&one.low, &one.high, 2)),
            None => reasons.cell(&one.value, 2),
        });
        table.add_row([score.what.clone()].into_iter().chain(cells.collect::<Vec<_>>()));
    }
    report::say(&table.trim_fmt())
}

fn tell_between(between: &Between, reasons: &mut Reasons) -> Result<(), CliError> {
    let (first, second) = &between.informants;
    agreements(&format!("{first} and {second} at the same occasions"), &between.scores, reasons)?;
    let mut table = plain_table(&["item", "pairs", "the same", "weighted kappa", "95 %"]);
    for item in &between.items {
        let same = item.same.get().map_or_else(|| reasons.cell(&item.same, 0), |same| format!("{:.0} %", same * 100.0));
        table.add_row([
            item.item.clone(),
            item.n.to_string(),
            same,
            reasons.cell(&item.value, 2),
            reasons.range(&item.low, &item.high, 2),
        ]);
    }
    report::say(&table.trim_fmt())
}

fn groups(of: &GroupAnalysis, reasons: &mut Reasons) -> Result<(), CliError> {
    let sizes: Vec<String> = of.groups.iter().map(|(name, n)| format!("{name} {n}")).collect();
    report::say(&format!("\n{} in groups: {}", of.score, printable(&sizes.join(", "))))?;
    let heading = ["item", "n", "group", "p", "group by total", "p", "effect", ""];
    let mut table = plain_table(&heading);
    for item in &of.functioning {
        table.add_row([
            item.item.clone(),
            item.n.to_string(),
            reasons.cell(&item.uniform, 2),
            reasons.cell(&item.uniform_p, 3),
            reasons.cell(&item.crossing, 2),
            reasons.cell(&item.crossing_p, 3),
            reasons.cell(&item.effect, 4),
            item.size.unwrap_or("").to_owned(),
        ]);
    }
    report::say(&table.trim_fmt())?;
    let mut table = plain_table(&[
        "the same in all groups",
        "n",
        "chi-square",
        "df",
        "p",
        "CFI",
        "TLI",
        "RMSEA",
        "SRMR",
        "added",
        "p",
        "lost CFI",
    ]);
    for step in &of.invariance.steps {
        let mut row = fit(&format!("{}: {}", step.name, step.same), &step.fit, reasons);
        if row.len() > 3 && step.name != "configural" {
            row.extend([reasons.cell(&step.added, 2), reasons.cell(&step.added_p, 3), reasons.cell(&step.lost_cfi, 3)]);
        }
        table.add_row(row);
    }
    report::say(&table.trim_fmt())
}
