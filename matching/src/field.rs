//! What a record can be recognised by, as it stands in a record.

use crate::kind::Kind;
use crate::prelude::*;

/// A member of a record that matching reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Field {
    /// Clever's id; of a local record its own id, which is only handed back.
    Id,
    /// The district of a roster record.
    District,
    /// Not empty where a roster record has the role of the kind.
    Role,
    /// The id in the student information system.
    SisId,
    /// A student's number.
    StudentNumber,
    /// A teacher's number.
    TeacherNumber,
    /// The state's id.
    StateId,
    /// A staff member's id.
    StaffId,
    /// The e-mail address.
    Email,
    /// The name at the district's own login.
    DistrictUsername,
    /// The first name of a person.
    FirstName,
    /// The last name of a person.
    LastName,
    /// The date of birth.
    Dob,
    /// The name of a school.
    Name,
    /// Market Data Retrieval's number of a school.
    MdrNumber,
    /// The National Center for Education Statistics' id of a school.
    NcesId,
    /// The district's number of a school.
    SchoolNumber,
}

/// How many fields there are.
pub(crate) const COUNT: usize = 17;

/// Every field: its name in mappings, and the column names that mean it, letters and digits only, likeliest first.
const TABLE: [(Field, &str, &[&str]); COUNT] = [
    (Field::Id, "id", &[]),
    (Field::District, "district", &[]),
    (Field::Role, "role", &[]),
    (
        Field::SisId,
        "sis_id",
        &["sisid", "sissourcedid", "sourcedid", "sisuserid", "studentid", "teacherid", "schoolid"],
    ),
    (Field::StudentNumber, "student_number", &["studentnumber", "studentno", "studentnum", "localstudentnumber"]),
    (Field::TeacherNumber, "teacher_number", &["teachernumber", "teacherno", "teachernum", "employeenumber"]),
    (Field::StateId, "state_id", &["stateid", "stateidentifier", "statestudentid", "stateteacherid", "ssid", "suid"]),
    (Field::StaffId, "staff_id", &["staffid", "staffnumber", "employeeid"]),
    (
        Field::Email,
        "email",
        &["email", "emailaddress", "mail", "studentemail", "teacheremail", "staffemail", "useremail", "schoolemail"],
    ),
    (
        Field::DistrictUsername,
        "district_username",
        &["districtusername", "credentialsdistrictusername", "username", "login", "loginid"],
    ),
    (
        Field::FirstName,
        "name.first",
        &["namefirst", "firstname", "givenname", "first", "forename", "studentfirstname", "teacherfirstname"],
    ),
    (
        Field::LastName,
        "name.last",
        &["namelast", "lastname", "familyname", "surname", "last", "studentlastname", "teacherlastname"],
    ),
    (Field::Dob, "dob", &["dob", "dateofbirth", "birthdate", "birthday", "studentdob", "studentbirthdate"]),
    (Field::Name, "name", &["name", "schoolname", "school", "building", "buildingname", "site"]),
    (Field::MdrNumber, "mdr_number", &["mdrnumber", "mdr", "mdrid", "mdrpid", "pid"]),
    (Field::NcesId, "nces_id", &["ncesid", "nces", "ncesnumber", "ncesschoolid", "ncescode"]),
    (Field::SchoolNumber, "school_number", &["schoolnumber", "schoolno", "schoolnum", "schoolcode", "buildingcode"]),
];

impl Field {
    /// The field of that name in a mapping.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        TABLE.iter().find(|(_, own, _)| *own == name).map(|(field, ..)| *field)
    }

    /// The name in a mapping.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// The column names that mean it, letters and digits only, likeliest first.
    pub(crate) fn aliases(self) -> &'static [&'static str] {
        self.row().2
    }

    /// A number below [`COUNT`].
    pub(crate) fn index(self) -> usize {
        self as usize
    }

    /// Where it stands in Clever's record of that kind.
    #[must_use]
    pub fn path(self, kind: Kind) -> String {
        match (self, kind.role()) {
            (Self::Id | Self::District | Self::Email | Self::FirstName | Self::LastName, _) | (_, None) => {
                self.name().to_owned()
            }
            (Self::DistrictUsername, Some(role)) => ["roles.", role, ".credentials.district_username"].concat(),
            (Self::Role, Some(role)) => ["roles.", role].concat(),
            (_, Some(role)) => ["roles.", role, ".", self.name()].concat(),
        }
    }

    fn row(self) -> &'static (Self, &'static str, &'static [&'static str]) {
        // The table is in the order of the enumeration, as a test sees to.
        TABLE.get(self.index()).unwrap_or(&TABLE[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_fields() {
        for (index, (field, name, _)) in TABLE.iter().enumerate() {
            assert_eq!(field.index(), index);
            assert_eq!(Field::from_name(name), Some(*field));
        }
        assert_eq!(Field::from_name("password"), None);
    }

    #[test]
    fn clever_keeps_what_is_a_roles_own_below_the_role() {
        assert_eq!(Field::Email.path(Kind::Teacher), "email");
        assert_eq!(Field::SisId.path(Kind::Student), "roles.student.sis_id");
        assert_eq!(Field::DistrictUsername.path(Kind::Staff), "roles.staff.credentials.district_username");
        assert_eq!(Field::NcesId.path(Kind::School), "nces_id");
    }
}
