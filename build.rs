//! The instruments of `instruments/` are inside the program: a file that is new there builds it anew.

fn main() {
    println!("cargo::rerun-if-changed=instruments");
}
