use std::ffi::CStr;
use std::ptr::NonNull;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader, StructArray};
use arrow_schema::{ArrowError, DataType, SchemaRef};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

const STREAM: &CStr = c"arrow_array_stream";
const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";

/// A table of a Python program: its columns, and its rows in batches, which are shared and not copied.
pub struct Frame {
    /// The columns.
    pub schema: SchemaRef,
    /// The rows, in their order.
    pub batches: Vec<RecordBatch>,
}

impl Frame {
    /// Takes whatever speaks the Arrow PyCapsule interface.
    ///
    /// # Errors
    /// Where it does not, or where its program cannot hand it over.
    pub fn take(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        if object.hasattr("__arrow_c_stream__")? {
            return Self::of_stream(&object.call_method0("__arrow_c_stream__")?.cast_into::<PyCapsule>()?);
        }
        if object.hasattr("__arrow_c_array__")? {
            return Self::of_array(&object.call_method0("__arrow_c_array__")?.cast_into::<PyTuple>()?);
        }
        let of = object.get_type().fully_qualified_name()?;
        Err(PyTypeError::new_err(format!(
            "{of} is no table: it does not speak the Arrow PyCapsule interface. Give a frame of polars, pandas (2.2 or later), pyarrow or DuckDB"
        )))
    }

    #[expect(unsafe_code, reason = "a boundary to other languages: an Arrow stream comes as a C structure in a capsule")]
    fn of_stream(capsule: &Bound<'_, PyCapsule>) -> PyResult<Self> {
        let pointer: NonNull<FFI_ArrowArrayStream> = capsule.pointer_checked(Some(STREAM))?.cast();
        // SAFETY: the capsule bears the name that the interface gives to a stream, so it holds one, and the structure
        // is moved out of it: what is left is marked as released, as the interface asks of whoever takes it.
        let stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.as_ptr()) };
        let reader = RecordBatchStreamReader::try_new(stream).map_err(unreadable)?;
        let schema = reader.schema();
        Ok(Self { schema, batches: reader.collect::<Result<_, _>>().map_err(unreadable)? })
    }

    #[expect(unsafe_code, reason = "a boundary to other languages: an Arrow array comes as two C structures in capsules")]
    fn of_array(capsules: &Bound<'_, PyTuple>) -> PyResult<Self> {
        let (schema, array): (Bound<'_, PyCapsule>, Bound<'_, PyCapsule>) = capsules.extract()?;
        let schema: NonNull<FFI_ArrowSchema> = schema.pointer_checked(Some(SCHEMA))?.cast();
        let array: NonNull<FFI_ArrowArray> = array.pointer_checked(Some(ARRAY))?.cast();
        // SAFETY: both capsules bear the names that the interface gives, so they hold these structures; each is moved
        // out, which marks what is left as released.
        let (schema, array) = unsafe { (FFI_ArrowSchema::from_raw(schema.as_ptr()), FFI_ArrowArray::from_raw(array.as_ptr())) };
        // SAFETY: the interface promises that the array has the type of the schema that comes with it.
        let data = unsafe { from_ffi(array, &schema) }.map_err(unreadable)?;
        let DataType::Struct(_) = data.data_type() else {
            return Err(PyTypeError::new_err("a single column is no table: give a frame with a column for each item"));
        };
        let batch = RecordBatch::from(StructArray::from(data));
        Ok(Self { schema: batch.schema(), batches: vec![batch] })
    }

    /// A capsule that holds a stream of these batches.
    ///
    /// # Errors
    /// Where Python has no memory left.
    pub fn give<'py>(py: Python<'py>, schema: SchemaRef, batches: Vec<RecordBatch>) -> PyResult<Bound<'py, PyCapsule>> {
        let reader = RecordBatchIterator::new(batches.into_iter().map(Ok), schema);
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), STREAM)
    }
}

fn unreadable(error: ArrowError) -> PyErr {
    PyValueError::new_err(format!("the frame cannot be read: {error}"))
}
