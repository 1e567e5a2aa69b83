// Clever's records. Generated from the tables in src/schema: UPDATE=1 cargo test --test schema

/** Who gets an assignment. */
export type AssigneeMode = "all" | "individuals" | (string & {});

/** Where an assignment stands. */
export type AssignmentState = "draft" | "scheduled" | "open" | "locked" | (string & {});

/** What is attached. Clever publishes only `file`, but Schoology needs `text` for a link. */
export type AttachmentRequestType = "file" | "link" | "text" | (string & {});

/** Whether a student was there. */
export type AttendanceStatus = "present" | "absent" | "tardy" | (string & {});

/** Whether attendance was taken for the day or for a section. */
export type AttendanceType = "daily" | "section" | (string & {});

/** Who let the application see this person: the district, or a teacher by Clever Library. */
export type AuthorizedBy = "district" | "teacher" | (string & {});

/** What a contact is to a student in general. */
export type ContactType = "Parent/Guardian" | "Emergency" | "Primary" | "Secondary" | "Family" | "Other" | "" | (string & {});

/** The code of a disability; upper case occurs. */
export type DisabilityCode = "aut" | "db" | "dd" | "emn" | "hi" | "id" | "md" | "oi" | "other" | "ohi" | "sld" | "sli" | "tbi" | "vi" | (string & {});

/** The name of a disability. */
export type DisabilityType = "Autism" | "Deaf-blindness" | "Developmental delay" | "Emotional disturbance" | "Hearing impairment" | "Intellectual Disability" | "Multiple disabilities" | "Orthopedic impairment" | "Other" | "Other health impairment" | "Specific learning disability" | "Speech or language impairment" | "Traumatic brain injury" | "Visual impairment" | (string & {});

/** How a district's sync is doing. */
export type DistrictState = "running" | "pending" | "error" | "paused" | "" | "success" | (string & {});

/** Record and change. */
export type EventType = "courses.created" | "courses.updated" | "courses.deleted" | "districts.created" | "districts.updated" | "districts.deleted" | "resources.created" | "resources.updated" | "resources.deleted" | "schools.created" | "schools.updated" | "schools.deleted" | "sections.created" | "sections.updated" | "sections.deleted" | "terms.created" | "terms.updated" | "terms.deleted" | "users.created" | "users.updated" | "users.deleted" | (string & {});

/** Whether a student gets free or reduced-price lunch. */
export type FrlStatus = "Free" | "Reduced" | "Paid" | "Other" | "" | (string & {});

/** Gender as in the source system. */
export type Gender = "M" | "F" | "X" | "" | (string & {});

/** A school grade. */
export type Grade = "InfantToddler" | "Preschool" | "PreKindergarten" | "TransitionalKindergarten" | "Kindergarten" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "10" | "11" | "12" | "13" | "PostGraduate" | "Ungraded" | "Other" | "" | (string & {});

/** How an assignment is graded. */
export type GradingType = "points" | "percent" | "pass_fail" | "letter_grade" | (string & {});

/** The language spoken at home. */
export type HomeLanguage = "Afrikaans" | "Albanian" | "Amharic" | "Arabic" | "Armenian" | "Assamese" | "Aymara" | "Azerbaijani" | "Bambara" | "Bashkir" | "Basque" | "Belarusian" | "Bengali" | "Bhojpuri" | "Bosnian" | "Bulgarian" | "Burmese" | "Cabo Verdean" | "Cantonese" | "Catalan" | "Cebuano" | "Chichewa" | "Chinese" | "Chuukese" | "Corsican" | "Croatian" | "Czech" | "Danish" | "Dari" | "Divehi" | "Dogri" | "Dutch" | "English" | "Estonian" | "Ewe" | "Faroese" | "Farsi" | "Fijian" | "Filipino" | "Finnish" | "French" | "Frisian" | "Galician" | "Georgian" | "German" | "Greek" | "Guarani" | "Gujarati" | "Haitian Creole" | "Hausa" | "Hawaiian" | "Hebrew" | "Hindi" | "Hmong" | "Hungarian" | "Icelandic" | "Igbo" | "Ilocano" | "Indonesian" | "Inuinnaqtun" | "Inuktitut" | "Irish" | "Italian" | "Japanese" | "Javanese" | "Kannada" | "Karen" | "Kazakh" | "Khmer" | "Kinyarwanda" | "Kirundi" | "Konkani" | "Korean" | "Krio" | "Kurdish (Kurmanji)" | "Kurdish (Sorani)" | "Kyrgyz" | "Laotian" | "Latvian" | "Lingala" | "Lithuanian" | "Lower Sorbian" | "Luganda" | "Luxembourgish" | "Macedonian" | "Maithili" | "Malagasy" | "Malay" | "Malayalam" | "Maltese" | "Mandarin" | "Manipuri" | "Maori" | "Marathi" | "Marshallese" | "Mizo" | "Mongolian" | "Nepali" | "Northern Sotho" | "Norwegian" | "Odia" | "Oromo" | "Other" | "Pashto" | "Polish" | "Portuguese" | "Punjabi" | "Quechua" | "Queretaro Otomi" | "Romanian" | "Russian" | "Samoan" | "Scots Gaelic" | "Serbian" | "Sesotho" | "Setswana" | "Shona" | "Sindhi" | "Sinhala" | "Slovak" | "Slovenian" | "Somali" | "Spanish" | "Sundanese" | "Swahili" | "Swedish" | "Tagalog" | "Tahitian" | "Tajik" | "Tamil" | "Tatar" | "Telugu" | "Thai" | "Tibetan" | "Tigrinya" | "Tongan" | "Tsonga" | "Turkish" | "Turkmen" | "Twi" | "Ukrainian" | "Upper Sorbian" | "Urdu" | "Uyghur" | "Uzbek" | "Vietnamese" | "Welsh" | "Xhosa" | "Yiddish" | "Yoruba" | "Yucatec Maya" | "Zulu" | (string & {});

/** The code of the language spoken at home, mostly ISO 639-3. */
export type HomeLanguageCode = "afr" | "amh" | "ara" | "asm" | "aym" | "aze" | "bak" | "bam" | "bel" | "ben" | "bho" | "bod" | "bos" | "bul" | "cat" | "ceb" | "ces" | "chk" | "ckb" | "cmn" | "cos" | "cpp" | "cym" | "dan" | "deu" | "dgo" | "div" | "dsb" | "ell" | "eng" | "est" | "eus" | "ewe" | "fao" | "fas" | "fij" | "fil" | "fin" | "fra" | "fry" | "gla" | "gle" | "glg" | "grn" | "guj" | "hat" | "hau" | "haw" | "heb" | "hin" | "hmn" | "hrv" | "hsb" | "hun" | "hye" | "ibo" | "ikt" | "iku" | "ilo" | "ind" | "isl" | "ita" | "jav" | "jpn" | "kan" | "kar" | "kat" | "kaz" | "khm" | "kin" | "kir" | "knn" | "kor" | "kri" | "kur" | "lao" | "lav" | "lin" | "lit" | "ltz" | "lug" | "lus" | "mah" | "mai" | "mal" | "mar" | "mkd" | "mlg" | "mlt" | "mni" | "mon" | "mri" | "msa" | "mya" | "nep" | "nld" | "nob" | "nso" | "nya" | "ori" | "orm" | "other" | "otq" | "pan" | "pol" | "por" | "prs" | "pus" | "que" | "ron" | "run" | "rus" | "sin" | "slk" | "slv" | "smo" | "sna" | "snd" | "som" | "sot" | "spa" | "sqi" | "srp" | "sun" | "swa" | "swe" | "tah" | "tam" | "tat" | "tel" | "tgk" | "tgl" | "tha" | "tir" | "ton" | "tsn" | "tso" | "tuk" | "tur" | "twi" | "uig" | "ukr" | "urd" | "uzb" | "vie" | "xho" | "yid" | "yor" | "yua" | "yue" | "zho" | "zul" | (string & {});

/** Where a link leads. */
export type LinkRel = "next" | "prev" | "self" | "canonical" | "course" | "courses" | "district" | "myContacts" | "myStudents" | "myTeachers" | "school" | "schools" | "sections" | "term" | "terms" | "users" | (string & {});

/** How a district's learning management system is connected. */
export type LmsState = "initial_sync_processing" | "pending_authorization" | "matching_in_progress" | "error" | "disconnected" | "" | "success" | (string & {});

/** A learning management system. */
export type LmsType = "canvas" | "schoology" | "google_classroom" | "" | (string & {});

/** A way in which a district's people sign in to Clever. */
export type LoginMethod = "Canvas" | "Clever Badges" | "Clever Passwords" | "Google" | "LDAP" | "Other" | "SAML" | (string & {});

/** Whose token it is: `user` since v3.0, whatever the role. */
export type MeType = "user" | "student" | "teacher" | "staff" | "school_admin" | "district_admin" | "contact" | "district" | (string & {});

/** What a telephone number is for. */
export type PhoneType = "Cell" | "Home" | "Work" | "Other" | "" | (string & {});

/** Race as in the source system. */
export type Race = "Caucasian" | "Asian" | "Black or African American" | "American Indian" | "Hawaiian or Other Pacific Islander" | "Two or More Races" | "Unknown" | "" | (string & {});

/** What a contact is to a student. */
export type Relationship = "Parent" | "Grandparent" | "Self" | "Aunt/Uncle" | "Sibling" | "Other" | "" | (string & {});

/** Whom a resource is for. */
export type ResourceRole = "teacher" | "student" | (string & {});

/** A role by which people are listed. */
export type Role = "contact" | "district_admin" | "staff" | "student" | "teacher" | (string & {});

/** What a section teaches. */
export type Subject = "english/language arts" | "math" | "science" | "social studies" | "language" | "homeroom/advisory" | "interventions/online learning" | "technology and engineering" | "PE and health" | "arts and music" | "other" | "" | (string & {});

/** A remark on a submission. */
export type SubmissionFlag = "excused" | "late" | "missing" | (string & {});

/** Where a submission stands. */
export type SubmissionState = "created" | "submitted" | "returned" | "reclaimed" | (string & {});

/** How students may hand in. */
export type SubmissionType = "link" | "file" | "text" | "discussion" | (string & {});

/** The role in which a person has signed in. */
export type UserType = "student" | "teacher" | "staff" | "district_admin" | "district admin" | "school_admin" | "contact" | (string & {});

/** Yes or no, as Clever writes it. */
export type YesNo = "Y" | "N" | "" | (string & {});

/** The record that an event is about, by the first half of its type. */
export interface EventRecords {
  courses: Course;
  districts: District;
  resources: Resource;
  schools: School;
  sections: Section;
  terms: Term;
  users: User;
}

/** Members of a record as they were; `null` where there was no value. */
export type Previous<T> = {
  [M in keyof T]?: (NonNullable<T[M]> extends object ? Previous<NonNullable<T[M]>> : T[M]) | null;
};

/** Whose token it is. */
export interface Me {
  /** Clever's id of the person; what `getUser` takes. */
  id: string;
  /** `user` since v3.0, whatever the role: ask `userinfo` or `getUser` for that. */
  type: MeType;
  /** Id of the district; absent for Clever Library. */
  district?: string;
  /** Who let the application see this person. */
  authorized_by?: AuthorizedBy;
}

/** The signed-in person in OpenID Connect terms, in the role of this sign-in. */
export interface UserInfo {
  /** Clever's id of the person. */
  sub: string;
  /** The person's id before v3.0; the same as `sub` for students only. */
  user_id?: string | null;
  /** The same as `sub`. */
  multi_role_user_id?: string | null;
  /** The role of this sign-in; a person may have others. */
  user_type?: UserType;
  /** Id of the district; absent for Clever Library. */
  district_id?: string | null;
  /** The same as `district_id`. */
  district?: string | null;
  /** E-mail address as the school wrote it; may be empty, need not be unique. */
  email?: string | null;
  /** Whether Clever vouches for the address; normally not. */
  email_verified?: boolean;
  /** The person's name. */
  name?: Name | null;
  /** First name. */
  given_name?: string | null;
  /** Last name; for Clever Library perhaps an initial. */
  family_name?: string | null;
  /** Ids of the person's schools. */
  schools?: string[];
  /** Who let the application see this person. */
  authorized_by?: AuthorizedBy;
}

/** A person; `roles` says what they are in their district. */
export interface User {
  /** Clever's id of the person. */
  id: string;
  /** When Clever first saw the person, ISO 8601. */
  created?: string;
  /** Id of the district; absent for Clever Library. */
  district?: string;
  /** E-mail address as the school wrote it; may be empty, need not be unique. */
  email?: string | null;
  /** When anything about the person last changed, ISO 8601. */
  last_modified?: string;
  /** Whether the person is known to the learning management system. Since v3.1. */
  lms_status?: LmsStatus | null;
  /** The person's name. */
  name?: Name;
  /** One member for each role; staff, teachers and district admins may have several. */
  roles?: Roles;
}

/** A person's name; a contact has only `last`. */
export interface Name {
  /** First name. */
  first?: string | null;
  /** Last name; a contact's whole name; an initial for Clever Library's students. */
  last?: string | null;
  /** Middle name. */
  middle?: string | null;
}

/** What a person is in their district. */
export interface Roles {
  /** A student's parent, guardian or other contact. */
  contact?: Contact | null;
  /** An administrator of the district. */
  district_admin?: DistrictAdmin | null;
  /** Staff of one or more schools. */
  staff?: Staff | null;
  /** A student. */
  student?: Student | null;
  /** A teacher. */
  teacher?: Teacher | null;
}

/** A person as a student. */
export interface Student {
  /** When the student was created, ISO 8601. */
  created?: string;
  /** How the student signs in at the district. */
  credentials?: Credentials;
  /** The student's primary disability. Since v3.1. */
  disability?: Disability;
  /** Date of birth, M/D/YYYY, not padded. */
  dob?: string | null;
  /** Whether the student is learning English. */
  ell_status?: YesNo | null;
  /** E-mail address, the same as the person's. Not in Clever's definitions. */
  email?: string | null;
  /** When the student was at which school. */
  enrollments?: SchoolEnrollment[];
  /** Members that the district and the application agreed upon. */
  ext?: Record<string, unknown>;
  /** Whether the student gets free or reduced-price lunch. Since v3.1. */
  frl_status?: FrlStatus | null;
  /** Gender as in the source system. */
  gender?: Gender | null;
  /** Whether the student is in a programme for the gifted. Since v3.1. */
  gifted_status?: YesNo | null;
  /** The student's grade. */
  grade?: Grade | null;
  /** Year of graduation, YYYY. */
  graduation_year?: string | null;
  /** Whether the student is Hispanic. */
  hispanic_ethnicity?: YesNo | null;
  /** The language spoken at home. Since v3.1. */
  home_language?: HomeLanguage | null;
  /** The code of that language. Since v3.1. */
  home_language_code?: HomeLanguageCode | null;
  /** Individualised education programme, in the source system's words. Since v3.1. */
  iep_status?: string | null;
  /** When the student last changed, ISO 8601. */
  last_modified?: string;
  /** The id before v3.0; mostly absent, a student's id has not changed. */
  legacy_id?: string;
  /** Where the student lives. */
  location?: Location | null;
  /** The name the student goes by. Since v3.1. */
  preferred_name?: PreferredName;
  /** Race as in the source system. */
  race?: Race | null;
  /** Id of the primary school. */
  school?: string;
  /** Ids of all schools. */
  schools?: string[];
  /** Whether the student has a Section 504 plan. Since v3.1. */
  section_504_status?: YesNo | null;
  /** Id in the student information system. */
  sis_id?: string;
  /** Id given by the state. */
  state_id?: string | null;
  /** Number given by the district. */
  student_number?: string | null;
  /** Grade point average, unweighted. Since v3.1. */
  unweighted_gpa?: string | null;
  /** Grade point average, weighted. Since v3.1. */
  weighted_gpa?: string | null;
}

/** How a person signs in at the district. */
export interface Credentials {
  /** User name at the district. */
  district_username?: string;
}

/** A student's primary disability. */
export interface Disability {
  /** Its code; compare without regard to case. */
  disability_code?: DisabilityCode | null;
  /** Whether the student has a disability. */
  disability_status?: YesNo | null;
  /** Its name. */
  disability_type?: DisabilityType | null;
}

/** A student's time at a school. */
export interface SchoolEnrollment {
  /** Last day, ISO 8601. */
  end_date?: string;
  /** Id of the school. */
  school?: string;
  /** First day, ISO 8601. */
  start_date?: string;
}

/** A postal address. */
export interface Location {
  /** Street and number. */
  address?: string | null;
  /** City. */
  city?: string | null;
  /** Latitude in degrees, as text. */
  lat?: string | null;
  /** Longitude in degrees, as text. */
  lon?: string | null;
  /** State, two letters as a rule. */
  state?: string | null;
  /** ZIP code. */
  zip?: string | null;
}

/** The name a student goes by. */
export interface PreferredName {
  /** First name. */
  first?: string | null;
  /** Last name. */
  last?: string | null;
  /** Middle name. */
  middle?: string | null;
}

/** A person as a teacher. */
export interface Teacher {
  /** When the teacher was created, ISO 8601. */
  created?: string;
  /** How the teacher signs in at the district. */
  credentials?: Credentials | null;
  /** Id of the district. */
  district?: string;
  /** Members that the district and the application agreed upon. */
  ext?: Record<string, unknown>;
  /** When the teacher last changed, ISO 8601. */
  last_modified?: string;
  /** The teacher's id before v3.0. */
  legacy_id?: string;
  /** The teacher's name. */
  name?: Name;
  /** Id of the primary school. */
  school?: string;
  /** Ids of all schools. */
  schools?: string[];
  /** Id in the student information system. */
  sis_id?: string;
  /** Id given by the state. */
  state_id?: string | null;
  /** Number given by the district. */
  teacher_number?: string | null;
  /** Title. */
  title?: string | null;
}

/** A person as staff of schools. */
export interface Staff {
  /** How the person signs in at the district. */
  credentials?: Credentials;
  /** Department. */
  department?: string | null;
  /** Members that the district and the application agreed upon. */
  ext?: Record<string, unknown>;
  /** The id before v3.0, where this was a school admin. */
  legacy_id?: string;
  /** What the person does, in the district's words. */
  roles?: string[];
  /** Ids of all schools; there is no primary one. */
  schools?: string[];
  /** Id given by the district. */
  staff_id?: string;
  /** Title. */
  title?: string | null;
}

/** A person as an administrator of a district; has no schools. */
export interface DistrictAdmin {
  /** The id before v3.0. */
  legacy_id?: string;
  /** Title. */
  title?: string | null;
}

/** A person as a contact of students. */
export interface Contact {
  /** The contact's id before v3.0. */
  legacy_id?: string;
  /** Telephone number. */
  phone?: string | null;
  /** What the number is for. */
  phone_type?: PhoneType | null;
  /** Left over from v2.1 in events. Not in Clever's definitions. */
  relationship?: Relationship | null;
  /** Id in the student information system. */
  sis_id?: string | null;
  /** Whose contact this is, and what to them. */
  student_relationships?: StudentRelationship[];
  /** Ids of the students; left over from v2.1 in events. Not in Clever's definitions. */
  students?: string[];
  /** Left over from v2.1 in events. Not in Clever's definitions. */
  type?: ContactType | null;
}

/** What a contact is to one student. */
export interface StudentRelationship {
  /** What exactly. */
  relationship?: Relationship | null;
  /** Id of the student. */
  student?: string;
  /** What in general. */
  type?: ContactType | null;
}

/** What the learning management system knows. */
export interface LmsStatus {
  /** Whether it knows this user or section. */
  synced_in_lms?: boolean;
}

/** A school district. */
export interface District {
  /** Clever's id of the district. */
  id: string;
  /** Whom to ask. */
  district_contact?: DistrictContact;
  /** What is wrong with the sync; empty as a rule. */
  error?: string;
  /** When attendance was last synced, ISO 8601. Since v3.1. */
  last_attendance_sync?: string | null;
  /** When the learning management system was last synced, ISO 8601. Not in Clever's definitions. */
  last_lms_sync?: string | null;
  /** When the district was last synced, ISO 8601. */
  last_sync?: string | null;
  /** When the district went live, YYYY-MM-DD. */
  launch_date?: string;
  /** Share of people found in the learning management system. Not in Clever's definitions. */
  lms_matched_percentage?: unknown;
  /** How the learning management system is connected. Since v3.1. */
  lms_state?: LmsState | null;
  /** Which learning management system. Since v3.1. */
  lms_type?: LmsType | null;
  /** How people sign in to Clever. */
  login_methods?: LoginMethod[];
  /** Number in Market Data Retrieval's list. */
  mdr_number?: string | null;
  /** Name. */
  name?: string;
  /** Id of the National Center for Education Statistics. */
  nces_id?: string | null;
  /** When syncing goes on, ISO 8601. */
  pause_end?: string | null;
  /** When syncing pauses, ISO 8601. */
  pause_start?: string | null;
  /** Address of the district's Clever portal. */
  portal_url?: string;
  /** Where the data come from: a vendor's name, or `sftp`. */
  sis_type?: string;
  /** How the sync is doing. */
  state?: DistrictState | null;
}

/** Whom to ask at a district. */
export interface DistrictContact {
  /** Clever's id of the person. */
  id?: string;
  /** Id of the district. */
  district?: string;
  /** E-mail address. */
  email?: string | null;
  /** Name. */
  name?: Name;
  /** Title. */
  title?: string;
}

/** A school. */
export interface School {
  /** Clever's id of the school. */
  id: string;
  /** When the school was created, ISO 8601. */
  created?: string;
  /** Id of the district. */
  district?: string;
  /** Members that the district and the application agreed upon. */
  ext?: Record<string, unknown>;
  /** Highest grade. */
  high_grade?: Grade | null;
  /** When the school last changed, ISO 8601. */
  last_modified?: string;
  /** Where the school is. */
  location?: Location | null;
  /** Lowest grade. */
  low_grade?: Grade | null;
  /** Number in Market Data Retrieval's list. */
  mdr_number?: string | null;
  /** Name. */
  name?: string;
  /** Id of the National Center for Education Statistics. */
  nces_id?: string | null;
  /** Telephone number. */
  phone?: string | null;
  /** The principal. */
  principal?: Principal;
  /** Number given by the district. */
  school_number?: string;
  /** Id in the student information system. */
  sis_id?: string;
  /** Id given by the state. */
  state_id?: string | null;
}

/** The principal of a school. */
export interface Principal {
  /** E-mail address. */
  email?: string | null;
  /** Whole name. */
  name?: string | null;
}

/** A class: students and teachers in one course. */
export interface Section {
  /** Clever's id of the section. */
  id: string;
  /** Id of the course; changes when the course is made anew. */
  course?: string | null;
  /** When the section was created, ISO 8601. */
  created?: string;
  /** Id of the district. */
  district?: string;
  /** Members that the district and the application agreed upon. */
  ext?: Record<string, unknown>;
  /** The section's grade. */
  grade?: Grade | null;
  /** When the section last changed, ISO 8601. */
  last_modified?: string;
  /** Whether the section is known to the learning management system. Since v3.1. */
  lms_status?: LmsStatus | null;
  /** Name. */
  name?: string;
  /** Period of the school day. */
  period?: string | null;
  /** Id of the school. */
  school?: string;
  /** Number given by the district. */
  section_number?: string | null;
  /** Id in the student information system. */
  sis_id?: string;
  /** Ids of the students. */
  students?: string[];
  /** What is taught. */
  subject?: Subject | null;
  /** Id of the primary teacher. */
  teacher?: string | null;
  /** Ids of all teachers. */
  teachers?: string[];
  /** Id of the term; changes when the term is made anew. */
  term_id?: string | null;
}

/** A course, which sections teach. */
export interface Course {
  /** Clever's id of the course; not stable. */
  id: string;
  /** Id of the district. */
  district?: string;
  /** Name. */
  name?: string | null;
  /** Number given by the district. */
  number?: string | null;
}

/** A term of the school year. */
export interface Term {
  /** Clever's id of the term; not stable. */
  id: string;
  /** Id of the district. */
  district?: string;
  /** Last day: YYYY-MM-DD or ISO 8601 with a time, both occur. */
  end_date?: string | null;
  /** Name. */
  name?: string | null;
  /** First day: YYYY-MM-DD or ISO 8601 with a time, both occur. */
  start_date?: string | null;
}

/** Teaching material that a district has licensed. */
export interface Resource {
  /** Clever's id of the resource. */
  id: string;
  /** When the resource was created, ISO 8601. */
  created?: string;
  /** Id of the district. */
  district?: string;
  /** Id given by the publisher. */
  resource_id?: string;
  /** Whom the resource is for. */
  roles?: ResourceRole[];
  /** Title. */
  title?: string;
  /** When the resource last changed, ISO 8601. */
  updated?: string;
}

/** A change to a record, kept for 30 days; ids ascend with time. */
export interface Event<K extends keyof EventRecords = keyof EventRecords> {
  /** Clever's id of the event; what to resume after. */
  id: string;
  /** Record and change, such as `users.updated`. */
  type: EventType;
  /** When it happened, ISO 8601. */
  created?: string;
  /** What it is about. */
  data?: EventData<K>;
  /** Changed members as they were; normally stands in `data` instead. */
  previous_attributes?: Previous<EventRecords[K]> | null;
}

/** What an event is about. */
export interface EventData<K extends keyof EventRecords = keyof EventRecords> {
  /** The record after the change; before it, if it was deleted. */
  object?: EventRecords[K];
  /** Changed members as they were before an update. Not in Clever's definitions. */
  previous_attributes?: Previous<EventRecords[K]> | null;
}

/** Whether a student was there on a day; kept for 6 months. */
export interface Attendance {
  /** The day, YYYY-MM-DD. */
  attendance_date?: string;
  /** Whether the student was there. */
  attendance_status?: AttendanceStatus;
  /** Whether it was taken for the day or for a section. */
  attendance_type?: AttendanceType;
  /** Id of the entry; Clever's notes name it. Not in Clever's definitions. */
  clever_id?: string;
  /** When the entry was created, ISO 8601. */
  created?: string;
  /** Id of the district. */
  district_id?: string;
  /** Why the student was not there, in the district's code. */
  excuse_code?: string;
  /** When the entry last changed, ISO 8601. */
  last_modified?: string;
  /** Id of the school. */
  school_id?: string;
  /** Id of the section; absent when taken for the day. */
  section_id?: string;
  /** Id in the student information system. */
  sis_id?: string;
  /** Id of the student. */
  student_id?: string;
}

/** An assignment in the learning management system. */
export interface Assignment {
  /** Clever's id of the assignment, a UUID; keep it, assignments cannot be listed. */
  id: string;
  /** Ids of the assignees, where the mode is `individuals`. */
  assignee_ids?: string[];
  /** Who gets it. */
  assignee_mode?: AssigneeMode | null;
  /** What is attached. */
  attachments?: Attachment[];
  /** Id of the grading category. */
  category_id?: string | null;
  /** When it was created, ISO 8601. */
  created?: string | null;
  /** Description, HTML as a rule. */
  description?: string;
  /** Description without markup. */
  description_plaintext?: string | null;
  /** When students begin to see it, ISO 8601. */
  display_date?: string | null;
  /** When it is due, ISO 8601; absent for some that a teacher made. */
  due_date?: string | null;
  /** When it closes, ISO 8601. */
  end_date?: string | null;
  /** How points become grades. */
  grading_scale?: GradingScale[];
  /** How it is graded. */
  grading_type?: GradingType;
  /** When it last changed, ISO 8601. */
  last_modified?: string | null;
  /** How often one may hand in. */
  max_attempts?: number;
  /** Most points one can get. */
  points_possible?: number | null;
  /** When it opens, ISO 8601; Canvas has `display_date` only. */
  start_date?: string | null;
  /** Where it stands. */
  state?: AssignmentState;
  /** How students may hand in. */
  submission_types?: SubmissionType[];
  /** Id of the grading term; Canvas has none. */
  term_id?: string | null;
  /** Title. */
  title?: string;
}

/** An assignment to be created, or the members to be changed. */
export interface AssignmentRequest {
  /** Ids of the assignees, where the mode is `individuals`. */
  assignee_ids?: string[];
  /** Who gets it. */
  assignee_mode?: AssigneeMode | null;
  /** What is attached. */
  attachments?: AttachmentRequest[];
  /** Description; needed for a new one. */
  description?: string | null;
  /** Description without markup. */
  description_plaintext?: string | null;
  /** When students begin to see it, ISO 8601. */
  display_date?: string | null;
  /** When it is due, ISO 8601, in the future; needed for a new one. */
  due_date?: string | null;
  /** When it closes, ISO 8601. */
  end_date?: string | null;
  /** How it is graded. */
  grading_type?: GradingType | null;
  /** How often one may hand in. */
  max_attempts?: number;
  /** Most points one can get. */
  points_possible?: number | null;
  /** When it opens, ISO 8601. */
  start_date?: string | null;
  /** How students may hand in; none shows as "nothing" in Canvas. */
  submission_types?: SubmissionType[];
  /** Id of the grading term. */
  term_id?: string | null;
  /** Title; needed for a new one. */
  title?: string | null;
}

/** Something attached to an assignment or a submission. */
export interface Attachment {
  /** Description. */
  description?: string | null;
  /** Id of the file in the learning management system. */
  file_external_id?: string | null;
  /** Size in bytes. */
  size?: number;
  /** Address of a preview. */
  thumbnail_url?: string | null;
  /** Title. */
  title?: string | null;
  /** What it is; open, as each system has its own. */
  type?: string;
  /** Address. */
  url?: string | null;
}

/** Something to be attached. */
export interface AttachmentRequest {
  /** Description. */
  description?: string | null;
  /** The text, or the link, of a `text`; for Schoology, which takes no `link`. Not in Clever's definitions. */
  text?: string;
  /** Title. */
  title?: string | null;
  /** What it is. */
  type?: AttachmentRequestType;
  /** Address of a file or a link. */
  url?: string | null;
}

/** How points become grades. */
export interface GradingScale {
  /** Its steps. */
  entries?: GradingScaleEntry[] | null;
  /** Name. */
  name?: string;
}

/** One step of a grading scale. */
export interface GradingScaleEntry {
  /** The grade. */
  name?: string;
  /** From which value on. */
  value?: string;
}

/** What a student has handed in. */
export interface Submission {
  /** Deprecated, and empty for Google Classroom: assignment and user are the key. */
  id?: string;
  /** Id of the assignment. */
  assignment_id?: string;
  /** What was handed in. */
  attachments?: Attachment[];
  /** When it was created, ISO 8601. */
  created?: string | null;
  /** Attempts beyond the assignment's limit. */
  extra_attempts?: number;
  /** Remarks. */
  flags?: SubmissionFlag[];
  /** The grade as text. */
  grade?: string | null;
  /** Comment on the grade. */
  grade_comment?: string | null;
  /** The grade in points. */
  grade_points?: number;
  /** Id of who graded it. */
  grader_id?: string | null;
  /** When it last changed, ISO 8601. */
  last_modified?: string | null;
  /** A due date for this student alone, ISO 8601. */
  override_due_date?: string | null;
  /** Where it stands. */
  state?: SubmissionState;
  /** Id of the student. */
  user_id?: string;
}

/** The members of a submission to be changed. */
export interface SubmissionRequest {
  /** What is handed in. */
  attachments?: AttachmentRequest[];
  /** Attempts beyond the assignment's limit. */
  extra_attempts?: number;
  /** Remarks. */
  flags?: SubmissionFlag[];
  /** The grade as text. */
  grade?: string | null;
  /** Comment on the grade. */
  grade_comment?: string | null;
  /** The grade in points. */
  grade_points?: number;
  /** Id of who graded it. */
  grader_id?: string | null;
  /** A due date for this student alone, ISO 8601. */
  override_due_date?: string | null;
  /** Where it stands. */
  state?: SubmissionState | null;
}

/** Where else to go from an answer. */
export interface Link {
  /** Where it leads. */
  rel?: LinkRel;
  /** Path and query on the API's origin. */
  uri?: string;
}
