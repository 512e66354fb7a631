//! x
use verbond::{check, source::*, syntax};
fn main() {
    let mut instruments = vec![];
    for path in std::env::args().skip(1) {
        let file = SourceFile::new(&path, std::fs::read_to_string(&path).unwrap());
        let parsed = syntax::parse(&file);
        let c = if path.ends_with("instrument") { let c = check::check_instrument(&file, &parsed); instruments.extend(c.found.clone()); let mut x = c.complaints; if let Some(i) = &c.found { x.extend(verbond::score::test_complaints(i)); } x }
        else if path.ends_with("translation") { check::check_translation(&parsed, &instruments.iter().collect::<Vec<_>>()).complaints }
        else { check::check_norms(&parsed, &instruments.iter().collect::<Vec<_>>()).complaints };
        println!("== {path} {}", c.len());
        for c in &c { println!("{}\n", render(&file, c, Style::Plain)); }
    }
}
