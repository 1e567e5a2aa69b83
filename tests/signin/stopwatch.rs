//! Measuring work on a machine that does other things as well.

use std::time::{Duration, Instant};

/// The least time that `work` took in three runs: by this thread's own clock where the system tells it, which does not
/// run while other tests have the processor, else by the wall's.
pub(super) fn least_of_three<T>(mut work: impl FnMut() -> T) -> (Duration, T) {
    let mut run = || {
        let (started, began) = (on_processor(), Instant::now());
        let result = work();
        let took = match (started, on_processor()) {
            (Some(started), Some(ended)) => ended.saturating_sub(started),
            _ => began.elapsed(),
        };
        (took, result)
    };
    [run(), run(), run()].into_iter().min_by_key(|(took, _)| *took).unwrap()
}

/// How long this thread has had a processor (Linux).
fn on_processor() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    stat.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}
