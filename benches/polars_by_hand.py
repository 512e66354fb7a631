"""The scoring of the WAI-SR by hand in polars: three means that need 3 of 4, the mean of the three, and the count of answers.

    polars_by_hand.py ANSWERS.csv SCORES.csv
"""

import sys

import polars as pl

KEY = {"goal": [4, 6, 8, 11], "task": [1, 2, 10, 12], "bond": [3, 5, 7, 9]}
ITEMS = [f"q{number}" for number in range(1, 13)]


def there(columns):
    return pl.sum_horizontal(*[pl.col(column).is_not_null() for column in columns])


def mean(name, columns, needed):
    return pl.when(there(columns) >= needed).then(pl.mean_horizontal(*columns)).alias(name)


def main(answers, scores):
    frame = pl.scan_csv(answers)
    frame = frame.with_columns(*[mean(name, [f"q{n}" for n in numbers], 3) for name, numbers in KEY.items()])
    frame = frame.with_columns(mean("total", list(KEY), 3), there(ITEMS).alias("answered"))
    frame.select("case", *KEY, "total", "answered").sink_csv(scores)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
