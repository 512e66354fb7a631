use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::HeaderMap;

/// The header in which what speaks TLS before this server says who asks.
const FORWARDED: &str = "x-forwarded-for";
/// How long a warning stands before it is given again.
const HOUR: Duration = Duration::from_secs(60 * 60);
/// Bits of an address of IPv6 that a household or an office has as its own: whoever has them has all addresses below.
const OWN_BITS: u32 = 64;

/// Where a request comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::serve) enum Origin {
    /// An address; of IPv6 the network of the subscriber.
    Network(IpAddr),
    /// Nobody said, so it may be anybody.
    Unknown,
}

impl Origin {
    /// Where a request comes from. What speaks TLS before this server adds the address at the end of a header; from anybody else that is a claim.
    pub(super) fn of(headers: &HeaderMap, connected: Option<SocketAddr>, is_behind_tls: bool) -> Self {
        let address = if is_behind_tls { forwarded(headers) } else { connected.map(|connected| connected.ip()) };
        address.map_or(Self::Unknown, |address| Self::Network(network(address)))
    }
}

fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let told = headers.get_all(FORWARDED).iter().next_back()?.to_str().ok()?;
    let last = told.rsplit(',').next()?.trim();
    let with_port = || last.parse::<SocketAddr>().ok().map(|address| address.ip());
    last.parse().ok().or_else(with_port)
}

fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> OWN_BITS << OWN_BITS)),
    }
}

/// Whether addresses come as they should; what is wrong is said once an hour.
#[derive(Default)]
pub(super) struct Forwarding(Mutex<Option<Instant>>);

impl Forwarding {
    /// What is to be said of a request, where there is something and it was not said lately.
    pub(super) fn warning(&self, headers: &HeaderMap, origin: Origin, is_behind_tls: bool, now: Instant) -> Option<&'static str> {
        let warning = match (is_behind_tls, origin) {
            (true, Origin::Unknown) => {
                "warning: a request came without an address in X-Forwarded-For. Whoever guesses codes and passwords cannot be told from others, so \
                 others have to wait too. Let what speaks TLS set that header; in nginx: `proxy_set_header X-Forwarded-For $remote_addr;`"
            }
            (false, _) if headers.contains_key(FORWARDED) => {
                "warning: a request came with X-Forwarded-For, as from what speaks TLS before this server. Without `--behind-tls` all who ask have \
                 one address, and their cookies go over any connection"
            }
            (true, Origin::Network(_)) | (false, _) => return None,
        };
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = last.is_none_or(|last| now.duration_since(last) >= HOUR);
        is_due.then(|| {
            *last = Some(now);
            warning
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(values: &[&str]) -> HeaderMap {
        values
            .iter()
            .map(|value| (FORWARDED.parse().unwrap_or_else(|_| panic!()), value.parse().unwrap_or_else(|_| panic!())))
            .collect()
    }

    fn origin(values: &[&str]) -> Option<String> {
        match Origin::of(&told(values), None, true) {
            Origin::Network(address) => Some(address.to_string()),
            Origin::Unknown => None,
        }
    }

    #[test]
    fn only_what_was_added_last_counts() {
        assert_eq!(origin(&["9.9.9.9, 203.0.113.7"]).as_deref(), Some("203.0.113.7"));
        assert_eq!(origin(&["9.9.9.9", "203.0.113.7:4711"]).as_deref(), Some("203.0.113.7"));
        assert_eq!(origin(&["::ffff:203.0.113.7"]).as_deref(), Some("203.0.113.7"));
        assert_eq!(origin(&["2001:db8:1:2:3:4:5:6"]).as_deref(), Some("2001:db8:1:2::"));
        assert_eq!(origin(&["[2001:db8:1:2:ffff::1]:443"]).as_deref(), Some("2001:db8:1:2::"));
        for nobody in [&["203.0.113.7, unknown"][..], &[""], &[]] {
            assert_eq!(origin(nobody), None, "{nobody:?}");
        }
        let connected = Some(([127, 0, 0, 1], 5).into());
        assert_eq!(Origin::of(&told(&["9.9.9.9"]), connected, false), Origin::Network([127, 0, 0, 1].into()));
    }

    #[test]
    fn a_warning_is_given_once_an_hour() {
        let (forwarding, now) = (Forwarding::default(), Instant::now());
        let warns =
            |after: u64| forwarding.warning(&HeaderMap::new(), Origin::Unknown, true, now + Duration::from_secs(after)).is_some();
        assert_eq!([0, 1, 3599, 3600, 3601].map(warns), [true, false, false, true, false]);
        let known = Origin::Network([203, 0, 113, 7].into());
        assert_eq!(Forwarding::default().warning(&told(&["203.0.113.7"]), known, true, now), None);
        assert!(Forwarding::default().warning(&told(&["203.0.113.7"]), known, false, now).is_some());
    }
}
