//! Watching is rerunning a pure function: after any edits a lasting session gives what a fresh one gives, byte for byte.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rubrika::pipeline::{Compilation, Options, Session};
use rubrika::site::output::Shelf;
use rubrika::site::write::Writer;
use rubrika::source::OutPath;
use rubrika::source::disk::Touched;

use super::harness::School;
use super::site::{Tree, tree};

const EDITS: usize = 6;

#[test]
fn a_lasting_session_is_never_stale() {
    sequences(30);
}

/// `cargo test --release --test suite sequences -- --ignored --nocapture`
#[ignore = "minutes"]
#[test]
fn two_thousand_sequences_of_edits() {
    sequences(2_000);
}

/// Random edits, and after each the lasting session's section, and the one on the disk that earlier builds have left, against
/// a fresh one, byte for byte.
fn sequences(count: u64) {
    let (mut all, mut built, mut stood) = (0, 0, 0);
    for seed in 0..count {
        let school = School::sound();
        let root = school.root();
        let mut random = Random(seed * 7919 + 1);
        let mut lasting = Session::lasting();
        let place = School::empty();
        let out = place.root().join("public");
        let mut history = Vec::new();
        let mut sound = tree(root);
        // Before the first look, so that everything has been touched since.
        let mut seen = Tree::new();
        for _ in 0..EDITS {
            history.push(edit(root, &mut random));
            let now = tree(root);
            // Every other session is told what has been touched, as the preview's is.
            let touched = match seed % 2 {
                0 => Touched::Anything,
                _ => Touched::Only(differences(&seen, &now)),
            };
            seen = now;
            let kept = outcome_after(&mut lasting, root, &touched);
            let fresh = outcome(&mut Session::default(), root);
            assert_eq!(kept.0, fresh.0, "complaints differ after {history:#?}");
            let differ: Vec<_> = fresh
                .1
                .iter()
                .filter(|(p, b)| kept.1.get(*p) != Some(b))
                .map(|(p, _)| p)
                .collect();
            assert!(
                differ.is_empty() && kept.1.len() == fresh.1.len(),
                "seed {seed}: stale {differ:?} after {history:#?}"
            );
            all += 1;
            if !fresh.1.is_empty() {
                built += 1;
                // What is found to stand stands for the same reasons the next time.
                for _ in 0..2 {
                    let (stands, files) = on_disk(root, &out);
                    assert!(files == fresh.1, "seed {seed}: on the disk, {history:#?}");
                    stood += usize::from(stands);
                }
                sound = tree(root);
            } else if random.below(4) > 0 {
                // Whoever broke it takes the edit back.
                restore(root, &sound);
                history.push("take it back".into());
            }
        }
    }
    eprintln!("{all} edits, {built} sections, {stood} stood");
    assert!(built * 3 > all, "only {built} sections of {all}");
    assert!(stood * 2 > built, "only {stood} stood of {built}");
}

/// Builds into a folder; whether what was there stands, and what is there then.
fn on_disk(root: &Path, out: &Path) -> (bool, Tree) {
    let writer = Writer::new(root, out);
    let compilation = Session::default()
        .compile_to(&options(root), &writer)
        .unwrap();
    match (&compilation.bundle, compilation.stands) {
        (Some(bundle), false) => writer.write(bundle, compilation.inputs.as_ref()).unwrap(),
        (None, true) => writer.leave().unwrap(),
        _ => panic!("{:?}", compilation.diagnostics),
    };
    let mut files = tree(out);
    files.remove(".rubrika-manifest");
    (compilation.stands, files)
}

/// What is on the disk is believed only as long as nothing has changed: neither what it was made of, nor it itself.
#[test]
fn a_section_stands_until_something_changes() {
    let school = School::sound();
    let root = school.root();
    let folder = root.join("content/news/s-faylom");
    fs::create_dir_all(&folder).unwrap();
    let text = "---\ntitle: С файлом\ndate: 2026-11-02\nfiles:\n  - { path: zapiska.txt, title: Записка }\n---\n";
    fs::write(folder.join("index.md"), text).unwrap();
    fs::write(folder.join("zapiska.txt"), "Первая\n").unwrap();
    let place = School::empty();
    let out = place.root().join("public");
    let stands = || on_disk(root, &out).0;
    assert!(!stands() && stands() && stands());
    let changes: [(&str, &dyn Fn()); 8] = [
        ("a text", &|| {
            append(&root.join("content/index.md"), "Ещё.\n")
        }),
        ("an attachment of the same size", &|| {
            fs::write(folder.join("zapiska.txt"), "Вторая\n").unwrap();
        }),
        ("a theme", &|| {
            school.write("themes/default/static/x.css", "p { color: #123456 }")
        }),
        ("a page", &|| append(&out.join("index.html"), "<!-- -->")),
        ("a page that is gone", &|| {
            fs::remove_file(out.join("404.html")).unwrap()
        }),
        ("the manifest", &|| {
            append(&out.join(".rubrika-manifest"), "\n")
        }),
        ("the seal", &|| {
            append(&place.root().join(".public.rubrika/seal"), "\n")
        }),
        ("the section", &|| fs::remove_dir_all(&out).unwrap()),
    ];
    for (what, change) in changes {
        change();
        let fresh = outcome(&mut Session::default(), root).1;
        let (stood, files) = on_disk(root, &out);
        assert!(!stood, "{what}");
        assert!(
            files == fresh,
            "{what}: what is there is not what it should be"
        );
        assert!(stands(), "{what}: after it");
    }
    let later = Options {
        date: rubrika::text::date::parse("2026-11-23"),
        ..options(root)
    };
    let writer = Writer::new(root, &out);
    let compilation = Session::default().compile_to(&later, &writer).unwrap();
    assert!(
        !compilation.stands && compilation.bundle.is_some(),
        "another day"
    );
    drop(writer);
    // What the guard had to say has to be said again.
    let site = root.join("content/site.yaml");
    append(
        &site,
        "privacy:\n  allow:\n    - { file: index.md, text: Лишнее, reason: название, until: 2027-01-01 }\n",
    );
    let told = outcome(&mut Session::default(), root).0;
    assert!(
        told.iter().any(|line| line.contains("stale-permission")),
        "{told:#?}"
    );
    assert!(!stands() && !stands());
}

fn append(path: &Path, text: &str) {
    let old = fs::read_to_string(path).unwrap();
    fs::write(path, old + text).unwrap();
}

/// Files that have been left alone are not read again, and yet nothing is missed: neither an edit that keeps the size, nor
/// one that keeps the time of the last change, nor another attachment in the place of the first.
#[test]
fn files_left_alone_are_believed_and_others_are_not() {
    let school = School::sound();
    let root = school.root();
    let folder = root.join("content/news/s-faylom");
    fs::create_dir_all(&folder).unwrap();
    let (item, note) = (folder.join("index.md"), folder.join("zapiska.txt"));
    let text = "---\ntitle: С файлом\ndate: 2026-11-02\nfiles:\n  - { path: zapiska.txt, title: Записка }\n---\n\nЗаписка приложена.\n";
    fs::write(&item, text).unwrap();
    fs::write(&note, "Первая\n").unwrap();
    // Longer than `SETTLED` in `src/source/disk.rs`: until then every file is read again anyway.
    let settle = || std::thread::sleep(std::time::Duration::from_millis(3_200));
    let mut lasting = Session::lasting();
    settle();
    let before = outcome(&mut lasting, root);
    let same = |lasting: &mut Session, what: &str| {
        let kept = outcome(lasting, root);
        assert!(kept == outcome(&mut Session::default(), root), "{what}");
        assert!(!kept.1.is_empty(), "{what}: {:?}", kept.0);
        kept
    };
    assert!(same(&mut lasting, "nothing") == before);
    let edited = text.replace("приложена", "прочитана");
    assert_eq!(edited.len(), text.len());
    fs::write(&item, &edited).unwrap();
    let after = same(&mut lasting, "an edit of the same size");
    assert!(after != before);
    settle();
    same(&mut lasting, "nothing again");
    let time = fs::metadata(&item).unwrap().modified().unwrap();
    fs::write(&item, text).unwrap();
    let file = fs::File::options().append(true).open(&item).unwrap();
    file.set_modified(time).unwrap();
    assert!(same(&mut lasting, "an edit that keeps its time") == before);
    fs::write(&note, "Вторая\n").unwrap();
    assert!(same(&mut lasting, "another attachment") != before);
}

/// A session that is told what has been touched looks at nothing else, and yet what is more than the text of a file that
/// it knows is not missed; what it was not told of it sees when it looks around.
#[test]
fn who_knows_what_has_been_touched_looks_at_nothing_else() {
    let school = School::sound();
    let root = school.root();
    let news = |name: &str| root.join(format!("content/news/{name}.md"));
    let text = |words: &str| format!("---\ntitle: Новость\ndate: 2026-11-02\n---\n\n{words}\n");
    fs::create_dir_all(root.join("content/news")).unwrap();
    for name in ["odna", "drugaya"] {
        fs::write(news(name), text("Как было.")).unwrap();
    }
    let mut lasting = Session::lasting();
    outcome(&mut lasting, root);
    let told = |lasting: &mut Session, paths: &[&str]| {
        let paths = paths.iter().map(PathBuf::from).collect();
        outcome_after(lasting, root, &Touched::Only(paths))
    };
    let fresh = || outcome(&mut Session::default(), root);
    let page = |outcome: &Outcome, name: &str| {
        let page = &outcome.1[&format!("news/{name}/index.html")];
        String::from_utf8_lossy(page).into_owned()
    };
    for name in ["odna", "drugaya"] {
        fs::write(news(name), text("Как стало.")).unwrap();
    }
    // An atomic save leaves the name of a file that has come and gone, and an editor its own.
    let paths = [
        "content/news/odna.md",
        "content/news/odna.md.new",
        "content/news/.odna.md.swp",
        "themes",
    ];
    let after = told(&mut lasting, &paths);
    assert!(page(&after, "odna").contains("Как стало."));
    assert!(page(&after, "drugaya").contains("Как было."));
    assert!(outcome(&mut lasting, root) == fresh());
    // More than a text: the whole folder is looked at, and what nobody has told of comes with it.
    type Edit<'e> = &'e dyn Fn();
    let more: [(&str, Edit<'_>); 5] = [
        ("content/news/tretya.md", &|| {
            fs::write(news("tretya"), text("Ещё одна.")).unwrap();
        }),
        ("content/news/zapiska.txt", &|| {
            fs::write(root.join("content/news/zapiska.txt"), "Записка").unwrap();
        }),
        ("content/news/tretya.md", &|| {
            fs::remove_file(news("tretya")).unwrap();
        }),
        ("content/news", &|| {
            fs::rename(news("odna"), news("pervaya")).unwrap();
        }),
        ("content/news/pervaya.md", &|| {
            fs::write(news("pervaya"), [0xff, 0xfe, 0x10]).unwrap();
        }),
    ];
    for (number, (path, edit)) in more.into_iter().enumerate() {
        fs::write(news("drugaya"), text(&format!("Правка {number}."))).unwrap();
        edit();
        let kept = told(&mut lasting, &[path]);
        assert!(kept == fresh(), "{number}: {path}: {:?}", kept.0);
    }
}

/// A page that did not come out is made again: the theme that it speaks of may have another name by now.
#[test]
fn what_is_said_of_a_theme_is_said_of_the_one_that_there_is() {
    let school = School::sound();
    let root = school.root();
    let endless = "{% for a in range(end=200) %}{% for b in range(end=200) %}{% for c in range(end=200) %}x{% endfor %}{% endfor %}{% endfor %}";
    fs::create_dir_all(root.join("themes/a/templates")).unwrap();
    fs::write(root.join("themes/a/templates/404.html"), endless).unwrap();
    let site = school.read("content/site.yaml");
    let choose = |name: &str| school.write("content/site.yaml", format!("{site}\ntheme: {name}\n"));
    let mut lasting = Session::lasting();
    choose("a");
    let (said, _) = outcome(&mut lasting, root);
    assert!(
        said.iter().any(|line| line.contains("themes/a")),
        "{said:?}"
    );
    fs::rename(root.join("themes/a"), root.join("themes/b")).unwrap();
    choose("b");
    let (said, _) = outcome(&mut lasting, root);
    assert_eq!(said, outcome(&mut Session::default(), root).0);
    assert!(
        said.iter().any(|line| line.contains("themes/b")),
        "{said:?}"
    );
}

/// What differs in two states of a folder, by path.
fn differences(before: &Tree, after: &Tree) -> BTreeSet<PathBuf> {
    let paths = before.keys().chain(after.keys());
    let differ = paths.filter(|p| before.get(*p) != after.get(*p));
    differ.map(PathBuf::from).collect()
}

/// The folder as it was.
fn restore(root: &Path, tree: &Tree) {
    for folder in ["content", "themes"] {
        let _ = fs::remove_dir_all(root.join(folder));
    }
    for (path, bytes) in tree {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

pub type Outcome = (Vec<String>, BTreeMap<String, Vec<u8>>);

/// What comes of a folder, pages put on a shelf on the way if the session lets them go.
pub fn outcome(session: &mut Session, root: &Path) -> Outcome {
    let shelf = Kept::default();
    let compilation = session.compile_to(&options(root), &shelf).unwrap();
    told(&compilation, shelf)
}

/// What comes of it with everything in memory.
pub fn outcome_after(session: &mut Session, root: &Path, touched: &Touched) -> Outcome {
    let compilation = session.compile_touched(&options(root), touched).unwrap();
    told(&compilation, Kept::default())
}

/// A shelf of the tests' own.
#[derive(Default)]
struct Kept(Mutex<BTreeMap<String, Vec<u8>>>);

impl Shelf for Kept {
    fn take(&self, path: &OutPath, bytes: &[u8]) -> Option<[u8; 32]> {
        self.0
            .lock()
            .unwrap()
            .insert(path.to_string(), bytes.to_vec());
        Some(*blake3::hash(bytes).as_bytes())
    }
}

fn options(root: &Path) -> Options {
    Options {
        root: root.to_owned(),
        date: rubrika::text::date::parse("2026-11-22"),
        now: jiff::Timestamp::UNIX_EPOCH,
        overrides: Default::default(),
        strict: false,
        show_names: false,
        render: true,
    }
}

fn told(c: &Compilation, shelf: Kept) -> Outcome {
    let sources = c.examined.sources();
    let complaints = c.diagnostics.iter().map(|d| {
        let place = rubrika::diag::location(d, sources);
        format!("{place} {} {}", d.rule.name, d.message)
    });
    let mut kept = shelf.0.into_inner().unwrap();
    let files = c.bundle.iter().flat_map(|bundle| bundle.files());
    let files = files.map(|(path, file)| {
        let bytes = file.bytes().map(|bytes| bytes.to_vec());
        let bytes = bytes.unwrap_or_else(|| kept.remove(path.as_str()).expect("on the shelf"));
        assert_eq!(
            (bytes.len() as u64, *blake3::hash(&bytes).as_bytes()),
            (file.size(), file.hash())
        );
        (path.to_string(), bytes)
    });
    (complaints.collect(), files.collect())
}

/// One change such as people make; says what it did.
fn edit(root: &Path, random: &mut Random) -> String {
    let files = files(&root.join("content"));
    let file = &files[random.below(files.len())];
    let name = file.strip_prefix(root).unwrap().display().to_string();
    let text = fs::read_to_string(file).unwrap_or_default();
    match random.below(22) {
        0 => {
            fs::write(
                file,
                format!(
                    "{text}\nЕщё одно предложение номер {}.\n",
                    random.below(1000)
                ),
            )
            .unwrap();
            format!("append to {name}")
        }
        1 => {
            fs::remove_file(file).unwrap();
            format!("delete {name}")
        }
        2 => {
            let new = file.with_file_name(format!("novoe-{}.md", random.below(100)));
            fs::rename(file, &new).unwrap();
            format!("rename {name} to {}", new.display())
        }
        3 => {
            let at = random.below(text.lines().count().max(1));
            let rest: Vec<&str> = text
                .lines()
                .enumerate()
                .filter(|(i, _)| *i != at)
                .map(|(_, l)| l)
                .collect();
            fs::write(file, rest.join("\n")).unwrap();
            format!("drop line {at} of {name}")
        }
        4 => {
            let path = root.join(format!("content/news/n{}.md", random.below(50)));
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "---\ntitle: Ещё новость\ndate: 2026-11-01\n---\n\nТекст с [[lugovaya-ni|упоминанием]].\n").unwrap();
            "add a news item".into()
        }
        5 => {
            fs::write(file, text.replace("2026", "2025")).unwrap();
            format!("an earlier year in {name}")
        }
        6 => {
            let folder = root.join("themes/default/static");
            fs::create_dir_all(&folder).unwrap();
            fs::write(
                folder.join("style.css"),
                format!("body {{ margin: {}px }}", random.below(9)),
            )
            .unwrap();
            "other styles".into()
        }
        7 => {
            let folder = root.join(format!("content/news/s-faylom-{}", random.below(3)));
            fs::create_dir_all(&folder).unwrap();
            let text = "---\ntitle: С файлом\ndate: 2026-11-02\nfiles:\n  - { path: zapiska.txt, title: Записка }\n---\n\nЗаписка приложена.\n";
            fs::write(folder.join("index.md"), text).unwrap();
            let note = format!("Записка {}\n", random.below(5));
            fs::write(folder.join("zapiska.txt"), note).unwrap();
            format!("a file at {}", folder.display())
        }
        8 => {
            let folder = file.parent().unwrap();
            let new = root.join(format!("content/news/papka-{}", random.below(20)));
            let moved = folder != root.join("content") && fs::rename(folder, &new).is_ok();
            format!("move the folder of {name}: {moved}")
        }
        9 => {
            let _ = fs::remove_dir_all(root.join("themes"));
            "no theme".into()
        }
        11..=21 => {
            // As people write, most of the time: a paragraph here, a word there.
            let piece = PIECES[random.below(PIECES.len())];
            let lines: Vec<&str> = text.lines().collect();
            let front = lines.iter().skip(1).position(|l| *l == "---");
            let first = front.map_or(lines.len(), |i| i + 2);
            let at = first + random.below(lines.len().saturating_sub(first) + 1);
            let (before, after) = lines.split_at(at.min(lines.len()));
            let piece = format!("{piece} {}", random.below(1000));
            let text = [before, &["", &piece, ""], after].concat().join("\n");
            fs::write(file, text + "\n").unwrap();
            format!("«{piece}» in line {at} of {name}")
        }
        _ => {
            let folder = root.join("themes/default/templates");
            fs::create_dir_all(&folder).unwrap();
            let word = random.below(9);
            fs::write(
                folder.join("page.html"),
                format!("<html><body><h1>{{{{ page.title }}}} {word}</h1></body></html>"),
            )
            .unwrap();
            "another template".into()
        }
    }
}

/// What people write into texts: plain words, names, promises, links, and what the rules and the guard complain about.
const PIECES: &[&str] = &[
    "Ещё одно предложение",
    "Слово",
    "Провели урок вместе с [[lugovaya-ni|Ниной Ивановной]]",
    "Провели урок вместе с [[nikogo-net]]",
    "Провели урок вместе с [[lugovaya-ni",
    "Собирались в Zoom",
    "К 2024 году доля педагогов достигнет",
    "## Новый раздел",
    "[сайт](https://school.example/)",
    "[никуда](net-takogo.md)",
    "<!-- про себя -->",
    "<b>жирно</b>",
    "Пишите на addres@school.example",
    "Звоните: +7 (912) 345-67-89",
    "```yaml\nname: значение\n```",
    "![](net.png)",
];

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .flatten()
        .filter(|e| e.file_type().is_file())
        .map(|e| e.into_path())
        .collect();
    all.sort();
    all
}

/// The same numbers for the same seed.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}
