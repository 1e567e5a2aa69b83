//! On hundreds of small districts the outcome is the reference's, whatever the order of rows and the secret of the hash.

use clever_matching::{Field, Key, Kind, Plan, Rules};

use crate::districts::{Dice, district};
use crate::reference::{self, Record, Verdict};
use crate::run::{SECRET, plan, verdict, verdict_with};

const KINDS: [Kind; 4] = [Kind::Student, Kind::Teacher, Kind::Staff, Kind::School];

fn districts() -> impl Iterator<Item = (Kind, u64, usize)> {
    (0..120).flat_map(|seed| KINDS.map(|kind| (kind, seed, 3 + seed as usize / 2)))
}

#[test]
fn the_outcome_is_the_references() {
    let (mut links, mut conflicts, mut groups) = (0, 0, 0);
    for (kind, seed, size) in districts() {
        let made = district(kind, size, seed);
        let expected = reference::verdict(&plan(kind), &made.local, &made.roster);
        assert_eq!(verdict(&plan(kind), &made.local, &made.roster), expected, "{kind:?} {seed}");
        links += expected.links.len();
        conflicts += expected.conflicts.len();
        groups += expected.groups.len();
    }
    // Else the districts would show nothing.
    assert!(links > 5000 && conflicts > 500 && groups > 1000, "{links} {conflicts} {groups}");
}

#[test]
fn other_priorities_and_leading_zeros_are_the_references_too() {
    let keys = [
        vec![Key::Email, Key::NameDob, Key::SisId],
        vec![Key::NameDob],
        vec![Key::DistrictUsername, Key::StateId, Key::Name, Key::StudentNumber],
    ];
    for (seed, keys) in (0..90).zip(keys.iter().cycle()) {
        let rules = Rules { ignore_leading_zeros: seed % 2 == 0, ..Rules::default() };
        let plan = Plan { kind: Kind::Student, keys: keys.clone(), rules };
        let made = district(Kind::Student, 40, seed);
        let expected = reference::verdict(&plan, &made.local, &made.roster);
        assert_eq!(verdict(&plan, &made.local, &made.roster), expected, "{seed}");
    }
}

#[test]
fn neither_the_order_of_rows_nor_the_secret_matters() {
    for (kind, seed, size) in districts().step_by(3) {
        let made = district(kind, size, seed);
        let before = verdict(&plan(kind), &made.local, &made.roster);
        let mut dice = Dice::new(seed + 1);
        let mut order: Vec<usize> = (0..made.local.len()).collect();
        dice.shuffle(&mut order);
        let local: Vec<Record> = order.iter().map(|at| made.local[*at].clone()).collect();
        let mut roster = made.roster.clone();
        dice.shuffle(&mut roster);
        let after = verdict_with(&plan(kind), &local, &roster, &[seed as u8; 16]);
        assert_eq!(in_order(&after, &order), before, "{kind:?} {seed}");
        assert_eq!(verdict_with(&plan(kind), &made.local, &made.roster, &SECRET), before);
    }
}

/// The verdict with local rows as they were before.
fn in_order(verdict: &Verdict, order: &[usize]) -> Verdict {
    let row = |row: u32| order[row as usize] as u32;
    let mut local_status = verdict.local_status.clone();
    for (now, before) in order.iter().enumerate() {
        local_status[*before] = verdict.local_status[now];
    }
    let mut same = verdict.clone();
    same.local_status = local_status;
    same.links = verdict
        .links
        .iter()
        .cloned()
        .map(|mut link| {
            link.local = row(link.local);
            link
        })
        .collect();
    same.conflicts = verdict
        .conflicts
        .iter()
        .cloned()
        .map(|mut conflict| {
            conflict.local = row(conflict.local);
            conflict
        })
        .collect();
    same.groups = verdict
        .groups
        .iter()
        .cloned()
        .map(|mut group| {
            group.locals = group.locals.iter().map(|old| row(*old)).collect();
            group
        })
        .collect();
    same
}

/// Where ids are true (nobody has another's), whoever is linked by one is linked with themselves.
#[test]
fn true_ids_never_link_strangers() {
    for seed in 0..60 {
        let mut dice = Dice::new(seed);
        let mut made = district(Kind::Student, 80, seed);
        for (number, record) in made.roster.iter_mut().enumerate() {
            record.insert(Field::SisId, format!("S{}", number % 80));
        }
        for (number, record) in made.local.iter_mut().enumerate() {
            let owner = made.owners[number].as_ref();
            let at = owner.and_then(|id| made.roster.iter().position(|record| record.get(&Field::Id) == Some(id)));
            record.insert(Field::SisId, at.map_or_else(|| format!("L{number}"), |at| format!("S{at}")));
            if dice.chance(10) {
                record.remove(&Field::SisId);
            }
        }
        let found = verdict(&plan(Kind::Student), &made.local, &made.roster);
        for link in found.links.iter().filter(|link| link.key == "sis_id") {
            assert_eq!(made.owners[link.local as usize].as_ref(), Some(&link.id), "{seed}: {link:?}");
        }
    }
}
