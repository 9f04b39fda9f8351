//! The preview as it is: a file is saved, the watcher notices, a tab that waits is told to reload.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use rubrika::serve::{self, News};

use crate::edit::{append, numbers_of, options, programs};
use crate::measure::{self, median};

/// The first argument of the process that serves.
pub const MODE: &str = "preview-here";

/// What a reader in front of the preview waits for.
pub struct Preview {
    /// Milliseconds from before the file is written to the message in the tab.
    pub whole: f64,
    /// Milliseconds of it in which the section is compiled.
    pub built: f64,
    /// The most memory of the preview, megabytes.
    pub memory: f64,
}

/// Serves in a process of its own.
pub fn measured(root: &Path) -> Preview {
    let [whole, built, memory] = numbers_of(MODE, root);
    Preview {
        whole,
        built,
        memory,
    }
}

/// The other side of [`measured`].
pub fn run(root: &Path) {
    let (tell, told) = mpsc::channel();
    let options = options(root);
    let served = std::thread::spawn(move || {
        let port = (None, 4640);
        serve::run(&options, port, &|news| {
            let said = match news {
                News::Listening(address) => Said::Listening(address.own.clone()),
                News::Built(c, took) if !c.has_errors() => Said::Built(took),
                _ => Said::Trouble,
            };
            // Nobody listens any more when all is measured.
            let _ = tell.send(said);
        })
    });
    let mut address = None;
    while address.is_none() {
        match told.recv().expect("the preview is up") {
            Said::Listening(own) => address = Some(own),
            Said::Built(_) => {}
            Said::Trouble => panic!("the school is sound"),
        }
    }
    let address = address.expect("it was told");
    let host = address
        .trim_start_matches("http://")
        .trim_end_matches('/')
        .to_owned();
    let (mut whole, mut built) = (Vec::new(), Vec::new());
    for (edit, program) in programs(root).into_iter().enumerate() {
        let version = version_after(&host, 0);
        measure::flush();
        let mut tab = ask(&host, version);
        let started = Instant::now();
        append(&root.join("content").join(program).join("index.md"), edit);
        answer(&mut tab);
        whole.push(started.elapsed().as_secs_f64() * 1000.0);
        // What is heard is told after the tabs are.
        let Ok(Said::Built(took)) = told.recv() else {
            panic!("the school is sound");
        };
        built.push(took.as_secs_f64() * 1000.0);
        // Any later event of the same save has to be over before the next one.
        std::thread::sleep(Duration::from_millis(400));
        assert!(told.try_recv().is_err(), "one save, one build");
        assert!(!served.is_finished(), "the preview goes on");
    }
    let memory = measure::peak();
    println!("{} {} {memory}", median(whole), median(built));
    // The preview serves until it is ended.
    std::process::exit(0);
}

/// What the preview tells of itself.
enum Said {
    Listening(String),
    Built(Duration),
    Trouble,
}

/// The version that is newer than the given one.
fn version_after(host: &str, version: u64) -> u64 {
    let news: serde_json::Value =
        serde_json::from_str(&answer(&mut ask(host, version))).expect("news");
    news["version"].as_u64().expect("a version")
}

/// A tab that waits for something newer.
fn ask(host: &str, version: u64) -> TcpStream {
    let mut tab = TcpStream::connect(host).expect("the preview answers");
    write!(
        tab,
        "GET /__rubrika/wait?v={version} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )
    .expect("the preview listens");
    tab
}

/// What the tab is told at last.
fn answer(tab: &mut TcpStream) -> String {
    let mut text = String::new();
    tab.read_to_string(&mut text).expect("an answer");
    let (_, body) = text.split_once("\r\n\r\n").expect("a body");
    body.to_owned()
}
