//! The Parquet backend of Verbond: one file, typed columns, labels and roles as metadata of the columns.

use std::fs::File;

use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use serde::Deserialize;
use verbond_backend::{Backend, Description, Error, Job, OptionType, RecordBatch, export_backend};

/// Rows that are encoded at once: all of a batch, as a rule.
const ROWS_AT_ONCE: usize = 8_192;

/// A Parquet file being written.
pub struct Parquet {
    writer: ArrowWriter<File>,
}

/// What can be told to it.
#[derive(Debug, Deserialize)]
pub struct Options {
    compression: String,
    #[serde(rename = "row-group")]
    row_group: f64,
}

impl Backend for Parquet {
    type Options = Options;

    fn describe() -> Description {
        Description::new("parquet", env!("CARGO_PKG_VERSION"))
            .extension("parquet")
            .with_written_answers()
            .choice("compression", &["snappy", "lz4", "none"], "How the columns are compressed.")
            .option("row-group", OptionType::Number, "1048576", "Rows of a group, the part that a reader can skip.")
    }

    fn open(job: Job<Options>) -> Result<Self, Error> {
        let Options { compression, row_group } = job.options;
        let compression = match compression.as_str() {
            "snappy" => Compression::SNAPPY,
            "lz4" => Compression::LZ4_RAW,
            "none" => Compression::UNCOMPRESSED,
            other => return Err(Error::new(format!("there is no compression `{other}`"))),
        };
        if row_group.fract() != 0.0 || !(1.0..=1e9).contains(&row_group) {
            return Err(Error::new(format!("a group cannot have {row_group} rows")));
        }
        // Labels and roles of the columns travel with the Arrow schema; the measure with all its texts stands beside
        // it.
        let measure = KeyValue::new("verbond.measure".to_owned(), serde_json::to_string(&job.measure)?);
        let properties = WriterProperties::builder()
            .set_compression(compression)
            .set_max_row_group_row_count(Some(row_group as usize))
            .set_write_batch_size(ROWS_AT_ONCE)
            .set_created_by(concat!("verbond-parquet ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_key_value_metadata(Some(vec![measure]))
            .build();
        let writer = ArrowWriter::try_new(File::create(&job.path)?, job.schema, Some(properties))?;
        Ok(Self { writer })
    }

    fn write(&mut self, batch: &RecordBatch) -> Result<(), Error> {
        Ok(self.writer.write(batch)?)
    }

    fn finish(self) -> Result<(), Error> {
        self.writer.close()?;
        Ok(())
    }
}

export_backend!(Parquet);
