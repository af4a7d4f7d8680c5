//! How often an address, a class or a device may ask. Kept in memory, by a clock that nobody sets back: after a restart
//! everyone begins with a full measure. Never knows who anybody is.

use notyet_model::ids::{ClassId, DeviceId};
use notyet_protocol::wire::Fault;
use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::time::Duration;

/// Keys that a meter remembers. Beyond them newcomers are not counted: memory stays bounded, and whoever commands that
/// many networks is not held off by counting addresses.
const MAX_KEYS: usize = 10_000;

/// So many at once, and one more each time this has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rate {
    /// At once.
    pub(crate) burst: u32,
    /// Between two in the long run.
    pub(crate) every: Duration,
}

/// All rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rates {
    /// Wrong codes and sign-ins that came to nothing, from one address. A school behind one address mistypes now and
    /// then; at this rate guessing one of ten open doors takes more than 30,000 years.
    pub(crate) wrong_by_address: Rate,
    /// Codes, right or wrong, by one device that says which it is.
    pub(crate) tries_by_device: Rate,
    /// Returns of one device by its certificate: each may leave a row behind.
    pub(crate) returns_by_device: Rate,
    /// Knocks at the door of one class: two whole classes at once.
    pub(crate) knocks_by_class: Rate,
    /// Sign-ins that are begun at the school's provider, from one address.
    pub(crate) begun_by_address: Rate,
    /// Requests of any kind by one device; a new tablet fetches thousands of thumbnails.
    pub(crate) requests_by_device: Rate,
}

impl Default for Rates {
    fn default() -> Self {
        let rate = |burst, every_ms| Rate { burst, every: Duration::from_millis(every_ms) };
        Self {
            wrong_by_address: rate(60, 10_000),
            tries_by_device: rate(10, 6_000),
            returns_by_device: rate(20, 60_000),
            knocks_by_class: rate(60, 5_000),
            begun_by_address: rate(60, 5_000),
            requests_by_device: rate(2_000, 10),
        }
    }
}

/// What is counted at present.
#[derive(Debug)]
pub(crate) struct Limits {
    pub(crate) wrong: Meter<IpAddr>,
    pub(crate) tries: Meter<String>,
    pub(crate) returns: Meter<DeviceId>,
    pub(crate) knocks: Meter<ClassId>,
    pub(crate) begun: Meter<IpAddr>,
    pub(crate) requests: Meter<DeviceId>,
}

impl Limits {
    pub(crate) fn new(rates: Rates) -> Self {
        Self {
            wrong: Meter::new(rates.wrong_by_address),
            tries: Meter::new(rates.tries_by_device),
            returns: Meter::new(rates.returns_by_device),
            knocks: Meter::new(rates.knocks_by_class),
            begun: Meter::new(rates.begun_by_address),
            requests: Meter::new(rates.requests_by_device),
        }
    }
}

/// Counts by key, as the generic cell rate algorithm does: one moment for each key, at which its measure will be full
/// again. (`governor` counts what it lets through; wrong codes are counted after they were let through.)
#[derive(Debug)]
pub(crate) struct Meter<K> {
    rate: Rate,
    full_at: HashMap<K, Duration>,
}

impl<K: Eq + Hash> Meter<K> {
    fn new(rate: Rate) -> Self {
        Self { rate, full_at: HashMap::new() }
    }

    /// Refuses who has nothing left of their measure, with the time until there is.
    pub(crate) fn may(&self, key: &K, now: Duration) -> Result<(), Fault> {
        let Some(full_at) = self.full_at.get(key) else { return Ok(()) };
        let spent = full_at.saturating_sub(now);
        let again = spent.saturating_sub(self.rate.every * (self.rate.burst - 1));
        if again.is_zero() { Ok(()) } else { Err(Fault::Busy { again_ms: again.as_millis().max(1) as u64 }) }
    }

    /// Counts one.
    pub(crate) fn count(&mut self, key: K, now: Duration) {
        if self.full_at.len() >= MAX_KEYS && !self.full_at.contains_key(&key) {
            self.full_at.retain(|_, full_at| *full_at > now);
            if self.full_at.len() >= MAX_KEYS {
                return;
            }
        }
        let full_at = self.full_at.entry(key).or_insert(now);
        *full_at = (*full_at).max(now) + self.rate.every;
    }

    /// Counts one, or refuses it uncounted.
    pub(crate) fn take(&mut self, key: K, now: Duration) -> Result<(), Fault> {
        self.may(&key, now)?;
        self.count(key, now);
        Ok(())
    }
}

/// One household or school: an IPv6 network of 64 bits counts as one address.
pub(crate) fn network(peer: IpAddr) -> IpAddr {
    match peer.to_canonical() {
        IpAddr::V6(v6) => {
            let mut octets = v6.octets();
            octets[8..].fill(0);
            IpAddr::from(octets)
        }
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meter() -> Meter<u32> {
        Meter::new(Rate { burst: 3, every: Duration::from_secs(10) })
    }

    const fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn a_measure_is_used_up_and_comes_back_one_by_one() {
        let mut meter = meter();
        let taken = |meter: &mut Meter<u32>, now| (0..5).take_while(|_| meter.take(7, now).is_ok()).count();
        assert_eq!(taken(&mut meter, at(100)), 3);
        assert_eq!(meter.may(&7, at(101)), Err(Fault::Busy { again_ms: 9_000 }));
        assert_eq!(meter.may(&8, at(101)), Ok(()), "another has their own");
        assert_eq!(taken(&mut meter, at(110)), 1);
        assert_eq!(taken(&mut meter, at(1_000)), 3, "no more than the measure, however long one waits");
    }

    #[test]
    fn being_refused_costs_nothing() {
        let mut meter = meter();
        for _ in 0..1_000 {
            drop(meter.take(7, at(100)));
        }
        assert_eq!(meter.may(&7, at(110)), Ok(()));
    }

    #[test]
    fn memory_is_bounded_and_who_is_remembered_stays_so() {
        let mut meter = meter();
        for key in 0..MAX_KEYS as u32 {
            (0..3).for_each(|_| meter.count(key, at(100)));
        }
        (0..9).for_each(|_| meter.count(u32::MAX, at(100)));
        assert_eq!((meter.full_at.len(), meter.may(&u32::MAX, at(100))), (MAX_KEYS, Ok(())));
        assert!(meter.may(&0, at(100)).is_err());
        meter.count(u32::MAX, at(131));
        assert_eq!(meter.full_at.len(), 1, "who has a full measure again is forgotten");
    }

    #[test]
    fn one_network_counts_as_one_address_in_whatever_way_it_is_written() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2:3::4"), of("2001:db8:1:2:ffff::1"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:10.0.0.9"), of("10.0.0.9"));
        assert_ne!(of("10.0.0.9"), of("10.0.0.8"));
    }
}
