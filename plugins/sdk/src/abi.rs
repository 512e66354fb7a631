//! The boundary as C has it: the Rust side of `include/verbond_backend.h`, where every field is explained.

use std::ffi::{c_char, c_void};

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};

/// The number of this boundary.
pub const ABI: u32 = 1;
/// Bytes of an error's message, its final zero included.
pub const MESSAGE_BYTES: usize = 1024;
/// The function that a backend exports.
pub const ENTRY: &str = "verbond_backend_v1";

/// An error, in memory of the caller.
#[repr(C)]
#[derive(Debug)]
pub struct VerbondError {
    /// The backend's own number, not 0.
    pub code: i32,
    /// UTF-8, ends with a zero byte.
    pub message: [c_char; MESSAGE_BYTES],
}

/// A text by its place and length.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct VerbondText {
    /// Where it begins.
    pub bytes: *const c_char,
    /// How many bytes it has.
    pub length: usize,
}

/// What a session is opened with.
#[repr(C)]
#[derive(Debug)]
pub struct VerbondOpen {
    /// Bytes of this structure that are filled.
    pub size: u32,
    /// 0.
    pub reserved: u32,
    /// The checked instrument as JSON.
    pub instrument: VerbondText,
    /// The options as a JSON object.
    pub options: VerbondText,
    /// The file to write.
    pub path: VerbondText,
    /// The columns; the backend takes them over.
    pub schema: *mut FFI_ArrowSchema,
    /// To be called in the middle of long work; absent in older programs.
    pub alive: Option<AliveCall>,
}

/// Tells that a long call goes on.
pub type AliveCall = extern "C" fn();
/// Who a backend is. Calls may unwind: an exception that a backend lets escape ends the process that runs it, and
/// nothing else.
pub type Describe = unsafe extern "C-unwind" fn() -> *const c_char;
/// Begins a session.
pub type Open = unsafe extern "C-unwind" fn(*const VerbondOpen, *mut *mut c_void, *mut VerbondError) -> i32;
/// Takes a batch.
pub type Write = unsafe extern "C-unwind" fn(*mut c_void, *mut FFI_ArrowArray, *mut VerbondError) -> i32;
/// Completes a session.
pub type Finish = unsafe extern "C-unwind" fn(*mut c_void, *mut VerbondError) -> i32;
/// Ends a session without a result.
pub type Abandon = unsafe extern "C-unwind" fn(*mut c_void);

/// The functions of a backend. A function that is absent is a null pointer, so that a table can be judged before it is
/// used.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct VerbondBackend {
    /// Bytes of this structure.
    pub size: u32,
    /// [`ABI`].
    pub abi: u32,
    /// Who this is.
    pub describe: Option<Describe>,
    /// Begins a session.
    pub open: Option<Open>,
    /// Takes a batch.
    pub write: Option<Write>,
    /// Completes a session.
    pub finish: Option<Finish>,
    /// Ends a session without a result.
    pub abandon: Option<Abandon>,
}

/// The exported function.
pub type Entry = unsafe extern "C-unwind" fn() -> *const VerbondBackend;

impl VerbondError {
    /// An error that says nothing yet.
    pub fn blank() -> Self {
        Self { code: 0, message: [0; MESSAGE_BYTES] }
    }

    /// Fills in a number and a message; one that is too long is cut between characters.
    pub fn fill(&mut self, code: i32, message: &str) {
        self.code = if code == 0 { 1 } else { code };
        let mut end = message.len().min(MESSAGE_BYTES - 1);
        while !message.is_char_boundary(end) {
            end -= 1;
        }
        self.message = [0; MESSAGE_BYTES];
        for (to, from) in self.message.iter_mut().zip(message[..end].bytes()) {
            *to = c_char::from_ne_bytes([from]);
        }
    }

    /// The message; bytes that are not UTF-8 are replaced.
    pub fn text(&self) -> String {
        let bytes: Vec<u8> = self.message.iter().map(|byte| byte.to_ne_bytes()[0]).take_while(|byte| *byte != 0).collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

impl VerbondText {
    /// The place and length of a text, which must outlive the call.
    pub fn of(text: &str) -> Self {
        Self { bytes: text.as_ptr().cast(), length: text.len() }
    }
}
