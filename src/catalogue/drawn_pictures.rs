//! Pictures that the program draws by itself, where a file of the language names one that does not lie beside it: a
//! glass that fills, which means more or less to whoever does not read, and has no face and no colour that judges.

/// Parts that a glass can have.
const PARTS: u32 = 20;

/// The drawing of a name, as `glass-2-of-4.svg`: a glass that is filled by two of four parts.
pub(super) fn drawn(name: &str) -> Option<Vec<u8>> {
    let (full, parts) = name.strip_prefix("glass-")?.strip_suffix(".svg")?.split_once("-of-")?;
    let number = |digits: &str| digits.parse::<u32>().ok().filter(|number| number.to_string() == digits);
    let (full, parts) = (number(full)?, number(parts)?);
    ((1..=PARTS).contains(&parts) && full <= parts).then(|| glass(f64::from(full) / f64::from(parts)).into_bytes())
}

/// A glass that is filled by a share. Its colours are seen on light and on dark ground: a picture does not know on which
/// it stands.
fn glass(share: f64) -> String {
    let (left, right, level) = (12.4 - 3.0 * share, 27.6 + 3.0 * share, 33.0 - 25.0 * share);
    let water = format!(r##"<path d="M{left:.2} {level:.2}H{right:.2}L27.6 33H12.4z" fill="#3a7ca5"/>"##);
    let water = if share > 0.0 { water } else { String::new() };
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="40" height="40">{water}<path d="M8.5 5h23L28 34.5H12z" fill="none" stroke="#6b7c8c" stroke-width="2.2" stroke-linejoin="round"/></svg>"##
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glass_is_as_full_as_its_name_says() {
        let level = |name: &str| -> f64 {
            let svg = String::from_utf8(drawn(name).unwrap()).unwrap();
            let water = svg.split("<path d=\"M").find(|path| path.contains('L') && path.contains("#3a7ca5"));
            water.map_or(33.0, |path| path.split([' ', 'H']).nth(1).unwrap().parse().unwrap())
        };
        assert_eq!(["glass-0-of-4.svg", "glass-1-of-4.svg", "glass-4-of-4.svg"].map(level), [33.0, 26.75, 8.0]);
        assert_eq!(level("glass-1-of-2.svg"), level("glass-10-of-20.svg"));
    }

    #[test]
    fn other_names_are_not_drawn() {
        for name in
            ["glass-5-of-4.svg", "glass-0-of-0.svg", "glass-01-of-4.svg", "glass-1-of-21.svg", "glass.svg", "x/glass-1-of-4.svg"]
        {
            assert_eq!(drawn(name), None, "{name}");
        }
    }
}
