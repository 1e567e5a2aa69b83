//! Which column holds what.

use super::Fault;
use crate::field::Field;
use crate::key::Key;
use crate::kind::Kind;
use crate::prelude::*;

/// Where the fields are to be found, as the application says; without a word of it, by the columns' names.
pub type Mapping = [(Field, String)];

/// The fields that matching by these keys reads.
#[must_use]
pub fn fields_of(kind: Kind, keys: &[Key]) -> Vec<Field> {
    let mut fields: Vec<Field> = keys.iter().flat_map(|key| kind.fields(*key)).copied().collect();
    fields.sort_unstable();
    fields.dedup();
    fields
}

/// The field of each column, from a header. A column may be named in the mapping by its name, in any case, or as `#3`, the
/// third.
///
/// # Errors
/// [`Fault::NoSuchColumn`]; [`Fault::NoColumns`] where no column means anything.
pub fn assign(names: &[String], mapping: &Mapping, wanted: &[Field]) -> Result<Vec<Option<Field>>, Fault> {
    let mut columns = vec![None; names.len()];
    if mapping.is_empty() {
        let plain: Vec<String> = names.iter().map(|name| simplified(name)).collect();
        for field in wanted {
            let found = field.aliases().iter().find_map(|alias| plain.iter().position(|name| name == alias));
            if let Some(place) = found.and_then(|index| columns.get_mut(index)).filter(|place| place.is_none()) {
                *place = Some(*field);
            }
        }
    } else {
        for (field, column) in mapping {
            let named = names.iter().position(|name| name.trim() == column.trim());
            let alike = || names.iter().position(|name| name.trim().eq_ignore_ascii_case(column.trim()));
            let counted = || numbered(column).filter(|index| *index < names.len());
            let index = named.or_else(alike).or_else(counted);
            let index = index.ok_or_else(|| Fault::NoSuchColumn(column.clone()))?;
            if let Some(place) = columns.get_mut(index) {
                *place = Some(*field);
            }
        }
    }
    if columns.iter().flatten().any(|field| *field != Field::Id) {
        Ok(columns)
    } else {
        Err(Fault::NoColumns(names.join(", ")))
    }
}

/// Whether a first row, of a table whose columns are mapped by number, has names rather than a record.
pub(crate) fn has_names(row: &[String], wanted: &[Field]) -> bool {
    let plain: Vec<String> = row.iter().map(|name| simplified(name)).collect();
    wanted.iter().any(|field| plain.iter().any(|name| field.aliases().contains(&name.as_str())))
}

/// `#3` is the column at index 2.
pub(crate) fn numbered(column: &str) -> Option<usize> {
    column.strip_prefix('#')?.parse::<usize>().ok()?.checked_sub(1)
}

/// Letters and digits only, in lower case; without the role in front that a path in a Clever record has.
fn simplified(name: &str) -> String {
    let mut path = name.trim();
    for role in ["roles.student.", "roles.teacher.", "roles.staff."] {
        path = path.strip_prefix(role).unwrap_or(path);
    }
    path.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn assigned(names: &[&str], kind: Kind) -> Vec<Option<&'static str>> {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let columns = assign(&names, &[], &fields_of(kind, kind.priorities())).unwrap();
        columns.into_iter().map(|field| field.map(Field::name)).collect()
    }

    #[test]
    fn names_that_people_give_to_columns() {
        assert_eq!(
            assigned(&["Student ID", "Parent Email", "E-Mail", "First Name", "Surname", "DOB"], Kind::Student),
            [Some("sis_id"), None, Some("email"), Some("name.first"), Some("name.last"), Some("dob")]
        );
        assert_eq!(assigned(&["roles.teacher.sis_id", "EMAIL"], Kind::Teacher), [Some("sis_id"), Some("email")]);
        assert_eq!(assigned(&["School Name", "NCES ID"], Kind::School), [Some("name"), Some("nces_id")]);
    }

    #[test]
    fn a_mapping_goes_by_name_or_number_and_is_exact() {
        let names = ["a".to_owned(), "B ".to_owned()];
        let wanted = fields_of(Kind::Student, Kind::Student.priorities());
        let map = |column: &str| assign(&names, &[(Field::Email, column.to_owned())], &wanted);
        assert_eq!(map("b"), Ok(vec![None, Some(Field::Email)]));
        assert_eq!(map("#1"), Ok(vec![Some(Field::Email), None]));
        assert_eq!(map("#3"), Err(Fault::NoSuchColumn("#3".into())));
        assert_eq!(map("c"), Err(Fault::NoSuchColumn("c".into())));
        assert_eq!(assign(&names, &[], &wanted), Err(Fault::NoColumns("a, B ".into())));
    }
}
