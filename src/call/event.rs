//! What a driver tells a call.

/// What a driver reports.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// Begin.
    Start,
    /// Status and headers have come.
    Head(Head<'a>),
    /// Bytes of the body have come.
    Chunk(&'a [u8]),
    /// The body is whole.
    End,
    /// The request did not reach the server, or its answer broke off.
    Fault,
    /// `timeoutMs` passed without headers, or without a byte.
    TimedOut,
    /// The wait is over.
    Woke,
    /// The caller gave up.
    Cancelled,
}

/// Status and headers, as far as they may be read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Head<'a> {
    /// The status; 0 for an opaque redirect.
    pub status: u16,
    /// A redirect that the platform did not follow and does not show.
    pub opaque_redirect: bool,
    /// `Content-Type`.
    pub content_type: Option<&'a str>,
    /// `Retry-After`.
    pub retry_after: Option<&'a str>,
    /// `X-RateLimit-Reset`.
    pub rate_reset: Option<&'a str>,
    /// `X-RateLimit-Remaining`.
    pub rate_remaining: Option<&'a str>,
}

/// What every event comes with.
#[derive(Clone, Copy)]
pub struct Now<'a> {
    /// Unix milliseconds.
    pub wall_ms: f64,
    /// Milliseconds that only grow.
    pub mono_ms: f64,
    /// A random number, for jitter.
    pub random: u32,
    /// The bearer token, so that it can be taken out of what a server echoes; empty where there is none.
    pub redact: &'a str,
}

impl Now<'_> {
    /// The random number as a fraction of one.
    pub(super) fn chance(&self) -> f64 {
        f64::from(self.random) / 4_294_967_296.0
    }
}

impl core::fmt::Debug for Now<'_> {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.write_str("Now([redacted])")
    }
}
