//! What the boundary says in lists, with names for the tests.

#[cfg(feature = "api")]
use serde_json::json;
use serde_json::{Map, Value};

/// Names for what stands at their places; what is `null` is left out.
fn named(names: &[&str], values: &[Value]) -> Value {
    assert_eq!(names.len(), values.len(), "{names:?}: {values:?}");
    let members = names.iter().zip(values).filter(|(_, value)| !value.is_null());
    Value::Object(members.map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
}

/// What an operation of sign-in says.
pub(super) fn signin(name: &str, told: Value) -> Value {
    if name == "redeem" && told.is_null() {
        return Value::Object(Map::new());
    }
    let Some(values) = told.as_array() else { return told };
    let (what, rest) = values.split_first().unwrap();
    match what.as_str().unwrap() {
        "restart" => named(&["restart"], rest),
        "relay" => named(&["relay"], rest),
        "verify" => named(&["token", "ticket"], rest),
        "done" => {
            let mut done = named(&["session", "returnTo", "appState", "portalLaunch"], rest);
            // The app's state may be `null`.
            done["appState"] = rest[2].clone();
            done
        }
        what => panic!("{what}: {told}"),
    }
}

/// What a call is to do next.
#[cfg(feature = "api")]
pub(super) fn effect(told: Value) -> Value {
    let [what, code, rest @ ..] = &told.as_array().unwrap()[..] else { panic!("{told}") };
    match what.as_str().unwrap() {
        "send" => json!({ "send": named(&["method", "url", "template", "body", "attempt"], rest) }),
        "wait" => json!({ "wait": rest[0], "code": code }),
        "fail" => {
            assert_eq!(rest[0]["code"], *code);
            json!({ "fail": rest[0] })
        }
        "deliver" => json!({ "deliver": true }),
        "done" => json!({ "done": done(rest) }),
        what => panic!("{what}: {told}"),
    }
}

#[cfg(feature = "api")]
fn done(told: &[Value]) -> Value {
    let rows = |value: &Value, names: &[&str]| {
        value.as_array().unwrap().iter().map(|row| named(names, row.as_array().unwrap())).collect::<Vec<_>>()
    };
    let step = |value: &Value| match value {
        Value::Null => Value::Null,
        Value::Object(_) => json!({ "fail": value }),
        _ => json!({ "url": value }),
    };
    let mut members = vec![("issues", rows(&told[0], &["path", "reason"]).into()), ("count", told[1].clone())];
    if let [cursor, trail, next, prev, links] = &told[2..] {
        let links = rows(links, &["rel", "uri"]).into();
        let steps = [("next", step(next)), ("prev", step(prev))];
        members.extend(steps.into_iter().chain([
            ("cursor", cursor.clone()),
            ("trail", trail.clone()),
            ("links", links),
        ]));
    }
    // No issue is none.
    members.retain(|(name, value)| !value.is_null() && (*name != "issues" || value[0].is_object()));
    Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
}
