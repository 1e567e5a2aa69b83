//! Goes through a list as an app does, and on from where it failed.

use super::collection::{Collection, Style};
use super::driver::Driver;
use clever_wasm::call::{Call, Outcome, Request};
use clever_wasm::endpoints::Endpoint;
use clever_wasm::error::Error;
use clever_wasm::list::{Step, Trail, following};

/// What an app has of a list.
#[derive(Debug, Default)]
pub(super) struct Walk {
    pub(super) delivered: Vec<String>,
    pub(super) pages: usize,
    /// The cursor of the last page that was delivered.
    pub(super) cursor: Option<String>,
    /// Whether records are used as they come, not only once their page is whole.
    pub(super) streams: bool,
    /// So many records of the page that comes next are there already.
    skipped: usize,
}

impl Walk {
    pub(super) fn streaming() -> Walk {
        Walk { streams: true, ..Walk::default() }
    }

    /// Begins where `cursor` says, and goes on to the end or the first error.
    pub(super) fn go(
        &mut self,
        driver: &mut Driver,
        collection: &Collection,
        cursor: Option<&str>,
    ) -> Result<(), Error> {
        let (name, arguments, parameter): (_, &[&str], _) = match collection.style {
            Style::Roster => ("getUsers", &[], "starting_after"),
            Style::Lms => ("getSubmissionsForAssignment", &["5f0a", "6e1b"], "cursor"),
            Style::Attendance => ("listAttendanceForSchool", &["5f0a"], "starting_after"),
        };
        let endpoint = Endpoint::find(name).expect("an operation of Clever's");
        let query = cursor.map(|cursor| format!("{{\"{parameter}\":{cursor:?}}}"));
        let mut call = Call::operation(&driver.config, endpoint, arguments, query.as_deref(), None)?;
        let mut trail = String::new();
        loop {
            if self.streams {
                call.stream(None, true);
                driver.record = endpoint.answer.record;
            }
            let came = driver.run(call, collection, None);
            let streamed = self.arrived(driver, &came);
            let (outcome, request) = came?;
            if self.streams {
                assert_eq!(streamed, outcome.report.rows as usize);
            } else {
                self.whole(&outcome);
            }
            self.pages += 1;
            let after = following(&driver.config, endpoint, &request.url, &outcome.report, Trail::read(&trail));
            trail = after.trail.to_text();
            self.cursor.clone_from(&after.cursor);
            match after.next {
                Step::End => return Ok(()),
                Step::Untrusted(error) => return Err(error),
                Step::To(url) => call = Call::link(&driver.config, endpoint, &url, Some(driver.network.wall_ms())),
                other => panic!("{other:?}"),
            }
        }
    }

    /// Takes a page's records once all are there.
    fn whole(&mut self, outcome: &Outcome) {
        let page: serde_json::Value = serde_json::from_slice(&outcome.body).expect("JSON, as it was checked");
        let rows = page["data"].as_array().expect("rows");
        assert_eq!(rows.len(), outcome.report.rows as usize);
        let members = ["user_id", "student_id"];
        self.delivered.extend(rows.iter().map(|row| {
            let id = row["data"].get("id").or_else(|| members.iter().find_map(|name| row.get(name)));
            id.and_then(|id| id.as_str()).expect("an id").to_owned()
        }));
    }

    /// Takes what came of a page, but for what had come before a call for it failed; tells how much it was.
    fn arrived(&mut self, driver: &mut Driver, came: &Result<(Outcome, Request), Error>) -> usize {
        let arrived = std::mem::take(&mut driver.arrived);
        let count = arrived.len();
        self.delivered.extend(arrived.into_iter().skip(self.skipped));
        self.skipped = match came {
            Ok(_) => 0,
            Err(error) => {
                assert_eq!(error.delivered, Some(count as u32), "{error}");
                self.skipped.max(count)
            }
        };
        count
    }
}
