# Scores `twelve` with psych::scoreItems, read and written by data.table: with_psych.R ANSWERS.csv SCORES.csv
suppressMessages({library(psych); library(data.table)})
paths <- commandArgs(trailingOnly = TRUE)
frame <- fread(paths[1])
items <- as.matrix(frame[, paste0("q", 1:12), with = FALSE])
items[!is.na(items) & (items < 1 | items > 5)] <- NA
key <- list(goal = c("q4", "q6", "q8", "q11"), task = c("q1", "-q2", "q10", "q12"), bond = c("q3", "q5", "-q7", "q9"),
            total = c("q1", "-q2", "q3", "q4", "q5", "q6", "-q7", "q8", "q9", "q10", "q11", "q12"))
scores <- as.data.table(scoreItems(key, items, impute = "none", min = 1, max = 5, missing = TRUE, delete = FALSE)$scores)
there <- !is.na(items)
# scoreItems has no rule for how many answers a score needs.
for (name in names(key)) {
  columns <- sub("-", "", key[[name]])
  set(scores, which(rowSums(there[, columns]) < length(columns) * 3 / 4), name, NA)
}
scores[, level := fcase(total >= 4, "high", total >= 2.5, "middle", !is.na(total), "low")]
scores[, answered := rowSums(there)]
fwrite(cbind(case = frame$case, scores), paths[2], na = "")
