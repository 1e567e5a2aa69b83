//! The path of a request.

use super::{Endpoint, Since};
use crate::error::{Error, Result};
use crate::percent;
use crate::prelude::*;

/// The path of an operation, its version included, with `arguments` for its path parameters. `version` is `v3.0` or
/// `v3.1`.
///
/// # Errors
/// `invalid_argument`: an argument that is missing or would not stay within its segment, named in `path`; an
/// operation that the version lacks.
pub fn path(endpoint: &Endpoint, arguments: &[&str], version: &str) -> Result<String> {
    let mut path = String::new();
    match endpoint.since {
        Since::Unversioned => {}
        Since::V31 if version != "v3.1" => {
            let mut sentence = String::from(endpoint.name);
            for part in [" is not part of Clever's ", version, ": set apiVersion to \"v3.1\""] {
                sentence.push_str(part);
            }
            return Err(Error::argument("apiVersion", sentence));
        }
        _ => {
            path.push('/');
            path.push_str(version);
        }
    }
    let mut arguments = arguments.iter();
    let mut template = endpoint.path.char_indices();
    while let Some((at, character)) = template.next() {
        if character != '{' {
            path.push(character);
            continue;
        }
        let argument = arguments.next().copied().unwrap_or_default();
        // Takes the closing brace too.
        let length = template.by_ref().take_while(|(_, character)| *character != '}').count();
        if !stays_in_segment(argument) {
            let name = endpoint.path.get(at + 1..at + 1 + length).unwrap_or_default();
            let mut sentence = String::from(name);
            sentence.push_str(" must be an id: not empty, not . or .., without /, \\ and control characters");
            return Err(Error::argument(name, sentence));
        }
        percent::encode(&mut path, argument);
    }
    Ok(path)
}

/// `%` needs no care here: it is encoded itself.
fn stays_in_segment(argument: &str) -> bool {
    let is_hostile = |byte: u8| matches!(byte, b'/' | b'\\') || byte.is_ascii_control();
    !matches!(argument, "" | "." | "..") && !argument.bytes().any(is_hostile)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::path;
    use crate::endpoints::Endpoint;

    #[test]
    fn arguments_fill_the_template() {
        let path = |name: &str, arguments: &[&str]| path(Endpoint::find(name).unwrap(), arguments, "v3.1").unwrap();
        assert_eq!(path("me", &[]), "/v3.1/me");
        assert_eq!(path("userinfo", &[]), "/userinfo");
        assert_eq!(path("getStudentsForUser", &["5a"]), "/v3.1/users/5a/mystudents");
        assert_eq!(
            path("updateSubmissionForAssignment", &["s", "%2e%2E/é".trim_end_matches("/é"), "a b?#&=+;:@"]),
            "/v3.1/sections/s/assignments/%252e%252E/submissions/a%20b%3F%23%26%3D%2B%3B%3A%40"
        );
    }

    #[test]
    fn an_argument_stays_in_its_segment() {
        let assignment = Endpoint::find("getAssignmentForSection").unwrap();
        for hostile in ["", ".", "..", "a/b", "/", "\\", "a\\..\\b", "\n", "a\u{0}", "\u{7f}"] {
            let error = path(assignment, &["s", hostile], "v3.1").unwrap_err();
            assert_eq!(
                (error.code.name(), error.path.as_deref()),
                ("invalid_argument", Some("assignment_id")),
                "{hostile:?}"
            );
        }
        assert_eq!(path(assignment, &["s"], "v3.1").unwrap_err().path.as_deref(), Some("assignment_id"));
    }

    #[test]
    fn an_older_version_lacks_operations() {
        let attendance = Endpoint::find("listAttendanceForSchool").unwrap();
        let error = path(attendance, &["a"], "v3.0").unwrap_err();
        assert_eq!(error.code.name(), "invalid_argument");
        assert!(error.to_string().contains("listAttendanceForSchool is not part of Clever's v3.0"), "{error}");
        assert_eq!(path(Endpoint::find("getEvents").unwrap(), &[], "v3.0").unwrap(), "/v3.0/events");
        assert_eq!(path(Endpoint::find("getTerms").unwrap(), &[], "v3.0").unwrap(), "/v3.0/terms");
    }
}
