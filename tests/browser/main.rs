//! The built demo section in real Chromium, as a reader opens it: on a web server below a sub-folder, and from a disk.
//!
//! Ignored by a plain `cargo test`: run `cargo test --test browser -- --ignored` where Chromium is installed
//! (`CHROMIUM` names another than `/usr/bin/chromium`). A probe page opens every page in frames of several widths and
//! posts what it saw to the little server here: so no driver, no debugging protocol and no waiting by the clock.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]

mod search;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde::Deserialize;
use tiny_http::{Header, Method, Request, Response, Server};

const TODAY: &str = "2026-11-22";

/// A section lives in a sub-folder: the normal case.
const SECTION: &str = "/some/school/section/";

/// Served with the page for what is not there.
const NOWHERE: &str = "net/takoi/stranicy/";

/// What the probe saw of one page at one width.
#[derive(Debug, Deserialize)]
struct Seen {
    path: String,
    width: u32,
    error: Option<String>,
    #[serde(default)]
    images: usize,
    #[serde(default)]
    broken: Vec<String>,
    #[serde(default)]
    sheets: usize,
    #[serde(default)]
    heading: bool,
    #[serde(default)]
    over: i32,
    #[serde(default, rename = "overOpen")]
    over_open: i32,
    #[serde(default)]
    wide: Vec<String>,
}

impl Seen {
    fn flaws(&self) -> Vec<String> {
        let mut flaws = Vec::new();
        flaws.extend(self.error.clone());
        if self.error.is_none() {
            if self.over > 0 {
                flaws.push(format!("{} px too wide: {:?}", self.over, self.wide));
            } else if self.over_open > 0 {
                flaws.push(format!("{} px too wide when unfolded", self.over_open));
            }
            if self.sheets < 50 {
                flaws.push(format!("only {} rules of style", self.sheets));
            }
            if !self.heading {
                flaws.push("no heading to be seen".to_owned());
            }
        }
        flaws.extend(self.broken.iter().map(|src| format!("no picture {src}")));
        let place = |flaw| format!("{} at {} px: {flaw}", self.path, self.width);
        flaws.into_iter().map(place).collect()
    }
}

#[ignore = "needs Chromium"]
#[test]
fn on_a_server_every_page_looks_right_at_every_width() {
    let site = Site::build();
    let mut pages = site.pages();
    pages.push(NOWHERE.to_owned());
    let base = site.url(SECTION);
    let probe = site.probe(&base, &pages, &[320, 360, 768, 1280]);
    fs::write(site.folder.path().join("probe.html"), probe).expect("the probe");
    let (seen, console) = site.open(&site.url("/probe.html"), &[]);
    let mut wrong: Vec<String> = seen.iter().flat_map(Seen::flaws).collect();
    wrong.extend(
        console
            .into_iter()
            // The one page that is not there says so.
            .filter(|line| !(line.contains("404") && line.contains(NOWHERE))),
    );
    for request in site.requests.lock().expect("the requests").iter() {
        if request.status != 200 && !request.path.ends_with(NOWHERE) {
            wrong.push(format!("{} for {}", request.status, request.path));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(seen.len(), pages.len() * 4);
    assert!(pages.len() > 100);
    assert!(seen.iter().any(|s| s.images > 0), "no pictures at all");
}

#[ignore = "needs Chromium"]
#[test]
fn from_a_disk_every_page_looks_right() {
    let site = Site::build();
    let pages = site.pages();
    let base = format!("file://{}/public/", site.folder.path().display());
    let file = site.folder.path().join("probe.html");
    fs::write(&file, site.probe(&base, &pages, &[360])).expect("the probe");
    let url = format!("file://{}", file.display());
    // The probe may look into its frames; the pages themselves need nothing of the kind.
    let (seen, console) = site.open(&url, &["--allow-file-access-from-files"]);
    let mut wrong: Vec<String> = seen.iter().flat_map(Seen::flaws).collect();
    wrong.extend(console);
    for request in site.requests.lock().expect("the requests").iter() {
        wrong.push(format!("asks a server for {}", request.path));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(seen.len(), pages.len());
}

/// What a browser has asked for, and got.
struct Asked {
    path: String,
    status: u16,
}

/// The demo section, built and served.
struct Site {
    folder: tempfile::TempDir,
    address: String,
    requests: Arc<Mutex<Vec<Asked>>>,
    reports: Receiver<String>,
    server: Arc<Server>,
}

impl Site {
    fn build() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let server = Arc::new(Server::http("127.0.0.1:0").expect("a port"));
        let address = format!("http://{}", server.server_addr());
        let output = Command::new(env!("CARGO_BIN_EXE_rubrika"))
            .args(["build", "--quiet", "--date", TODAY, "--root"])
            .arg(env!("CARGO_MANIFEST_DIR"))
            .arg("--base-url")
            .arg(format!("{address}{SECTION}"))
            .arg("--out")
            .arg(folder.path().join("public"))
            .env_remove("SOURCE_DATE_EPOCH")
            .output()
            .expect("the program starts");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (sender, reports) = mpsc::channel();
        for _ in 0..4 {
            let (server, requests) = (Arc::clone(&server), Arc::clone(&requests));
            let (sender, folder) = (sender.clone(), folder.path().to_owned());
            std::thread::spawn(move || {
                // Ends when the site goes and unblocks it.
                while let Ok(request) = server.recv() {
                    answer(request, &folder, &requests, &sender);
                }
            });
        }
        Self {
            folder,
            address,
            requests,
            reports,
            server,
        }
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// Every page but that for what is not there, as paths below the section.
    fn pages(&self) -> Vec<String> {
        let public = self.folder.path().join("public");
        let mut pages: Vec<String> = walkdir::WalkDir::new(&public)
            .into_iter()
            .map(|entry| entry.expect("the output").into_path())
            .filter(|path| path.extension().is_some_and(|e| e == "html"))
            .map(|path| {
                let below = path.strip_prefix(&public).expect("below the output");
                let parts: Vec<_> = below.iter().map(|p| p.to_string_lossy()).collect();
                parts.join("/")
            })
            .filter(|path| path != "404.html")
            .collect();
        pages.sort();
        pages
    }

    fn probe(&self, base: &str, pages: &[String], widths: &[u32]) -> String {
        let setup = serde_json::json!({
            "base": base,
            "pages": pages,
            "widths": widths,
            "report": self.url("/report"),
        });
        include_str!("probe.html").replace("/*SETUP*/{}", &setup.to_string())
    }

    /// What the probe saw of every page; what came to the console besides.
    fn open(&self, url: &str, flags: &[&str]) -> (Vec<Seen>, Vec<String>) {
        let (report, console) = self.report(url, flags);
        let seen = serde_json::from_str(&report).expect("the probe's report");
        (seen, console)
    }

    /// Opens a probe in Chromium and waits for its report; what came to the console besides.
    fn report(&self, url: &str, flags: &[&str]) -> (String, Vec<String>) {
        let chromium = std::env::var_os("CHROMIUM").unwrap_or("/usr/bin/chromium".into());
        let log = self.folder.path().join("chromium.log");
        let profile = tempfile::tempdir().expect("a temporary folder");
        let mut browser = Command::new(&chromium)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-extensions",
                "--hide-scrollbars",
                // Whatever a page asks of another host fails at once, and the console says so.
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--enable-logging=stderr",
                "--v=0",
            ])
            .args(flags)
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg(url)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(fs::File::create(&log).expect("a log"))
            .spawn()
            .unwrap_or_else(|e| panic!("{}: {e}", PathBuf::from(&chromium).display()));
        let report = self.reports.recv_timeout(Duration::from_secs(150));
        let _ = browser.kill();
        let _ = browser.wait();
        let said = String::from_utf8_lossy(&fs::read(&log).expect("the log")).into_owned();
        let report = report.unwrap_or_else(|_| panic!("no report from {url}\n{said}"));
        let console = said.lines().filter(|line| line.contains(":CONSOLE"));
        (report, console.map(str::to_owned).collect())
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // One for each thread.
        (0..4).for_each(|_| self.server.unblock());
    }
}

fn answer(
    mut request: Request,
    folder: &Path,
    requests: &Mutex<Vec<Asked>>,
    reports: &Sender<String>,
) {
    let path = request.url().to_owned();
    if *request.method() == Method::Post && path == "/report" {
        let mut body = String::new();
        let _ = request.as_reader().read_to_string(&mut body);
        let _ = request.respond(Response::empty(204));
        let _ = reports.send(body);
        return;
    }
    let public = folder.join("public");
    let asked = path.split('?').next().unwrap_or_default();
    let (file, own) = match asked.strip_prefix(SECTION) {
        Some(below) if below.is_empty() || below.ends_with('/') => {
            (public.join(below).join("index.html"), true)
        }
        Some(below) => (public.join(below), true),
        None => (folder.join(asked.trim_start_matches('/')), false),
    };
    let (status, bytes, name) = match fs::read(&file) {
        Ok(bytes) => (200, bytes, file),
        // As a school's server does it.
        Err(_) => {
            let page = public.join("404.html");
            (404, fs::read(&page).unwrap_or_default(), page)
        }
    };
    let kind = match name.extension().and_then(|e| e.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("webmanifest") => "application/manifest+json",
        Some("jpg") => "image/jpeg",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    };
    let header = |name: &str, value: &str| Header::from_bytes(name, value).expect("a header");
    let mut response = Response::from_data(bytes)
        .with_status_code(status)
        .with_header(header("Content-Type", kind));
    if own {
        // Nothing inline, nothing from elsewhere.
        response.add_header(header("Content-Security-Policy", "default-src 'self'"));
        response.add_header(header("X-Content-Type-Options", "nosniff"));
    }
    let asked = Asked { path, status };
    requests.lock().expect("the requests").push(asked);
    let _ = request.respond(response);
}
