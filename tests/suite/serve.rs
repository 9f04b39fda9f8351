//! The preview as a browser and an editor meet it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpStream, UdpSocket};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::harness::{School, TODAY};
use super::site::rubrika;

/// A running preview; ends with the test.
struct Preview {
    child: Child,
    /// What stands in the first line: `127.0.0.1:PORT`.
    host: String,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the server has answered.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Preview {
    fn of(school: &School, more: &[&str]) -> Self {
        let mut command = rubrika(school, &["serve", "--date", TODAY]);
        let port: &[&str] = match more.contains(&"--port") {
            true => &[],
            // Any free one.
            false => &["--port", "0"],
        };
        let mut child = command
            .args(port)
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("a pipe");
        BufReader::new(stdout).read_line(&mut line).expect("a line");
        let host = line.trim().trim_start_matches("http://");
        let host = host.trim_end_matches('/').to_owned();
        assert!(host.starts_with("127.0.0.1:"), "{line:?}");
        Self { child, host }
    }

    fn ask(&self, path: &str, headers: &str) -> Answer {
        self.ask_at(&self.host, path, headers)
    }

    fn ask_at(&self, host: &str, path: &str, headers: &str) -> Answer {
        let mut stream = TcpStream::connect(host).expect("somebody listens");
        stream
            .set_read_timeout(Some(Duration::from_secs(60)))
            .expect("a limit");
        let request = format!("GET {path} HTTP/1.1\r\nConnection: close\r\n{headers}\r\n");
        stream.write_all(request.as_bytes()).expect("a request");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) = text.split_once("\r\n\r\n").expect("a head");
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok());
        Answer {
            status: status.expect("a status"),
            head: head.to_owned(),
            body: body.to_owned(),
        }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(path, &format!("Host: {}\r\n", self.host))
    }

    fn state(&self) -> Value {
        serde_json::from_str(&self.get("/__rubrika/state").body).expect("JSON")
    }

    fn version(&self) -> u64 {
        self.state()["version"].as_u64().expect("a number")
    }

    /// Waits as a tab does until there is something new; whether only styles are.
    fn news(&self, version: u64) -> (u64, bool) {
        let answer = self.get(&format!("/__rubrika/wait?v={version}"));
        let news: Value = serde_json::from_str(&answer.body).expect("JSON");
        let styles = news["styles"].as_bool().expect("yes or no");
        (news["version"].as_u64().expect("a number"), styles)
    }

    /// Waits until the preview looks as it should: an editor may save in several steps.
    fn until(&self, what: &str, is: impl Fn() -> bool) {
        let started = Instant::now();
        while !is() {
            assert!(started.elapsed() < Duration::from_secs(60), "never: {what}");
            self.news(self.version());
        }
    }
}

fn school() -> School {
    let school = School::sound();
    school.write(
        "content/pages/vopros.md",
        "---\ntitle: Вопрос\n---\nПервый ответ.\n",
    );
    school
}

#[test]
fn it_serves_the_section_and_nothing_else() {
    let preview = Preview::of(&school(), &[]);
    let page = preview.get("/pages/vopros/");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Первый ответ.") && page.body.contains("/__rubrika/preview.js"));
    assert!(page.head.contains("no-store"), "{}", page.head);
    assert_eq!(preview.get("/pages/vopros").status, 302);
    assert_eq!(preview.get("/net-takogo/").status, 404);
    for path in [
        "/../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/content/site.yaml",
        "/.rubrika-manifest",
    ] {
        assert_eq!(preview.get(path).status, 404, "{path}");
    }
    let foreign = preview.ask("/", "Host: evil.example\r\n");
    assert_eq!(foreign.status, 403);
    let lan = preview.ask("/", "Host: 192.168.1.7:4040\r\n");
    assert_eq!(lan.status, 403, "the network was not asked for");
    let origin = format!("Host: {}\r\nOrigin: https://evil.example\r\n", preview.host);
    assert_eq!(preview.ask("/__rubrika/state", &origin).status, 403);
}

#[test]
fn the_network_sees_it_when_asked_for() {
    let preview = Preview::of(&school(), &["--host"]);
    assert_eq!(preview.get("/").status, 200);
    assert_eq!(preview.ask("/", "Host: 192.168.1.7:4040\r\n").status, 200);
    assert_eq!(preview.ask("/", "Host: evil.example\r\n").status, 403);
    // On this computer the preview also says what is withheld, and why.
    let withheld = |state: Value| state["withheld"].as_array().expect("a list").len();
    assert!(withheld(preview.state()) > 0);
    // A phone is not told: this computer by its outward address, where there is a network at all.
    let probe = UdpSocket::bind("0.0.0.0:0").expect("a socket");
    let outward = probe
        .connect("192.0.2.1:9")
        .and_then(|()| probe.local_addr());
    if let Ok(address) = outward {
        let port = preview.host.rsplit_once(':').expect("a port").1;
        let phone = format!("{}:{port}", address.ip());
        let state = preview.ask_at(&phone, "/__rubrika/state", &format!("Host: {phone}\r\n"));
        let state: Value = serde_json::from_str(&state.body).expect("JSON");
        assert_eq!(withheld(state), 0);
    }
}

#[test]
fn a_save_is_seen_and_an_error_keeps_the_page() {
    let school = school();
    let preview = Preview::of(&school, &[]);
    let shows = |text: &str| preview.get("/pages/vopros/").body.contains(text);
    let complains = || {
        let state = preview.state();
        let list = state["complaints"].as_array().expect("a list").clone();
        list.iter().any(|c| c["severity"] == "error")
    };
    let page = "content/pages/vopros.md";
    school.write(page, "---\ntitle: Вопрос\n---\nВторой ответ.\n");
    preview.until("the second answer", || shows("Второй ответ."));

    school.write(page, "---\ntitel: Вопрос\n---\nТретий ответ.\n");
    preview.until("a complaint", complains);
    assert!(shows("Второй ответ."), "the page before the error stays");

    // As editors save: aside, then over the old file; and what they leave beside it.
    school.write("content/pages/.vopros.md.swp", [0, 159, 146, 150]);
    school.write(
        "content/pages/novyi.tmp",
        "---\ntitle: Вопрос\n---\nЧетвёртый ответ.\n",
    );
    fs::rename(school.place("content/pages/novyi.tmp"), school.place(page)).expect("a rename");
    preview.until("the fourth answer", || {
        shows("Четвёртый ответ.") && !complains()
    });

    // A folder goes and comes back.
    let (content, aside) = (school.place("content"), school.place("aside"));
    fs::rename(&content, &aside).expect("a rename");
    preview.until("a complaint about the folder", complains);
    fs::rename(&aside, &content).expect("a rename");
    preview.until("the folder back", || {
        shows("Четвёртый ответ.") && !complains()
    });
}

#[test]
fn a_style_alone_needs_no_reload() {
    let school = school();
    let sheet = "themes/nasha/static/own.css";
    school.write(sheet, "p { color: #111 }\n");
    school.write(
        "themes/nasha/templates/page.html",
        "{% extends \"default/page.html\" %}\n",
    );
    let site = school.read("content/site.yaml");
    school.write("content/site.yaml", format!("{site}\ntheme: nasha\n"));
    let preview = Preview::of(&school, &[]);
    let version = preview.version();
    school.write(sheet, "p { color: #222 }\n");
    assert_eq!(preview.news(version), (version + 1, true));
    assert!(preview.get("/assets/own.css").body.contains("#222"));
    school.write(
        "themes/nasha/templates/page.html",
        "{% extends \"default/page.html\" %}\n{% block lead %}<p>Ново</p>{% endblock %}\n",
    );
    assert_eq!(preview.news(version + 1), (version + 2, false));
}

#[test]
fn a_taken_port_is_passed_over() {
    let school = school();
    let first = Preview::of(&school, &[]);
    let port = first.host.rsplit_once(':').expect("a port").1.to_owned();
    let second = Preview::of(&school, &["--port", &port]);
    assert_ne!(first.host, second.host);
    assert_eq!(second.get("/").status, 200);
}
