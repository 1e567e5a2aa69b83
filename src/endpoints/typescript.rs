//! The operations as TypeScript declarations.

use super::table::{ABOUT, ENDPOINTS};
use super::{Endpoint, Reach, Since};
use crate::decode::Envelope;
use crate::schema::Record;

/// The text of `operations.d.ts`. What it imports besides the records are `List` and `RequestOptions`.
#[must_use]
pub fn declarations() -> String {
    let mut out = String::from(HEADER);
    out.push_str(&format!("import type {{ {} }} from \"./records.js\";\n\n", imports().join(", ")));
    out.push_str(QUERIES);
    for (endpoint, about) in ENDPOINTS.iter().zip(ABOUT) {
        let since = if endpoint.since == Since::V31 { " Not in v3.0." } else { "" };
        let version = if endpoint.since == Since::Unversioned { "" } else { "/{version}" };
        let reach = match endpoint.reach {
            Reach::Own => "any signed-in person's token, about themselves",
            Reach::Library => "a Clever Library teacher's token, about their own sections",
            Reach::District => "a district token",
        };
        out.push_str(&format!(
            "  /** {about}{since} `{} {version}{}`; takes {reach}. */\n  {}({}): {};\n",
            endpoint.method,
            endpoint.path,
            endpoint.name,
            parameters(endpoint).join(", "),
            result(endpoint),
        ));
    }
    out.push_str("}\n");
    out
}

const HEADER: &str = "\
// Clever's operations. Generated from the table in src/endpoints: UPDATE=1 cargo test --test schema
import type { List, RequestOptions } from \"./index.js\";
";

const QUERIES: &str = "\
/** Where a list begins, and how long its pages are. Both cursors at once are an `invalid_argument`. */
export interface PageQuery {
  /** Records of a page; Clever's default is 100, the most 10,000 (attendance 1,000, submissions 100). */
  limit?: number | undefined;
  /** Begin behind this id (attendance: this cursor). */
  starting_after?: string | undefined;
  /** End before this id. */
  ending_before?: string | undefined;
}
/** Which people. */
export interface UsersQuery extends PageQuery {
  /** Only those with this role; who has several is listed under each. */
  role?: Role | undefined;
}
/** Which people of a school. */
export interface SchoolUsersQuery extends PageQuery {
  /** Only those with this role. */
  role?: \"staff\" | \"student\" | \"teacher\" | (string & {}) | undefined;
  /** Only those whose primary school it is. */
  primary?: boolean | undefined;
}
/** Which people of a section or with a resource. */
export interface SectionUsersQuery extends PageQuery {
  /** Only those with this role. */
  role?: \"student\" | \"teacher\" | (string & {}) | undefined;
}
/** Which schools of a person. */
export interface UserSchoolsQuery extends PageQuery {
  /** The primary one only. */
  primary?: boolean | undefined;
}
/** Which events. */
export interface EventsQuery extends PageQuery {
  /** Only those that concern this school's id. */
  school?: string | undefined;
  /** Only those about these records, such as `users`. */
  record_type?: string | string[] | undefined;
}
/** Which attendance. */
export interface AttendanceQuery extends PageQuery {
  /** First day, YYYY-MM-DD. */
  date_range_start?: string | undefined;
  /** Last day, YYYY-MM-DD. */
  date_range_end?: string | undefined;
  /** Only this. */
  attendance_status?: \"present\" | \"absent\" | \"tardy\" | undefined;
}
/** Which submissions. */
export interface SubmissionsQuery {
  /** Where to go on; good for two hours. */
  cursor?: string | undefined;
  /** Records of a page, at most 100. */
  limit?: number | undefined;
}
/** For lists that take no parameters. */
export type NoQuery = Record<string, never>;

/** One method for each of Clever's operations. */
export interface Operations {
";

fn imports() -> Vec<&'static str> {
    let mut names = vec!["Role"];
    for endpoint in &ENDPOINTS {
        names.extend(endpoint.body.map(Record::name));
        if endpoint.answer.envelope != Envelope::Empty {
            names.push(endpoint.answer.record.name());
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}

fn parameters(endpoint: &Endpoint) -> Vec<String> {
    let names = endpoint.path.split(['{', '}']).skip(1).step_by(2);
    let mut parameters: Vec<String> = names.map(|name| format!("{}: string", camel(name))).collect();
    if let Some(body) = endpoint.body {
        parameters.push(format!("body: {}", body.name()));
    }
    if endpoint.is_list() {
        parameters.push(format!("query?: {}", query(endpoint)));
    }
    parameters.push("options?: RequestOptions".to_owned());
    parameters
}

fn query(endpoint: &Endpoint) -> &'static str {
    let has = |name: &str| endpoint.declares(name);
    let roles = endpoint.parameters().find(|parameter| parameter.name == "role").map_or(0, |role| role.values.len());
    match roles {
        5 => "UsersQuery",
        3 => "SchoolUsersQuery",
        2 => "SectionUsersQuery",
        _ if has("primary") => "UserSchoolsQuery",
        _ if has("record_type") => "EventsQuery",
        _ if has("attendance_status") => "AttendanceQuery",
        _ if has("cursor") => "SubmissionsQuery",
        _ if has("starting_after") => "PageQuery",
        _ => "NoQuery",
    }
}

fn result(endpoint: &Endpoint) -> String {
    let record = endpoint.answer.record.name();
    match endpoint.answer.envelope {
        Envelope::Empty => "Promise<void>".to_owned(),
        Envelope::Rows | Envelope::BareRows => format!("List<{record}>"),
        _ => format!("Promise<{record}>"),
    }
}

/// Our own names are camel-cased; Clever's `section_id` is an argument here.
fn camel(name: &str) -> String {
    let mut out = String::new();
    let mut raise = false;
    for character in name.chars() {
        match character {
            '_' => raise = true,
            _ if raise => {
                out.extend(character.to_uppercase());
                raise = false;
            }
            _ => out.push(character),
        }
    }
    out
}
