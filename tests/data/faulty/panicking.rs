//! A backend in Rust that knows the boundary by heart, has no crate, and panics in `write`, where nothing catches it:
//! built with `-C panic=unwind` it dies at the border of its language, with `-C panic=abort` at once.

use std::ffi::{c_char, c_void};

#[repr(C)]
pub struct Table {
    size: u32,
    abi: u32,
    describe: extern "C" fn() -> *const c_char,
    open: extern "C" fn(*const c_void, *mut *mut c_void, *mut c_void) -> i32,
    write: extern "C" fn(*mut c_void, *mut c_void, *mut c_void) -> i32,
    finish: extern "C" fn(*mut c_void, *mut c_void) -> i32,
    abandon: extern "C" fn(*mut c_void),
}

extern "C" fn describe() -> *const c_char {
    c"{\"name\": \"bad\", \"version\": \"1\"}".as_ptr()
}

extern "C" fn open(_: *const c_void, session: *mut *mut c_void, _: *mut c_void) -> i32 {
    unsafe { *session = 8 as *mut c_void };
    0
}

extern "C" fn write(_: *mut c_void, _: *mut c_void, _: *mut c_void) -> i32 {
    panic!("nobody expects this")
}

extern "C" fn finish(_: *mut c_void, _: *mut c_void) -> i32 {
    0
}

extern "C" fn abandon(_: *mut c_void) {}

#[unsafe(no_mangle)]
pub extern "C" fn verbond_backend_v1() -> *const Table {
    static TABLE: Table = Table { size: 48, abi: 1, describe, open, write, finish, abandon };
    &raw const TABLE
}
