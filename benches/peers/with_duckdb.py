"""Scores `twelve` by hand in DuckDB, one statement from file to file: with_duckdb.py ANSWERS SCORES; both are CSV or Parquet by their names."""

import sys

import duckdb

KEY = {"goal": [4, 6, 8, 11], "task": [1, 2, 10, 12], "bond": [3, 5, 7, 9], "total": list(range(1, 13))}
REVERSED = {2, 7}


def item(number):
    value = f"6 - q{number}" if number in REVERSED else f"q{number}"
    return f"case when q{number} between 1 and 5 then {value} end as q{number}"


def mean(name, numbers):
    count = " + ".join(f"(q{number} is not null)::int" for number in numbers)
    total = " + ".join(f"coalesce(q{number}, 0)" for number in numbers)
    return f"case when {count} >= {len(numbers) * 3 // 4} then ({total})::double / ({count}) end as {name}"


def main(answers, scores):
    names = ", ".join(f"'q{number}': 'INTEGER'" for number in range(1, 13))
    read = f"read_parquet('{answers}')" if answers.endswith(".parquet") else f"read_csv('{answers}', header = true, columns = {{'case': 'VARCHAR', {names}}})"
    items = ", ".join(item(number) for number in range(1, 13))
    means = ", ".join(mean(name, numbers) for name, numbers in KEY.items())
    answered = " + ".join(f"(q{number} is not null)::int" for number in range(1, 13))
    level = "case when total >= 4 then 'high' when total >= 2.5 then 'middle' when total is not null then 'low' end as level"
    form = "format parquet, compression lz4" if scores.endswith(".parquet") else "header, delimiter ','"
    duckdb.sql(f"""copy (
      with keyed as (select "case", {items} from {read}),
           scored as (select "case", {means}, {answered} as answered from keyed)
      select "case", goal, task, bond, total, {level}, answered from scored
    ) to '{scores}' ({form})""")


main(sys.argv[1], sys.argv[2])
