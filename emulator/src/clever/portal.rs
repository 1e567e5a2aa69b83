//! The portal: tiles that begin a sign-in without the app having asked for it.

use super::{SHORTNAME, pages};
use crate::{emulator::Emulator, form, id::Kind, request::Request, response::Response};

impl Emulator {
    pub(super) fn portal(&self, request: &Request, now_ms: u64) -> Response {
        if request.path.trim_end_matches('/') != format!("/in/{SHORTNAME}") {
            return pages::error(404, "unknown_portal", "No such portal", "No district has this portal.");
        }
        let Some(persona) = self.remembered(request, now_ms) else {
            return pages::login(self.face(), "the Clever portal", &request.path, false);
        };
        let tiles: String = self
            .clients
            .iter()
            .map(|client| {
                let link = pages::escape(&self.tile(&client.client_id, client.primary()));
                let (id, name) = (pages::escape(&client.client_id), pages::escape(&client.name));
                format!("<li><a class=\"tile\" href=\"{link}\" data-client=\"{id}\"><strong>{name}</strong></a></li>\n")
            })
            .collect();
        let text = format!(
            "<p>Signed in as {}. <a href=\"{}/_emulator/logout\" data-action=\"logout\">Log out of Clever</a></p>\n<ul>\n{tiles}</ul>",
            pages::escape(&persona.label),
            pages::escape(self.clever_prefix())
        );
        pages::page(200, "Clever portal", &text)
    }

    /// A tile's link, its parameters as on every portal seen: a code, no state.
    fn tile(&self, client_id: &str, redirect_uri: &str) -> String {
        let district = self.world.district.id(Kind::District, 0);
        let query = form::query(&[
            ("channel", "clever-portal"),
            ("client_id", client_id),
            ("confirmed", "true"),
            ("district_id", &district),
            ("redirect_uri", redirect_uri),
            ("response_type", "code"),
        ]);
        format!("{}/oauth/authorize?{query}", self.options.origins.clever)
    }
}
