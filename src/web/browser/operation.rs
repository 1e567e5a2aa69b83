//! Operations that answer with one record, or with none.

use super::client::Clever;
use super::fields::Fields;
use super::flight;
use super::notice::Notice;
use super::reading;
use crate::call::{Call, Outcome};
use crate::endpoints::Endpoint;
use crate::error::{Code, Error, Reason, Result};
use crate::models::User;
use futures_util::future::LocalBoxFuture;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A value that breaks Clever's published shape. It reads as `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidRecord {
    /// Where, such as `data[17].data.roles.student.grade`.
    pub path: String,
    /// What is wrong.
    pub reason: Reason,
    /// Clever's operationId.
    pub operation: &'static str,
}

/// Takes the result out of a call's outcome.
type Read<T> = Box<dyn FnOnce(&Clever, &Outcome, Option<&Fields>) -> Result<T>>;

/// An operation that answers with one `T`. Nothing is sent before it is awaited; a future that is dropped aborts its
/// request.
///
/// # Errors
/// Awaited, it gives any of the codes of an API call: `not_signed_in`, `session_expired`, `signed_out`,
/// `invalid_argument`, `timeout`, `network`, `bad_request`, `unauthorized`, `forbidden`, `not_found`, `rate_limited`,
/// `server_error`, `unexpected_redirect`, `invalid_response`.
#[must_use = "nothing is sent before it is awaited"]
pub struct Operation<T> {
    clever: Clever,
    call: Result<Call>,
    timeout_ms: Option<f64>,
    /// Whether it answers with a record, whose members can be chosen.
    has_fields: bool,
    fields: Option<Fields>,
    read: Read<T>,
}

impl<T> Operation<T> {
    fn new(clever: &Clever, call: Result<Call>, read: impl FnOnce(&Clever, &Outcome) -> Result<T> + 'static) -> Self {
        let read = Box::new(|clever: &Clever, outcome: &Outcome, _: Option<&Fields>| read(clever, outcome));
        Operation { clever: clever.clone(), call, timeout_ms: None, has_fields: false, fields: None, read }
    }

    /// Reads these members of the record only, dotted inside (`name.first`), and the id in any case: the others are
    /// `None`. All are checked all the same. Of what answers with no record it is an `invalid_argument`.
    pub fn fields(mut self, names: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        self.fields = Some(Fields::new(names));
        if !self.has_fields {
            self.call = self.call.and(Err(Error::argument("fields", "fields choose members of a record")));
        }
        self
    }

    /// Another timeout than the client's, per attempt. Milliseconds; 0 is none.
    pub fn timeout_ms(mut self, ms: u32) -> Self {
        self.timeout_ms = Some(f64::from(ms));
        self
    }
}

impl<T: 'static> IntoFuture for Operation<T> {
    type Output = Result<T>;
    type IntoFuture = LocalBoxFuture<'static, Result<T>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let outcome = flight::run(&self.clever, self.call?, self.timeout_ms).await?;
            (self.read)(&self.clever, &outcome, self.fields.as_ref())
        })
    }
}

impl<T> std::fmt::Debug for Operation<T> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Operation")
    }
}

/// The row of the table that a method stands for.
pub(super) fn endpoint(name: &str) -> Result<&'static Endpoint> {
    Endpoint::find(name).ok_or_else(|| Error::from(Code::Internal))
}

impl Clever {
    /// One record.
    pub(super) fn record<T: DeserializeOwned + 'static>(&self, name: &'static str, path: &[&str]) -> Operation<T> {
        self.answered(name, path, None)
    }

    /// One record in answer to another.
    pub(super) fn sent<T: DeserializeOwned + 'static>(
        &self,
        name: &'static str,
        path: &[&str],
        body: &impl Serialize,
    ) -> Operation<T> {
        match serde_json::to_string(body) {
            Ok(body) => self.answered(name, path, Some(&body)),
            Err(_) => {
                let refused = Error::argument("body", "body cannot be written as JSON");
                Operation::new(self, Err(refused), |_, _| Err(Error::from(Code::Internal)))
            }
        }
    }

    /// No answer that matters.
    pub(super) fn nothing(&self, name: &'static str, path: &[&str]) -> Operation<()> {
        let call = endpoint(name).and_then(|endpoint| self.call(endpoint, path, None));
        Operation::new(self, call, |_, _| Ok(()))
    }

    fn answered<T: DeserializeOwned + 'static>(
        &self,
        name: &'static str,
        path: &[&str],
        body: Option<&str>,
    ) -> Operation<T> {
        let endpoint = endpoint(name);
        let call = endpoint.clone().and_then(|endpoint| self.call(endpoint, path, body));
        let read = |clever: &Clever, outcome: &Outcome, fields: Option<&Fields>| {
            let endpoint = endpoint?;
            clever.report(outcome, endpoint.name);
            reading::record(&outcome.body, endpoint.answer, &outcome.report, fields)
        };
        Operation { clever: self.clone(), call, timeout_ms: None, has_fields: true, fields: None, read: Box::new(read) }
    }

    fn call(&self, endpoint: &'static Endpoint, path: &[&str], body: Option<&str>) -> Result<Call> {
        Call::operation(&self.client.config, endpoint, path, None, body)
    }

    /// Tells of what does not fit.
    pub(super) fn report(&self, outcome: &Outcome, operation: &'static str) -> Vec<InvalidRecord> {
        let invalid: Vec<InvalidRecord> = outcome
            .report
            .issues
            .iter()
            .map(|issue| InvalidRecord { path: issue.path.clone(), reason: issue.reason, operation })
            .collect();
        for issue in &invalid {
            self.tell(&Notice::Invalid(issue.clone()));
        }
        invalid
    }

    /// The signed-in person: [`Clever::me`], then [`Clever::get_user`] of its id.
    ///
    /// # Errors
    /// As an [`Operation`] gives, and `token_refused` (`district_token`).
    pub async fn current_user(&self) -> Result<User> {
        let me = self.me().await?;
        // A district's token has an answer of its own kind, and no person behind it.
        if me.r#type.as_ref().is_some_and(|kind| kind == "district") {
            return Err(Error::new(Code::TokenRefused).because(Reason::DistrictToken));
        }
        self.get_user(&me.id).await
    }

    /// Any path below the API's address, for what this crate does not know; the answer is JSON of any shape, null where
    /// there is none. `query` is an object, whose lists repeat their name; `body` goes with POST and PATCH.
    ///
    /// ```no_run
    /// # async fn f(clever: clever_wasm::Clever) -> Result<(), clever_wasm::error::Error> {
    /// let users = clever.request("GET", "/v3.1/users", Some(serde_json::json!({ "limit": 5 })), None).await?;
    /// # Ok(()) }
    /// ```
    pub fn request(&self, method: &str, path: &str, query: Option<Value>, body: Option<Value>) -> Operation<Value> {
        let text = |value: Option<Value>| value.filter(|value| !value.is_null()).map(|value| value.to_string());
        let (query, body) = (text(query), text(body));
        let call = Call::request(&self.client.config, method, path, query.as_deref(), body.as_deref());
        Operation::new(self, call, |_, outcome| reading::any(&outcome.body))
    }
}
