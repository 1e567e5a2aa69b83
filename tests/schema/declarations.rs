//! The generated declarations are those of the tables.

use clever_wasm::{endpoints, schema};
use std::path::Path;

fn check(name: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("npm").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, text).unwrap();
    }
    let held = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(held == text, "npm/{name} is not what the tables say: UPDATE=1 cargo test --test schema");
}

#[test]
fn records_are_up_to_date() {
    check("types/records.d.ts", &schema::typescript::declarations());
}

#[test]
fn operations_are_up_to_date() {
    check("types/operations.d.ts", &endpoints::typescript::declarations());
}

#[test]
fn shapes_are_up_to_date() {
    check("src/driver/shapes.js", &schema::shapes::shapes());
}

#[test]
fn models_are_up_to_date() {
    check("../src/models/records.rs", &schema::rust::records());
    check("../src/models/enumerations.rs", &schema::rust::enumerations());
}

#[test]
fn methods_of_the_rust_driver_are_up_to_date() {
    check("../src/web/browser/operations.rs", &endpoints::rust::methods());
}
