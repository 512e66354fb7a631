use super::{ScaleSketch, Sketch};

/// Where each scale is copied as often as there are others, this takes minutes.
#[test]
fn scales_are_told_apart_without_copies() {
    let scale = |of: usize| ScaleSketch {
        points: (0..100).map(|at| (f64::from(at), vec![format!("{at} of {of}")])).collect(),
        ..ScaleSketch::default()
    };
    let mut sketch = Sketch::default();
    let names: Vec<String> = (0..3_000).map(|of| sketch.scale("agree", scale(of)).0).collect();
    assert_eq!((names[0].as_str(), names[1].as_str(), names[2_999].as_str()), ("agree", "agree_2", "agree_3000"));
    assert_eq!(sketch.scale("other", scale(7)), ("agree_8".to_owned(), false));
}
