//! Strings of which Clever publishes the usual ones.

/// Declares open enumerations: what they say, their name, and a constant for each value.
macro_rules! open {
    ($($about:literal $name:ident { $($constant:ident = $value:literal;)* })*) => {$(
        #[doc = $about]
        ///
        /// Any other string is kept as it came: Clever adds values within a version.
        #[derive(Clone, PartialEq, Eq, Hash, serde::Deserialize, serde::Serialize)]
        #[serde(transparent)]
        pub struct $name(std::borrow::Cow<'static, str>);

        impl $name {
            $(
                #[doc = concat!("`", $value, "`")]
                pub const $constant: Self = Self(std::borrow::Cow::Borrowed($value));
            )*

            /// The values that have a constant, as Clever writes them.
            pub const KNOWN: &'static [&'static str] = &[$($value),*];

            /// The value as Clever writes it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(self.as_str(), out)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(self.as_str())
            }
        }

        impl From<String> for $name {
            fn from(value: String) -> Self {
                Self(value.into())
            }
        }

        impl From<&str> for $name {
            fn from(value: &str) -> Self {
                Self(value.to_owned().into())
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0.into_owned()
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }
    )*};
}

pub(super) use open;
