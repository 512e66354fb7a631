use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// A version of a measure, of a translation's target or of norms: one to three numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(Vec<u32>);

impl Version {
    /// Whether it has all three numbers, as a measure's own version must.
    pub fn is_full(&self) -> bool {
        self.0.len() == 3
    }

    /// Its numbers, the weightiest first.
    pub fn numbers(&self) -> &[u32] {
        &self.0
    }

    /// Whether a full version belongs to this one: `0.2` holds `0.2.0` and `0.2.7`.
    pub fn holds(&self, full: &Self) -> bool {
        full.0.starts_with(&self.0)
    }
}

impl FromStr for Version {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let numbers: Vec<u32> = text.split('.').map(|part| part.parse().map_err(|_| ())).collect::<Result<_, _>>()?;
        if (1..=3).contains(&numbers.len()) { Ok(Self(numbers)) } else { Err(()) }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = self.0.iter().map(u32::to_string).collect();
        f.write_str(&parts.join("."))
    }
}

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
