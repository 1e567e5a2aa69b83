//! One page for each kind of record that operations are about.

use super::{cell, check, declarations, read};
use clever_wasm::decode::Envelope;
use clever_wasm::endpoints::{ENDPOINTS, Endpoint, Reach, Since};
use std::collections::HashMap;

const PAGES: [(&str, &str, &str); 11] = [
    ("identity", "Identity", "Who signed in."),
    ("users", "Users", "People: students, teachers, staff, district administrators and contacts."),
    ("sections", "Sections", "Classes."),
    ("schools", "Schools", "Schools of a district."),
    ("districts", "Districts", "The district that shares with the app."),
    ("courses", "Courses", "What is taught, above its sections."),
    ("terms", "Terms", "Parts of the school year."),
    ("resources", "Resources", "What people are given access to."),
    ("events", "Events", "What changed in the last 30 days."),
    ("attendance", "Attendance", "Who was present, absent or tardy."),
    (
        "lms-connect",
        "Assignments and submissions",
        "Clever LMS Connect: work handed out and handed in through the district's learning management system.",
    ),
];

fn page_of(endpoint: &Endpoint) -> &'static str {
    if endpoint.is_lms() {
        return "lms-connect";
    }
    let segment = endpoint.path.split('/').nth(1).unwrap_or_default();
    PAGES.iter().map(|(name, ..)| *name).find(|name| *name == segment).unwrap_or("identity")
}

fn who(endpoint: &Endpoint) -> &'static str {
    match endpoint.reach {
        Reach::Own => "any signed-in person's token, about themselves (and for `getDistrict` their own district)",
        Reach::Library => "a Clever Library teacher's token, about their own sections; a district token, on a server",
        _ => "a district token, on a server",
    }
}

/// What the explorer makes its forms from.
#[test]
fn the_explorer_knows_every_operation() {
    let types = read("npm/types/operations.d.ts");
    let text = |text: &str| serde_json::Value::from(text);
    let operations: Vec<serde_json::Value> = ENDPOINTS
        .iter()
        .map(|endpoint| {
            let title = PAGES.iter().find(|(page, ..)| *page == page_of(endpoint)).map_or("", |(_, title, _)| *title);
            let version = if endpoint.since == Since::Unversioned { "" } else { "/{version}" };
            let about = types.split(&format!("  {}(", endpoint.name)).next().unwrap().rsplit("/** ").next().unwrap();
            let query: Vec<serde_json::Value> = endpoint
                .parameters()
                .filter(|parameter| parameter.name != "count")
                .map(|parameter| {
                    let values: Vec<&str> = parameter.values.iter().copied().filter(|value| !value.is_empty()).collect();
                    serde_json::json!({ "name": parameter.name, "values": values })
                })
                .collect();
            let body = endpoint.body.map(|_| {
                if endpoint.name.contains("Submission") { serde_json::json!({ "grade": "9" }) } else { serde_json::json!({ "title": "Read chapter 4" }) }
            });
            serde_json::json!({
                "name": endpoint.name,
                "page": title,
                "about": text(about.split(" `").next().unwrap()),
                "method": endpoint.method,
                "path": format!("{version}{}", endpoint.path).replace("/{version}", ""),
                "parameters": endpoint.path.split(['{', '}']).skip(1).step_by(2).collect::<Vec<_>>(),
                "query": query,
                "body": body,
                "isList": endpoint.is_list(),
                "counts": endpoint.declares("count"),
                "reach": match endpoint.reach { Reach::Own => "any sign-in", Reach::Library => "Library teacher", _ => "district token" },
            })
        })
        .collect();
    let lines: Vec<String> = operations.iter().map(ToString::to_string).collect();
    check("../../www/explorer/operations.json", &format!("[\n{}\n]\n", lines.join(",\n")));
}

/// A call that could stand in a page, with ids as Clever's look.
fn sample(endpoint: &Endpoint, signature: &str) -> String {
    let ids = ["5faac8b7bc447500a10ae857", "58da8c65da10ab00017a2b11", "58da8c58da10ab00017a1b8e"];
    let count = endpoint.path_parameter_count();
    let mut arguments: Vec<String> = ids.iter().take(count).map(|id| format!("\"{id}\"")).collect();
    if endpoint.has_body() {
        let body =
            if endpoint.name.contains("Submission") { "{ grade: \"9\" }" } else { "{ title: \"Read chapter 4\" }" };
        arguments.push(body.to_owned());
    }
    let call = format!("clever.{}({})", endpoint.name, arguments.join(", "));
    if endpoint.is_list() {
        return format!("for await (const record of {call}) console.log(record);");
    }
    if signature.ends_with("Promise<void>") {
        return format!("await {call};");
    }
    format!("console.log(await {call});")
}

fn errors(endpoint: &Endpoint) -> String {
    let mut codes = vec![
        "unauthorized",
        "not_found",
        "forbidden",
        "rate_limited",
        "server_error",
        "network",
        "timeout",
        "invalid_response",
    ];
    if endpoint.path_parameter_count() > 0 || endpoint.is_list() || endpoint.has_body() || endpoint.since == Since::V31
    {
        codes.insert(0, "invalid_argument");
    }
    if endpoint.is_list() {
        codes.extend(["cursor_expired", "untrusted_link"]);
    }
    let links: Vec<String> =
        codes.iter().map(|code| format!("[`{code}`](./errors#{})", code.replace('_', "-"))).collect();
    links.join(", ")
}

#[test]
fn operations_are_those_of_the_table() {
    let types = read("npm/types/operations.d.ts");
    let body = types.split("export interface Operations {").nth(1).unwrap().split("\n}").next().unwrap();
    let declared: HashMap<String, (String, String)> = declarations(body)
        .into_iter()
        .map(|(about, signature)| (signature.split('(').next().unwrap().to_owned(), (about, signature)))
        .collect();
    let mut told = 0;
    for (page, title, about) in PAGES {
        let mut text = format!("# {title}\n\n{about}\n");
        for endpoint in ENDPOINTS.iter().filter(|endpoint| page_of(endpoint) == page) {
            told += 1;
            let (about, signature) = declared.get(endpoint.name).expect(endpoint.name);
            let about = about.split(" `").next().unwrap();
            let version = if endpoint.since == Since::Unversioned { "" } else { "/{version}" };
            let record = endpoint.answer.record.name();
            text.push_str(&format!("\n## {}\n\n{}\n\n", endpoint.name, cell(about)));
            text.push_str(&format!("```ts\n{signature}\n```\n\n",));
            text.push_str(&format!("- Request: `{} {version}{}`\n", endpoint.method, endpoint.path));
            text.push_str(&format!("- Who may call it: {}\n", who(endpoint)));
            if endpoint.answer.envelope != Envelope::Empty {
                text.push_str(&format!(
                    "- Gives: [`{record}`](./records#{}){}\n",
                    record.to_lowercase(),
                    if endpoint.is_list() { ", one after the other" } else { "" }
                ));
            }
            if let Some(body) = endpoint.body {
                text.push_str(&format!("- Sends: [`{}`](./records#{})\n", body.name(), body.name().to_lowercase()));
            }
            let parameters: Vec<String> = endpoint
                .parameters()
                .filter(|parameter| parameter.name != "count")
                .map(|parameter| {
                    let values: Vec<String> = parameter
                        .values
                        .iter()
                        .filter(|value| !value.is_empty())
                        .map(|value| format!("`{value}`"))
                        .collect();
                    if values.is_empty() {
                        format!("`{}`", parameter.name)
                    } else {
                        format!("`{}` ({})", parameter.name, values.join(", "))
                    }
                })
                .collect();
            if !parameters.is_empty() {
                text.push_str(&format!("- Query: {}\n", parameters.join(", ")));
            }
            if endpoint.declares("count") {
                text.push_str("- Counts: `.count()`\n");
            }
            text.push_str(&format!(
                "- Fails with: {}\n\n```js\n{}\n```\n",
                errors(endpoint),
                sample(endpoint, signature)
            ));
        }
        check(&format!("{page}.md"), &text);
    }
    assert_eq!(told, ENDPOINTS.len());
}
