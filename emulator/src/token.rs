//! Bearer tokens: kinds, minting, looking up.

mod seal;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::persona::{Persona, Role};

pub(crate) use seal::{Claims, Seal};

/// What a token is, and so what it reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum TokenKind {
    /// A user's, through the district: me, userinfo, the own user, the own district.
    DistrictSso,
    /// A teacher's, by their own authorisation: also the own sections and their students.
    Library,
    /// An application's for a whole district, 40 hex digits: never in a browser.
    District,
    /// A user's that reaches everything. Exists at no real Clever.
    AllScopes,
}

impl TokenKind {
    pub(crate) fn is_users(self) -> bool {
        matches!(self, Self::DistrictSso | Self::Library)
    }

    pub(crate) fn scopes(self) -> &'static [&'static str] {
        match self {
            Self::DistrictSso => &[
                "read:district_admins_basic",
                "read:school_admins_basic",
                "read:students_basic",
                "read:teachers_basic",
                "read:user_id",
            ],
            Self::Library => {
                &["read:sections_limited", "read:students_limited", "read:teachers_limited", "read:user_id"]
            }
            Self::District | Self::AllScopes => &[
                "read:district_admins",
                "read:ell_status",
                "read:iep_status",
                "read:school_admins",
                "read:sections",
                "read:student_contacts",
                "read:students",
                "read:teachers",
                "read:user_id",
            ],
        }
    }
}

/// Who a token stands for.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) client_id: String,
    pub(crate) persona: String,
    pub(crate) user: u32,
    pub(crate) role: Role,
    pub(crate) issued_ms: u64,
    /// Counts from 1.
    number: u64,
    /// Requests since the start of a minute.
    pub(crate) minute: (u64, u32),
}

/// Tokens up to a number that are valid no longer.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Revocation {
    /// Whose; `None`: everyone's.
    persona: Option<String>,
    up_to: u64,
}

/// All tokens given out. What one stands for is sealed in its text, so that another process knows it again.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Tokens {
    /// Those that this process has met.
    #[serde(skip)]
    met: BTreeMap<String, Token>,
    counter: u64,
    revocations: Vec<Revocation>,
}

impl Tokens {
    pub(crate) fn mint(
        &mut self,
        seal: Seal,
        (kind, persona, place): (TokenKind, &Persona, usize),
        (client_id, client): (&str, usize),
        now_ms: u64,
    ) -> String {
        self.counter += 1;
        let claims = Claims { kind, persona: place, client, number: self.counter, issued_ms: now_ms };
        let text = seal.close(claims);
        self.met.insert(text.clone(), token(claims, persona, client_id));
        text
    }

    pub(crate) fn is_known(&self, text: &str) -> bool {
        self.met.contains_key(text)
    }

    /// Takes in what a seal held.
    pub(crate) fn meet(&mut self, text: &str, claims: Claims, persona: &Persona, client_id: &str) {
        self.met.insert(text.to_owned(), token(claims, persona, client_id));
    }

    /// The token, unless it is unknown, revoked or too old. District tokens do not age.
    pub(crate) fn valid(&mut self, text: &str, now_ms: u64, lifetime_secs: u64) -> Option<&mut Token> {
        let revocations = &self.revocations;
        let token = self.met.get_mut(text)?;
        let age = now_ms.saturating_sub(token.issued_ms);
        let aged = token.kind != TokenKind::District && age >= lifetime_secs.saturating_mul(1_000);
        (!is_revoked(revocations, token) && !aged).then_some(token)
    }

    /// Revokes the tokens of a persona, or all; says how many of those that were used here.
    pub(crate) fn revoke(&mut self, persona: Option<&str>) -> usize {
        let revoked = |tokens: &Self| tokens.met.values().filter(|one| is_revoked(&tokens.revocations, one)).count();
        let before = revoked(self);
        self.revocations.push(Revocation { persona: persona.map(str::to_owned), up_to: self.counter });
        revoked(self) - before
    }

    /// Whether a client was ever given a district token here, revoked ones included.
    pub(crate) fn had_district(&self, client_id: &str) -> bool {
        self.met.values().any(|token| token.kind == TokenKind::District && token.client_id == client_id)
    }

    /// District tokens of a client, with their text: what `GET /oauth/tokens` lists.
    pub(crate) fn of_district<'a>(&'a self, client_id: &'a str) -> impl Iterator<Item = (&'a str, &'a Token)> {
        let all = self.met.iter().map(|(text, token)| (text.as_str(), token));
        all.filter(move |(_, token)| {
            token.kind == TokenKind::District && !is_revoked(&self.revocations, token) && token.client_id == client_id
        })
    }
}

fn token(claims: Claims, persona: &Persona, client_id: &str) -> Token {
    Token {
        kind: claims.kind,
        client_id: client_id.to_owned(),
        persona: persona.key.to_string(),
        user: persona.user,
        role: persona.role,
        issued_ms: claims.issued_ms,
        number: claims.number,
        minute: (0, 0),
    }
}

fn is_revoked(revocations: &[Revocation], token: &Token) -> bool {
    revocations
        .iter()
        .any(|one| token.number <= one.up_to && one.persona.as_ref().is_none_or(|key| *key == token.persona))
}
