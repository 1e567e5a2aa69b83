//! Matching by the rules as they are written down, comparing every text with every other: slow, and obviously right.

use std::collections::{BTreeMap, BTreeSet};

use clever_matching::{Field, Key, Kind, Plan};
use unicase::UniCase;
use unicode_normalization::UnicodeNormalization;

pub(crate) type Record = BTreeMap<Field, String>;

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone)]
pub(crate) struct Link {
    pub(crate) local: u32,
    pub(crate) id: String,
    pub(crate) key: &'static str,
    pub(crate) confidence: u8,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone)]
pub(crate) struct Conflict {
    pub(crate) local: u32,
    pub(crate) id: String,
    pub(crate) key: &'static str,
    pub(crate) against: &'static str,
    pub(crate) objection: u8,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone)]
pub(crate) struct Group {
    pub(crate) key: &'static str,
    pub(crate) locals: BTreeSet<u32>,
    pub(crate) ids: BTreeSet<String>,
}

#[derive(Debug, PartialEq, Eq, Default, Clone)]
pub(crate) struct Verdict {
    pub(crate) links: BTreeSet<Link>,
    pub(crate) conflicts: BTreeSet<Conflict>,
    pub(crate) groups: BTreeSet<Group>,
    pub(crate) local_status: Vec<u8>,
    pub(crate) roster_status: BTreeMap<String, u8>,
}

const UNMATCHED: u8 = 0;
const MATCHED: u8 = 1;
const AMBIGUOUS: u8 = 2;
const CONFLICT: u8 = 3;

/// What a record says of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Said {
    Nothing,
    Text(String),
    /// Two texts, of two records that are one.
    Contradiction,
}

struct Person {
    name: String,
    says: Vec<Said>,
}

pub(crate) fn verdict(plan: &Plan, local: &[Record], roster: &[Record]) -> Verdict {
    let read = |record: &Record| -> Vec<Said> { plan.keys.iter().map(|key| said(plan, *key, record)).collect() };
    let locals: Vec<Person> =
        local.iter().enumerate().map(|(row, record)| Person { name: row.to_string(), says: read(record) }).collect();
    let mut rosters: Vec<Person> = Vec::new();
    for record in roster {
        let (Some(id), says) = (record.get(&Field::Id), read(record)) else { continue };
        if id.is_empty() || (plan.kind.role().is_some() && !record.contains_key(&Field::Role)) {
            continue;
        }
        match rosters.iter_mut().find(|person| person.name == *id) {
            None => rosters.push(Person { name: id.clone(), says }),
            Some(person) => {
                for (before, now) in person.says.iter_mut().zip(says) {
                    *before = match (before.clone(), now) {
                        (Said::Nothing, now) => now,
                        (before, Said::Nothing) => before,
                        (before, now) if before == now => before,
                        _ => Said::Contradiction,
                    };
                }
            }
        }
    }
    decide(plan, &locals, &rosters)
}

fn decide(plan: &Plan, locals: &[Person], rosters: &[Person]) -> Verdict {
    let links_by = |key: usize| plan.kind.links_by(plan.keys[key]);
    let name = |key: usize| plan.keys[key].name();
    let with = |side: &[Person], key: usize, text: &Said| -> Vec<usize> {
        (0..side.len()).filter(|row| matches!(text, Said::Text(_)) && side[*row].says[key] == *text).collect()
    };
    let mut verdict = Verdict::default();
    let mut local_status = vec![UNMATCHED; locals.len()];
    let mut roster_status = vec![UNMATCHED; rosters.len()];
    let mut touched_locals = vec![BTreeSet::new(); locals.len()];
    let mut touched_rosters = vec![BTreeSet::new(); rosters.len()];
    let mut groups = BTreeSet::new();
    for key in (0..plan.keys.len()).filter(|key| links_by(*key)) {
        for local in 0..locals.len() {
            let text = &locals[local].says[key];
            let (ours, theirs) = (with(locals, key, text), with(rosters, key, text));
            if theirs.is_empty() {
                continue;
            }
            if ours.len() > 1 || theirs.len() > 1 {
                groups.insert((key, ours, theirs));
                continue;
            }
            let roster = theirs[0];
            let by_name = matches!(plan.keys[key], Key::NameDob | Key::Name);
            let objection = (0..key).filter(|stronger| links_by(*stronger)).find_map(|stronger| {
                let (here, there) = (&locals[local].says[stronger], &rosters[roster].says[stronger]);
                if matches!(here, Said::Text(_)) && here == there {
                    None
                } else if !with(rosters, stronger, here).is_empty() {
                    Some((stronger, 1))
                } else if !with(locals, stronger, there).is_empty() {
                    Some((stronger, 2))
                } else if *here != Said::Nothing
                    && *there != Said::Nothing
                    && (plan.keys[stronger].identifies() || by_name)
                {
                    Some((stronger, 3))
                } else {
                    None
                }
            });
            match objection {
                Some((against, objection)) => {
                    verdict.conflicts.insert(Conflict {
                        local: local as u32,
                        id: rosters[roster].name.clone(),
                        key: name(key),
                        against: name(against),
                        objection,
                    });
                    touched_locals[local].insert(CONFLICT);
                    touched_rosters[roster].insert(CONFLICT);
                }
                None if local_status[local] == MATCHED => {
                    // A weaker key that says the same.
                    let link = verdict.links.iter().find(|link| link.local == local as u32).unwrap();
                    assert_eq!(link.id, rosters[roster].name, "a record would have two links");
                }
                None => {
                    assert_eq!(roster_status[roster], UNMATCHED, "a record would have two links");
                    local_status[local] = MATCHED;
                    roster_status[roster] = MATCHED;
                    verdict.links.insert(Link {
                        local: local as u32,
                        id: rosters[roster].name.clone(),
                        key: name(key),
                        confidence: confidence(plan, key, &locals[local], &rosters[roster]),
                    });
                }
            }
        }
    }
    for (key, ours, theirs) in groups {
        ours.iter().for_each(|row| _ = touched_locals[*row].insert(AMBIGUOUS));
        theirs.iter().for_each(|row| _ = touched_rosters[*row].insert(AMBIGUOUS));
        let all_matched = ours.iter().all(|row| local_status[*row] == MATCHED)
            && theirs.iter().all(|row| roster_status[*row] == MATCHED);
        if !all_matched {
            verdict.groups.insert(Group {
                key: name(key),
                locals: ours.iter().map(|row| *row as u32).collect(),
                ids: theirs.iter().map(|row| rosters[*row].name.clone()).collect(),
            });
        }
    }
    let settle = |status: u8, touched: &BTreeSet<u8>| {
        if status == MATCHED { MATCHED } else { touched.iter().max().copied().unwrap_or(UNMATCHED) }
    };
    verdict.local_status =
        local_status.iter().zip(&touched_locals).map(|(status, touched)| settle(*status, touched)).collect();
    verdict.roster_status = (0..rosters.len())
        .map(|row| (rosters[row].name.clone(), settle(roster_status[row], &touched_rosters[row])))
        .collect();
    verdict
}

fn confidence(plan: &Plan, link: usize, local: &Person, roster: &Person) -> u8 {
    let others = || (0..plan.keys.len()).filter(|key| *key != link);
    let agree = others().any(|key| matches!(local.says[key], Said::Text(_)) && local.says[key] == roster.says[key]);
    let differ = others().any(|key| {
        local.says[key] != Said::Nothing && roster.says[key] != Said::Nothing && local.says[key] != roster.says[key]
    });
    let key = plan.keys[link];
    let address = key == Key::Email || key == Key::DistrictUsername;
    let strong = key.identifies() || (address && link == 0);
    match (strong, address, agree, differ) {
        (true, _, false, true) => 2,
        (true, ..) => 3,
        (_, true, true, _) => 3,
        (_, true, false, true) => 1,
        (_, true, false, false) => 2,
        (_, false, true, _) => 2,
        (_, false, false, _) => 1,
    }
}

fn said(plan: &Plan, key: Key, record: &Record) -> Said {
    let text = |field: Field| record.get(&field).map_or("", String::as_str);
    let read = match key {
        Key::Email => email(text(Field::Email)),
        Key::NameDob => joined(&[word(text(Field::FirstName)), word(text(Field::LastName)), date(text(Field::Dob))]),
        Key::Name if plan.kind != Kind::School => joined(&[word(text(Field::FirstName)), word(text(Field::LastName))]),
        Key::Name => word(text(Field::Name)),
        Key::DistrictUsername => word(text(Field::DistrictUsername)),
        _ => identifier(text(plan.kind.fields(key)[0]), plan.rules.ignore_leading_zeros),
    };
    read.map_or(Said::Nothing, Said::Text)
}

fn joined(parts: &[Option<String>]) -> Option<String> {
    let parts: Option<Vec<String>> = parts.iter().cloned().collect();
    parts.map(|parts| parts.join("\u{1}"))
}

fn folded(text: &str) -> Option<String> {
    if text.contains('\u{fffd}') {
        return None;
    }
    let text: String = text.nfd().collect();
    let text = UniCase::unicode(text).to_folded_case();
    let text: String = text
        .chars()
        .filter(|letter| !"\u{feff}\u{200b}\u{200c}\u{200d}\u{2060}\u{ad}".contains(*letter))
        .nfc()
        .collect();
    let text: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn word(text: &str) -> Option<String> {
    let text = folded(text)?;
    let placeholders = ["n/a", "na", "none", "null", "unknown", "tbd"];
    let says_something = text.chars().any(char::is_alphanumeric) && !placeholders.contains(&text.as_str());
    says_something.then_some(text)
}

fn identifier(text: &str, ignore_zeros: bool) -> Option<String> {
    let text = word(text)?;
    let zeros = text.chars().all(|letter| letter == '0');
    let nines = text.len() >= 6 && text.chars().all(|letter| letter == '9');
    if zeros || nines {
        return None;
    }
    Some(if ignore_zeros { text.trim_start_matches('0').to_owned() } else { text })
}

fn email(text: &str) -> Option<String> {
    let text = word(text)?;
    let parts: Vec<&str> = text.split('@').collect();
    let nobody = ["none", "noemail", "na", "unknown"].contains(&parts[0]);
    (parts.len() == 2 && !parts[0].is_empty() && !parts[1].is_empty() && !text.contains(' ') && !nobody).then_some(text)
}

/// Generated dates are `M/D/YYYY`, `YYYY-MM-DD`, or nothing of use.
fn date(text: &str) -> Option<String> {
    let text = text.trim();
    let parts: Vec<&str> = text.split(['/', '-']).collect();
    if !matches!(parts.iter().map(|part| part.len()).collect::<Vec<_>>()[..], [1 | 2, 1 | 2, 4] | [4, 1 | 2, 1 | 2]) {
        return None;
    }
    let numbers: Vec<u32> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    let [year, month, day] = match numbers[..] {
        [month, day, year] if text.contains('/') => [year, month, day],
        [year, month, day] => [year, month, day],
        _ => return None,
    };
    (year > 1900 && [year, month, day] != [1970, 1, 1]).then(|| format!("{year}-{month}-{day}"))
}
