//! Clever's enumerations. Generated from the tables in src/schema: UPDATE=1 cargo test --test schema

use super::open::open;

open! {
    "Who gets an assignment."
    AssigneeMode {
        ALL = "all";
        INDIVIDUALS = "individuals";
    }

    "Where an assignment stands."
    AssignmentState {
        DRAFT = "draft";
        SCHEDULED = "scheduled";
        OPEN = "open";
        LOCKED = "locked";
    }

    "What is attached. Clever publishes only `file`, but Schoology needs `text` for a link."
    AttachmentRequestType {
        FILE = "file";
        LINK = "link";
        TEXT = "text";
    }

    "Whether a student was there."
    AttendanceStatus {
        PRESENT = "present";
        ABSENT = "absent";
        TARDY = "tardy";
    }

    "Whether attendance was taken for the day or for a section."
    AttendanceType {
        DAILY = "daily";
        SECTION = "section";
    }

    "Who let the application see this person: the district, or a teacher by Clever Library."
    AuthorizedBy {
        DISTRICT = "district";
        TEACHER = "teacher";
    }

    "What a contact is to a student in general."
    ContactType {
        PARENT_GUARDIAN = "Parent/Guardian";
        EMERGENCY = "Emergency";
        PRIMARY = "Primary";
        SECONDARY = "Secondary";
        FAMILY = "Family";
        OTHER = "Other";
        EMPTY = "";
    }

    "The code of a disability; upper case occurs."
    DisabilityCode {
        AUT = "aut";
        DB = "db";
        DD = "dd";
        EMN = "emn";
        HI = "hi";
        ID = "id";
        MD = "md";
        OI = "oi";
        OTHER = "other";
        OHI = "ohi";
        SLD = "sld";
        SLI = "sli";
        TBI = "tbi";
        VI = "vi";
    }

    "The name of a disability."
    DisabilityType {
        AUTISM = "Autism";
        DEAF_BLINDNESS = "Deaf-blindness";
        DEVELOPMENTAL_DELAY = "Developmental delay";
        EMOTIONAL_DISTURBANCE = "Emotional disturbance";
        HEARING_IMPAIRMENT = "Hearing impairment";
        INTELLECTUAL_DISABILITY = "Intellectual Disability";
        MULTIPLE_DISABILITIES = "Multiple disabilities";
        ORTHOPEDIC_IMPAIRMENT = "Orthopedic impairment";
        OTHER = "Other";
        OTHER_HEALTH_IMPAIRMENT = "Other health impairment";
        SPECIFIC_LEARNING_DISABILITY = "Specific learning disability";
        SPEECH_OR_LANGUAGE_IMPAIRMENT = "Speech or language impairment";
        TRAUMATIC_BRAIN_INJURY = "Traumatic brain injury";
        VISUAL_IMPAIRMENT = "Visual impairment";
    }

    "How a district's sync is doing."
    DistrictState {
        RUNNING = "running";
        PENDING = "pending";
        ERROR = "error";
        PAUSED = "paused";
        EMPTY = "";
        SUCCESS = "success";
    }

    "Record and change."
    EventType {
        COURSES_CREATED = "courses.created";
        COURSES_UPDATED = "courses.updated";
        COURSES_DELETED = "courses.deleted";
        DISTRICTS_CREATED = "districts.created";
        DISTRICTS_UPDATED = "districts.updated";
        DISTRICTS_DELETED = "districts.deleted";
        RESOURCES_CREATED = "resources.created";
        RESOURCES_UPDATED = "resources.updated";
        RESOURCES_DELETED = "resources.deleted";
        SCHOOLS_CREATED = "schools.created";
        SCHOOLS_UPDATED = "schools.updated";
        SCHOOLS_DELETED = "schools.deleted";
        SECTIONS_CREATED = "sections.created";
        SECTIONS_UPDATED = "sections.updated";
        SECTIONS_DELETED = "sections.deleted";
        TERMS_CREATED = "terms.created";
        TERMS_UPDATED = "terms.updated";
        TERMS_DELETED = "terms.deleted";
        USERS_CREATED = "users.created";
        USERS_UPDATED = "users.updated";
        USERS_DELETED = "users.deleted";
    }

    "Whether a student gets free or reduced-price lunch."
    FrlStatus {
        FREE = "Free";
        REDUCED = "Reduced";
        PAID = "Paid";
        OTHER = "Other";
        EMPTY = "";
    }

    "Gender as in the source system."
    Gender {
        M = "M";
        F = "F";
        X = "X";
        EMPTY = "";
    }

    "A school grade."
    Grade {
        INFANT_TODDLER = "InfantToddler";
        PRESCHOOL = "Preschool";
        PRE_KINDERGARTEN = "PreKindergarten";
        TRANSITIONAL_KINDERGARTEN = "TransitionalKindergarten";
        KINDERGARTEN = "Kindergarten";
        GRADE_1 = "1";
        GRADE_2 = "2";
        GRADE_3 = "3";
        GRADE_4 = "4";
        GRADE_5 = "5";
        GRADE_6 = "6";
        GRADE_7 = "7";
        GRADE_8 = "8";
        GRADE_9 = "9";
        GRADE_10 = "10";
        GRADE_11 = "11";
        GRADE_12 = "12";
        GRADE_13 = "13";
        POST_GRADUATE = "PostGraduate";
        UNGRADED = "Ungraded";
        OTHER = "Other";
        EMPTY = "";
    }

    "How an assignment is graded."
    GradingType {
        POINTS = "points";
        PERCENT = "percent";
        PASS_FAIL = "pass_fail";
        LETTER_GRADE = "letter_grade";
    }

    "The language spoken at home."
    HomeLanguage {
        AFRIKAANS = "Afrikaans";
        ALBANIAN = "Albanian";
        AMHARIC = "Amharic";
        ARABIC = "Arabic";
        ARMENIAN = "Armenian";
        ASSAMESE = "Assamese";
        AYMARA = "Aymara";
        AZERBAIJANI = "Azerbaijani";
        BAMBARA = "Bambara";
        BASHKIR = "Bashkir";
        BASQUE = "Basque";
        BELARUSIAN = "Belarusian";
        BENGALI = "Bengali";
        BHOJPURI = "Bhojpuri";
        BOSNIAN = "Bosnian";
        BULGARIAN = "Bulgarian";
        BURMESE = "Burmese";
        CABO_VERDEAN = "Cabo Verdean";
        CANTONESE = "Cantonese";
        CATALAN = "Catalan";
        CEBUANO = "Cebuano";
        CHICHEWA = "Chichewa";
        CHINESE = "Chinese";
        CHUUKESE = "Chuukese";
        CORSICAN = "Corsican";
        CROATIAN = "Croatian";
        CZECH = "Czech";
        DANISH = "Danish";
        DARI = "Dari";
        DIVEHI = "Divehi";
        DOGRI = "Dogri";
        DUTCH = "Dutch";
        ENGLISH = "English";
        ESTONIAN = "Estonian";
        EWE = "Ewe";
        FAROESE = "Faroese";
        FARSI = "Farsi";
        FIJIAN = "Fijian";
        FILIPINO = "Filipino";
        FINNISH = "Finnish";
        FRENCH = "French";
        FRISIAN = "Frisian";
        GALICIAN = "Galician";
        GEORGIAN = "Georgian";
        GERMAN = "German";
        GREEK = "Greek";
        GUARANI = "Guarani";
        GUJARATI = "Gujarati";
        HAITIAN_CREOLE = "Haitian Creole";
        HAUSA = "Hausa";
        HAWAIIAN = "Hawaiian";
        HEBREW = "Hebrew";
        HINDI = "Hindi";
        HMONG = "Hmong";
        HUNGARIAN = "Hungarian";
        ICELANDIC = "Icelandic";
        IGBO = "Igbo";
        ILOCANO = "Ilocano";
        INDONESIAN = "Indonesian";
        INUINNAQTUN = "Inuinnaqtun";
        INUKTITUT = "Inuktitut";
        IRISH = "Irish";
        ITALIAN = "Italian";
        JAPANESE = "Japanese";
        JAVANESE = "Javanese";
        KANNADA = "Kannada";
        KAREN = "Karen";
        KAZAKH = "Kazakh";
        KHMER = "Khmer";
        KINYARWANDA = "Kinyarwanda";
        KIRUNDI = "Kirundi";
        KONKANI = "Konkani";
        KOREAN = "Korean";
        KRIO = "Krio";
        KURDISH_KURMANJI = "Kurdish (Kurmanji)";
        KURDISH_SORANI = "Kurdish (Sorani)";
        KYRGYZ = "Kyrgyz";
        LAOTIAN = "Laotian";
        LATVIAN = "Latvian";
        LINGALA = "Lingala";
        LITHUANIAN = "Lithuanian";
        LOWER_SORBIAN = "Lower Sorbian";
        LUGANDA = "Luganda";
        LUXEMBOURGISH = "Luxembourgish";
        MACEDONIAN = "Macedonian";
        MAITHILI = "Maithili";
        MALAGASY = "Malagasy";
        MALAY = "Malay";
        MALAYALAM = "Malayalam";
        MALTESE = "Maltese";
        MANDARIN = "Mandarin";
        MANIPURI = "Manipuri";
        MAORI = "Maori";
        MARATHI = "Marathi";
        MARSHALLESE = "Marshallese";
        MIZO = "Mizo";
        MONGOLIAN = "Mongolian";
        NEPALI = "Nepali";
        NORTHERN_SOTHO = "Northern Sotho";
        NORWEGIAN = "Norwegian";
        ODIA = "Odia";
        OROMO = "Oromo";
        OTHER = "Other";
        PASHTO = "Pashto";
        POLISH = "Polish";
        PORTUGUESE = "Portuguese";
        PUNJABI = "Punjabi";
        QUECHUA = "Quechua";
        QUERETARO_OTOMI = "Queretaro Otomi";
        ROMANIAN = "Romanian";
        RUSSIAN = "Russian";
        SAMOAN = "Samoan";
        SCOTS_GAELIC = "Scots Gaelic";
        SERBIAN = "Serbian";
        SESOTHO = "Sesotho";
        SETSWANA = "Setswana";
        SHONA = "Shona";
        SINDHI = "Sindhi";
        SINHALA = "Sinhala";
        SLOVAK = "Slovak";
        SLOVENIAN = "Slovenian";
        SOMALI = "Somali";
        SPANISH = "Spanish";
        SUNDANESE = "Sundanese";
        SWAHILI = "Swahili";
        SWEDISH = "Swedish";
        TAGALOG = "Tagalog";
        TAHITIAN = "Tahitian";
        TAJIK = "Tajik";
        TAMIL = "Tamil";
        TATAR = "Tatar";
        TELUGU = "Telugu";
        THAI = "Thai";
        TIBETAN = "Tibetan";
        TIGRINYA = "Tigrinya";
        TONGAN = "Tongan";
        TSONGA = "Tsonga";
        TURKISH = "Turkish";
        TURKMEN = "Turkmen";
        TWI = "Twi";
        UKRAINIAN = "Ukrainian";
        UPPER_SORBIAN = "Upper Sorbian";
        URDU = "Urdu";
        UYGHUR = "Uyghur";
        UZBEK = "Uzbek";
        VIETNAMESE = "Vietnamese";
        WELSH = "Welsh";
        XHOSA = "Xhosa";
        YIDDISH = "Yiddish";
        YORUBA = "Yoruba";
        YUCATEC_MAYA = "Yucatec Maya";
        ZULU = "Zulu";
    }

    "The code of the language spoken at home, mostly ISO 639-3."
    HomeLanguageCode {
        AFR = "afr";
        AMH = "amh";
        ARA = "ara";
        ASM = "asm";
        AYM = "aym";
        AZE = "aze";
        BAK = "bak";
        BAM = "bam";
        BEL = "bel";
        BEN = "ben";
        BHO = "bho";
        BOD = "bod";
        BOS = "bos";
        BUL = "bul";
        CAT = "cat";
        CEB = "ceb";
        CES = "ces";
        CHK = "chk";
        CKB = "ckb";
        CMN = "cmn";
        COS = "cos";
        CPP = "cpp";
        CYM = "cym";
        DAN = "dan";
        DEU = "deu";
        DGO = "dgo";
        DIV = "div";
        DSB = "dsb";
        ELL = "ell";
        ENG = "eng";
        EST = "est";
        EUS = "eus";
        EWE = "ewe";
        FAO = "fao";
        FAS = "fas";
        FIJ = "fij";
        FIL = "fil";
        FIN = "fin";
        FRA = "fra";
        FRY = "fry";
        GLA = "gla";
        GLE = "gle";
        GLG = "glg";
        GRN = "grn";
        GUJ = "guj";
        HAT = "hat";
        HAU = "hau";
        HAW = "haw";
        HEB = "heb";
        HIN = "hin";
        HMN = "hmn";
        HRV = "hrv";
        HSB = "hsb";
        HUN = "hun";
        HYE = "hye";
        IBO = "ibo";
        IKT = "ikt";
        IKU = "iku";
        ILO = "ilo";
        IND = "ind";
        ISL = "isl";
        ITA = "ita";
        JAV = "jav";
        JPN = "jpn";
        KAN = "kan";
        KAR = "kar";
        KAT = "kat";
        KAZ = "kaz";
        KHM = "khm";
        KIN = "kin";
        KIR = "kir";
        KNN = "knn";
        KOR = "kor";
        KRI = "kri";
        KUR = "kur";
        LAO = "lao";
        LAV = "lav";
        LIN = "lin";
        LIT = "lit";
        LTZ = "ltz";
        LUG = "lug";
        LUS = "lus";
        MAH = "mah";
        MAI = "mai";
        MAL = "mal";
        MAR = "mar";
        MKD = "mkd";
        MLG = "mlg";
        MLT = "mlt";
        MNI = "mni";
        MON = "mon";
        MRI = "mri";
        MSA = "msa";
        MYA = "mya";
        NEP = "nep";
        NLD = "nld";
        NOB = "nob";
        NSO = "nso";
        NYA = "nya";
        ORI = "ori";
        ORM = "orm";
        OTHER = "other";
        OTQ = "otq";
        PAN = "pan";
        POL = "pol";
        POR = "por";
        PRS = "prs";
        PUS = "pus";
        QUE = "que";
        RON = "ron";
        RUN = "run";
        RUS = "rus";
        SIN = "sin";
        SLK = "slk";
        SLV = "slv";
        SMO = "smo";
        SNA = "sna";
        SND = "snd";
        SOM = "som";
        SOT = "sot";
        SPA = "spa";
        SQI = "sqi";
        SRP = "srp";
        SUN = "sun";
        SWA = "swa";
        SWE = "swe";
        TAH = "tah";
        TAM = "tam";
        TAT = "tat";
        TEL = "tel";
        TGK = "tgk";
        TGL = "tgl";
        THA = "tha";
        TIR = "tir";
        TON = "ton";
        TSN = "tsn";
        TSO = "tso";
        TUK = "tuk";
        TUR = "tur";
        TWI = "twi";
        UIG = "uig";
        UKR = "ukr";
        URD = "urd";
        UZB = "uzb";
        VIE = "vie";
        XHO = "xho";
        YID = "yid";
        YOR = "yor";
        YUA = "yua";
        YUE = "yue";
        ZHO = "zho";
        ZUL = "zul";
    }

    "Where a link leads."
    LinkRel {
        NEXT = "next";
        PREV = "prev";
        SELF = "self";
        CANONICAL = "canonical";
        COURSE = "course";
        COURSES = "courses";
        DISTRICT = "district";
        MY_CONTACTS = "myContacts";
        MY_STUDENTS = "myStudents";
        MY_TEACHERS = "myTeachers";
        SCHOOL = "school";
        SCHOOLS = "schools";
        SECTIONS = "sections";
        TERM = "term";
        TERMS = "terms";
        USERS = "users";
    }

    "How a district's learning management system is connected."
    LmsState {
        INITIAL_SYNC_PROCESSING = "initial_sync_processing";
        PENDING_AUTHORIZATION = "pending_authorization";
        MATCHING_IN_PROGRESS = "matching_in_progress";
        ERROR = "error";
        DISCONNECTED = "disconnected";
        EMPTY = "";
        SUCCESS = "success";
    }

    "A learning management system."
    LmsType {
        CANVAS = "canvas";
        SCHOOLOGY = "schoology";
        GOOGLE_CLASSROOM = "google_classroom";
        EMPTY = "";
    }

    "A way in which a district's people sign in to Clever."
    LoginMethod {
        CANVAS = "Canvas";
        CLEVER_BADGES = "Clever Badges";
        CLEVER_PASSWORDS = "Clever Passwords";
        GOOGLE = "Google";
        LDAP = "LDAP";
        OTHER = "Other";
        SAML = "SAML";
    }

    "Whose token it is: `user` since v3.0, whatever the role."
    MeType {
        USER = "user";
        STUDENT = "student";
        TEACHER = "teacher";
        STAFF = "staff";
        SCHOOL_ADMIN = "school_admin";
        DISTRICT_ADMIN = "district_admin";
        CONTACT = "contact";
        DISTRICT = "district";
    }

    "What a telephone number is for."
    PhoneType {
        CELL = "Cell";
        HOME = "Home";
        WORK = "Work";
        OTHER = "Other";
        EMPTY = "";
    }

    "Race as in the source system."
    Race {
        CAUCASIAN = "Caucasian";
        ASIAN = "Asian";
        BLACK_OR_AFRICAN_AMERICAN = "Black or African American";
        AMERICAN_INDIAN = "American Indian";
        HAWAIIAN_OR_OTHER_PACIFIC_ISLANDER = "Hawaiian or Other Pacific Islander";
        TWO_OR_MORE_RACES = "Two or More Races";
        UNKNOWN = "Unknown";
        EMPTY = "";
    }

    "What a contact is to a student."
    Relationship {
        PARENT = "Parent";
        GRANDPARENT = "Grandparent";
        SELF = "Self";
        AUNT_UNCLE = "Aunt/Uncle";
        SIBLING = "Sibling";
        OTHER = "Other";
        EMPTY = "";
    }

    "Whom a resource is for."
    ResourceRole {
        TEACHER = "teacher";
        STUDENT = "student";
    }

    "A role by which people are listed."
    Role {
        CONTACT = "contact";
        DISTRICT_ADMIN = "district_admin";
        STAFF = "staff";
        STUDENT = "student";
        TEACHER = "teacher";
    }

    "What a section teaches."
    Subject {
        ENGLISH_LANGUAGE_ARTS = "english/language arts";
        MATH = "math";
        SCIENCE = "science";
        SOCIAL_STUDIES = "social studies";
        LANGUAGE = "language";
        HOMEROOM_ADVISORY = "homeroom/advisory";
        INTERVENTIONS_ONLINE_LEARNING = "interventions/online learning";
        TECHNOLOGY_AND_ENGINEERING = "technology and engineering";
        PE_AND_HEALTH = "PE and health";
        ARTS_AND_MUSIC = "arts and music";
        OTHER = "other";
        EMPTY = "";
    }

    "A remark on a submission."
    SubmissionFlag {
        EXCUSED = "excused";
        LATE = "late";
        MISSING = "missing";
    }

    "Where a submission stands."
    SubmissionState {
        CREATED = "created";
        SUBMITTED = "submitted";
        RETURNED = "returned";
        RECLAIMED = "reclaimed";
    }

    "How students may hand in."
    SubmissionType {
        LINK = "link";
        FILE = "file";
        TEXT = "text";
        DISCUSSION = "discussion";
    }

    "The role in which a person has signed in."
    UserType {
        STUDENT = "student";
        TEACHER = "teacher";
        STAFF = "staff";
        DISTRICT_ADMIN = "district_admin";
        DISTRICT_ADMIN_2 = "district admin";
        SCHOOL_ADMIN = "school_admin";
        CONTACT = "contact";
    }

    "Yes or no, as Clever writes it."
    YesNo {
        Y = "Y";
        N = "N";
        EMPTY = "";
    }
}
