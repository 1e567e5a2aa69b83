//! What the keys of two records say of a link between them.

use super::{NOBODY, SEVERAL, Sides};
use crate::key::{Key, MOST_KEYS};
use crate::local::Local;
use crate::outcome::{Confidence, Objection, Trace};
use crate::roster::{ABSENT, ELSEWHERE, REFUSED};

/// A local record's values, as the first rows that have them, and who has each on the other side.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Said {
    pub(super) first: Option<u32>,
    pub(super) partner: u32,
}

/// A link that nothing speaks against.
pub(super) struct Link {
    pub(super) roster: u32,
    /// The key that makes it.
    pub(super) index: usize,
    pub(super) confidence: Confidence,
    pub(super) traces: u32,
}

/// What most records come to, found out in one pass: all that a record says leads to one record of the other side and to
/// nobody else, and that one points nowhere else. Then no key objects. `None` where it is not surely so.
pub(super) fn undisputed(Sides { local, roster }: Sides<'_>, said: &[Said; MOST_KEYS], row: u32) -> Option<Link> {
    let plan = &local.plan;
    let keys = || local.keys.iter().zip(said);
    let partner = keys().map(|(_, own)| own.partner).find(|partner| *partner != NOBODY)?;
    if partner == SEVERAL {
        return None;
    }
    let codes = roster.codes.of(partner);
    let (mut link, mut agree, mut traces) = (None, 0, 0);
    for (index, ((key, own), name)) in keys().zip(&plan.keys).enumerate() {
        let trace = match own.first {
            Some(first) if own.partner != partner || key.shared.has(first) => return None,
            Some(_) if link.is_none() && plan.kind.links_by(*name) => {
                link = Some(index);
                Trace::Linked
            }
            Some(_) => {
                agree += 1;
                Trace::Agrees
            }
            None if codes.get(index as u32) < ELSEWHERE => return None,
            None if key.refused.has(row) => Trace::Refused,
            None => Trace::Absent,
        };
        traces |= (trace as u32) << (index * 4);
    }
    let index = link?;
    Some(Link { roster: partner, index, confidence: confidence(local, index, agree, 0), traces })
}

/// The strongest key above `index` that speaks against a link with that roster record.
pub(super) fn objection(
    Sides { local, roster }: Sides<'_>,
    said: &[Said; MOST_KEYS],
    partner: u32,
    index: usize,
) -> Option<(usize, Objection)> {
    let plan = &local.plan;
    // Two people may well have one name and one birthday; then an address tells them apart, though addresses change.
    let by_name = plan.keys.get(index).is_some_and(|key| matches!(key, Key::NameDob | Key::Name));
    let codes = roster.codes.of(partner);
    for (number, (name, own)) in plan.keys.iter().zip(said).take(index).enumerate() {
        if !plan.kind.links_by(*name) {
            continue;
        }
        let there = codes.get(number as u32);
        let said = there != ABSENT && there != REFUSED;
        if own.first == Some(there) {
            continue;
        }
        if own.partner != NOBODY {
            return Some((number, Objection::LocalPointsElsewhere));
        }
        if said && there != ELSEWHERE {
            return Some((number, Objection::RosterPointsElsewhere));
        }
        if said && own.first.is_some() && (name.identifies() || by_name) {
            return Some((number, Objection::Different));
        }
    }
    None
}

/// What the other keys say of a link: traces, and how sure it is.
pub(super) fn compare(
    Sides { local, roster }: Sides<'_>,
    said: &[Said; MOST_KEYS],
    partner: u32,
    link: usize,
    traces: &mut u32,
) -> Confidence {
    let (mut agree, mut differ) = (0, 0);
    let codes = roster.codes.of(partner);
    for (index, own) in said.iter().take(local.keys.len()).enumerate().filter(|(index, _)| *index != link) {
        let Some(here) = own.first else { continue };
        let there = codes.get(index as u32);
        let trace = *traces >> (index * 4) & 15;
        let mut retrace = |trace: Trace| *traces = *traces & !(15 << (index * 4)) | (trace as u32) << (index * 4);
        if here == there {
            agree += 1;
            retrace(Trace::Agrees);
        } else if there != ABSENT && there != REFUSED {
            differ += 1;
            // What is a conflict, or was ambiguous, stays so.
            if trace == Trace::NotFound as u32 || trace == Trace::Evidence as u32 {
                retrace(Trace::Differs);
            }
        }
    }
    confidence(local, link, agree, differ)
}

/// How sure a link by that key is, when so many others agree and differ.
fn confidence(local: &Local, link: usize, agree: u32, differ: u32) -> Confidence {
    let name = local.plan.keys.get(link).copied().unwrap_or(Key::Name);
    let alone = match name {
        Key::Email | Key::DistrictUsername if link > 0 => Confidence::Medium,
        Key::Email | Key::DistrictUsername => Confidence::High,
        _ if name.identifies() => Confidence::High,
        _ => Confidence::Low,
    };
    match (alone, agree, differ) {
        (Confidence::Low, 1.., _) => Confidence::Medium,
        (_, 1.., _) => Confidence::High,
        (Confidence::High, 0, 1..) => Confidence::Medium,
        (_, 0, 1..) => Confidence::Low,
        _ => alone,
    }
}
