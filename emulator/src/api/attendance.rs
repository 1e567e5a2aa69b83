//! Attendance of a school or a section: bare rows without ids, base64 cursors.

use serde_json::{Map, Value, json};

use super::{Call, not_found, page::envelope};
use crate::{
    base64,
    emulator::Emulator,
    form,
    id::Kind,
    options::AttendanceCursor,
    response::Response,
    seed::{draw, pick},
    time::{DAY_MS, date, parse_date, timestamp},
    world::Subject,
};

/// School days kept, weekends left out.
const DAYS: u64 = 20;
const NOBODY: &str = "000000000000000000000000";
const DEFAULT_LIMIT: usize = 100;
const MAX_LIMIT: usize = 1_000;

/// Where a row stands: date, student, section, school, as its cursor spells them.
struct Row {
    key: String,
    day: u64,
    student: u32,
}

impl Emulator {
    pub(super) fn attendance(&self, call: &Call<'_>) -> Response {
        let of_section = call.operation.id == "listAttendanceForSection";
        let kind = if of_section { Kind::Section } else { Kind::School };
        let Some(place) = self.world.index(Subject::of(kind), call.argument(0)) else { return not_found() };
        let asked = match Asked::read(call) {
            Ok(asked) => asked,
            Err(message) => return Response::message(400, message),
        };
        let district = &self.world.district;
        let (section, school) =
            if of_section { (Some(place), district.school_of_section(place)) } else { (None, place) };
        let students = match section {
            Some(section) => district.section_users(section, Some(crate::Role::Student)),
            None => district.school_users(school, Some(crate::Role::Student), true),
        };
        let section_id = section.map(|section| district.id(Kind::Section, section));
        let school_id = district.id(Kind::School, school);
        let mut rows: Vec<Row> = Vec::new();
        for day in school_days(call.now_ms / DAY_MS) {
            if day < asked.start || day > asked.end {
                continue;
            }
            for student in &students {
                if asked.status.is_some_and(|status| status != self.status(day, *student, section)) {
                    continue;
                }
                let student_id = district.id(Kind::User, *student);
                let key = format!("{}_{student_id}_{}_{school_id}", date(day), section_id.as_deref().unwrap_or(NOBODY));
                rows.push(Row { key, day, student: *student });
            }
        }
        let (from, to) = asked.part(&rows);
        let record = |row: &Row| self.attendance_record(row, section_id.as_deref(), section, &school_id);
        let shown: Vec<Value> = rows.iter().skip(from).take(to - from).map(record).collect();
        let cursor = |row: Option<&Row>| row.map(|row| base64::encode(row.key.as_bytes())).unwrap_or_default();
        let next = (to < rows.len()).then(|| cursor(rows.get(to.saturating_sub(1))));
        let prev = (from > 0 && from < to).then(|| cursor(rows.get(from)));
        if self.options.attendance_cursor == AttendanceCursor::TopLevel {
            let mut body = Map::new();
            body.insert("data".to_owned(), Value::Array(shown));
            next.map(|next| body.insert("starting_after".to_owned(), json!(next)));
            return Response::json(200, &Value::Object(body));
        }
        let links = attendance_links(call, next.as_deref(), prev.as_deref());
        envelope(shown.into_iter(), links, self.options.links_first)
    }

    fn status(&self, day: u64, student: u32, section: Option<u32>) -> &'static str {
        let place = u64::from(section.map_or(0, |section| section + 1));
        let chance = draw(self.options.seed, 0xA77, u64::from(student), day << 32 | place);
        pick(&["present", "present", "present", "present", "present", "present", "absent", "tardy"], chance)
    }

    /// Optional members come and go, as in the published shape.
    fn attendance_record(&self, row: &Row, section_id: Option<&str>, section: Option<u32>, school_id: &str) -> Value {
        let status = self.status(row.day, row.student, section);
        let district = &self.world.district;
        let mut record = Map::new();
        let mut set = |name: &str, value: Value| record.insert(name.to_owned(), value);
        set("attendance_date", json!(date(row.day)));
        set("attendance_status", json!(status));
        set("attendance_type", json!(if section_id.is_some() { "section" } else { "daily" }));
        set("created", json!(timestamp(row.day * DAY_MS + 57_600_000)));
        set("district_id", json!(district.id(Kind::District, 0)));
        if status == "absent" && row.student.is_multiple_of(2) {
            set("excuse_code", json!("E"));
        }
        set("last_modified", json!(timestamp(row.day * DAY_MS + 61_200_000)));
        set("school_id", json!(school_id));
        if let Some(section_id) = section_id {
            set("section_id", json!(section_id));
        }
        if !row.student.is_multiple_of(3) {
            set("sis_id", json!(format!("att-{}-{}", row.day, row.student)));
        }
        set("student_id", json!(district.id(Kind::User, row.student)));
        Value::Object(record)
    }
}

/// The last weekdays before today, oldest first.
fn school_days(today: u64) -> Vec<u64> {
    // Day 0 was a Thursday.
    let weekdays =
        (1..=today.min(DAYS * 2)).map(|back| today - back).filter(|day| (day + 4) % 7 != 0 && (day + 4) % 7 != 6);
    let mut days: Vec<u64> = weekdays.take(DAYS as usize).collect();
    days.reverse();
    days
}

struct Asked<'a> {
    start: u64,
    end: u64,
    status: Option<&'a str>,
    limit: usize,
    after: Option<String>,
    before: Option<String>,
}

impl<'a> Asked<'a> {
    fn read(call: &'a Call<'_>) -> Result<Self, &'static str> {
        let day = |name: &str, otherwise: u64| match call.query(name) {
            None => Ok(otherwise),
            Some(text) => parse_date(text).ok_or("dates are written YYYY-MM-DD"),
        };
        let status = call.query("attendance_status");
        if status.is_some_and(|status| !["present", "absent", "tardy"].contains(&status)) {
            return Err("attendance_status should be one of [present absent tardy]");
        }
        let limit = match call.query("limit").map(str::parse) {
            None => DEFAULT_LIMIT,
            Some(Ok(limit)) if (1..=MAX_LIMIT).contains(&limit) => limit,
            Some(_) => return Err("limit should be between 1 and 1000"),
        };
        let cursor = |name: &str| match call.query(name) {
            None => Ok(None),
            Some(text) => {
                let plain = base64::decode(text).and_then(|bytes| String::from_utf8(bytes).ok());
                plain.filter(|key| key.split('_').count() == 4).map(Some).ok_or("the cursor is not one of ours")
            }
        };
        Ok(Self {
            start: day("date_range_start", 0)?,
            end: day("date_range_end", u64::MAX)?,
            status,
            limit,
            after: cursor("starting_after")?,
            before: cursor("ending_before")?,
        })
    }

    /// The keys sort as their text does.
    fn part(&self, rows: &[Row]) -> (usize, usize) {
        match (&self.after, &self.before) {
            (Some(after), _) => {
                let from = rows.partition_point(|row| row.key <= *after);
                (from, rows.len().min(from + self.limit))
            }
            (None, Some(before)) => {
                let to = rows.partition_point(|row| row.key < *before);
                (to.saturating_sub(self.limit), to)
            }
            (None, None) => (0, rows.len().min(self.limit)),
        }
    }
}

/// `None` on an only page: the published shape leaves empty links out.
fn attendance_links(call: &Call<'_>, next: Option<&str>, prev: Option<&str>) -> Option<Vec<Value>> {
    let kept: Vec<(&str, &str)> = call
        .query
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .filter(|(name, _)| *name != "starting_after" && *name != "ending_before")
        .collect();
    let link = |rel: &str, name: &str, cursor: Option<&str>| {
        cursor.map(|cursor| {
            let pairs: Vec<(&str, &str)> = kept.iter().copied().chain([(name, cursor)]).collect();
            json!({ "rel": rel, "uri": format!("{}?{}", call.request.path, form::query(&pairs)) })
        })
    };
    let links: Vec<Value> =
        link("next", "starting_after", next).into_iter().chain(link("prev", "ending_before", prev)).collect();
    (!links.is_empty()).then_some(links)
}
