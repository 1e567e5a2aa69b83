//! The outcome of redeeming a callback: the same for everyone who asks.

use super::RedirectResult;
use crate::error::Result;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

type Outcome = Result<Option<RedirectResult>>;

/// An outcome, perhaps one to come.
#[derive(Clone, Debug, Default)]
pub(super) struct Memo(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    outcome: Option<Outcome>,
    waiting: Vec<Waker>,
}

impl Memo {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An outcome that was nothing.
    pub(super) fn nothing() -> Self {
        let memo = Memo::default();
        memo.settle(Ok(None));
        memo
    }

    pub(super) fn is_settled(&self) -> bool {
        self.state().outcome.is_some()
    }

    pub(super) fn settle(&self, outcome: Outcome) {
        let mut state = self.state();
        state.outcome = Some(outcome);
        let waiting = std::mem::take(&mut state.waiting);
        drop(state);
        for waker in waiting {
            waker.wake();
        }
    }

    /// Waits for the outcome.
    pub(super) async fn outcome(&self) -> Outcome {
        std::future::poll_fn(|context| {
            let mut state = self.state();
            match &state.outcome {
                Some(outcome) => Poll::Ready(outcome.clone()),
                None => {
                    state.waiting.push(context.waker().clone());
                    Poll::Pending
                }
            }
        })
        .await
    }
}
