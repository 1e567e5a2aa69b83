//! The table of operations.

use super::query::{
    ANY_ROLE, COUNT, CURSOR, DAYS, LIMIT, PAGE, PRIMARY, RECORD_TYPE, SCHOOL, SCHOOL_ROLE, SECTION_ROLE, STATUS, Set,
};
use super::{Endpoint, Reach, Since};
use crate::decode::{Answer, Envelope};
use crate::schema::Record;

const NONE: u16 = 0;

#[derive(Clone, Copy)]
#[expect(clippy::upper_case_acronyms, reason = "as they are written in a request")]
enum Method {
    GET,
    POST,
    PATCH,
    DELETE,
}

/// An operation without its texts.
pub(super) struct Row {
    method: Method,
    answer: Answer,
    body: Option<Record>,
    since: Since,
    reach: Reach,
    query: Set,
}

impl Row {
    pub(super) fn named(&self, name: &'static str, path: &'static str) -> Endpoint {
        let Row { method, answer, body, since, reach, query } = *self;
        let method = match method {
            Method::GET => "GET",
            Method::POST => "POST",
            Method::PATCH => "PATCH",
            Method::DELETE => "DELETE",
        };
        Endpoint { name, method, path, answer, body, since, reach, query }
    }
}

macro_rules! endpoints {
    ($(
        $name:ident: $method:ident $path:literal ($($body:ident)?) -> $envelope:ident $record:ident,
        $query:expr, $since:ident, $reach:ident, $about:literal;
    )*) => {
        /// Every operation, in the order of Clever's definitions.
        pub static ENDPOINTS: [Endpoint; [$(stringify!($name)),*].len()] = [$(Endpoint {
            name: stringify!($name),
            method: stringify!($method),
            path: $path,
            answer: Answer { envelope: Envelope::$envelope, record: Record::$record },
            body: endpoints!(@body $($body)?),
            since: Since::$since,
            reach: Reach::$reach,
            query: Set($query),
        }),*];

        /// The same as texts and rows of bytes: a table of references compresses badly.
        pub(super) const NAMES: &str = concat!($(stringify!($name), "\n"),*);
        pub(super) const PATHS: &str = concat!($($path, "\n"),*);
        pub(super) static ROWS: [Row; ENDPOINTS.len()] = [$(Row {
            method: Method::$method,
            answer: Answer { envelope: Envelope::$envelope, record: Record::$record },
            body: endpoints!(@body $($body)?),
            since: Since::$since,
            reach: Reach::$reach,
            query: Set($query),
        }),*];

        #[cfg(not(target_arch = "wasm32"))]
        pub(super) const ABOUT: &[&str] = &[$($about),*];
    };
    (@body) => { None };
    (@body $body:ident) => { Some(Record::$body) };
}

// operationId: method, path (body) -> envelope and record, query parameters, first version, weakest token, meaning.
// The identity endpoints stand in no definition of v3; the rest is all of v3.1's client definition. Events are in no
// published definition of v3.0 either, but were recorded there.
endpoints! {
    me: GET "/me" () -> Single Me, NONE, V30, Own, "Whose token it is.";
    userinfo: GET "/userinfo" () -> Plain UserInfo, NONE, Unversioned, Own, "The signed-in person in OpenID Connect terms.";
    listAttendanceForSchool: GET "/attendance/schools/{school_id}" () -> BareRows Attendance, PAGE | DAYS | STATUS, V31, District, "Attendance at a school.";
    listAttendanceForSection: GET "/attendance/sections/{section_id}" () -> BareRows Attendance, PAGE | DAYS | STATUS, V31, District, "Attendance in a section.";
    getCourses: GET "/courses" () -> Rows Course, PAGE | COUNT, V30, District, "Courses of the district.";
    getCourse: GET "/courses/{id}" () -> Single Course, NONE, V30, District, "One course.";
    getDistrictForCourse: GET "/courses/{id}/district" () -> Single District, NONE, V30, District, "The course's district.";
    getResourcesForCourse: GET "/courses/{id}/resources" () -> Rows Resource, PAGE, V30, District, "Resources of a course.";
    getSchoolsForCourse: GET "/courses/{id}/schools" () -> Rows School, PAGE, V30, District, "Schools of a course.";
    getSectionsForCourse: GET "/courses/{id}/sections" () -> Rows Section, PAGE, V30, District, "Sections of a course.";
    getDistricts: GET "/districts" () -> Rows District, COUNT, V30, District, "The token's district, as a list of one.";
    getDistrict: GET "/districts/{id}" () -> Single District, NONE, V30, Own, "One district.";
    getEvents: GET "/events" () -> Rows Event, PAGE | SCHOOL | RECORD_TYPE, V30, District, "Changes of the last 30 days, oldest first.";
    getEvent: GET "/events/{id}" () -> Single Event, NONE, V30, District, "One change.";
    getResources: GET "/resources" () -> Rows Resource, PAGE, V30, District, "Resources of the district.";
    getResource: GET "/resources/{id}" () -> Single Resource, NONE, V30, District, "One resource.";
    getCoursesForResource: GET "/resources/{id}/courses" () -> Rows Course, PAGE, V30, District, "Courses of a resource.";
    getSectionsForResource: GET "/resources/{id}/sections" () -> Rows Section, PAGE, V30, District, "Sections of a resource.";
    getUsersForResource: GET "/resources/{id}/users" () -> Rows User, PAGE | SECTION_ROLE, V30, District, "Students and teachers with a resource.";
    getSchools: GET "/schools" () -> Rows School, PAGE | COUNT, V30, District, "Schools of the district.";
    getSchool: GET "/schools/{id}" () -> Single School, NONE, V30, District, "One school.";
    getCoursesForSchool: GET "/schools/{id}/courses" () -> Rows Course, PAGE, V30, District, "Courses of a school.";
    getDistrictForSchool: GET "/schools/{id}/district" () -> Single District, NONE, V30, District, "The school's district.";
    getSectionsForSchool: GET "/schools/{id}/sections" () -> Rows Section, PAGE, V30, District, "Sections of a school.";
    getTermsForSchool: GET "/schools/{id}/terms" () -> Rows Term, PAGE, V30, District, "Terms of a school.";
    getUsersForSchool: GET "/schools/{id}/users" () -> Rows User, PAGE | SCHOOL_ROLE | PRIMARY, V30, District, "A school's staff, students and teachers.";
    getSections: GET "/sections" () -> Rows Section, PAGE | COUNT, V30, District, "Sections of the district.";
    getSection: GET "/sections/{id}" () -> Single Section, NONE, V30, Library, "One section.";
    getCourseForSection: GET "/sections/{id}/course" () -> Single Course, NONE, V30, District, "The section's course.";
    getDistrictForSection: GET "/sections/{id}/district" () -> Single District, NONE, V30, District, "The section's district.";
    getResourcesForSection: GET "/sections/{id}/resources" () -> Rows Resource, PAGE, V30, District, "Resources of a section.";
    getSchoolForSection: GET "/sections/{id}/school" () -> Single School, NONE, V30, District, "The section's school.";
    getTermForSection: GET "/sections/{id}/term" () -> Single Term, NONE, V30, District, "The section's term.";
    getUsersForSection: GET "/sections/{id}/users" () -> Rows User, PAGE | SECTION_ROLE, V30, Library, "A section's students and teachers.";
    createAssignmentForSection: POST "/sections/{section_id}/assignments" (AssignmentRequest) -> Single Assignment, NONE, V31, District, "Creates an assignment in the learning management system.";
    deleteAssignmentForSection: DELETE "/sections/{section_id}/assignments/{assignment_id}" () -> Empty Assignment, NONE, V31, District, "Deletes an assignment.";
    getAssignmentForSection: GET "/sections/{section_id}/assignments/{assignment_id}" () -> Single Assignment, NONE, V31, District, "One assignment.";
    updateAssignmentForSection: PATCH "/sections/{section_id}/assignments/{assignment_id}" (AssignmentRequest) -> Single Assignment, NONE, V31, District, "Changes an assignment.";
    getSubmissionsForAssignment: GET "/sections/{section_id}/assignments/{assignment_id}/submissions" () -> BareRows Submission, CURSOR | LIMIT, V31, District, "The submissions for an assignment; a cursor is good for two hours.";
    getSubmissionForAssignment: GET "/sections/{section_id}/assignments/{assignment_id}/submissions/{user_id}" () -> Single Submission, NONE, V31, District, "One student's submission.";
    updateSubmissionForAssignment: PATCH "/sections/{section_id}/assignments/{assignment_id}/submissions/{user_id}" (SubmissionRequest) -> Single Submission, NONE, V31, District, "Changes or grades a student's submission.";
    getTerms: GET "/terms" () -> Rows Term, PAGE | COUNT, V30, District, "Terms of the district.";
    getTerm: GET "/terms/{id}" () -> Single Term, NONE, V30, District, "One term.";
    getDistrictForTerm: GET "/terms/{id}/district" () -> Single District, NONE, V30, District, "The term's district.";
    getSchoolsForTerm: GET "/terms/{id}/schools" () -> Rows School, PAGE, V30, District, "Schools of a term.";
    getSectionsForTerm: GET "/terms/{id}/sections" () -> Rows Section, PAGE, V30, District, "Sections of a term.";
    getUsers: GET "/users" () -> Rows User, PAGE | ANY_ROLE | COUNT, V30, District, "People of the district.";
    getUser: GET "/users/{id}" () -> Single User, NONE, V30, Own, "One person.";
    getDistrictForUser: GET "/users/{id}/district" () -> Single District, NONE, V30, District, "The person's district.";
    getContactsForUser: GET "/users/{id}/mycontacts" () -> Rows User, PAGE, V30, District, "A student's contacts.";
    getStudentsForUser: GET "/users/{id}/mystudents" () -> Rows User, PAGE, V30, Library, "A teacher's or contact's students.";
    getTeachersForUser: GET "/users/{id}/myteachers" () -> Rows User, PAGE, V30, District, "A student's teachers.";
    getResourcesForUser: GET "/users/{id}/resources" () -> Rows Resource, PAGE, V30, District, "Resources of a person.";
    getSchoolsForUser: GET "/users/{id}/schools" () -> Rows School, PAGE | PRIMARY, V30, District, "Schools of a person.";
    getSectionsForUser: GET "/users/{id}/sections" () -> Rows Section, PAGE, V30, Library, "Sections of a person.";
}
