//! Status and headers of any text: how long a call waits, and what it says about it.
//!
//! First two bytes: the status, and how the call was begun. Lines: Retry-After, X-RateLimit-Reset, X-RateLimit-Remaining,
//! Content-Type, then the body.

use crate::client::{check, config};
use crate::word::{kind, size, word};
use clever_wasm::call::{Call, Effect, Event, Head, Now, Wire};
use clever_wasm::endpoints::Endpoint;
use std::time::{Duration, UNIX_EPOCH};

/// Pieces of headers.
pub const DICTIONARY: &[&str] = &[
    "\n",
    "0",
    "1",
    "120",
    "-1",
    "1e3",
    "99999999999999999999",
    "Mon, 24 Apr 2023 18:00:30 GMT",
    "Sun, 06 Nov 1994 08:49:37 GMT",
    "Tue, 29 Feb 2000 23:59:60 GMT",
    "Mon, 24 Apr 9999 00:00:00 GMT",
    "1682359210",
    ", ",
    "; ",
    "1200, 0",
    "text/html; charset=utf-8",
    "application/json",
    "APPLICATION/XHTML+XML",
    "{\"message\":\"",
    "\"}",
    "ilCanaryToken0123456789abcdefghijklmnopq",
    "<pre>",
    "error updating submission",
    "\\u0069l",
    "starting_after",
    "\u{202e}",
    "\r",
    "\0",
];

const TOKEN: &str = "ilCanaryToken0123456789abcdefghijklmnopq";
const STATUSES: [u16; 20] =
    [200, 204, 301, 304, 400, 401, 403, 404, 408, 409, 410, 413, 429, 429, 500, 502, 503, 504, 0, 599];
/// 2023-04-24T18:00:00Z.
const NOW_MS: f64 = 1_682_359_200_000.0;

/// Asserts what must hold for any headers.
///
/// # Panics
/// When it does not.
pub fn target(bytes: &[u8]) -> u64 {
    let [first, second, rest @ ..] = bytes else { return 0 };
    let input = String::from_utf8_lossy(rest);
    let mut lines = input.splitn(5, '\n');
    let mut line = || lines.next().filter(|line| !line.is_empty());
    let (retry_after, rate_reset, rate_remaining, content_type) = (line(), line(), line(), line());
    let body = line().unwrap_or_default();
    let head = Head {
        status: STATUSES[usize::from(*first) % STATUSES.len()],
        opaque_redirect: *second & 1 == 1,
        content_type,
        retry_after,
        rate_reset,
        rate_remaining,
    };
    let config = config(&[]).expect("usable options");
    let now = |random| Now { wall_ms: NOW_MS, mono_ms: 5000.0, random, redact: TOKEN };
    let random = u32::from_be_bytes([*second, *first, *second, 0]);
    let (name, arguments): (_, &[&str]) =
        if *second & 2 == 0 { ("getUsers", &[]) } else { ("getSubmissionsForAssignment", &["5f0a", "6e1b"]) };
    let query = (*second & 4 == 4).then_some("{\"starting_after\":\"5f0a\"}");
    let endpoint = Endpoint::find(name).expect("an operation");
    let mut call = Call::operation(&config, endpoint, arguments, query, None).expect("a call");
    let mut wire = Wire::new();
    let mut attempts = 0;
    let mut effect = call.next(Event::Start, &mut wire, now(random));
    let mut waits = 0.0;
    loop {
        effect = match effect {
            Effect::Send(request) => {
                attempts += 1;
                assert!(attempts <= 4 && request.attempt == attempts, "{attempts} attempts");
                call.next(Event::Head(head), &mut wire, now(random))
            }
            Effect::Read => {
                let chunk = call.next(Event::Chunk(body.as_bytes()), &mut wire, now(random));
                if let Effect::Read = chunk { call.next(Event::End, &mut wire, now(random)) } else { chunk }
            }
            Effect::Wait { ms, code } => {
                assert!((0.0..=config.max_delay_ms).contains(&ms), "waits {ms}");
                assert!(code.retryable());
                waits += ms;
                call.next(Event::Woke, &mut wire, now(random))
            }
            Effect::Done(outcome) => {
                assert!((200..300).contains(&head.status) && !head.opaque_redirect);
                return word((1, size(outcome.report.rows as usize), attempts));
            }
            Effect::Fail(error) => {
                check(&error, &[TOKEN]);
                if let Some(wait) = error.retry_after_ms {
                    stated(&head, wait);
                }
                return word((
                    2,
                    kind(&error),
                    attempts,
                    error.retry_after_ms.map(|ms| size(ms as usize)),
                    waits > 0.0,
                ));
            }
            effect => panic!("{effect:?}"),
        };
    }
}

/// What an error says about waiting is what the headers say, where the first of them is readable.
fn stated(head: &Head<'_>, wait: u64) {
    assert!(wait <= 1_000_000_000_000_000, "{wait}");
    let Some(text) = head.retry_after.map(str::trim_ascii) else { return };
    if let Ok(seconds) = text.parse::<u32>()
        && !text.starts_with('+')
    {
        assert_eq!(wait, u64::from(seconds) * 1000, "{text}");
    }
    // The `httpdate` crate reads two obsolete forms too, which nobody sends.
    if text.as_bytes().get(3) == Some(&b',')
        && let Ok(date) = httpdate::parse_http_date(text)
    {
        let now = UNIX_EPOCH + Duration::from_millis(NOW_MS as u64);
        let expected = date.duration_since(now).unwrap_or_default().as_millis();
        assert_eq!(u128::from(wait), expected, "{text}");
    }
}
