//! What `cargo xtask bench --write` left in `bench/results.json`, as the README shows it.

use super::super::{check, file};
use serde_json::Value;
use std::fmt::Write;
use std::fs;

const ENGINES: [(&str, &str); 3] = [("node", "Node"), ("chromium", "Chromium"), ("firefox", "Firefox")];

/// Bundles by what a reader wants to compare, and what each of them does.
const SIZES: [(&str, &str); 11] = [
    ("clever", "`clever-wasm`: sign-in, 53 operations, every record checked"),
    ("zod-hey-api-oidc", "oidc-client-ts + @hey-api/openapi-ts + zod: the same, put together"),
    ("zod-openapi-fetch", "openapi-fetch + zod: checked, no sign-in"),
    ("valibot-openapi-fetch", "openapi-fetch + valibot: checked, no sign-in"),
    ("hey-api", "@hey-api/openapi-ts: 53 operations, unchecked, no sign-in"),
    ("octokit", "octokit: another API's client"),
    ("supabase-js", "@supabase/supabase-js: another API's client with sign-in"),
    ("clever-auth", "`clever-wasm/auth`: sign-in alone"),
    ("oidc-client-ts", "oidc-client-ts: sign-in alone"),
    ("auth0-spa-js", "@auth0/auth0-spa-js: sign-in alone"),
    ("msal-browser", "@azure/msal-browser: sign-in alone"),
];

const VALIDATORS: [(&str, &str); 4] =
    [("clever-wasm", "`clever-wasm`"), ("ajv", "ajv"), ("zod", "zod"), ("valibot", "valibot")];

fn results() -> Value {
    serde_json::from_str(&fs::read_to_string(file("bench/results.json")).unwrap()).unwrap()
}

fn number(value: &Value) -> String {
    match value.as_f64() {
        Some(number) if number >= 10.0 => format!("{number:.0}"),
        Some(number) if number >= 1.0 => format!("{number:.1}"),
        Some(number) => format!("{number:.2}"),
        None => "–".into(),
    }
}

/// The load that the machine was under, from the quietest to the busiest measure.
fn loads(results: &Value) -> (f64, f64) {
    let measures = results["measures"].as_object().unwrap().values();
    let engines = measures.flat_map(|engines| engines.as_object().unwrap().values());
    let loads: Vec<f64> = engines.map(|figures| figures["load"].as_f64().unwrap()).collect();
    (loads.iter().copied().fold(f64::INFINITY, f64::min), loads.iter().copied().fold(0.0, f64::max))
}

fn budgets(results: &Value, text: &mut String) {
    text.push_str("| What | Goal | Node | Chromium | Firefox | |\n|---|---|---|---|---|---|\n");
    for budget in results["budgets"].as_array().unwrap() {
        let seen = &budget["seen"];
        let unit = match budget["unit"].as_str().unwrap() {
            "ratio" => String::new(),
            unit => format!(" {unit}"),
        };
        let held = if budget["held"] == true { "held" } else { "**missed**" };
        write!(text, "| {} | ≤ {}{unit} |", budget["what"].as_str().unwrap(), number(&budget["goal"])).unwrap();
        for (engine, _) in ENGINES {
            let value = if seen["any"].is_null() { &seen[engine] } else { &seen["any"] };
            write!(text, " {} |", number(value)).unwrap();
        }
        writeln!(text, " {held} |").unwrap();
    }
}

fn validators(results: &Value, text: &mut String) {
    text.push_str(
        "\n10,000 users, ASCII / mixed alphabets, as a multiple of bare `JSON.parse`, which checks nothing:\n\n",
    );
    text.push_str("| | Node | Chromium | Firefox |\n|---|---|---|---|\n");
    for (name, title) in VALIDATORS {
        write!(text, "| {title} |").unwrap();
        for (engine, _) in ENGINES {
            let figures = &results["measures"]["validators"][engine];
            let [ascii, mixed] = ["ascii", "mixed"].map(|variant| number(share(&figures[format!("{name} {variant}")])));
            write!(text, " {ascii} / {mixed} |").unwrap();
        }
        text.push('\n');
    }
}

/// CPU time where it is known: the machine's other work is not in it.
fn share(figures: &Value) -> &Value {
    if figures["cpu"].is_null() { &figures["ratio"] } else { &figures["cpu"] }
}

fn sizes(results: &Value, text: &mut String) {
    text.push_str("\nBundled by esbuild, minified, under brotli:\n\n| | KB |\n|---|---|\n");
    for (name, title) in SIZES {
        let bytes = results["measures"]["sizes"]["any"][name]["brotli"].as_f64().unwrap();
        writeln!(text, "| {title} | {:.1} |", bytes / 1000.0).unwrap();
    }
}

fn paging(results: &Value, text: &mut String) {
    text.push_str("\nA hundred pages, each 50 ms away, against a loop over `fetch` by hand:\n\n");
    text.push_str("| | Node | Chromium | Firefox |\n|---|---|---|---|\n");
    let rows = [
        ("clever-wasm", "`clever-wasm`"),
        ("octokit-like", "an iterator like octokit's"),
        ("openapi-fetch", "openapi-fetch"),
        ("hey-api", "@hey-api/openapi-ts"),
        ("clever-wasm, working", "`clever-wasm`, where the app works 25 ms on each page"),
    ];
    for (name, title) in rows {
        write!(text, "| {title} |").unwrap();
        for (engine, _) in ENGINES {
            write!(text, " {} |", number(&results["measures"]["paging"][engine][name]["ratio"])).unwrap();
        }
        text.push('\n');
    }
}

#[test]
fn performance_is_what_was_measured() {
    let results = results();
    let engines: Vec<&str> = ENGINES.iter().map(|(engine, _)| results["engines"][engine].as_str().unwrap()).collect();
    let machine = &results["machine"];
    let (quietest, busiest) = loads(&results);
    let mut text = format!(
        "Measured on {} with {} cores of {}, under a load of {quietest:.0} to {busiest:.0}: {}.\n\n",
        results["date"].as_str().unwrap(),
        machine["cores"],
        machine["processor"].as_str().unwrap(),
        engines.join(", "),
    );
    budgets(&results, &mut text);
    validators(&results, &mut text);
    sizes(&results, &mut text);
    paging(&results, &mut text);
    check("performance", &text);
}
