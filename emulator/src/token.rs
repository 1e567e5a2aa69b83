//! Bearer tokens: kinds, minting, looking up.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    persona::{Persona, Role},
    seed::{BASE62, HEX, letters},
};

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
    pub(crate) persona: &'static str,
    pub(crate) user: u32,
    pub(crate) role: Role,
    pub(crate) issued_ms: u64,
    pub(crate) revoked: bool,
    /// Requests since the start of a minute.
    pub(crate) minute: (u64, u32),
}

/// All tokens ever given out.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    issued: BTreeMap<String, Token>,
    counter: u64,
}

impl Tokens {
    pub(crate) fn mint(
        &mut self,
        seed: u64,
        kind: TokenKind,
        persona: &Persona,
        client_id: &str,
        now_ms: u64,
    ) -> String {
        self.counter += 1;
        let text = match kind {
            TokenKind::District => letters(seed, 0xD15, self.counter, 40, HEX),
            _ => format!("il{}", letters(seed, 0x170, self.counter, 38, BASE62)),
        };
        let token = Token {
            kind,
            client_id: client_id.to_owned(),
            persona: persona.key,
            user: persona.user,
            role: persona.role,
            issued_ms: now_ms,
            revoked: false,
            minute: (0, 0),
        };
        self.issued.insert(text.clone(), token);
        text
    }

    /// The token, unless it is unknown, revoked or too old. District tokens do not age.
    pub(crate) fn valid(&mut self, text: &str, now_ms: u64, lifetime_secs: u64) -> Option<&mut Token> {
        let token = self.issued.get_mut(text)?;
        let age = now_ms.saturating_sub(token.issued_ms);
        let aged = token.kind != TokenKind::District && age >= lifetime_secs.saturating_mul(1_000);
        (!token.revoked && !aged).then_some(token)
    }

    /// Revokes the tokens of a persona, or all; says how many.
    pub(crate) fn revoke(&mut self, persona: Option<&str>) -> usize {
        let chosen =
            self.issued.values_mut().filter(|token| !token.revoked && persona.is_none_or(|key| key == token.persona));
        chosen.map(|token| token.revoked = true).count()
    }

    pub(crate) fn is_known(&self, text: &str) -> bool {
        self.issued.contains_key(text)
    }

    /// District tokens of a client, with their text: what `GET /oauth/tokens` lists.
    pub(crate) fn of_district<'a>(&'a self, client_id: &'a str) -> impl Iterator<Item = (&'a str, &'a Token)> {
        let all = self.issued.iter().map(|(text, token)| (text.as_str(), token));
        all.filter(move |(_, token)| {
            token.kind == TokenKind::District && !token.revoked && token.client_id == client_id
        })
    }
}
