//! What happens, as a stream.

use super::client::{Clever, Subscription};
use super::notice::Notice;
use futures_util::Stream;
use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

/// Everything that happens from now on, see [`Clever::notices`].
#[derive(Debug)]
#[must_use = "streams do nothing unless polled"]
pub struct Notices {
    queue: Arc<Mutex<Queue>>,
    _subscription: Subscription,
}

#[derive(Debug, Default)]
struct Queue {
    heard: VecDeque<Notice>,
    waker: Option<Waker>,
}

fn open(queue: &Mutex<Queue>) -> MutexGuard<'_, Queue> {
    queue.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Clever {
    /// Everything that happens from now on, as [`Clever::on`] tells it, for frameworks whose state changes inside their
    /// own tasks.
    pub fn notices(&self) -> Notices {
        let queue = Arc::<Mutex<Queue>>::default();
        let own = queue.clone();
        let subscription = self.on(move |notice| {
            let waker = {
                let mut queue = open(&own);
                queue.heard.push_back(notice.clone());
                queue.waker.take()
            };
            if let Some(waker) = waker {
                waker.wake();
            }
        });
        Notices { queue, _subscription: subscription }
    }
}

impl Stream for Notices {
    type Item = Notice;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Notice>> {
        let mut queue = open(&self.queue);
        match queue.heard.pop_front() {
            Some(notice) => Poll::Ready(Some(notice)),
            None => {
                queue.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}
