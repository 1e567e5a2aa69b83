//! Everything about the emulated Clever that may differ: what FACTS of Clever leave open is a field here.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::{
    client::Client,
    district::District,
    persona::{OwnPersona, cast},
};

/// How this Clever behaves. The defaults are what was recorded, else what is most likely.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Where the three origins are reached.
    pub origins: Origins,
    /// The district and every token follow from it.
    pub seed: u64,
    /// People in the district, 10 to 1,000,000.
    pub users: u32,
    /// Registered applications; empty means one, whose pages are at [`Origins::app`].
    pub clients: Vec<Client>,
    /// People to sign in as, beside or in place of [`crate::PERSONAS`].
    pub personas: Vec<OwnPersona>,
    /// Seconds until a user token answers 401.
    pub token_lifetime_secs: u64,
    /// Seconds that Clever remembers who signed in.
    pub session_lifetime_secs: u64,
    /// Seconds that a code may be exchanged.
    pub code_lifetime_secs: u64,
    /// Whether the fragment of a sign-in carries `scope`.
    pub fragment_scope: bool,
    /// The `expires_in` of the fragment, if any.
    pub fragment_expires_in: Option<u64>,
    /// Whether an error answer echoes `state`.
    pub state_on_error: bool,
    /// `response_type=token` for a client without implicit grant.
    pub implicit_disabled: ImplicitDisabled,
    /// A portal or Instant Login launch of a client with implicit grant.
    pub portal_launch: PortalLaunch,
    /// Which origins may read `/oauth/tokeninfo`.
    pub tokeninfo_cors: Cors,
    /// Whether `/resources` lists the header `Authorization` in its preflight.
    pub resources_cors: bool,
    /// Whether operations whose CORS headers were never recorded (userinfo, attendance, LMS) have them.
    pub unrecorded_cors: bool,
    /// The form of `/resources` lists.
    pub resources: ResourceShape,
    /// The form of `/me`.
    pub me: MeShape,
    /// Whether `links` stands before `data`.
    pub links_first: bool,
    /// Whether `count=true` also sends the rows.
    pub count_with_data: bool,
    /// Where an event keeps the old values.
    pub previous_attributes: PreviousAttributes,
    /// How an attendance page names the next one.
    pub attendance_cursor: AttendanceCursor,
    /// What `limit` and cursors do with a user's own token.
    pub user_token_paging: UserTokenPaging,
    /// Whether a District SSO token may read its own schools.
    pub sso_schools: bool,
    /// Requests a minute and token before the empty 429.
    pub rate_limit_per_minute: u32,
    /// Whether a 429 has CORS headers; without them a browser sees a network error.
    pub rate_limit_cors: bool,
    /// Which LMS the district has connected.
    pub lms_type: LmsType,
    /// Seconds that a page link of submissions stays valid.
    pub lms_cursor_lifetime_secs: u64,
    /// Personas whose district has not shared the app: Clever's own error page.
    pub unshared: Vec<String>,
    /// The spelling of `user_type` for a district admin.
    pub district_admin_user_type: String,
}

/// How many people a district may have.
const PEOPLE: RangeInclusive<u32> = 10..=1_000_000;

impl Options {
    /// Whether an emulator can be made with these.
    ///
    /// # Errors
    /// A sentence about the first that cannot be used.
    pub fn check(&self) -> Result<(), String> {
        if !PEOPLE.contains(&self.users) {
            return Err(format!("`users` is {} to {}", PEOPLE.start(), PEOPLE.end()));
        }
        self.clients.iter().try_for_each(Client::check).map_err(|refusal| refusal.to_string())?;
        let at_home = Client::asked_for(self);
        at_home.iter().try_for_each(Client::check).map_err(|refusal| format!("`origins.app`: {refusal}"))?;
        cast(&self.personas, &District::new(self.seed, self.users)).map(drop)
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            origins: Origins::default(),
            seed: 1,
            users: 1_200,
            clients: Vec::new(),
            personas: Vec::new(),
            token_lifetime_secs: 86_400,
            session_lifetime_secs: 7_200,
            code_lifetime_secs: 60,
            fragment_scope: false,
            fragment_expires_in: None,
            state_on_error: true,
            implicit_disabled: ImplicitDisabled::Code,
            portal_launch: PortalLaunch::Code,
            tokeninfo_cors: Cors::Registered,
            resources_cors: false,
            unrecorded_cors: true,
            resources: ResourceShape::Recorded,
            me: MeShape::Recorded,
            links_first: false,
            count_with_data: false,
            previous_attributes: PreviousAttributes::Inside,
            attendance_cursor: AttendanceCursor::Links,
            user_token_paging: UserTokenPaging::Honoured,
            sso_schools: false,
            rate_limit_per_minute: 1_200,
            rate_limit_cors: true,
            lms_type: LmsType::Canvas,
            lms_cursor_lifetime_secs: 7_200,
            unshared: Vec::new(),
            district_admin_user_type: "district_admin".to_owned(),
        }
    }
}

/// The three origins, each `scheme://host[:port]` without a slash at the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Origins {
    /// The application's.
    pub app: String,
    /// In place of `https://clever.com`.
    pub clever: String,
    /// In place of `https://api.clever.com`.
    pub api: String,
}

impl Default for Origins {
    fn default() -> Self {
        Self {
            app: "http://localhost:41001".to_owned(),
            clever: "http://127.0.0.1:41002".to_owned(),
            api: "http://127.0.0.1:41003".to_owned(),
        }
    }
}

/// Declares a choice, snake_case on the wire.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$text:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum $name { $($(#[$text])* $variant),+ }
    };
}

choice! {
    /// What a client without implicit grant gets for `response_type=token`.
    ImplicitDisabled {
        /// A code in the query, with the state.
        Code,
        /// `error=unauthorized_client`.
        Error,
    }
}
choice! {
    /// What a launch that Clever began brings to a client with implicit grant; the state is absent in both.
    PortalLaunch {
        /// A code in the query.
        Code,
        /// A token in the fragment.
        Token,
    }
}
choice! {
    /// Which origins may read an answer.
    Cors {
        /// No CORS headers at all.
        None,
        /// Those of the client's redirect URIs.
        Registered,
        /// `*`.
        Any,
    }
}
choice! {
    /// The form of `/resources` lists.
    ResourceShape {
        /// `{"resources":[]}`.
        Recorded,
        /// `{"data":[…],"links":[…]}`, as in Clever's definitions.
        Published,
    }
}
choice! {
    /// The form of `/me`.
    MeShape {
        /// With `type`, `authorized_by` and links.
        Recorded,
        /// As the demonstration tokens answered: the role as type, no links.
        Demo,
    }
}
choice! {
    /// Where an event keeps the old values.
    PreviousAttributes {
        /// In `data.data`, beside `object`: recorded.
        Inside,
        /// Beside `data.data`: published.
        Beside,
    }
}
choice! {
    /// How an attendance page names the next one.
    AttendanceCursor {
        /// `links`, published.
        Links,
        /// `starting_after` beside `data`, as the documentation words it.
        TopLevel,
    }
}
choice! {
    /// What `limit` and cursors do with a user's own token.
    UserTokenPaging {
        /// They work.
        Honoured,
        /// They are ignored.
        Ignored,
        /// 400.
        Refused,
    }
}
choice! {
    /// The connected LMS.
    LmsType {
        /// Canvas.
        Canvas,
        /// Schoology.
        Schoology,
        /// Google Classroom.
        GoogleClassroom,
    }
}

impl LmsType {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Canvas => "canvas",
            Self::Schoology => "schoology",
            Self::GoogleClassroom => "google_classroom",
        }
    }
}
