//! A record's members as JavaScript needs them to build one.

use super::{Kind, Names, member_type, members};
use crate::prelude::*;

/// The members of a record, in the order of the table: each name with what it holds behind it. `*` is a list, `?` the
/// record that an event is about, `.` anything else; then the number of the record, if it is one.
#[must_use]
pub(crate) fn outline(record: u8) -> String {
    let names = Names::new();
    let mut out = String::new();
    for member in members(record) {
        let ty = member_type(member);
        out.push_str(names.get(member));
        out.push(match ty.kind() {
            _ if ty.is_list() => '*',
            Kind::Subject | Kind::Previous => '?',
            _ => '.',
        });
        if ty.kind() == Kind::Record {
            crate::json::integer(&mut out, f64::from(ty.argument()));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::outline;
    use crate::schema::Record;

    #[test]
    fn members_say_what_they_hold() {
        let inner = |record: Record| record as u8;
        assert_eq!(outline(Record::StudentRelationship as u8), "relationship.student.type.",);
        assert_eq!(
            outline(Record::Event as u8),
            format!("id.type.created.data.{}previous_attributes?", inner(Record::EventData)),
        );
        assert!(
            outline(Record::Student as u8).contains(&format!("enrollments*{}ext.", inner(Record::SchoolEnrollment)))
        );
        assert!(outline(Record::Student as u8).contains("schools*section"));
    }
}
