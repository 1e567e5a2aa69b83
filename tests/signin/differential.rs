//! Answers as an independent parser of the same format reads them.

use super::app::{App, CALLBACK};
use super::random::Random;
use clever_wasm::signin::Answer;
use std::collections::HashMap;

fn read_by_the_url_crate(part: &str) -> HashMap<String, String> {
    url::form_urlencoded::parse(part.as_bytes()).into_owned().collect()
}

/// A code's value is dropped, and a state without one is none.
fn same(answer: &Answer, read: &HashMap<String, String>) -> bool {
    let given = |name: &str| read.get(name).map(String::as_str);
    ["access_token", "token_type", "expires_in", "scope", "error", "error_description"]
        .iter()
        .all(|name| answer.get(name) == given(name))
        && answer.state() == given("state").filter(|state| !state.is_empty())
        && answer.get("code") == given("code").map(|_| "")
}

/// `text` as someone may have encoded it: each byte as it stands where that is allowed, or escaped in either case.
fn written(random: &mut Random, text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        let reserved = matches!(byte, b'&' | b'=' | b'+' | b'%' | b'#' | b' ') || byte >= 0x80;
        match random.below(3) {
            _ if byte == b' ' && random.one_in(2) => out.push('+'),
            0 => out.push_str(&format!("%{byte:02x}")),
            _ if reserved => out.push_str(&format!("%{byte:02X}")),
            _ => out.push(char::from(byte)),
        }
    }
    out
}

#[test]
fn well_formed_answers_are_read_as_the_url_crate_reads_them() {
    const NAMES: [&str; 16] = [
        "state",
        "access_token",
        "token_type",
        "expires_in",
        "scope",
        "code",
        "error",
        "error_description",
        "foreign",
        "a b",
        "ü=&",
        "State",
        "state ",
        "",
        "access_token[]",
        "__proto__",
    ];
    const VALUES: [&str; 12] = [
        "",
        "x",
        "a+b",
        "a b",
        "a&state=EVIL",
        "100%",
        "%41",
        "ü☃\u{1f600}",
        "\u{0}\r\n\t",
        "==",
        "#/?;",
        "\u{feff}\u{202e}",
    ];
    let app = App::new();
    let mut random = Random::new(3);
    let mut read = 0;
    for seed in 0..20_000 {
        let mut names = NAMES.to_vec();
        random.shuffle(&mut names);
        names.truncate(1 + random.below(10));
        let mut pairs = Vec::new();
        for name in names {
            let mut pair = written(&mut random, name);
            if !random.one_in(8) {
                pair.push('=');
                let value = [random.pick(&VALUES), random.pick(&VALUES)].concat();
                pair.push_str(&written(&mut random, &value));
            }
            pairs.push(pair);
            if random.one_in(10) {
                pairs.push(String::new());
            }
        }
        let part = pairs.join("&");
        let mark = if random.one_in(3) { "?" } else { "#" };
        let page = [CALLBACK, mark, &part].concat();
        let Some((callback, _)) = app.signin.capture(&page) else { continue };
        read += 1;
        let answer = callback.read().unwrap_or_else(|error| panic!("{seed} {part}: {error}"));
        assert_eq!(answer.in_query, mark == "?");
        assert!(!answer.twofold);
        assert!(same(&answer, &read_by_the_url_crate(&part)), "{seed}: {part}");
    }
    assert!(read > 5000, "{read}");
}
