//! `rubrika withdraw`: the record is written, and after the next build nothing of the person is left in the output.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::{School, TODAY};
use crate::site::{build, demo, expect, published, rubrika};

const FILE: &str = "content/people/gladyshev-sn/index.md";

fn withdraw(school: &School) {
    expect(
        rubrika(school, &["withdraw", "gladyshev-sn", "--date", TODAY]),
        0,
    );
}

#[test]
fn nothing_of_the_person_is_left_and_the_list_names_what_went() {
    let school = demo();
    build(&school);
    let before = published(&school);
    withdraw(&school);
    let list = school.root().join("purge.txt");
    // A list that nobody has worked off yet is not lost.
    fs::write(&list, "https://school7.example/old\n").unwrap();
    let build = ["build", "--date", TODAY, "--purge-list"];
    let mut command = rubrika(&school, &build);
    command.arg(&list);
    expect(command, 0);
    let after = published(&school);
    let holds = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        text.contains("гладыш") || text.contains("gladyshev")
    };
    let left: Vec<&String> = after
        .iter()
        .filter(|(path, bytes)| holds(path.as_bytes()) || holds(bytes))
        .map(|(path, _)| path)
        .collect();
    assert!(left.is_empty(), "{left:?}");
    let beside = all_files(&school.root().join(".public.rubrika"));
    assert!(
        beside.len() > 10,
        "the previous section is there: {beside:?}"
    );
    for path in beside {
        assert!(!holds(&fs::read(&path).unwrap()), "{}", path.display());
    }
    let held = before.iter().filter(|(path, bytes)| {
        after.get(*path) != Some(*bytes) && (holds(path.as_bytes()) || holds(bytes))
    });
    let wanted: BTreeSet<String> = held
        .map(|(path, _)| path.strip_suffix("index.html").unwrap_or(path))
        .map(|path| format!("https://school7.example/nastavnichestvo/{path}"))
        .chain(["https://school7.example/old".to_owned()])
        .collect();
    let listed: BTreeSet<String> = fs::read_to_string(&list)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    assert!(wanted.len() > 10, "{wanted:?}");
    assert_eq!(listed, wanted);
}

fn all_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    let (folders, mut files): (Vec<_>, Vec<_>) = entries.partition(|p| p.is_dir());
    files.extend(folders.iter().flat_map(|f| all_files(f)));
    files
}

/// Windows line ends, a byte-order mark, comments: all that was not the program's to change.
#[test]
fn the_rest_of_the_file_stays_byte_for_byte() {
    let school = demo();
    let text = school.read(FILE).replace('\n', "\r\n");
    school.write(FILE, format!("\u{feff}{text}"));
    withdraw(&school);
    let edited = fs::read(school.root().join(FILE)).unwrap();
    let edited = String::from_utf8(edited).unwrap();
    let added = format!("    withdrawn: {TODAY}\r\n");
    assert_eq!(edited.matches(&added).count(), 1, "{edited}");
    assert_eq!(
        edited.replace(&added, ""),
        format!("\u{feff}{text}"),
        "only the line is new"
    );
    let beside = fs::read_dir(school.root().join("content/people/gladyshev-sn")).unwrap();
    assert_eq!(beside.count(), 2, "the record and the photo");
}

#[cfg(unix)]
#[test]
fn the_mode_stays_and_a_dry_run_writes_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let school = demo();
    let file = school.root().join(FILE);
    let text = school.read(FILE);
    let dry = ["withdraw", "gladyshev-sn", "--date", TODAY, "--dry-run"];
    expect(rubrika(&school, &dry), 0);
    assert_eq!(school.read(FILE), text);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    withdraw(&school);
    assert_ne!(school.read(FILE), text);
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn the_list_never_lands_in_the_output() {
    let school = demo();
    build(&school);
    withdraw(&school);
    let before = published(&school);
    let inside = school.root().join("public/purge.txt");
    let mut command = rubrika(&school, &["build", "--date", TODAY, "--purge-list"]);
    command.arg(&inside);
    let said = expect(command, 2);
    assert!(said.contains("попал бы на сайт"), "{said}");
    assert!(!inside.exists());
    assert_eq!(
        published(&school),
        before,
        "refused before anything is written"
    );
}
