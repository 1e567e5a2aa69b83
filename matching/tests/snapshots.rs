//! A run that goes on from its snapshot with what changed comes to what a full run comes to.

use clever_matching::{Field, HashKey, Kind, Matching};

use crate::districts::{Dice, district};
use crate::reference::Record;
use crate::run::{SECRET, clever_json, csv, feed, plan, read, settings, verdict};

fn run_of(kind: Kind, local: &[Record], roster: &[Record]) -> Matching {
    let name = kind.role().unwrap_or("school");
    let mut run = Matching::new(
        settings(&[&["kind", name], &["local", "delimited"], &["roster", "json"]]),
        HashKey::new(&SECRET),
    );
    feed(&mut run, false, csv(kind, local).as_bytes(), 999).unwrap();
    run.close_local();
    let lines: Vec<String> = roster.iter().map(|record| clever_json(kind, record).to_string()).collect();
    feed(&mut run, true, lines.join("\n").as_bytes(), 999).unwrap();
    run
}

fn batch(run: &Matching, records: &[Record]) -> String {
    let columns: Vec<Field> = run.settings().roster_paths().into_iter().map(|(field, _)| field).collect();
    let column = |field: &Field| -> String {
        let cells: Vec<&str> = records.iter().map(|record| record.get(field).map_or("", String::as_str)).collect();
        cells.join("\u{1f}")
    };
    columns.iter().map(column).collect::<Vec<_>>().join("\u{1e}")
}

#[test]
fn going_on_is_the_same_as_beginning_anew() {
    for seed in 0..40 {
        let kind = [Kind::Student, Kind::Teacher, Kind::School][seed as usize % 3];
        let mut dice = Dice::new(seed);
        let mut made = district(kind, 60, seed);
        let role = |record: &Record| kind == Kind::School || record.contains_key(&Field::Role);
        made.roster.retain(role);
        made.roster.dedup_by_key(|record| record[&Field::Id].clone());
        let mut seen = std::collections::BTreeSet::new();
        made.roster.retain(|record| seen.insert(record[&Field::Id].clone()));
        let later = district(kind, 60, seed + 1000);
        let before = run_of(kind, &made.local, &made.roster);
        let snapshot = before.snapshot();
        let mut run = Matching::restore(&snapshot, HashKey::new(&[9; 16])).unwrap();
        assert_eq!(run.snapshot(), snapshot);

        // Events, in order: some records go, come back, change, are new.
        let mut roster = made.roster.clone();
        let (mut changes, mut gone) = (Vec::new(), Vec::new());
        for mut record in later.roster.into_iter().filter(role) {
            let at = dice.below(roster.len() + 5);
            if dice.chance(20) && at < roster.len() {
                changes.push(roster.remove(at));
                gone.push(1);
                continue;
            }
            let id =
                roster.get(at).map_or_else(|| format!("new-{}", dice.below(20)), |record| record[&Field::Id].clone());
            record.insert(Field::Id, id.clone());
            roster.retain(|record| record[&Field::Id] != id);
            roster.push(record.clone());
            changes.push(record);
            gone.push(0);
        }
        let text = batch(&run, &changes);
        run.reserve(text.len()).copy_from_slice(text.as_bytes());
        run.push_changes(text.len(), changes.len(), &gone).unwrap();
        let outcome = run.resolve();
        let found = read(&plan(kind).keys, &outcome, |row| run.roster().id(row));
        assert_eq!(found, verdict(&plan(kind), &made.local, &roster), "{kind:?} {seed}");

        let again = Matching::restore(&run.snapshot(), HashKey::new(&SECRET)).unwrap().resolve();
        assert_eq!(again.local_status, outcome.local_status);
    }
}

#[test]
fn what_is_no_snapshot_is_refused() {
    let made = district(Kind::Student, 20, 1);
    let snapshot = run_of(Kind::Student, &made.local, &[]).snapshot();
    let restore = |bytes: &[u8]| Matching::restore(bytes, HashKey::new(&SECRET)).is_some();
    assert!(restore(&snapshot));
    for end in 0..snapshot.len() {
        assert!(!restore(&snapshot[..end]), "{end}");
    }
    assert!(!restore(&[&snapshot[..], b"x"].concat()));
}

#[test]
fn own_ids_are_handed_back() {
    let lines: [&[&str]; 5] = [
        &["kind", "student"],
        &["local", "delimited"],
        &["roster", "json"],
        &["map", "id", "Key"],
        &["map", "email", "Mail"],
    ];
    let mut run = Matching::new(settings(&lines), HashKey::new(&SECRET));
    feed(&mut run, false, b"Key,Mail\n0017,a@x.org\n,b@x.org\n", 3).unwrap();
    run.close_local();
    let again = Matching::restore(&run.snapshot(), HashKey::new(&SECRET)).unwrap();
    for run in [&run, &again] {
        assert_eq!((run.local().id(0), run.local().id(1)), (&b"0017"[..], &b""[..]));
    }
}
