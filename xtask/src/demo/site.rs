//! The demo page as plain files: its Clever is a service worker, so that no server of ours is needed.

use std::path::Path;

use anyhow::{Context, Result, bail};
use fs_err as fs;

use crate::package::copy_folder;
use crate::project::Project;

/// What the pages import of the package, and what those modules load.
const MODULES: [&str; 4] = ["index.js", "emulator-page.js", "match.js", "match-worker.js"];
/// A worker's folder is its scope, so that it lies beside the page.
const WORKER: &str = "emulator-sw.js";

/// Writes the site from `www/` and the built package.
pub(super) fn write(project: &Project, folder: &Path) -> Result<()> {
    let (page, dist) = (project.root.join("www"), project.package().join("dist"));
    fs::create_dir_all(folder.join("pkg/dist")).with_context(|| format!("cannot write to {}", folder.display()))?;
    copy_folder(&page, folder)?;
    for entry in fs::read_dir(&page)? {
        let file = entry?.path();
        if let Some(name) = file.file_name().filter(|_| file.extension().is_some_and(|extension| extension == "html")) {
            fs::write(folder.join(name), relative(&fs::read_to_string(&file)?)?)?;
        }
    }
    for name in MODULES {
        fs::copy(dist.join(name), folder.join("pkg/dist").join(name))?;
    }
    fs::copy(dist.join(WORKER), folder.join(WORKER))?;
    // What the page reads before its worker answers in this file's place.
    let told = serde_json::json!({ "startServiceWorker": WORKER });
    fs::write(folder.join("emulator.json"), told.to_string())?;
    Ok(())
}

/// The page below any path: addresses that begin at the host begin at the page instead.
fn relative(html: &str) -> Result<String> {
    let moved = html.replace("=\"/", "=\"./");
    if moved == html {
        bail!("a page of www/ names no file of its own");
    }
    Ok(moved)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::relative;

    #[test]
    fn addresses_begin_at_the_page() {
        let html = relative("<a href=\"/\"><script src=\"/app.js\"></script><a href=\"https://clever.com/\">").unwrap();
        assert_eq!(html, "<a href=\"./\"><script src=\"./app.js\"></script><a href=\"https://clever.com/\">");
        assert!(relative("<p>").is_err());
    }
}
