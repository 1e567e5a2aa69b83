//! What `createClever` and its methods take, from the declarations.

use super::{cell, check, declarations, read};

fn interface(types: &str, name: &str) -> Vec<(String, String)> {
    let opening = format!("export interface {name} {{");
    let body = types.split(opening.as_str()).nth(1).expect(name).split("\n}").next().unwrap();
    declarations(body)
}

#[test]
fn options_are_those_of_the_types() {
    let types = read("npm/types/index.d.ts");
    let mut page =
        String::from("# Options\n\nWhat `createClever`, a login and a call take, and what a client tells of.\n");
    for (name, about) in [
        (
            "CleverOptions",
            "The argument of `createClever`. Whatever cannot be used is an `invalid_config` that names the option.",
        ),
        ("LoginOptions", "The argument of `login`, `loginUrl` and `loginWithPopup`."),
        ("RequestOptions", "The last argument of every call."),
        ("RedirectResult", "What `handleRedirect` gives."),
        ("Session", "Who is signed in."),
        ("CleverEvents", "What `on` tells of."),
        ("Page", "A page of a list."),
        ("RequestEvent", "What `onRequest` is told."),
    ] {
        let types = types.replace("Page<T> {", "Page {");
        page.push_str(&format!("\n## {name}\n\n{about}\n\n| Member | Type | Meaning |\n|---|---|---|\n"));
        let rows = interface(&types, name);
        assert!(rows.len() >= 3, "{name}: {rows:?}");
        for (about, declared) in rows {
            let declared = declared.trim_start_matches("readonly ");
            let (member, kind) = match declared.split_once(':') {
                Some((member, kind)) if !member.contains('(') => (member.to_owned(), kind.trim().to_owned()),
                _ => {
                    let (call, result) = declared.rsplit_once("):").expect("a method");
                    (format!("{call})"), result.trim().to_owned())
                }
            };
            let member = member.replace('?', "");
            // Of what may be left out nobody has to read that it may be `undefined`, too.
            let kind = kind.replace(" | undefined", "").replace('|', "\\|");
            let kind = kind.strip_prefix('(').and_then(|kind| kind.strip_suffix(')')).unwrap_or(&kind);
            page.push_str(&format!("| `{member}` | `{kind}` | {} |\n", cell(&about)));
        }
    }
    check("options.md", &page);
}
