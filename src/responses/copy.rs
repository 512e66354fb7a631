use std::collections::HashSet;
use std::io::{Read, Write};
use std::ops::ControlFlow;

use encoding_rs::Encoding;

use super::blocks::{Blocks, TextBlock};
use super::csv;
use super::json;
use super::parquet;
use super::reader::{Format, ReadError, decoded};

/// Copies the rows with these numbers as they stand, in UTF-8: for CSV with the header, for JSON an object a line, for Parquet as CSV.
///
/// # Errors
/// Where the answers cannot be read again, or the copy cannot be written.
pub fn copy_rows(
    input: Box<dyn Read + Send>,
    format: Format,
    encoding: Option<&'static Encoding>,
    rows: &HashSet<u64>,
    out: &mut dyn Write,
) -> Result<(), ReadError> {
    if format == Format::Parquet {
        let mut whole = Vec::new();
        { input }.read_to_end(&mut whole)?;
        return parquet::copy_rows(bytes::Bytes::from(whole), rows, out);
    }
    let mut input = decoded(input, encoding);
    match format {
        Format::Parquet => {}
        Format::Csv => {
            let mut start = Vec::new();
            (&mut input).take(1 << 20).read_to_end(&mut start)?;
            let Some((dialect, _, begins)) = csv::header(&start, None) else {
                return Ok(());
            };
            let rest = start.split_off(begins.min(start.len()));
            out.write_all(&start)?;
            let mut blocks = Blocks::new(input, Some(dialect.delimiter), dialect.rows_before + 1).starting_with(rest);
            while let Some(block) = blocks.next_block()? {
                csv::copy_rows(&block, dialect, rows, out)?;
            }
        }
        Format::JsonLines => {
            let mut blocks = Blocks::new(input, None, 1);
            while let Some(block) = blocks.next_block()? {
                copy_lines(&block, rows, out)?;
            }
        }
        Format::Json => {
            let mut failure = None;
            // What cannot be read was complained of when it was scored; what was read before it is copied.
            let _ = json::cut_array(input, &mut |block| match copy_lines(&block, rows, out) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failure = Some(error);
                    ControlFlow::Break(())
                }
            });
            failure.map_or(Ok(()), Err)?;
        }
    }
    out.flush()?;
    Ok(())
}

fn copy_lines(block: &TextBlock, rows: &HashSet<u64>, out: &mut dyn Write) -> std::io::Result<()> {
    for (row, line) in (block.first_row..).zip(block.bytes.split_inclusive(|byte| *byte == b'\n')) {
        if rows.contains(&row) {
            out.write_all(line)?;
        }
    }
    Ok(())
}
