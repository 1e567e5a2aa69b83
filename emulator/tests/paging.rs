//! Walks over lists, both ways.

use clever_emulator::{Options, TokenKind, UserTokenPaging};

use crate::common::{Clever, id, link, rows};

#[test]
fn forwards_and_backwards_see_the_same_once() {
    for users in [10, 57, 400] {
        let mut clever = Clever::of(users);
        let token = clever.token(TokenKind::District, "teacher");
        for target in [
            "/v3.1/users",
            "/v3.1/users?role=student",
            "/v3.0/sections",
            "/v3.1/schools",
            "/v3.1/courses",
            "/v2.1/students",
            "/v2.1/teachers",
        ] {
            let separator = if target.contains('?') { '&' } else { '?' };
            for limit in [1, 3, 7, 10_000] {
                if limit == 1 && users > 100 {
                    continue;
                }
                let start = format!("{target}{separator}limit={limit}");
                let forwards = clever.ids(&token, &start);
                assert!(forwards.is_sorted() && forwards.windows(2).all(|pair| pair[0] != pair[1]), "{start}");
                let mut backwards = Vec::new();
                let mut at = Some(format!("{start}&ending_before=ffffffffffffffffffffffff"));
                while let Some(target) = at {
                    let page = clever.json(&token, &target);
                    let mut ids: Vec<String> = rows(&page).iter().map(id).collect();
                    ids.extend(backwards);
                    backwards = ids;
                    at = link(&page, "prev");
                }
                assert_eq!(forwards, backwards, "{start}");
            }
        }
    }
}

#[test]
fn counts_agree_with_walks() {
    let mut clever = Clever::of(300);
    let token = clever.token(TokenKind::District, "teacher");
    let mut by_role = 0;
    for role in ["student", "teacher", "staff", "district_admin", "contact"] {
        let count = clever.json(&token, &format!("/v3.1/users?count=true&role={role}"));
        assert_eq!(count.as_object().unwrap().len(), 1);
        let walked = clever.walk(&token, &format!("/v3.1/users?role={role}&limit=100"));
        assert_eq!(count["count"], walked.len());
        assert!(walked.iter().all(|user| user["roles"].get(role).is_some()));
        by_role += walked.len();
    }
    assert_eq!(clever.json(&token, "/v3.1/users?count=true")["count"], 300);
    assert!(by_role > 300, "someone in several roles is listed under each");
    for ignored in ["/v3.1/users?count=5&limit=1", "/v3.1/schools/{}/users?count=true"] {
        let school = id(&rows(&clever.json(&token, "/v3.1/schools"))[0]);
        assert!(clever.json(&token, &ignored.replace("{}", &school)).get("data").is_some(), "{ignored}");
    }
}

#[test]
fn links_are_as_recorded() {
    let mut clever = Clever::of(300);
    let token = clever.token(TokenKind::District, "teacher");
    let first = clever.get(&token, "/v3.0/schools?limit=1&x=%26");
    assert!(!first.text().contains('&'), "an ampersand is written \\u0026");
    let page = clever.json(&token, "/v3.0/users?limit=3&role=student");
    let ids: Vec<String> = rows(&page).iter().map(id).collect();
    let rels: Vec<&str> = page["links"].as_array().unwrap().iter().map(|link| link["rel"].as_str().unwrap()).collect();
    assert_eq!(rels, ["self", "next"]);
    assert_eq!(link(&page, "self").unwrap(), "/v3.0/users?limit=3&role=student");
    let next = link(&page, "next").unwrap();
    assert_eq!(next, format!("/v3.0/users?limit=3&role=student&starting_after={}", ids[2]));
    let page = clever.json(&token, &next);
    let ids: Vec<String> = rows(&page).iter().map(id).collect();
    assert_eq!(link(&page, "prev").unwrap(), format!("/v3.0/users?limit=3&role=student&ending_before={}", ids[0]));
    assert_eq!(page["data"][0]["uri"], format!("/v3.0/users/{}", ids[0]));
    let events = clever.json(&token, "/v3.0/events");
    assert_eq!(link(&events, "self").unwrap(), "/v3.0/events?", "with the bare question mark");
    let empty = clever.json(&token, "/v3.0/users?starting_after=ffffffffffffffffffffffff");
    assert!(rows(&empty).is_empty() && link(&empty, "next").is_none());
}

#[test]
fn limits() {
    let mut clever = Clever::of(300);
    let token = clever.token(TokenKind::District, "teacher");
    assert_eq!(rows(&clever.json(&token, "/v3.1/users")).len(), 100);
    assert_eq!(rows(&clever.json(&token, "/v3.1/users?limit=10000")).len(), 300);
    assert_eq!(clever.get(&token, "/v3.1/users?limit=10001").status, 413);
    for bad in ["0", "-1", "abc", "1.5"] {
        assert_eq!(clever.get(&token, &format!("/v3.1/users?limit={bad}")).status, 400, "{bad}");
    }
    assert_eq!(clever.get(&token, "/v3.1/users?role=principal").status, 400);
}

#[test]
fn paging_with_a_users_own_token_is_an_option() {
    let mut clever = Clever::of(300);
    let token = clever.sign_in("library_teacher");
    let me = id(&clever.json(&token, "/v3.1/me")["data"]);
    let target = format!("/v3.1/users/{me}/mystudents?limit=2");
    for (paging, expected) in [(UserTokenPaging::Honoured, Some(2)), (UserTokenPaging::Ignored, None)] {
        let options = Options { user_token_paging: paging, ..clever.emulator.options().clone() };
        clever.emulator.set_options(options);
        let page = clever.json(&token, &target);
        assert_eq!(rows(&page).len() == 2, expected == Some(2));
        assert_eq!(link(&page, "next").is_some(), expected.is_some());
    }
    let options = Options { user_token_paging: UserTokenPaging::Refused, ..clever.emulator.options().clone() };
    clever.emulator.set_options(options);
    assert_eq!(clever.get(&token, &target).status, 400);
}

#[test]
fn a_million_people_are_paged_at_once() {
    let mut clever = Clever::of(1_000_000);
    let token = clever.token(TokenKind::District, "teacher");
    assert_eq!(clever.json(&token, "/v3.1/users?count=true")["count"], 1_000_000);
    let page = clever.json(&token, "/v3.1/users?limit=5&ending_before=ffffffffffffffffffffffff");
    assert_eq!(rows(&page).len(), 5);
    let last = &rows(&page)[4];
    assert_eq!(clever.json(&token, &format!("/v3.1/users/{}", id(last)))["data"], *last);
    let page = clever.json(&token, "/v3.1/users?limit=5&role=student&ending_before=ffffffffffffffffffffffff");
    assert!(rows(&page).iter().all(|user| user["roles"].get("student").is_some()));
}
