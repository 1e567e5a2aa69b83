//! Walking through a list: one request ahead of whoever reads.

use super::list::Page;
use crate::error::Result;
use futures_util::FutureExt;
use futures_util::Stream;
use futures_util::future::{LocalBoxFuture, MaybeDone, maybe_done};
use serde::de::DeserializeOwned;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

type Loading<T> = MaybeDone<LocalBoxFuture<'static, Result<Option<Page<T>>>>>;

/// The pages of a list, see [`List::pages`](super::List::pages). It ends behind the last page, and behind an error.
#[must_use = "streams do nothing unless polled"]
pub struct Pages<T> {
    ahead: Option<Loading<T>>,
}

impl<T: DeserializeOwned + 'static> Pages<T> {
    pub(super) fn new(first: Result<LocalBoxFuture<'static, Result<Page<T>>>>) -> Self {
        let first: LocalBoxFuture<'static, _> = match first {
            Ok(first) => Box::pin(first.map(|page| page.map(Some))),
            Err(error) => Box::pin(std::future::ready(Err(error))),
        };
        Pages { ahead: Some(maybe_done(first)) }
    }
}

impl<T: DeserializeOwned + 'static> Stream for Pages<T> {
    type Item = Result<Page<T>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(ahead) = &mut self.ahead else { return Poll::Ready(None) };
        ready!(ahead.poll_unpin(context));
        let loaded = Pin::new(ahead).take_output().and_then(Result::transpose);
        self.ahead = None;
        if let Some(Ok(page)) = &loaded
            && page.has_next()
        {
            let mut next = maybe_done(page.next());
            // Looked at once, it is sent; its failure is heard when its turn comes.
            let _ = next.poll_unpin(context);
            self.ahead = Some(next);
        }
        Poll::Ready(loaded)
    }
}

impl<T> std::fmt::Debug for Pages<T> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Pages")
    }
}

/// The records of a list, see [`List::records`](super::List::records).
#[must_use = "streams do nothing unless polled"]
pub struct Records<T> {
    pages: Pages<T>,
    ready: std::vec::IntoIter<T>,
}

impl<T> Records<T> {
    pub(super) fn new(pages: Pages<T>) -> Self {
        Records { pages, ready: Vec::new().into_iter() }
    }
}

impl<T> Unpin for Records<T> {}

impl<T: DeserializeOwned + 'static> Stream for Records<T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(record) = self.ready.next() {
                return Poll::Ready(Some(Ok(record)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                Some(Ok(page)) => self.ready = page.data.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T> std::fmt::Debug for Records<T> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Records")
    }
}
