//! «Страница обновлена»: days from the history of a repository that each test makes, and nowhere else.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use rubrika::pipeline::Session;
use rubrika::source::disk::Touched;

use crate::harness::School;
use crate::session::{outcome, outcome_after};
use crate::site::{Tree, copy_folder, expect, published, rubrika};

const ACT: &str = "documents/prikaz-41/index.html";
const NEWS: &str = "news/nachalo/index.html";
const PROGRAM: &str = "programs/pervyi-god/index.html";

/// Every test here begins with it: without git there is nothing to ask.
fn no_git() -> bool {
    let found = Command::new("git").arg("--version").output().is_ok();
    if !found {
        eprintln!("there is no git here: days of pages are not tested");
    }
    !found
}

/// A call of git with nobody's settings.
fn git(folder: &Path, day: &str, arguments: &[&str]) {
    let mut command = Command::new("git");
    let ours = std::env::vars_os().map(|(name, _)| name);
    for name in ours.filter(|name| name.to_string_lossy().starts_with("GIT_")) {
        command.env_remove(name);
    }
    let output = command
        .arg("-C")
        .arg(folder)
        .args([
            "-c",
            "user.name=Школа",
            "-c",
            "user.email=shkola@example.ru",
        ])
        .args(["-c", "commit.gpgSign=false", "-c", "core.autocrlf=false"])
        .args(arguments)
        .env("GIT_AUTHOR_DATE", format!("{day}T12:00:00+08:00"))
        .env("GIT_COMMITTER_DATE", "2020-01-01T00:00:00Z")
        .stdin(Stdio::null())
        .output()
        .expect("git starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {arguments:?}: {said}");
}

/// Everything as it is now, committed on a day.
fn commit(folder: &Path, day: &str) {
    git(folder, day, &["add", "--all"]);
    git(folder, day, &["commit", "--quiet", "--message", day]);
}

/// The sound school, all of it committed on the first of October.
fn repository() -> School {
    let school = School::sound();
    git(school.root(), "2026-10-01", &["init", "--quiet"]);
    school.write(".gitignore", "public\n.public.rubrika\n");
    commit(school.root(), "2026-10-01");
    school
}

fn build(school: &School, date: &str) -> Tree {
    expect(rubrika(school, &["build", "--date", date]), 0);
    published(school)
}

/// The day that a page says.
fn day(tree: &Tree, page: &str) -> Option<String> {
    let html = String::from_utf8_lossy(&tree[page]);
    let (_, rest) = html.split_once("Страница обновлена")?;
    let (_, rest) = rest.split_once("datetime=\"")?;
    Some(rest[..10].to_owned())
}

/// The pages that say a day at all.
fn dated(tree: &Tree) -> Vec<&str> {
    let pages = tree.keys().filter(|path| path.ends_with(".html"));
    pages
        .filter(|page| day(tree, page).is_some())
        .map(String::as_str)
        .collect()
}

#[test]
fn a_page_says_when_its_text_was_changed() {
    if no_git() {
        return;
    }
    let school = repository();
    let root = school.root();
    let page = "---\ntitle: Вопросы\n---\n\nОтветы.\n";
    school.write("content/pages/Частые вопросы.md", page);
    school.write("content/pages/pravka.md", page);
    commit(root, "2026-10-03");
    let news = school.read("content/news/nachalo.md");
    school.write("content/news/nachalo.md", format!("{news}\nИ вторая.\n"));
    commit(root, "2026-10-05");
    // An entry is its files, too.
    let order = school.read("content/acts/prikaz-41/prikaz-41.txt");
    let order = format!("{order}\nИсправлено.\n");
    school.write("content/acts/prikaz-41/prikaz-41.txt", order);
    commit(root, "2026-10-07");
    // Nobody knows when these will have been written.
    school.write("content/pages/novaya.md", page);
    school.write("content/pages/pravka.md", format!("{page}\nЕщё.\n"));

    let tree = build(&school, "2026-11-22");
    assert_eq!(day(&tree, NEWS).as_deref(), Some("2026-10-05"));
    assert_eq!(day(&tree, ACT).as_deref(), Some("2026-10-07"));
    let questions = "pages/chastye-voprosy/index.html";
    assert_eq!(day(&tree, questions).as_deref(), Some("2026-10-03"));
    // No list, no person, no programme with somebody unnamed; nothing that is not committed.
    assert!(tree.contains_key("people/lugovaya-ni/index.html"));
    assert!(tree.contains_key("pages/novaya/index.html"));
    assert_eq!(dated(&tree), [ACT, NEWS, questions]);

    let map = String::from_utf8_lossy(&tree["sitemap.xml"]);
    let stamped = map.lines().filter(|line| line.contains("<lastmod>"));
    let base = "https://shkola-5.example.ru/nastavnichestvo";
    assert_eq!(
        stamped.collect::<Vec<_>>(),
        [
            format!(
                "<url><loc>{base}/documents/prikaz-41/</loc><lastmod>2026-10-07</lastmod></url>"
            ),
            format!("<url><loc>{base}/news/nachalo/</loc><lastmod>2026-10-05</lastmod></url>"),
            format!(
                "<url><loc>{base}/pages/chastye-voprosy/</loc><lastmod>2026-10-03</lastmod></url>"
            ),
        ]
    );
    assert_eq!(tree, build(&school, "2026-11-22"), "the same bytes");

    // What the last commit is to a day before it, nobody can say.
    let tree = build(&school, "2026-10-04");
    assert_eq!(dated(&tree), [questions]);
}

/// A day of a programme whose results are closed would tell when they were written, and the lack of one, that they are.
#[test]
fn a_programme_has_a_day_only_after_all_of_it_is_out() {
    if no_git() {
        return;
    }
    let school = repository();
    let root = school.root();
    for person in ["lugovaya-ni", "beregovaya-sp", "ryabinin-ok"] {
        let path = format!("content/people/{person}.md");
        let consent = "consents:\n  - kind: распространение\n    document: № 7\n    date: 2026-08-25\n    fields: [фио, должность, пара]\n";
        let text = school.read(&path);
        let text = text.split("consents:").next().expect("a text");
        let text = text.trim_end().trim_end_matches("---").trim_end();
        school.write(&path, format!("{text}\n{consent}---\n"));
    }
    let path = "content/programs/pervyi-god/index.md";
    let text = school.read(path).replace("    done: 2026-09-15\n", "");
    school.write(path, &text);
    commit(root, "2026-10-02");
    let says = |tree: &Tree, word| String::from_utf8_lossy(&tree[PROGRAM]).contains(word);
    let nothing_closed = build(&school, "2026-11-22");
    assert!(says(&nothing_closed, "Береговая"), "all of it is out");
    assert_eq!(day(&nothing_closed, PROGRAM), None);

    let results = "content/programs/pervyi-god/results.md";
    let outcomes = "outcomes:\n  - { category: качество и темпы адаптации, text: Опыты идут }\n";
    school.write(results, format!("---\n{outcomes}---\n"));
    commit(root, "2026-11-01");
    let written_in_advance = build(&school, "2026-11-22");
    assert_eq!(written_in_advance[PROGRAM], nothing_closed[PROGRAM]);

    let over = text
        .replace("[наставник]\n", "[наставник]\n    done: 2026-09-15\n")
        .replace("[наставляемый]\n", "[наставляемый]\n    done: 2027-04-20\n");
    let over = over.trim_end().trim_end_matches("---");
    let over = format!("{over}completion: {{ date: 2027-05-31, way: план выполнен }}\n---\n");
    school.write(path, &over);
    let approved = "approved: { date: 2027-06-02, by: Директор школы № 5 }\n";
    school.write(results, format!("---\n{outcomes}{approved}---\n"));
    commit(root, "2027-05-20");
    let early = build(&school, "2027-06-10");
    assert!(says(&early, "Опыты идут"), "the results are out");
    assert_eq!(
        day(&early, PROGRAM),
        None,
        "written before they could be read"
    );

    school.write(
        results,
        format!("---\n{outcomes}{approved}---\n\nПодробно.\n"),
    );
    commit(root, "2027-06-03");
    let after = build(&school, "2027-06-10");
    assert_eq!(day(&after, PROGRAM).as_deref(), Some("2027-06-03"));
}

/// News written long before their day say nothing of it.
#[test]
fn what_was_written_before_its_day_has_none() {
    if no_git() {
        return;
    }
    let school = repository();
    let news = school.read("content/news/nachalo.md");
    let later = news.replace(
        "date: 2026-09-08",
        "date: 2026-09-08\npublish_from: 2026-11-01",
    );
    school.write("content/news/nachalo.md", later);
    commit(school.root(), "2026-10-05");
    assert_eq!(day(&build(&school, "2026-11-22"), NEWS), None);
}

/// Small groups are hidden without a line in the ledger.
#[test]
fn a_year_with_hidden_figures_has_no_day() {
    if no_git() {
        return;
    }
    let school = repository();
    let year = |teachers| format!("staff: {{ teachers: {teachers}, as_of: 2026-05-20 }}\n");
    for (teachers, told) in [(24, Some("2026-10-05")), (2, None)] {
        school.write("content/monitoring/2025-2026.yaml", year(teachers));
        commit(school.root(), "2026-10-05");
        let tree = build(&school, "2026-11-22");
        assert_eq!(
            day(&tree, "monitoring/2025-2026/index.html").as_deref(),
            told
        );
    }
}

/// A school's folder deep inside the repository of something bigger.
#[test]
fn content_may_lie_deep_inside_a_repository() {
    if no_git() {
        return;
    }
    let outer = repository();
    let root = outer.root().join("сайт/раздел");
    copy_folder(&outer.root().join("content"), &root.join("content"));
    commit(outer.root(), "2026-10-05");
    let mut command = crate::site::program();
    command
        .args(["build", "--date", "2026-11-22", "--root"])
        .arg(&root);
    expect(command, 0);
    let tree = crate::site::tree(&root.join("public"));
    assert_eq!(day(&tree, NEWS).as_deref(), Some("2026-10-05"));
}

/// In a shallow clone every file is as old as the last commit.
#[test]
fn a_shallow_clone_has_no_days() {
    if no_git() {
        return;
    }
    let school = repository();
    school.write("content/index.md", "---\ntitle: Иначе\n---\n\nТекст.\n");
    commit(school.root(), "2026-10-05");
    for (depth, any) in [("1", false), ("9", true)] {
        let clone = School::empty();
        let from = format!("file://{}", school.root().display());
        let clone_it = ["clone", "--quiet", "--depth", depth, &from, "."];
        git(clone.root(), "2026-10-05", &clone_it);
        assert_eq!(
            !dated(&build(&clone, "2026-11-22")).is_empty(),
            any,
            "{depth}"
        );
    }
}

#[test]
fn a_broken_repository_is_as_none() {
    if no_git() {
        return;
    }
    let school = repository();
    let undisturbed = expect(rubrika(&school, &["build", "--date", "2026-11-22"]), 0);
    for (path, bytes) in [
        (".git/HEAD", "ref: refs/heads/no\n"),
        (".git/HEAD", "?"),
        (".git/config", "["),
    ] {
        school.write(path, bytes);
        let said = expect(rubrika(&school, &["build", "--date", "2026-11-22"]), 0);
        assert_eq!(said.lines().count(), undisturbed.lines().count(), "{said}");
        assert!(dated(&published(&school)).is_empty(), "{path}: {bytes}");
    }
}

#[test]
fn without_git_there_are_no_days() {
    let school = School::sound();
    let mut command = rubrika(&school, &["build", "--date", "2026-11-22"]);
    command.env("PATH", school.root());
    expect(command, 0);
    assert!(dated(&published(&school)).is_empty());
}

/// Neither variables nor a person's own settings bend the answer.
#[test]
fn the_callers_environment_changes_nothing() {
    if no_git() {
        return;
    }
    let school = repository();
    let other = repository();
    let news = school.read("content/news/nachalo.md");
    school.write("content/news/nachalo.md", format!("{news}\nИ вторая.\n"));
    commit(school.root(), "2026-10-05");
    let plain = build(&school, "2026-11-22");
    assert_eq!(dated(&plain), [ACT, NEWS]);

    let home = School::empty();
    home.write(
        ".gitconfig",
        "[log]\nshowSignature = true\nshowRoot = false\ndate = relative\ndecorate = full\nfollow = true\nmailmap = true\n\
         [format]\npretty = fuller\n[color]\nui = always\n[diff]\nrenames = copies\nexternal = false\nnoprefix = true\n\
         [core]\nquotePath = true\npager = false\n[i18n]\nlogOutputEncoding = koi8-r\n",
    );
    let mut command = rubrika(&school, &["build", "--date", "2026-11-22"]);
    for (name, value) in [
        ("GIT_DIR", other.root().join(".git")),
        ("GIT_WORK_TREE", other.root().to_owned()),
        ("GIT_INDEX_FILE", other.root().join(".git/index")),
        ("GIT_OBJECT_DIRECTORY", other.root().join(".git/objects")),
        ("GIT_CEILING_DIRECTORIES", school.root().to_owned()),
        ("HOME", home.root().to_owned()),
        ("XDG_CONFIG_HOME", home.root().to_owned()),
        ("GIT_TRACE", home.root().join("trace")),
    ] {
        command.env(name, value);
    }
    let words = [
        ("GIT_CONFIG_COUNT", "1"),
        ("GIT_CONFIG_KEY_0", "log.showRoot"),
        ("GIT_CONFIG_VALUE_0", "false"),
        ("GIT_EXTERNAL_DIFF", "false"),
        ("GIT_PAGER", "false"),
        ("PAGER", "false"),
        ("LC_ALL", "ru_RU.UTF-8"),
        ("TZ", "Pacific/Kiritimati"),
    ];
    command.envs(words);
    expect(command, 0);
    assert_eq!(published(&school), plain);
    assert!(!home.root().join("trace").exists());
}

/// `serve` keeps its session: a new commit and an edit count at once.
#[test]
fn a_lasting_session_hears_of_commits_and_edits() {
    if no_git() {
        return;
    }
    let school = repository();
    let root = school.root();
    let mut lasting = Session::lasting();
    let mut told = |when: &str| {
        let (_, tree) = outcome(&mut lasting, root);
        let (_, fresh) = outcome(&mut Session::default(), root);
        assert_eq!(tree, fresh, "{when}");
        day(&tree, NEWS)
    };
    assert_eq!(told("at first").as_deref(), Some("2026-10-01"));
    let news = school.read("content/news/nachalo.md");
    school.write("content/news/nachalo.md", format!("{news}\nИ вторая.\n"));
    assert_eq!(told("after an edit"), None);
    commit(root, "2026-10-05");
    assert_eq!(told("after a commit").as_deref(), Some("2026-10-05"));
}

/// Texts edited, taken back and committed: with what has been touched told, or found by looking at everything.
#[test]
fn days_follow_texts_in_a_lasting_session() {
    if no_git() {
        return;
    }
    for told in [true, false] {
        let school = repository();
        let root = school.root();
        let mut lasting = Session::lasting();
        let mut check = |path: &str, when: &str| {
            let touched = match told {
                true => Touched::Only([path.into()].into()),
                false => Touched::Anything,
            };
            let kept = outcome_after(&mut lasting, root, &touched);
            let fresh = outcome(&mut Session::default(), root);
            assert!(kept.0 == fresh.0, "{path} {when}: {:?}", kept.0);
            let differ = fresh.1.iter().filter(|(p, b)| kept.1.get(*p) != Some(b));
            let differ: Vec<&String> = differ.map(|(p, _)| p).collect();
            assert!(
                differ.is_empty() && kept.1.len() == fresh.1.len(),
                "{path} {when}: {differ:?}"
            );
            fresh.1
        };
        check("content", "at first");
        let files = [
            ("content/news/nachalo.md", NEWS),
            ("content/acts/prikaz-41/index.md", ACT),
            ("content/programs/pervyi-god/index.md", PROGRAM),
            ("content/people/lugovaya-ni.md", ""),
            ("content/index.md", ""),
        ];
        for (number, (path, page)) in files.into_iter().enumerate() {
            let before = school.read(path);
            let edited = format!("{before}\nЕщё предложение.\n");
            let days = |tree: &Tree| tree.get(page).map(|_| day(tree, page));
            let first = check(path, "untouched");
            school.write(path, &edited);
            let second = check(path, "edited");
            school.write(path, &before);
            assert_eq!(days(&check(path, "taken back")), days(&first), "{path}");
            school.write(path, &edited);
            check(path, "edited again");
            commit(root, &format!("2026-10-1{number}"));
            let third = check(path, "committed");
            if matches!(page, NEWS | ACT) {
                assert_eq!(days(&second), Some(None), "{path}");
                assert!(days(&third) > days(&first), "{path}");
                let (was, is) = (&first["sitemap.xml"], &second["sitemap.xml"]);
                assert_ne!(was, is, "{path}");
            }
        }
    }
}

/// Only pages show days: a check that makes none asks nobody.
#[cfg(unix)]
#[test]
fn a_check_without_pages_does_not_call_git() {
    use std::os::unix::fs::PermissionsExt;
    let school = School::sound();
    let tools = School::empty();
    let called = tools.root().join("called");
    let script = format!("#!/bin/sh\n: > '{}'\nexit 1\n", called.display());
    tools.write("git", script);
    fs::set_permissions(tools.place("git"), fs::Permissions::from_mode(0o755)).expect("a script");
    for (repository, arguments, calls) in [
        (false, &["check"][..], false),
        (true, &["check", "--no-render"][..], false),
        (true, &["status"][..], false),
        (true, &["check"][..], true),
    ] {
        if repository {
            fs::create_dir_all(school.root().join(".git")).expect("a folder");
        }
        let mut command = rubrika(&school, arguments);
        command
            .args(["--date", "2026-11-22"])
            .env("PATH", tools.root());
        expect(command, 0);
        assert_eq!(called.exists(), calls, "{arguments:?}");
    }
}
