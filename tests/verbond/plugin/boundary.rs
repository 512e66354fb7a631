//! The header of the boundary says the same as the Rust definitions.
#![cfg(unix)]

use std::mem::offset_of;
use std::process::Command;

use verbond_backend::abi::{VerbondBackend, VerbondError, VerbondOpen, VerbondText};

use crate::program::folder;

#[test]
fn sizes_and_offsets_agree() {
    let mut rust = Vec::new();
    let mut c = String::from("#include <stdio.h>\n#include \"verbond_backend.h\"\nint main(void) {\n");
    macro_rules! structure {
        ($type:ident { $($field:ident),* }) => {
            rust.push(format!("{} {}", stringify!($type), size_of::<$type>()));
            c.push_str(&format!("printf(\"%s %zu\\n\", \"{0}\", sizeof({0}));\n", stringify!($type)));
            $(
                rust.push(format!("{}.{} {}", stringify!($type), stringify!($field), offset_of!($type, $field)));
                c.push_str(&format!("printf(\"%s %zu\\n\", \"{0}.{1}\", offsetof({0}, {1}));\n", stringify!($type), stringify!($field)));
            )*
        };
    }
    structure!(VerbondError { code, message });
    structure!(VerbondText { bytes, length });
    structure!(VerbondOpen { size, reserved, instrument, options, path, schema, alive });
    structure!(VerbondBackend { size, abi, describe, open, write, finish, abandon });
    rust.push(format!("ArrowSchema {}", size_of::<arrow_array::ffi::FFI_ArrowSchema>()));
    rust.push(format!("ArrowArray {}", size_of::<arrow_array::ffi::FFI_ArrowArray>()));
    rust.push(format!("abi {} {}", verbond_backend::abi::ABI, verbond_backend::abi::MESSAGE_BYTES));
    c.push_str("printf(\"ArrowSchema %zu\\nArrowArray %zu\\n\", sizeof(struct ArrowSchema), sizeof(struct ArrowArray));\n");
    c.push_str("printf(\"abi %d %d\\n\", VERBOND_ABI, VERBOND_MESSAGE_BYTES);\nreturn 0;\n}\n");
    let folder = folder();
    let (source, program) = (folder.path().join("sizes.c"), folder.path().join("sizes"));
    std::fs::write(&source, c).unwrap_or_else(|error| panic!("{error}"));
    let header = concat!(env!("CARGO_MANIFEST_DIR"), "/plugins/sdk/include");
    let built = Command::new("cc").args(["-I", header]).arg(&source).arg("-o").arg(&program).output();
    let built = built.unwrap_or_else(|error| panic!("a C compiler: {error}"));
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let said = Command::new(&program).output().unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(String::from_utf8_lossy(&said.stdout).lines().collect::<Vec<_>>(), rust);
}
