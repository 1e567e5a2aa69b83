//! A list as Clever serves it: ascending ids, pages by cursor, links.

use super::random::Random;

/// How a service pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Data API: `{data, uri}` rows, `starting_after` in the next link, prev links.
    Roster,
    /// LMS Connect: bare rows, an opaque `cursor`, next links only.
    Lms,
    /// Attendance: bare rows without id, a cursor beside the data, no link.
    Attendance,
}

/// How the links of a page mislead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deceit {
    Honest,
    /// The page with the row `at` links to the page of the row `to`, itself or an earlier one.
    Repeats {
        at: usize,
        to: usize,
    },
    /// From the page with this row on, the next link leads elsewhere.
    Foreign {
        at: usize,
    },
    /// Behind the last record comes an empty page that claims to go on.
    EmptyTail,
    /// The last page has a next link without a cursor.
    BareNext,
}

#[derive(Clone, Debug)]
pub(super) struct Collection {
    pub(super) style: Style,
    pub(super) ids: Vec<String>,
    pub(super) default_limit: usize,
    pub(super) deceit: Deceit,
}

impl Collection {
    pub(super) fn drawn(random: &mut Random) -> Collection {
        let style = random.pick(&[Style::Roster, Style::Roster, Style::Lms, Style::Attendance]);
        let ids: Vec<String> = (0..random.below(30)).map(|index| format!("{:024x}", 0x5f00_0000 + index * 7)).collect();
        let rows = ids.len().max(1);
        let default_limit = 1 + random.below(9);
        let deceit = match random.below(10) {
            0 if rows > default_limit => {
                let at = default_limit + random.below(rows - default_limit);
                Deceit::Repeats { at, to: (1 + random.below(at / default_limit)) * default_limit }
            }
            1 => Deceit::Foreign { at: random.below(rows) },
            2 => Deceit::EmptyTail,
            3 => Deceit::BareNext,
            _ => Deceit::Honest,
        };
        Collection { style, ids, default_limit, deceit }
    }

    /// What a walk from the first record on delivers, where nothing goes wrong.
    pub(super) fn within_reach(&self) -> &[String] {
        match self.deceit {
            Deceit::Repeats { at, .. } | Deceit::Foreign { at } => {
                let end = (at / self.default_limit + 1) * self.default_limit;
                &self.ids[..end.min(self.ids.len())]
            }
            _ => &self.ids,
        }
    }

    /// The text of the page that a query asks for.
    pub(super) fn page(&self, path: &str, query: &[(String, String)]) -> String {
        let given = |name: &str| query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let limit = given("limit").map_or(self.default_limit, |limit| limit.parse().expect("a whole limit"));
        let start = match given("starting_after").or(given("cursor")) {
            Some(cursor) => self.position(cursor),
            None => 0,
        };
        let end = (start + limit).min(self.ids.len());
        let rows: Vec<String> = (start..end).map(|row| self.row(path, row)).collect();
        let target = match self.deceit {
            Deceit::Repeats { at, to } if (start..end).contains(&at) => Some(to),
            _ if end < self.ids.len() || (self.deceit == Deceit::EmptyTail && start < end) => Some(end),
            // The empty page itself goes on for ever.
            _ if self.deceit == Deceit::EmptyTail => Some(end + 1),
            _ => None,
        };
        let mut members = vec![format!("\"data\":[{}]", rows.join(","))];
        let mut links = vec![format!(r#"{{"rel":"self","uri":"{path}?"}}"#)];
        let foreign = matches!(self.deceit, Deceit::Foreign { at } if at < end && start < end);
        if foreign {
            links.push(format!(r#"{{"rel":"next","uri":"https://evil.example{path}?starting_after=f00d"}}"#));
        } else if let Some(target) = target {
            let cursor = self.cursor(target);
            if self.style == Style::Attendance {
                members.push(format!("\"starting_after\":{cursor:?}"));
            } else {
                let name = if self.style == Style::Lms { "cursor" } else { "starting_after" };
                let encoded: String = url::form_urlencoded::byte_serialize(cursor.as_bytes()).collect();
                links.push(format!(r#"{{"rel":"next","uri":"{path}?limit={limit}\u0026{name}={encoded}"}}"#));
            }
        } else if self.deceit == Deceit::BareNext {
            links.push(format!(r#"{{"rel":"next","uri":"{path}?limit={limit}"}}"#));
        }
        if self.style == Style::Roster && start > 0 {
            let first = self.ids.get(start).cloned().unwrap_or_default();
            links.push(format!(r#"{{"rel":"prev","uri":"{path}?limit={limit}\u0026ending_before={first}"}}"#));
        }
        if self.style != Style::Attendance || foreign {
            members.push(format!("\"links\":[{}]", links.join(",")));
        }
        format!("{{{}}}", members.join(","))
    }

    fn row(&self, path: &str, row: usize) -> String {
        let id = &self.ids[row];
        match self.style {
            Style::Roster => format!(r#"{{"data":{{"id":"{id}","name":{{"first":"Zoë"}}}},"uri":"{path}/{id}"}}"#),
            Style::Lms => format!(r#"{{"user_id":"{id}","state":"created"}}"#),
            Style::Attendance => format!(r#"{{"student_id":"{id}","attendance_status":"present"}}"#),
        }
    }

    /// What leads to the page that begins at a row: for a roster the id before it, else something opaque.
    fn cursor(&self, row: usize) -> String {
        match self.style {
            Style::Roster => match row.checked_sub(1) {
                Some(before) => self.ids.get(before).cloned().unwrap_or_else(|| format!("{before:024x}")),
                None => "0".repeat(24),
            },
            Style::Lms | Style::Attendance => format!("+/{row}=="),
        }
    }

    fn position(&self, cursor: &str) -> usize {
        match self.style {
            Style::Roster => self.ids.iter().take_while(|id| id.as_str() <= cursor).count(),
            Style::Lms | Style::Attendance => {
                cursor.trim_start_matches("+/").trim_end_matches('=').parse().expect("a cursor of ours")
            }
        }
        .min(self.ids.len())
    }
}
