//! The Data API: records, lists and what belongs to what, of v2.1, v3.0 and v3.1.

use serde_json::{Map, Value, json};

use super::{
    Call, cannot, links, not_found,
    page::{Paging, envelope, links as page_links},
    view::narrow,
};
use crate::{
    emulator::Emulator,
    id::Kind,
    options::ResourceShape,
    persona::Role,
    response::Response,
    world::{Rows, Subject},
};

impl Emulator {
    pub(super) fn data(&self, call: &Call<'_>) -> Response {
        let Some(answer) = &call.operation.response else { return cannot(call.request) };
        let Some(target) = Subject::record(&answer.record) else { return cannot(call.request) };
        if target.kind == Kind::Resource && answer.list && self.options.resources == ResourceShape::Recorded {
            return Response::json(200, &json!({ "resources": [] }));
        }
        let role = match self.role_asked(call) {
            Ok(role) => role.or(target.role),
            Err(refusal) => return refusal,
        };
        let mut path = call.operation.path.trim_start_matches('/').split('/');
        let Some(subject) = path.next().and_then(Subject::collection) else { return cannot(call.request) };
        if path.next().is_none() {
            return self.list(call, target, &self.world.all(target.kind, role));
        }
        let Some(index) = self.world.index(subject, call.argument(0)) else { return not_found() };
        match path.next() {
            None => self.single(call, subject, index),
            Some(relation) => {
                let related = self.world.listed(target.kind, self.related(call, subject, index, relation, role));
                if answer.list {
                    return self.list(call, target, &related);
                }
                self.world.at(&related, 0).map_or_else(not_found, |index| self.single(call, target, index))
            }
        }
    }

    /// The `role` parameter, which must be one that the operation declares.
    fn role_asked(&self, call: &Call<'_>) -> Result<Option<Role>, Response> {
        let Some(text) = call.query("role").filter(|text| !text.is_empty()) else { return Ok(None) };
        let declared =
            call.operation.parameter("role").is_some_and(|parameter| parameter.values.iter().any(|one| one == text));
        match Role::named(text).filter(|_| declared) {
            Some(role) => Ok(Some(role)),
            None => Err(Response::message(400, "role is not one of those allowed here")),
        }
    }

    /// The records that belong to one, ascending.
    fn related(&self, call: &Call<'_>, subject: Subject, index: u32, relation: &str, role: Option<Role>) -> Vec<u32> {
        let (world, district) = (&self.world, &self.world.district);
        let primary = call.query("primary") == Some("true");
        let one = |index: Option<u32>| index.into_iter().collect();
        match (subject.kind, relation) {
            (_, "district") => vec![0],
            (Kind::User, "schools") => world.user_schools(index, primary),
            (Kind::User, "school") => world.user_schools(index, true),
            (Kind::User, "sections") => world.user_sections(index),
            (Kind::User, "mystudents" | "students") => world.user_students(index),
            (Kind::User, "myteachers" | "teachers") => world.user_teachers(index),
            (Kind::User, "mycontacts" | "contacts") => world.user_contacts(index),
            (Kind::User, "resources") => district.user_resources(index),
            (Kind::School, "users" | "students" | "teachers") => world.school_users(index, role, primary),
            (Kind::School, "sections") => world.sections_of(Kind::School, index, "school"),
            (Kind::School, "courses") => {
                world.through_sections((Kind::School, index, "school"), (Kind::Course, "course"), |school| {
                    district.school_courses(school)
                })
            }
            (Kind::School, "terms") => {
                world.through_sections((Kind::School, index, "school"), (Kind::Term, "term_id"), |school| {
                    district.school_terms(school)
                })
            }
            (Kind::Section, "users" | "students" | "teachers") => world.section_users(index, role),
            (Kind::Section, "teacher") => one(world.of_section(index, "teacher", Kind::User)),
            (Kind::Section, "course") => one(world.of_section(index, "course", Kind::Course)),
            (Kind::Section, "school") => one(world.of_section(index, "school", Kind::School)),
            (Kind::Section, "term") => one(world.of_section(index, "term_id", Kind::Term)),
            (Kind::Section, "resources") => district.section_resources(index),
            (Kind::Course, "schools") => {
                world.through_sections((Kind::Course, index, "course"), (Kind::School, "school"), |course| {
                    district.course_schools(course)
                })
            }
            (Kind::Course, "sections") => world.sections_of(Kind::Course, index, "course"),
            (Kind::Course, "resources") => district.course_resources(index),
            (Kind::Term, "schools") => {
                world.through_sections((Kind::Term, index, "term_id"), (Kind::School, "school"), |term| {
                    district.term_schools(term)
                })
            }
            (Kind::Term, "sections") => world.sections_of(Kind::Term, index, "term_id"),
            (Kind::Resource, "users") => district.resource_users(index, role),
            (Kind::Resource, "sections") => district.resource_sections(index),
            (Kind::Resource, "courses") => district.resource_courses(index),
            _ => Vec::new(),
        }
    }

    /// A record as this call's token sees it.
    fn shown(&self, call: &Call<'_>, subject: Subject, index: u32) -> Option<Map<String, Value>> {
        let mut record = self.world.record(subject, index, call.version, &self.options)?;
        narrow(&mut record, call.bearer, subject, index);
        Some(record)
    }

    fn single(&self, call: &Call<'_>, subject: Subject, index: u32) -> Response {
        let Some(record) = self.shown(call, subject, index) else { return not_found() };
        // With a user's own token there were no links.
        if call.bearer.kind.is_users() {
            return Response::json(200, &json!({ "data": record }));
        }
        let links = links::of_record(&self.world, call.version, subject, index);
        Response::json(200, &json!({ "data": record, "links": links }))
    }

    fn list(&self, call: &Call<'_>, target: Subject, rows: &Rows) -> Response {
        let count = (call.query("count") == Some("true")).then(|| rows.len());
        if let Some(count) = count.filter(|_| !self.options.count_with_data) {
            return Response::json(200, &json!({ "count": count }));
        }
        let paging = match Paging::read(call, self.options.user_token_paging) {
            Ok(paging) => paging,
            Err(refusal) => return refusal,
        };
        let id = |place: u32| self.world.at(rows, place).map(|index| self.world.id(target, index)).unwrap_or_default();
        let part = paging.find(rows.len(), id);
        let links = page_links(call, part, &id(part.from), &id(part.to.saturating_sub(1)));
        let shown = (part.from..part.to).filter_map(|place| {
            let index = self.world.at(rows, place)?;
            let record = self.shown(call, target, index)?;
            Some(json!({ "data": record, "uri": links::uri(&self.world, call.version, target, index) }))
        });
        let mut response = envelope(shown, Some(links), self.options.links_first);
        if let Some(count) = count {
            response.body.pop();
            response.body.extend_from_slice(format!(",\"count\":{count}}}").as_bytes());
        }
        response
    }
}
