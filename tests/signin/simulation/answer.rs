//! What comes back to a callback's address: Clever's answers, strangers' forgeries, and everything between.

use super::World;
use crate::signin::app::stranger;
use clever_wasm::signin::{Flow, Place};

impl World {
    /// A login of page `index` that still awaits its answer.
    pub(super) fn live(&mut self, index: usize) -> Option<(String, Flow)> {
        let live: Vec<_> = self.pages[index].live.iter().map(|(state, login)| (state.clone(), login.flow)).collect();
        if live.is_empty() { None } else { Some(live[self.random.below(live.len())].clone()) }
    }

    pub(super) fn good(&mut self, state: &str) -> String {
        self.tokens += 1;
        let mut pairs = vec![
            format!("access_token=ilcanary{:06}", self.tokens),
            format!("token_type={}", self.random.pick(&["bearer", "Bearer"])),
            String::from("expires_in=60"),
            format!("state={state}"),
        ];
        self.random.shuffle(&mut pairs);
        let mark = self.random.pick(&["#", "#", "#", "#/"]);
        [mark, &pairs.join("&")].concat()
    }

    /// An answer, the place it is found, and whether its own client must accept it.
    pub(super) fn answer(&mut self, index: usize) -> Option<(&'static str, String, Place, bool)> {
        let any = self.random.pick(&[Place::Page, Place::Framed, Place::Given, Place::NoPage, Place::Opener]);
        let launch =
            self.random.pick(&["?code=canary", "?code=canary&state=", "#access_token=canary&token_type=bearer"]);
        Some(match self.random.below(13) {
            0..=3 => {
                let (state, flow) = self.live(index)?;
                let place = match flow {
                    Flow::Popup if !self.random.one_in(4) => Place::Opener,
                    _ => self.random.pick(&[Place::Page, Place::Page, Place::Given]),
                };
                ("good", self.good(&state), place, true)
            }
            4 => {
                let (state, _) = self.live(index)?;
                let part = self.random.pick(&["#", "?"]);
                (
                    "denied",
                    format!("{part}error=access_denied&error_description=canary%20no&state={state}")
                        .replace("canary", ""),
                    any,
                    false,
                )
            }
            5 => {
                let used: Vec<String> = self.pages[index].used.iter().cloned().collect();
                if used.is_empty() {
                    return None;
                }
                let state = &used[self.random.below(used.len())];
                ("replayed", self.good(state), any, false)
            }
            6 => {
                let (near, _) = self.live(index).unwrap_or((stranger(), Flow::Redirect));
                let state = match self.random.below(5) {
                    0 => stranger(),
                    1 => stranger().replace('r', "p"),
                    2 => near[..22].to_owned(),
                    3 => [&near, "%00"].concat(),
                    _ => near.to_lowercase(),
                };
                let error = format!("#error=x&state={state}");
                let tail = if self.random.one_in(3) { error } else { self.good(&state) };
                ("forged", tail, any, false)
            }
            7 => {
                let other = self.random.below(self.pages.len());
                let (state, _) = self.live(other)?;
                ("crossed", self.good(&state), any, false)
            }
            8 => {
                let (state, _) = self.live(index)?;
                let whole = self.good(&state);
                ("truncated", whole[..1 + self.random.below(whole.len())].to_owned(), any, false)
            }
            9 => ("launch", launch.to_owned(), self.random.pick(&[Place::Page, any]), false),
            10 => {
                let (state, _) = self.live(index)?;
                let good = self.good(&state);
                let more = self.random.pick(&["&x=%ZZ", "&x=1&x=2", "&state=canary", "&%73tate="]);
                ("broken", [&good, more].concat(), any, false)
            }
            11 => {
                let (state, _) = self.live(index)?;
                let bad = self.random.pick(&[
                    "#access_token=canary&token_type=mac",
                    "#access_token=canary%20&token_type=bearer",
                    "#access_token=0123456789abcdef0123456789abcdef01234567&token_type=bearer",
                    "#access_token=canary&token_type=bearer&expires_in=0",
                    "#access_token=canary&token_type=bearer&error=x",
                    "?access_token=canary&token_type=bearer",
                    "?code=canary",
                ]);
                ("unusable", [bad, "&state=", &state].concat(), any, false)
            }
            _ => (
                "nobody's",
                self.random.pick(&["#error=x", "?error=unauthorized-user", "#/route", ""]).to_owned(),
                any,
                false,
            ),
        })
    }
}
