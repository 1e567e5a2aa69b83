//! One error type for everything that can go wrong.
//!
//! It holds no token, ever: nothing here is made from a token, an Authorization header or a callback's raw text.

mod code;

pub use code::{Code, Reason};

use crate::json::Writer;
use crate::prelude::*;
use alloc::borrow::Cow;

/// What a fallible operation of this crate gives.
pub type Result<T> = core::result::Result<T, Error>;

/// A typed failure. Cheap to move: its members stand on the heap.
#[derive(Clone, Debug, PartialEq)]
pub struct Error(Box<Details>);

/// The members of an [`Error`], named as in the contract.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Details {
    /// What went wrong.
    pub code: Code,
    /// What exactly.
    pub reason: Option<Reason>,
    /// One sentence: what happened.
    pub sentence: Cow<'static, str>,
    /// One sentence: what to do.
    pub hint: Cow<'static, str>,
    /// HTTP status where there was an answer.
    pub status: Option<u16>,
    /// Milliseconds to wait before trying again.
    pub retry_after_ms: Option<u64>,
    /// Which option, argument or member of the answer.
    pub path: Option<String>,
    /// What Clever sent as `error`.
    pub oauth_error: Option<String>,
    /// What Clever sent as `error_description`.
    pub oauth_error_description: Option<String>,
    /// Where a list can be resumed.
    pub cursor: Option<String>,
    /// How many records of that page were delivered.
    pub delivered: Option<u32>,
    /// Where the login was to lead, once its state held.
    pub return_to: Option<String>,
    /// The login's `appState` as JSON, once its state held.
    pub app_state: Option<String>,
    /// Whether the same call may succeed later.
    pub retryable: bool,
}

impl Error {
    /// An error with the code's own sentence and hint.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn new(code: Code) -> Self {
        Error(Box::new(Details {
            code,
            reason: None,
            sentence: Cow::Borrowed(code.sentence()),
            hint: Cow::Borrowed(code.hint()),
            status: None,
            retry_after_ms: None,
            path: None,
            oauth_error: None,
            oauth_error_description: None,
            cursor: None,
            delivered: None,
            return_to: None,
            app_state: None,
            retryable: code.retryable(),
        }))
    }

    /// An unusable option: `path` names it, `sentence` says what it must be, beginning with the name.
    #[must_use]
    pub fn config(path: &str, sentence: impl Into<Cow<'static, str>>) -> Self {
        Error::refused(Code::InvalidConfig, path, sentence.into())
    }

    /// An unusable argument: `path` names it, `sentence` says what it must be, beginning with the name.
    #[must_use]
    pub fn argument(path: &str, sentence: impl Into<Cow<'static, str>>) -> Self {
        Error::refused(Code::InvalidArgument, path, sentence.into())
    }

    #[cold]
    #[inline(never)]
    fn refused(code: Code, path: &str, sentence: Cow<'static, str>) -> Self {
        Error::new(code).with(|details| {
            details.path = Some(path.to_owned());
            details.sentence = sentence;
        })
    }

    /// The same, with the reason and its hint.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn because(mut self, reason: Reason) -> Self {
        self.0.reason = Some(reason);
        if let Some(hint) = reason.hint() {
            self.0.hint = Cow::Borrowed(hint);
        }
        self
    }

    /// The same, with another sentence.
    #[must_use]
    pub fn saying(mut self, sentence: impl Into<Cow<'static, str>>) -> Self {
        reword(&mut self.0.sentence, sentence.into());
        self
    }

    /// The same, with another hint.
    #[must_use]
    pub fn hinting(mut self, hint: impl Into<Cow<'static, str>>) -> Self {
        reword(&mut self.0.hint, hint.into());
        self
    }

    /// The same, naming the option, argument or member.
    #[must_use]
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.0.path = Some(path.into());
        self
    }

    /// The same, changed in place.
    #[must_use]
    pub fn with(mut self, change: impl FnOnce(&mut Details)) -> Self {
        change(&mut self.0);
        self
    }

    /// The error as the JSON text that crosses into JavaScript; absent members are left out.
    #[must_use]
    pub fn to_json(&self) -> String {
        let details = &*self.0;
        let mut json = Writer::object();
        json.string("code", details.code.name());
        json.string("message", &[details.code.name(), ": ", &*details.sentence].concat());
        json.boolean("retryable", details.retryable);
        json.optional("reason", details.reason.map(Reason::name));
        json.optional("hint", Some(&*details.hint));
        if let Some(status) = details.status {
            json.number("status", f64::from(status));
        }
        if let Some(wait) = details.retry_after_ms {
            json.number("retryAfterMs", wait as f64);
        }
        json.optional("path", details.path.as_deref());
        json.optional("oauthError", details.oauth_error.as_deref());
        json.optional("oauthErrorDescription", details.oauth_error_description.as_deref());
        json.optional("cursor", details.cursor.as_deref());
        if let Some(delivered) = details.delivered {
            json.number("delivered", f64::from(delivered));
        }
        json.optional("returnTo", details.return_to.as_deref());
        if let Some(app_state) = &details.app_state {
            json.raw("appState", app_state);
        }
        json.end()
    }
}

#[inline(never)]
fn reword(words: &mut Cow<'static, str>, other: Cow<'static, str>) {
    *words = other;
}

impl core::ops::Deref for Error {
    type Target = Details;

    fn deref(&self) -> &Details {
        &self.0
    }
}

impl core::fmt::Display for Error {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.write_str(self.code.name())?;
        out.write_str(": ")?;
        out.write_str(&self.sentence)
    }
}

impl core::error::Error for Error {}

impl From<Code> for Error {
    fn from(code: Code) -> Self {
        Error::new(code)
    }
}
