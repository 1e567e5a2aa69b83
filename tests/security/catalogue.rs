//! The rows: what is tried, and what of it a browser SDK cannot keep off.

/// One attack. `limit`: what remains possible all the same, and why.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attack {
    pub(super) what: &'static str,
    pub(super) limit: Option<&'static str>,
}

const fn attack(what: &'static str) -> Attack {
    Attack { what, limit: None }
}

const fn limited(what: &'static str, limit: &'static str) -> Attack {
    Attack { what, limit: Some(limit) }
}

/// S01, S02 and so on, in order.
pub(super) const ATTACKS: [Attack; 82] = [
    attack("A stranger's token with a state that nobody here drew"),
    attack("A stranger's token without a state"),
    attack("The state taken away from an answer while a login is pending"),
    limited(
        "A login record written by somebody else, with its state in an address",
        "Whatever runs in the page's own origin can write its storage, and so can begin a login there: one origin is one trust. A record still has to fit client, address and age.",
    ),
    attack("Guessing a state; a platform without secure randomness"),
    attack("The same answer again, on the same page"),
    attack("The same answer again, on a new page load"),
    attack("A forged answer that would use up somebody's pending login"),
    attack("An answer to a login begun too long ago"),
    attack("A clock set back, so that a record lies in the future"),
    attack("States named like members that objects inherit"),
    attack("States that begin, end or read like the right one"),
    attack("A state that becomes the right one when decoded twice"),
    attack("Logins in several tabs that end in any order"),
    attack("Another person signs in on a shared device"),
    attack("Two states in one answer"),
    attack("Two tokens in one answer"),
    attack("Array and nesting syntax in parameter names"),
    attack("A token in the query instead of the fragment"),
    attack("The state in the query, the token in the fragment"),
    attack("A query that contradicts the fragment"),
    attack("An error and a token in one answer"),
    attack("A code for a client that asked for a token"),
    attack("Encoded delimiters inside a value"),
    attack("Line breaks, zero bytes and non-ASCII in a token"),
    attack("Another token type, or none"),
    attack("Escapes that are none, or no UTF-8"),
    attack("Plus signs and their escapes"),
    attack("A second `#`, hash-bang and hash routes, `?` in a fragment"),
    attack("A megabyte of fragment, 100,000 parameters"),
    attack("Texts made to cost more than linear time"),
    attack("`__proto__` and `constructor` in JSON"),
    attack("Markup, terminal and bidirectional controls in error texts"),
    attack("A script address as `error_uri`"),
    attack("Lifetimes that are negative, zero, huge or no numbers"),
    attack("An answer at another path than the callback's"),
    attack("A `returnTo` that leads to another site"),
    attack("A `returnTo` changed in storage"),
    attack("A `redirectUri` in the clear, with credentials or a fragment"),
    attack("Options that would overwrite parameters of the authorize address"),
    attack("A district id that would add parameters"),
    attack("The token in a Referer header"),
    limited(
        "The token in the tab's history",
        "The browser's own history database may have seen the address before any script ran, and Chromium's navigation timing keeps it for as long as the page lives: no page can clear either.",
    ),
    limited(
        "A script that reads the address before the SDK does",
        "Scripts that stand before the app's first module run before it. Put the client there, and analytics behind it.",
    ),
    attack("The token on the console, in events, in reports"),
    attack("The token in an error: message, stack, cause, JSON, clone"),
    attack("The token in debug output and panic texts"),
    limited(
        "The token in WebAssembly's memory after sign-out",
        "Overwritten where it is held, as well as can be done: copies that the engine makes of a JavaScript string are beyond reach.",
    ),
    attack("A page's link that leads the token to another site"),
    attack("A redirect that leads the token to another site"),
    attack("An API address or link in the clear"),
    attack("Ids and paths that leave their place in the address"),
    attack("Line breaks in parameters"),
    attack("Cookies, caches and referrers on requests"),
    attack("A token used after its end"),
    attack("A token used after another tab signed out"),
    attack("An answer of another kind: HTML, nothing, cut off, far too large"),
    limited(
        "Another application's token, put into a valid answer",
        "`state` proves who asked, not for whom the token was made. Tokeninfo is asked; where Clever lets no page read its answer, only `verifyAudience: \"strict\"` refuses.",
    ),
    attack("Storage that throws"),
    attack("Storage that is full"),
    attack("Storage of another partition or context"),
    attack("Records that are corrupt"),
    limited(
        "An injected script that reads storage",
        "A script that runs in the page can do what the page can. By default no token is stored; in memory it is still the page's.",
    ),
    attack("Forged storage entries and events"),
    attack("Forged messages to a page that waits for a popup"),
    attack("An answer posted to any origin"),
    attack("A popup that navigates its opener"),
    attack("A popup cut off from its opener"),
    limited(
        "A script of the same origin that listens to the channel of a popup",
        "The channel's name is the random state, which only the two windows know; a script in either of them knows it too.",
    ),
    attack("A login shown in another site's frame"),
    attack("A window opened beforehand under the popup's name"),
    attack("Two popups at once"),
    attack("A strict Content-Security-Policy"),
    attack("A Content-Security-Policy that refuses WebAssembly"),
    attack("Trusted Types"),
    attack("A module that was tampered with"),
    limited(
        "Globals replaced by another script",
        "`fetch` is looked up at each call, since tests and monitoring replace it: who replaces it sees requests. Code that runs before the SDK can replace anything.",
    ),
    attack("Members planted on Object.prototype"),
    attack("Every method called from every listener; listeners that throw"),
    attack("Traps and refused memory in the middle of calls"),
    attack("Install scripts, dependencies and builds that cannot be repeated"),
    attack("Examples that load code from elsewhere"),
];
