use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use super::origin::Origin;
use super::remembered::Remembered;

/// How long a wrong try counts.
const STRETCH: Duration = Duration::from_secs(300);
/// Wrong tries after which somebody is refused until the stretch is over.
const OWN: u32 = 10;
/// Tries of an origin that wait for nobody, however many strangers guess codes.
const FIRST: u32 = 2;
/// Wrong codes, and wrong passwords of a name, from everywhere, after which further ones wait in line.
const CODES: u32 = 50;
const PASSWORDS: u32 = 20;
/// Wrong passwords of any names from one origin, after which further ones wait in line.
const PLACE: u32 = 30;
/// How far those in line stand apart: six digits bear fewer tries than a password.
const CODE_PACE: Duration = Duration::from_secs(2);
const PASSWORD_PACE: Duration = Duration::from_secs(1);
/// How long somebody stands in line at the most.
const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// Counts that are kept, some 100 bytes each.
const REMEMBERED: usize = 50_000;

/// What stands for a secret or a name where only sameness counts.
pub(super) type Fingerprint = [u8; 32];

pub(super) fn fingerprint(text: &str) -> Fingerprint {
    Sha256::digest(text.as_bytes()).into()
}

/// What somebody tries to come in by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Target {
    /// A code, which is good for one administration.
    Code,
    /// The password of a name, whether anybody has it or not.
    Password(Fingerprint),
}

/// Who tries, as far as can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Who {
    /// A browser in which somebody came in by the same before.
    Known(Fingerprint),
    /// Anybody at an origin.
    Stranger(Origin),
}

/// Tries that are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Group {
    /// Of one who tries one thing.
    Own(Who, Target),
    /// Passwords of any names, from an origin.
    Place(Origin),
    /// Of all strangers at one thing.
    All(Target),
}

/// What becomes of those in a group once so many of its tries were wrong.
#[derive(Clone, Copy, Debug)]
enum Limit {
    /// They are refused: only who tried can have brought it about.
    Refuse(u32),
    /// They are let through one by one, at a pace: strangers may have brought it about.
    Line(u32, Duration),
    /// Nothing yet.
    Count,
}

/// The tries of a group.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    /// Tries that were not said to be right.
    wrong: u32,
    /// When the next in line may try.
    free: Option<Instant>,
}

/// A try that may be made.
#[derive(Debug)]
pub(super) struct Admitted {
    /// How long it has to wait.
    pub(super) wait: Duration,
    groups: Vec<Group>,
}

/// How often was tried, so that a short code and a password can be guessed by nobody. A try is counted before it is made, and taken back where it was
/// right: of many that come at once no more are made than of many that come one after another.
pub(super) struct Tries(Remembered<Group, Count>);

impl Default for Tries {
    fn default() -> Self {
        Self(Remembered::new(REMEMBERED, STRETCH))
    }
}

impl Tries {
    /// Counts a try.
    ///
    /// # Errors
    /// Where it may not be made, with the time after which another may.
    pub(super) fn admit(&mut self, who: Who, target: Target, now: Instant) -> Result<Admitted, Duration> {
        let rules = self.rules(who, target, now);
        let mut wait = Duration::ZERO;
        for (group, limit) in &rules {
            let (begun, count) = self.0.get(group, now).map_or((now, Count::default()), |(begun, count)| (begun, *count));
            match limit {
                Limit::Refuse(most) if count.wrong >= *most => return Err((begun + STRETCH).duration_since(now)),
                Limit::Line(from, pace) if count.wrong >= *from => {
                    let in_line = count.free.map_or(Duration::ZERO, |free| free.saturating_duration_since(now));
                    if in_line > LONGEST_WAIT {
                        return Err(in_line - LONGEST_WAIT + *pace);
                    }
                    wait = wait.max(in_line);
                }
                Limit::Refuse(_) | Limit::Line(..) | Limit::Count => {}
            }
        }
        for (group, limit) in &rules {
            let count = self.0.entry(*group, now);
            if let Limit::Line(from, pace) = limit
                && count.wrong >= *from
            {
                count.free = Some(count.free.map_or(now, |free| free.max(now)) + *pace);
            }
            count.wrong += 1;
        }
        Ok(Admitted { wait, groups: rules.into_iter().map(|(group, _)| group).collect() })
    }

    /// Takes a try back: it was right, or it was not made.
    pub(super) fn take_back(&mut self, admitted: &Admitted, now: Instant) {
        for group in &admitted.groups {
            let count = self.0.entry(*group, now);
            count.wrong = count.wrong.saturating_sub(1);
        }
    }

    fn rules(&self, who: Who, target: Target, now: Instant) -> Vec<(Group, Limit)> {
        let own = Group::Own(who, target);
        let tried = self.0.get(&own, now).map_or(0, |(_, count)| count.wrong);
        match (who, target) {
            (Who::Known(_), _) => vec![(own, Limit::Refuse(OWN))],
            (Who::Stranger(Origin::Network(_)), Target::Code) => {
                let all = if tried < FIRST { Limit::Count } else { Limit::Line(CODES, CODE_PACE) };
                vec![(own, Limit::Refuse(OWN)), (Group::All(target), all)]
            }
            (Who::Stranger(origin @ Origin::Network(_)), Target::Password(_)) => vec![
                (own, Limit::Refuse(OWN)),
                (Group::Place(origin), Limit::Line(PLACE, PASSWORD_PACE)),
                (Group::All(target), Limit::Line(PASSWORDS, PASSWORD_PACE)),
            ],
            // Whoever it is shares this with everybody.
            (Who::Stranger(Origin::Unknown), Target::Code) => vec![(Group::All(target), Limit::Line(OWN, CODE_PACE))],
            (Who::Stranger(Origin::Unknown), Target::Password(_)) => {
                vec![(Group::All(target), Limit::Line(OWN, PASSWORD_PACE))]
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn from(last: u8) -> Who {
        Who::Stranger(Origin::Network([203, 0, 113, last].into()))
    }

    fn anna() -> Target {
        Target::Password(fingerprint("anna"))
    }

    fn known() -> Who {
        Who::Known(fingerprint("a browser"))
    }

    /// How many of some tries at one moment are made at once, wait, and are refused.
    fn told(tries: &mut Tries, whos: impl Iterator<Item = Who>, target: Target, now: Instant) -> (usize, usize, usize) {
        let results: Vec<_> = whos.map(|who| tries.admit(who, target, now).map(|admitted| admitted.wait)).collect();
        let count = |is: fn(&Result<Duration, Duration>) -> bool| results.iter().filter(|result| is(result)).count();
        (count(|r| *r == Ok(Duration::ZERO)), count(|r| r.is_ok_and(|wait| !wait.is_zero())), count(Result::is_err))
    }

    #[test]
    fn sixty_at_once_are_ten() {
        for target in [Target::Code, anna()] {
            let (mut tries, now) = (Tries::default(), Instant::now());
            assert_eq!(told(&mut tries, std::iter::repeat_n(from(1), 60), target, now), (10, 0, 50), "{target:?}");
            let refused = tries.admit(from(1), target, now + SECOND * 100).unwrap_err();
            assert_eq!(refused, SECOND * 200, "what is refused does not lengthen it");
            assert_eq!(told(&mut tries, std::iter::repeat_n(from(1), 60), target, now + STRETCH), (10, 0, 50));
        }
    }

    #[test]
    fn codes_and_passwords_and_names_count_apart() {
        let (mut tries, now) = (Tries::default(), Instant::now());
        told(&mut tries, std::iter::repeat_n(from(1), 60), anna(), now);
        let bert = Target::Password(fingerprint("bert"));
        for target in [Target::Code, bert] {
            assert_eq!(tries.admit(from(1), target, now).map(|admitted| admitted.wait), Ok(Duration::ZERO), "{target:?}");
        }
    }

    #[test]
    fn strangers_lock_nobody_out_of_codes() {
        let (mut tries, now) = (Tries::default(), Instant::now());
        let strangers = (0..200).map(|at| from(at % 20));
        let (made, waiting, refused) = told(&mut tries, strangers, Target::Code, now);
        // Fifty, and the first two of the twenty, which came among those; then a line of ten seconds.
        assert_eq!((made, waiting, refused), (51, 5, 144));
        for at in 100..200 {
            let own = |tries: &mut Tries| tries.admit(from(at), Target::Code, now).map(|admitted| admitted.wait);
            assert_eq!([own(&mut tries), own(&mut tries)], [Ok(Duration::ZERO); 2], "a first try, and one slip, wait for nobody");
        }
        assert_eq!(tries.admit(known(), Target::Code, now).map(|admitted| admitted.wait), Ok(Duration::ZERO));
    }

    #[test]
    fn strangers_lock_nobody_out_of_a_name() {
        let (mut tries, now) = (Tries::default(), Instant::now());
        let (made, waiting, refused) = told(&mut tries, (0..100).map(|at| from(at % 50)), anna(), now);
        assert_eq!((made, waiting, refused), (21, 10, 69));
        assert_eq!(tries.admit(known(), anna(), now).map(|admitted| admitted.wait), Ok(Duration::ZERO), "her own browser");
        let later = tries.admit(from(100), anna(), now + SECOND * 5).map(|admitted| admitted.wait);
        assert_eq!(later, Ok(SECOND * 6), "another browser of hers waits");
    }

    #[test]
    fn names_at_random_from_one_place_wait() {
        let (mut tries, now) = (Tries::default(), Instant::now());
        let mut made = 0;
        for name in 0..100 {
            let target = Target::Password(fingerprint(&name.to_string()));
            made += usize::from(tries.admit(from(1), target, now).is_ok_and(|admitted| admitted.wait.is_zero()));
        }
        assert_eq!(made, 31);
    }

    #[test]
    fn who_cannot_be_told_from_others_waits_and_is_not_refused_for_them() {
        let (mut tries, now) = (Tries::default(), Instant::now());
        let nobody = Who::Stranger(Origin::Unknown);
        assert_eq!(told(&mut tries, std::iter::repeat_n(nobody, 60), Target::Code, now), (11, 5, 44));
        let wait = tries.admit(nobody, Target::Code, now + SECOND * 2).map(|admitted| admitted.wait);
        assert_eq!(wait, Ok(SECOND * 10));
        assert_eq!(tries.admit(nobody, anna(), now).map(|admitted| admitted.wait), Ok(Duration::ZERO));
    }

    #[test]
    fn what_was_right_does_not_count() {
        let (mut tries, now) = (Tries::default(), Instant::now());
        for _ in 0..100 {
            let admitted = tries.admit(from(1), anna(), now).unwrap();
            tries.take_back(&admitted, now);
        }
        told(&mut tries, std::iter::repeat_n(known(), 11), anna(), now);
        assert!(tries.admit(known(), anna(), now).is_err(), "a known browser has ten tries as well");
        assert!(tries.admit(from(1), anna(), now).is_ok(), "and takes none from others");
    }
}
