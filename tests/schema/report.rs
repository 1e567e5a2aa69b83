//! Reports in a form that can be compared.

use clever_wasm::decode::{Envelope, Report, validate};
use clever_wasm::endpoints::Endpoint;
use clever_wasm::schema::Record;

/// What the operation's answer comes to.
pub(super) fn read(operation: &str, body: &str) -> Report {
    *validate(body.as_bytes(), Some(Endpoint::find(operation).expect(operation).answer))
}

/// Issues as `path reason`.
pub(super) fn issues(report: &Report) -> Vec<String> {
    report.issues.iter().map(|issue| format!("{} {}", issue.path, issue.reason.name())).collect()
}

/// The fatal flaw as `path reason`; empty when there is none.
pub(super) fn fatal(report: &Report) -> String {
    report.fatal.as_ref().map_or_else(String::new, |fatal| format!("{} {}", fatal.path, fatal.reason.name()))
}

/// An operation that answers with that record, and where the record stands in `around(record)`.
pub(super) fn operation_for(record: Record) -> Option<(&'static Endpoint, &'static str)> {
    let endpoints = clever_wasm::endpoints::ENDPOINTS.iter();
    let mut fitting = endpoints.filter(|endpoint| endpoint.answer.record == record);
    let endpoint = fitting.find(|endpoint| endpoint.answer.envelope != Envelope::Empty)?;
    let place = match endpoint.answer.envelope {
        Envelope::Plain => "",
        Envelope::Single => "data.",
        Envelope::Rows => "data[0].data.",
        _ => "data[0].",
    };
    Some((endpoint, place))
}

/// The body in which that record is the only one.
pub(super) fn around(endpoint: &Endpoint, record: &str) -> String {
    match endpoint.answer.envelope {
        Envelope::Plain => record.to_owned(),
        Envelope::Single => format!("{{\"data\":{record}}}"),
        Envelope::Rows => format!("{{\"data\":[{{\"data\":{record}}}]}}"),
        _ => format!("{{\"data\":[{record}]}}"),
    }
}
