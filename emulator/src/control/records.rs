//! The district as its source system sees it: any record read and written, whatever a token reaches.

use serde_json::{Value, json};

use crate::{
    api::Write,
    district::Version,
    emulator::Emulator,
    form,
    persona::Role,
    request::Request,
    response::Response,
    world::{Rows, Subject},
};

/// What can be read here.
const COLLECTIONS: [&str; 7] = ["users", "schools", "sections", "courses", "terms", "districts", "resources"];

impl Emulator {
    /// `GET records/COLLECTION/ID`: one record; `GET records/COLLECTION?role=…&skip=…&limit=…`: several.
    pub(super) fn show_records(&self, path: &str, request: &Request) -> Result<Response, Response> {
        let (collection, id) = path.split_once('/').map_or((path, None), |(collection, id)| (collection, Some(id)));
        let subject = Subject::collection(collection).filter(|_| COLLECTIONS.contains(&collection));
        let subject = subject.ok_or_else(|| Response::message(404, "There is no such collection."))?;
        let shown = |index: u32| self.world.record(subject, index, Version::V31, &self.options).map(Value::Object);
        if let Some(id) = id {
            let record = self.world.index(subject, &form::decode(id, false)).and_then(shown);
            let record = record.ok_or_else(|| Response::message(404, "There is no record of that id."))?;
            return Ok(Response::json(200, &json!({ "record": record })));
        }
        let pairs = form::pairs(&request.query);
        let number = |name: &str, otherwise: u32| match form::value(&pairs, name) {
            None => Ok(otherwise),
            Some(text) => text.parse().map_err(|_| Response::message(400, &format!("{name} must be a whole number"))),
        };
        let (skip, limit) = (number("skip", 0)?, number("limit", u32::MAX)?);
        let role = form::value(&pairs, "role").map(|name| {
            Role::named(name).filter(|_| collection == "users").ok_or_else(|| Response::message(400, "no such role"))
        });
        let rows: Rows = self.world.all(subject.kind, role.transpose()?);
        let places = skip.min(rows.len())..skip.saturating_add(limit).min(rows.len());
        let records: Vec<Value> = places.filter_map(|place| self.world.at(&rows, place).and_then(shown)).collect();
        Ok(Response::json(200, &json!({ "records": records, "count": rows.len() })))
    }

    /// `POST records`: writes, one or several in their order; those before one that is refused stay.
    pub(super) fn write_records(&mut self, writes: Vec<Write>, now_ms: u64) -> Result<Response, Response> {
        let mut ids = Vec::new();
        for write in writes {
            ids.push(self.write(&write, now_ms).map_err(|reason| Response::message(400, reason))?);
        }
        Ok(Response::json(200, &json!({ "ids": ids })))
    }
}
