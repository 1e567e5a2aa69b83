//! Which roles the user of an index has: a cast of ten, then a pattern that repeats.

use crate::persona::Role;

const BLOCK: usize = 36;
const BLOCKS: usize = 40;

/// The cast, in the order of [`crate::PERSONAS`]' `user`.
const CAST: [&[Role]; 10] = [
    &[Role::Teacher],
    &[Role::Student],
    &[Role::Staff],
    &[Role::DistrictAdmin],
    &[Role::Contact],
    &[Role::Teacher, Role::Staff, Role::DistrictAdmin],
    &[Role::Teacher],
    &[Role::Student],
    &[Role::Teacher],
    &[Role::Student],
];

/// The roles of one place of the repeating pattern. Only grown-ups of the district combine roles.
fn pattern(place: usize) -> u8 {
    let (block, slot) = (place / BLOCK, place % BLOCK);
    let roles: &[Role] = match (slot, block) {
        (0, 33) => &[Role::Teacher, Role::DistrictAdmin],
        (0, 7 | 17 | 27 | 37) => &[Role::Teacher, Role::Staff],
        (0, _) => &[Role::Teacher],
        (35, 20) => &[Role::DistrictAdmin],
        (35, _) => &[Role::Staff],
        (slot, _) if slot % 4 == 3 => &[Role::Contact],
        _ => &[Role::Student],
    };
    roles.iter().fold(0, |mask, role| mask | role.bit())
}

/// Where a role stands within a stretch of places.
#[derive(Clone, Debug)]
struct Ranks {
    /// How many before each place, and in all.
    before: Vec<u32>,
    places: Vec<u32>,
}

impl Ranks {
    fn new(masks: &[u8], role: Role) -> Self {
        let mut ranks = Self { before: vec![0], places: Vec::new() };
        for (place, mask) in masks.iter().enumerate() {
            if mask & role.bit() != 0 {
                ranks.places.push(place as u32);
            }
            ranks.before.push(ranks.places.len() as u32);
        }
        ranks
    }

    fn before(&self, place: u32) -> u32 {
        self.before.get(place as usize).copied().unwrap_or(self.total())
    }

    fn total(&self) -> u32 {
        self.places.len() as u32
    }

    fn place(&self, nth: u32) -> Option<u32> {
        self.places.get(nth as usize).copied()
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Roster {
    users: u32,
    cast: Vec<u8>,
    period: Vec<u8>,
    ranks: Vec<(Ranks, Ranks)>,
}

impl Roster {
    pub(crate) fn new(users: u32) -> Self {
        let cast: Vec<u8> = CAST.iter().map(|roles| roles.iter().fold(0, |mask, role| mask | role.bit())).collect();
        let period: Vec<u8> = (0..BLOCK * BLOCKS).map(pattern).collect();
        let ranks = Role::ALL.map(|role| (Ranks::new(&cast, role), Ranks::new(&period, role))).to_vec();
        Self { users, cast, period, ranks }
    }

    pub(crate) fn users(&self) -> u32 {
        self.users
    }

    fn mask(&self, user: u32) -> u8 {
        let place = user as usize;
        let mask = match place.checked_sub(self.cast.len()) {
            None => self.cast.get(place),
            Some(rest) => self.period.get(rest % self.period.len().max(1)),
        };
        if user < self.users { mask.copied().unwrap_or(0) } else { 0 }
    }

    pub(crate) fn has(&self, user: u32, role: Role) -> bool {
        self.mask(user) & role.bit() != 0
    }

    pub(crate) fn roles(&self, user: u32) -> impl Iterator<Item = Role> + use<> {
        let mask = self.mask(user);
        Role::ALL.into_iter().filter(move |role| mask & role.bit() != 0)
    }

    /// How many users before `user` have the role.
    pub(crate) fn rank(&self, role: Role, user: u32) -> u32 {
        let Some((cast, period)) = self.ranks.get(role as usize) else { return 0 };
        match (user as usize).checked_sub(self.cast.len()) {
            None => cast.before(user),
            Some(rest) => {
                let (rest, length) = (rest as u32, self.period.len() as u32);
                cast.total() + rest / length * period.total() + period.before(rest % length)
            }
        }
    }

    pub(crate) fn count(&self, role: Role) -> u32 {
        self.rank(role, self.users)
    }

    /// The user who is the `nth` of a role.
    pub(crate) fn select(&self, role: Role, nth: u32) -> Option<u32> {
        let (cast, period) = self.ranks.get(role as usize)?;
        let user = match nth.checked_sub(cast.total()) {
            None => cast.place(nth)?,
            Some(rest) => {
                let whole = rest / period.total().max(1) * self.period.len() as u32;
                self.cast.len() as u32 + whole + period.place(rest % period.total().max(1))?
            }
        };
        (user < self.users).then_some(user)
    }
}

#[cfg(test)]
mod tests {
    use super::Roster;
    use crate::persona::Role;

    #[test]
    fn rank_and_select_agree_with_counting() {
        for users in [10, 11, 45, 46, 1_200, 3_000] {
            let roster = Roster::new(users);
            for role in Role::ALL {
                let those: Vec<u32> = (0..users).filter(|user| roster.has(*user, role)).collect();
                assert_eq!(roster.count(role), those.len() as u32);
                for (nth, user) in those.iter().enumerate() {
                    assert_eq!(roster.select(role, nth as u32), Some(*user));
                    assert_eq!(roster.rank(role, *user), nth as u32);
                }
                assert_eq!(roster.select(role, those.len() as u32), None);
                assert!(!those.is_empty(), "even ten people have every role");
            }
        }
    }

    #[test]
    fn students_and_contacts_never_combine() {
        let roster = Roster::new(20_000);
        for user in 0..20_000 {
            let roles: Vec<Role> = roster.roles(user).collect();
            let alone = roles.contains(&Role::Student) || roles.contains(&Role::Contact);
            assert!(!roles.is_empty() && (roles.len() == 1 || !alone));
        }
    }
}
