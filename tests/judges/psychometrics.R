# What R says (psych, lavaan, MASS, stats) of the same answers that Verbond analysed, figure by figure.
suppressMessages({library(psych); library(lavaan); library(jsonlite); library(MASS); library(vcd)})
folder <- commandArgs(trailingOnly = TRUE)[1]
compared <- 0; worst <- list()
# Each kind of figure within its own number of digits; the widest distance found is said at the end.
same <- function(kind, what, ours, theirs, within) {
  ours <- as.numeric(ours); theirs <- as.numeric(theirs)
  if (length(ours) != 1 || length(theirs) != 1 || is.na(ours) || is.na(theirs) || abs(ours - theirs) > within)
    stop(sprintf("%s of %s: Verbond says %s, R says %s", kind, what, paste(format(ours, digits = 12), collapse = " "), paste(format(theirs, digits = 12), collapse = " ")))
  compared <<- compared + 1
  worst[[kind]] <<- max(worst[[kind]], abs(ours - theirs), 0)
}
reversed <- c("A1", "C4", "C5", "E1", "E2", "O2", "O5")
scales <- list(agree = "A", conscientious = "C", extraversion = "E", neuroticism = "N", openness = "O")
data(bfi, package = "psych")
keyed <- bfi[, paste0(rep(unlist(scales), each = 5), 1:5)]
keyed[reversed] <- 7 - keyed[reversed]
said <- read_json(file.path(folder, "bfi.json"))$informants[[1]]
by_name <- function(list, field, name) Filter(function(one) one[[field]] == name, list)[[1]]

described <- describe(keyed, type = 3)
for (item in colnames(keyed)) {
  ours <- by_name(said$items, "item", item); theirs <- described[item, ]
  for (pair in list(c("n", "n"), c("mean", "mean"), c("sd", "sd"), c("skew", "skew"), c("kurtosis", "kurtosis")))
    same(pair[1], item, ours[[pair[1]]], theirs[[pair[2]]], 1e-9)
  same("ceiling", item, ours$ceiling, mean(keyed[[item]] == 6, na.rm = TRUE), 1e-9)
}
fit_of <- function(model) fitMeasures(model, c("chisq", "df", "pvalue", "cfi", "tli", "rmsea", "srmr"))
same_fit <- function(what, ours, theirs) {
  names <- c(chi_square = "chisq", degrees = "df", p = "pvalue", cfi = "cfi", tli = "tli", rmsea = "rmsea", srmr = "srmr")
  for (name in names(names)) same(paste("fit:", name), what, ours[[name]], theirs[[names[[name]]]], if (name == "chi_square") 1e-3 else 1e-5)
}
bfi$sex <- ifelse(bfi$gender == 1, "male", "female")
for (scale in names(scales)) {
  ours <- by_name(said$scales, "score", scale); found <- ours$reliability
  items <- paste0(scales[[scale]], 1:5); values <- keyed[, items]
  theirs <- suppressWarnings(alpha(values, warnings = FALSE)); total <- theirs$total
  same("alpha", scale, found$alpha, total$raw_alpha, 1e-9)
  same("standardised alpha", scale, found$standardised_alpha, total$std.alpha, 1e-9)
  same("lambda 6", scale, found$lambda_6, total$`G6(smc)`, 1e-9)
  same("mean correlation", scale, found$mean_correlation, total$average_r, 1e-9)
  feldt <- alpha.ci(total$raw_alpha, n.obs = nrow(values), n.var = 5)
  same("Feldt, low", scale, found$alpha_low, feldt$lower.ci, 1e-6)
  same("Feldt, high", scale, found$alpha_high, feldt$upper.ci, 1e-6)
  for (at in 1:5) {
    same("with the rest", items[at], found$components[[at]]$with_rest, theirs$item.stats$r.drop[at], 1e-9)
    same("alpha without", items[at], found$components[[at]]$alpha_without, theirs$alpha.drop$raw_alpha[at], 1e-9)
  }
  covariances <- cov(values, use = "pairwise"); odd <- c(1, 3, 5); even <- c(2, 4)
  half <- sum(covariances[odd, even]) / sqrt(sum(covariances[odd, odd]) * sum(covariances[even, even]))
  same("split half", scale, found$split_half, 2 * half / (1 + half), 1e-9)
  whole <- na.omit(values)
  one <- factanal(covmat = cor(whole), factors = 1, n.obs = nrow(whole), control = list(opt = list(factr = 1e4)))
  sum_of <- sum(one$loadings)
  same("omega", scale, ours$one_factor$omega, sum_of^2 / (sum_of^2 + sum(one$uniquenesses)), 1e-4)
  model <- paste("f =~", paste(items, collapse = " + "))
  same_fit(scale, ours$one_factor$fit, fit_of(cfa(model, whole, std.lv = TRUE)))
  behind <- lavCor(values, ordered = items, missing = "pairwise"); class(behind) <- "matrix"
  same("ordinal alpha", scale, ours$ordinal_alpha, (1 - 5 / sum(behind)) * 5 / 4, 1e-5)

  group <- by_name(said$groups, "score", scale)
  with <- cbind(values, sex = bfi$sex); with <- na.omit(with)
  levels <- unlist(lapply(group$groups, function(one) one[[1]]))
  steps <- list(configural = "", metric = "loadings", scalar = c("loadings", "intercepts"))
  for (at in seq_along(steps)) {
    step <- cfa(model, with, std.lv = TRUE, group = "sex", group.label = levels, group.equal = steps[[at]], meanstructure = TRUE)
    same_fit(paste(scale, names(steps)[at]), group$invariance$steps[[at]]$fit, fit_of(step))
  }
  score <- rowMeans(values, na.rm = TRUE); score[rowSums(!is.na(values)) < 4] <- NA
  same("mean of score", scale, ours$mean, mean(score, na.rm = TRUE), 1e-9)
  same("error", scale, ours$error, sd(score, na.rm = TRUE) * sqrt(1 - total$raw_alpha), 1e-9)
  for (item in items[c(1, 5)]) {
    rows <- na.omit(data.frame(answer = values[[item]], total = score, group = factor(bfi$sex, levels)))
    rows$answer <- factor(rows$answer)
    rows$total <- rows$total - mean(rows$total)
    likelihood <- function(formula) as.numeric(logLik(polr(formula, rows, control = list(reltol = 1e-14, maxit = 1000))))
    nothing <- likelihood(answer ~ 1); first <- likelihood(answer ~ total)
    second <- likelihood(answer ~ total + group); third <- likelihood(answer ~ total * group)
    functioning <- by_name(group$functioning, "item", item); n <- nrow(rows)
    same("functioning: group", item, functioning$uniform, 2 * (second - first), 1e-3)
    same("functioning: group by total", item, functioning$crossing, 2 * (third - second), 1e-3)
    nagelkerke <- function(model) (1 - exp(2 / n * (nothing - model))) / (1 - exp(2 / n * nothing))
    same("functioning: effect", item, functioning$effect, nagelkerke(third) - nagelkerke(first), 1e-6)
  }
}
theirs <- eigen(cov2cor(cov(keyed, use = "pairwise")))$values
for (at in seq_along(theirs)) same("eigenvalue", at, said$dimensions$eigenvalues[[at]], theirs[at], 1e-9)
all_scales <- paste(sapply(names(scales), function(scale) paste(scale, "=~", paste0(scales[[scale]], 1:5, collapse = " + "))), collapse = "\n")
same_fit("five factors", said$scales_as_factors$fit, fit_of(cfa(all_scales, na.omit(keyed), std.lv = TRUE)))

# Two informants, and two occasions: the simulated administrations of the Alliance Monitor.
said <- read_json(file.path(folder, "monitor.json"))
scores <- read.csv(file.path(folder, "monitor.csv"))
answers <- read.csv("tests/data/alliance-monitor.csv", na.strings = c("", "none"))
beside <- function(one, other, by) merge(one, other, by = by)
same_agreement <- function(what, ours, one, other) {
  pairs <- na.omit(data.frame(one, other))
  same("pairs", what, ours$n, nrow(pairs), 0)
  theirs <- suppressWarnings(ICC(pairs, lmer = FALSE))$results
  for (at in 1:6) {
    same("ICC", paste(what, ours$intraclass[[at]]$name), ours$intraclass[[at]]$value, theirs$ICC[at], 1e-6)
    same("ICC, low", paste(what, ours$intraclass[[at]]$name), ours$intraclass[[at]]$low, theirs$`lower bound`[at], 1e-5)
    same("ICC, high", paste(what, ours$intraclass[[at]]$name), ours$intraclass[[at]]$high, theirs$`upper bound`[at], 1e-5)
  }
  difference <- pairs$one - pairs$other
  same("difference", what, ours$difference, mean(difference), 1e-9)
  same("limit of agreement", what, ours$low, mean(difference) - 1.96 * sd(difference), 1e-9)
  rows <- data.frame(value = c(pairs$one, pairs$other), person = factor(rep(seq_len(nrow(pairs)), 2)), time = factor(rep(1:2, each = nrow(pairs))))
  squares <- summary(aov(value ~ person + time, rows))[[1]]$`Mean Sq`
  error <- sqrt(max((squares[2] - squares[3]) / nrow(pairs), 0) + squares[3])
  same("error of two", what, ours$error, error, 1e-9)
  same("smallest change", what, ours$detectable, 1.96 * sqrt(2) * error, 1e-9)
}
labels <- c(Clarity = "clarity", Reliability = "reliability", Trust = "trust", Alliance = "total")
both <- beside(scores[scores$informant == "client", ], scores[scores$informant == "worker", ], c("case", "occasion"))
for (ours in said$between[[1]]$scores) {
  score <- labels[[ours$what]]
  same_agreement(ours$what, ours, both[[paste0(score, ".x")]], both[[paste0(score, ".y")]])
}
both <- beside(answers[answers$informant == "client", ], answers[answers$informant == "worker", ], c("case", "occasion"))
for (ours in said$between[[1]]$items) {
  one <- both[[paste0(ours$item, ".x")]]; other <- both[[paste0(ours$item, ".y")]]
  pairs <- na.omit(data.frame(one, other))
  theirs <- suppressWarnings(cohen.kappa(pairs, levels = 1:5))
  same("weighted kappa", ours$item, ours$value, theirs$weighted.kappa, 1e-9)
  # The interval by vcd: that of psych 2.2.9 is half again as wide as resampling says, vcd's is as wide.
  theirs <- confint(vcd::Kappa(table(factor(pairs$one, 1:5), factor(pairs$other, 1:5)), weights = "Fleiss-Cohen"))
  same("kappa, low", ours$item, ours$low, theirs["Weighted", 1], 1e-6)
  same("kappa, high", ours$item, ours$high, theirs["Weighted", 2], 1e-6)
}
client <- scores[scores$informant == "client", ]
twice <- beside(client[client$occasion == 1, ], client[client$occasion == 2, ], "case")
for (ours in said$informants[[1]]$retest) if (ours$what %in% names(labels))
  same_agreement(paste("again:", ours$what), ours, twice[[paste0(labels[[ours$what]], ".x")]], twice[[paste0(labels[[ours$what]], ".y")]])

for (kind in names(worst)) cat(sprintf("  %-28s furthest apart %.1e\n", kind, worst[[kind]]))
cat(sprintf("R %s.%s, psych %s, lavaan %s, MASS, vcd: %d figures are the same\n", R.version$major, R.version$minor, packageVersion("psych"), packageVersion("lavaan"), compared))
