//! The records of a batch, read as the JavaScript driver reads them.

use clever_wasm::decode::Batch;
use clever_wasm::schema::Record;
use serde_json::Value;

/// Words of a record before its members.
const HEAD: usize = 2;

/// What tells the batch's records apart: the first member of those names that a record has.
pub(super) fn identities(batch: &Batch, record: Record) -> Vec<String> {
    if batch.rows().is_empty() {
        return Vec::new();
    }
    let held = held(batch);
    let members: Vec<usize> = ["id", "user_id", "student_id"]
        .iter()
        .filter_map(|name| record.members().position(|member| member.name == *name))
        .collect();
    let identity = |row: &u32| {
        let at = !*row as usize + HEAD;
        let slot = members.iter().map(|member| batch.tape()[at + member]).find(|slot| *slot != 0);
        held[slot.expect("an identity") as usize].as_str().expect("a string").to_owned()
    };
    batch.rows().iter().map(identity).collect()
}

fn held(batch: &Batch) -> Vec<Value> {
    let mut held: Vec<Value> = serde_json::from_slice(batch.text()).expect("a list");
    let short = held.pop().expect("the short strings");
    let mut rest = short.as_str().expect("a string");
    for cut in batch.cuts() {
        let (piece, behind) = rest.split_at((cut & 15) as usize);
        held[(cut >> 4) as usize] = Value::from(piece);
        rest = behind;
    }
    assert!(rest.is_empty());
    assert_eq!(held.len(), batch.count() as usize);
    held
}
