//! The strict headers of the app's pages.

use clever_emulator::Origins;

/// The page that matches accounts may start its worker, through a Trusted Types policy of that one name.
/// `__csp=no-wasm` and `__coop=1` in the query change them, for tests.
pub(crate) fn headers(path: &str, query: &str, origins: &Origins) -> Vec<(&'static str, String)> {
    let has = |pair: &str| query.split('&').any(|part| part == pair);
    let wasm = if has("__csp=no-wasm") { "" } else { " 'wasm-unsafe-eval'" };
    let types = if path == "/match.html" { "clever-demo" } else { "'none'" };
    let (clever, api) = (&origins.clever, &origins.api);
    let policy = format!(
        "default-src 'none'; script-src 'self'{wasm}; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self' {clever} {api}; form-action 'self' {clever}; base-uri 'none'; frame-ancestors *; \
         require-trusted-types-for 'script'; trusted-types {types}"
    );
    let mut headers = vec![
        ("Content-Security-Policy", policy),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        // Not no-store: that would keep pages out of the back/forward cache.
        ("Cache-Control", "no-cache".to_owned()),
    ];
    if has("__coop=1") {
        headers.push(("Cross-Origin-Opener-Policy", "same-origin".to_owned()));
    }
    headers
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use clever_emulator::Origins;

    use super::headers;

    #[test]
    fn the_query_changes_the_policy() {
        let origins = Origins::default();
        let strict = headers("/", "", &origins);
        assert!(strict[0].1.contains("script-src 'self' 'wasm-unsafe-eval';"));
        assert!(strict[0].1.contains(&format!("connect-src 'self' {} {};", origins.clever, origins.api)));
        assert!(strict[0].1.ends_with("trusted-types 'none'"));
        assert!(headers("/match.html", "", &origins)[0].1.ends_with("trusted-types clever-demo"));
        assert!(headers("/", "a=1&__csp=no-wasm", &origins)[0].1.contains("script-src 'self';"));
        assert_eq!(strict.len() + 1, headers("/", "__coop=1", &origins).len());
    }
}
