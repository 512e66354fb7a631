//! The other side of the boundary: what a program does with the table of functions of a backend. Verbond drives loaded
//! backends with it, and the [`harness`](crate::harness) those of a unit test. Not needed to write a backend.

#![allow(unsafe_code, reason = "this is the boundary")]

use std::ffi::{CStr, c_void};

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::{Array, RecordBatch, StructArray};
use arrow_schema::Schema;

use crate::abi::{self, VerbondBackend, VerbondError, VerbondOpen, VerbondText};
use crate::{Alive, Description, Error};

/// What is wrong with a table of functions.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableFault {
    /// There is none.
    #[error("it gives no table of functions")]
    NoTable,
    /// It is of another boundary.
    #[error("it was built for ABI {0}, and this program has ABI {known}", known = abi::ABI)]
    Abi(u32),
    /// It ends too early.
    #[error("its table of functions has {0} bytes, and {needed} are needed", needed = size_of::<VerbondBackend>())]
    Short(u32),
    /// A function is not there.
    #[error("its table of functions lacks `{0}`")]
    Lacks(&'static str),
    /// It says nothing of itself.
    #[error("it does not describe itself")]
    NoDescription,
    /// What it says of itself cannot be read.
    #[error("its description cannot be read: {0}")]
    Description(String),
}

/// The functions of a backend, all of them there.
#[derive(Clone, Copy, Debug)]
pub struct Functions {
    describe: abi::Describe,
    open: abi::Open,
    write: abi::Write,
    finish: abi::Finish,
    abandon: abi::Abandon,
}

/// What a session is opened with.
#[derive(Clone, Copy, Debug)]
pub struct Opening<'a> {
    /// The measure as JSON.
    pub measure: &'a str,
    /// The options as a JSON object.
    pub options: &'a str,
    /// The file to write, or the place.
    pub path: &'a str,
    /// The columns.
    pub schema: &'a Schema,
    /// Who listens to signs of life.
    pub alive: Alive,
}

impl Alive {
    /// Signs of life go to a function.
    pub fn to(call: abi::AliveCall) -> Self {
        Self(Some(call))
    }
}

impl Functions {
    /// Reads a table of functions, no further than its size says.
    ///
    /// # Errors
    /// Where there is none, or it cannot be used.
    ///
    /// # Safety
    /// The pointer must be null or be what `verbond_backend_v1` of a library that stays loaded gave out.
    pub unsafe fn read(table: *const VerbondBackend) -> Result<Self, TableFault> {
        if table.is_null() {
            return Err(TableFault::NoTable);
        }
        let head: *const u32 = table.cast();
        // SAFETY: every table begins with its size and ABI number, whatever follows.
        let (size, abi) = unsafe { (head.read(), head.add(1).read()) };
        if abi != abi::ABI {
            return Err(TableFault::Abi(abi));
        }
        if (size as usize) < size_of::<VerbondBackend>() {
            return Err(TableFault::Short(size));
        }
        // SAFETY: the table says that it has at least this many bytes.
        let table = unsafe { table.read() };
        Ok(Self {
            describe: table.describe.ok_or(TableFault::Lacks("describe"))?,
            open: table.open.ok_or(TableFault::Lacks("open"))?,
            write: table.write.ok_or(TableFault::Lacks("write"))?,
            finish: table.finish.ok_or(TableFault::Lacks("finish"))?,
            abandon: table.abandon.ok_or(TableFault::Lacks("abandon"))?,
        })
    }

    /// Asks a backend who it is.
    ///
    /// # Errors
    /// Where it does not say, or it cannot be understood.
    pub fn describe(&self) -> Result<Description, TableFault> {
        // SAFETY: the function takes nothing and gives a text that ends with a zero byte, or nothing.
        let json = unsafe { (self.describe)() };
        if json.is_null() {
            return Err(TableFault::NoDescription);
        }
        // SAFETY: not null, ends with a zero byte and lives as long as the library, as the header has it.
        let json = unsafe { CStr::from_ptr(json) };
        serde_json::from_slice(json.to_bytes()).map_err(|error| TableFault::Description(error.to_string()))
    }

    /// Opens a session.
    ///
    /// # Errors
    /// Where the backend refuses, in its words.
    pub fn open(&self, opening: Opening<'_>) -> Result<Session, Error> {
        let mut columns = FFI_ArrowSchema::try_from(opening.schema)?;
        let given = VerbondOpen {
            size: size_of::<VerbondOpen>() as u32,
            reserved: 0,
            instrument: VerbondText::of(opening.measure),
            options: VerbondText::of(opening.options),
            path: VerbondText::of(opening.path),
            schema: &raw mut columns,
            alive: opening.alive.0,
        };
        let mut session = std::ptr::null_mut();
        let mut error = VerbondError::blank();
        // SAFETY: all texts and the schema live through the call; the schema is released here if the backend left it in
        // place.
        let code = unsafe { (self.open)(&raw const given, &raw mut session, &raw mut error) };
        if code == 0 { Ok(Session { pointer: Some(session), functions: *self }) } else { Err(failure(code, &error)) }
    }
}

/// An open session of a backend. One that is not finished is abandoned when it is dropped.
#[derive(Debug)]
pub struct Session {
    pointer: Option<*mut c_void>,
    functions: Functions,
}

// SAFETY: the header promises that a session may be used by one thread after another.
unsafe impl Send for Session {}

impl Session {
    /// Hands over a batch.
    ///
    /// # Errors
    /// Where the backend cannot go on, in its words.
    pub fn write(&mut self, batch: &RecordBatch) -> Result<(), Error> {
        self.write_array(&mut FFI_ArrowArray::new(&StructArray::from(batch.clone()).into_data()))
    }

    /// Hands over a struct array with the columns of the schema, however it is laid out. The backend takes it over:
    /// afterwards [`FFI_ArrowArray::is_released`] holds of what stays behind.
    ///
    /// # Errors
    /// Where the backend cannot go on, in its words.
    pub fn write_array(&mut self, array: &mut FFI_ArrowArray) -> Result<(), Error> {
        let Some(session) = self.pointer else {
            return Ok(());
        };
        let mut error = VerbondError::blank();
        // SAFETY: the session is open and used by this thread alone; the array has the schema that it was opened with.
        let code = unsafe { (self.functions.write)(session, &raw mut *array, &raw mut error) };
        if code == 0 { Ok(()) } else { Err(failure(code, &error)) }
    }

    /// Completes the output, and ends the session.
    ///
    /// # Errors
    /// Where the backend cannot complete it, in its words.
    pub fn finish(mut self) -> Result<(), Error> {
        let Some(session) = self.pointer.take() else {
            return Ok(());
        };
        let mut error = VerbondError::blank();
        // SAFETY: the session is open, and this is the last call with it.
        let code = unsafe { (self.functions.finish)(session, &raw mut error) };
        if code == 0 { Ok(()) } else { Err(failure(code, &error)) }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(pointer) = self.pointer.take() {
            // SAFETY: the session is open, and this is the last call with it.
            unsafe { (self.functions.abandon)(pointer) };
        }
    }
}

fn failure(code: i32, error: &VerbondError) -> Error {
    let text = error.text();
    let message = if text.is_empty() { format!("it gave the number {code} and no words") } else { text };
    Error { code, message }
}
