//! Every rule of a call and of what follows a page, one table each: arguments, answers, statuses, retries, links.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod calls {
    mod answers;
    mod arguments;
    #[path = "../simulation/client.rs"]
    mod client;
    mod pages;
    mod retries;
    mod script;
    mod statuses;
}
