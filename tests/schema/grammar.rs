//! Exactly the grammar of JSON: against another reader of it, on documents that a seed makes and breaks.

use super::random::Random;
use super::report::{fatal, issues, read};
use clever_wasm::decode::{reader, validate};
use serde_json::Value;

const DOCUMENTS: u64 = 60_000;

/// A document. Without surrogates and huge exponents, which serde_json refuses though they are JSON.
fn document(random: &mut Random, depth: usize) -> String {
    let space = random.pick(&["", " ", "\n\t", "\r "]);
    let inner = match random.below(if depth == 0 { 7 } else { 9 }) {
        0 => random.pick(&["null", "true", "false"]).to_owned(),
        1 => random.pick(&["0", "-0", "12", "-7.5", "1e3", "2.0E-4", "0.1e+1", "9007199254740993"]).to_owned(),
        2..=6 => text(random),
        7 => {
            let elements: Vec<String> = (0..random.below(4)).map(|_| document(random, depth - 1)).collect();
            format!("[{space}{}]", elements.join(","))
        }
        _ => {
            let members: Vec<String> = (0..random.below(4))
                .map(|_| format!("{space}{}{space}:{}", text(random), document(random, depth - 1)))
                .collect();
            format!("{{{space}{}}}", members.join(","))
        }
    };
    format!("{space}{inner}{space}")
}

fn text(random: &mut Random) -> String {
    const PIECES: [&str; 14] = [
        "a",
        "links",
        "\\\"",
        "\\\\",
        "\\/",
        "\\b\\f\\n\\r\\t",
        "\\u0026",
        "\\u00E9",
        "é",
        "☃",
        "😀",
        " ",
        "",
        "\u{7f}",
    ];
    let pieces: String = (0..random.below(4)).map(|_| random.pick(&PIECES)).collect();
    format!("\"{pieces}\"")
}

fn broken(random: &mut Random, text: &str) -> Vec<u8> {
    const BYTES: &[u8] = b"{}[]\",:0123 \n-+.etrufls\\/a\x01\x00\xc3\xa9\xff";
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=random.below(2) {
        let at = random.below(bytes.len() + 1);
        let byte = random.pick(BYTES);
        match random.below(4) {
            0 => bytes.insert(at, byte),
            1 => bytes.truncate(at),
            2 if at < bytes.len() => bytes[at] = byte,
            _ if at < bytes.len() => drop(bytes.remove(at)),
            _ => {}
        }
    }
    bytes
}

/// What a browser makes of the bytes.
fn is_json(bytes: &[u8]) -> Option<bool> {
    match serde_json::from_str::<Value>(&String::from_utf8_lossy(bytes)) {
        Ok(_) => Some(true),
        Err(error) if error.to_string().contains("out of range") => None,
        Err(_) => Some(false),
    }
}

#[test]
fn what_is_json_elsewhere_is_json_here() {
    let (mut good, mut bad) = (0, 0);
    for seed in 0..DOCUMENTS {
        let mut random = Random::new(seed);
        let text = document(&mut random, 4);
        let bytes = if seed % 4 == 0 { text.into_bytes() } else { broken(&mut random, &text) };
        let Some(expected) = is_json(&bytes) else { continue };
        *(if expected { &mut good } else { &mut bad }) += 1;
        let report = validate(&bytes, None);
        assert_eq!(report.fatal.is_none(), expected, "seed {seed}: {:?}", String::from_utf8_lossy(&bytes));
        let is_text = core::str::from_utf8(&bytes);
        if expected {
            assert_eq!(report.issues.is_empty(), is_text.is_ok(), "seed {seed}");
        }
        if let Ok(text) = is_text {
            assert_eq!(reader::is_json(text), expected, "seed {seed}");
        }
    }
    assert!(good > DOCUMENTS / 4 && bad > DOCUMENTS / 4, "{good} {bad}");
}

#[test]
fn strings_read_alike() {
    for seed in 0..DOCUMENTS / 10 {
        let raw = text(&mut Random::new(seed));
        assert_eq!(reader::string(&raw), serde_json::from_str(&raw).ok(), "{raw}");
    }
}

#[test]
fn members_read_alike() {
    for seed in 0..DOCUMENTS / 10 {
        let text = document(&mut Random::new(seed), 3);
        let mut members = Vec::new();
        let whole = reader::members(&text, |key, raw| {
            members.push((key.to_owned(), serde_json::from_str::<Value>(raw).unwrap()))
        });
        match serde_json::from_str::<Value>(&text).unwrap() {
            Value::Object(object) => {
                assert_eq!(whole, Some(()));
                assert_eq!(members.into_iter().collect::<serde_json::Map<_, _>>(), object, "{text}");
            }
            _ => assert_eq!(whole, None, "{text}"),
        }
    }
}

#[test]
fn what_a_browser_takes_and_others_refuse() {
    for text in
        [r#""\ud800""#, r#""\udc00\ud800""#, "1e400", "-1E-999", "[123456789012345678901234567890]", "\u{feff}[]"]
    {
        assert_eq!(fatal(&validate(text.as_bytes(), None)), "", "{text}");
    }
    for text in [
        "\u{feff}\u{feff}[]",
        "[\u{feff}]",
        "\u{a0}[]",
        "[1]\0",
        "\0",
        "'a'",
        "NaN",
        "Infinity",
        "0x1",
        "[1,]",
        "+1",
        ".5",
        "1.",
    ] {
        assert_eq!(fatal(&validate(text.as_bytes(), None)), " malformed", "{text}");
    }
}

#[test]
fn escapes_are_those_of_json() {
    for byte in 0..=255u8 {
        let text = [b"\"a\\", &[byte][..], b"00e9z\""].concat();
        let is_known = b"\"\\/bfnrtu".contains(&byte);
        assert_eq!(validate(&text, None).fatal.is_none(), is_known, "{byte}");
    }
    for digits in ["", "0", "00e", "00eg", "-0e9", "00 9"] {
        assert_eq!(fatal(&validate(format!("\"\\u{digits}\"").as_bytes(), None)), " malformed", "{digits}");
    }
}

const PAGE: &str = r#"{"links":[{"rel":"next","uri":"/v3.1/users?starting_after=b"}],"data":[{"data":{"id":"a","name":{"first":"é\u00e9"},"new":[{"x":-1.5e3}],"roles":{"student":{"schools":["s","t"],"ext":{"k":null}}}},"uri":"/v3.1/users/a"},{"data":{"id":"b"}}]}"#;

#[test]
fn every_prefix_of_a_page_is_malformed() {
    for operation in ["getUsers", "userinfo", "listAttendanceForSchool"] {
        let answer = clever_wasm::endpoints::Endpoint::find(operation).map(|endpoint| endpoint.answer);
        for end in 0..PAGE.len() {
            let report = validate(&PAGE.as_bytes()[..end], answer);
            let reason = report.fatal.map(|fatal| fatal.reason.name());
            assert_eq!(reason, Some("malformed"), "{operation} {end}");
            let whole_rows = PAGE.find("},{\"data\":{\"id\":\"b\"").unwrap() + 1;
            assert!(report.rows == 0 || operation == "userinfo" || end >= whole_rows, "{end}");
            assert_eq!(report.rows > 0 && operation == "getUsers", report.last_id.is_some() && operation == "getUsers");
        }
    }
    assert_eq!(fatal(&read("getUsers", PAGE)), "");
}

#[test]
fn malformed_text_is_an_issue_where_it_stands() {
    let good = r#"{"data":[{"data":{"id":"a","name":{"first":"xé☃😀y"},"ext":"z"}}]}"#;
    let start = good.find('x').unwrap();
    let end = good.find("y\"").unwrap();
    let answer = clever_wasm::endpoints::Endpoint::find("getUsers").map(|endpoint| endpoint.answer);
    for at in start..end {
        for byte in [0x80, 0xc0, 0xc3, 0xe2, 0xed, 0xf0, 0xf5, 0xff] {
            let mut bytes = good.as_bytes().to_vec();
            bytes[at] = byte;
            if core::str::from_utf8(&bytes).is_ok() {
                continue;
            }
            let report = validate(&bytes, answer);
            assert_eq!(
                (fatal(&report), issues(&report)),
                (String::new(), vec!["data[0].data.name.first invalid_utf8".to_owned()])
            );
        }
    }
    // A surrogate in UTF-8, an overlong form, a truncated character before the quote, a name.
    for (text, path) in [
        (&b"{\"data\":{\"id\":\"\xed\xa0\x80\"}}"[..], "data.id"),
        (b"{\"data\":{\"id\":\"a\",\"email\":\"\xc0\xaf\"}}", "data.email"),
        (b"{\"data\":{\"id\":\"a\",\"email\":\"\xe2\x98\"}}", "data.email"),
        (b"{\"data\":{\"id\":\"a\",\"new\xff\":1}}", "data"),
        (b"{\"data\":{\"id\":\"a\",\"new\":{\"x\":\"\xff\"}}}", "data"),
    ] {
        let answer = clever_wasm::endpoints::Endpoint::find("getUser").map(|endpoint| endpoint.answer);
        let report = validate(text, answer);
        assert_eq!((fatal(&report), issues(&report)), (String::new(), vec![format!("{path} invalid_utf8")]));
    }
    assert_eq!(fatal(&validate(b"{\xff}", None)), " malformed");
}
