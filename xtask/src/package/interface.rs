//! What the module and JavaScript call each other by.
//!
//! wasm-bindgen puts hashes behind some names and prefixes before others, and exports what only its own glue would call.
//! Our loaders (`npm/src/*/instance.js`) use plain names, and what they do not use is not exported.

use anyhow::{Result, bail};

use super::binary::{Reader, leb};

/// The name that all imports come under.
const HOST: &str = "h";

/// The module with plain names. `lets_go`: its loader lets go of what it made.
pub(super) fn plain(module: &[u8], lets_go: bool) -> Result<Vec<u8>> {
    let mut reader = Reader { bytes: module, at: 0 };
    // The module's eight bytes; then come sections, each an id, a length, its bytes.
    let mut written = reader.many(8)?.to_vec();
    while reader.at < module.len() {
        let id = reader.byte()?;
        let length = reader.number()?;
        let section = reader.many(length)?;
        let section = match id {
            2 => imports(section)?,
            7 => exports(section, lets_go)?,
            _ => section.to_vec(),
        };
        written.push(id);
        written.extend(leb(section.len()));
        written.extend(section);
    }
    Ok(written)
}

/// Every import is a function: what else a module imports would be a surprise.
fn imports(section: &[u8]) -> Result<Vec<u8>> {
    let mut reader = Reader { bytes: section, at: 0 };
    let count = reader.number()?;
    let mut written = leb(count);
    for _ in 0..count {
        reader.text()?;
        let name = reader.text()?;
        let (kind, index) = (reader.byte()?, reader.number()?);
        if kind != 0 {
            bail!("{name} is imported and no function");
        }
        text(&mut written, HOST);
        text(&mut written, imported(name));
        written.push(kind);
        written.extend(leb(index));
    }
    Ok(written)
}

fn exports(section: &[u8], lets_go: bool) -> Result<Vec<u8>> {
    let mut reader = Reader { bytes: section, at: 0 };
    let mut kept = Vec::new();
    for _ in 0..reader.number()? {
        let name = reader.text()?;
        let (kind, index) = (reader.byte()?, reader.number()?);
        kept.extend(exported(name, lets_go).map(|name| (name, kind, index)));
    }
    let mut written = leb(kept.len());
    for (name, kind, index) in kept {
        text(&mut written, name);
        written.push(kind);
        written.extend(leb(index));
    }
    Ok(written)
}

/// `tab` for `__wbg_tab_c2c550b6a644b695`, `throw` for `__wbg___wbindgen_throw_4c88d8bf264fd984`.
fn imported(name: &str) -> &str {
    let name = name.strip_prefix("__wbg_").unwrap_or(name);
    let name = name.strip_prefix("__wbindgen_").unwrap_or(name);
    match name.rsplit_once('_') {
        Some((name, hash)) if hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => name,
        _ => name,
    }
}

/// `decide` for `core_decide`, `malloc` for `__wbindgen_malloc`; nothing for what no loader of ours calls.
fn exported(name: &str, lets_go: bool) -> Option<&str> {
    match name {
        "memory" => Some(name),
        "__wbindgen_malloc" => Some("malloc"),
        "__wbindgen_free" => Some("free"),
        _ if lets_go && name.starts_with("__wbg_") && name.ends_with("_free") => Some("drop"),
        _ if name.starts_with('_') => None,
        // Behind the class.
        _ => Some(name.split_once('_').map_or(name, |(_, method)| method)),
    }
}

fn text(written: &mut Vec<u8>, text: &str) {
    written.extend(leb(text.len()));
    written.extend(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::{exported, imported, plain};

    /// A section: its id, and its bytes behind their number.
    fn section(id: u8, bytes: &[u8]) -> Vec<u8> {
        [&[id, bytes.len() as u8], bytes].concat()
    }

    fn named(name: &str, rest: &[u8]) -> Vec<u8> {
        [&[name.len() as u8], name.as_bytes(), rest].concat()
    }

    #[test]
    fn names_are_plain() {
        assert_eq!(imported("__wbg_tab_c2c550b6a644b695"), "tab");
        assert_eq!(imported("__wbg___wbindgen_throw_4c88d8bf264fd984"), "throw");
        assert_eq!(imported("__wbindgen_init_externref_table"), "init_externref_table");
        assert_eq!(exported("core_roster_columns", false), Some("roster_columns"));
        assert_eq!(exported("__wbindgen_free", false), Some("free"));
        assert_eq!(["__wbg_core_free", "__wbindgen_start"].map(|name| exported(name, false)), [None, None]);
        assert_eq!(exported("__wbg_core_free", true), Some("drop"));
    }

    #[test]
    fn sections_are_rewritten_and_the_others_kept() {
        let head = b"\0asm\x01\0\0\0";
        let from = named("__wbg_now_41a5697ff4edb4e8", &[0, 5]);
        let given = [
            &head[..],
            &section(2, &[&[1][..], &named("./a_bg.js", &from)].concat()),
            &section(7, &[&[2][..], &named("__wbindgen_realloc", &[0, 1]), &named("core_new", &[0, 2])].concat()),
            &section(10, &[0]),
        ];
        let wanted = [
            &head[..],
            &section(2, &[&[1][..], &named("h", &named("now", &[0, 5]))].concat()),
            &section(7, &[&[1][..], &named("new", &[0, 2])].concat()),
            &section(10, &[0]),
        ];
        assert_eq!(plain(&given.concat(), false).ok(), Some(wanted.concat()));
    }

    #[test]
    fn an_imported_memory_is_no_function() {
        let imports = [&[1][..], &named("env", &named("memory", &[2, 0]))].concat();
        assert!(plain(&[&b"\0asm\x01\0\0\0"[..], &section(2, &imports)].concat(), false).is_err());
    }
}
