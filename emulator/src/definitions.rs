//! Clever's own definitions, as `definitions.json` holds them: which operations a version has. `build.rs` leaves the rest
//! of that file out.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::district::Version;

const TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/routes.json"));

#[derive(Debug, Deserialize)]
struct File {
    apis: Vec<Api>,
}

#[derive(Debug, Deserialize)]
struct Api {
    version: String,
    operations: Vec<Operation>,
}

/// One operation of one version.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) tag: String,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) response: Option<Answer>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    #[serde(default, rename = "enum")]
    pub(crate) values: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Answer {
    pub(crate) record: String,
    pub(crate) list: bool,
}

impl Operation {
    pub(crate) fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    pub(crate) fn is_lms(&self) -> bool {
        self.tag == "LMS Connect"
    }
}

/// The operations of every version.
#[derive(Debug)]
pub(crate) struct Definitions {
    by_version: BTreeMap<Version, Vec<Operation>>,
}

/// What a path of a version leads to.
#[derive(Debug)]
pub(crate) enum Route<'a> {
    Found(&'a Operation, Vec<String>),
    /// The path exists with another method.
    OtherMethod(&'a Operation),
    Nothing,
}

impl Definitions {
    pub(crate) fn new() -> Self {
        // The file is compiled in and a test reads it, so it parses; without it nothing would be routed.
        let file: File = serde_json::from_str(TEXT).unwrap_or(File { apis: Vec::new() });
        let mut by_version = BTreeMap::new();
        for api in file.apis {
            if let Some(version) = Version::ALL.into_iter().find(|version| version.name() == api.version) {
                by_version.insert(version, api.operations);
            }
        }
        // Events were recorded on v3.0 too, though its definition leaves them out.
        let published = by_version.get(&Version::V31).map(Vec::as_slice).unwrap_or_default();
        let events: Vec<Operation> = published.iter().filter(|operation| operation.tag == "Events").cloned().collect();
        by_version.entry(Version::V30).or_default().extend(events);
        Self { by_version }
    }

    /// Matches path segments below the version. `myStudents` and `mystudents` are the same.
    pub(crate) fn route(&self, version: Version, method: &str, segments: &[String]) -> Route<'_> {
        let mut other = None;
        for operation in self.by_version.get(&version).map(Vec::as_slice).unwrap_or_default() {
            let Some(arguments) = matching(&operation.path, segments) else { continue };
            if operation.method == method {
                return Route::Found(operation, arguments);
            }
            other = Some(operation);
        }
        other.map_or(Route::Nothing, Route::OtherMethod)
    }
}

fn matching(template: &str, segments: &[String]) -> Option<Vec<String>> {
    let expected: Vec<&str> = template.trim_start_matches('/').split('/').collect();
    if expected.len() != segments.len() {
        return None;
    }
    let mut arguments = Vec::new();
    for (expected, given) in expected.iter().zip(segments) {
        if expected.starts_with('{') {
            arguments.push(given.clone());
        } else if expected.starts_with("my") && expected.eq_ignore_ascii_case(given) || expected == given {
        } else {
            return None;
        }
    }
    Some(arguments)
}

#[cfg(test)]
mod tests {
    use super::{Definitions, File, Route, TEXT};
    use crate::district::Version;

    #[test]
    fn the_file_holds_every_operation() {
        let file: Result<File, _> = serde_json::from_str(TEXT);
        let counts = file
            .map(|file| file.apis.iter().map(|api| (api.version.clone(), api.operations.len())).collect::<Vec<_>>());
        let expected = [("v3.1".to_owned(), 53), ("v3.0".to_owned(), 42), ("v2.1".to_owned(), 53)];
        assert_eq!(counts.ok().as_deref(), Some(expected.as_slice()));
    }

    #[test]
    fn routes_by_method_and_by_either_case() {
        let definitions = Definitions::new();
        let path = |text: &str| text.split('/').map(str::to_owned).collect::<Vec<_>>();
        for relation in ["mystudents", "myStudents"] {
            let route = definitions.route(Version::V30, "GET", &path(&format!("users/1/{relation}")));
            assert!(matches!(route, Route::Found(operation, _) if operation.id == "getStudentsForUser"));
        }
        assert!(matches!(definitions.route(Version::V30, "GET", &path("students")), Route::Nothing));
        assert!(matches!(definitions.route(Version::V31, "POST", &path("users")), Route::OtherMethod(_)));
    }
}
