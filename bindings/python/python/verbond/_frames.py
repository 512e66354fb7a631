"""Frames of other packages: how they are sent, and given back as what they were."""

from __future__ import annotations

import sys
from typing import Any

LAZY = "a lazy frame holds no answers yet: call `.collect()` first"


def sent(frame: Any) -> Any:
    """What speaks the Arrow PyCapsule interface for a frame.

    A dict of columns and a list of records are taken too, through pyarrow or polars, whichever is there.
    """
    package = _package(frame)
    if package == "polars" and type(frame).__name__ == "LazyFrame":
        raise TypeError(LAZY)
    if package == "duckdb" and not hasattr(frame, "__arrow_c_stream__"):
        return frame.arrow()
    if isinstance(frame, (dict, list)):
        raise TypeError("give a frame of polars, pandas, pyarrow or DuckDB: a dict or a list says nothing of the types of its columns")
    return frame


def in_kind_of(frame: Any, table: Any) -> Any:
    """A table that speaks the interface, as a frame of the package that another frame is of; pyarrow where that is there, else the table itself."""
    package = _package(frame)
    if package == "polars":
        import polars

        return polars.DataFrame(table)
    if package == "pandas":
        import pandas

        if hasattr(pandas.DataFrame, "from_arrow"):
            return pandas.DataFrame.from_arrow(table)
        import pyarrow

        return pyarrow.table(table).to_pandas()
    if package == "duckdb":
        import duckdb
        import pyarrow

        return duckdb.from_arrow(pyarrow.table(table))
    if package == "pyarrow":
        import pyarrow

        return pyarrow.table(table)
    return table


def _package(frame: Any) -> str:
    return type(frame).__module__.partition(".")[0].lstrip("_")


def records(rows: list[dict[str, Any]], like: Any) -> Any:
    """Rows as a frame of the package that another frame is of; a list of dicts where it is of none of them."""
    package = _package(like)
    if package == "polars":
        import polars

        return polars.DataFrame(rows, infer_schema_length=None)
    if package == "pandas":
        import pandas

        return pandas.DataFrame(rows)
    if package in ("pyarrow", "duckdb"):
        import pyarrow

        table = pyarrow.Table.from_pylist(rows)
        if package == "pyarrow":
            return table
        import duckdb

        return duckdb.from_arrow(table)
    return rows
