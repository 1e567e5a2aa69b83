// What builds the frequent records out of a batch. Generated from the tables in src/schema: UPDATE=1 cargo test --test schema
import { builder, held, list, more, rare, tape } from "./slots.js";

const Name = (slot, at = ~slot, t = tape, v = held) =>
  slot >= 0 ? v[slot]
  : t[at] === 7 ? more(at, { first: v[t[at + 2]], last: v[t[at + 3]], middle: v[t[at + 4]] })
  : rare(at, 3);

const PreferredName = (slot, at = ~slot, t = tape, v = held) =>
  slot >= 0 ? v[slot]
  : t[at] === 7 ? more(at, { first: v[t[at + 2]], last: v[t[at + 3]], middle: v[t[at + 4]] })
  : rare(at, 10);

const Credentials = (slot, at = ~slot, t = tape, v = held) =>
  slot >= 0 ? v[slot]
  : t[at] === 1 ? more(at, { district_username: v[t[at + 2]] })
  : rare(at, 6);

const SchoolEnrollment = (slot, at = ~slot, t = tape, v = held) =>
  slot >= 0 ? v[slot]
  : t[at] === 7 ? more(at, { end_date: v[t[at + 2]], school: v[t[at + 3]], start_date: v[t[at + 4]] })
  : rare(at, 8);

const Location = (slot, at = ~slot, t = tape, v = held) =>
  slot >= 0 ? v[slot]
  : t[at] === 63 ? more(at, { address: v[t[at + 2]], city: v[t[at + 3]], lat: v[t[at + 4]], lon: v[t[at + 5]], state: v[t[at + 6]], zip: v[t[at + 7]] })
  : rare(at, 9);

const LmsStatus = (slot, at = ~slot, t = tape, v = held) =>
  slot >= 0 ? v[slot]
  : t[at] === 1 ? more(at, { synced_in_lms: v[t[at + 2]] })
  : rare(at, 16);

const StudentRelationship = (slot, at = ~slot, t = tape, v = held) =>
  slot >= 0 ? v[slot]
  : t[at] === 7 ? more(at, { relationship: v[t[at + 2]], student: v[t[at + 3]], type: v[t[at + 4]] })
  : rare(at, 15);

const Contact = (slot, at = ~slot, t = tape, v = held) =>
  slot >= 0 ? v[slot]
  : t[at] === 55 ? more(at, { legacy_id: v[t[at + 2]], phone: v[t[at + 3]], phone_type: v[t[at + 4]], sis_id: v[t[at + 6]], student_relationships: list(t[at + 7], StudentRelationship) })
  : rare(at, 14);

const Staff = (slot, at = ~slot, t = tape, v = held) =>
  slot >= 0 ? v[slot]
  : t[at] === 255 ? more(at, { credentials: Credentials(t[at + 2]), department: v[t[at + 3]], ext: v[t[at + 4]], legacy_id: v[t[at + 5]], roles: list(t[at + 6]), schools: list(t[at + 7]), staff_id: v[t[at + 8]], title: v[t[at + 9]] })
  : rare(at, 12);

const Student = (slot, at = ~slot, t = tape, v = held) =>
  slot >= 0 ? v[slot]
  : t[at] === 268173275 ? more(at, { created: v[t[at + 2]], credentials: Credentials(t[at + 3]), dob: v[t[at + 5]], ell_status: v[t[at + 6]], enrollments: list(t[at + 8], SchoolEnrollment), ext: v[t[at + 9]], frl_status: v[t[at + 10]], gender: v[t[at + 11]], gifted_status: v[t[at + 12]], grade: v[t[at + 13]], graduation_year: v[t[at + 14]], hispanic_ethnicity: v[t[at + 15]], home_language: v[t[at + 16]], home_language_code: v[t[at + 17]], iep_status: v[t[at + 18]], last_modified: v[t[at + 19]], location: Location(t[at + 21]), preferred_name: PreferredName(t[at + 22]), race: v[t[at + 23]], school: v[t[at + 24]], schools: list(t[at + 25]), section_504_status: v[t[at + 26]], sis_id: v[t[at + 27]], state_id: v[t[at + 28]], student_number: v[t[at + 29]] })
  : t[at] === 268173279 ? more(at, { created: v[t[at + 2]], credentials: Credentials(t[at + 3]), disability: builder(7)(t[at + 4]), dob: v[t[at + 5]], ell_status: v[t[at + 6]], enrollments: list(t[at + 8], SchoolEnrollment), ext: v[t[at + 9]], frl_status: v[t[at + 10]], gender: v[t[at + 11]], gifted_status: v[t[at + 12]], grade: v[t[at + 13]], graduation_year: v[t[at + 14]], hispanic_ethnicity: v[t[at + 15]], home_language: v[t[at + 16]], home_language_code: v[t[at + 17]], iep_status: v[t[at + 18]], last_modified: v[t[at + 19]], location: Location(t[at + 21]), preferred_name: PreferredName(t[at + 22]), race: v[t[at + 23]], school: v[t[at + 24]], schools: list(t[at + 25]), section_504_status: v[t[at + 26]], sis_id: v[t[at + 27]], state_id: v[t[at + 28]], student_number: v[t[at + 29]] })
  : t[at] === 268173307 ? more(at, { created: v[t[at + 2]], credentials: Credentials(t[at + 3]), dob: v[t[at + 5]], ell_status: v[t[at + 6]], email: v[t[at + 7]], enrollments: list(t[at + 8], SchoolEnrollment), ext: v[t[at + 9]], frl_status: v[t[at + 10]], gender: v[t[at + 11]], gifted_status: v[t[at + 12]], grade: v[t[at + 13]], graduation_year: v[t[at + 14]], hispanic_ethnicity: v[t[at + 15]], home_language: v[t[at + 16]], home_language_code: v[t[at + 17]], iep_status: v[t[at + 18]], last_modified: v[t[at + 19]], location: Location(t[at + 21]), preferred_name: PreferredName(t[at + 22]), race: v[t[at + 23]], school: v[t[at + 24]], schools: list(t[at + 25]), section_504_status: v[t[at + 26]], sis_id: v[t[at + 27]], state_id: v[t[at + 28]], student_number: v[t[at + 29]] })
  : t[at] === 268173311 ? more(at, { created: v[t[at + 2]], credentials: Credentials(t[at + 3]), disability: builder(7)(t[at + 4]), dob: v[t[at + 5]], ell_status: v[t[at + 6]], email: v[t[at + 7]], enrollments: list(t[at + 8], SchoolEnrollment), ext: v[t[at + 9]], frl_status: v[t[at + 10]], gender: v[t[at + 11]], gifted_status: v[t[at + 12]], grade: v[t[at + 13]], graduation_year: v[t[at + 14]], hispanic_ethnicity: v[t[at + 15]], home_language: v[t[at + 16]], home_language_code: v[t[at + 17]], iep_status: v[t[at + 18]], last_modified: v[t[at + 19]], location: Location(t[at + 21]), preferred_name: PreferredName(t[at + 22]), race: v[t[at + 23]], school: v[t[at + 24]], schools: list(t[at + 25]), section_504_status: v[t[at + 26]], sis_id: v[t[at + 27]], state_id: v[t[at + 28]], student_number: v[t[at + 29]] })
  : t[at] === 1073479643 ? more(at, { created: v[t[at + 2]], credentials: Credentials(t[at + 3]), dob: v[t[at + 5]], ell_status: v[t[at + 6]], enrollments: list(t[at + 8], SchoolEnrollment), ext: v[t[at + 9]], frl_status: v[t[at + 10]], gender: v[t[at + 11]], gifted_status: v[t[at + 12]], grade: v[t[at + 13]], graduation_year: v[t[at + 14]], hispanic_ethnicity: v[t[at + 15]], home_language: v[t[at + 16]], home_language_code: v[t[at + 17]], iep_status: v[t[at + 18]], last_modified: v[t[at + 19]], location: Location(t[at + 21]), preferred_name: PreferredName(t[at + 22]), race: v[t[at + 23]], school: v[t[at + 24]], schools: list(t[at + 25]), section_504_status: v[t[at + 26]], sis_id: v[t[at + 27]], state_id: v[t[at + 28]], student_number: v[t[at + 29]], unweighted_gpa: v[t[at + 30]], weighted_gpa: v[t[at + 31]] })
  : t[at] === 1073479647 ? more(at, { created: v[t[at + 2]], credentials: Credentials(t[at + 3]), disability: builder(7)(t[at + 4]), dob: v[t[at + 5]], ell_status: v[t[at + 6]], enrollments: list(t[at + 8], SchoolEnrollment), ext: v[t[at + 9]], frl_status: v[t[at + 10]], gender: v[t[at + 11]], gifted_status: v[t[at + 12]], grade: v[t[at + 13]], graduation_year: v[t[at + 14]], hispanic_ethnicity: v[t[at + 15]], home_language: v[t[at + 16]], home_language_code: v[t[at + 17]], iep_status: v[t[at + 18]], last_modified: v[t[at + 19]], location: Location(t[at + 21]), preferred_name: PreferredName(t[at + 22]), race: v[t[at + 23]], school: v[t[at + 24]], schools: list(t[at + 25]), section_504_status: v[t[at + 26]], sis_id: v[t[at + 27]], state_id: v[t[at + 28]], student_number: v[t[at + 29]], unweighted_gpa: v[t[at + 30]], weighted_gpa: v[t[at + 31]] })
  : t[at] === 1073479675 ? more(at, { created: v[t[at + 2]], credentials: Credentials(t[at + 3]), dob: v[t[at + 5]], ell_status: v[t[at + 6]], email: v[t[at + 7]], enrollments: list(t[at + 8], SchoolEnrollment), ext: v[t[at + 9]], frl_status: v[t[at + 10]], gender: v[t[at + 11]], gifted_status: v[t[at + 12]], grade: v[t[at + 13]], graduation_year: v[t[at + 14]], hispanic_ethnicity: v[t[at + 15]], home_language: v[t[at + 16]], home_language_code: v[t[at + 17]], iep_status: v[t[at + 18]], last_modified: v[t[at + 19]], location: Location(t[at + 21]), preferred_name: PreferredName(t[at + 22]), race: v[t[at + 23]], school: v[t[at + 24]], schools: list(t[at + 25]), section_504_status: v[t[at + 26]], sis_id: v[t[at + 27]], state_id: v[t[at + 28]], student_number: v[t[at + 29]], unweighted_gpa: v[t[at + 30]], weighted_gpa: v[t[at + 31]] })
  : t[at] === 1073479679 ? more(at, { created: v[t[at + 2]], credentials: Credentials(t[at + 3]), disability: builder(7)(t[at + 4]), dob: v[t[at + 5]], ell_status: v[t[at + 6]], email: v[t[at + 7]], enrollments: list(t[at + 8], SchoolEnrollment), ext: v[t[at + 9]], frl_status: v[t[at + 10]], gender: v[t[at + 11]], gifted_status: v[t[at + 12]], grade: v[t[at + 13]], graduation_year: v[t[at + 14]], hispanic_ethnicity: v[t[at + 15]], home_language: v[t[at + 16]], home_language_code: v[t[at + 17]], iep_status: v[t[at + 18]], last_modified: v[t[at + 19]], location: Location(t[at + 21]), preferred_name: PreferredName(t[at + 22]), race: v[t[at + 23]], school: v[t[at + 24]], schools: list(t[at + 25]), section_504_status: v[t[at + 26]], sis_id: v[t[at + 27]], state_id: v[t[at + 28]], student_number: v[t[at + 29]], unweighted_gpa: v[t[at + 30]], weighted_gpa: v[t[at + 31]] })
  : rare(at, 5);

const Teacher = (slot, at = ~slot, t = tape, v = held) =>
  slot >= 0 ? v[slot]
  : t[at] === 8125 ? more(at, { created: v[t[at + 2]], district: v[t[at + 4]], ext: v[t[at + 5]], last_modified: v[t[at + 6]], legacy_id: v[t[at + 7]], school: v[t[at + 9]], schools: list(t[at + 10]), sis_id: v[t[at + 11]], state_id: v[t[at + 12]], teacher_number: v[t[at + 13]], title: v[t[at + 14]] })
  : t[at] === 8189 ? more(at, { created: v[t[at + 2]], district: v[t[at + 4]], ext: v[t[at + 5]], last_modified: v[t[at + 6]], legacy_id: v[t[at + 7]], name: Name(t[at + 8]), school: v[t[at + 9]], schools: list(t[at + 10]), sis_id: v[t[at + 11]], state_id: v[t[at + 12]], teacher_number: v[t[at + 13]], title: v[t[at + 14]] })
  : t[at] === 8127 ? more(at, { created: v[t[at + 2]], credentials: Credentials(t[at + 3]), district: v[t[at + 4]], ext: v[t[at + 5]], last_modified: v[t[at + 6]], legacy_id: v[t[at + 7]], school: v[t[at + 9]], schools: list(t[at + 10]), sis_id: v[t[at + 11]], state_id: v[t[at + 12]], teacher_number: v[t[at + 13]], title: v[t[at + 14]] })
  : t[at] === 8191 ? more(at, { created: v[t[at + 2]], credentials: Credentials(t[at + 3]), district: v[t[at + 4]], ext: v[t[at + 5]], last_modified: v[t[at + 6]], legacy_id: v[t[at + 7]], name: Name(t[at + 8]), school: v[t[at + 9]], schools: list(t[at + 10]), sis_id: v[t[at + 11]], state_id: v[t[at + 12]], teacher_number: v[t[at + 13]], title: v[t[at + 14]] })
  : rare(at, 11);

const Roles = (slot, at = ~slot, t = tape, v = held) =>
  slot >= 0 ? v[slot]
  : t[at] === 1 ? more(at, { contact: Contact(t[at + 2]) })
  : t[at] === 2 ? more(at, { district_admin: builder(13)(t[at + 3]) })
  : t[at] === 4 ? more(at, { staff: Staff(t[at + 4]) })
  : t[at] === 8 ? more(at, { student: Student(t[at + 5]) })
  : t[at] === 16 ? more(at, { teacher: Teacher(t[at + 6]) })
  : rare(at, 4);

const User = (slot, at = ~slot, t = tape, v = held) =>
  slot >= 0 ? v[slot]
  : t[at] === 223 ? more(at, { id: v[t[at + 2]], created: v[t[at + 3]], district: v[t[at + 4]], email: v[t[at + 5]], last_modified: v[t[at + 6]], name: Name(t[at + 8]), roles: Roles(t[at + 9]) })
  : t[at] === 255 ? more(at, { id: v[t[at + 2]], created: v[t[at + 3]], district: v[t[at + 4]], email: v[t[at + 5]], last_modified: v[t[at + 6]], lms_status: LmsStatus(t[at + 7]), name: Name(t[at + 8]), roles: Roles(t[at + 9]) })
  : rare(at, 2);

const Section = (slot, at = ~slot, t = tape, v = held) =>
  slot >= 0 ? v[slot]
  : t[at] === 262015 ? more(at, { id: v[t[at + 2]], course: v[t[at + 3]], created: v[t[at + 4]], district: v[t[at + 5]], ext: v[t[at + 6]], grade: v[t[at + 7]], last_modified: v[t[at + 8]], name: v[t[at + 10]], period: v[t[at + 11]], school: v[t[at + 12]], section_number: v[t[at + 13]], sis_id: v[t[at + 14]], students: list(t[at + 15]), subject: v[t[at + 16]], teacher: v[t[at + 17]], teachers: list(t[at + 18]), term_id: v[t[at + 19]] })
  : t[at] === 262143 ? more(at, { id: v[t[at + 2]], course: v[t[at + 3]], created: v[t[at + 4]], district: v[t[at + 5]], ext: v[t[at + 6]], grade: v[t[at + 7]], last_modified: v[t[at + 8]], lms_status: LmsStatus(t[at + 9]), name: v[t[at + 10]], period: v[t[at + 11]], school: v[t[at + 12]], section_number: v[t[at + 13]], sis_id: v[t[at + 14]], students: list(t[at + 15]), subject: v[t[at + 16]], teacher: v[t[at + 17]], teachers: list(t[at + 18]), term_id: v[t[at + 19]] })
  : rare(at, 21);

const Attendance = (slot, at = ~slot, t = tape, v = held) =>
  slot >= 0 ? v[slot]
  : t[at] === 4087 ? more(at, { attendance_date: v[t[at + 2]], attendance_status: v[t[at + 3]], attendance_type: v[t[at + 4]], created: v[t[at + 6]], district_id: v[t[at + 7]], excuse_code: v[t[at + 8]], last_modified: v[t[at + 9]], school_id: v[t[at + 10]], section_id: v[t[at + 11]], sis_id: v[t[at + 12]], student_id: v[t[at + 13]] })
  : rare(at, 27);

/** By their numbers in the table. */
export const LITERALS = { 3: Name, 10: PreferredName, 6: Credentials, 8: SchoolEnrollment, 9: Location, 16: LmsStatus, 15: StudentRelationship, 14: Contact, 12: Staff, 5: Student, 11: Teacher, 4: Roles, 2: User, 21: Section, 27: Attendance };
