use std::collections::HashSet;
use std::io::{Read, Write};
use std::ops::ControlFlow;
use std::sync::Arc;

use encoding_rs::Encoding;

use super::blocks::{Blocks, TextBlock};
use super::csv::Dialect;
use super::grid::Grid;
use super::json;
use super::line_ends::WithLineFeeds;
#[cfg(feature = "parquet")]
use super::parquet;
use super::reader::{Input, ReadError, decoded};

/// Copies rows of answers by their numbers. Only answers that were opened hand one out ([`super::Answers::copier`]), so
/// that what reads them again takes the same delimiter, header and encoding, and a number means the same row.
#[derive(Clone, Debug)]
pub struct RowCopier {
    pub(super) shape: CopyShape,
    pub(super) encoding: Option<&'static Encoding>,
}

/// How the answers stand in their file.
#[derive(Clone, Debug)]
pub(super) enum CopyShape {
    /// Rows after a header, which is kept as it stands.
    Csv(Dialect, Vec<u8>),
    /// An object a line.
    JsonLines,
    /// An array of objects.
    JsonArray,
    /// A table that was made of the answers, whose rows are copied as CSV.
    Table(Arc<Grid>),
    /// Parquet.
    #[cfg(feature = "parquet")]
    Columns,
}

impl RowCopier {
    /// Copies the rows with these numbers as they stand, in UTF-8: for CSV with the header, for JSON an object a line,
    /// for Parquet as CSV. The input is that which the answers were opened from, from its beginning.
    ///
    /// # Errors
    /// Where the answers cannot be read again, or the copy cannot be written.
    pub fn copy(&self, input: Input<'_>, rows: &HashSet<u64>, out: &mut dyn Write) -> Result<(), ReadError> {
        match &self.shape {
            CopyShape::Csv(dialect, header) => {
                let mut input = decoded(input, self.encoding);
                if dialect.has_carriage_returns {
                    input = Box::new(WithLineFeeds(input));
                }
                std::io::copy(&mut (&mut input).take(header.len() as u64), &mut std::io::sink())?;
                out.write_all(header)?;
                let blocks = Blocks::new(input, Some(dialect.delimiter), dialect.rows_before + 1);
                copy_blocks(blocks, Some(dialect.delimiter), rows, out)?;
            }
            CopyShape::JsonLines => copy_blocks(Blocks::new(decoded(input, self.encoding), None, 1), None, rows, out)?,
            CopyShape::JsonArray => {
                let mut failure = None;
                // What cannot be read was reported when it was scored; what was read before it is copied.
                let _ =
                    json::cut_array(decoded(input, self.encoding), &mut |block| match copy_records(&block, None, rows, out) {
                        Ok(()) => ControlFlow::Continue(()),
                        Err(error) => {
                            failure = Some(error);
                            ControlFlow::Break(())
                        }
                    });
                failure.map_or(Ok(()), Err)?;
            }
            CopyShape::Table(grid) => {
                let mut writer = ::csv::Writer::from_writer(&mut *out);
                let failed = |error: ::csv::Error| ReadError::Io(error.into());
                writer.write_record(&grid.names).map_err(failed)?;
                for row in grid.rows.iter().filter(|row| rows.contains(&row.number)) {
                    writer.write_record(&row.cells).map_err(failed)?;
                }
                writer.flush()?;
            }
            #[cfg(feature = "parquet")]
            CopyShape::Columns => {
                let mut whole = Vec::new();
                { input }.read_to_end(&mut whole)?;
                parquet::copy_rows(bytes::Bytes::from(whole), rows, out)?;
            }
        }
        out.flush()?;
        Ok(())
    }
}

fn copy_blocks(
    mut blocks: Blocks<Input<'_>>,
    delimiter: Option<u8>,
    rows: &HashSet<u64>,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    while let Some(block) = blocks.next_block()? {
        copy_records(&block, delimiter, rows, out)?;
    }
    Ok(())
}

fn copy_records(block: &TextBlock, delimiter: Option<u8>, rows: &HashSet<u64>, out: &mut dyn Write) -> std::io::Result<()> {
    block.records(delimiter).filter(|(row, _)| rows.contains(row)).try_for_each(|(_, record)| out.write_all(record))
}
