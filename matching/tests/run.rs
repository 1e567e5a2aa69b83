//! Running the crate on records, and its outcome in the terms of the reference.

use std::collections::BTreeSet;

use clever_matching::{
    Field, Fields, HashKey, Key, Kind, Local, Matching, Outcome, Plan, Roster, Rules, Settings, fields_of, resolve,
};

use crate::reference::{Conflict, Group, Link, Record, Verdict};

pub(crate) const SECRET: [u8; 16] = [7; 16];

pub(crate) fn plan(kind: Kind) -> Plan {
    Plan { kind, keys: kind.priorities().to_vec(), rules: Rules::default() }
}

fn fill<'a>(fields: &mut Fields<'a>, record: &'a Record) {
    fields.clear();
    for (field, text) in record {
        fields.set(*field, text.as_bytes());
    }
}

pub(crate) fn verdict(plan: &Plan, local: &[Record], roster: &[Record]) -> Verdict {
    verdict_with(plan, local, roster, &SECRET)
}

pub(crate) fn verdict_with(plan: &Plan, local: &[Record], roster: &[Record], secret: &[u8; 16]) -> Verdict {
    let mut fields = Fields::default();
    let mut ours = Local::new(plan.clone(), HashKey::new(secret), false);
    for record in local {
        fill(&mut fields, record);
        ours.add(&fields).unwrap();
    }
    ours.close();
    let mut theirs = Roster::new(plan.keys.len(), None);
    for record in roster {
        fill(&mut fields, record);
        theirs.add(&mut ours, &fields).unwrap();
    }
    read(&plan.keys, &resolve(&ours, &theirs), |row| theirs.id(row))
}

/// An outcome in the reference's terms: sets, ids instead of rows.
pub(crate) fn read(keys: &[Key], outcome: &Outcome, id: impl Fn(u32) -> String) -> Verdict {
    let key = |index: u8| keys[usize::from(index)].name();
    let ids = |rows: &[u32]| -> BTreeSet<String> { rows.iter().map(|row| id(*row)).collect() };
    let links = (0..outcome.match_local.len())
        .map(|at| Link {
            local: outcome.match_local[at],
            id: id(outcome.match_roster[at]),
            key: key(outcome.match_key[at]),
            confidence: outcome.match_confidence[at],
        })
        .collect();
    let conflicts = (0..outcome.conflict_local.len())
        .map(|at| Conflict {
            local: outcome.conflict_local[at],
            id: id(outcome.conflict_roster[at]),
            key: key(outcome.conflict_key[at]),
            against: key(outcome.conflict_against[at]),
            objection: outcome.conflict_objection[at],
        })
        .collect();
    let (mut locals_from, mut rosters_from) = (0, 0);
    let mut groups = BTreeSet::new();
    for at in 0..outcome.group_key.len() {
        let locals = &outcome.group_locals[locals_from..outcome.group_local_ends[at] as usize];
        let rosters = &outcome.group_rosters[rosters_from..outcome.group_roster_ends[at] as usize];
        let group =
            Group { key: key(outcome.group_key[at]), locals: locals.iter().copied().collect(), ids: ids(rosters) };
        assert!(locals.is_sorted() && rosters.is_sorted());
        assert!(groups.insert(group), "a group stands twice");
        (locals_from, rosters_from) = (outcome.group_local_ends[at] as usize, outcome.group_roster_ends[at] as usize);
    }
    assert_eq!((locals_from, rosters_from), (outcome.group_locals.len(), outcome.group_rosters.len()));
    Verdict {
        links,
        conflicts,
        groups,
        local_status: outcome.local_status.clone(),
        roster_status: (0..)
            .zip(&outcome.roster_status)
            .filter(|(_, status)| **status != 255)
            .map(|(row, status)| (id(row), *status))
            .collect(),
    }
}

/// The settings' text of the boundary.
pub(crate) fn settings(lines: &[&[&str]]) -> Settings {
    let lines: Vec<String> = lines.iter().map(|words| words.join("\u{1f}")).collect();
    Settings::parse(&lines.join("\u{1e}")).unwrap()
}

/// Gives a run bytes in pieces of that size.
pub(crate) fn feed(run: &mut Matching, roster: bool, bytes: &[u8], size: usize) -> Result<(), clever_matching::Fault> {
    let mut pieces = bytes.chunks(size.max(1)).peekable();
    if pieces.peek().is_none() {
        return if roster { run.push_roster(0, 0, true) } else { run.push_local(0, 0, true) };
    }
    while let Some(piece) = pieces.next() {
        run.reserve(piece.len()).copy_from_slice(piece);
        let last = pieces.peek().is_none();
        if roster { run.push_roster(piece.len(), 0, last)? } else { run.push_local(piece.len(), 0, last)? }
    }
    Ok(())
}

/// A roster record as Clever has it.
pub(crate) fn clever_json(kind: Kind, record: &Record) -> serde_json::Value {
    let mut object = serde_json::json!({});
    for (field, text) in record {
        if *field == Field::Role {
            continue;
        }
        let path = field.path(kind).replace('.', "/");
        let mut at = &mut object;
        for part in path.split('/') {
            at = at.as_object_mut().unwrap().entry(part).or_insert_with(|| serde_json::json!({}));
        }
        *at = text.as_str().into();
    }
    if let Some(role) = kind.role() {
        object
            .as_object_mut()
            .unwrap()
            .entry("roles")
            .or_insert_with(|| serde_json::json!({}))
            .as_object_mut()
            .unwrap()
            .entry(role)
            .or_insert_with(|| serde_json::json!({}));
    }
    object
}

/// A table of local records, every cell in quotes.
pub(crate) fn csv(kind: Kind, local: &[Record]) -> String {
    let fields = fields_of(kind, kind.priorities());
    let mut text = fields.iter().map(|field| field.name()).collect::<Vec<_>>().join(",") + "\n";
    for record in local {
        let cells: Vec<String> = fields
            .iter()
            .map(|field| format!("\"{}\"", record.get(field).map_or("", String::as_str).replace('"', "\"\"")))
            .collect();
        text += &(cells.join(",") + "\n");
    }
    text
}
