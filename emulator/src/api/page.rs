//! Lists: `limit`, cursors, `links`, rows of `{data, uri}`.

use serde_json::{Value, json};

use super::Call;
use crate::{options::UserTokenPaging, response::Response, response::write_json};

const DEFAULT_LIMIT: u32 = 100;
const MAX_LIMIT: u32 = 10_000;

/// Which part of a list is wanted.
#[derive(Clone, Debug)]
pub(super) struct Paging {
    limit: u32,
    after: Option<String>,
    before: Option<String>,
}

/// The part found: places `from..to`, and what to link to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) from: u32,
    pub(super) to: u32,
    next: bool,
    prev: bool,
}

impl Paging {
    pub(super) fn read(call: &Call<'_>, honour: UserTokenPaging) -> Result<Self, Response> {
        if call.bearer.kind.is_users() && honour == UserTokenPaging::Ignored {
            return Ok(Self { limit: MAX_LIMIT, after: None, before: None });
        }
        let limit = match call.query("limit") {
            None | Some("") => DEFAULT_LIMIT,
            Some(text) => match text.parse::<u32>() {
                Ok(0) | Err(_) => return Err(Response::message(400, "limit must be a positive integer")),
                Ok(limit) if limit > MAX_LIMIT => {
                    return Err(Response::message(413, &format!("limit must be at most {MAX_LIMIT}")));
                }
                Ok(limit) => limit,
            },
        };
        let cursor = |name: &str| call.query(name).filter(|id| !id.is_empty()).map(str::to_owned);
        Ok(Self { limit, after: cursor("starting_after"), before: cursor("ending_before") })
    }

    /// Finds the part among `length` rows whose ids ascend. A cursor need not be the id of a row.
    pub(super) fn find(&self, length: u32, id: impl Fn(u32) -> String) -> Part {
        let first = |holds: &dyn Fn(&str) -> bool| {
            let (mut low, mut high) = (0, length);
            while low < high {
                let middle = low + (high - low) / 2;
                if holds(&id(middle)) { high = middle } else { low = middle + 1 }
            }
            low
        };
        match (&self.after, &self.before) {
            (Some(cursor), _) => {
                let from = first(&|id| id > cursor.as_str());
                let to = length.min(from.saturating_add(self.limit));
                Part { from, to, next: to < length, prev: from < to }
            }
            (None, Some(cursor)) => {
                let to = first(&|id| id >= cursor.as_str());
                let from = to.saturating_sub(self.limit);
                Part { from, to, next: from < to, prev: from > 0 }
            }
            (None, None) => {
                let to = length.min(self.limit);
                Part { from: 0, to, next: to < length, prev: false }
            }
        }
    }
}

/// `self`, then `next` and `prev` where there are such; the query's other parameters stay.
pub(super) fn links(call: &Call<'_>, part: Part, first: &str, last: &str) -> Vec<Value> {
    let path = &call.request.path;
    let query = &call.request.query;
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("starting_after=") && !pair.starts_with("ending_before="))
        .collect();
    let with = |cursor: &str, id: &str| {
        let cursor = format!("{cursor}={}", crate::form::encode(id));
        let pairs: Vec<&str> = kept.iter().copied().chain([cursor.as_str()]).collect();
        format!("{path}?{}", pairs.join("&"))
    };
    // The events service writes the `?` even without a query.
    let bare = query.is_empty() && call.operation.tag != "Events";
    let mut links = vec![json!({ "rel": "self", "uri": if bare { path.clone() } else { format!("{path}?{query}") } })];
    if part.next {
        links.push(json!({ "rel": "next", "uri": with("starting_after", last) }));
    }
    if part.prev {
        links.push(json!({ "rel": "prev", "uri": with("ending_before", first) }));
    }
    links
}

/// The envelope, written row by row: a page of 10,000 users is never one tree.
pub(super) fn envelope(rows: impl Iterator<Item = Value>, links: Option<Vec<Value>>, links_first: bool) -> Response {
    let mut body = vec![b'{'];
    let links = links.map(Value::Array);
    if let Some(links) = links.as_ref().filter(|_| links_first) {
        body.extend_from_slice(b"\"links\":");
        write_json(links, &mut body);
        body.push(b',');
    }
    body.extend_from_slice(b"\"data\":[");
    for (place, row) in rows.enumerate() {
        if place > 0 {
            body.push(b',');
        }
        write_json(&row, &mut body);
    }
    body.push(b']');
    if let Some(links) = links.as_ref().filter(|_| !links_first) {
        body.extend_from_slice(b",\"links\":");
        write_json(links, &mut body);
    }
    body.push(b'}');
    Response::new(200, "application/json; charset=utf-8", body)
}

#[cfg(test)]
mod tests {
    use super::{Paging, Part};

    fn find(after: Option<&str>, before: Option<&str>) -> Part {
        let paging = Paging { limit: 3, after: after.map(str::to_owned), before: before.map(str::to_owned) };
        // The ids are 10, 20 … 80.
        paging.find(8, |place| format!("{}", (place + 1) * 10))
    }

    #[test]
    fn parts_and_what_they_link_to() {
        let part = |from, to, next, prev| Part { from, to, next, prev };
        assert_eq!(find(None, None), part(0, 3, true, false));
        assert_eq!(find(Some("30"), None), part(3, 6, true, true));
        assert_eq!(find(Some("60"), None), part(6, 8, false, true));
        assert_eq!(find(Some("80"), None), part(8, 8, false, false));
        assert_eq!(find(Some("00"), None), part(0, 3, true, true), "its prev leads to an empty page");
        assert_eq!(find(None, Some("70")), part(3, 6, true, true));
        assert_eq!(find(None, Some("30")), part(0, 2, true, false));
        assert_eq!(find(None, Some("99")), part(5, 8, true, true), "its next leads to an empty page");
        assert_eq!(find(None, Some("10")), part(0, 0, false, false));
        assert_eq!(find(Some("35"), None), part(3, 6, true, true), "a cursor between ids");
    }
}
