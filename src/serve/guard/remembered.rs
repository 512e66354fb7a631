use std::collections::HashMap;
use std::hash::Hash;
use std::time::{Duration, Instant};

/// A map that forgets: each entry after a time, and the older half of all when there are too many. Strangers make
/// entries, so it must not grow.
pub(in crate::serve) struct Remembered<K, V> {
    most: usize,
    time: Duration,
    entries: HashMap<K, (Instant, V)>,
}

impl<K: Eq + Hash, V: Default> Remembered<K, V> {
    /// A map of so many entries at the most, each for a time.
    pub(in crate::serve) fn new(most: usize, time: Duration) -> Self {
        Self { most, time, entries: HashMap::new() }
    }

    /// When an entry was made, and what it holds.
    pub(in crate::serve) fn get(&self, key: &K, now: Instant) -> Option<(Instant, &V)> {
        let (made, value) = self.entries.get(key)?;
        (now.duration_since(*made) < self.time).then_some((*made, value))
    }

    /// What an entry holds, which is made where there is none.
    pub(in crate::serve) fn entry(&mut self, key: K, now: Instant) -> &mut V {
        if !self.entries.contains_key(&key) && self.entries.len() >= self.most {
            self.make_room(now);
        }
        let (made, value) = self.entries.entry(key).or_insert_with(|| (now, V::default()));
        if now.duration_since(*made) >= self.time {
            (*made, *value) = (now, V::default());
        }
        value
    }

    /// Forgets an entry before its time.
    pub(in crate::serve) fn forget(&mut self, key: &K) {
        self.entries.remove(key);
    }

    fn make_room(&mut self, now: Instant) {
        self.entries.retain(|_, (made, _)| now.duration_since(*made) < self.time);
        if self.entries.len() < self.most {
            return;
        }
        let mut made: Vec<Instant> = self.entries.values().map(|(made, _)| *made).collect();
        let middle = made.len() / 2;
        let (_, middle, _) = made.select_nth_unstable(middle);
        let middle = *middle;
        self.entries.retain(|_, (made, _)| *made > middle);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_forgets_with_time_and_never_grows_beyond_its_most() {
        let (now, second) = (Instant::now(), Duration::from_secs(1));
        let mut map = Remembered::<u32, u32>::new(100, second * 10);
        for key in 0..1000 {
            *map.entry(key, now + second / 1000 * key) += 1;
            assert!(map.entries.len() <= 100);
        }
        assert!(map.get(&999, now + second).is_some(), "what came last is there");
        assert_eq!(map.get(&1, now + second), None, "what came first went");
        assert_eq!(map.get(&999, now + second * 12), None);
        assert_eq!(*map.entry(999, now + second * 12), 0, "it begins anew");
    }
}
