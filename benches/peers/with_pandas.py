"""Scores `twelve` by hand in pandas, read by pyarrow: with_pandas.py ANSWERS SCORES; both are CSV or Parquet by their names."""

import sys

import numpy as np
import pandas as pd

KEY = {"goal": [4, 6, 8, 11], "task": [1, 2, 10, 12], "bond": [3, 5, 7, 9], "total": list(range(1, 13))}
ITEMS = [f"q{number}" for number in range(1, 13)]


def main(answers, scores):
    frame = pd.read_parquet(answers) if answers.endswith(".parquet") else pd.read_csv(answers, engine="pyarrow")
    values = frame[ITEMS].to_numpy(dtype=float)
    values = np.where((values >= 1) & (values <= 5), values, np.nan)
    for reversed_item in (2, 7):
        values[:, reversed_item - 1] = 6 - values[:, reversed_item - 1]
    there = ~np.isnan(values)
    filled = np.where(there, values, 0)
    out = pd.DataFrame({"case": frame["case"]})
    for name, numbers in KEY.items():
        columns = [number - 1 for number in numbers]
        count = there[:, columns].sum(axis=1)
        with np.errstate(invalid="ignore"):
            out[name] = np.where(count >= len(numbers) * 3 // 4, filled[:, columns].sum(axis=1) / count, np.nan)
    out["level"] = np.select([out["total"] >= 4, out["total"] >= 2.5, out["total"].notna()], ["high", "middle", "low"], default="")
    out["answered"] = there.sum(axis=1)
    if scores.endswith(".parquet"):
        out.to_parquet(scores, compression="lz4", index=False)
    else:
        out.to_csv(scores, index=False)


main(sys.argv[1], sys.argv[2])
