//! Which addresses a token may be sent to.

use crate::percent;
use crate::prelude::*;
use crate::search::{contains, cut, dots, parts};

/// The address of a page's link, where it stays below the API: path-only from `/v3.<digits>/` on, or absolute with
/// the API's own origin and prefix.
pub(crate) fn approve(api_url: &str, uri: &str) -> Option<String> {
    // A path-only link is recognised by its own beginning, so an API address never has to be resolved against.
    let path = match uri.strip_prefix(api_url) {
        Some(below) => below,
        None => uri,
    };
    (is_versioned(path) && is_plain(path)).then(|| [api_url, path].concat())
}

/// Whether `path` means the same to every URL parser, and stays where it points to: it begins with `/`, and has no
/// empty or dot segments, no backslash, no fragment, nothing that a parser drops or that hides a separator.
pub(super) fn is_plain(path: &str) -> bool {
    if !path.starts_with('/') || !path.bytes().all(|byte| matches!(byte, 0x21..=0x7e if byte != b'\\' && byte != b'#'))
    {
        return false;
    }
    let (path, _) = split_query(path);
    let hidden = ["//", "%2f", "%5c"].iter().any(|sequence| contains(path, sequence));
    !hidden && !parts(path, b'/').any(|segment| matches!(dots(segment), 1 | 2))
}

fn is_versioned(path: &str) -> bool {
    let digits = path.strip_prefix("/v3.").map(|rest| cut(rest, b'/'));
    digits.is_some_and(|(digits, rest)| {
        rest.is_some() && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// The value of a cursor parameter in an address: `+` is itself there, as cursors are base64 or hexadecimal.
pub(crate) fn parameter(url: &str, name: &str) -> Option<String> {
    let (_, query) = split_query(url);
    parts(query, b'&').find_map(|pair| {
        let (key, Some(value)) = cut(pair, b'=') else { return None };
        let wanted = key == name && !value.is_empty();
        if wanted { percent::decode_with(value, b'+') } else { None }
    })
}

/// Where in its list an address goes on from: Clever's lists and those of LMS Connect name it differently.
pub(crate) fn cursor(url: &str) -> Option<String> {
    ["starting_after", "cursor"].iter().find_map(|name| parameter(url, name))
}

fn split_query(url: &str) -> (&str, &str) {
    let (path, query) = cut(url, b'?');
    (path, query.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{approve, is_plain, parameter};

    const CLEVER: &str = "https://api.clever.com";
    const PROXY: &str = "http://localhost:8080/clever";

    #[test]
    fn links_below_the_api_are_followed() {
        for (api, uri, url) in [
            (
                CLEVER,
                "/v3.0/users?limit=3&starting_after=a",
                "https://api.clever.com/v3.0/users?limit=3&starting_after=a",
            ),
            (CLEVER, "https://api.clever.com/v3.1/users", "https://api.clever.com/v3.1/users"),
            (CLEVER, "/v3.12/users/a/myStudents", "https://api.clever.com/v3.12/users/a/myStudents"),
            (
                CLEVER,
                "/v3.1/attendance/schools/a?starting_after=//%2F..==",
                "https://api.clever.com/v3.1/attendance/schools/a?starting_after=//%2F..==",
            ),
            (PROXY, "/v3.1/users", "http://localhost:8080/clever/v3.1/users"),
            (PROXY, "http://localhost:8080/clever/v3.1/users", "http://localhost:8080/clever/v3.1/users"),
        ] {
            assert_eq!(approve(api, uri).as_deref(), Some(url), "{uri}");
        }
    }

    #[test]
    fn links_to_elsewhere_are_refused() {
        for uri in [
            "",
            "/",
            "https://evil/v3.1/users",
            "//evil/v3.1/users",
            "///evil/v3.1/users",
            "http://api.clever.com/v3.1/users",
            "https://api.clever.com.evil/v3.1/users",
            "https://api.clever.com@evil/v3.1/users",
            "https://api.clever.com:8443/v3.1/users",
            "https://api.clever.com:443@evil/v3.1/users",
            "https://user@api.clever.com/v3.1/users",
            "https://api.clever.com",
            "https://api.clever.com//evil/v3.1/",
            "https://api.clever.com/oauth/tokens",
            "https://api.clever.com\\@evil/v3.1/",
            "HTTPS://API.CLEVER.COM/v3.1/users",
            "../../oauth/tokens",
            "v3.1/users",
            "?starting_after=a",
            "/oauth/tokens",
            "/v2.1/students",
            "/v3/users",
            "/v3./users",
            "/v3.1",
            "/v3.1x/users",
            "/v3.1/../oauth/tokens",
            "/v3.1/%2e%2E/oauth/tokens",
            "/v3.1/.%2e/oauth/tokens",
            "/v3.1/./users",
            "/v3.1//evil",
            "/v3.1/..%2f..%2Foauth",
            "/v3.1/\\evil",
            "/v3.1/%5cevil",
            "/\tv3.1/users",
            "/v3.1/us\ners",
            " /v3.1/users",
            "/v3.1/users#/x",
            "/v3.1/üsers",
            "javascript:alert(1)//v3.1/",
        ] {
            assert_eq!(approve(CLEVER, uri), None, "{uri}");
        }
        for uri in
            ["http://localhost:8080/v3.1/users", "http://localhost:8080/cleverer/v3.1/users", "/clever/v3.1/users"]
        {
            assert_eq!(approve(PROXY, uri), None, "{uri}");
        }
    }

    #[test]
    fn plain_paths() {
        assert!(is_plain("/userinfo") && is_plain("/v3.1/a..b/c?x=../..//%2f"));
        assert!(!is_plain("userinfo") && !is_plain("/a/..") && !is_plain("/a/.?x") && !is_plain("/a b"));
    }

    #[test]
    fn cursors_are_read_from_the_query() {
        let url = "/v3.1/x?limit=2&starting_after=ab%2Bc+d%3D=&cursor=";
        assert_eq!(parameter(url, "starting_after").as_deref(), Some("ab+c+d=="));
        assert_eq!(parameter(url, "cursor"), None);
        assert_eq!(parameter("/v3.1/x", "cursor"), None);
        assert_eq!(parameter("/v3.1/x?starting_after", "starting_after"), None);
        assert_eq!(parameter("/v3.1/x?starting_after=%ZZ", "starting_after"), None);
    }
}
