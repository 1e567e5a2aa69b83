//! The client for Rust apps in a browser: Leptos, Yew, Dioxus and others that compile to WebAssembly.
//!
//! ```no_run
//! use clever_wasm::{Clever, Error, LoginOptions, Options};
//!
//! # async fn start() -> Result<(), Error> {
//! let clever = Clever::new(Options::new("c1e7e27a11d0c0de5eed", "https://app.example/"))?;
//! clever.handle_redirect().await?; // safe on every page load
//! if clever.session().is_none() {
//!     clever.login(LoginOptions::new().return_to("/classes"))?;
//!     return Ok(());
//! }
//! let me = clever.current_user().await?;
//! for section in clever.get_sections_for_user(&me.id).all().await? {
//!     println!("{}", section.name.unwrap_or_default());
//! }
//! # Ok(()) }
//! ```
//!
//! Create the client first of all, before the router: when the page is the callback, it takes the answer out of the
//! address bar. Portal tiles and Instant Login links work without code of yours: such a launch is dropped and begun
//! afresh, once.
//!
//! - [`Clever`] is cheap to clone, and may be stored in signals and contexts that want `Send + Sync`.
//! - Methods that answer with one record give an [`Operation`], those with many a [`List`]. Both are lazy; a future or a
//!   stream that is dropped aborts its request.
//! - Errors are one type, [`Error`](crate::error::Error), told apart by `error.code`. It never holds the token.
//! - On a server the client checks its options, and nobody is signed in: one component can be rendered in both places.
//!
//! The token is sent to the API's origin only, without cookies, and redirects are not followed.

mod client;
mod departure;
mod diagnosis;
mod exchange;
mod expiry;
mod fetch;
mod fields;
mod flight;
mod list;
mod memo;
mod mend;
mod notice;
mod notices;
mod operation;
#[rustfmt::skip]
mod operations;
mod options;
mod page;
mod popup;
mod reading;
mod redirect;
mod seat;
mod session;
mod slots;
mod tab;
mod tabs;
mod walk;

pub use client::{Clever, Subscription};
pub use departure::Departure;
pub use list::{List, Page};
pub use notice::{Notice, RequestEvent, SignedOut};
pub use notices::Notices;
pub use operation::{InvalidRecord, Operation};
pub use options::{LoginOptions, Options};
pub use popup::PopupLogin;
pub use session::{RedirectResult, Session};
pub use walk::{Pages, Records};

pub use crate::config::{PortalLaunch, SessionStore, VerifyAudience};
pub use crate::decode::Link;
