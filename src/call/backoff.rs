//! How long to wait before another attempt.

#[cfg(not(all(feature = "npm", target_arch = "wasm32")))]
use super::date;
use super::{Head, Now};
use crate::decode::reader::milliseconds;
use crate::search::parts;

/// What one client remembers of its requests, across calls.
#[derive(Debug, Default)]
pub struct Wire {
    window_began: Option<f64>,
    last_answer: Option<f64>,
}

/// Clever counts requests per minute, and a page cannot read when its minute began.
const MINUTE_MS: f64 = 60_000.0;
/// Spreads those who wait for the same moment.
const SPREAD_MS: f64 = 1000.0;
/// The first back-off is at most this long; each further one up to twice as long.
const FIRST_MS: f64 = 500.0;
/// Longer than anyone waits.
const LONGEST_MS: f64 = 1e15;

impl Wire {
    /// A client that has sent nothing.
    #[must_use]
    pub fn new() -> Self {
        Wire::default()
    }

    pub(super) fn sending(&mut self, now: &Now<'_>) {
        if self.window_began.is_none_or(|began| now.mono_ms - began >= MINUTE_MS) {
            self.window_began = Some(now.mono_ms);
        }
    }

    pub(super) fn answered(&mut self, now: &Now<'_>) {
        self.last_answer = Some(now.mono_ms);
    }

    /// Whether the network was seen to work within the last minute.
    pub(super) fn works(&self, now: &Now<'_>) -> bool {
        self.last_answer.is_some_and(|at| now.mono_ms - at <= MINUTE_MS)
    }

    /// Until the minute is over that our own first request began: the best guess of when Clever counts from zero.
    pub(super) fn rest_of_minute(&self, now: &Now<'_>) -> f64 {
        let passed = self.window_began.map_or(0.0, |began| now.mono_ms - began);
        (MINUTE_MS - passed).clamp(0.0, MINUTE_MS)
    }
}

/// How long the server asks to be left alone, where its headers are readable.
pub(super) fn stated(head: &Head<'_>, now: &Now<'_>) -> Option<f64> {
    if let Some(text) = head.retry_after {
        let text = text.trim_ascii();
        let wait = match time(text) {
            Some(wait) => Some(wait),
            #[cfg(not(all(feature = "npm", target_arch = "wasm32")))]
            None => date::unix_ms(text).map(|at| (at - now.wall_ms).max(0.0)),
            // The package's driver has turned a date into seconds: the platform can, and this would cost a kilobyte.
            #[cfg(all(feature = "npm", target_arch = "wasm32"))]
            None => None,
        };
        if wait.is_some() {
            return wait;
        }
    }
    // Several buckets may have spoken: a bucket with room left is not the one that refused.
    let spent = values(head.rate_remaining).fold(f64::INFINITY, f64::min);
    let over = values(head.rate_reset).fold(0.0, f64::max) - now.wall_ms;
    let refused = head.status == 429 && (spent == 0.0 || spent.is_infinite());
    (refused && over > 0.0).then_some(over)
}

/// The numbers of a header in which several values may be joined by `,` or `;`, times a thousand.
fn values(header: Option<&str>) -> impl Iterator<Item = f64> {
    parts(header.unwrap_or_default(), b',')
        .flat_map(|values| parts(values, b';'))
        .filter_map(|value| time(value.trim_ascii()))
}

fn time(seconds: &str) -> Option<f64> {
    milliseconds(seconds).map(|ms| ms.min(LONGEST_MS))
}

/// A moment that others may wait for too, spread, and never later than allowed.
pub(super) fn spread(wait: f64, longest: f64, now: &Now<'_>) -> f64 {
    (wait + now.chance() * SPREAD_MS).min(longest)
}

/// Full jitter: anything up to a bound that doubles with each failure.
pub(super) fn jitter(failures: u32, longest: f64, now: &Now<'_>) -> f64 {
    let doubled = FIRST_MS * f64::from(1u32 << failures.saturating_sub(1).min(20));
    now.chance() * doubled.min(longest)
}

#[cfg(test)]
mod tests {
    use super::{Wire, jitter, spread, stated};
    use crate::call::{Head, Now};

    fn at(mono_ms: f64) -> Now<'static> {
        Now { wall_ms: 1_682_359_200_000.0, mono_ms, random: u32::MAX, redact: "" }
    }

    fn limited(retry_after: Option<&str>, rate_reset: Option<&str>, rate_remaining: Option<&str>) -> Option<f64> {
        let head = Head { status: 429, retry_after, rate_reset, rate_remaining, ..Head::default() };
        stated(&head, &at(0.0))
    }

    #[test]
    fn what_the_server_asks_for() {
        assert_eq!(limited(Some("120"), None, None), Some(120_000.0));
        assert_eq!(limited(Some(" 0 "), None, None), Some(0.0));
        assert_eq!(limited(Some("Mon, 24 Apr 2023 18:00:30 GMT"), None, None), Some(30_000.0));
        assert_eq!(limited(Some("Mon, 24 Apr 2023 17:00:00 GMT"), None, None), Some(0.0));
        assert_eq!(limited(Some("soon"), None, None), None);
        assert_eq!(limited(Some("-1"), None, None), None);
        assert_eq!(limited(Some("soon"), Some("1682359210"), None), Some(10_000.0));
        assert_eq!(limited(Some("5"), Some("1682359210"), None), Some(5000.0));
        assert_eq!(limited(None, None, None), None);
    }

    #[test]
    fn of_several_buckets_the_most_restrictive_counts() {
        assert_eq!(limited(None, Some("1682359210, 1682359250"), Some("1200, 0")), Some(50_000.0));
        assert_eq!(limited(None, Some("1682359250;1682359210"), Some("0;600")), Some(50_000.0));
        assert_eq!(limited(None, Some("1682359250"), Some("1200, 600")), None);
        assert_eq!(limited(None, Some("1682359100"), Some("0")), None);
        assert_eq!(limited(None, Some("later"), Some("0")), None);
        let head = Head { status: 503, rate_reset: Some("1682359210"), ..Head::default() };
        assert_eq!(stated(&head, &at(0.0)), None);
    }

    #[test]
    fn the_minute_is_counted_from_our_own_first_request() {
        let mut wire = Wire::new();
        wire.sending(&at(1000.0));
        wire.sending(&at(41_000.0));
        assert!((wire.rest_of_minute(&at(51_000.0)) - 10_000.0).abs() < 1e-6);
        wire.sending(&at(61_000.0));
        assert!((wire.rest_of_minute(&at(71_000.0)) - 50_000.0).abs() < 1e-6);
        assert!(wire.rest_of_minute(&at(500_000.0)).abs() < 1e-6);
    }

    #[test]
    fn an_answer_is_remembered_for_a_minute() {
        let mut wire = Wire::new();
        assert!(!wire.works(&at(0.0)));
        wire.answered(&at(0.0));
        assert!(wire.works(&at(60_000.0)) && !wire.works(&at(60_001.0)));
    }

    #[test]
    fn waits_double_and_stay_below_the_longest() {
        let longest = |failures| jitter(failures, 60_000.0, &at(0.0)).round();
        assert_eq!([1, 2, 3, 9].map(longest), [500.0, 1000.0, 2000.0, 60_000.0]);
        assert_eq!(jitter(4_000_000_000, 100.0, &at(0.0)).round(), 100.0);
        assert_eq!(jitter(3, 60_000.0, &Now { random: 0, ..at(0.0) }), 0.0);
        assert_eq!(spread(59_900.0, 60_000.0, &at(0.0)), 60_000.0);
    }
}
