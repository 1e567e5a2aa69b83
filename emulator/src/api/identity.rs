//! `/me` and `/userinfo`: who a token stands for.

use serde_json::{Map, Value, json};

use super::{Bearer, cannot};
use crate::{
    district::Version, emulator::Emulator, id::Kind, options::MeShape, persona::Role, request::Request,
    response::Response, token::TokenKind, world::Subject,
};

/// What v2.1 and the demonstration tokens call a role.
fn legacy_type(role: Role) -> &'static str {
    if role == Role::Staff { "school_admin" } else { role.name() }
}

impl Emulator {
    /// In v3 `data.type` is `user`, whatever the role.
    pub(super) fn me(&self, bearer: Bearer, version: Version) -> Response {
        let district = self.world.district.id(Kind::District, 0);
        let link = |rel: &str, uri: String| json!({ "rel": rel, "uri": uri });
        let prefix = format!("/{}", version.name());
        if bearer.kind == TokenKind::District {
            return Response::json(
                200,
                &json!({
                    "type": "district",
                    "data": { "id": district, "district": district, "type": "district" },
                    "links": [link("self", "/me".to_owned()), link("canonical", format!("{prefix}/districts/{district}"))],
                }),
            );
        }
        let subject = Subject { kind: Kind::User, role: (version == Version::V21).then_some(bearer.role) };
        let id = self.world.id(subject, bearer.user);
        let shown_district = (bearer.kind != TokenKind::Library).then_some(&district);
        let mut data = Map::new();
        data.insert("id".to_owned(), json!(id));
        shown_district.map(|district| data.insert("district".to_owned(), json!(district)));
        if self.options.me == MeShape::Demo {
            data.insert("type".to_owned(), json!(legacy_type(bearer.role)));
            return Response::json(200, &json!({ "data": data }));
        }
        let kind = if version == Version::V21 { legacy_type(bearer.role) } else { "user" };
        data.insert("type".to_owned(), json!(kind));
        if version != Version::V21 {
            data.insert("authorized_by".to_owned(), json!(authorized_by(bearer)));
        }
        let mut links =
            vec![link("self", "/me".to_owned()), link("canonical", format!("{prefix}/{}/{id}", subject.segment()))];
        links.extend(shown_district.map(|district| link("district", format!("{prefix}/districts/{district}"))));
        Response::json(200, &json!({ "type": kind, "data": data, "links": links }))
    }

    pub(super) fn userinfo(&self, bearer: Bearer, request: &Request) -> Response {
        if bearer.kind == TokenKind::District {
            return cannot(request);
        }
        let subject = Subject::of(Kind::User);
        let record = self.world.record(subject, bearer.user, Version::V31, &self.options).unwrap_or_default();
        let member = |name: &str| record.get(name).cloned();
        let name = member("name").unwrap_or_default();
        let part = |part: &str| name.get(part).cloned().unwrap_or(json!(""));
        let id = self.world.id(subject, bearer.user);
        let user_type = match bearer.role {
            Role::DistrictAdmin => self.options.district_admin_user_type.as_str(),
            role => role.name(),
        };
        let library = bearer.kind == TokenKind::Library;
        let mut info = Map::new();
        let mut set = |name: &str, value: Value| info.insert(name.to_owned(), value);
        set("sub", json!(id));
        set("user_id", json!(self.world.district.legacy_id(bearer.user, bearer.role)));
        set("multi_role_user_id", json!(id));
        set("user_type", json!(user_type));
        if !library {
            let district = self.world.district.id(Kind::District, 0);
            set("district_id", json!(district));
            set("district", json!(district));
        }
        member("email").map(|email| set("email", email));
        set("name", json!({ "first": part("first"), "last": part("last"), "middle": part("middle") }));
        set("schools", json!([]));
        set("given_name", part("first"));
        set("family_name", part("last"));
        set("email_verified", json!(false));
        set("authorized_by", json!(authorized_by(bearer)));
        Response::json(200, &Value::Object(info))
    }
}

fn authorized_by(bearer: Bearer) -> &'static str {
    if bearer.kind == TokenKind::Library { "teacher" } else { "district" }
}
