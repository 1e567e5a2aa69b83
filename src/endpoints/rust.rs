//! The operations as methods of the Rust driver.

use super::table::{ABOUT, ENDPOINTS};
use super::{Endpoint, Reach, Since};
use crate::decode::Envelope;
use crate::schema::Record;

/// The text of `src/web/browser/operations.rs`.
#[must_use]
pub fn methods() -> String {
    let mut out = String::from(HEADER);
    out.push_str(&format!("use crate::models::{{{}}};\n\nimpl Clever {{\n", imports().join(", ")));
    for (index, (endpoint, about)) in ENDPOINTS.iter().zip(ABOUT).enumerate() {
        if index > 0 {
            out.push('\n');
        }
        let since = if endpoint.since == Since::V31 { " Not in v3.0." } else { "" };
        let version = if endpoint.since == Since::Unversioned { "" } else { "/{version}" };
        let reach = match endpoint.reach {
            Reach::Own => "any signed-in person's token, about themselves",
            Reach::Library => "a Clever Library teacher's token, about their own sections",
            Reach::District => "a district token",
        };
        out.push_str(&format!(
            "    /// {about}{since} `{} {version}{}`; takes {reach}.{}\n    pub fn {}(&self{}) -> {} {{\n        self.{}\n    }}\n",
            endpoint.method,
            endpoint.path,
            filters(endpoint),
            snake(endpoint.name),
            parameters(endpoint),
            result(endpoint),
            call(endpoint),
        ));
    }
    out.push_str("}\n");
    out
}

const HEADER: &str = "\
//! Clever's operations. Generated from the table in src/endpoints: UPDATE=1 cargo test --test schema

use super::{Clever, List, Operation};
";

fn imports() -> Vec<&'static str> {
    let mut names = Vec::new();
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

/// What a list may be asked for beside its page.
fn filters(endpoint: &Endpoint) -> String {
    let is_paging = |name: &str| matches!(name, "limit" | "starting_after" | "ending_before" | "cursor" | "count");
    let names: Vec<String> = endpoint
        .parameters()
        .filter(|parameter| !is_paging(parameter.name))
        .map(|parameter| format!("`{}`", parameter.name))
        .collect();
    let counts = if endpoint.counts() { " Can be counted." } else { "" };
    match names.as_slice() {
        [] => counts.to_owned(),
        _ => format!(" Filters: {}.{counts}", names.join(", ")),
    }
}

fn arguments(endpoint: &Endpoint) -> Vec<&'static str> {
    endpoint.path.split(['{', '}']).skip(1).step_by(2).collect()
}

fn parameters(endpoint: &Endpoint) -> String {
    let mut parameters: String = arguments(endpoint).iter().map(|name| format!(", {name}: &str")).collect();
    if let Some(body) = endpoint.body {
        parameters.push_str(&format!(", body: &{}", body.name()));
    }
    parameters
}

fn result(endpoint: &Endpoint) -> String {
    let record = endpoint.answer.record.name();
    match endpoint.answer.envelope {
        Envelope::Empty => "Operation<()>".to_owned(),
        Envelope::Rows | Envelope::BareRows => format!("List<{record}>"),
        _ => format!("Operation<{record}>"),
    }
}

fn call(endpoint: &Endpoint) -> String {
    let given = format!("({:?}, &[{}]", endpoint.name, arguments(endpoint).join(", "));
    match endpoint.answer.envelope {
        Envelope::Rows | Envelope::BareRows => format!("list{given})"),
        Envelope::Empty => format!("nothing{given})"),
        _ if endpoint.has_body() => format!("sent{given}, body)"),
        _ => format!("record{given})"),
    }
}

/// An operationId as a method's name.
fn snake(name: &str) -> String {
    let mut out = String::new();
    for character in name.chars() {
        if character.is_ascii_uppercase() {
            out.push('_');
        }
        out.push(character.to_ascii_lowercase());
    }
    out
}
