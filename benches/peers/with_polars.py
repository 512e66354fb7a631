"""Scores `twelve` by hand in polars, lazily, into a sink: with_polars.py ANSWERS SCORES; both are CSV or Parquet by their names."""

import sys

import polars as pl

KEY = {"goal": [4, 6, 8, 11], "task": [1, 2, 10, 12], "bond": [3, 5, 7, 9], "total": list(range(1, 13))}
ITEMS = [f"q{number}" for number in range(1, 13)]
REVERSED = {"q2", "q7"}


def item(name):
    valid = pl.when(pl.col(name).is_between(1, 5)).then(pl.col(name))
    return (6 - valid).alias(name) if name in REVERSED else valid.alias(name)


def there(columns):
    return pl.sum_horizontal(*[pl.col(column).is_not_null() for column in columns])


def mean(name, numbers):
    columns = [f"q{number}" for number in numbers]
    return pl.when(there(columns) >= len(numbers) * 3 // 4).then(pl.mean_horizontal(*columns)).alias(name)


def main(answers, scores):
    frame = pl.scan_parquet(answers) if answers.endswith(".parquet") else pl.scan_csv(answers)
    frame = frame.with_columns(*[item(name) for name in ITEMS])
    frame = frame.with_columns(*[mean(name, numbers) for name, numbers in KEY.items()], there(ITEMS).alias("answered"))
    total = pl.col("total")
    level = pl.when(total >= 4).then(pl.lit("high")).when(total >= 2.5).then(pl.lit("middle")).when(total.is_not_null()).then(pl.lit("low"))
    frame = frame.select("case", *KEY, level.alias("level"), "answered")
    if scores.endswith(".parquet"):
        frame.sink_parquet(scores, compression="lz4")
    else:
        frame.sink_csv(scores)


main(sys.argv[1], sys.argv[2])
