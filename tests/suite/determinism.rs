//! The same content on the same day gives the same bytes, whatever the machine, the folder and the hour.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::harness::{School, TODAY};
use crate::site::{
    DEMO, assert_same, below, build, copy_folder, demo, expect, program, published, repository,
    rubrika, walk,
};

/// Builds the demo school anew in some other way and compares.
fn same_when(when: &str, change: impl FnOnce(&School, &mut Command)) {
    let school = demo();
    let mut command = rubrika(&school, &["build", "--date", TODAY]);
    change(&school, &mut command);
    expect(command, 0);
    assert_same(&DEMO, &published(&school), when);
}

#[test]
fn threads_change_nothing() {
    for count in ["1", "4"] {
        same_when("another number of threads", |_, command| {
            command.env("RAYON_NUM_THREADS", count);
        });
    }
}

#[test]
fn zone_and_locale_change_nothing() {
    for (zone, locale) in [
        ("Pacific/Kiritimati", "C"),
        ("America/Los_Angeles", "tr_TR.UTF-8"),
    ] {
        same_when(&format!("in {zone} with {locale}"), |_, command| {
            command.env("TZ", zone);
            command.env("LC_ALL", locale).env("LANG", locale);
        });
    }
}

#[test]
fn the_place_changes_nothing() {
    let elsewhere = School::empty();
    let root = elsewhere.place("Наша школа/сайт (новый)/x");
    copy_folder(&repository().join("content"), &root.join("content"));
    let mut command = program();
    // Once by a relative path from another folder, too.
    command.current_dir(root.parent().expect("a parent"));
    command.args(["build", "--date", TODAY, "--root", "x"]);
    expect(command, 0);
    let mut tree = crate::site::tree(&root.join("public"));
    tree.remove(".rubrika-manifest").expect("the manifest");
    assert_same(&DEMO, &tree, "in another place");
}

/// Order of making decides the order in which many file systems list a folder.
#[test]
fn order_and_times_of_files_change_nothing() {
    let school = School::empty();
    let from = repository().join("content");
    let mut files = walk(&from);
    files.reverse();
    let (odd, even): (Vec<_>, Vec<_>) = files.iter().enumerate().partition(|(i, _)| i % 2 == 1);
    for (i, path) in odd.into_iter().chain(even) {
        let target = school.place(&format!("content/{}", below(path, &from)));
        fs::write(&target, fs::read(path).expect("a file")).expect("a file");
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(86_400 * 365 * (i as u64 % 70));
        let file = fs::File::options().write(true).open(&target);
        file.and_then(|f| f.set_modified(time)).expect("a time");
    }
    build(&school);
    assert_same(&DEMO, &published(&school), "files made in another order");
}

#[test]
fn line_ends_and_marks_change_nothing() {
    for (when, mark, end) in [
        ("with CRLF", "", "\r\n"),
        ("with a mark and CRLF", "\u{feff}", "\r\n"),
        ("with CR", "", "\r"),
    ] {
        same_when(when, |school, _| {
            for path in school.texts() {
                let text = school.read(&path).replace('\n', end);
                school.write(&path, format!("{mark}{text}"));
            }
        });
    }
}

#[cfg(unix)]
#[test]
fn umask_changes_nothing() {
    for mask in ["000", "077"] {
        let school = demo();
        let mut command = Command::new("sh");
        command
            .args(["-c", &format!("umask {mask}; exec \"$@\""), "sh"])
            .arg(env!("CARGO_BIN_EXE_rubrika"))
            .args(["build", "--date", TODAY, "--root"])
            .arg(school.root());
        expect(command, 0);
        assert_same(&DEMO, &published(&school), mask);
    }
}

/// The section's zone is UTC+8: its day begins at 16:00 UTC of the day before.
#[test]
fn source_date_epoch_counts_in_the_zone_of_the_section() {
    // 2026-11-22T00:00:00+08:00 and the second before 2026-11-23T00:00:00+08:00.
    let first = 1_795_276_800;
    for (seconds, same) in [
        (first - 1, false),
        (first, true),
        (first + 86_399, true),
        (first + 86_400, false),
    ] {
        let school = demo();
        let mut command = rubrika(&school, &["build"]);
        command
            .env("SOURCE_DATE_EPOCH", seconds.to_string())
            .env("TZ", "America/Los_Angeles");
        expect(command, 0);
        let tree = published(&school);
        assert_eq!(tree == *DEMO, same, "SOURCE_DATE_EPOCH={seconds}");
    }
}

#[test]
fn a_date_wins_over_source_date_epoch() {
    same_when("with both", |_, command| {
        command.env("SOURCE_DATE_EPOCH", "0");
    });
    for date in ["22.11.2026", "2026-11-22"] {
        let school = demo();
        expect(rubrika(&school, &["build", "--date", date]), 0);
        assert_same(&DEMO, &published(&school), date);
    }
}

#[test]
fn odd_source_date_epochs_are_refused() {
    for value in ["", "today", "1.5", "99999999999999999999", "9999999999999"] {
        let school = demo();
        let mut command = rubrika(&school, &["build"]);
        command.env("SOURCE_DATE_EPOCH", value);
        let said = expect(command, 2);
        assert!(said.contains("SOURCE_DATE_EPOCH"), "{said}");
    }
}

/// What a web server's cache and rsync look at.
#[cfg(unix)]
#[test]
fn a_second_build_touches_no_file() {
    let school = demo();
    build(&school);
    let first = identities(&school);
    build(&school);
    assert_eq!(first, identities(&school));
}

#[cfg(unix)]
#[test]
fn what_does_not_change_is_not_touched_when_something_else_does() {
    let school = demo();
    build(&school);
    let first = identities(&school);
    let page = "content/pages/voprosy-i-otvety.md";
    let text = school.read(page);
    // There and back, so that both generations have had their turn.
    for addition in ["\nЕщё одна строка.\n", "\nИ ещё одна.\n", ""] {
        school.write(page, format!("{text}{addition}"));
        build(&school);
        let again = identities(&school);
        let touched: Vec<_> = again.iter().filter(|i| !first.contains(i)).collect();
        for (path, ..) in &touched {
            // The page itself, and the index of the search, which knows its words.
            let index = path == "search/index.js";
            assert!(index || path.contains("voprosy-i-otvety"), "{touched:#?}");
        }
    }
    assert_same(&DEMO, &published(&school), "there and back");
}

/// Path, inode, time of the last change of every published file.
#[cfg(unix)]
fn identities(school: &School) -> Vec<(String, u64, i64, i64)> {
    use std::os::unix::fs::MetadataExt;
    let public = school.root().join("public");
    let identity = |path: &Path| {
        let meta = fs::metadata(path).expect("a file");
        let path = below(path, &public);
        (path, meta.ino(), meta.mtime(), meta.mtime_nsec())
    };
    let mut list: Vec<_> = walk(&public).iter().map(|p| identity(p)).collect();
    list.retain(|(path, ..)| path != ".rubrika-manifest");
    list
}
