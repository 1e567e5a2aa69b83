//! Bodies that arrive as a fault wants them: slowly, or not to their end.

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use clever_emulator::Delivery;
use http_body::{Body, Frame, SizeHint};
use tokio::time::Sleep;

/// The connection breaks here, as a fault asked.
#[derive(Debug)]
pub(crate) struct Broken;

impl std::fmt::Display for Broken {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("the connection is broken off, as a fault asked")
    }
}

impl std::error::Error for Broken {}

#[derive(Debug)]
pub(crate) struct Delivered {
    rest: Bytes,
    /// What the headers promise: the whole, even of a truncated body.
    promised: u64,
    breaks: bool,
    /// What was sent so far has had its turn to leave.
    flushed: bool,
    chunk: usize,
    every: Duration,
    pause: Option<Pin<Box<Sleep>>>,
}

impl Delivered {
    pub(crate) fn new(body: Vec<u8>, delivery: &Delivery) -> Self {
        let promised = body.len() as u64;
        let mut rest = Bytes::from(body);
        let breaks = delivery.truncate_at.is_some();
        if let Some(at) = delivery.truncate_at {
            rest.truncate(at);
        }
        let chunk = delivery.drip.map_or(usize::MAX, |drip| drip.chunk.max(1));
        let every = Duration::from_millis(delivery.drip.map_or(0, |drip| drip.every_ms));
        Self { rest, promised, breaks, flushed: false, chunk, every, pause: None }
    }
}

impl Body for Delivered {
    type Data = Bytes;
    type Error = Broken;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Broken>>> {
        if self.rest.is_empty() {
            if self.breaks && !std::mem::replace(&mut self.flushed, true) {
                // An error at once would take the bytes before it along.
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
            return Poll::Ready(std::mem::take(&mut self.breaks).then_some(Err(Broken)));
        }
        if !self.every.is_zero() {
            let every = self.every;
            let pause = self.pause.get_or_insert_with(|| Box::pin(tokio::time::sleep(every)));
            if pause.as_mut().poll(context).is_pending() {
                return Poll::Pending;
            }
            self.pause = None;
        }
        let length = self.chunk.min(self.rest.len());
        let piece = self.rest.split_to(length);
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && !self.breaks
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.promised)
    }
}
