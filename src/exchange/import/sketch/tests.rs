use std::time::{Duration, Instant};

use super::{ScaleSketch, Sketch};

/// Each scale was copied as often as there were others.
#[test]
fn scales_are_told_apart_without_copies() {
    let scale = |of: usize| ScaleSketch {
        points: (0..100).map(|at| (f64::from(at), vec![format!("{at} of {of}")])).collect(),
        ..ScaleSketch::default()
    };
    let (mut sketch, begun) = (Sketch::default(), Instant::now());
    let names: Vec<String> = (0..3_000).map(|of| sketch.scale("agree", scale(of)).0).collect();
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    assert_eq!((names[0].as_str(), names[1].as_str(), names[2_999].as_str()), ("agree", "agree_2", "agree_3000"));
    assert_eq!(sketch.scale("other", scale(7)), ("agree_8".to_owned(), false));
}
