//! What an answer may do, and what it must.

use super::{Admitted, Page, Question, ensure};
use crate::signin::app::{CALLBACK, key};
use clever_wasm::error::{Code, Reason, Result};
use clever_wasm::signin::{Flow, Outcome, Place, Session};

impl Page {
    /// Answers and checks what came of it. `tail` stands behind the callback's address; `sound` says that a client whose
    /// login it answers must accept it.
    pub(in crate::signin) fn answer(
        &mut self,
        tail: &str,
        place: Place,
        sound: bool,
        watch: bool,
    ) -> Option<Result<Outcome>> {
        let page = [CALLBACK, tail].concat();
        let (callback, clean) = self.signin.0.capture(&page)?;
        ensure!(self, !clean.contains("canary"), "{clean} is not clean");
        let (before, pending) = (self.stored_logins(), self.signin.0.pending_logins(&self.tab));
        let token = if watch { self.token() } else { None };
        let part = tail.trim_start_matches(['#', '?']).trim_start_matches('/');
        let states: Vec<String> = url::form_urlencoded::parse(part.as_bytes())
            .filter(|(name, _)| name == "state")
            .map(|(_, value)| value.into_owned())
            .collect();
        let aimed = match &states[..] {
            [state] => self.live.get(state).cloned().map(|login| (state.clone(), login)),
            _ => None,
        };

        let outcome = self.signin.0.redeem(&mut self.tab, &callback, place);

        let relayed = matches!(outcome, Ok(Outcome::Relay(_)));
        let visible = aimed.as_ref().is_some_and(|(_, login)| login.in_memory || !self.tab.denied);
        let fresh = aimed.as_ref().is_some_and(|(_, login)| self.is_fresh(login));
        let (mut spent, mut drew) = (false, None);
        match &outcome {
            Ok(Outcome::SignedIn(redirected)) => {
                self.admit(&redirected.session, tail);
                spent = true;
            }
            Ok(Outcome::Verify(ticket, token)) => {
                ensure!(self, tail.contains(token.reveal()), "another token");
                self.questions.push(Question { ticket: *ticket, token: token.reveal().to_owned(), void: false });
                spent = true;
            }
            Ok(Outcome::Restart(url)) => drew = url.split("&state=").nth(1).map(|state| state[..23].to_owned()),
            Ok(_) => {}
            Err(error) => {
                self.says_no_token(error);
                let unread = [Reason::Malformed, Reason::DuplicateParameter, Reason::TooLarge].map(Some);
                spent = visible
                    && !matches!(
                        error.code,
                        Code::StateUnknown | Code::StateMismatch | Code::StateMissing | Code::Framed
                    )
                    && !unread.contains(&error.reason);
                let expired = error.code == Code::StateExpired;
                ensure!(self, !spent || expired != fresh, "{error}, though fresh is {fresh}");
            }
        }
        let signed_in = matches!(outcome, Ok(Outcome::SignedIn(_) | Outcome::Verify(..)));
        ensure!(self, !signed_in || (visible && fresh), "{tail} signed in, and nobody had asked: {aimed:?}");
        if sound && visible && fresh && !relayed && !aimed.as_ref().is_some_and(|(_, login)| login.crowded) {
            ensure!(self, signed_in, "{tail} was good: {outcome:?}");
        }
        let state = if spent { aimed.map(|(state, _)| state) } else { None };
        let tried = matches!(&outcome, Err(error) if error.code == Code::StorageUnavailable);
        if let Some(drawn) = &drew {
            self.count_in(drawn, Flow::Redirect);
        }
        if drew.is_some() || tried {
            self.only_the_superfluous_went(&before, pending);
        } else {
            // Nothing else may have gone: neither a record nor a login in memory.
            let now = self.stored_logins();
            for gone in before.difference(&now) {
                let allowed = Some(gone) == state.as_ref() || (self.junk.contains(gone) && states.contains(gone));
                ensure!(self, allowed, "{tail} burned {gone}: {outcome:?}");
                self.junk.remove(gone);
            }
            let least = pending - usize::from(spent || before.len() != now.len());
            let left = self.signin.0.pending_logins(&self.tab);
            ensure!(self, left >= least, "{tail} burned a login: {pending} → {left}, {outcome:?}");
        }
        if let Some(state) = state {
            ensure!(self, !self.tab.stored().contains_key(&key(&state)), "{state} is still there");
            self.live.remove(&state);
            self.used.insert(state);
        }
        if watch && !matches!(outcome, Ok(Outcome::SignedIn(_))) {
            let now = self.token();
            ensure!(self, now == token, "{tail} changed the session: {outcome:?}");
        }
        Some(outcome)
    }

    /// Tokeninfo's answer to one of the questions.
    pub(in crate::signin) fn tokeninfo(&mut self, index: usize, body: Option<&str>) -> Result<()> {
        let Question { ticket, token, void } = self.questions.swap_remove(index);
        let before = self.token();
        match self.signin.0.verified(&mut self.tab, ticket, body) {
            Ok(redirected) => {
                let session = redirected.session;
                ensure!(self, session.token.reveal() == token, "the ticket was for another token");
                ensure!(self, !void, "signed in although a sign-out came in between");
                // Tokeninfo took its time: the session's end was fixed when its token came.
                self.admit(&session, &token);
                Ok(())
            }
            Err(error) => {
                self.says_no_token(&error);
                let now = self.token();
                ensure!(self, now == before, "a refused token changed the session");
                Err(error)
            }
        }
    }

    fn admit(&mut self, session: &Session, tail: &str) {
        let token = session.token.reveal();
        ensure!(self, tail.contains(token), "the token is not the answer's");
        self.forget();
        self.admitted = Some(Admitted {
            token: token.to_owned(),
            wall_end_ms: session.expires_at,
            steady_end_ms: Some(self.tab.steady_ms + session.expires_at - session.signed_in_at),
        });
    }
}
