//! What [`export_backend!`](crate::export_backend) puts between the C boundary and a [`Backend`]. Not to be called by
//! hand.

#![allow(unsafe_code, reason = "this is the boundary")]

use std::ffi::{CString, c_char, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi_and_data_type};
use arrow_array::{RecordBatch, StructArray};
use arrow_schema::{DataType, Schema, SchemaRef};

use crate::abi::{ABI, AliveCall, VerbondBackend, VerbondError, VerbondOpen, VerbondText};
use crate::column::Column;
use crate::{Alive, Backend, Error, Job};

/// A session between its calls.
struct Session<B> {
    backend: B,
    schema: SchemaRef,
}

/// The table of functions of a backend.
pub const fn table<B: Backend>() -> VerbondBackend {
    VerbondBackend {
        size: size_of::<VerbondBackend>() as u32,
        abi: ABI,
        describe: Some(describe::<B>),
        open: Some(open::<B>),
        write: Some(write::<B>),
        finish: Some(finish::<B>),
        abandon: Some(abandon::<B>),
    }
}

/// Exports a [`Backend`] as the one function that Verbond looks for.
#[macro_export]
macro_rules! export_backend {
    ($backend:ty) => {
        /// The table of functions of this backend; see `verbond_backend.h`.
        #[allow(unsafe_code, reason = "the boundary of the plugin")]
        #[unsafe(no_mangle)]
        pub extern "C-unwind" fn verbond_backend_v1() -> *const $crate::abi::VerbondBackend {
            static TABLE: $crate::abi::VerbondBackend = $crate::export::table::<$backend>();
            &raw const TABLE
        }
    };
}

unsafe extern "C-unwind" fn describe<B: Backend>() -> *const c_char {
    let json = catch_unwind(|| serde_json::to_string(&B::describe()).unwrap_or_default()).unwrap_or_default();
    // The text lives as long as the library. It is made once for each call, and Verbond calls once.
    CString::new(json).unwrap_or_default().into_raw()
}

unsafe extern "C-unwind" fn open<B: Backend>(
    given: *const VerbondOpen,
    session: *mut *mut c_void,
    error: *mut VerbondError,
) -> i32 {
    guard(error, || {
        // SAFETY: Verbond passes a filled structure that lives through the call.
        let given = unsafe { &*given };
        // SAFETY: the schema is handed over; what stays behind is an empty one, so that it is released once.
        let schema = unsafe { std::ptr::replace(given.schema, FFI_ArrowSchema::empty()) };
        let schema = Arc::new(Schema::try_from(&schema)?);
        // SAFETY: the texts live through the call.
        let (instrument, options, path) = unsafe { (text(given.instrument)?, text(given.options)?, text(given.path)?) };
        // An older program says that the structure is shorter, and what it does not have is not read.
        let has_alive = given.size as usize >= std::mem::offset_of!(VerbondOpen, alive) + size_of::<Option<AliveCall>>();
        let job = Job {
            measure: serde_json::from_str(instrument)?,
            options: serde_json::from_str(options)?,
            path: path.into(),
            columns: Column::all_of(&schema)?,
            schema: Arc::clone(&schema),
            alive: Alive(given.alive.filter(|_| has_alive)),
        };
        let opened = Session { backend: B::open(job)?, schema };
        // SAFETY: Verbond passes a place for one pointer.
        unsafe { *session = Box::into_raw(Box::new(opened)).cast() };
        Ok(())
    })
}

unsafe extern "C-unwind" fn write<B: Backend>(session: *mut c_void, batch: *mut FFI_ArrowArray, error: *mut VerbondError) -> i32 {
    guard(error, || {
        // SAFETY: the array is handed over; what stays behind is an empty one, so that it is released once.
        let array = unsafe { std::ptr::replace(batch, FFI_ArrowArray::empty()) };
        // SAFETY: the pointer is the one that `open` gave out, and one thread uses it at a time.
        let session = unsafe { &mut *session.cast::<Session<B>>() };
        let columns = DataType::Struct(session.schema.fields().clone());
        // SAFETY: the array has the type of the schema that the session was opened with, as the header promises.
        let data = unsafe { from_ffi_and_data_type(array, columns) }?;
        let batch = RecordBatch::from(StructArray::from(data)).with_schema(Arc::clone(&session.schema))?;
        session.backend.write(&batch)
    })
}

unsafe extern "C-unwind" fn finish<B: Backend>(session: *mut c_void, error: *mut VerbondError) -> i32 {
    guard(error, || {
        // SAFETY: the pointer is the one that `open` gave out, and this is the last call with it.
        let session = unsafe { Box::from_raw(session.cast::<Session<B>>()) };
        session.backend.finish()
    })
}

unsafe extern "C-unwind" fn abandon<B: Backend>(session: *mut c_void) {
    // SAFETY: as in `finish`.
    let session = unsafe { Box::from_raw(session.cast::<Session<B>>()) };
    // There is nobody left to tell.
    let _ = catch_unwind(AssertUnwindSafe(|| session.backend.abandon()));
}

/// Runs a step; an error or a panic becomes a number and a message.
fn guard(error: *mut VerbondError, step: impl FnOnce() -> Result<(), Error>) -> i32 {
    let failure = match catch_unwind(AssertUnwindSafe(step)) {
        Ok(Ok(())) => return 0,
        Ok(Err(failure)) => failure,
        Err(panic) => {
            let words =
                panic.downcast_ref::<&str>().map(|words| (*words).to_owned()).or_else(|| panic.downcast_ref::<String>().cloned());
            Error { code: 2, message: format!("the backend panicked: {}", words.unwrap_or_default()) }
        }
    };
    // SAFETY: Verbond passes a place for one error.
    let error = unsafe { &mut *error };
    error.fill(failure.code, &failure.message);
    error.code
}

/// The text at a place.
///
/// # Safety
/// The place must hold that many bytes.
unsafe fn text<'a>(text: VerbondText) -> Result<&'a str, Error> {
    // SAFETY: the caller promises it.
    let bytes = unsafe { std::slice::from_raw_parts(text.bytes.cast::<u8>(), text.length) };
    Ok(std::str::from_utf8(bytes)?)
}
