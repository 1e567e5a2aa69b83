//! A network that answers late, halfway, wrongly or not at all, as its seed decides.

use super::client::{API, TOKEN};
use super::collection::Collection;
use super::random::Random;
use clever_wasm::call::Request;

/// Virtual time and everything that was sent.
#[derive(Debug)]
pub(super) struct Network {
    pub(super) random: Random,
    pub(super) now_ms: f64,
    /// How far the wall clock has been set, or has gone on while the machine slept.
    jumped_ms: f64,
    pub(super) sent: Vec<Sent>,
    /// One request in so many goes wrong; 0 is none.
    pub(super) trouble: usize,
    /// After so many requests nothing goes wrong any more.
    pub(super) calms_after: usize,
    /// Whether `X-RateLimit-…` and `Retry-After` may be read, as outside a browser.
    pub(super) shows_headers: bool,
    limited_until_ms: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sent {
    pub(super) at_ms: f64,
    pub(super) method: &'static str,
    pub(super) url: String,
    pub(super) came: Came,
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Came {
    Page,
    Lost,
    Silent,
    BrokenOff,
    Stalled,
    Limited,
    Failed,
    Html,
    Redirect,
    Cut,
    TooLarge,
}

/// An answer as a driver meets it.
#[derive(Debug, Default)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) opaque_redirect: bool,
    pub(super) content_type: Option<&'static str>,
    pub(super) retry_after: Option<String>,
    pub(super) rate_reset: Option<String>,
    pub(super) rate_remaining: Option<String>,
    pub(super) chunks: Vec<Vec<u8>>,
    pub(super) end: End,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum End {
    #[default]
    Whole,
    BrokenOff,
    Stalled,
}

impl Network {
    pub(super) fn new(mut random: Random) -> Network {
        Network {
            now_ms: random.below(1_000_000) as f64,
            trouble: [0, 2, 3, 5, 10][random.below(5)],
            calms_after: random.below(60),
            shows_headers: random.one_in(2),
            random,
            jumped_ms: 0.0,
            sent: Vec::new(),
            limited_until_ms: 0.0,
        }
    }

    pub(super) fn wall_ms(&self) -> f64 {
        1_682_359_200_000.0 + self.now_ms + self.jumped_ms
    }

    /// Performs a request: `Err` where no headers came, `true` for the driver's timer, `false` for a fault.
    pub(super) fn send(&mut self, request: &Request, collection: &Collection) -> Result<Answer, bool> {
        assert!(request.url.starts_with(&format!("{API}/v3.")), "sent to {}", request.url);
        assert!(!request.url.contains(TOKEN), "the token is in an address");
        self.now_ms += self.random.below(400) as f64;
        if self.trouble > 0 && self.random.one_in(30) {
            // A sleep of two hours, a clock that is set, a little or a lot.
            self.jumped_ms += self.random.pick(&[7_200_000.0, -7_200_000.0, 61_000.0, -1000.0]);
        }
        let came = self.fate();
        self.sent.push(Sent { at_ms: self.now_ms, method: request.method, url: request.url.clone(), came });
        let parsed = url::Url::parse(&request.url).expect("an address");
        let query: Vec<(String, String)> = parsed.query_pairs().into_owned().collect();
        let page = collection.page(parsed.path(), &query);
        let json = Some("application/json; charset=utf-8");
        let mut answer = match came {
            Came::Lost => return Err(false),
            Came::Silent => {
                self.now_ms += 30_000.0;
                return Err(true);
            }
            Came::Redirect if self.random.one_in(2) => Answer { opaque_redirect: true, ..Answer::default() },
            Came::Redirect => Answer { status: 302, ..Answer::default() },
            Came::Limited => self.limit(),
            Came::Failed => {
                let body = self.random.pick(&["", "<pre>no</pre>", "{\"message\":\"down\"}", "{\"message\":"]);
                let status = self.random.pick(&[500, 502, 503, 504]);
                Answer { status, content_type: json, chunks: vec![body.into()], ..Answer::default() }
            }
            Came::Html => Answer {
                status: 200,
                content_type: Some("text/html"),
                chunks: vec![format!("<p>{TOKEN}").into()],
                ..Answer::default()
            },
            Came::Cut => {
                let most = page.len() - 1;
                Answer {
                    status: 200,
                    content_type: json,
                    chunks: vec![page.as_bytes()[..most].into()],
                    ..Answer::default()
                }
            }
            Came::TooLarge => Answer { status: 413, content_type: json, chunks: echo(), ..Answer::default() },
            Came::Page | Came::BrokenOff | Came::Stalled => {
                Answer { status: 200, content_type: json, chunks: self.pieces(page.as_bytes()), ..Answer::default() }
            }
        };
        if let Came::BrokenOff | Came::Stalled = came {
            let kept = self.random.below(answer.chunks.len());
            answer.chunks.truncate(kept);
            answer.end = if came == Came::Stalled { End::Stalled } else { End::BrokenOff };
        }
        Ok(answer)
    }

    fn fate(&mut self) -> Came {
        if self.now_ms < self.limited_until_ms {
            return Came::Limited;
        }
        let calm = self.trouble == 0 || self.sent.len() >= self.calms_after;
        if calm || !self.random.one_in(self.trouble) {
            return Came::Page;
        }
        use Came::{BrokenOff, Cut, Failed, Html, Limited, Lost, Redirect, Silent, Stalled, TooLarge};
        self.random.pick(&[
            Lost, Lost, Lost, Silent, BrokenOff, BrokenOff, Stalled, Limited, Limited, Failed, Failed, Failed, Html,
            Redirect, Cut, TooLarge,
        ])
    }

    /// An empty 429; from the first one on, everything is refused until its minute is over.
    fn limit(&mut self) -> Answer {
        if self.now_ms >= self.limited_until_ms {
            self.limited_until_ms = self.now_ms + self.random.below(60_000) as f64;
        }
        let seconds = ((self.wall_ms() + self.limited_until_ms - self.now_ms) / 1000.0).ceil();
        let mut answer = Answer { status: 429, ..Answer::default() };
        if self.shows_headers {
            answer.rate_remaining = Some("1200, 0".to_owned());
            answer.rate_reset = Some(format!("{}, {seconds}", seconds - 30.0));
            if self.random.one_in(3) {
                answer.retry_after = Some(format!("{}", ((self.limited_until_ms - self.now_ms) / 1000.0).ceil()));
            }
        }
        answer
    }

    fn pieces(&mut self, bytes: &[u8]) -> Vec<Vec<u8>> {
        let mut pieces = Vec::new();
        let mut rest = bytes;
        while !rest.is_empty() {
            let (piece, behind) = rest.split_at((1 + self.random.below(200)).min(rest.len()));
            pieces.push(piece.to_vec());
            rest = behind;
        }
        pieces
    }
}

/// A refusal that throws the token back.
fn echo() -> Vec<Vec<u8>> {
    vec![format!("{{\"message\":\"not with {TOKEN}{}\"}}", "x".repeat(300)).into()]
}
