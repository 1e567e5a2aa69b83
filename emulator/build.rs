//! Of `definitions.json`, what the emulator routes by: a quarter of it, and the module holds no more.

use std::{env, error::Error, fs, path::Path};

use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=definitions.json");
    let whole: Value = serde_json::from_str(&fs::read_to_string("definitions.json")?)?;
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let parameter = |parameter: &Value| match parameter.get("enum") {
        Some(values) => json!({ "name": parameter.get("name"), "enum": values }),
        None => json!({ "name": parameter.get("name") }),
    };
    let operation = |operation: &Value| {
        let member = |name: &str| operation.get(name).cloned().unwrap_or_default();
        let response = member("response");
        let answer = json!({ "record": response.get("record"), "list": response.get("list") });
        json!({
            "id": member("id"), "method": member("method"), "path": member("path"), "tag": member("tag"),
            "parameters": list(&member("parameters")).iter().map(parameter).collect::<Vec<_>>(),
            "response": if response.is_null() { Value::Null } else { answer },
        })
    };
    let apis = whole.get("apis").map(list).unwrap_or_default();
    let version = |api: &Value| {
        let operations = api.get("operations").map(list).unwrap_or_default();
        json!({
            "version": api.get("version"),
            "operations": operations.iter().map(operation).collect::<Vec<_>>(),
        })
    };
    let routes = json!({ "apis": apis.iter().map(version).collect::<Vec<_>>() });
    fs::write(Path::new(&env::var("OUT_DIR")?).join("routes.json"), routes.to_string())?;
    Ok(())
}
