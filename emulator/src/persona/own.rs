//! Personas that a test brings along.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{PERSONAS, Persona, Role};
use crate::{district::District, id::Kind, token::TokenKind};

/// Places at the district's start that are kept for [`PERSONAS`] and for what tests count on.
const CAST: u32 = 10;

/// Someone of one's own to sign in as, or, with the key of one of [`PERSONAS`], that one otherwise than it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OwnPersona {
    /// What `sign_in` and the login page's `data-persona` call them.
    pub key: String,
    /// For people; the key where it is absent.
    pub label: Option<String>,
    /// One sentence.
    pub description: Option<String>,
    /// The role they sign in with; may be absent where `key` or `user` tells it.
    pub role: Option<Role>,
    /// What a sign-in of theirs gives; District SSO where it is absent.
    pub token_kind: Option<TokenKind>,
    /// The id of a user of the district; where it is absent, the next one of that role whom no persona is yet.
    pub user: Option<String>,
    /// What stands in that user's record in place of the generated members.
    pub members: Map<String, Value>,
}

impl OwnPersona {
    /// The persona that this makes beside those that there are.
    pub(crate) fn cast(&self, district: &District, others: &[Persona]) -> Result<Persona, String> {
        let refusal = |what: &str| format!("persona `{}`: {what}", self.key);
        if self.key.is_empty() {
            return Err("persona: `key` is missing".to_owned());
        }
        let same = others.iter().find(|one| one.key == self.key);
        let user = match &self.user {
            Some(id) => Some(district.user_of(id).ok_or_else(|| refusal("the district has no user of that id"))?),
            None => same.map(|one| one.user),
        };
        let of_user = || user.and_then(|user| Role::ALL.into_iter().find(|role| district.has_role(user, *role)));
        let known = same.filter(|one| user == Some(one.user)).map(|one| one.role);
        let role = self.role.or(known).or_else(of_user).ok_or_else(|| refusal("`role` is missing"))?;
        let user = match user.filter(|user| district.has_role(*user, role)) {
            Some(user) => user,
            None if self.user.is_some() => return Err(refusal("that user does not have that role")),
            None => {
                let taken = |user: &u32| *user < CAST || others.iter().any(|one| one.user == *user);
                let nobody = || refusal("nobody else in the district has that role: give it more users");
                let mut all = (0..district.role_count(role)).filter_map(|nth| district.nth_of_role(role, nth));
                all.find(|user| !taken(user)).ok_or_else(nobody)?
            }
        };
        let own = |text: &Option<String>, known: Option<&Cow<'static, str>>, otherwise: &str| {
            text.clone().map(Cow::Owned).or_else(|| known.cloned()).unwrap_or_else(|| Cow::Owned(otherwise.to_owned()))
        };
        Ok(Persona {
            key: Cow::Owned(self.key.clone()),
            label: own(&self.label, same.map(|one| &one.label), &self.key),
            description: own(&self.description, same.map(|one| &one.description), ""),
            token_kind: self.token_kind.or(same.map(|one| one.token_kind)).unwrap_or(TokenKind::DistrictSso),
            role,
            user,
        })
    }
}

/// Everyone one can sign in as: the emulator's own people, then the others in their order.
///
/// # Errors
/// A sentence about the first persona that cannot be.
pub(crate) fn cast(own: &[OwnPersona], district: &District) -> Result<Vec<Persona>, String> {
    let mut personas = PERSONAS.to_vec();
    for one in own {
        let made = one.cast(district, &personas)?;
        match personas.iter_mut().find(|known| known.key == made.key) {
            Some(known) => *known = made,
            None => personas.push(made),
        }
    }
    Ok(personas)
}

impl District {
    fn user_of(&self, id: &str) -> Option<u32> {
        self.ids.index(Kind::User, id).filter(|user| *user < self.count(Kind::User))
    }
}
