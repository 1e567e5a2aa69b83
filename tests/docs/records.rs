//! Every record and its members, from the tables.

use super::{cell, check, read};
use clever_wasm::schema::{Record, Source};

/// The type of each member as the declarations have it.
fn kind<'a>(interface: &'a str, member: &str) -> &'a str {
    let line = interface
        .lines()
        .map(str::trim)
        .find(|line| line.strip_prefix(member).is_some_and(|rest| rest.starts_with(": ") || rest.starts_with("?: ")));
    line.and_then(|line| line.split_once(": ")).expect(member).1.trim_end_matches(';')
}

#[test]
fn records_are_those_of_the_table() {
    let types = read("npm/types/records.d.ts");
    let mut page = String::from(
        "# Records\n\nWhat Clever's operations give and take: every member may be absent but those marked certain, and what Clever sends besides is kept.\n",
    );
    for record in Record::all() {
        let interface = types
            .split("\nexport interface ")
            .find(|text| text.strip_prefix(record.name()).is_some_and(|rest| rest.starts_with([' ', '<'])))
            .expect(record.name());
        let interface = interface.split("\n}").next().unwrap();
        page.push_str(&format!(
            "\n## {}\n\n{}\n\n| Member | Type | Meaning |\n|---|---|---|\n",
            record.name(),
            cell(record.about())
        ));
        for member in record.members() {
            let optional = !interface.contains(&format!("  {}: ", member.name));
            let remark = match member.source {
                Source::V31 => " Since v3.1.",
                Source::Seen => " Observed; in no definition of Clever's.",
                _ => "",
            };
            let certain = if optional { "" } else { " Certain." };
            page.push_str(&format!(
                "| `{}` | `{}` | {}{remark}{certain} |\n",
                member.name,
                kind(interface, member.name).replace('|', "\\|"),
                cell(member.about),
            ));
        }
    }
    check("records.md", &page);
}
