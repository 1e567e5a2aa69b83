//! Clever's operations. Generated from the table in src/endpoints: UPDATE=1 cargo test --test schema

use super::{Clever, List, Operation};
use crate::models::{Assignment, AssignmentRequest, Attendance, Course, District, Event, Me, Resource, School, Section, Submission, SubmissionRequest, Term, User, UserInfo};

impl Clever {
    /// Whose token it is. `GET /{version}/me`; takes any signed-in person's token, about themselves.
    pub fn me(&self) -> Operation<Me> {
        self.record("me", &[])
    }

    /// The signed-in person in OpenID Connect terms. `GET /userinfo`; takes any signed-in person's token, about themselves.
    pub fn userinfo(&self) -> Operation<UserInfo> {
        self.record("userinfo", &[])
    }

    /// Attendance at a school. Not in v3.0. `GET /{version}/attendance/schools/{school_id}`; takes a district token. Filters: `date_range_start`, `date_range_end`, `attendance_status`.
    pub fn list_attendance_for_school(&self, school_id: &str) -> List<Attendance> {
        self.list("listAttendanceForSchool", &[school_id])
    }

    /// Attendance in a section. Not in v3.0. `GET /{version}/attendance/sections/{section_id}`; takes a district token. Filters: `date_range_start`, `date_range_end`, `attendance_status`.
    pub fn list_attendance_for_section(&self, section_id: &str) -> List<Attendance> {
        self.list("listAttendanceForSection", &[section_id])
    }

    /// Courses of the district. `GET /{version}/courses`; takes a district token. Can be counted.
    pub fn get_courses(&self) -> List<Course> {
        self.list("getCourses", &[])
    }

    /// One course. `GET /{version}/courses/{id}`; takes a district token.
    pub fn get_course(&self, id: &str) -> Operation<Course> {
        self.record("getCourse", &[id])
    }

    /// The course's district. `GET /{version}/courses/{id}/district`; takes a district token.
    pub fn get_district_for_course(&self, id: &str) -> Operation<District> {
        self.record("getDistrictForCourse", &[id])
    }

    /// Resources of a course. `GET /{version}/courses/{id}/resources`; takes a district token.
    pub fn get_resources_for_course(&self, id: &str) -> List<Resource> {
        self.list("getResourcesForCourse", &[id])
    }

    /// Schools of a course. `GET /{version}/courses/{id}/schools`; takes a district token.
    pub fn get_schools_for_course(&self, id: &str) -> List<School> {
        self.list("getSchoolsForCourse", &[id])
    }

    /// Sections of a course. `GET /{version}/courses/{id}/sections`; takes a district token.
    pub fn get_sections_for_course(&self, id: &str) -> List<Section> {
        self.list("getSectionsForCourse", &[id])
    }

    /// The token's district, as a list of one. `GET /{version}/districts`; takes a district token. Can be counted.
    pub fn get_districts(&self) -> List<District> {
        self.list("getDistricts", &[])
    }

    /// One district. `GET /{version}/districts/{id}`; takes any signed-in person's token, about themselves.
    pub fn get_district(&self, id: &str) -> Operation<District> {
        self.record("getDistrict", &[id])
    }

    /// Changes of the last 30 days, oldest first. `GET /{version}/events`; takes a district token. Filters: `school`, `record_type`.
    pub fn get_events(&self) -> List<Event> {
        self.list("getEvents", &[])
    }

    /// One change. `GET /{version}/events/{id}`; takes a district token.
    pub fn get_event(&self, id: &str) -> Operation<Event> {
        self.record("getEvent", &[id])
    }

    /// Resources of the district. `GET /{version}/resources`; takes a district token.
    pub fn get_resources(&self) -> List<Resource> {
        self.list("getResources", &[])
    }

    /// One resource. `GET /{version}/resources/{id}`; takes a district token.
    pub fn get_resource(&self, id: &str) -> Operation<Resource> {
        self.record("getResource", &[id])
    }

    /// Courses of a resource. `GET /{version}/resources/{id}/courses`; takes a district token.
    pub fn get_courses_for_resource(&self, id: &str) -> List<Course> {
        self.list("getCoursesForResource", &[id])
    }

    /// Sections of a resource. `GET /{version}/resources/{id}/sections`; takes a district token.
    pub fn get_sections_for_resource(&self, id: &str) -> List<Section> {
        self.list("getSectionsForResource", &[id])
    }

    /// Students and teachers with a resource. `GET /{version}/resources/{id}/users`; takes a district token. Filters: `role`.
    pub fn get_users_for_resource(&self, id: &str) -> List<User> {
        self.list("getUsersForResource", &[id])
    }

    /// Schools of the district. `GET /{version}/schools`; takes a district token. Can be counted.
    pub fn get_schools(&self) -> List<School> {
        self.list("getSchools", &[])
    }

    /// One school. `GET /{version}/schools/{id}`; takes a district token.
    pub fn get_school(&self, id: &str) -> Operation<School> {
        self.record("getSchool", &[id])
    }

    /// Courses of a school. `GET /{version}/schools/{id}/courses`; takes a district token.
    pub fn get_courses_for_school(&self, id: &str) -> List<Course> {
        self.list("getCoursesForSchool", &[id])
    }

    /// The school's district. `GET /{version}/schools/{id}/district`; takes a district token.
    pub fn get_district_for_school(&self, id: &str) -> Operation<District> {
        self.record("getDistrictForSchool", &[id])
    }

    /// Sections of a school. `GET /{version}/schools/{id}/sections`; takes a district token.
    pub fn get_sections_for_school(&self, id: &str) -> List<Section> {
        self.list("getSectionsForSchool", &[id])
    }

    /// Terms of a school. `GET /{version}/schools/{id}/terms`; takes a district token.
    pub fn get_terms_for_school(&self, id: &str) -> List<Term> {
        self.list("getTermsForSchool", &[id])
    }

    /// A school's staff, students and teachers. `GET /{version}/schools/{id}/users`; takes a district token. Filters: `role`, `primary`.
    pub fn get_users_for_school(&self, id: &str) -> List<User> {
        self.list("getUsersForSchool", &[id])
    }

    /// Sections of the district. `GET /{version}/sections`; takes a district token. Can be counted.
    pub fn get_sections(&self) -> List<Section> {
        self.list("getSections", &[])
    }

    /// One section. `GET /{version}/sections/{id}`; takes a Clever Library teacher's token, about their own sections.
    pub fn get_section(&self, id: &str) -> Operation<Section> {
        self.record("getSection", &[id])
    }

    /// The section's course. `GET /{version}/sections/{id}/course`; takes a district token.
    pub fn get_course_for_section(&self, id: &str) -> Operation<Course> {
        self.record("getCourseForSection", &[id])
    }

    /// The section's district. `GET /{version}/sections/{id}/district`; takes a district token.
    pub fn get_district_for_section(&self, id: &str) -> Operation<District> {
        self.record("getDistrictForSection", &[id])
    }

    /// Resources of a section. `GET /{version}/sections/{id}/resources`; takes a district token.
    pub fn get_resources_for_section(&self, id: &str) -> List<Resource> {
        self.list("getResourcesForSection", &[id])
    }

    /// The section's school. `GET /{version}/sections/{id}/school`; takes a district token.
    pub fn get_school_for_section(&self, id: &str) -> Operation<School> {
        self.record("getSchoolForSection", &[id])
    }

    /// The section's term. `GET /{version}/sections/{id}/term`; takes a district token.
    pub fn get_term_for_section(&self, id: &str) -> Operation<Term> {
        self.record("getTermForSection", &[id])
    }

    /// A section's students and teachers. `GET /{version}/sections/{id}/users`; takes a Clever Library teacher's token, about their own sections. Filters: `role`.
    pub fn get_users_for_section(&self, id: &str) -> List<User> {
        self.list("getUsersForSection", &[id])
    }

    /// Creates an assignment in the learning management system. Not in v3.0. `POST /{version}/sections/{section_id}/assignments`; takes a district token.
    pub fn create_assignment_for_section(&self, section_id: &str, body: &AssignmentRequest) -> Operation<Assignment> {
        self.sent("createAssignmentForSection", &[section_id], body)
    }

    /// Deletes an assignment. Not in v3.0. `DELETE /{version}/sections/{section_id}/assignments/{assignment_id}`; takes a district token.
    pub fn delete_assignment_for_section(&self, section_id: &str, assignment_id: &str) -> Operation<()> {
        self.nothing("deleteAssignmentForSection", &[section_id, assignment_id])
    }

    /// One assignment. Not in v3.0. `GET /{version}/sections/{section_id}/assignments/{assignment_id}`; takes a district token.
    pub fn get_assignment_for_section(&self, section_id: &str, assignment_id: &str) -> Operation<Assignment> {
        self.record("getAssignmentForSection", &[section_id, assignment_id])
    }

    /// Changes an assignment. Not in v3.0. `PATCH /{version}/sections/{section_id}/assignments/{assignment_id}`; takes a district token.
    pub fn update_assignment_for_section(&self, section_id: &str, assignment_id: &str, body: &AssignmentRequest) -> Operation<Assignment> {
        self.sent("updateAssignmentForSection", &[section_id, assignment_id], body)
    }

    /// The submissions for an assignment; a cursor is good for two hours. Not in v3.0. `GET /{version}/sections/{section_id}/assignments/{assignment_id}/submissions`; takes a district token.
    pub fn get_submissions_for_assignment(&self, section_id: &str, assignment_id: &str) -> List<Submission> {
        self.list("getSubmissionsForAssignment", &[section_id, assignment_id])
    }

    /// One student's submission. Not in v3.0. `GET /{version}/sections/{section_id}/assignments/{assignment_id}/submissions/{user_id}`; takes a district token.
    pub fn get_submission_for_assignment(&self, section_id: &str, assignment_id: &str, user_id: &str) -> Operation<Submission> {
        self.record("getSubmissionForAssignment", &[section_id, assignment_id, user_id])
    }

    /// Changes or grades a student's submission. Not in v3.0. `PATCH /{version}/sections/{section_id}/assignments/{assignment_id}/submissions/{user_id}`; takes a district token.
    pub fn update_submission_for_assignment(&self, section_id: &str, assignment_id: &str, user_id: &str, body: &SubmissionRequest) -> Operation<Submission> {
        self.sent("updateSubmissionForAssignment", &[section_id, assignment_id, user_id], body)
    }

    /// Terms of the district. `GET /{version}/terms`; takes a district token. Can be counted.
    pub fn get_terms(&self) -> List<Term> {
        self.list("getTerms", &[])
    }

    /// One term. `GET /{version}/terms/{id}`; takes a district token.
    pub fn get_term(&self, id: &str) -> Operation<Term> {
        self.record("getTerm", &[id])
    }

    /// The term's district. `GET /{version}/terms/{id}/district`; takes a district token.
    pub fn get_district_for_term(&self, id: &str) -> Operation<District> {
        self.record("getDistrictForTerm", &[id])
    }

    /// Schools of a term. `GET /{version}/terms/{id}/schools`; takes a district token.
    pub fn get_schools_for_term(&self, id: &str) -> List<School> {
        self.list("getSchoolsForTerm", &[id])
    }

    /// Sections of a term. `GET /{version}/terms/{id}/sections`; takes a district token.
    pub fn get_sections_for_term(&self, id: &str) -> List<Section> {
        self.list("getSectionsForTerm", &[id])
    }

    /// People of the district. `GET /{version}/users`; takes a district token. Filters: `role`. Can be counted.
    pub fn get_users(&self) -> List<User> {
        self.list("getUsers", &[])
    }

    /// One person. `GET /{version}/users/{id}`; takes any signed-in person's token, about themselves.
    pub fn get_user(&self, id: &str) -> Operation<User> {
        self.record("getUser", &[id])
    }

    /// The person's district. `GET /{version}/users/{id}/district`; takes a district token.
    pub fn get_district_for_user(&self, id: &str) -> Operation<District> {
        self.record("getDistrictForUser", &[id])
    }

    /// A student's contacts. `GET /{version}/users/{id}/mycontacts`; takes a district token.
    pub fn get_contacts_for_user(&self, id: &str) -> List<User> {
        self.list("getContactsForUser", &[id])
    }

    /// A teacher's or contact's students. `GET /{version}/users/{id}/mystudents`; takes a Clever Library teacher's token, about their own sections.
    pub fn get_students_for_user(&self, id: &str) -> List<User> {
        self.list("getStudentsForUser", &[id])
    }

    /// A student's teachers. `GET /{version}/users/{id}/myteachers`; takes a district token.
    pub fn get_teachers_for_user(&self, id: &str) -> List<User> {
        self.list("getTeachersForUser", &[id])
    }

    /// Resources of a person. `GET /{version}/users/{id}/resources`; takes a district token.
    pub fn get_resources_for_user(&self, id: &str) -> List<Resource> {
        self.list("getResourcesForUser", &[id])
    }

    /// Schools of a person. `GET /{version}/users/{id}/schools`; takes a district token. Filters: `primary`.
    pub fn get_schools_for_user(&self, id: &str) -> List<School> {
        self.list("getSchoolsForUser", &[id])
    }

    /// Sections of a person. `GET /{version}/users/{id}/sections`; takes a Clever Library teacher's token, about their own sections.
    pub fn get_sections_for_user(&self, id: &str) -> List<Section> {
        self.list("getSectionsForUser", &[id])
    }
}
