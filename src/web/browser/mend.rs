//! JSON that JavaScript reads and Rust cannot hold.

/// Replaces lone surrogates by U+FFFD and numbers beyond the largest double by null; everything else stays as it is.
/// The text must be JSON.
pub(super) fn mend(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(start) = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        let length = if from.starts_with('"') { string_length(from) } else { number_length(from) };
        let (token, after) = from.split_at(length);
        if token.starts_with('"') {
            string(&mut out, token);
        } else if token.parse::<f64>().is_ok_and(f64::is_finite) {
            out.push_str(token);
        } else {
            out.push_str("null");
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Bytes of the string that `text` begins with, quotes included.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn number_length(text: &str) -> usize {
    let part = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E');
    text.bytes().position(|byte| !part(byte)).unwrap_or(text.len())
}

fn string(out: &mut String, token: &str) {
    let mut rest = token;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        // An escaped backslash or quote is two bytes, and ASCII like every escape.
        let length = match unit(escape) {
            None => 2,
            Some(0xd800..=0xdbff) if escape.get(6..).and_then(unit).is_some_and(is_low) => 12,
            Some(0xd800..=0xdfff) => {
                out.push('\u{fffd}');
                rest = escape.get(6..).unwrap_or_default();
                continue;
            }
            Some(_) => 6,
        };
        let (kept, after) = escape.split_at_checked(length).unwrap_or((escape, ""));
        out.push_str(kept);
        rest = after;
    }
    out.push_str(rest);
}

/// The code unit of the `\uXXXX` that `text` begins with.
fn unit(text: &str) -> Option<u16> {
    u16::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok()
}

fn is_low(unit: u16) -> bool {
    (0xdc00..=0xdfff).contains(&unit)
}

#[cfg(test)]
mod tests {
    use super::mend;

    #[test]
    fn what_rust_can_hold_stays_as_it_is() {
        for json in [
            r#"{"a":"\ud83d\ude00 \\ud800 \" \u0041","b":[1,-2.5e+3,0],"ü":null}"#,
            r#""\\""#,
            "12",
            "[]",
            r#"{"\"\\":"-1e999"}"#,
        ] {
            assert_eq!(mend(json), json);
        }
    }

    #[test]
    fn lone_surrogates_become_the_replacement_character() {
        assert_eq!(
            mend(r#"["\ud800","\udc00\ud83d\ude00","\ud800\ud800\udc00x"]"#),
            "[\"\u{fffd}\",\"\u{fffd}\\ud83d\\ude00\",\"\u{fffd}\\ud800\\udc00x\"]"
        );
    }

    #[test]
    fn numbers_beyond_every_double_become_null() {
        assert_eq!(mend(r#"{"a":1e400,"b":[-1E+999,1e-400]}"#), r#"{"a":null,"b":[null,1e-400]}"#);
    }
}
