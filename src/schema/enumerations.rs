//! Clever's enumerations: all of them open, for values are added within a version.

macro_rules! enumerations {
    ($($name:ident, $about:literal, [$($value:literal),*], [$($observed:literal),*];)*) => {
        /// A list of strings that Clever uses for a member.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Enumeration {
            $(#[doc = $about] $name,)*
        }

        const ROWS: &[Row] = &[$(Row {
            name: stringify!($name),
            about: $about,
            published: &[$($value),*],
            observed: &[$($observed),*],
        },)*];

        impl Enumeration {
            /// All of them, by name.
            pub const ALL: &'static [Enumeration] = &[$(Enumeration::$name),*];
        }
    };
}

struct Row {
    name: &'static str,
    about: &'static str,
    published: &'static [&'static str],
    observed: &'static [&'static str],
}

impl Enumeration {
    fn row(self) -> Option<&'static Row> {
        ROWS.get(self as usize)
    }

    /// Its name in the declarations.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().map_or("", |row| row.name)
    }

    /// One sentence: what the values say.
    #[must_use]
    pub fn about(self) -> &'static str {
        self.row().map_or("", |row| row.about)
    }

    /// The values that Clever's definitions list.
    #[must_use]
    pub fn published(self) -> &'static [&'static str] {
        self.row().map_or(&[], |row| row.published)
    }

    /// Values that stand in no definition but in recorded answers or in Clever's pages.
    #[must_use]
    pub fn observed(self) -> &'static [&'static str] {
        self.row().map_or(&[], |row| row.observed)
    }
}

// Name, meaning, published values, observed values.
enumerations! {
    AssigneeMode, "Who gets an assignment.",
        ["all", "individuals"], [];
    AssignmentState, "Where an assignment stands.",
        ["draft", "scheduled", "open", "locked"], [];
    AttachmentRequestType, "What is attached. Clever publishes only `file`, but Schoology needs `text` for a link.",
        ["file"], ["link", "text"];
    AttendanceStatus, "Whether a student was there.",
        ["present", "absent", "tardy"], [];
    AttendanceType, "Whether attendance was taken for the day or for a section.",
        ["daily", "section"], [];
    AuthorizedBy, "Who let the application see this person: the district, or a teacher by Clever Library.",
        [], ["district", "teacher"];
    ContactType, "What a contact is to a student in general.",
        ["Parent/Guardian", "Emergency", "Primary", "Secondary", "Family", "Other", ""], [];
    DisabilityCode, "The code of a disability; upper case occurs.",
        [
            "aut", "db", "dd", "emn", "hi", "id", "md", "oi", "other", "ohi", "sld", "sli", "tbi", "vi"
        ], [];
    DisabilityType, "The name of a disability.",
        [
            "Autism", "Deaf-blindness", "Developmental delay", "Emotional disturbance", "Hearing impairment",
            "Intellectual Disability", "Multiple disabilities", "Orthopedic impairment", "Other",
            "Other health impairment", "Specific learning disability", "Speech or language impairment",
            "Traumatic brain injury", "Visual impairment"
        ], [];
    DistrictState, "How a district's sync is doing.",
        ["running", "pending", "error", "paused", "", "success"], [];
    EventType, "Record and change.",
        [], [
            "courses.created", "courses.updated", "courses.deleted", "districts.created", "districts.updated",
            "districts.deleted", "resources.created", "resources.updated", "resources.deleted", "schools.created",
            "schools.updated", "schools.deleted", "sections.created", "sections.updated", "sections.deleted",
            "terms.created", "terms.updated", "terms.deleted", "users.created", "users.updated", "users.deleted"
        ];
    FrlStatus, "Whether a student gets free or reduced-price lunch.",
        ["Free", "Reduced", "Paid", "Other", ""], [];
    Gender, "Gender as in the source system.",
        ["M", "F", "X", ""], [];
    Grade, "A school grade.",
        [
            "InfantToddler", "Preschool", "PreKindergarten", "TransitionalKindergarten", "Kindergarten", "1", "2", "3",
            "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "PostGraduate", "Ungraded", "Other", ""
        ], [];
    GradingType, "How an assignment is graded.",
        ["points", "percent", "pass_fail", "letter_grade"], [];
    HomeLanguage, "The language spoken at home.",
        [
            "Afrikaans", "Albanian", "Amharic", "Arabic", "Armenian", "Assamese", "Aymara", "Azerbaijani", "Bambara",
            "Bashkir", "Basque", "Belarusian", "Bengali", "Bhojpuri", "Bosnian", "Bulgarian", "Burmese",
            "Cabo Verdean", "Cantonese", "Catalan", "Cebuano", "Chichewa", "Chinese", "Chuukese", "Corsican",
            "Croatian", "Czech", "Danish", "Dari", "Divehi", "Dogri", "Dutch", "English", "Estonian", "Ewe", "Faroese",
            "Farsi", "Fijian", "Filipino", "Finnish", "French", "Frisian", "Galician", "Georgian", "German", "Greek",
            "Guarani", "Gujarati", "Haitian Creole", "Hausa", "Hawaiian", "Hebrew", "Hindi", "Hmong", "Hungarian",
            "Icelandic", "Igbo", "Ilocano", "Indonesian", "Inuinnaqtun", "Inuktitut", "Irish", "Italian", "Japanese",
            "Javanese", "Kannada", "Karen", "Kazakh", "Khmer", "Kinyarwanda", "Kirundi", "Konkani", "Korean", "Krio",
            "Kurdish (Kurmanji)", "Kurdish (Sorani)", "Kyrgyz", "Laotian", "Latvian", "Lingala", "Lithuanian",
            "Lower Sorbian", "Luganda", "Luxembourgish", "Macedonian", "Maithili", "Malagasy", "Malay", "Malayalam",
            "Maltese", "Mandarin", "Manipuri", "Maori", "Marathi", "Marshallese", "Mizo", "Mongolian", "Nepali",
            "Northern Sotho", "Norwegian", "Odia", "Oromo", "Other", "Pashto", "Polish", "Portuguese", "Punjabi",
            "Quechua", "Queretaro Otomi", "Romanian", "Russian", "Samoan", "Scots Gaelic", "Serbian", "Sesotho",
            "Setswana", "Shona", "Sindhi", "Sinhala", "Slovak", "Slovenian", "Somali", "Spanish", "Sundanese",
            "Swahili", "Swedish", "Tagalog", "Tahitian", "Tajik", "Tamil", "Tatar", "Telugu", "Thai", "Tibetan",
            "Tigrinya", "Tongan", "Tsonga", "Turkish", "Turkmen", "Twi", "Ukrainian", "Upper Sorbian", "Urdu",
            "Uyghur", "Uzbek", "Vietnamese", "Welsh", "Xhosa", "Yiddish", "Yoruba", "Yucatec Maya", "Zulu"
        ], [];
    HomeLanguageCode, "The code of the language spoken at home, mostly ISO 639-3.",
        [
            "afr", "amh", "ara", "asm", "aym", "aze", "bak", "bam", "bel", "ben", "bho", "bod", "bos", "bul", "cat",
            "ceb", "ces", "chk", "ckb", "cmn", "cos", "cpp", "cym", "dan", "deu", "dgo", "div", "dsb", "ell", "eng",
            "est", "eus", "ewe", "fao", "fas", "fij", "fil", "fin", "fra", "fry", "gla", "gle", "glg", "grn", "guj",
            "hat", "hau", "haw", "heb", "hin", "hmn", "hrv", "hsb", "hun", "hye", "ibo", "ikt", "iku", "ilo", "ind",
            "isl", "ita", "jav", "jpn", "kan", "kar", "kat", "kaz", "khm", "kin", "kir", "knn", "kor", "kri", "kur",
            "lao", "lav", "lin", "lit", "ltz", "lug", "lus", "mah", "mai", "mal", "mar", "mkd", "mlg", "mlt", "mni",
            "mon", "mri", "msa", "mya", "nep", "nld", "nob", "nso", "nya", "ori", "orm", "other", "otq", "pan", "pol",
            "por", "prs", "pus", "que", "ron", "run", "rus", "sin", "slk", "slv", "smo", "sna", "snd", "som", "sot",
            "spa", "sqi", "srp", "sun", "swa", "swe", "tah", "tam", "tat", "tel", "tgk", "tgl", "tha", "tir", "ton",
            "tsn", "tso", "tuk", "tur", "twi", "uig", "ukr", "urd", "uzb", "vie", "xho", "yid", "yor", "yua", "yue",
            "zho", "zul"
        ], [];
    LinkRel, "Where a link leads.",
        ["next", "prev", "self"], [
            "canonical", "course", "courses", "district", "myContacts", "myStudents", "myTeachers", "school",
            "schools", "sections", "term", "terms", "users"
        ];
    LmsState, "How a district's learning management system is connected.",
        [
            "initial_sync_processing", "pending_authorization", "matching_in_progress", "error", "disconnected", "",
            "success"
        ], [];
    LmsType, "A learning management system.",
        ["canvas", "schoology", "google_classroom", ""], [];
    LoginMethod, "A way in which a district's people sign in to Clever.",
        [], [
            "Canvas", "Clever Badges", "Clever Passwords", "Google", "LDAP", "Other", "SAML"
        ];
    MeType, "Whose token it is: `user` since v3.0, whatever the role.",
        [], [
            "user", "student", "teacher", "staff", "school_admin", "district_admin", "contact", "district"
        ];
    PhoneType, "What a telephone number is for.",
        ["Cell", "Home", "Work", "Other", ""], [];
    Race, "Race as in the source system.",
        [
            "Caucasian", "Asian", "Black or African American", "American Indian", "Hawaiian or Other Pacific Islander",
            "Two or More Races", "Unknown", ""
        ], [];
    Relationship, "What a contact is to a student.",
        ["Parent", "Grandparent", "Self", "Aunt/Uncle", "Sibling", "Other", ""], [];
    ResourceRole, "Whom a resource is for.",
        ["teacher", "student"], [];
    Role, "A role by which people are listed.",
        ["contact", "district_admin", "staff", "student", "teacher"], [];
    Subject, "What a section teaches.",
        [
            "english/language arts", "math", "science", "social studies", "language", "homeroom/advisory",
            "interventions/online learning", "technology and engineering", "PE and health", "arts and music", "other",
            ""
        ], [];
    SubmissionFlag, "A remark on a submission.",
        ["excused", "late", "missing"], [];
    SubmissionState, "Where a submission stands.",
        ["created", "submitted", "returned", "reclaimed"], [];
    SubmissionType, "How students may hand in.",
        ["link", "file", "text", "discussion"], [];
    UserType, "The role in which a person has signed in.",
        [], [
            "student", "teacher", "staff", "district_admin", "district admin", "school_admin", "contact"
        ];
    YesNo, "Yes or no, as Clever writes it.",
        ["Y", "N", ""], [];
}
