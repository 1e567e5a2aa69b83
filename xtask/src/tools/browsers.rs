//! Browsers and their WebDriver servers: Debian's packages, or whatever the machine has.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use super::{announce, crates, find};
use crate::process::{command, output, run};
use crate::project::Project;

/// A browser engine that tests run in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    Webkit,
}

/// The engines that can run, those that cannot, and what the user can do about them.
#[derive(Debug, Default)]
pub(crate) struct Browsers {
    pub(crate) ready: Vec<Engine>,
    pub(crate) skipped: Vec<Engine>,
    pub(crate) remedy: String,
}

impl Engine {
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// `all`, `none`, or names with commas between.
    pub(crate) fn parse_list(text: &str) -> Result<Vec<Self>> {
        match text {
            "all" => return Ok(Self::ALL.to_vec()),
            "none" => return Ok(Vec::new()),
            _ => {}
        }
        let mut engines = Vec::new();
        for name in text.split(',') {
            match Self::ALL.into_iter().find(|engine| engine.name() == name) {
                Some(engine) => engines.push(engine),
                None => bail!("no such engine: {name} (chromium, firefox, webkit, all, none)"),
            }
        }
        Ok(engines)
    }

    /// What has to be on PATH: for each, the names it goes by and Debian's packages that bring it.
    fn programs(self) -> &'static [(&'static [&'static str], &'static str)] {
        match self {
            Self::Chromium => &[
                (&["chromium", "google-chrome", "chromium-browser"], "chromium"),
                (&["chromedriver"], "chromium-driver"),
            ],
            Self::Firefox => &[(&["firefox-esr", "firefox"], "firefox-esr")],
            Self::Webkit if cfg!(target_os = "macos") => &[(&["safaridriver"], "")],
            // xvfb-run draws on Xvfb and wants xauth: packages that only recommend each other.
            Self::Webkit => {
                &[(&["WebKitWebDriver"], "webkit2gtk-driver"), (&["xvfb-run"], "xvfb"), (&["xauth"], "xauth")]
            }
        }
    }

    /// The program that shows a page on the command line, which only Chromium can do.
    pub(crate) fn page_browser(self, project: &Project) -> Option<PathBuf> {
        let chromium = Self::Chromium.programs().first().filter(|_| self == Self::Chromium)?;
        chromium.0.iter().find_map(|name| find(project, name))
    }

    fn missing_packages(self, project: &Project) -> Vec<&'static str> {
        let there = |names: &[&str]| names.iter().any(|name| find(project, name).is_some());
        let own_browser = cfg!(target_os = "macos");
        let programs = self.programs().iter().filter(|(names, package)| {
            // On a Mac a browser is an application, not a program on PATH: its driver finds it.
            let application = own_browser && matches!(*package, "chromium" | "firefox-esr");
            !application && !there(names)
        });
        programs.map(|(_, package)| *package).collect()
    }

    /// The variable by which the test runner learns of this engine's WebDriver server, and that server.
    pub(crate) fn driver(self, project: &Project) -> Result<(&'static str, PathBuf)> {
        let (variable, name) = match self {
            Self::Chromium => ("CHROMEDRIVER", "chromedriver"),
            Self::Firefox => ("GECKODRIVER", "geckodriver"),
            Self::Webkit if cfg!(target_os = "macos") => ("SAFARIDRIVER", "safaridriver"),
            Self::Webkit => ("SAFARIDRIVER", "WebKitWebDriver"),
        };
        let chosen = std::env::var_os(variable).map(PathBuf::from);
        match chosen.or_else(|| find(project, name)) {
            Some(path) => Ok((variable, path)),
            None => bail!("no {name} on PATH"),
        }
    }

    /// The program, on a display of its own where the engine cannot do without one.
    pub(crate) fn command(self, project: &Project, program: impl Into<PathBuf>) -> Command {
        let program = program.into();
        if self == Self::Webkit && cfg!(target_os = "linux") {
            // In a folder of its own making it can fail to tidy up, and then says 5 for a run that passed.
            let mut on_display = command("xvfb-run", ["-a", "-f"]);
            on_display.arg(project.target.join("xauthority")).arg(program);
            return on_display;
        }
        Command::new(program)
    }
}

/// Installs what is missing where this user may, and says what is missing where not.
pub(crate) fn ensure(project: &Project, engines: &[Engine]) -> Result<Browsers> {
    let apt = find(project, "apt-get").is_some();
    let missing = missing_packages(project, engines);
    if !missing.is_empty() && apt && is_root() {
        announce(&format!("Debian packages {}", missing.join(" ")));
        output(&mut command("apt-get", ["-qq", "update"]))?;
        run(command("apt-get", ["-qq", "install", "-y", "--no-install-recommends"])
            .args(&missing)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .stdout(std::process::Stdio::null()))?;
    }
    let (ready, skipped): (Vec<Engine>, Vec<Engine>) =
        engines.iter().copied().partition(|engine| engine.missing_packages(project).is_empty());
    let missing = missing_packages(project, &skipped);
    let browsers = Browsers { remedy: remedy(&skipped, &missing, apt), ready, skipped };
    if browsers.ready.contains(&Engine::Firefox) && std::env::var_os("GECKODRIVER").is_none() {
        crates::geckodriver(project)?;
    }
    Ok(browsers)
}

fn missing_packages(project: &Project, engines: &[Engine]) -> Vec<&'static str> {
    engines.iter().flat_map(|engine| engine.missing_packages(project)).collect()
}

fn remedy(skipped: &[Engine], missing: &[&str], apt: bool) -> String {
    if apt {
        return format!("sudo apt-get install -y --no-install-recommends {}", missing.join(" "));
    }
    let sentences = skipped.iter().map(|engine| match engine {
        Engine::Chromium => "put chromium (or google-chrome) and a chromedriver of its version on PATH",
        Engine::Firefox => "put firefox on PATH",
        Engine::Webkit => "put WebKitWebDriver (or a Mac's safaridriver), xvfb-run and xauth on PATH",
    });
    sentences.collect::<Vec<_>>().join("; ")
}

fn is_root() -> bool {
    output(&mut command("id", ["-u"])).is_ok_and(|user| user.trim() == "0")
}
