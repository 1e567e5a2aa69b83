//! Clever's records. Generated from the tables in src/schema: UPDATE=1 cargo test --test schema

use super::enumerations::{AssigneeMode, AssignmentState, AttachmentRequestType, AttendanceStatus, AttendanceType, AuthorizedBy, ContactType, DisabilityCode, DisabilityType, DistrictState, EventType, FrlStatus, Gender, Grade, GradingType, HomeLanguage, HomeLanguageCode, LinkRel, LmsState, LmsType, LoginMethod, MeType, PhoneType, Race, Relationship, ResourceRole, Subject, SubmissionFlag, SubmissionState, SubmissionType, UserType, YesNo};
use super::number;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Whose token it is.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Me {
    /// Clever's id of the person; what `getUser` takes.
    pub id: String,
    /// `user` since v3.0, whatever the role: ask `userinfo` or `getUser` for that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<MeType>,
    /// Id of the district; absent for Clever Library.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// Who let the application see this person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorized_by: Option<AuthorizedBy>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// The signed-in person in OpenID Connect terms, in the role of this sign-in.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct UserInfo {
    /// Clever's id of the person.
    pub sub: String,
    /// The person's id before v3.0; the same as `sub` for students only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// The same as `sub`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub multi_role_user_id: Option<String>,
    /// The role of this sign-in; a person may have others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_type: Option<UserType>,
    /// Id of the district; absent for Clever Library.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district_id: Option<String>,
    /// The same as `district_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// E-mail address as the school wrote it; may be empty, need not be unique.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Whether Clever vouches for the address; normally not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_verified: Option<bool>,
    /// The person's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// First name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    /// Last name; for Clever Library perhaps an initial.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    /// Ids of the person's schools.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schools: Option<Vec<String>>,
    /// Who let the application see this person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorized_by: Option<AuthorizedBy>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// A person; `roles` says what they are in their district.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct User {
    /// Clever's id of the person.
    pub id: String,
    /// When Clever first saw the person, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    /// Id of the district; absent for Clever Library.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// E-mail address as the school wrote it; may be empty, need not be unique.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// When anything about the person last changed, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// Whether the person is known to the learning management system. Since v3.1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lms_status: Option<LmsStatus>,
    /// The person's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// One member for each role; staff, teachers and district admins may have several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roles: Option<Roles>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// A person's name; a contact has only `last`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Name {
    /// First name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    /// Last name; a contact's whole name; an initial for Clever Library's students.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    /// Middle name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub middle: Option<String>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// What a person is in their district.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Roles {
    /// A student's parent, guardian or other contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// An administrator of the district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district_admin: Option<DistrictAdmin>,
    /// Staff of one or more schools.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub staff: Option<Staff>,
    /// A student.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub student: Option<Box<Student>>,
    /// A teacher.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub teacher: Option<Box<Teacher>>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// A person as a student.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Student {
    /// When the student was created, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    /// How the student signs in at the district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credentials: Option<Credentials>,
    /// The student's primary disability. Since v3.1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disability: Option<Disability>,
    /// Date of birth, M/D/YYYY, not padded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dob: Option<String>,
    /// Whether the student is learning English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ell_status: Option<YesNo>,
    /// E-mail address, the same as the person's. Not in Clever's definitions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// When the student was at which school.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enrollments: Option<Vec<SchoolEnrollment>>,
    /// Members that the district and the application agreed upon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ext: Option<Map<String, Value>>,
    /// Whether the student gets free or reduced-price lunch. Since v3.1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frl_status: Option<FrlStatus>,
    /// Gender as in the source system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gender: Option<Gender>,
    /// Whether the student is in a programme for the gifted. Since v3.1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gifted_status: Option<YesNo>,
    /// The student's grade.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
    /// Year of graduation, YYYY.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub graduation_year: Option<String>,
    /// Whether the student is Hispanic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hispanic_ethnicity: Option<YesNo>,
    /// The language spoken at home. Since v3.1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home_language: Option<HomeLanguage>,
    /// The code of that language. Since v3.1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home_language_code: Option<HomeLanguageCode>,
    /// Individualised education programme, in the source system's words. Since v3.1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iep_status: Option<String>,
    /// When the student last changed, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// The id before v3.0; mostly absent, a student's id has not changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legacy_id: Option<String>,
    /// Where the student lives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// The name the student goes by. Since v3.1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preferred_name: Option<PreferredName>,
    /// Race as in the source system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub race: Option<Race>,
    /// Id of the primary school.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub school: Option<String>,
    /// Ids of all schools.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schools: Option<Vec<String>>,
    /// Whether the student has a Section 504 plan. Since v3.1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section_504_status: Option<YesNo>,
    /// Id in the student information system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sis_id: Option<String>,
    /// Id given by the state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_id: Option<String>,
    /// Number given by the district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub student_number: Option<String>,
    /// Grade point average, unweighted. Since v3.1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unweighted_gpa: Option<String>,
    /// Grade point average, weighted. Since v3.1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weighted_gpa: Option<String>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// How a person signs in at the district.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Credentials {
    /// User name at the district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district_username: Option<String>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// A student's primary disability.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Disability {
    /// Its code; compare without regard to case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disability_code: Option<DisabilityCode>,
    /// Whether the student has a disability.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disability_status: Option<YesNo>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disability_type: Option<DisabilityType>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// A student's time at a school.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct SchoolEnrollment {
    /// Last day, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date: Option<String>,
    /// Id of the school.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub school: Option<String>,
    /// First day, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date: Option<String>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// A postal address.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Location {
    /// Street and number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// City.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// Latitude in degrees, as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lat: Option<String>,
    /// Longitude in degrees, as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lon: Option<String>,
    /// State, two letters as a rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// ZIP code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zip: Option<String>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// The name a student goes by.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct PreferredName {
    /// First name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    /// Last name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    /// Middle name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub middle: Option<String>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// A person as a teacher.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Teacher {
    /// When the teacher was created, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    /// How the teacher signs in at the district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credentials: Option<Credentials>,
    /// Id of the district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// Members that the district and the application agreed upon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ext: Option<Map<String, Value>>,
    /// When the teacher last changed, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// The teacher's id before v3.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legacy_id: Option<String>,
    /// The teacher's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// Id of the primary school.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub school: Option<String>,
    /// Ids of all schools.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schools: Option<Vec<String>>,
    /// Id in the student information system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sis_id: Option<String>,
    /// Id given by the state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_id: Option<String>,
    /// Number given by the district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub teacher_number: Option<String>,
    /// Title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// A person as staff of schools.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Staff {
    /// How the person signs in at the district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credentials: Option<Credentials>,
    /// Department.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// Members that the district and the application agreed upon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ext: Option<Map<String, Value>>,
    /// The id before v3.0, where this was a school admin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legacy_id: Option<String>,
    /// What the person does, in the district's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<String>>,
    /// Ids of all schools; there is no primary one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schools: Option<Vec<String>>,
    /// Id given by the district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub staff_id: Option<String>,
    /// Title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// A person as an administrator of a district; has no schools.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct DistrictAdmin {
    /// The id before v3.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legacy_id: Option<String>,
    /// Title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// A person as a contact of students.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Contact {
    /// The contact's id before v3.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legacy_id: Option<String>,
    /// Telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// What the number is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_type: Option<PhoneType>,
    /// Left over from v2.1 in events. Not in Clever's definitions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relationship: Option<Relationship>,
    /// Id in the student information system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sis_id: Option<String>,
    /// Whose contact this is, and what to them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub student_relationships: Option<Vec<StudentRelationship>>,
    /// Ids of the students; left over from v2.1 in events. Not in Clever's definitions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub students: Option<Vec<String>>,
    /// Left over from v2.1 in events. Not in Clever's definitions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<ContactType>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// What a contact is to one student.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct StudentRelationship {
    /// What exactly.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relationship: Option<Relationship>,
    /// Id of the student.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub student: Option<String>,
    /// What in general.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<ContactType>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// What the learning management system knows.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct LmsStatus {
    /// Whether it knows this user or section.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub synced_in_lms: Option<bool>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// A school district.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct District {
    /// Clever's id of the district.
    pub id: String,
    /// Whom to ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district_contact: Option<DistrictContact>,
    /// What is wrong with the sync; empty as a rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// When attendance was last synced, ISO 8601. Since v3.1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_attendance_sync: Option<String>,
    /// When the learning management system was last synced, ISO 8601. Not in Clever's definitions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_lms_sync: Option<String>,
    /// When the district was last synced, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_sync: Option<String>,
    /// When the district went live, YYYY-MM-DD.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub launch_date: Option<String>,
    /// Share of people found in the learning management system. Not in Clever's definitions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lms_matched_percentage: Option<Value>,
    /// How the learning management system is connected. Since v3.1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lms_state: Option<LmsState>,
    /// Which learning management system. Since v3.1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lms_type: Option<LmsType>,
    /// How people sign in to Clever.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_methods: Option<Vec<LoginMethod>>,
    /// Number in Market Data Retrieval's list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mdr_number: Option<String>,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Id of the National Center for Education Statistics.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nces_id: Option<String>,
    /// When syncing goes on, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pause_end: Option<String>,
    /// When syncing pauses, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pause_start: Option<String>,
    /// Address of the district's Clever portal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub portal_url: Option<String>,
    /// Where the data come from: a vendor's name, or `sftp`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sis_type: Option<String>,
    /// How the sync is doing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<DistrictState>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// Whom to ask at a district.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct DistrictContact {
    /// Clever's id of the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Id of the district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// Title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// A school.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct School {
    /// Clever's id of the school.
    pub id: String,
    /// When the school was created, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    /// Id of the district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// Members that the district and the application agreed upon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ext: Option<Map<String, Value>>,
    /// Highest grade.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high_grade: Option<Grade>,
    /// When the school last changed, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// Where the school is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// Lowest grade.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low_grade: Option<Grade>,
    /// Number in Market Data Retrieval's list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mdr_number: Option<String>,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Id of the National Center for Education Statistics.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nces_id: Option<String>,
    /// Telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The principal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub principal: Option<Principal>,
    /// Number given by the district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub school_number: Option<String>,
    /// Id in the student information system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sis_id: Option<String>,
    /// Id given by the state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_id: Option<String>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// The principal of a school.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Principal {
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Whole name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// A class: students and teachers in one course.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Section {
    /// Clever's id of the section.
    pub id: String,
    /// Id of the course; changes when the course is made anew.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub course: Option<String>,
    /// When the section was created, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    /// Id of the district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// Members that the district and the application agreed upon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ext: Option<Map<String, Value>>,
    /// The section's grade.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
    /// When the section last changed, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// Whether the section is known to the learning management system. Since v3.1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lms_status: Option<LmsStatus>,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Period of the school day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// Id of the school.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub school: Option<String>,
    /// Number given by the district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section_number: Option<String>,
    /// Id in the student information system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sis_id: Option<String>,
    /// Ids of the students.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub students: Option<Vec<String>>,
    /// What is taught.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<Subject>,
    /// Id of the primary teacher.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub teacher: Option<String>,
    /// Ids of all teachers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub teachers: Option<Vec<String>>,
    /// Id of the term; changes when the term is made anew.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term_id: Option<String>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// A course, which sections teach.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Course {
    /// Clever's id of the course; not stable.
    pub id: String,
    /// Id of the district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Number given by the district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// A term of the school year.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Term {
    /// Clever's id of the term; not stable.
    pub id: String,
    /// Id of the district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// Last day: YYYY-MM-DD or ISO 8601 with a time, both occur.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date: Option<String>,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// First day: YYYY-MM-DD or ISO 8601 with a time, both occur.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date: Option<String>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// Teaching material that a district has licensed.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Resource {
    /// Clever's id of the resource.
    pub id: String,
    /// When the resource was created, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    /// Id of the district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// Id given by the publisher.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_id: Option<String>,
    /// Whom the resource is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<ResourceRole>>,
    /// Title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// When the resource last changed, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// A change to a record, kept for 30 days; ids ascend with time.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Event {
    /// Clever's id of the event; what to resume after.
    pub id: String,
    /// Record and change, such as `users.updated`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<EventType>,
    /// When it happened, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<EventData>,
    /// Changed members as they were; normally stands in `data` instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous_attributes: Option<Map<String, Value>>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// What an event is about.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct EventData {
    /// The record after the change; before it, if it was deleted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<Value>,
    /// Changed members as they were before an update. Not in Clever's definitions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous_attributes: Option<Map<String, Value>>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// Whether a student was there on a day; kept for 6 months.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Attendance {
    /// The day, YYYY-MM-DD.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attendance_date: Option<String>,
    /// Whether the student was there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attendance_status: Option<AttendanceStatus>,
    /// Whether it was taken for the day or for a section.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attendance_type: Option<AttendanceType>,
    /// Id of the entry; Clever's notes name it. Not in Clever's definitions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clever_id: Option<String>,
    /// When the entry was created, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    /// Id of the district.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district_id: Option<String>,
    /// Why the student was not there, in the district's code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excuse_code: Option<String>,
    /// When the entry last changed, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// Id of the school.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub school_id: Option<String>,
    /// Id of the section; absent when taken for the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section_id: Option<String>,
    /// Id in the student information system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sis_id: Option<String>,
    /// Id of the student.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub student_id: Option<String>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// An assignment in the learning management system.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Assignment {
    /// Clever's id of the assignment, a UUID; keep it, assignments cannot be listed.
    pub id: String,
    /// Ids of the assignees, where the mode is `individuals`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee_ids: Option<Vec<String>>,
    /// Who gets it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee_mode: Option<AssigneeMode>,
    /// What is attached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attachments: Option<Vec<Attachment>>,
    /// Id of the grading category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category_id: Option<String>,
    /// When it was created, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    /// Description, HTML as a rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Description without markup.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description_plaintext: Option<String>,
    /// When students begin to see it, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_date: Option<String>,
    /// When it is due, ISO 8601; absent for some that a teacher made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_date: Option<String>,
    /// When it closes, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date: Option<String>,
    /// How points become grades.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grading_scale: Option<Vec<GradingScale>>,
    /// How it is graded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grading_type: Option<GradingType>,
    /// When it last changed, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// How often one may hand in.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "number::whole")]
    pub max_attempts: Option<i64>,
    /// Most points one can get.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points_possible: Option<f64>,
    /// When it opens, ISO 8601; Canvas has `display_date` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date: Option<String>,
    /// Where it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<AssignmentState>,
    /// How students may hand in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submission_types: Option<Vec<SubmissionType>>,
    /// Id of the grading term; Canvas has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term_id: Option<String>,
    /// Title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// An assignment to be created, or the members to be changed.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct AssignmentRequest {
    /// Ids of the assignees, where the mode is `individuals`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee_ids: Option<Vec<String>>,
    /// Who gets it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee_mode: Option<AssigneeMode>,
    /// What is attached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attachments: Option<Vec<AttachmentRequest>>,
    /// Description; needed for a new one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Description without markup.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description_plaintext: Option<String>,
    /// When students begin to see it, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_date: Option<String>,
    /// When it is due, ISO 8601, in the future; needed for a new one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_date: Option<String>,
    /// When it closes, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date: Option<String>,
    /// How it is graded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grading_type: Option<GradingType>,
    /// How often one may hand in.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "number::whole")]
    pub max_attempts: Option<i64>,
    /// Most points one can get.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points_possible: Option<f64>,
    /// When it opens, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date: Option<String>,
    /// How students may hand in; none shows as "nothing" in Canvas.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submission_types: Option<Vec<SubmissionType>>,
    /// Id of the grading term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term_id: Option<String>,
    /// Title; needed for a new one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// Something attached to an assignment or a submission.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Attachment {
    /// Description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Id of the file in the learning management system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_external_id: Option<String>,
    /// Size in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<f64>,
    /// Address of a preview.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_url: Option<String>,
    /// Title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it is; open, as each system has its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    /// Address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// Something to be attached.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct AttachmentRequest {
    /// Description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The text, or the link, of a `text`; for Schoology, which takes no `link`. Not in Clever's definitions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<AttachmentRequestType>,
    /// Address of a file or a link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// How points become grades.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct GradingScale {
    /// Its steps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entries: Option<Vec<GradingScaleEntry>>,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// One step of a grading scale.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct GradingScaleEntry {
    /// The grade.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// From which value on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// What a student has handed in.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Submission {
    /// Deprecated, and empty for Google Classroom: assignment and user are the key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Id of the assignment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignment_id: Option<String>,
    /// What was handed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attachments: Option<Vec<Attachment>>,
    /// When it was created, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    /// Attempts beyond the assignment's limit.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "number::whole")]
    pub extra_attempts: Option<i64>,
    /// Remarks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flags: Option<Vec<SubmissionFlag>>,
    /// The grade as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<String>,
    /// Comment on the grade.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade_comment: Option<String>,
    /// The grade in points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade_points: Option<f64>,
    /// Id of who graded it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grader_id: Option<String>,
    /// When it last changed, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// A due date for this student alone, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub override_due_date: Option<String>,
    /// Where it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<SubmissionState>,
    /// Id of the student.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// The members of a submission to be changed.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct SubmissionRequest {
    /// What is handed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attachments: Option<Vec<AttachmentRequest>>,
    /// Attempts beyond the assignment's limit.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "number::whole")]
    pub extra_attempts: Option<i64>,
    /// Remarks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flags: Option<Vec<SubmissionFlag>>,
    /// The grade as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<String>,
    /// Comment on the grade.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade_comment: Option<String>,
    /// The grade in points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade_points: Option<f64>,
    /// Id of who graded it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grader_id: Option<String>,
    /// A due date for this student alone, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub override_due_date: Option<String>,
    /// Where it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<SubmissionState>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// Where else to go from an answer.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Link {
    /// Where it leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rel: Option<LinkRel>,
    /// Path and query on the API's origin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    /// Members that this version of the crate does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// The record that an event is about.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum EventRecord {
    /// Of a type that begins with `users.`
    User(Box<User>),
    /// Of a type that begins with `sections.`
    Section(Box<Section>),
    /// Of a type that begins with `schools.`
    School(Box<School>),
    /// Of a type that begins with `districts.`
    District(Box<District>),
    /// Of a type that begins with `courses.`
    Course(Box<Course>),
    /// Of a type that begins with `terms.`
    Term(Box<Term>),
    /// Of a type that begins with `resources.`
    Resource(Box<Resource>),
    /// Of another type, or not of that record's shape.
    Other(Value),
}

impl Event {
    /// The record as it was after the change, before a deletion; `None` where the event has none.
    #[must_use]
    pub fn record(&self) -> Option<EventRecord> {
        let object = self.data.as_ref()?.object.as_ref()?;
        let kind = self.r#type.as_ref().and_then(|kind| kind.as_str().split('.').next());
        let record = match kind {
            Some("users") => User::deserialize(object).map(|record| EventRecord::User(Box::new(record))),
            Some("sections") => Section::deserialize(object).map(|record| EventRecord::Section(Box::new(record))),
            Some("schools") => School::deserialize(object).map(|record| EventRecord::School(Box::new(record))),
            Some("districts") => District::deserialize(object).map(|record| EventRecord::District(Box::new(record))),
            Some("courses") => Course::deserialize(object).map(|record| EventRecord::Course(Box::new(record))),
            Some("terms") => Term::deserialize(object).map(|record| EventRecord::Term(Box::new(record))),
            Some("resources") => Resource::deserialize(object).map(|record| EventRecord::Resource(Box::new(record))),
            _ => return Some(EventRecord::Other(object.clone())),
        };
        Some(record.unwrap_or_else(|_| EventRecord::Other(object.clone())))
    }
}
