// What builds Clever's records out of a batch. Generated from the tables in src/schema: UPDATE=1 cargo test --test schema
import { list, more, rare, tape, told, value } from "./slots.js";

const ATTENDANCE = ["attendance_date attendance_status attendance_type clever_id created district_id excuse_code last_modified school_id section_id sis_id student_id", {}, new Map()];
function Attendance(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 4087:
      return more(at, { attendance_date: value(tape[at + 2]), attendance_status: value(tape[at + 3]), attendance_type: value(tape[at + 4]), created: value(tape[at + 6]), district_id: value(tape[at + 7]), excuse_code: value(tape[at + 8]), last_modified: value(tape[at + 9]), school_id: value(tape[at + 10]), section_id: value(tape[at + 11]), sis_id: value(tape[at + 12]), student_id: value(tape[at + 13]) });
  }
  return rare(at, ATTENDANCE);
}

const COURSE = ["id district name number", {}, new Map()];
function Course(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 15:
      return more(at, { id: value(tape[at + 2]), district: value(tape[at + 3]), name: value(tape[at + 4]), number: value(tape[at + 5]) });
  }
  return rare(at, COURSE);
}

const RESOURCE = ["id created district resource_id roles title updated", { roles: (slot) => list(slot, value) }, new Map()];
function Resource(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 127:
      return more(at, { id: value(tape[at + 2]), created: value(tape[at + 3]), district: value(tape[at + 4]), resource_id: value(tape[at + 5]), roles: list(tape[at + 6], value), title: value(tape[at + 7]), updated: value(tape[at + 8]) });
  }
  return rare(at, RESOURCE);
}

const LOCATION = ["address city lat lon state zip", {}, new Map()];
function Location(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 63:
      return more(at, { address: value(tape[at + 2]), city: value(tape[at + 3]), lat: value(tape[at + 4]), lon: value(tape[at + 5]), state: value(tape[at + 6]), zip: value(tape[at + 7]) });
  }
  return rare(at, LOCATION);
}

const PRINCIPAL = ["email name", {}, new Map()];
function Principal(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 3:
      return more(at, { email: value(tape[at + 2]), name: value(tape[at + 3]) });
  }
  return rare(at, PRINCIPAL);
}

const SCHOOL = ["id created district ext high_grade last_modified location low_grade mdr_number name nces_id phone principal school_number sis_id state_id", { location: Location, principal: Principal }, new Map()];
function School(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 65535:
      return more(at, { id: value(tape[at + 2]), created: value(tape[at + 3]), district: value(tape[at + 4]), ext: value(tape[at + 5]), high_grade: value(tape[at + 6]), last_modified: value(tape[at + 7]), location: Location(tape[at + 8]), low_grade: value(tape[at + 9]), mdr_number: value(tape[at + 10]), name: value(tape[at + 11]), nces_id: value(tape[at + 12]), phone: value(tape[at + 13]), principal: Principal(tape[at + 14]), school_number: value(tape[at + 15]), sis_id: value(tape[at + 16]), state_id: value(tape[at + 17]) });
  }
  return rare(at, SCHOOL);
}

const LMSSTATUS = ["synced_in_lms", {}, new Map()];
function LmsStatus(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 1:
      return more(at, { synced_in_lms: value(tape[at + 2]) });
  }
  return rare(at, LMSSTATUS);
}

const SECTION = ["id course created district ext grade last_modified lms_status name period school section_number sis_id students subject teacher teachers term_id", { lms_status: LmsStatus, students: (slot) => list(slot, value), teachers: (slot) => list(slot, value) }, new Map()];
function Section(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 262015:
      return more(at, { id: value(tape[at + 2]), course: value(tape[at + 3]), created: value(tape[at + 4]), district: value(tape[at + 5]), ext: value(tape[at + 6]), grade: value(tape[at + 7]), last_modified: value(tape[at + 8]), name: value(tape[at + 10]), period: value(tape[at + 11]), school: value(tape[at + 12]), section_number: value(tape[at + 13]), sis_id: value(tape[at + 14]), students: list(tape[at + 15], value), subject: value(tape[at + 16]), teacher: value(tape[at + 17]), teachers: list(tape[at + 18], value), term_id: value(tape[at + 19]) });
    case 262143:
      return more(at, { id: value(tape[at + 2]), course: value(tape[at + 3]), created: value(tape[at + 4]), district: value(tape[at + 5]), ext: value(tape[at + 6]), grade: value(tape[at + 7]), last_modified: value(tape[at + 8]), lms_status: LmsStatus(tape[at + 9]), name: value(tape[at + 10]), period: value(tape[at + 11]), school: value(tape[at + 12]), section_number: value(tape[at + 13]), sis_id: value(tape[at + 14]), students: list(tape[at + 15], value), subject: value(tape[at + 16]), teacher: value(tape[at + 17]), teachers: list(tape[at + 18], value), term_id: value(tape[at + 19]) });
  }
  return rare(at, SECTION);
}

const NAME = ["first last middle", {}, new Map()];
function Name(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 7:
      return more(at, { first: value(tape[at + 2]), last: value(tape[at + 3]), middle: value(tape[at + 4]) });
  }
  return rare(at, NAME);
}

const DISTRICTCONTACT = ["id district email name title", { name: Name }, new Map()];
function DistrictContact(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 31:
      return more(at, { id: value(tape[at + 2]), district: value(tape[at + 3]), email: value(tape[at + 4]), name: Name(tape[at + 5]), title: value(tape[at + 6]) });
  }
  return rare(at, DISTRICTCONTACT);
}

const DISTRICT = ["id district_contact error last_attendance_sync last_lms_sync last_sync launch_date lms_matched_percentage lms_state lms_type login_methods mdr_number name nces_id pause_end pause_start portal_url sis_type state", { district_contact: DistrictContact, login_methods: (slot) => list(slot, value) }, new Map()];
function District(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 524143:
      return more(at, { id: value(tape[at + 2]), district_contact: DistrictContact(tape[at + 3]), error: value(tape[at + 4]), last_attendance_sync: value(tape[at + 5]), last_sync: value(tape[at + 7]), launch_date: value(tape[at + 8]), lms_state: value(tape[at + 10]), lms_type: value(tape[at + 11]), login_methods: list(tape[at + 12], value), mdr_number: value(tape[at + 13]), name: value(tape[at + 14]), nces_id: value(tape[at + 15]), pause_end: value(tape[at + 16]), pause_start: value(tape[at + 17]), portal_url: value(tape[at + 18]), sis_type: value(tape[at + 19]), state: value(tape[at + 20]) });
  }
  return rare(at, DISTRICT);
}

const STUDENTRELATIONSHIP = ["relationship student type", {}, new Map()];
function StudentRelationship(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 7:
      return more(at, { relationship: value(tape[at + 2]), student: value(tape[at + 3]), type: value(tape[at + 4]) });
  }
  return rare(at, STUDENTRELATIONSHIP);
}

const CONTACT = ["legacy_id phone phone_type relationship sis_id student_relationships students type", { student_relationships: (slot) => list(slot, StudentRelationship), students: (slot) => list(slot, value) }, new Map()];
function Contact(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 55:
      return more(at, { legacy_id: value(tape[at + 2]), phone: value(tape[at + 3]), phone_type: value(tape[at + 4]), sis_id: value(tape[at + 6]), student_relationships: list(tape[at + 7], StudentRelationship) });
  }
  return rare(at, CONTACT);
}

const DISTRICTADMIN = ["legacy_id title", {}, new Map()];
function DistrictAdmin(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 3:
      return more(at, { legacy_id: value(tape[at + 2]), title: value(tape[at + 3]) });
  }
  return rare(at, DISTRICTADMIN);
}

const CREDENTIALS = ["district_username", {}, new Map()];
function Credentials(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 1:
      return more(at, { district_username: value(tape[at + 2]) });
  }
  return rare(at, CREDENTIALS);
}

const STAFF = ["credentials department ext legacy_id roles schools staff_id title", { credentials: Credentials, roles: (slot) => list(slot, value), schools: (slot) => list(slot, value) }, new Map()];
function Staff(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 255:
      return more(at, { credentials: Credentials(tape[at + 2]), department: value(tape[at + 3]), ext: value(tape[at + 4]), legacy_id: value(tape[at + 5]), roles: list(tape[at + 6], value), schools: list(tape[at + 7], value), staff_id: value(tape[at + 8]), title: value(tape[at + 9]) });
  }
  return rare(at, STAFF);
}

const DISABILITY = ["disability_code disability_status disability_type", {}, new Map()];
function Disability(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 7:
      return more(at, { disability_code: value(tape[at + 2]), disability_status: value(tape[at + 3]), disability_type: value(tape[at + 4]) });
  }
  return rare(at, DISABILITY);
}

const SCHOOLENROLLMENT = ["end_date school start_date", {}, new Map()];
function SchoolEnrollment(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 7:
      return more(at, { end_date: value(tape[at + 2]), school: value(tape[at + 3]), start_date: value(tape[at + 4]) });
  }
  return rare(at, SCHOOLENROLLMENT);
}

const PREFERREDNAME = ["first last middle", {}, new Map()];
function PreferredName(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 7:
      return more(at, { first: value(tape[at + 2]), last: value(tape[at + 3]), middle: value(tape[at + 4]) });
  }
  return rare(at, PREFERREDNAME);
}

const STUDENT = ["created credentials disability dob ell_status email enrollments ext frl_status gender gifted_status grade graduation_year hispanic_ethnicity home_language home_language_code iep_status last_modified legacy_id location preferred_name race school schools section_504_status sis_id state_id student_number unweighted_gpa weighted_gpa", { credentials: Credentials, disability: Disability, enrollments: (slot) => list(slot, SchoolEnrollment), location: Location, preferred_name: PreferredName, schools: (slot) => list(slot, value) }, new Map()];
function Student(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 268173275:
      return more(at, { created: value(tape[at + 2]), credentials: Credentials(tape[at + 3]), dob: value(tape[at + 5]), ell_status: value(tape[at + 6]), enrollments: list(tape[at + 8], SchoolEnrollment), ext: value(tape[at + 9]), frl_status: value(tape[at + 10]), gender: value(tape[at + 11]), gifted_status: value(tape[at + 12]), grade: value(tape[at + 13]), graduation_year: value(tape[at + 14]), hispanic_ethnicity: value(tape[at + 15]), home_language: value(tape[at + 16]), home_language_code: value(tape[at + 17]), iep_status: value(tape[at + 18]), last_modified: value(tape[at + 19]), location: Location(tape[at + 21]), preferred_name: PreferredName(tape[at + 22]), race: value(tape[at + 23]), school: value(tape[at + 24]), schools: list(tape[at + 25], value), section_504_status: value(tape[at + 26]), sis_id: value(tape[at + 27]), state_id: value(tape[at + 28]), student_number: value(tape[at + 29]) });
    case 268173279:
      return more(at, { created: value(tape[at + 2]), credentials: Credentials(tape[at + 3]), disability: Disability(tape[at + 4]), dob: value(tape[at + 5]), ell_status: value(tape[at + 6]), enrollments: list(tape[at + 8], SchoolEnrollment), ext: value(tape[at + 9]), frl_status: value(tape[at + 10]), gender: value(tape[at + 11]), gifted_status: value(tape[at + 12]), grade: value(tape[at + 13]), graduation_year: value(tape[at + 14]), hispanic_ethnicity: value(tape[at + 15]), home_language: value(tape[at + 16]), home_language_code: value(tape[at + 17]), iep_status: value(tape[at + 18]), last_modified: value(tape[at + 19]), location: Location(tape[at + 21]), preferred_name: PreferredName(tape[at + 22]), race: value(tape[at + 23]), school: value(tape[at + 24]), schools: list(tape[at + 25], value), section_504_status: value(tape[at + 26]), sis_id: value(tape[at + 27]), state_id: value(tape[at + 28]), student_number: value(tape[at + 29]) });
    case 268173307:
      return more(at, { created: value(tape[at + 2]), credentials: Credentials(tape[at + 3]), dob: value(tape[at + 5]), ell_status: value(tape[at + 6]), email: value(tape[at + 7]), enrollments: list(tape[at + 8], SchoolEnrollment), ext: value(tape[at + 9]), frl_status: value(tape[at + 10]), gender: value(tape[at + 11]), gifted_status: value(tape[at + 12]), grade: value(tape[at + 13]), graduation_year: value(tape[at + 14]), hispanic_ethnicity: value(tape[at + 15]), home_language: value(tape[at + 16]), home_language_code: value(tape[at + 17]), iep_status: value(tape[at + 18]), last_modified: value(tape[at + 19]), location: Location(tape[at + 21]), preferred_name: PreferredName(tape[at + 22]), race: value(tape[at + 23]), school: value(tape[at + 24]), schools: list(tape[at + 25], value), section_504_status: value(tape[at + 26]), sis_id: value(tape[at + 27]), state_id: value(tape[at + 28]), student_number: value(tape[at + 29]) });
    case 268173311:
      return more(at, { created: value(tape[at + 2]), credentials: Credentials(tape[at + 3]), disability: Disability(tape[at + 4]), dob: value(tape[at + 5]), ell_status: value(tape[at + 6]), email: value(tape[at + 7]), enrollments: list(tape[at + 8], SchoolEnrollment), ext: value(tape[at + 9]), frl_status: value(tape[at + 10]), gender: value(tape[at + 11]), gifted_status: value(tape[at + 12]), grade: value(tape[at + 13]), graduation_year: value(tape[at + 14]), hispanic_ethnicity: value(tape[at + 15]), home_language: value(tape[at + 16]), home_language_code: value(tape[at + 17]), iep_status: value(tape[at + 18]), last_modified: value(tape[at + 19]), location: Location(tape[at + 21]), preferred_name: PreferredName(tape[at + 22]), race: value(tape[at + 23]), school: value(tape[at + 24]), schools: list(tape[at + 25], value), section_504_status: value(tape[at + 26]), sis_id: value(tape[at + 27]), state_id: value(tape[at + 28]), student_number: value(tape[at + 29]) });
    case 1073479643:
      return more(at, { created: value(tape[at + 2]), credentials: Credentials(tape[at + 3]), dob: value(tape[at + 5]), ell_status: value(tape[at + 6]), enrollments: list(tape[at + 8], SchoolEnrollment), ext: value(tape[at + 9]), frl_status: value(tape[at + 10]), gender: value(tape[at + 11]), gifted_status: value(tape[at + 12]), grade: value(tape[at + 13]), graduation_year: value(tape[at + 14]), hispanic_ethnicity: value(tape[at + 15]), home_language: value(tape[at + 16]), home_language_code: value(tape[at + 17]), iep_status: value(tape[at + 18]), last_modified: value(tape[at + 19]), location: Location(tape[at + 21]), preferred_name: PreferredName(tape[at + 22]), race: value(tape[at + 23]), school: value(tape[at + 24]), schools: list(tape[at + 25], value), section_504_status: value(tape[at + 26]), sis_id: value(tape[at + 27]), state_id: value(tape[at + 28]), student_number: value(tape[at + 29]), unweighted_gpa: value(tape[at + 30]), weighted_gpa: value(tape[at + 31]) });
    case 1073479647:
      return more(at, { created: value(tape[at + 2]), credentials: Credentials(tape[at + 3]), disability: Disability(tape[at + 4]), dob: value(tape[at + 5]), ell_status: value(tape[at + 6]), enrollments: list(tape[at + 8], SchoolEnrollment), ext: value(tape[at + 9]), frl_status: value(tape[at + 10]), gender: value(tape[at + 11]), gifted_status: value(tape[at + 12]), grade: value(tape[at + 13]), graduation_year: value(tape[at + 14]), hispanic_ethnicity: value(tape[at + 15]), home_language: value(tape[at + 16]), home_language_code: value(tape[at + 17]), iep_status: value(tape[at + 18]), last_modified: value(tape[at + 19]), location: Location(tape[at + 21]), preferred_name: PreferredName(tape[at + 22]), race: value(tape[at + 23]), school: value(tape[at + 24]), schools: list(tape[at + 25], value), section_504_status: value(tape[at + 26]), sis_id: value(tape[at + 27]), state_id: value(tape[at + 28]), student_number: value(tape[at + 29]), unweighted_gpa: value(tape[at + 30]), weighted_gpa: value(tape[at + 31]) });
    case 1073479675:
      return more(at, { created: value(tape[at + 2]), credentials: Credentials(tape[at + 3]), dob: value(tape[at + 5]), ell_status: value(tape[at + 6]), email: value(tape[at + 7]), enrollments: list(tape[at + 8], SchoolEnrollment), ext: value(tape[at + 9]), frl_status: value(tape[at + 10]), gender: value(tape[at + 11]), gifted_status: value(tape[at + 12]), grade: value(tape[at + 13]), graduation_year: value(tape[at + 14]), hispanic_ethnicity: value(tape[at + 15]), home_language: value(tape[at + 16]), home_language_code: value(tape[at + 17]), iep_status: value(tape[at + 18]), last_modified: value(tape[at + 19]), location: Location(tape[at + 21]), preferred_name: PreferredName(tape[at + 22]), race: value(tape[at + 23]), school: value(tape[at + 24]), schools: list(tape[at + 25], value), section_504_status: value(tape[at + 26]), sis_id: value(tape[at + 27]), state_id: value(tape[at + 28]), student_number: value(tape[at + 29]), unweighted_gpa: value(tape[at + 30]), weighted_gpa: value(tape[at + 31]) });
    case 1073479679:
      return more(at, { created: value(tape[at + 2]), credentials: Credentials(tape[at + 3]), disability: Disability(tape[at + 4]), dob: value(tape[at + 5]), ell_status: value(tape[at + 6]), email: value(tape[at + 7]), enrollments: list(tape[at + 8], SchoolEnrollment), ext: value(tape[at + 9]), frl_status: value(tape[at + 10]), gender: value(tape[at + 11]), gifted_status: value(tape[at + 12]), grade: value(tape[at + 13]), graduation_year: value(tape[at + 14]), hispanic_ethnicity: value(tape[at + 15]), home_language: value(tape[at + 16]), home_language_code: value(tape[at + 17]), iep_status: value(tape[at + 18]), last_modified: value(tape[at + 19]), location: Location(tape[at + 21]), preferred_name: PreferredName(tape[at + 22]), race: value(tape[at + 23]), school: value(tape[at + 24]), schools: list(tape[at + 25], value), section_504_status: value(tape[at + 26]), sis_id: value(tape[at + 27]), state_id: value(tape[at + 28]), student_number: value(tape[at + 29]), unweighted_gpa: value(tape[at + 30]), weighted_gpa: value(tape[at + 31]) });
  }
  return rare(at, STUDENT);
}

const TEACHER = ["created credentials district ext last_modified legacy_id name school schools sis_id state_id teacher_number title", { credentials: Credentials, name: Name, schools: (slot) => list(slot, value) }, new Map()];
function Teacher(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 8125:
      return more(at, { created: value(tape[at + 2]), district: value(tape[at + 4]), ext: value(tape[at + 5]), last_modified: value(tape[at + 6]), legacy_id: value(tape[at + 7]), school: value(tape[at + 9]), schools: list(tape[at + 10], value), sis_id: value(tape[at + 11]), state_id: value(tape[at + 12]), teacher_number: value(tape[at + 13]), title: value(tape[at + 14]) });
    case 8189:
      return more(at, { created: value(tape[at + 2]), district: value(tape[at + 4]), ext: value(tape[at + 5]), last_modified: value(tape[at + 6]), legacy_id: value(tape[at + 7]), name: Name(tape[at + 8]), school: value(tape[at + 9]), schools: list(tape[at + 10], value), sis_id: value(tape[at + 11]), state_id: value(tape[at + 12]), teacher_number: value(tape[at + 13]), title: value(tape[at + 14]) });
    case 8127:
      return more(at, { created: value(tape[at + 2]), credentials: Credentials(tape[at + 3]), district: value(tape[at + 4]), ext: value(tape[at + 5]), last_modified: value(tape[at + 6]), legacy_id: value(tape[at + 7]), school: value(tape[at + 9]), schools: list(tape[at + 10], value), sis_id: value(tape[at + 11]), state_id: value(tape[at + 12]), teacher_number: value(tape[at + 13]), title: value(tape[at + 14]) });
    case 8191:
      return more(at, { created: value(tape[at + 2]), credentials: Credentials(tape[at + 3]), district: value(tape[at + 4]), ext: value(tape[at + 5]), last_modified: value(tape[at + 6]), legacy_id: value(tape[at + 7]), name: Name(tape[at + 8]), school: value(tape[at + 9]), schools: list(tape[at + 10], value), sis_id: value(tape[at + 11]), state_id: value(tape[at + 12]), teacher_number: value(tape[at + 13]), title: value(tape[at + 14]) });
  }
  return rare(at, TEACHER);
}

const ROLES = ["contact district_admin staff student teacher", { contact: Contact, district_admin: DistrictAdmin, staff: Staff, student: Student, teacher: Teacher }, new Map()];
function Roles(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 1:
      return more(at, { contact: Contact(tape[at + 2]) });
    case 2:
      return more(at, { district_admin: DistrictAdmin(tape[at + 3]) });
    case 4:
      return more(at, { staff: Staff(tape[at + 4]) });
    case 8:
      return more(at, { student: Student(tape[at + 5]) });
    case 16:
      return more(at, { teacher: Teacher(tape[at + 6]) });
  }
  return rare(at, ROLES);
}

const USER = ["id created district email last_modified lms_status name roles", { lms_status: LmsStatus, name: Name, roles: Roles }, new Map()];
function User(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 223:
      return more(at, { id: value(tape[at + 2]), created: value(tape[at + 3]), district: value(tape[at + 4]), email: value(tape[at + 5]), last_modified: value(tape[at + 6]), name: Name(tape[at + 8]), roles: Roles(tape[at + 9]) });
    case 255:
      return more(at, { id: value(tape[at + 2]), created: value(tape[at + 3]), district: value(tape[at + 4]), email: value(tape[at + 5]), last_modified: value(tape[at + 6]), lms_status: LmsStatus(tape[at + 7]), name: Name(tape[at + 8]), roles: Roles(tape[at + 9]) });
  }
  return rare(at, USER);
}

const TERM = ["id district end_date name start_date", {}, new Map()];
function Term(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 31:
      return more(at, { id: value(tape[at + 2]), district: value(tape[at + 3]), end_date: value(tape[at + 4]), name: value(tape[at + 5]), start_date: value(tape[at + 6]) });
  }
  return rare(at, TERM);
}

const EVENTDATA = ["object previous_attributes", { object: (slot) => told(slot, NUMBERED), previous_attributes: (slot) => told(slot, NUMBERED) }, new Map()];
function EventData(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 1:
      return more(at, { object: told(tape[at + 2], NUMBERED) });
  }
  return rare(at, EVENTDATA);
}

const EVENT = ["id type created data previous_attributes", { data: EventData, previous_attributes: (slot) => told(slot, NUMBERED) }, new Map()];
function Event(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 31:
      return more(at, { id: value(tape[at + 2]), type: value(tape[at + 3]), created: value(tape[at + 4]), data: EventData(tape[at + 5]), previous_attributes: told(tape[at + 6], NUMBERED) });
  }
  return rare(at, EVENT);
}

const ATTACHMENT = ["description file_external_id size thumbnail_url title type url", {}, new Map()];
function Attachment(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 127:
      return more(at, { description: value(tape[at + 2]), file_external_id: value(tape[at + 3]), size: value(tape[at + 4]), thumbnail_url: value(tape[at + 5]), title: value(tape[at + 6]), type: value(tape[at + 7]), url: value(tape[at + 8]) });
  }
  return rare(at, ATTACHMENT);
}

const SUBMISSION = ["id assignment_id attachments created extra_attempts flags grade grade_comment grade_points grader_id last_modified override_due_date state user_id", { attachments: (slot) => list(slot, Attachment), flags: (slot) => list(slot, value) }, new Map()];
function Submission(slot) {
  if ((slot & 7) !== 6) return value(slot);
  const at = slot >>> 3;
  switch (tape[at]) {
    case 16383:
      return more(at, { id: value(tape[at + 2]), assignment_id: value(tape[at + 3]), attachments: list(tape[at + 4], Attachment), created: value(tape[at + 5]), extra_attempts: value(tape[at + 6]), flags: list(tape[at + 7], value), grade: value(tape[at + 8]), grade_comment: value(tape[at + 9]), grade_points: value(tape[at + 10]), grader_id: value(tape[at + 11]), last_modified: value(tape[at + 12]), override_due_date: value(tape[at + 13]), state: value(tape[at + 14]), user_id: value(tape[at + 15]) });
  }
  return rare(at, SUBMISSION);
}

/** By their numbers in the table: what is told of an event's subject. */
const NUMBERED = { 2: User, 21: Section, 19: School, 17: District, 22: Course, 23: Term, 24: Resource };

/** By operation: what builds a record of its list. */
export const BUILDERS = {
  listAttendanceForSchool: Attendance,
  listAttendanceForSection: Attendance,
  getCourses: Course,
  getResourcesForCourse: Resource,
  getSchoolsForCourse: School,
  getSectionsForCourse: Section,
  getDistricts: District,
  getEvents: Event,
  getResources: Resource,
  getCoursesForResource: Course,
  getSectionsForResource: Section,
  getUsersForResource: User,
  getSchools: School,
  getCoursesForSchool: Course,
  getSectionsForSchool: Section,
  getTermsForSchool: Term,
  getUsersForSchool: User,
  getSections: Section,
  getResourcesForSection: Resource,
  getUsersForSection: User,
  getSubmissionsForAssignment: Submission,
  getTerms: Term,
  getSchoolsForTerm: School,
  getSectionsForTerm: Section,
  getUsers: User,
  getContactsForUser: User,
  getStudentsForUser: User,
  getTeachersForUser: User,
  getResourcesForUser: Resource,
  getSchoolsForUser: School,
  getSectionsForUser: Section,
};
