// Clever's operations. Generated from the table in src/endpoints: UPDATE=1 cargo test --test schema
import type { List, RequestOptions } from "./index.js";
import type { Assignment, AssignmentRequest, Attendance, Course, District, Event, Me, Resource, Role, School, Section, Submission, SubmissionRequest, Term, User, UserInfo } from "./records.js";

/** Where a list begins, and how long its pages are. Both cursors at once are an `invalid_argument`. */
export interface PageQuery {
  /** Records of a page; Clever's default is 100, the most 10,000 (attendance 1,000, submissions 100). */
  limit?: number | undefined;
  /** Begin behind this id (attendance: this cursor). */
  starting_after?: string | undefined;
  /** End before this id. */
  ending_before?: string | undefined;
}
/** Which people. */
export interface UsersQuery extends PageQuery {
  /** Only those with this role; who has several is listed under each. */
  role?: Role | undefined;
}
/** Which people of a school. */
export interface SchoolUsersQuery extends PageQuery {
  /** Only those with this role. */
  role?: "staff" | "student" | "teacher" | (string & {}) | undefined;
  /** Only those whose primary school it is. */
  primary?: boolean | undefined;
}
/** Which people of a section or with a resource. */
export interface SectionUsersQuery extends PageQuery {
  /** Only those with this role. */
  role?: "student" | "teacher" | (string & {}) | undefined;
}
/** Which schools of a person. */
export interface UserSchoolsQuery extends PageQuery {
  /** The primary one only. */
  primary?: boolean | undefined;
}
/** Which events. */
export interface EventsQuery extends PageQuery {
  /** Only those that concern this school's id. */
  school?: string | undefined;
  /** Only those about these records, such as `users`. */
  record_type?: string | string[] | undefined;
}
/** Which attendance. */
export interface AttendanceQuery extends PageQuery {
  /** First day, YYYY-MM-DD. */
  date_range_start?: string | undefined;
  /** Last day, YYYY-MM-DD. */
  date_range_end?: string | undefined;
  /** Only this. */
  attendance_status?: "present" | "absent" | "tardy" | undefined;
}
/** Which submissions. */
export interface SubmissionsQuery {
  /** Where to go on; good for two hours. */
  cursor?: string | undefined;
  /** Records of a page, at most 100. */
  limit?: number | undefined;
}
/** For lists that take no parameters. */
export type NoQuery = Record<string, never>;

/** One method for each of Clever's operations. */
export interface Operations {
  /** Whose token it is. `GET /{version}/me`; takes any signed-in person's token, about themselves. */
  me(options?: RequestOptions): Promise<Me>;
  /** The signed-in person in OpenID Connect terms. `GET /userinfo`; takes any signed-in person's token, about themselves. */
  userinfo(options?: RequestOptions): Promise<UserInfo>;
  /** Attendance at a school. Not in v3.0. `GET /{version}/attendance/schools/{school_id}`; takes a district token. */
  listAttendanceForSchool(schoolId: string, query?: AttendanceQuery, options?: RequestOptions): List<Attendance>;
  /** Attendance in a section. Not in v3.0. `GET /{version}/attendance/sections/{section_id}`; takes a district token. */
  listAttendanceForSection(sectionId: string, query?: AttendanceQuery, options?: RequestOptions): List<Attendance>;
  /** Courses of the district. `GET /{version}/courses`; takes a district token. */
  getCourses(query?: PageQuery, options?: RequestOptions): List<Course>;
  /** One course. `GET /{version}/courses/{id}`; takes a district token. */
  getCourse(id: string, options?: RequestOptions): Promise<Course>;
  /** The course's district. `GET /{version}/courses/{id}/district`; takes a district token. */
  getDistrictForCourse(id: string, options?: RequestOptions): Promise<District>;
  /** Resources of a course. `GET /{version}/courses/{id}/resources`; takes a district token. */
  getResourcesForCourse(id: string, query?: PageQuery, options?: RequestOptions): List<Resource>;
  /** Schools of a course. `GET /{version}/courses/{id}/schools`; takes a district token. */
  getSchoolsForCourse(id: string, query?: PageQuery, options?: RequestOptions): List<School>;
  /** Sections of a course. `GET /{version}/courses/{id}/sections`; takes a district token. */
  getSectionsForCourse(id: string, query?: PageQuery, options?: RequestOptions): List<Section>;
  /** The token's district, as a list of one. `GET /{version}/districts`; takes a district token. */
  getDistricts(query?: NoQuery, options?: RequestOptions): List<District>;
  /** One district. `GET /{version}/districts/{id}`; takes any signed-in person's token, about themselves. */
  getDistrict(id: string, options?: RequestOptions): Promise<District>;
  /** Changes of the last 30 days, oldest first. `GET /{version}/events`; takes a district token. */
  getEvents(query?: EventsQuery, options?: RequestOptions): List<Event>;
  /** One change. `GET /{version}/events/{id}`; takes a district token. */
  getEvent(id: string, options?: RequestOptions): Promise<Event>;
  /** Resources of the district. `GET /{version}/resources`; takes a district token. */
  getResources(query?: PageQuery, options?: RequestOptions): List<Resource>;
  /** One resource. `GET /{version}/resources/{id}`; takes a district token. */
  getResource(id: string, options?: RequestOptions): Promise<Resource>;
  /** Courses of a resource. `GET /{version}/resources/{id}/courses`; takes a district token. */
  getCoursesForResource(id: string, query?: PageQuery, options?: RequestOptions): List<Course>;
  /** Sections of a resource. `GET /{version}/resources/{id}/sections`; takes a district token. */
  getSectionsForResource(id: string, query?: PageQuery, options?: RequestOptions): List<Section>;
  /** Students and teachers with a resource. `GET /{version}/resources/{id}/users`; takes a district token. */
  getUsersForResource(id: string, query?: SectionUsersQuery, options?: RequestOptions): List<User>;
  /** Schools of the district. `GET /{version}/schools`; takes a district token. */
  getSchools(query?: PageQuery, options?: RequestOptions): List<School>;
  /** One school. `GET /{version}/schools/{id}`; takes a district token. */
  getSchool(id: string, options?: RequestOptions): Promise<School>;
  /** Courses of a school. `GET /{version}/schools/{id}/courses`; takes a district token. */
  getCoursesForSchool(id: string, query?: PageQuery, options?: RequestOptions): List<Course>;
  /** The school's district. `GET /{version}/schools/{id}/district`; takes a district token. */
  getDistrictForSchool(id: string, options?: RequestOptions): Promise<District>;
  /** Sections of a school. `GET /{version}/schools/{id}/sections`; takes a district token. */
  getSectionsForSchool(id: string, query?: PageQuery, options?: RequestOptions): List<Section>;
  /** Terms of a school. `GET /{version}/schools/{id}/terms`; takes a district token. */
  getTermsForSchool(id: string, query?: PageQuery, options?: RequestOptions): List<Term>;
  /** A school's staff, students and teachers. `GET /{version}/schools/{id}/users`; takes a district token. */
  getUsersForSchool(id: string, query?: SchoolUsersQuery, options?: RequestOptions): List<User>;
  /** Sections of the district. `GET /{version}/sections`; takes a district token. */
  getSections(query?: PageQuery, options?: RequestOptions): List<Section>;
  /** One section. `GET /{version}/sections/{id}`; takes a Clever Library teacher's token, about their own sections. */
  getSection(id: string, options?: RequestOptions): Promise<Section>;
  /** The section's course. `GET /{version}/sections/{id}/course`; takes a district token. */
  getCourseForSection(id: string, options?: RequestOptions): Promise<Course>;
  /** The section's district. `GET /{version}/sections/{id}/district`; takes a district token. */
  getDistrictForSection(id: string, options?: RequestOptions): Promise<District>;
  /** Resources of a section. `GET /{version}/sections/{id}/resources`; takes a district token. */
  getResourcesForSection(id: string, query?: PageQuery, options?: RequestOptions): List<Resource>;
  /** The section's school. `GET /{version}/sections/{id}/school`; takes a district token. */
  getSchoolForSection(id: string, options?: RequestOptions): Promise<School>;
  /** The section's term. `GET /{version}/sections/{id}/term`; takes a district token. */
  getTermForSection(id: string, options?: RequestOptions): Promise<Term>;
  /** A section's students and teachers. `GET /{version}/sections/{id}/users`; takes a Clever Library teacher's token, about their own sections. */
  getUsersForSection(id: string, query?: SectionUsersQuery, options?: RequestOptions): List<User>;
  /** Creates an assignment in the learning management system. Not in v3.0. `POST /{version}/sections/{section_id}/assignments`; takes a district token. */
  createAssignmentForSection(sectionId: string, body: AssignmentRequest, options?: RequestOptions): Promise<Assignment>;
  /** Deletes an assignment. Not in v3.0. `DELETE /{version}/sections/{section_id}/assignments/{assignment_id}`; takes a district token. */
  deleteAssignmentForSection(sectionId: string, assignmentId: string, options?: RequestOptions): Promise<void>;
  /** One assignment. Not in v3.0. `GET /{version}/sections/{section_id}/assignments/{assignment_id}`; takes a district token. */
  getAssignmentForSection(sectionId: string, assignmentId: string, options?: RequestOptions): Promise<Assignment>;
  /** Changes an assignment. Not in v3.0. `PATCH /{version}/sections/{section_id}/assignments/{assignment_id}`; takes a district token. */
  updateAssignmentForSection(sectionId: string, assignmentId: string, body: AssignmentRequest, options?: RequestOptions): Promise<Assignment>;
  /** The submissions for an assignment; a cursor is good for two hours. Not in v3.0. `GET /{version}/sections/{section_id}/assignments/{assignment_id}/submissions`; takes a district token. */
  getSubmissionsForAssignment(sectionId: string, assignmentId: string, query?: SubmissionsQuery, options?: RequestOptions): List<Submission>;
  /** One student's submission. Not in v3.0. `GET /{version}/sections/{section_id}/assignments/{assignment_id}/submissions/{user_id}`; takes a district token. */
  getSubmissionForAssignment(sectionId: string, assignmentId: string, userId: string, options?: RequestOptions): Promise<Submission>;
  /** Changes or grades a student's submission. Not in v3.0. `PATCH /{version}/sections/{section_id}/assignments/{assignment_id}/submissions/{user_id}`; takes a district token. */
  updateSubmissionForAssignment(sectionId: string, assignmentId: string, userId: string, body: SubmissionRequest, options?: RequestOptions): Promise<Submission>;
  /** Terms of the district. `GET /{version}/terms`; takes a district token. */
  getTerms(query?: PageQuery, options?: RequestOptions): List<Term>;
  /** One term. `GET /{version}/terms/{id}`; takes a district token. */
  getTerm(id: string, options?: RequestOptions): Promise<Term>;
  /** The term's district. `GET /{version}/terms/{id}/district`; takes a district token. */
  getDistrictForTerm(id: string, options?: RequestOptions): Promise<District>;
  /** Schools of a term. `GET /{version}/terms/{id}/schools`; takes a district token. */
  getSchoolsForTerm(id: string, query?: PageQuery, options?: RequestOptions): List<School>;
  /** Sections of a term. `GET /{version}/terms/{id}/sections`; takes a district token. */
  getSectionsForTerm(id: string, query?: PageQuery, options?: RequestOptions): List<Section>;
  /** People of the district. `GET /{version}/users`; takes a district token. */
  getUsers(query?: UsersQuery, options?: RequestOptions): List<User>;
  /** One person. `GET /{version}/users/{id}`; takes any signed-in person's token, about themselves. */
  getUser(id: string, options?: RequestOptions): Promise<User>;
  /** The person's district. `GET /{version}/users/{id}/district`; takes a district token. */
  getDistrictForUser(id: string, options?: RequestOptions): Promise<District>;
  /** A student's contacts. `GET /{version}/users/{id}/mycontacts`; takes a district token. */
  getContactsForUser(id: string, query?: PageQuery, options?: RequestOptions): List<User>;
  /** A teacher's or contact's students. `GET /{version}/users/{id}/mystudents`; takes a Clever Library teacher's token, about their own sections. */
  getStudentsForUser(id: string, query?: PageQuery, options?: RequestOptions): List<User>;
  /** A student's teachers. `GET /{version}/users/{id}/myteachers`; takes a district token. */
  getTeachersForUser(id: string, query?: PageQuery, options?: RequestOptions): List<User>;
  /** Resources of a person. `GET /{version}/users/{id}/resources`; takes a district token. */
  getResourcesForUser(id: string, query?: PageQuery, options?: RequestOptions): List<Resource>;
  /** Schools of a person. `GET /{version}/users/{id}/schools`; takes a district token. */
  getSchoolsForUser(id: string, query?: UserSchoolsQuery, options?: RequestOptions): List<School>;
  /** Sections of a person. `GET /{version}/users/{id}/sections`; takes a Clever Library teacher's token, about their own sections. */
  getSectionsForUser(id: string, query?: PageQuery, options?: RequestOptions): List<Section>;
}
