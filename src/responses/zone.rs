use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The zone in which moments are told, which are kept as they were in Greenwich.
#[derive(Clone, Debug)]
pub(super) enum Zone {
    /// So many seconds ahead of it, the whole year.
    Ahead(i64),
    /// A place with rules of its own.
    Place(TimeZone),
}

impl Zone {
    /// The zone of a name, as Arrow has it: `Europe/Amsterdam`, `+01:00`; of moments without a zone, the clock that
    /// they were read from. Nothing where this machine does not know the place.
    pub(super) fn of(name: Option<&str>) -> Option<Self> {
        match name {
            None | Some("UTC" | "utc" | "Z" | "GMT" | "Etc/UTC" | "Etc/GMT") => Some(Self::Ahead(0)),
            Some(name) => ahead(name).map(Self::Ahead).or_else(|| TimeZone::get(name).ok().map(Self::Place)),
        }
    }

    /// What its clocks show at a moment, both in seconds since 1970-01-01.
    pub(super) fn local(&self, seconds: i64) -> i64 {
        match self {
            Self::Ahead(ahead) => seconds.saturating_add(*ahead),
            Self::Place(zone) => {
                let offset = Timestamp::from_second(seconds).map_or(0, |moment| zone.to_offset(moment).seconds());
                seconds.saturating_add(i64::from(offset))
            }
        }
    }
}

/// The seconds of `+01:00`, `-0330` or `+01`.
fn ahead(name: &str) -> Option<i64> {
    let sign = if name.starts_with('-') { -1 } else { 1 };
    let digits = name.strip_prefix(['+', '-'])?.replacen(':', "", 1);
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit()) && matches!(digits.len(), 2 | 4);
    let (hours, minutes) = is_number.then(|| digits.split_at(2))?;
    let minutes: i64 = if minutes.is_empty() { 0 } else { minutes.parse().ok()? };
    Some(sign * (hours.parse::<i64>().ok()? * 3_600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::Zone;

    /// 2026-03-04 23:00 in Greenwich, a winter's night, and 2026-07-01 22:00.
    const NIGHTS: [i64; 2] = [1_772_665_200, 1_782_943_200];

    fn hours(zone: Option<&str>) -> Option<[i64; 2]> {
        Zone::of(zone).map(|zone| NIGHTS.map(|night| (zone.local(night) - night) / 60))
    }

    #[test]
    fn a_zone_says_what_its_clocks_show() {
        assert_eq!(hours(None), Some([0, 0]));
        assert_eq!(hours(Some("UTC")), Some([0, 0]));
        assert_eq!(hours(Some("+01:00")), Some([60, 60]));
        assert_eq!(hours(Some("-0330")), Some([-210, -210]));
        for unknown in ["Mars/Olympus", "+1", "+01:0", "+99999", "", "Europe/../x"] {
            assert_eq!(hours(Some(unknown)), None, "{unknown}");
        }
    }

    #[cfg(feature = "clock")]
    #[test]
    fn a_place_has_its_summer() {
        assert_eq!(hours(Some("Europe/Amsterdam")), Some([60, 120]));
    }
}
