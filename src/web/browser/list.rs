//! Lists: lazy, awaited for their first page, streamed for every record.

use super::client::Clever;
use super::fields::Fields;
use super::flight;
use super::operation::{InvalidRecord, endpoint};
use super::reading;
use super::tab::Tab;
use super::walk::{Pages, Records};
use crate::call::Call;
use crate::decode::Link;
use crate::endpoints::Endpoint;
use crate::error::{Code, Error, Result};
use crate::host::Host;
use crate::list::{Following, Step, Trail, following};
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::sync::Arc;

/// A list of records. Nothing is sent before it is awaited, streamed or counted.
///
/// ```no_run
/// # async fn f(clever: clever_wasm::Clever) -> Result<(), clever_wasm::error::Error> {
/// use clever_wasm::models::Role;
/// use futures_util::TryStreamExt;
///
/// let first_page = clever.get_users().filter("role", Role::STUDENT).limit(50).await?;
/// let sections = clever.get_sections_for_user("5f1a").all().await?;
/// let mut users = clever.get_users().records();
/// while let Some(user) = users.try_next().await? {
///     println!("{}", user.id);
/// }
/// # Ok(()) }
/// ```
#[must_use = "nothing is sent before it is awaited or streamed"]
pub struct List<T> {
    start: Result<Start>,
    marker: std::marker::PhantomData<fn() -> T>,
}

/// Where a list begins.
#[derive(Clone)]
pub(super) struct Start {
    clever: Clever,
    endpoint: &'static Endpoint,
    path: Vec<String>,
    query: Map<String, Value>,
    timeout_ms: Option<f64>,
    fields: Option<Arc<Fields>>,
}

impl Clever {
    pub(super) fn list<T>(&self, name: &'static str, path: &[&str]) -> List<T> {
        let start = endpoint(name).map(|endpoint| Start {
            clever: self.clone(),
            endpoint,
            path: path.iter().map(|part| (*part).to_owned()).collect(),
            query: Map::new(),
            timeout_ms: None,
            fields: None,
        });
        List { start, marker: std::marker::PhantomData }
    }
}

impl<T> List<T> {
    /// Records of a page; Clever's default is 100, the most 10,000 (attendance 1,000, submissions 100).
    pub fn limit(self, limit: u32) -> Self {
        self.with("limit", limit.into())
    }

    /// Begins behind this cursor: a record's id, or [`Page::cursor`].
    pub fn starting_after(self, cursor: impl Into<String>) -> Self {
        let is_lms = self.start.as_ref().is_ok_and(|start| start.endpoint.is_lms());
        self.with(if is_lms { "cursor" } else { "starting_after" }, cursor.into().into())
    }

    /// Ends before this record's id.
    pub fn ending_before(self, id: impl Into<String>) -> Self {
        self.with("ending_before", id.into().into())
    }

    /// Only these records: the method's documentation names the filters. Given again, a filter takes several values.
    pub fn filter(mut self, name: &str, value: impl Into<String>) -> Self {
        if let Ok(start) = &mut self.start {
            if start.endpoint.declares(name) && !matches!(name, "count") {
                let value = Value::String(value.into());
                match start.query.get_mut(name) {
                    Some(Value::Array(values)) => values.push(value),
                    Some(single) => *single = Value::Array(vec![single.take(), value]),
                    None => drop(start.query.insert(name.to_owned(), value)),
                }
            } else {
                let sentence = format!("{name} is no filter of this list");
                self.start = Err(Error::argument(name, sentence));
            }
        }
        self
    }

    /// Another timeout than the client's, per attempt. Milliseconds; 0 is none.
    pub fn timeout_ms(mut self, ms: u32) -> Self {
        if let Ok(start) = &mut self.start {
            start.timeout_ms = Some(f64::from(ms));
        }
        self
    }

    /// Reads these members of each record only, dotted inside (`name.first`), and the id in any case: the others are
    /// `None`, and cost no memory. All are checked all the same.
    pub fn fields(mut self, names: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        if let Ok(start) = &mut self.start {
            start.fields = Some(Arc::new(Fields::new(names)));
        }
        self
    }

    fn with(mut self, name: &str, value: Value) -> Self {
        if let Ok(start) = &mut self.start {
            start.query.insert(name.to_owned(), value);
        }
        self
    }

    /// How many records there are; filters are kept.
    ///
    /// # Errors
    /// As an [`Operation`](super::Operation) gives; `invalid_argument` where Clever gives no count of this list.
    pub async fn count(self) -> Result<u64> {
        let start = self.start?;
        let path: Vec<&str> = start.path.iter().map(String::as_str).collect();
        let query = start.query();
        let call = Call::count(&start.clever.client.config, start.endpoint, &path, query.as_deref())?;
        let outcome = flight::run(&start.clever, call, start.timeout_ms).await?;
        outcome.report.count.ok_or_else(|| Error::from(Code::Internal))
    }
}

impl<T: DeserializeOwned + 'static> List<T> {
    /// The pages, one after another; the request of the next one is under way while a page is looked at.
    pub fn pages(self) -> Pages<T> {
        Pages::new(self.start.map(|start| start.first()))
    }

    /// Every record, page after page.
    pub fn records(self) -> Records<T> {
        Records::new(self.pages())
    }

    /// Every record in one vector.
    ///
    /// # Errors
    /// As an [`Operation`](super::Operation) gives; `cursor` then says which page could not be had.
    pub async fn all(self) -> Result<Vec<T>> {
        let mut pages = self.pages();
        let mut records = Vec::new();
        while let Some(page) = pages.next().await {
            records.extend(page?.data);
        }
        Ok(records)
    }
}

/// Awaited, a list gives its first page.
impl<T: DeserializeOwned + 'static> IntoFuture for List<T> {
    type Output = Result<Page<T>>;
    type IntoFuture = LocalBoxFuture<'static, Result<Page<T>>>;

    fn into_future(self) -> Self::IntoFuture {
        match self.start {
            Ok(start) => start.first(),
            Err(error) => Box::pin(std::future::ready(Err(error))),
        }
    }
}

impl<T> std::fmt::Debug for List<T> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("List")
    }
}

impl Start {
    fn query(&self) -> Option<String> {
        (!self.query.is_empty()).then(|| Value::Object(self.query.clone()).to_string())
    }

    fn first<T: DeserializeOwned + 'static>(self) -> LocalBoxFuture<'static, Result<Page<T>>> {
        Box::pin(async move {
            let path: Vec<&str> = self.path.iter().map(String::as_str).collect();
            let query = self.query();
            let call = Call::operation(&self.clever.client.config, self.endpoint, &path, query.as_deref(), None)?;
            let Start { clever, endpoint, timeout_ms, fields, .. } = self;
            let place = Place { clever, endpoint, timeout_ms, fields };
            place.load(call, Trail::new()).await
        })
    }
}

/// Of which list a page is.
#[derive(Clone)]
struct Place {
    clever: Clever,
    endpoint: &'static Endpoint,
    timeout_ms: Option<f64>,
    fields: Option<Arc<Fields>>,
}

impl Place {
    async fn load<T: DeserializeOwned + 'static>(self, call: Call, trail: Trail) -> Result<Page<T>> {
        let url = call.url().to_owned();
        let outcome = flight::run(&self.clever, call, self.timeout_ms).await?;
        let issues = self.clever.report(&outcome, self.endpoint.name);
        let data = reading::rows(&outcome.body, self.endpoint.answer, &outcome.report, self.fields.as_deref())?;
        let Following { next, prev, cursor, trail } =
            following(&self.clever.client.config, self.endpoint, &url, &outcome.report, trail);
        let came_ms = Tab.wall_ms();
        Ok(Page { data, links: outcome.report.links, issues, cursor, next, prev, trail, came_ms, place: self })
    }

    /// The page behind a link that a page gave.
    fn go<T: DeserializeOwned + 'static>(
        &self,
        step: &Step,
        since_ms: f64,
        trail: Trail,
    ) -> LocalBoxFuture<'static, Result<Option<Page<T>>>> {
        let (place, step) = (self.clone(), step.clone());
        Box::pin(async move {
            match step {
                Step::End => Ok(None),
                Step::Untrusted(error) => Err(error),
                Step::To(url) => {
                    let call = Call::link(&place.clever.client.config, place.endpoint, &url, Some(since_ms));
                    place.load(call, trail).await.map(Some)
                }
            }
        })
    }
}

/// A page of a list.
#[non_exhaustive]
pub struct Page<T> {
    /// The records, unwrapped from Clever's rows.
    pub data: Vec<T>,
    /// The links beside them.
    pub links: Vec<Link>,
    /// What breaks Clever's published shape, and so reads as `None`.
    pub issues: Vec<InvalidRecord>,
    /// Opaque; give it to [`List::starting_after`] to go on later. On the last page its last id, or `None`.
    pub cursor: Option<String>,
    next: Step,
    prev: Step,
    trail: Trail,
    came_ms: f64,
    place: Place,
}

impl<T: DeserializeOwned + 'static> Page<T> {
    /// Whether the list goes on.
    #[must_use]
    pub fn has_next(&self) -> bool {
        self.next.goes_on()
    }

    /// The page behind this one; `None` behind the last.
    ///
    /// # Errors
    /// As an [`Operation`](super::Operation) gives, and `untrusted_link`, `cursor_expired`.
    pub fn next(&self) -> LocalBoxFuture<'static, Result<Option<Page<T>>>> {
        self.place.go(&self.next, self.came_ms, self.trail.clone())
    }

    /// The page before this one; `None` before the first.
    ///
    /// # Errors
    /// As [`Page::next`] gives.
    pub fn prev(&self) -> LocalBoxFuture<'static, Result<Option<Page<T>>>> {
        self.place.go(&self.prev, self.came_ms, Trail::new())
    }
}

impl<T: std::fmt::Debug> std::fmt::Debug for Page<T> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Page").field("data", &self.data).field("cursor", &self.cursor).finish_non_exhaustive()
    }
}
