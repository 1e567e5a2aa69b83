//! At most six requests at once, in the order in which they asked.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

const MOST_IN_FLIGHT: usize = 6;

/// The places of one client.
#[derive(Clone, Debug, Default)]
pub(super) struct Slots(Arc<Mutex<Places>>);

#[derive(Debug, Default)]
struct Places {
    taken: usize,
    last: u64,
    waiting: VecDeque<(u64, Waker)>,
}

/// A place that is taken until it is dropped.
#[derive(Debug)]
pub(super) struct Slot(Slots);

/// A place in the queue, given up when it is dropped.
struct Turn<'a> {
    slots: &'a Slots,
    number: u64,
}

impl Slots {
    fn places(&self) -> MutexGuard<'_, Places> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) async fn take(&self) -> Slot {
        let number = {
            let mut places = self.places();
            places.last += 1;
            places.last
        };
        let turn = Turn { slots: self, number };
        std::future::poll_fn(|context| {
            let mut places = self.places();
            let at = places.waiting.iter().position(|(waiting, _)| *waiting == number);
            if places.taken < MOST_IN_FLIGHT && matches!(at.map_or(places.waiting.len(), |at| at), 0) {
                places.taken += 1;
                return Poll::Ready(());
            }
            match at.and_then(|at| places.waiting.get_mut(at)) {
                Some(waiting) => waiting.1.clone_from(context.waker()),
                None => places.waiting.push_back((number, context.waker().clone())),
            }
            Poll::Pending
        })
        .await;
        drop(turn);
        Slot(self.clone())
    }

    /// Whoever is first may look again.
    fn wake(&self) {
        let places = self.places();
        let next = places.waiting.front().filter(|_| places.taken < MOST_IN_FLIGHT).map(|(_, waker)| waker.clone());
        drop(places);
        if let Some(waker) = next {
            waker.wake();
        }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.slots.places().waiting.retain(|(waiting, _)| *waiting != self.number);
        self.slots.wake();
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.0.places().taken -= 1;
        self.0.wake();
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::{MOST_IN_FLIGHT, Slots};
    use futures_util::FutureExt;

    #[test]
    fn the_seventh_waits_for_one_to_end_and_the_queue_is_kept() {
        let slots = Slots::default();
        let mut taken: Vec<_> = (0..MOST_IN_FLIGHT).map(|_| slots.take().now_or_never()).collect();
        assert!(taken.iter().all(Option::is_some));
        let mut first = Box::pin(slots.take());
        let mut second = Box::pin(slots.take());
        assert!(first.as_mut().now_or_never().is_none());
        assert!(second.as_mut().now_or_never().is_none());
        taken.pop();
        assert!(second.as_mut().now_or_never().is_none(), "the first was there before");
        let held = first.as_mut().now_or_never();
        assert!(held.is_some());
        assert!(second.as_mut().now_or_never().is_none());
        drop(held);
        assert!(second.as_mut().now_or_never().is_some());
    }

    #[test]
    fn who_gives_up_holds_nobody_up() {
        let slots = Slots::default();
        let mut taken: Vec<_> = (0..MOST_IN_FLIGHT).map(|_| slots.take().now_or_never()).collect();
        let mut first = Box::pin(slots.take());
        let mut second = Box::pin(slots.take());
        assert!(first.as_mut().now_or_never().is_none());
        assert!(second.as_mut().now_or_never().is_none());
        drop(first);
        taken.clear();
        assert!(second.as_mut().now_or_never().is_some());
        assert_eq!(slots.places().taken, 0);
    }
}
