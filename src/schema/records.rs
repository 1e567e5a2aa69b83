//! Every record of Clever's API v3.0 and v3.1: what may stand in it, and who says so.

#[cfg(not(target_arch = "wasm32"))]
use super::table::Source;
use super::types::{
    ANY, BOOLEAN, ID, INTEGER, NUMBER, OBJECT, PREVIOUS, STRING, SUBJECT, Type, certain, list, nullable, record,
};

/// In the browser an enumeration is a string like any other.
#[cfg(target_arch = "wasm32")]
macro_rules! one_of {
    ($values:ident) => {
        STRING
    };
}

#[cfg(not(target_arch = "wasm32"))]
macro_rules! one_of {
    ($values:ident) => {
        super::types::enumeration(super::Enumeration::$values)
    };
}

macro_rules! records {
    ($($record:ident, $about:literal { $($member:ident: $type:expr, $source:ident, $doc:literal;)* })*) => {
        /// A record of Clever's API.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        #[repr(u8)]
        pub enum Record {
            $(#[doc = $about] $record,)*
        }

        /// All members of all records, each name followed by a line feed.
        pub(super) const NAMES: &str = concat!($($(stringify!($member), "\n",)*)*);
        pub(crate) const COUNT: usize = [$($(stringify!($member),)*)*].len();
        pub(super) static TYPES: [Type; COUNT] = [$($($type,)*)*];
        pub(super) const SIZES: &[usize] = &[$([$(stringify!($member),)*].len(),)*];

        #[cfg(not(target_arch = "wasm32"))]
        pub(super) const RECORDS: &[(Record, &str, &str)] = &[$((Record::$record, stringify!($record), $about),)*];
        #[cfg(not(target_arch = "wasm32"))]
        pub(super) const NOTES: &[(Source, &str)] = &[$($((Source::$source, $doc),)*)*];
    };
}

// A member's name, type, source and meaning. Every member may be absent, but the certain ones and those of
// type ID.
// What Clever calls guaranteed is not therefore filled: the empty string stands for "none" as well.
records! {
Me, "Whose token it is." {
    id: ID, Seen, "Clever's id of the person; what `getUser` takes.";
    type: certain(one_of!(MeType)), Seen, "`user` since v3.0, whatever the role: ask `userinfo` or `getUser` for that.";
    district: STRING, Seen, "Id of the district; absent for Clever Library.";
    authorized_by: one_of!(AuthorizedBy), Seen, "Who let the application see this person.";
}
UserInfo, "The signed-in person in OpenID Connect terms, in the role of this sign-in." {
    sub: ID, Seen, "Clever's id of the person.";
    user_id: nullable(STRING), Seen, "The person's id before v3.0; the same as `sub` for students only.";
    multi_role_user_id: nullable(STRING), Seen, "The same as `sub`.";
    user_type: one_of!(UserType), Seen, "The role of this sign-in; a person may have others.";
    district_id: nullable(STRING), Seen, "Id of the district; absent for Clever Library.";
    district: nullable(STRING), Seen, "The same as `district_id`.";
    email: nullable(STRING), Seen, "E-mail address as the school wrote it; may be empty, need not be unique.";
    email_verified: BOOLEAN, Seen, "Whether Clever vouches for the address; normally not.";
    name: nullable(record(Record::Name)), Seen, "The person's name.";
    given_name: nullable(STRING), Seen, "First name.";
    family_name: nullable(STRING), Seen, "Last name; for Clever Library perhaps an initial.";
    schools: list(STRING), Seen, "Ids of the person's schools.";
    authorized_by: one_of!(AuthorizedBy), Seen, "Who let the application see this person.";
}
User, "A person; `roles` says what they are in their district." {
    id: ID, V30, "Clever's id of the person.";
    created: STRING, V30, "When Clever first saw the person, ISO 8601.";
    district: STRING, V30, "Id of the district; absent for Clever Library.";
    email: nullable(STRING), V30, "E-mail address as the school wrote it; may be empty, need not be unique.";
    last_modified: STRING, V30, "When anything about the person last changed, ISO 8601.";
    lms_status: nullable(record(Record::LmsStatus)), V31, "Whether the person is known to the learning management system.";
    name: record(Record::Name), V30, "The person's name.";
    roles: record(Record::Roles), V30, "One member for each role; staff, teachers and district admins may have several.";
}
Name, "A person's name; a contact has only `last`." {
    first: nullable(STRING), V30, "First name.";
    last: nullable(STRING), V30, "Last name; a contact's whole name; an initial for Clever Library's students.";
    middle: nullable(STRING), V30, "Middle name.";
}
Roles, "What a person is in their district." {
    contact: nullable(record(Record::Contact)), V30, "A student's parent, guardian or other contact.";
    district_admin: nullable(record(Record::DistrictAdmin)), V30, "An administrator of the district.";
    staff: nullable(record(Record::Staff)), V30, "Staff of one or more schools.";
    student: nullable(record(Record::Student)), V30, "A student.";
    teacher: nullable(record(Record::Teacher)), V30, "A teacher.";
}
Student, "A person as a student." {
    created: STRING, V30, "When the student was created, ISO 8601.";
    credentials: record(Record::Credentials), V30, "How the student signs in at the district.";
    disability: record(Record::Disability), V31, "The student's primary disability.";
    dob: nullable(STRING), V30, "Date of birth, M/D/YYYY, not padded.";
    ell_status: nullable(one_of!(YesNo)), V30, "Whether the student is learning English.";
    email: nullable(STRING), Seen, "E-mail address, the same as the person's.";
    enrollments: list(record(Record::SchoolEnrollment)), V30, "When the student was at which school.";
    ext: OBJECT, V30, "Members that the district and the application agreed upon.";
    frl_status: nullable(one_of!(FrlStatus)), V31, "Whether the student gets free or reduced-price lunch.";
    gender: nullable(one_of!(Gender)), V30, "Gender as in the source system.";
    gifted_status: nullable(one_of!(YesNo)), V31, "Whether the student is in a programme for the gifted.";
    grade: nullable(one_of!(Grade)), V30, "The student's grade.";
    graduation_year: nullable(STRING), V30, "Year of graduation, YYYY.";
    hispanic_ethnicity: nullable(one_of!(YesNo)), V30, "Whether the student is Hispanic.";
    home_language: nullable(one_of!(HomeLanguage)), V31, "The language spoken at home.";
    home_language_code: nullable(one_of!(HomeLanguageCode)), V31, "The code of that language.";
    iep_status: nullable(STRING), V31, "Individualised education programme, in the source system's words.";
    last_modified: STRING, V30, "When the student last changed, ISO 8601.";
    legacy_id: STRING, V30, "The id before v3.0; mostly absent, a student's id has not changed.";
    location: nullable(record(Record::Location)), V30, "Where the student lives.";
    preferred_name: record(Record::PreferredName), V31, "The name the student goes by.";
    race: nullable(one_of!(Race)), V30, "Race as in the source system.";
    school: STRING, V30, "Id of the primary school.";
    schools: list(STRING), V30, "Ids of all schools.";
    section_504_status: nullable(one_of!(YesNo)), V31, "Whether the student has a Section 504 plan.";
    sis_id: STRING, V30, "Id in the student information system.";
    state_id: nullable(STRING), V30, "Id given by the state.";
    student_number: nullable(STRING), V30, "Number given by the district.";
    unweighted_gpa: nullable(STRING), V31, "Grade point average, unweighted.";
    weighted_gpa: nullable(STRING), V31, "Grade point average, weighted.";
}
Credentials, "How a person signs in at the district." {
    district_username: STRING, V30, "User name at the district.";
}
Disability, "A student's primary disability." {
    disability_code: nullable(one_of!(DisabilityCode)), V31, "Its code; compare without regard to case.";
    disability_status: nullable(one_of!(YesNo)), V31, "Whether the student has a disability.";
    disability_type: nullable(one_of!(DisabilityType)), V31, "Its name.";
}
SchoolEnrollment, "A student's time at a school." {
    end_date: STRING, V30, "Last day, ISO 8601.";
    school: STRING, V30, "Id of the school.";
    start_date: STRING, V30, "First day, ISO 8601.";
}
Location, "A postal address." {
    address: nullable(STRING), V30, "Street and number.";
    city: nullable(STRING), V30, "City.";
    lat: nullable(STRING), V30, "Latitude in degrees, as text.";
    lon: nullable(STRING), V30, "Longitude in degrees, as text.";
    state: nullable(STRING), V30, "State, two letters as a rule.";
    zip: nullable(STRING), V30, "ZIP code.";
}
PreferredName, "The name a student goes by." {
    first: nullable(STRING), V31, "First name.";
    last: nullable(STRING), V31, "Last name.";
    middle: nullable(STRING), V31, "Middle name.";
}
Teacher, "A person as a teacher." {
    created: STRING, V30, "When the teacher was created, ISO 8601.";
    credentials: nullable(record(Record::Credentials)), V30, "How the teacher signs in at the district.";
    district: STRING, V30, "Id of the district.";
    ext: OBJECT, V30, "Members that the district and the application agreed upon.";
    last_modified: STRING, V30, "When the teacher last changed, ISO 8601.";
    legacy_id: STRING, V30, "The teacher's id before v3.0.";
    name: record(Record::Name), V30, "The teacher's name.";
    school: STRING, V30, "Id of the primary school.";
    schools: list(STRING), V30, "Ids of all schools.";
    sis_id: STRING, V30, "Id in the student information system.";
    state_id: nullable(STRING), V30, "Id given by the state.";
    teacher_number: nullable(STRING), V30, "Number given by the district.";
    title: nullable(STRING), V30, "Title.";
}
Staff, "A person as staff of schools." {
    credentials: record(Record::Credentials), V30, "How the person signs in at the district.";
    department: nullable(STRING), V30, "Department.";
    ext: OBJECT, V30, "Members that the district and the application agreed upon.";
    legacy_id: STRING, V30, "The id before v3.0, where this was a school admin.";
    roles: list(STRING), V30, "What the person does, in the district's words.";
    schools: list(STRING), V30, "Ids of all schools; there is no primary one.";
    staff_id: STRING, V30, "Id given by the district.";
    title: nullable(STRING), V30, "Title.";
}
DistrictAdmin, "A person as an administrator of a district; has no schools." {
    legacy_id: STRING, V30, "The id before v3.0.";
    title: nullable(STRING), V30, "Title.";
}
Contact, "A person as a contact of students." {
    legacy_id: STRING, V30, "The contact's id before v3.0.";
    phone: nullable(STRING), V30, "Telephone number.";
    phone_type: nullable(one_of!(PhoneType)), V30, "What the number is for.";
    relationship: nullable(one_of!(Relationship)), Seen, "Left over from v2.1 in events.";
    sis_id: nullable(STRING), V30, "Id in the student information system.";
    student_relationships: list(record(Record::StudentRelationship)), V30, "Whose contact this is, and what to them.";
    students: list(STRING), Seen, "Ids of the students; left over from v2.1 in events.";
    type: nullable(one_of!(ContactType)), Seen, "Left over from v2.1 in events.";
}
StudentRelationship, "What a contact is to one student." {
    relationship: nullable(one_of!(Relationship)), V30, "What exactly.";
    student: STRING, V30, "Id of the student.";
    type: nullable(one_of!(ContactType)), V30, "What in general.";
}
LmsStatus, "What the learning management system knows." {
    synced_in_lms: BOOLEAN, V31, "Whether it knows this user or section.";
}
District, "A school district." {
    id: ID, V30, "Clever's id of the district.";
    district_contact: record(Record::DistrictContact), V30, "Whom to ask.";
    error: STRING, V30, "What is wrong with the sync; empty as a rule.";
    last_attendance_sync: nullable(STRING), V31, "When attendance was last synced, ISO 8601.";
    last_lms_sync: nullable(STRING), Seen, "When the learning management system was last synced, ISO 8601.";
    last_sync: nullable(STRING), V30, "When the district was last synced, ISO 8601.";
    launch_date: STRING, V30, "When the district went live, YYYY-MM-DD.";
    lms_matched_percentage: ANY, Seen, "Share of people found in the learning management system.";
    lms_state: nullable(one_of!(LmsState)), V31, "How the learning management system is connected.";
    lms_type: nullable(one_of!(LmsType)), V31, "Which learning management system.";
    login_methods: list(one_of!(LoginMethod)), V30, "How people sign in to Clever.";
    mdr_number: nullable(STRING), V30, "Number in Market Data Retrieval's list.";
    name: STRING, V30, "Name.";
    nces_id: nullable(STRING), V30, "Id of the National Center for Education Statistics.";
    pause_end: nullable(STRING), V30, "When syncing goes on, ISO 8601.";
    pause_start: nullable(STRING), V30, "When syncing pauses, ISO 8601.";
    portal_url: STRING, V30, "Address of the district's Clever portal.";
    sis_type: STRING, V30, "Where the data come from: a vendor's name, or `sftp`.";
    state: nullable(one_of!(DistrictState)), V30, "How the sync is doing.";
}
DistrictContact, "Whom to ask at a district." {
    id: STRING, V30, "Clever's id of the person.";
    district: STRING, V30, "Id of the district.";
    email: nullable(STRING), V30, "E-mail address.";
    name: record(Record::Name), V30, "Name.";
    title: STRING, V30, "Title.";
}
School, "A school." {
    id: ID, V30, "Clever's id of the school.";
    created: STRING, V30, "When the school was created, ISO 8601.";
    district: STRING, V30, "Id of the district.";
    ext: OBJECT, V30, "Members that the district and the application agreed upon.";
    high_grade: nullable(one_of!(Grade)), V30, "Highest grade.";
    last_modified: STRING, V30, "When the school last changed, ISO 8601.";
    location: nullable(record(Record::Location)), V30, "Where the school is.";
    low_grade: nullable(one_of!(Grade)), V30, "Lowest grade.";
    mdr_number: nullable(STRING), V30, "Number in Market Data Retrieval's list.";
    name: STRING, V30, "Name.";
    nces_id: nullable(STRING), V30, "Id of the National Center for Education Statistics.";
    phone: nullable(STRING), V30, "Telephone number.";
    principal: record(Record::Principal), V30, "The principal.";
    school_number: STRING, V30, "Number given by the district.";
    sis_id: STRING, V30, "Id in the student information system.";
    state_id: nullable(STRING), V30, "Id given by the state.";
}
Principal, "The principal of a school." {
    email: nullable(STRING), V30, "E-mail address.";
    name: nullable(STRING), V30, "Whole name.";
}
Section, "A class: students and teachers in one course." {
    id: ID, V30, "Clever's id of the section.";
    course: nullable(STRING), V30, "Id of the course; changes when the course is made anew.";
    created: STRING, V30, "When the section was created, ISO 8601.";
    district: STRING, V30, "Id of the district.";
    ext: OBJECT, V30, "Members that the district and the application agreed upon.";
    grade: nullable(one_of!(Grade)), V30, "The section's grade.";
    last_modified: STRING, V30, "When the section last changed, ISO 8601.";
    lms_status: nullable(record(Record::LmsStatus)), V31, "Whether the section is known to the learning management system.";
    name: STRING, V30, "Name.";
    period: nullable(STRING), V30, "Period of the school day.";
    school: STRING, V30, "Id of the school.";
    section_number: nullable(STRING), V30, "Number given by the district.";
    sis_id: STRING, V30, "Id in the student information system.";
    students: list(STRING), V30, "Ids of the students.";
    subject: nullable(one_of!(Subject)), V30, "What is taught.";
    teacher: nullable(STRING), V30, "Id of the primary teacher.";
    teachers: list(STRING), V30, "Ids of all teachers.";
    term_id: nullable(STRING), V30, "Id of the term; changes when the term is made anew.";
}
Course, "A course, which sections teach." {
    id: ID, V30, "Clever's id of the course; not stable.";
    district: STRING, V30, "Id of the district.";
    name: nullable(STRING), V30, "Name.";
    number: nullable(STRING), V30, "Number given by the district.";
}
Term, "A term of the school year." {
    id: ID, V30, "Clever's id of the term; not stable.";
    district: STRING, V30, "Id of the district.";
    end_date: nullable(STRING), V30, "Last day: YYYY-MM-DD or ISO 8601 with a time, both occur.";
    name: nullable(STRING), V30, "Name.";
    start_date: nullable(STRING), V30, "First day: YYYY-MM-DD or ISO 8601 with a time, both occur.";
}
Resource, "Teaching material that a district has licensed." {
    id: ID, V30, "Clever's id of the resource.";
    created: STRING, V30, "When the resource was created, ISO 8601.";
    district: STRING, V30, "Id of the district.";
    resource_id: STRING, V30, "Id given by the publisher.";
    roles: list(one_of!(ResourceRole)), V30, "Whom the resource is for.";
    title: STRING, V30, "Title.";
    updated: STRING, V30, "When the resource last changed, ISO 8601.";
}
Event, "A change to a record, kept for 30 days; ids ascend with time." {
    id: ID, V31, "Clever's id of the event; what to resume after.";
    type: certain(one_of!(EventType)), V31, "Record and change, such as `users.updated`.";
    created: STRING, V31, "When it happened, ISO 8601.";
    data: record(Record::EventData), V31, "What it is about.";
    previous_attributes: nullable(PREVIOUS), V31, "Changed members as they were; normally stands in `data` instead.";
}
EventData, "What an event is about." {
    object: SUBJECT, V31, "The record after the change; before it, if it was deleted.";
    previous_attributes: nullable(PREVIOUS), Seen, "Changed members as they were before an update.";
}
Attendance, "Whether a student was there on a day; kept for 6 months." {
    attendance_date: STRING, V31, "The day, YYYY-MM-DD.";
    attendance_status: one_of!(AttendanceStatus), V31, "Whether the student was there.";
    attendance_type: one_of!(AttendanceType), V31, "Whether it was taken for the day or for a section.";
    clever_id: STRING, Seen, "Id of the entry; Clever's notes name it.";
    created: STRING, V31, "When the entry was created, ISO 8601.";
    district_id: STRING, V31, "Id of the district.";
    excuse_code: STRING, V31, "Why the student was not there, in the district's code.";
    last_modified: STRING, V31, "When the entry last changed, ISO 8601.";
    school_id: STRING, V31, "Id of the school.";
    section_id: STRING, V31, "Id of the section; absent when taken for the day.";
    sis_id: STRING, V31, "Id in the student information system.";
    student_id: STRING, V31, "Id of the student.";
}
Assignment, "An assignment in the learning management system." {
    id: ID, V31, "Clever's id of the assignment, a UUID; keep it, assignments cannot be listed.";
    assignee_ids: list(STRING), V31, "Ids of the assignees, where the mode is `individuals`.";
    assignee_mode: nullable(one_of!(AssigneeMode)), V31, "Who gets it.";
    attachments: list(record(Record::Attachment)), V31, "What is attached.";
    category_id: nullable(STRING), V31, "Id of the grading category.";
    created: nullable(STRING), V31, "When it was created, ISO 8601.";
    description: STRING, V31, "Description, HTML as a rule.";
    description_plaintext: nullable(STRING), V31, "Description without markup.";
    display_date: nullable(STRING), V31, "When students begin to see it, ISO 8601.";
    due_date: nullable(STRING), V31, "When it is due, ISO 8601; absent for some that a teacher made.";
    end_date: nullable(STRING), V31, "When it closes, ISO 8601.";
    grading_scale: list(record(Record::GradingScale)), V31, "How points become grades.";
    grading_type: one_of!(GradingType), V31, "How it is graded.";
    last_modified: nullable(STRING), V31, "When it last changed, ISO 8601.";
    max_attempts: INTEGER, V31, "How often one may hand in.";
    points_possible: nullable(NUMBER), V31, "Most points one can get.";
    start_date: nullable(STRING), V31, "When it opens, ISO 8601; Canvas has `display_date` only.";
    state: one_of!(AssignmentState), V31, "Where it stands.";
    submission_types: list(one_of!(SubmissionType)), V31, "How students may hand in.";
    term_id: nullable(STRING), V31, "Id of the grading term; Canvas has none.";
    title: STRING, V31, "Title.";
}
AssignmentRequest, "An assignment to be created, or the members to be changed." {
    assignee_ids: list(STRING), V31, "Ids of the assignees, where the mode is `individuals`.";
    assignee_mode: nullable(one_of!(AssigneeMode)), V31, "Who gets it.";
    attachments: list(record(Record::AttachmentRequest)), V31, "What is attached.";
    description: nullable(STRING), V31, "Description; needed for a new one.";
    description_plaintext: nullable(STRING), V31, "Description without markup.";
    display_date: nullable(STRING), V31, "When students begin to see it, ISO 8601.";
    due_date: nullable(STRING), V31, "When it is due, ISO 8601, in the future; needed for a new one.";
    end_date: nullable(STRING), V31, "When it closes, ISO 8601.";
    grading_type: nullable(one_of!(GradingType)), V31, "How it is graded.";
    max_attempts: INTEGER, V31, "How often one may hand in.";
    points_possible: nullable(NUMBER), V31, "Most points one can get.";
    start_date: nullable(STRING), V31, "When it opens, ISO 8601.";
    submission_types: list(one_of!(SubmissionType)), V31, "How students may hand in; none shows as \"nothing\" in Canvas.";
    term_id: nullable(STRING), V31, "Id of the grading term.";
    title: nullable(STRING), V31, "Title; needed for a new one.";
}
Attachment, "Something attached to an assignment or a submission." {
    description: nullable(STRING), V31, "Description.";
    file_external_id: nullable(STRING), V31, "Id of the file in the learning management system.";
    size: NUMBER, V31, "Size in bytes.";
    thumbnail_url: nullable(STRING), V31, "Address of a preview.";
    title: nullable(STRING), V31, "Title.";
    type: STRING, V31, "What it is; open, as each system has its own.";
    url: nullable(STRING), V31, "Address.";
}
AttachmentRequest, "Something to be attached." {
    description: nullable(STRING), V31, "Description.";
    text: STRING, Seen, "The text, or the link, of a `text`; for Schoology, which takes no `link`.";
    title: nullable(STRING), V31, "Title.";
    type: one_of!(AttachmentRequestType), V31, "What it is.";
    url: nullable(STRING), V31, "Address of a file or a link.";
}
GradingScale, "How points become grades." {
    entries: nullable(list(record(Record::GradingScaleEntry))), V31, "Its steps.";
    name: STRING, V31, "Name.";
}
GradingScaleEntry, "One step of a grading scale." {
    name: STRING, V31, "The grade.";
    value: STRING, V31, "From which value on.";
}
Submission, "What a student has handed in." {
    id: STRING, V31, "Deprecated, and empty for Google Classroom: assignment and user are the key.";
    assignment_id: STRING, V31, "Id of the assignment.";
    attachments: list(record(Record::Attachment)), V31, "What was handed in.";
    created: nullable(STRING), V31, "When it was created, ISO 8601.";
    extra_attempts: INTEGER, V31, "Attempts beyond the assignment's limit.";
    flags: list(one_of!(SubmissionFlag)), V31, "Remarks.";
    grade: nullable(STRING), V31, "The grade as text.";
    grade_comment: nullable(STRING), V31, "Comment on the grade.";
    grade_points: NUMBER, V31, "The grade in points.";
    grader_id: nullable(STRING), V31, "Id of who graded it.";
    last_modified: nullable(STRING), V31, "When it last changed, ISO 8601.";
    override_due_date: nullable(STRING), V31, "A due date for this student alone, ISO 8601.";
    state: one_of!(SubmissionState), V31, "Where it stands.";
    user_id: STRING, V31, "Id of the student.";
}
SubmissionRequest, "The members of a submission to be changed." {
    attachments: list(record(Record::AttachmentRequest)), V31, "What is handed in.";
    extra_attempts: INTEGER, V31, "Attempts beyond the assignment's limit.";
    flags: list(one_of!(SubmissionFlag)), V31, "Remarks.";
    grade: nullable(STRING), V31, "The grade as text.";
    grade_comment: nullable(STRING), V31, "Comment on the grade.";
    grade_points: NUMBER, V31, "The grade in points.";
    grader_id: nullable(STRING), V31, "Id of who graded it.";
    override_due_date: nullable(STRING), V31, "A due date for this student alone, ISO 8601.";
    state: nullable(one_of!(SubmissionState)), V31, "Where it stands.";
}
Link, "Where else to go from an answer." {
    rel: one_of!(LinkRel), V30, "Where it leads.";
    uri: STRING, V30, "Path and query on the API's origin.";
}
}
