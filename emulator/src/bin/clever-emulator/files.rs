//! Static files of the app origin.

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
};

use crate::arguments::Mount;

#[derive(Debug)]
pub(crate) struct File {
    pub(crate) content_type: &'static str,
    pub(crate) bytes: Vec<u8>,
}

/// Folders below paths, the longest path first.
#[derive(Debug)]
pub(crate) struct Files {
    mounts: Vec<Mount>,
    spa: bool,
}

impl Files {
    pub(crate) fn new(app: Option<PathBuf>, mut mounts: Vec<Mount>, spa: bool) -> Self {
        mounts.extend(app.map(|folder| Mount { prefix: String::new(), folder }));
        mounts.sort_by_key(|mount| std::cmp::Reverse(mount.prefix.len()));
        Self { mounts, spa }
    }

    /// The file of a path (still percent-encoded), `None` where there is none.
    pub(crate) fn read(&self, path: &str) -> std::io::Result<Option<File>> {
        let Some(segments) = segments(path) else { return Ok(None) };
        for mount in &self.mounts {
            let prefix: Vec<&str> = mount.prefix.split('/').filter(|part| !part.is_empty()).collect();
            let below = segments.strip_prefix(prefix.as_slice());
            let Some(below) = below else { continue };
            if let Some(file) = read_below(&mount.folder, below)? {
                return Ok(Some(file));
            }
            let page = mount.prefix.is_empty() && self.spa && !segments.last().is_some_and(|name| name.contains('.'));
            return if page { read_below(&mount.folder, &[]) } else { Ok(None) };
        }
        Ok(None)
    }
}

/// Decoded path segments; `None` if one of them could leave a folder.
fn segments(path: &str) -> Option<Vec<&str>> {
    let mut found = Vec::new();
    for segment in path.split('/').filter(|part| !part.is_empty()) {
        let plain = segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.~@+".contains(&byte));
        if !plain || segment.starts_with('.') {
            return None;
        }
        found.push(segment);
    }
    Some(found)
}

fn read_below(folder: &Path, segments: &[&str]) -> std::io::Result<Option<File>> {
    let mut path = folder.to_owned();
    path.extend(segments);
    if path.is_dir() {
        path.push("index.html");
    }
    // A link may lead out of the folder, as node_modules and build folders do; a path cannot.
    match std::fs::read(&path) {
        Ok(bytes) => Ok(Some(File { content_type: content_type(&path), bytes })),
        Err(error)
            if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::IsADirectory) =>
        {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" | "cjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        "ts" | "mts" | "cts" | "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{Files, segments};
    use crate::arguments::Mount;

    #[test]
    fn no_path_leaves_its_folder() {
        for path in [
            "/../etc/passwd",
            "/a/../../b",
            "/%2e%2e/x",
            "/a/..%2f..%2fb",
            "/a\\..\\b",
            "/.git/config",
            "/a%00b",
            "//..//x",
        ] {
            assert_eq!(segments(path), None, "{path}");
        }
        assert_eq!(segments("/a/b.js"), Some(vec!["a", "b.js"]));
    }

    #[test]
    fn files_mounts_and_the_fallback() -> std::io::Result<()> {
        let root = std::env::temp_dir().join(format!("clever-emulator-files-{}", std::process::id()));
        let (app, package) = (root.join("app"), root.join("package"));
        std::fs::create_dir_all(&app)?;
        std::fs::create_dir_all(package.join("dist"))?;
        std::fs::write(app.join("index.html"), "page")?;
        std::fs::write(package.join("dist/index.js"), "script")?;
        std::fs::write(package.join("dist/x.wasm"), "wasm")?;
        let mount = Mount { prefix: "/pkg".to_owned(), folder: package };
        let files = Files::new(Some(app.clone()), vec![mount.clone()], true);
        let text = |path: &str| -> std::io::Result<Option<String>> {
            Ok(files.read(path)?.map(|file| format!("{} {}", file.content_type, String::from_utf8_lossy(&file.bytes))))
        };
        assert_eq!(text("/")?.as_deref(), Some("text/html; charset=utf-8 page"));
        assert_eq!(text("/classes/7")?.as_deref(), Some("text/html; charset=utf-8 page"));
        assert_eq!(text("/missing.js")?, None);
        assert_eq!(text("/pkg/dist/index.js")?.as_deref(), Some("text/javascript; charset=utf-8 script"));
        assert_eq!(text("/pkg/dist/x.wasm")?.as_deref(), Some("application/wasm wasm"));
        assert_eq!(text("/pkg/nothing")?, None);
        assert!(Files::new(Some(app), vec![mount], false).read("/classes")?.is_none());
        std::fs::remove_dir_all(root)
    }
}
