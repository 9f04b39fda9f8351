//! The built section: schools to build, the program run on them as a person runs it, and output folders read whole.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use crate::harness::{School, TODAY};

/// All files below a folder: path with `/` → bytes. A symbolic link is its target's text.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// The demo school's section on [`TODAY`], without the manifest.
pub static DEMO: LazyLock<Tree> = LazyLock::new(|| {
    let school = demo();
    build(&school);
    published(&school)
});

/// The repository's own folder.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A copy of the demo school.
pub fn demo() -> School {
    let school = School::empty();
    copy_folder(
        &repository().join("content"),
        &school.root().join("content"),
    );
    school
}

/// The program on a school, with nothing of the environment that could change its work.
pub fn rubrika(school: &School, arguments: &[&str]) -> Command {
    let mut command = program();
    command.arg("--root").arg(school.root()).args(arguments);
    command
}

/// The program, in a plain environment.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rubrika"));
    for name in ["SOURCE_DATE_EPOCH", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command.env("NO_COLOR", "1").stdin(Stdio::null());
    command
}

/// A build that has to succeed.
pub fn build(school: &School) {
    expect(rubrika(school, &["build", "--date", TODAY]), 0);
}

/// Runs the program and returns what it said on standard error; the exit code has to be this one.
pub fn expect(mut command: Command, code: i32) -> String {
    let ran = run(&mut command);
    let said = ran.stderr;
    assert_eq!(ran.code, Some(code), "{command:?}\n{said}");
    assert!(!said.contains("panicked"), "{command:?}\n{said}");
    said
}

/// What a program has printed and returned.
pub struct Ran {
    /// The exit code; `None` if a signal has ended it.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// Runs a program to its end; one that hangs is ended and fails the test.
pub fn run(command: &mut Command) -> Ran {
    let stdout = tempfile::tempfile().expect("a temporary file");
    let stderr = tempfile::tempfile().expect("a temporary file");
    let copy = |file: &fs::File| file.try_clone().expect("a second handle");
    command.stdout(copy(&stdout)).stderr(copy(&stderr));
    let mut child = command.spawn().expect("the program starts");
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("a child") {
            break status;
        }
        if started.elapsed() > Duration::from_secs(120) {
            let _ = child.kill();
            panic!("{command:?} hangs");
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let text = |mut file: fs::File| {
        let mut bytes = Vec::new();
        file.rewind().expect("a file");
        file.read_to_end(&mut bytes).expect("a file");
        String::from_utf8(bytes).expect("the program prints UTF-8")
    };
    Ran {
        code: status.code(),
        stdout: text(stdout),
        stderr: text(stderr),
    }
}

/// The output of the last build, without the manifest.
pub fn published(school: &School) -> Tree {
    let mut tree = tree(&school.root().join("public"));
    tree.remove(".rubrika-manifest")
        .expect("the output has a manifest");
    tree
}

/// Every file below a folder; an absent folder has none.
pub fn tree(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    if !folder.exists() {
        return tree;
    }
    for path in walk(folder) {
        let meta = fs::symlink_metadata(&path).expect("a file that stays");
        let bytes = match meta.is_symlink() {
            true => {
                let target = fs::read_link(&path).expect("a link");
                target.to_string_lossy().into_owned().into_bytes()
            }
            false => fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display())),
        };
        tree.insert(below(&path, folder), bytes);
    }
    tree
}

/// All that is not a folder below a folder, sorted.
pub fn walk(folder: &Path) -> Vec<PathBuf> {
    walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.unwrap_or_else(|e| panic!("{}: {e}", folder.display())))
        .filter(|entry| !entry.file_type().is_dir())
        .map(walkdir::DirEntry::into_path)
        .collect()
}

/// The path below a folder, with `/`.
pub fn below(path: &Path, folder: &Path) -> String {
    let relative = path.strip_prefix(folder).expect("below the folder");
    let parts: Vec<_> = relative.iter().map(|p| p.to_string_lossy()).collect();
    parts.join("/")
}

/// Copies a folder with all that is in it.
pub fn copy_folder(from: &Path, to: &Path) {
    for path in walk(from) {
        let target = to.join(path.strip_prefix(from).expect("below the folder"));
        fs::create_dir_all(target.parent().expect("a parent")).expect("a folder");
        // Read and written: a read-only checkout must not make a read-only school.
        fs::write(&target, fs::read(&path).expect("a file")).expect("a file");
    }
}

/// Paths in which two trees differ, with what has happened to each on the way from the first to the second.
pub fn changes(old: &Tree, new: &Tree) -> Vec<String> {
    let mut paths: Vec<&String> = old.keys().chain(new.keys()).collect();
    paths.sort();
    paths.dedup();
    let word = |path: &String| match (old.get(path), new.get(path)) {
        (None, Some(_)) => Some("added"),
        (Some(_), None) => Some("removed"),
        (Some(a), Some(b)) if a != b => Some("changed"),
        _ => None,
    };
    paths
        .into_iter()
        .filter_map(|path| Some(format!("{} {path}", word(path)?)))
        .collect()
}

/// Two trees that have to be the same, byte for byte.
pub fn assert_same(old: &Tree, new: &Tree, when: &str) {
    let changes = changes(old, new);
    assert!(changes.is_empty(), "{when}:\n{}", changes.join("\n"));
}
