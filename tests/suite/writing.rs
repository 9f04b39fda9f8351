//! Whatever happens, the output is the old section or the new one, and what is not ours stays.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rubrika::site::output::{Body, Bundle, File, Shelf};
use rubrika::site::write::Writer;
use rubrika::source::OutPath;

use crate::harness::{School, TODAY};
use crate::site::{Tree, assert_same, build, demo, expect, published, rubrika, run, tree};

const PAGE: &str = "content/pages/stranitsa.md";

/// A sound school that has been built once.
fn built() -> School {
    let school = School::sound();
    school.write(PAGE, "---\ntitle: Страница\n---\n\nТекст.\n");
    build(&school);
    school
}

/// The output with the manifest.
fn output(school: &School) -> Tree {
    tree(&school.root().join("public"))
}

/// Everything beside content, for comparison before and after.
fn beside_content(school: &School) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(school.root())
        .expect("a folder")
        .map(|e| e.expect("an entry").file_name().display().to_string())
        .collect();
    names.sort();
    names
}

fn build_with(school: &School, arguments: &[&str]) -> Command {
    let mut all = vec!["build", "--date", TODAY];
    all.extend(arguments);
    rubrika(school, &all)
}

// ---- Refusals leave the output alone ----

/// What is done to a school, the exit code, words of the complaint.
type Fault = (&'static str, fn(&School), i32, &'static [&'static str]);

const FAULTS: &[Fault] = &[
    (
        "a field misspelt",
        |s| s.write(PAGE, "---\ntitel: Страница\n---\n"),
        1,
        &["stranitsa.md:2:1", "unknown-field", "title"],
    ),
    (
        "no front matter",
        |s| s.write(PAGE, "Текст.\n"),
        1,
        &["stranitsa.md"],
    ),
    (
        "YAML that is none",
        |s| s.write(PAGE, "---\ntitle: [Страница\n---\n"),
        1,
        &["stranitsa.md"],
    ),
    (
        "an alias bomb",
        |s| {
            let mut text = String::from("---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
            for i in 1..12 {
                let row = vec![format!("*a{}", i - 1); 9].join(", ");
                text.push_str(&format!("a{i}: &a{i} [{row}]\n"));
            }
            s.write(PAGE, text + "title: Страница\n---\n");
        },
        1,
        &["stranitsa.md"],
    ),
    (
        "UTF-16",
        |s| {
            let text = "\u{feff}---\ntitle: Страница\n---\n".encode_utf16();
            s.write(PAGE, text.flat_map(u16::to_le_bytes).collect::<Vec<_>>());
        },
        1,
        &["stranitsa.md", "UTF-16LE", "iconv"],
    ),
    (
        "a link to nothing",
        |s| s.write(PAGE, "---\ntitle: Страница\n---\n\n[Положение](net.md)\n"),
        1,
        &["stranitsa.md:5", "net.md"],
    ),
    (
        "an anchor that is not there",
        |s| s.write(PAGE, "---\ntitle: Страница\n---\n\n[Ниже](#nizhe)\n"),
        1,
        &["stranitsa.md:5", "nizhe"],
    ),
    (
        "a picture that is not there",
        |s| s.write(PAGE, "---\ntitle: Страница\n---\n\n![Схема](shema.svg)\n"),
        1,
        &["stranitsa.md:5", "shema.svg"],
    ),
    (
        "a picture from another host",
        |s| {
            s.write(
                PAGE,
                "---\ntitle: Страница\n---\n\n![Схема](https://example.com/a.png)\n",
            );
        },
        1,
        &["stranitsa.md:5", "example.com"],
    ),
    (
        "a path that climbs out",
        |s| act(s, "../../../etc/passwd"),
        1,
        &["index.md:8"],
    ),
    (
        "an absolute path",
        |s| act(s, "/etc/passwd"),
        1,
        &["index.md:8"],
    ),
    (
        "an encoded dot",
        |s| act(s, "%2e%2e/site.yaml"),
        1,
        &["index.md:8"],
    ),
    (
        "a backslash",
        |s| act(s, "\"..\\\\site.yaml\""),
        1,
        &["index.md:8"],
    ),
    (
        "one address for two pages",
        |s| {
            s.write(
                "content/pages/vtoraya.md",
                "---\ntitle: Вторая\nslug: stranitsa\n---\n",
            )
        },
        1,
        &["address-collision", "stranitsa.md", "vtoraya.md"],
    ),
    (
        "one address after transliteration",
        |s| s.write("content/pages/страница.md", "---\ntitle: Вторая\n---\n"),
        1,
        &["address-collision", "stranitsa.md", "страница.md"],
    ),
    (
        "a slug that climbs out",
        |s| s.write(PAGE, "---\ntitle: Страница\nslug: ../../x\n---\n"),
        1,
        &["stranitsa.md"],
    ),
    (
        "nothing left of a name",
        |s| s.write("content/pages/!!!.md", "---\ntitle: Страница\n---\n"),
        1,
        &["!!!.md", "slug"],
    ),
    (
        "a device's name",
        |s| s.write("content/pages/con.md", "---\ntitle: Страница\n---\n"),
        1,
        &["con.md", "Windows"],
    ),
    (
        "a template that is no template",
        |s| theme(s, b"{% if %}"),
        1,
        &["themes/x/templates/home.html:1"],
    ),
    (
        "an undefined variable",
        |s| theme(s, b"<h1>{{ nothing_like_it }}</h1>"),
        1,
        &["themes/x/templates/home.html:1", "nothing_like_it"],
    ),
    (
        "a base that is not there",
        |s| theme(s, b"{% extends \"nowhere.html\" %}"),
        1,
        &["themes/x/templates/home.html", "nowhere.html"],
    ),
    (
        "a template that extends itself",
        |s| theme(s, b"{% extends \"home.html\" %}"),
        1,
        &["themes/x/templates/home.html"],
    ),
    (
        "a template that includes itself",
        |s| theme(s, b"{% include \"home.html\" %}"),
        1,
        &["themes/x/templates/home.html"],
    ),
    (
        "a template that does not end",
        |s| {
            theme(
                s,
                b"{% for a in range(end=100000) %}{% for b in range(end=100000) %}x{% endfor %}{% endfor %}",
            );
        },
        1,
        &["themes/x/templates/home.html"],
    ),
    (
        "a template not in UTF-8",
        |s| theme(s, b"<h1>\xcd\xe0\xf1\xf2\xe0\xe2\xed\xe8\xea</h1>"),
        1,
        &["themes/x/templates/home.html", "UTF-8"],
    ),
    (
        "a theme that is not there",
        |s| site(s, "theme: net"),
        1,
        &["themes/net"],
    ),
    (
        "no content",
        |s| fs::rename(s.root().join("content"), s.root().join("text")).expect("a folder"),
        2,
        &["content", "--root"],
    ),
];

/// A local act with this `file`.
fn act(school: &School, file: &str) {
    school.write(
        "content/acts/polozhenie/index.md",
        format!(
            "---\ntitle: Положение\nkind: положение\nlevel: локальный\nissuer: Школа № 5\nnumber: \"7\"\ndate: 2026-09-01\nfile: {file}\n---\n"
        ),
    );
}

/// A school's theme with this home page.
fn theme(school: &School, home: &[u8]) {
    site(school, "theme: x");
    school.write("themes/x/templates/home.html", home);
}

fn site(school: &School, line: &str) {
    let text = school.read("content/site.yaml");
    school.write("content/site.yaml", format!("{text}{line}\n"));
}

#[test]
fn a_refused_build_changes_nothing() {
    let mut wrong = Vec::new();
    let school = built();
    let content = tree(&school.root().join("content"));
    let before = output(&school);
    for (name, fault, code, words) in FAULTS {
        fault(&school);
        let ran = run(&mut build_with(&school, &[]));
        if ran.code != Some(*code) {
            wrong.push(format!("{name}: code {:?}\n{}", ran.code, ran.stderr));
        }
        for word in words.iter().filter(|w| !ran.stderr.contains(**w)) {
            wrong.push(format!("{name}: says nothing of «{word}»\n{}", ran.stderr));
        }
        if output(&school) != before {
            wrong.push(format!("{name}: the output has changed"));
        }
        for folder in ["content", "text", "themes"] {
            let _ = fs::remove_dir_all(school.root().join(folder));
        }
        for (path, bytes) in &content {
            school.write(&format!("content/{path}"), bytes);
        }
    }
    build(&school);
    assert_same(
        &before,
        &output(&school),
        "and nothing is left of the faults",
    );
    assert_eq!(
        beside_content(&school),
        [".public.rubrika", "content", "public"]
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Pages leave memory one by one, before the last of them has been read: nowhere may they be seen if it is refused.
#[test]
fn what_is_found_on_one_page_leaves_no_trace_of_the_others() {
    let school = School::sound();
    let page = |text: &str| school.write(PAGE, format!("---\ntitle: Страница\n---\n\n{text}\n"));
    let refused = || {
        page("Пишите на tayna@example.org.");
        let said = expect(build_with(&school, &[]), 1);
        assert!(said.contains("contact-leak"), "{said}");
    };
    refused();
    assert_eq!(beside_content(&school), ["content"]);
    for text in ["Раз.", "Два.", "Три."] {
        page(text);
        build(&school);
    }
    let state = school.root().join(".public.rubrika");
    let before = (output(&school), tree(&state));
    assert!(before.1.contains_key("next/index.html"), "two generations");
    refused();
    assert_same(&before.0, &output(&school), "the section");
    assert_same(&before.1, &tree(&state), "the previous one");
    // What a run has left that was ended by force is nobody's.
    school.write(".public.rubrika/fresh/old.html", "<p>Старое</p>");
    page("Четыре.");
    build(&school);
    assert!(!output(&school).contains_key("old.html"));
    assert!(!tree(&state).keys().any(|path| path.contains("old.html")));
}

/// What was compared early is linked late: in between it may have been edited by hand, and nobody has read that.
#[test]
fn a_page_that_is_edited_during_a_build_is_not_taken_over() {
    let place = School::empty();
    let out = place.root().join("public");
    let path = |path: &str| OutPath::new(path).expect("a path");
    let build = |pages: &[(&str, &str)], between: &dyn Fn()| {
        let writer = Writer::new(place.root(), &out);
        let mut bundle = Bundle::default();
        for (page, text) in pages {
            let hash = writer
                .take(&path(page), text.as_bytes())
                .expect("it is taken");
            let body = Body::Away(text.len() as u64, hash);
            assert!(bundle.insert(path(page), File { body, origin: None }));
        }
        between();
        writer.write(&bundle, None).map(|changes| changes.changed)
    };
    let nothing: &dyn Fn() = &|| {};
    let written = build(&[("a.html", "один"), ("b.html", "два")], nothing);
    assert!(written.is_ok_and(|changed| changed.is_empty()));
    let edited = build(&[("a.html", "один"), ("b.html", "три")], &|| {
        std::thread::sleep(Duration::from_millis(20));
        fs::write(out.join("a.html"), "сами").expect("a page");
    });
    assert!(edited.is_err_and(|e| e.to_string().contains("a.html")));
    let read = |page: &str| fs::read_to_string(out.join(page)).expect("a page");
    assert_eq!(
        (read("a.html"), read("b.html")),
        ("сами".into(), "два".into())
    );
    let again = build(&[("a.html", "один"), ("b.html", "три")], nothing);
    assert_eq!(again.expect("written"), ["a.html", "b.html"]);
    assert_eq!(
        (read("a.html"), read("b.html")),
        ("один".into(), "три".into())
    );
}

/// An editor's own files come and go while the folder is listed.
#[test]
fn what_an_editor_makes_for_a_moment_is_not_missed() {
    let school = School::sound();
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                for name in [".index.md.swp", "4913", "index.md~"] {
                    let file = school.root().join("content").join(name);
                    fs::write(&file, "…").expect("a file");
                    fs::remove_file(&file).expect("a file");
                }
            }
        });
        let refused = (0..8).map(|_| run(&mut rubrika(&school, &["check", "--date", TODAY])));
        let refused: Vec<String> = refused
            .filter(|ran| ran.code != Some(0))
            .map(|ran| ran.stderr)
            .collect();
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        assert!(refused.is_empty(), "{refused:#?}");
    });
}

#[cfg(unix)]
#[test]
fn links_and_pipes_among_the_content_change_nothing() {
    use std::os::unix::fs::symlink;
    let secret = School::empty();
    secret.write("tayna.md", "---\ntitle: Пароли\n---\n");
    let school = built();
    let before = output(&school);
    let place = school.root().join("content/pages/x.md");
    symlink(secret.root().join("tayna.md"), &place).expect("a link");
    let said = expect(build_with(&school, &[]), 1);
    assert!(
        said.contains("symbolic-link") && !said.contains("Пароли"),
        "{said}"
    );
    fs::remove_file(&place).expect("a link");
    if Command::new("mkfifo")
        .arg(&place)
        .status()
        .is_ok_and(|s| s.success())
    {
        let said = expect(build_with(&school, &[]), 1);
        assert!(said.contains("special-file"), "{said}");
    }
    assert_same(&before, &output(&school), "after links and pipes");
}

#[cfg(unix)]
#[test]
fn an_attachment_that_cannot_be_read_changes_nothing() {
    let school = built();
    let before = output(&school);
    let file = school.root().join("content/acts/prikaz-41/prikaz-41.txt");
    mode(&file, 0o000);
    let Some(command) = without_rights(&school, build_with(&school, &[])) else {
        return;
    };
    let said = expect(command, 2);
    assert!(
        said.contains("prikaz-41.txt") && said.contains("не хватает прав"),
        "{said}"
    );
    assert_same(&before, &output(&school), "after an unreadable attachment");
}

// ---- Where a section may not go ----

#[test]
fn folders_that_are_not_for_the_output_are_refused() {
    let school = School::sound();
    school.write("zapiski/plan.txt", "Чужое.");
    school.write("zapiski/index.html", "<h1>Чужое</h1>");
    school.write("themes/x/static/a.css", "a{}");
    school.write("fail", "Чужое.");
    let root = school.root();
    let home = School::empty();
    let everything = tree(root);
    let parent = root.parent().expect("a parent").to_owned();
    for out in [
        root.to_owned(),
        root.join("."),
        root.join("content"),
        root.join("content/public"),
        root.join("public/../content"),
        root.join("themes"),
        root.join("themes/x"),
        root.join("zapiski"),
        root.join("fail"),
        root.join("fail/public"),
        root.join("net/public"),
        parent,
        "/".into(),
        home.root().to_owned(),
        "".into(),
    ] {
        let mut command = build_with(&school, &["--out"]);
        command.arg(&out).env("HOME", home.root());
        let said = expect(command, 2);
        assert!(said.contains("как быть:"), "{}: {said}", out.display());
        assert_same(&everything, &tree(root), &out.display().to_string());
        let names = beside_content(&school);
        assert_eq!(
            names,
            ["content", "fail", "themes", "zapiski"],
            "{}",
            out.display()
        );
    }
    assert!(tree(home.root()).is_empty());
}

/// A section that is deployed with its own history would show all that has been taken down.
#[test]
fn a_repository_in_the_output_is_named_and_kept() {
    let school = built();
    let said = expect(build_with(&school, &[]), 0);
    assert!(!said.contains(".git"), "{said}");
    school.write("public/.git/HEAD", "ref: refs/heads/main\n");
    let said = expect(build_with(&school, &["--quiet"]), 0);
    assert!(
        said.contains("предупреждение: внутри раздела лежит репозиторий"),
        "{said}"
    );
    assert!(
        said.contains("как быть: выкладывайте раздел без папки .git"),
        "{said}"
    );
    assert!(school.root().join("public/.git/HEAD").exists());
    fs::remove_dir_all(school.root().join("public/.git")).expect("our own folder");
    school.write("public/.git", "gitdir: ../.git/worktrees/public\n");
    assert!(
        expect(build_with(&school, &[]), 0).contains(".git"),
        "a worktree has a file"
    );
}

#[test]
fn an_empty_folder_becomes_the_output() {
    let school = School::sound();
    fs::create_dir(school.root().join("public")).expect("a folder");
    build(&school);
    assert!(output(&school).contains_key("index.html"));
}

#[test]
fn what_lies_in_the_place_of_our_folder_is_not_removed() {
    let school = School::sound();
    school.write(".public.rubrika", "Чужое.");
    let said = expect(build_with(&school, &[]), 2);
    assert!(said.contains(".public.rubrika"), "{said}");
    assert_eq!(school.read(".public.rubrika"), "Чужое.");
}

#[cfg(unix)]
#[test]
fn a_linked_output_is_refused() {
    use std::os::unix::fs::symlink;
    let school = School::sound();
    let elsewhere = School::empty();
    for target in [elsewhere.root(), Path::new("/nonexistent")] {
        let link = school.root().join("public");
        symlink(target, &link).expect("a link");
        let said = expect(build_with(&school, &[]), 2);
        assert!(said.contains("символическая ссылка"), "{said}");
        assert_eq!(fs::read_link(&link).expect("still a link"), target);
        assert!(tree(elsewhere.root()).is_empty());
        fs::remove_file(link).expect("a link");
    }
}

#[cfg(unix)]
#[test]
fn folders_without_the_right_to_write_are_refused() {
    for closed in [".", "public"] {
        let school = built();
        let before = output(&school);
        school.write(PAGE, "---\ntitle: Другая\n---\n");
        own_by_nobody(&school);
        mode(&school.root().join(closed), 0o555);
        // Otherwise the old state folder would do.
        let Some(command) = without_rights(&school, build_with(&school, &[])) else {
            return;
        };
        let ran = run(&mut { command });
        assert_same(
            &before,
            &match ran.code {
                Some(2) => output(&school),
                // A closed output may be exchanged by whoever owns the folder around it.
                Some(0) if closed == "public" => before.clone(),
                code => panic!("{closed}: {code:?}\n{}", ran.stderr),
            },
            closed,
        );
        mode(&school.root().join(closed), 0o755);
    }
    let school = School::sound();
    mode(school.root(), 0o555);
    if let Some(command) = without_rights(&school, build_with(&school, &[])) {
        let said = expect(command, 2);
        assert!(said.contains("не хватает прав"), "{said}");
    }
    mode(school.root(), 0o755);
}

/// A disk of one megabyte that is not ours to fill: the cause is named, the old section stays, and once there is room
/// again the next build is whole.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named_and_loses_nothing() {
    for (limit, filler) in [
        ("size=1200k", "head -c 10000000 /dev/zero > filler"),
        (
            "nr_inodes=200",
            "i=0; while : > filler-$i; do i=$((i+1)); done",
        ),
    ] {
        let school = built();
        let script = format!(
            "set -e
            mount -t tmpfs -o {limit} none disk; cp -r content disk; cd disk
            $RUBRIKA build --date {TODAY} >/dev/null 2>&1 || exit 90
            cp -r public $KEPT
            for f in content/pages/*; do echo Другое >> $f; done
            ({filler}) 2>/dev/null || true
            sed -i 's/Наставничество/Наставники/' content/site.yaml || true
            code=0; $RUBRIKA build --theme default --base-url https://drugoe.example/ --date {TODAY} || code=$?
            diff -r public $KEPT || exit 91
            rm -f filler*
            $RUBRIKA build --base-url https://drugoe.example/ --date {TODAY} 2>/dev/null || exit 92
            ! diff -rq public $KEPT >/dev/null || exit 93
            exit $code"
        );
        fs::create_dir(school.root().join("disk")).expect("a folder");
        let kept = School::empty();
        let mut command = Command::new("unshare");
        command
            .args(["--user", "--map-root-user", "--mount", "sh", "-c", &script])
            .env("RUBRIKA", env!("CARGO_BIN_EXE_rubrika"))
            .env("KEPT", kept.root().join("kept"))
            .current_dir(school.root())
            .stdin(Stdio::null());
        let may = Command::new("unshare")
            .args([
                "--user",
                "--map-root-user",
                "--mount",
                "mount",
                "-t",
                "tmpfs",
                "none",
                "/mnt",
            ])
            .output();
        if !may.is_ok_and(|o| o.status.success()) {
            eprintln!("no disk of one's own here: not tested");
            return;
        }
        let ran = run(&mut command);
        assert_eq!(ran.code, Some(2), "{limit}\n{}\n{}", ran.stdout, ran.stderr);
        assert!(
            ran.stderr.contains("на диске кончилось место"),
            "{}",
            ran.stderr
        );
    }
}

// ---- What is not ours ----

/// Files of somebody else in the output, over several builds.
#[test]
fn foreign_files_stay_and_go_as_their_owner_wants() {
    let school = built();
    let root = school.root().to_owned();
    let change = |text: &str| {
        school.write(PAGE, format!("---\ntitle: Страница\n---\n\n{text}\n"));
        build(&school);
    };
    school.write("public/.htaccess", "Options -Indexes");
    school.write("public/vhod/kod podtverzhdeniya.html", "google");
    school.write("public/people/spisok.txt", "Чужое рядом с нашим.");
    fs::create_dir_all(root.join("public/zagruzki/pustaya")).expect("a folder");
    for text in ["Один.", "Два.", "Три."] {
        change(text);
        assert_eq!(
            school.read("public/.htaccess"),
            "Options -Indexes",
            "{text}"
        );
        assert_eq!(
            school.read("public/vhod/kod podtverzhdeniya.html"),
            "google"
        );
        assert_eq!(
            school.read("public/people/spisok.txt"),
            "Чужое рядом с нашим."
        );
        assert!(root.join("public/zagruzki/pustaya").is_dir());
    }
    // Edited in place, edited by a new file, deleted.
    school.write("public/.htaccess", "Options +Indexes");
    fs::remove_file(root.join("public/people/spisok.txt")).expect("a file");
    school.write("public/people/spisok.txt", "Другое.");
    fs::remove_dir_all(root.join("public/vhod")).expect("a folder");
    fs::remove_dir_all(root.join("public/zagruzki")).expect("a folder");
    for text in ["Четыре.", "Пять.", "Шесть."] {
        change(text);
        assert_eq!(
            school.read("public/.htaccess"),
            "Options +Indexes",
            "{text}"
        );
        assert_eq!(school.read("public/people/spisok.txt"), "Другое.");
        assert!(!root.join("public/vhod").exists());
        assert!(!root.join("public/zagruzki").exists());
    }
}

#[cfg(unix)]
#[test]
fn foreign_links_and_odd_names_stay() {
    use std::os::unix::ffi::OsStrExt;
    let school = built();
    let public = school.root().join("public");
    let elsewhere = School::empty();
    elsewhere.write("big.iso", "Чужое.");
    std::os::unix::fs::symlink(elsewhere.root(), public.join("arhiv")).expect("a link");
    std::os::unix::fs::symlink("/nonexistent", public.join("nikuda")).expect("a link");
    let odd = public.join(std::ffi::OsStr::from_bytes(b"\xcf\xf0\xe8  x.txt"));
    let odd_is_kept = fs::write(&odd, "Чужое.").is_ok();
    for text in ["Один.", "Два.", "Три."] {
        school.write(PAGE, format!("---\ntitle: Страница\n---\n\n{text}\n"));
        build(&school);
        assert_eq!(
            fs::read_link(public.join("arhiv")).expect("a link"),
            elsewhere.root()
        );
        assert!(fs::symlink_metadata(public.join("nikuda")).is_ok());
        assert_eq!(odd.exists(), odd_is_kept);
    }
    assert_eq!(elsewhere.read("big.iso"), "Чужое.");
}

/// A page comes to where somebody has put a file, a folder where a file has to be, a file where a folder has to be.
#[test]
fn foreign_things_in_the_place_of_ours_are_refused() {
    type Step = fn(&School);
    let page: Step = |s| s.write("content/pages/novaya.md", "---\ntitle: Новая\n---\n");
    let text: Step = |s| s.write(PAGE, "---\ntitle: Другая\n---\n");
    let cases: [(&str, Step, Step); 4] = [
        (
            "pages/novaya/index.html",
            |s| s.write("public/pages/novaya/index.html", "Чужое."),
            page,
        ),
        (
            "pages/novaya",
            |s| s.write("public/pages/novaya", "Чужое."),
            page,
        ),
        (
            "robots.txt",
            |s| {
                fs::remove_file(s.root().join("public/robots.txt")).expect("ours");
                s.write("public/robots.txt/x", "Чужое.");
            },
            text,
        ),
        (
            "assets",
            |s| {
                fs::remove_dir_all(s.root().join("public/assets")).expect("ours");
                s.write("public/assets", "Чужое.");
            },
            text,
        ),
    ];
    for (name, theirs, ours) in cases {
        let school = built();
        theirs(&school);
        let before = output(&school);
        ours(&school);
        let said = expect(build_with(&school, &[]), 2);
        assert!(
            said.contains(name) && said.contains("как быть:"),
            "{name}: {said}"
        );
        assert_same(&before, &output(&school), name);
    }
}

/// A file that is linked from a backup must not change there.
#[cfg(unix)]
#[test]
fn links_to_our_files_are_not_written_through() {
    let school = built();
    let copy = school.root().join("kopiya.html");
    let text = school.read("public/index.html");
    fs::hard_link(school.root().join("public/index.html"), &copy).expect("a link");
    for title in ["Один", "Два", "Три"] {
        let site = school.read("content/site.yaml");
        school.write(
            "content/site.yaml",
            site.replace("short_name: ", &format!("short_name: {title} ")),
        );
        build(&school);
        assert_eq!(
            fs::read_to_string(&copy).expect("the copy"),
            text,
            "{title}"
        );
        assert_ne!(school.read("public/index.html"), text);
    }
}

#[test]
fn what_was_edited_by_hand_in_the_output_is_mended() {
    let school = built();
    let before = output(&school);
    school.write("public/index.html", "<h1>Поправлено руками</h1>");
    fs::remove_file(school.root().join("public/robots.txt")).expect("a file");
    fs::remove_dir_all(school.root().join("public/assets")).expect("a folder");
    build(&school);
    assert_same(&before, &output(&school), "after edits by hand");
}

#[test]
fn pages_that_are_gone_leave_nothing() {
    let school = built();
    assert!(
        school
            .root()
            .join("public/pages/stranitsa/index.html")
            .exists()
    );
    let renamed = school.root().join("content/pages/drugaya.md");
    fs::rename(school.root().join(PAGE), &renamed).expect("a page");
    build(&school);
    assert!(!school.root().join("public/pages/stranitsa").exists());
    assert!(
        school
            .root()
            .join("public/pages/drugaya/index.html")
            .exists()
    );
    fs::remove_file(renamed).expect("a page");
    build(&school);
    let fresh = School::sound();
    build(&fresh);
    assert_same(
        &published(&fresh),
        &published(&school),
        "like a first build",
    );
    assert!(!school.root().join("public/pages/drugaya").exists());
}

#[cfg(unix)]
#[test]
fn who_may_read_a_folder_does_not_change_with_the_generations() {
    use std::os::unix::fs::PermissionsExt;
    let school = built();
    mode(&school.root().join("public"), 0o750);
    for text in ["Один.", "Два.", "Три."] {
        school.write(PAGE, format!("---\ntitle: Страница\n---\n\n{text}\n"));
        build(&school);
        let meta = fs::metadata(school.root().join("public")).expect("the output");
        assert_eq!(meta.permissions().mode() & 0o777, 0o750, "{text}");
    }
}

// ---- Interruptions ----

/// Four builds of four sections into one folder.
#[test]
fn builds_at_once_end_in_one_whole_section() {
    let shared = School::empty();
    let out = shared.root().join("public");
    let schools: Vec<School> = (1..=4)
        .map(|n| {
            let school = School::sound();
            let site = school.read("content/site.yaml");
            let site = site.replace("short_name: ", &format!("short_name: Раздел {n}, "));
            school.write("content/site.yaml", site);
            for page in 0..n * 5 {
                let text = format!("---\ntitle: Страница {page}\n---\n");
                school.write(&format!("content/pages/p-{page}.md"), text);
            }
            build(&school);
            school
        })
        .collect();
    let whole: Vec<Tree> = schools.iter().map(output).collect();
    for round in 0..3 {
        let children: Vec<Child> = schools
            .iter()
            .map(|school| {
                let mut command = build_with(school, &["--out"]);
                command
                    .arg(&out)
                    .stdout(Stdio::null())
                    .stderr(Stdio::null());
                command.spawn().expect("the program starts")
            })
            .collect();
        for mut child in children {
            let status = child.wait().expect("a child");
            assert_eq!(status.code(), Some(0));
        }
        let result = tree(&out);
        assert!(whole.contains(&result), "round {round}: a mixture");
        assert_eq!(beside_content(&shared), [".public.rubrika", "public"]);
    }
}

#[cfg(unix)]
#[test]
fn a_killed_build_leaves_the_old_section_or_the_new_one() {
    let school = demo();
    let site = school.read("content/site.yaml");
    let version = |n: usize| {
        let title = format!("short_name: Версия {n}, ");
        school.write("content/site.yaml", site.replace("short_name: ", &title));
    };
    version(1);
    let started = Instant::now();
    build(&school);
    let whole_build = started.elapsed();
    let one = output(&school);
    school.write("public/chuzhoe.txt", "Чужое.");
    version(0);
    build(&school);
    let mut old = output(&school);
    let manifest = school.root().join(".public.rubrika/next/.rubrika-manifest");
    assert!(manifest.exists(), "the test below waits for it to go");
    let mut killed = 0;
    for attempt in 0..20_u32 {
        let new_version = 1 - (attempt as usize % 2);
        version(new_version);
        let mut command = build_with(&school, &[]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the program starts");
        let started = Instant::now();
        if attempt < 8 {
            // At any moment.
            std::thread::sleep(whole_build * (attempt + 1) / 8);
        } else {
            // While files are being written: that begins when the old manifest goes.
            while manifest.exists()
                && started.elapsed() < 2 * whole_build
                && child.try_wait().expect("a child").is_none()
            {
                std::thread::sleep(Duration::from_micros(200));
            }
            std::thread::sleep(Duration::from_millis(u64::from(attempt - 8) * 3));
        }
        let signal = ["KILL", "KILL", "TERM", "INT"][attempt as usize % 4];
        let pid = child.id().to_string();
        let _ = Command::new("kill").args(["-s", signal, &pid]).output();
        let status = child.wait().expect("a child");
        killed += u32::from(status.code().is_none());
        let now = output(&school);
        let is_new = !now.contains_key("chuzhoe.txt") || now != old;
        if is_new {
            let mut expected = now.clone();
            expected
                .remove("chuzhoe.txt")
                .expect("what is not ours stays");
            let name = format!("Версия {new_version}, ");
            let first = String::from_utf8_lossy(&now["index.html"]).into_owned();
            assert!(
                first.contains(&name),
                "attempt {attempt}: neither old nor new"
            );
            if new_version == 1 {
                assert_same(&one, &expected, &format!("attempt {attempt}"));
            }
            old = now;
        }
        let names = beside_content(&school);
        assert_eq!(
            names,
            [".public.rubrika", "content", "public"],
            "attempt {attempt}"
        );
    }
    assert!(killed > 5, "only {killed} of 20 were caught at work");
    version(1);
    build(&school);
    let mut end = output(&school);
    end.remove("chuzhoe.txt").expect("what is not ours stays");
    assert_same(&one, &end, "the next build is clean");
    let mut inside: Vec<String> = fs::read_dir(school.root().join(".public.rubrika"))
        .expect("our folder")
        .map(|e| e.expect("an entry").file_name().display().to_string())
        .collect();
    inside.sort();
    assert_eq!(inside, ["lock", "next", "seal"]);
}

/// Where the disk cannot exchange two folders there are two renames, and a crash may come between.
#[test]
fn a_crash_between_two_renames_is_mended() {
    for crashed_after in 1..=2 {
        let school = built();
        school.write("public/chuzhoe.txt", "Чужое.");
        school.write(PAGE, "---\ntitle: Другая\n---\n");
        build(&school);
        let state = school.root().join(".public.rubrika");
        let public = school.root().join("public");
        let before = output(&school);
        fs::rename(&public, state.join("previous")).expect("the first rename");
        if crashed_after == 2 {
            fs::rename(state.join("next"), &public).expect("the second rename");
        }
        build(&school);
        let after = output(&school);
        assert_same(&before, &after, &format!("after rename {crashed_after}"));
        assert!(!state.join("previous").exists());
    }
}

#[test]
fn a_torn_next_generation_is_not_trusted() {
    let school = built();
    school.write(PAGE, "---\ntitle: Другая\n---\n");
    build(&school);
    let next = ".public.rubrika/next";
    school.write(&format!("{next}/index.html"), "<h1>Оборв");
    school.write(&format!("{next}/lishnee/x.html"), "лишнее");
    fs::remove_dir_all(school.root().join(next).join("pages")).expect("a folder");
    school.write(&format!("{next}/pages"), "файл на месте папки");
    fs::remove_file(school.root().join(next).join("robots.txt")).expect("a file");
    school.write(&format!("{next}/robots.txt/x"), "папка на месте файла");
    school.write(PAGE, "---\ntitle: Третья\n---\n");
    build(&school);
    let fresh = School::sound();
    fresh.write(PAGE, "---\ntitle: Третья\n---\n");
    build(&fresh);
    assert_same(&output(&fresh), &output(&school), "over a torn generation");
}

// ---- Rights ----

#[cfg(unix)]
fn mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("own files");
}

/// All of a school in the hands of nobody, where we can give it.
#[cfg(unix)]
fn own_by_nobody(school: &School) {
    for entry in walkdir::WalkDir::new(school.root()) {
        let entry = entry.expect("a file");
        let _ = std::os::unix::fs::chown(entry.path(), Some(65534), Some(65534));
    }
}

/// The call by somebody to whom folders can be closed: nobody, if we are root. `None` if there is no such way.
#[cfg(unix)]
fn without_rights(school: &School, mut command: Command) -> Option<Command> {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let probe = School::empty();
    probe.write("zakryto", "");
    mode(&probe.root().join("zakryto"), 0o000);
    if fs::File::open(probe.root().join("zakryto")).is_err() {
        return Some(command);
    }
    let meta = fs::metadata(school.root()).expect("the school");
    mode(school.root(), meta.permissions().mode() | 0o055);
    command.uid(65534).gid(65534);
    let mut may = crate::site::program();
    may.arg("--version").uid(65534).gid(65534);
    if may.output().is_err() {
        eprintln!("nobody may not start the program: not tested");
        return None;
    }
    Some(command)
}
