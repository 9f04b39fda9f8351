//! Every complaint of the early phases and of the rules: that it comes where it should, and nowhere else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rayon::prelude::*;

use crate::harness::{
    Complaint, Expected, School, TODAY, check, command, complaints, differences, fixtures, folders,
    rendering, run,
};

/// Complaints whose files git or some system would not keep: made by the tests below.
const MADE_BY_CODE: &[&str] = &[
    "bad-file-name",
    "file-too-large",
    "folder-too-deep",
    "not-utf8",
    "nul-byte",
    "special-file",
    "symbolic-link",
    "unreadable-file",
];

/// Complaints of later phases: their tests live with those.
const LATER: &[&str] = &[
    "template",
    "theme-absolute-link",
    "theme-inline-code",
    "theme-missing-asset",
    "theme-missing",
    "theme-stray-file",
];

/// Complaints of the guard: it reads what has been rendered.
const GUARD: &[&str] = &[
    "contact-leak",
    "name-ambiguous",
    "name-leak",
    "results-leak",
    "stale-permission",
    "unreadable-attachment",
];

/// Folders that belong to no rule: the sound school, and cases about several rules at once.
const NOT_RULES: &[&str] = &["_base", "_together"];

/// The demo school warns of four things on purpose; its theme, which the repository has as a folder, of nothing.
#[test]
fn the_demo_warns_of_what_it_is_meant_to() {
    let got = complaints(&run(rendering(crate::site::repository())));
    let mut rules: Vec<&str> = got.iter().map(|c| c.rule.as_str()).collect();
    rules.sort_unstable();
    let meant = [
        "consent-expiring",
        "consent-from-future",
        "overdue-program",
        "results-too-early",
    ];
    assert_eq!(rules, meant);
}

#[test]
fn every_case_says_what_it_expects() {
    let only = std::env::var("RUBRIKA_CASE").unwrap_or_default();
    let cases = cases();
    let failures: Vec<String> = cases
        .par_iter()
        .filter(|c| c.name.contains(&only))
        .filter_map(|case| {
            let (school, expected) = School::of_case(&case.path);
            let got = match GUARD.contains(&case.rule.as_str()) {
                true => complaints(&run(rendering(school.root()))),
                false => school.check(),
            };
            let flaws = got
                .iter()
                .filter_map(|c| flaw(c).map(|flaw| format!("  {flaw}: {c}\n")));
            let wrong: String = differences(&school, &expected, &got)
                .into_iter()
                .chain(flaws)
                .collect();
            (!wrong.is_empty()).then(|| format!("{}\n{wrong}", case.name))
        })
        .collect();
    assert!(
        failures.is_empty(),
        "{} of {} cases differ\n\n{}",
        failures.len(),
        cases.len(),
        failures.join("\n")
    );
}

#[test]
fn the_sound_school_is_sound() {
    assert_eq!(School::sound().check(), []);
}

/// Every place can be shown to a person: no span falls between the bytes of a letter or outside the text.
#[test]
fn every_complaint_can_be_shown() {
    cases().par_iter().for_each(|case| {
        let (school, _) = School::of_case(&case.path);
        let mut command = Command::new(env!("CARGO_BIN_EXE_rubrika"));
        command
            .args(["check", "--no-render", "--date", TODAY, "--root"])
            .arg(school.root());
        let output = command.output().expect("the program starts");
        let shown = String::from_utf8_lossy(&output.stderr);
        let code = output.status.code();
        assert!(matches!(code, Some(0 | 1)), "{}: {shown}", case.name);
    });
}

/// A byte-order mark and the kind of line ends change nothing: the first complaint of each rule, every way.
#[test]
fn marks_and_line_ends_change_nothing() {
    type Way = fn(&str) -> String;
    let bom_crlf = |t: &str| format!("\u{feff}{}", t.replace('\n', "\r\n"));
    let cr = |t: &str| t.replace('\n', "\r");
    let mixed = |t: &str| {
        // An empty line after a CR must not make a CRLF of it.
        let ends = ["\n", "\r\n", "\r"].into_iter().cycle();
        let lines = t.split_inclusive('\n').zip(ends);
        let joined: String = lines
            .map(|(line, end)| match line {
                "\n" => "\r\n".to_owned(),
                line => line.replace('\n', end),
            })
            .collect();
        format!("\u{feff}{joined}")
    };
    let ways: [(&str, Way); 3] = [
        ("BOM and CRLF", bom_crlf),
        ("CR", cr),
        ("BOM and every line end", mixed),
    ];
    let mut firsts = cases();
    firsts.retain(|case| !School::of_case(&case.path).1.is_empty());
    firsts.dedup_by(|a, b| a.rule == b.rule);
    firsts.par_iter().for_each(|case| {
        let (school, _) = School::of_case(&case.path);
        let plain = run(command(school.root()));
        let texts: Vec<_> = school
            .texts()
            .into_iter()
            .map(|path| (school.read(&path), path))
            .collect();
        for (way, change) in ways {
            for (text, path) in &texts {
                school.write(path, change(text));
            }
            let changed = run(command(school.root()));
            assert_eq!(plain, changed, "{} with {way}", case.name);
        }
    });
}

/// Whatever value is spoilt in a sound school, there is one complaint about it and none about what follows from it.
#[test]
fn one_slip_gives_one_complaint() {
    let schools = [
        "missing-file/in-the-next-folder",
        "extension-one-sided/both",
        "consent-expiring/renewed",
        "completed-without-results/results",
        "superseded-in-force/draft",
        "unknown-criterion/known",
        "year-outside-period/no-period",
    ];
    let garbage = ["вчерась", "[[а]]", "\"\""];
    let spoil = |case: &str, garbage: &str| {
        let (school, _) = School::of_case(&fixtures().join(case));
        for path in school.texts() {
            // The sound school's own files once, with the first case.
            if case != schools[0] && !fixtures().join(case).join(&path).exists() {
                continue;
            }
            let text = school.read(&path);
            for (from, to) in values(&text) {
                school.write(&path, [&text[..from], garbage, &text[to..]].concat());
                let got = school.check();
                let spoilt = &text[from..to];
                assert!(
                    got.len() < 2,
                    "{case}: {path}: «{spoilt}» → {garbage}\n{got:#?}"
                );
            }
            school.write(&path, text);
        }
    };
    schools
        .par_iter()
        .flat_map(|case| garbage.par_iter().map(move |g| (case, g)))
        .for_each(|(case, garbage)| spoil(case, garbage));
}

#[test]
fn every_rule_has_its_cases() {
    let names: BTreeSet<String> = names_in_sources().into_iter().collect();
    let mut fires: BTreeMap<String, bool> = BTreeMap::new();
    for case in cases() {
        let (_, expected) = School::of_case(&case.path);
        let own = expected.iter().any(|e| e.rule == case.rule);
        *fires.entry(case.rule.clone()).or_default() |= own;
        for Expected { rule, .. } in &expected {
            assert!(names.contains(rule), "{}: no rule «{rule}»", case.name);
        }
    }
    for name in MADE_BY_CODE.iter().chain(LATER) {
        assert!(names.contains(*name), "«{name}» is no rule: strike it out");
    }
    for name in LATER {
        assert!(
            !fires.contains_key(*name),
            "«{name}» has cases now: strike it out of LATER"
        );
    }
    for name in &names {
        let elsewhere = MADE_BY_CODE.contains(&name.as_str()) || LATER.contains(&name.as_str());
        let fires = fires.get(name).copied().unwrap_or(elsewhere);
        assert!(fires, "no case in tests/check/{name} makes it complain");
    }
    for folder in folders(&fixtures()) {
        assert!(
            names.contains(&folder) || NOT_RULES.contains(&folder.as_str()),
            "tests/check/{folder} belongs to no rule"
        );
    }
}

#[test]
fn names_are_unique_and_in_kebab_case() {
    let names = names_in_sources();
    assert!(
        names.len() > 80,
        "the scan of the sources finds only {} names",
        names.len()
    );
    let mut seen = BTreeSet::new();
    for name in &names {
        assert!(seen.insert(name), "two rules are called «{name}»");
        let kebab = name
            .split('-')
            .all(|w| !w.is_empty() && w.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9')));
        assert!(kebab, "«{name}» is not kebab-case");
    }
}

#[test]
fn cases_hold_nothing_but_content() {
    for case in cases() {
        for entry in fs::read_dir(&case.path).expect("a case") {
            let name = entry.expect("a readable folder").file_name();
            assert!(
                name == "content" || name == "expect.txt",
                "{}: «{}» is neither content nor expect.txt",
                case.name,
                name.display()
            );
        }
    }
}

#[test]
fn encodings_are_named() {
    let text = "---\nname: Заречная Полина Глебовна\nroles: [наставник]\n---\n\nПреподаёт черчение, ведёт кружок моделирования и помогает новичкам.\n";
    // From U+0410 the letters of windows-1251 stand in the order of Unicode.
    let cp1251: Vec<u8> = text
        .chars()
        .map(|c| match c {
            'А'..='я' => (c as u32 - 'А' as u32 + 0xc0) as u8,
            'ё' => 0xb8,
            _ => c as u8,
        })
        .collect();
    let little: Vec<u8> = [0xfeff_u16]
        .into_iter()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let big: Vec<u8> = [0xfeff_u16]
        .into_iter()
        .chain(text.encode_utf16())
        .flat_map(u16::to_be_bytes)
        .collect();
    for (bytes, like) in [
        (cp1251, "windows-1251"),
        (little, "UTF-16LE"),
        (big, "UTF-16BE"),
    ] {
        let school = School::sound();
        school.write("content/people/zarechnaya-pg.md", bytes);
        let c = only(&school, "not-utf8", "content/people/zarechnaya-pg.md");
        assert!(c.message.contains(like), "{}", c.message);
        let command =
            format!("iconv -f {like} -t UTF-8 content/people/zarechnaya-pg.md > новый.md");
        assert!(c.help.expect("a way out").contains(&command));
    }
    let school = School::sound();
    school.write("content/pages/plan.yml", b"title: \xcf\xeb\xe0\xed\n");
    let c = only(&school, "not-utf8", "content/pages/plan.yml");
    assert!(c.help.expect("a way out").contains("новый.yml"));
}

/// The file is there: only that it cannot be read is said.
#[test]
fn an_unreadable_site_yaml_is_not_called_missing() {
    let school = School::sound();
    let text = school.read("content/site.yaml");
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    school.write("content/site.yaml", [&[0xff, 0xfe][..], &bytes].concat());
    only(&school, "not-utf8", "content/site.yaml");
}

/// What the walk does not reach must not be left out in silence.
#[test]
fn too_deep_folders_are_named() {
    let school = School::sound();
    let path = format!("content/pages/{}stranitsa.md", "glubzhe/".repeat(20));
    school.write(&path, "---\ntitle: Страница\n---\n\nТекст.\n");
    let got = school.check();
    assert_eq!(got.len(), 1, "{path} is neither read nor named: {got:#?}");
    assert_eq!(got[0].rule, "folder-too-deep");
    let school = School::sound();
    let path = format!("content/pages/{}stranitsa.md", "glubzhe/".repeat(14));
    school.write(&path, "---\ntitle: Страница\n---\n\nТекст.\n");
    assert_eq!(school.check(), [], "{path} can be read");
}

#[test]
fn broken_utf8_in_the_middle_is_refused() {
    let school = School::sound();
    let mut bytes = school.read("content/index.md").into_bytes();
    bytes.extend(b"\xd0\xff");
    school.write("content/index.md", bytes);
    only(&school, "not-utf8", "content/index.md");
}

#[test]
fn a_nul_byte_is_refused() {
    let school = School::sound();
    let text = school.read("content/index.md") + "\0";
    school.write("content/index.md", text);
    only(&school, "nul-byte", "content/index.md");
}

#[test]
fn a_huge_text_is_refused_and_a_huge_attachment_is_not_read() {
    let school = School::sound();
    let size = 10 * 1024 * 1024 + 1;
    let make = |path: &str| {
        let file = fs::File::create(school.place(path)).expect("a file");
        file.set_len(size).expect("a sparse file");
    };
    make("content/pages/ogromnaya.md");
    only(&school, "file-too-large", "content/pages/ogromnaya.md");
    fs::remove_file(school.place("content/pages/ogromnaya.md")).expect("a file to remove");
    make("content/pages/zapis.mp4");
    only(&school, "orphan-attachment", "content/pages/zapis.mp4");
}

#[cfg(unix)]
#[test]
fn links_on_disk_are_not_followed() {
    use std::os::unix::fs::symlink;
    let outside = School::empty();
    outside.write("kadry.md", "---\ntitle: Кадры\n---\n");
    let targets = [
        ("content/pages/kadry.md", outside.root().join("kadry.md")),
        ("content/pages/papka", outside.root().to_owned()),
        ("content/pages/nikuda.md", "/nonexistent".into()),
        ("content/pages/petlya", ".".into()),
    ];
    for (path, target) in targets {
        let school = School::sound();
        symlink(target, school.place(path)).expect("a link");
        only(&school, "symbolic-link", path);
    }
}

#[cfg(unix)]
#[test]
fn a_socket_is_neither_read_nor_waited_for() {
    let school = School::sound();
    let place = school.place("content/pages/a.md");
    let _socket = std::os::unix::net::UnixListener::bind(place).expect("a socket");
    only(&school, "special-file", "content/pages/a.md");
}

#[cfg(unix)]
#[test]
fn a_closed_file_is_named() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let school = School::sound();
    school.write("content/pages/zakryta.md", "---\ntitle: Закрытая\n---\n");
    let mode = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("own files");
    };
    let closed = school.root().join("content/pages/zakryta.md");
    mode(&closed, 0o000);
    let mut command = command(school.root());
    if fs::File::open(&closed).is_ok() {
        // Nothing is closed to root: let nobody look.
        mode(school.root(), 0o755);
        command.uid(65534).gid(65534);
        if command.output().is_err() {
            eprintln!("nobody may not start the program: not tested");
            return;
        }
    }
    let got = complaints(&run(command));
    let c = the_only(got, "unreadable-file", "content/pages/zakryta.md");
    assert!(c.message.contains("не хватает прав"), "{}", c.message);
}

#[test]
fn names_that_some_system_refuses() {
    let mut names = vec!["aux.yaml", "CON.md", "com1.md", "nul", "x\u{202e}fdp.md"];
    if cfg!(unix) {
        names.extend([
            "konec.",
            "probel ",
            "a:b.md",
            "vopros?.pdf",
            "obratnaya\\cherta.md",
        ]);
    }
    for name in names {
        let school = School::sound();
        let path = format!("content/pages/{name}");
        school.write(&path, "---\ntitle: Страница\n---\n\nТекст.\n");
        only(&school, "bad-file-name", &path);
    }
    let school = School::sound();
    let long = format!("content/pages/{}.md", "я".repeat(119));
    school.write(&long, "---\ntitle: Страница\n---\n\nТекст.\n");
    let c = only(&school, "bad-file-name", &long);
    assert!(c.message.contains("240"), "{}", c.message);
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf8_is_refused() {
    use std::os::unix::ffi::OsStrExt;
    let school = School::sound();
    let name = std::ffi::OsStr::from_bytes(b"\xcf\xf0\xe8.md");
    fs::write(school.root().join("content/news").join(name), "").expect("a file");
    let got = school.check();
    assert_eq!(got.len(), 1, "{got:#?}");
    assert_eq!(got[0].rule, "bad-file-name");
}

/// On another disk these would be one file.
#[cfg(target_os = "linux")]
#[test]
fn ids_are_compared_without_case_and_in_one_normal_form() {
    let page = "---\ntitle: Страница\n---\n\nТекст.\n";
    for (first, second) in [
        ("content/pages/P-lan.md", "content/pages/p-lan.md"),
        (
            "content/pages/краткии\u{306}.md",
            "content/pages/краткий.md",
        ),
    ] {
        let school = School::sound();
        school.write(first, page);
        school.write(second, page);
        let got = school.check();
        assert_eq!(got.len(), 1, "{got:#?}");
        assert_eq!(got[0].rule, "duplicate-id");
    }
}

/// The first run of all: a complaint, never a panic.
#[test]
fn an_empty_school_is_told_how_to_begin() {
    let school = School::empty();
    fs::create_dir(school.root().join("content")).expect("a folder");
    only(&school, "missing-file", "content/site.yaml");
}

#[test]
fn the_same_school_gives_the_same_words() {
    let case = fixtures().join("_together/five-mistakes");
    let (school, _) = School::of_case(&case);
    assert_eq!(run(command(school.root())), run(command(school.root())));
    assert_eq!(check(school.root()).len(), 5, "on {TODAY}");
}

struct Case {
    name: String,
    rule: String,
    path: PathBuf,
}

/// All cases, by rule.
fn cases() -> Vec<Case> {
    let mut out = Vec::new();
    for rule in folders(&fixtures()) {
        if rule == "_base" {
            continue;
        }
        for case in folders(&fixtures().join(&rule)) {
            out.push(Case {
                name: format!("{rule}/{case}"),
                path: fixtures().join(&rule).join(&case),
                rule: rule.clone(),
            });
        }
    }
    out
}

/// The places of the scalars in the fields of a text, roughly: what stands between signs of YAML and is no name.
fn values(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    for (i, line) in text.split_inclusive('\n').enumerate() {
        if i > 0 && line.trim_end() == "---" {
            break;
        }
        let mut start = line.len() - line.trim_start_matches([' ', '-']).len();
        let bytes = line.as_bytes();
        for (end, sign) in line.match_indices(['[', ']', '{', '}', ',', ':', '"', '\n']) {
            if sign == ":" && bytes.get(end + 1).is_some_and(|b| !b.is_ascii_whitespace()) {
                continue;
            }
            let word = line.get(start..end).unwrap_or_default();
            let trimmed = word.trim();
            if sign != ":" && sign != "\"" && !trimmed.is_empty() {
                let from = at + start + (word.len() - word.trim_start().len());
                out.push((from, from + trimmed.len()));
            }
            start = end + 1;
        }
        at += line.len();
    }
    out
}

/// The names of all rules and codes, as the sources declare them.
fn names_in_sources() -> Vec<String> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let quoted = |text: &str| text.split('"').nth(1).map(str::to_owned);
    let mut names = Vec::new();
    for entry in fs::read_dir(src.join("content/check/rules")).expect("the rules") {
        let text = fs::read_to_string(entry.expect("a rule").path()).expect("a source");
        names.extend(text.split("rule!(").skip(1).filter_map(quoted));
    }
    let codes = fs::read_to_string(src.join("diag/code.rs")).expect("the codes");
    names.extend(
        codes
            .lines()
            .filter(|l| l.contains("\", Error, \"") || l.contains("\", Warning, \""))
            .filter_map(quoted),
    );
    names
}

/// The single complaint about a school, which is about a whole file.
fn only(school: &School, rule: &str, file: &str) -> Complaint {
    the_only(school.check(), rule, file)
}

fn the_only(mut got: Vec<Complaint>, rule: &str, file: &str) -> Complaint {
    assert!(
        got.len() == 1 && got[0].rule == rule && got[0].file == file,
        "expected {rule} about {file:?}, got {got:#?}"
    );
    assert_eq!(flaw(&got[0]), None, "{}", got[0]);
    got.remove(0)
}

/// What is wrong with a complaint whatever it is about.
fn flaw(c: &Complaint) -> Option<&'static str> {
    let help = c.help.as_deref();
    if !matches!(c.severity.as_str(), "error" | "warning") || c.source.is_empty() {
        Some("the severity or the source is missing")
    } else if c.message.is_empty() || help.is_some_and(str::is_empty) {
        Some("an empty sentence")
    } else if c.message.ends_with('.') || help.is_some_and(|h| h.ends_with('.')) {
        Some("a full stop at the end")
    } else if in_english(&c.message) {
        Some("the message is not in Russian")
    } else if c.line == 0 || c.column == 0 || (c.line, c.column) > (c.end_line, c.end_column) {
        Some("the place cannot be")
    } else {
        None
    }
}

/// Two Latin words in a row, outside quotation marks.
fn in_english(message: &str) -> bool {
    let mut quoted = 0;
    let mut bare = String::new();
    for c in message.chars() {
        match c {
            '«' => quoted += 1,
            '»' => quoted -= 1,
            _ if quoted == 0 => bare.push(c),
            _ => {}
        }
    }
    let words: Vec<&str> = bare.split_whitespace().collect();
    let latin = |w: &str| {
        let letters = w.trim_matches(|c: char| !c.is_alphabetic());
        letters.len() > 1 && letters.chars().all(|c| c.is_ascii_alphabetic())
    };
    words
        .windows(2)
        .any(|pair| latin(pair[0]) && latin(pair[1]))
}
