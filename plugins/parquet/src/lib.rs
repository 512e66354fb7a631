//! The Parquet backend of Verbond: one file, typed columns, labels and roles as metadata of the columns.

use std::fs::File;

use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use serde::Deserialize;
use verbond_backend::{Backend, Description, Error, Job, OptionType, RecordBatch, export_backend};

/// A Parquet file being written.
pub struct Parquet {
    writer: ArrowWriter<File>,
}

/// What can be told to it.
#[derive(Debug, Deserialize)]
pub struct Options {
    compression: String,
}

impl Backend for Parquet {
    type Options = Options;

    fn describe() -> Description {
        Description::new("parquet", env!("CARGO_PKG_VERSION")).extension("parquet").option(
            "compression",
            OptionType::Text,
            "snappy",
            "How the columns are compressed: `snappy` or `none`.",
        )
    }

    fn open(job: Job<Options>) -> Result<Self, Error> {
        let compression = match job.options.compression.as_str() {
            "snappy" => Compression::SNAPPY,
            "none" => Compression::UNCOMPRESSED,
            other => {
                return Err(Error::new(format!("there is no compression `{other}`; there is `snappy` and `none`")));
            }
        };
        let instrument = KeyValue::new("verbond.measure".to_owned(), serde_json::to_string(&job.measure)?);
        let properties =
            WriterProperties::builder().set_compression(compression).set_key_value_metadata(Some(vec![instrument])).build();
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
