//! Lists by pages: a school of two hundred people, and every list of it followed from its first page to its last.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::harness::{School, TODAY};
use crate::html::{Page, Tag, target};
use crate::site::{DEMO, Tree, build, expect, published, rubrika};

/// The most that a page may hold.
const CARDS: usize = 60;
const ROWS: usize = 100;
const LINES: usize = 300;

const MENTORS: usize = 130;
const MENTEES: usize = 70;
const PROGRAMS: usize = 140;
const RUNNING: usize = 120;
const PRACTICES: usize = 61;
const ACTS: usize = 205;
const METHODS: usize = 110;
const NEWS: usize = 150;

static BIG: LazyLock<Tree> = LazyLock::new(|| {
    let school = big();
    build(&school);
    published(&school)
});

/// «Бабанов», «Бабегов»: no two are alike.
fn surname(i: usize) -> String {
    let syllables = [
        "баб", "вед", "гор", "дом", "жел", "зар", "кам", "лен", "мор",
    ];
    let syllable = |n: usize| syllables[n % syllables.len()];
    let first = syllable(i / 81);
    let upper = first.chars().next().unwrap().to_uppercase();
    let rest: String = first.chars().skip(1).collect();
    format!("{upper}{rest}о{}е{}ский", syllable(i / 9), syllable(i))
}

fn big() -> School {
    let school = School::sound();
    let person = |i: usize| {
        let (role, more) = match i {
            i if i < MENTORS => (
                "наставник",
                "awards: [{ title: Грамота школы, date: 2025 }]\n",
            ),
            _ => ("наставляемый", ""),
        };
        let subject = if i.is_multiple_of(2) {
            "физика"
        } else {
            "история"
        };
        // The last ones are not named.
        let consent = match i {
            i if i < MENTORS + MENTEES => {
                "consents:\n  - { kind: распространение, date: 2026-08-25, fields: [фио, должность, предметы, достижения, пара], conditions: Только на сайте школы }\n"
            }
            _ => "",
        };
        let name = surname(i);
        format!(
            "---\nname: {name} Пётр Ильич\nroles: [{role}]\nposition: учитель\nsubjects: [{subject}]\n{more}{consent}---\n"
        )
    };
    for i in 0..MENTORS + PROGRAMS {
        school.write(&format!("content/people/p{i}.md"), person(i));
    }
    for i in 0..PROGRAMS {
        // All that began this year are fixed by one order.
        let running = i < RUNNING;
        let (order, year) = if running {
            ("prikaz-41", 2026)
        } else {
            ("prikaz-40", 2025)
        };
        let end = match running {
            true => "replicable: false\n",
            false => "replicable: true\ncompletion: { date: 2026-05-29, way: план выполнен }\n",
        };
        let (mentor, mentee, next) = (i % MENTORS, MENTORS + i, year + 1);
        let text = format!(
            "---\ntitle: Программа {i}\nform: педагог – педагог\nmentors: [p{mentor}]\nmentees: [p{mentee}]\norder: {order}\napproved: {{ date: {year}-09-01 }}\nperiod: {{ from: {year}-09-07, to: {next}-05-29 }}\n{end}---\n"
        );
        school.write(&format!("content/programs/g{i}/index.md"), text);
    }
    let old = school.read("content/acts/prikaz-41/index.md");
    let old = old
        .replace("41 о-д", "40 о-д")
        .replace("2026", "2025")
        .replace("prikaz-41.txt", "prikaz-40.txt");
    school.write("content/acts/prikaz-40/index.md", old);
    school.write("content/acts/prikaz-40/prikaz-40.txt", "Приказ № 40 о-д.");
    for i in 0..PRACTICES {
        let text = format!(
            "---\ntitle: Практика {i}\nlevel: школьный\ndate: 2026-06-10\nproblem: Трудно начать\n---\n"
        );
        school.write(&format!("content/practices/r{i}.md"), text);
    }
    for i in 0..ACTS {
        let level = ["федеральный", "региональный", "муниципальный"][i / 70];
        let text = format!(
            "---\ntitle: Акт {i}\nkind: приказ\nnumber: {i}-п\nlevel: {level}\ndate: 2020-02-03\ncovers: [стимулирование]\n---\n"
        );
        school.write(&format!("content/acts/a{i}.md"), text);
    }
    for i in 0..METHODS {
        let audience = if i < 50 {
            "[наставнику]"
        } else {
            "[наставнику, куратору]"
        };
        let text = format!(
            "---\ntitle: Материал {i}\naudience: {audience}\ndate: 2026-02-03\n---\n\nКороткий текст.\n"
        );
        school.write(&format!("content/methods/m{i}.md"), text);
    }
    for i in 0..NEWS {
        let (date, more) = match i {
            i if i < 5 => ("2026-11-20".to_owned(), "event: { starts: 2026-12-10 }\n"),
            i if i < 40 => (format!("2026-10-{:02}", i % 28 + 1), ""),
            i => (format!("{}-03-04", 2018 + i % 7), ""),
        };
        let text = format!("---\ntitle: Новость {i}\ndate: {date}\n{more}---\n\nКороткий текст.\n");
        school.write(&format!("content/news/n{i}.md"), text);
    }
    let intro = "---\ntitle: Банк программ\n---\n\nВступительные слова школы.\n";
    school.write("content/programs.md", intro);
    school
}

/// The pages of a list in the order in which they lead on; each is looked at on the way.
fn walk(tree: &Tree, first: &str) -> Vec<(String, Page)> {
    let mut pages: Vec<(String, Page)> = Vec::new();
    let mut url = Some(first.to_owned());
    while let Some(path) = url {
        let bytes = tree.get(&path).unwrap_or_else(|| panic!("no {path}"));
        let page = Page::parse(&String::from_utf8_lossy(bytes));
        assert_eq!(page.flaws, [""; 0], "{path}");
        let step = |rel: &str| {
            let mut steps = page.all("a").filter(|a| a.get("rel") == Some(rel));
            let step = steps.next().and_then(|a| target(&path, a.get("href")?));
            assert!(steps.next().is_none(), "{path}: two links rel={rel}");
            step
        };
        let before = pages.last().map(|(path, _)| path.clone());
        assert_eq!(step("prev"), before, "{path} leads back");
        url = step("next");
        pages.push((path, page));
    }
    pages
}

/// What a page of a list says of itself.
fn check_heads(tree: &Tree, pages: &[(String, Page)], canonical: Option<&str>) {
    let base = "https://shkola-5.example.ru/nastavnichestvo/";
    let (first, head) = &pages[0];
    let name = |page: &Page| page.all("h1").next().expect("a heading").text.clone();
    for (at, (path, page)) in pages.iter().enumerate() {
        let links = page.all("a").filter_map(|a| target(path, a.get("href")?));
        for link in links {
            assert!(tree.contains_key(&link), "{path}: nothing at {link}");
        }
        // An anchor of a list is on the page that it is looked for.
        for href in page.all("a").filter_map(|a| a.get("href")) {
            let Some((place, anchor)) = href.split_once('#') else {
                continue;
            };
            let there = target(path, place).unwrap_or_else(|| path.clone());
            if let Some((_, page)) = pages.iter().find(|(path, _)| *path == there) {
                assert!(page.ids.contains(anchor), "{path}: {href}");
            }
        }
        let own = page.all("link").find(|l| l.get("rel") == Some("canonical"));
        let own = own
            .and_then(|l| l.get("href"))
            .expect("a canonical address");
        let wanted = canonical.unwrap_or(path).trim_end_matches("index.html");
        assert_eq!(own, format!("{base}{wanted}"), "{path}");
        let current: Vec<&str> = page
            .all("a")
            .filter(|a| a.get("aria-current") == Some("page") && a.get("aria-label").is_some())
            .map(|a| a.text.as_str())
            .collect();
        let number = (at + 1).to_string();
        match pages.len() {
            1 => assert!(current.is_empty(), "{path}: a pager of one page"),
            _ => assert_eq!(current, [number.as_str()], "{path}"),
        }
        if at == 0 {
            continue;
        }
        assert_eq!(
            *path,
            format!(
                "{}page-{number}/index.html",
                first.trim_end_matches("index.html")
            )
        );
        let title = format!("{}\u{a0}– страница\u{a0}{number}", name(head));
        assert_eq!(name(page), title);
        assert!(page.title.starts_with(&title), "{}", page.title);
        let crumb = page.all("a").any(|a| {
            let leads = a.get("href").and_then(|href| target(path, href));
            leads.as_ref() == Some(first) && a.text == name(head)
        });
        assert!(crumb, "{path}: no way back to {first}");
    }
}

/// The links of a list that lead to entries: those of `wanted` tags into a folder, page by page.
fn links(
    pages: &[(String, Page)],
    folder: &str,
    wanted: impl Fn(&Tag) -> bool,
) -> Vec<Vec<String>> {
    let of = |(path, page): &(String, Page)| {
        let all = page.all("a").filter(|a| wanted(a));
        let all = all.filter_map(|a| target(path, a.get("href")?));
        all.filter_map(|url| {
            let id = url.strip_prefix(folder)?.strip_suffix("/index.html")?;
            (!id.starts_with("page-")).then(|| id.to_owned())
        })
        .collect()
    };
    pages.iter().map(of).collect()
}

fn card(a: &Tag) -> bool {
    a.get("class") == Some("card__link")
}

fn any(_: &Tag) -> bool {
    true
}

/// No page is empty or holds too much, and together they hold all, each as often as it belongs there.
fn assert_holds(what: &str, pages: &[Vec<String>], size: usize, wanted: &BTreeMap<String, usize>) {
    let sizes: Vec<usize> = pages.iter().map(Vec::len).collect();
    let (last, full) = sizes.split_last().expect("a page");
    assert!(full.iter().all(|n| *n == size), "{what}: {sizes:?}");
    assert!((1..=size).contains(last), "{what}: {sizes:?}");
    let mut got = BTreeMap::new();
    for id in pages.iter().flatten() {
        *got.entry(id.clone()).or_insert(0) += 1;
    }
    assert_eq!(got, *wanted, "{what}");
}

fn once(ids: impl IntoIterator<Item = String>) -> BTreeMap<String, usize> {
    ids.into_iter().map(|id| (id, 1)).collect()
}

fn numbered(letter: &str, numbers: impl IntoIterator<Item = usize>) -> BTreeMap<String, usize> {
    once(numbers.into_iter().map(|i| format!("{letter}{i}")))
}

/// Entries of a folder that have a page.
fn entries(tree: &Tree, folder: &str) -> Vec<String> {
    let pages = tree.keys().filter_map(|path| {
        let id = path.strip_prefix(folder)?.strip_suffix("/index.html")?;
        (!id.is_empty() && !id.contains('/') && !id.starts_with("page-")).then(|| id.to_owned())
    });
    pages.collect()
}

#[test]
fn every_entry_stands_in_the_lists_where_it_belongs() {
    let tree = &*BIG;
    let mut walked = BTreeSet::new();
    let mut list = |url: &str, canonical: Option<&str>| {
        let pages = walk(tree, url);
        check_heads(tree, &pages, canonical);
        walked.extend(pages.iter().map(|(path, _)| path.clone()));
        pages
    };

    let everybody = list("mentors/index.html", None);
    let mut mentors = numbered("p", 0..MENTORS);
    mentors.insert("lugovaya-ni".to_owned(), 1);
    assert_holds(
        "mentors",
        &links(&everybody, "people/", card),
        CARDS,
        &mentors,
    );
    for (choice, odd) in [("predmet-fizika", 0), ("predmet-istoriia", 1)] {
        let chosen = list(
            &format!("mentors/{choice}/index.html"),
            Some("mentors/index.html"),
        );
        let wanted = numbered("p", (odd..MENTORS).step_by(2));
        assert_holds(choice, &links(&chosen, "people/", card), CARDS, &wanted);
    }

    let mentees = list("mentees/index.html", None);
    let named: Vec<String> = links(&mentees, "people/", any).concat();
    assert_eq!(
        once(named.clone()),
        numbered("p", MENTORS..MENTORS + MENTEES)
    );
    assert_eq!(named.len(), MENTEES, "each once");
    let rows = mentees.iter().map(|(_, page)| {
        let rows = page
            .all("td")
            .filter(|td| td.get("data-label") == Some("Программа"));
        rows.count()
    });
    // Those without a name come after the named, a row for each programme; one more is the sound school's own.
    let unnamed = RUNNING - MENTEES + 1;
    assert_eq!(rows.collect::<Vec<_>>(), [ROWS, MENTEES + unnamed - ROWS]);

    let mut programs = numbered("g", 0..PROGRAMS);
    programs.insert("pervyi-god".to_owned(), 1);
    let bank = list("programs/index.html", None);
    assert_holds(
        "programs",
        &links(&bank, "programs/", card),
        CARDS,
        &programs,
    );
    let order = list("documents/prikaz-41/index.html", None);
    let mut fixed = numbered("g", 0..RUNNING);
    fixed.insert("pervyi-god".to_owned(), 1);
    assert_holds("order", &links(&order, "programs/", card), CARDS, &fixed);

    let practices = list("practices/index.html", None);
    let wanted = numbered("r", 0..PRACTICES);
    assert_holds(
        "practices",
        &links(&practices, "practices/", card),
        CARDS,
        &wanted,
    );
    let register = links(&practices, "practices/", |a| !card(a));
    assert_holds("register", &register, CARDS, &wanted);

    let methods = list("methods/index.html", None);
    let mut wanted = numbered("m", 0..50);
    wanted.extend((50..METHODS).map(|i| (format!("m{i}"), 2)));
    assert_holds("methods", &links(&methods, "methods/", any), ROWS, &wanted);

    let documents = list("documents/index.html", None);
    let mut acts = numbered("a", 0..ACTS);
    acts.extend(once(["prikaz-40".to_owned(), "prikaz-41".to_owned()]));
    assert_holds("acts", &links(&documents, "documents/", any), ROWS, &acts);

    let news = list("news/index.html", None);
    let mut wanted = numbered("n", 0..NEWS);
    wanted.insert("nachalo".to_owned(), 1);
    assert_holds("news", &links(&news, "news/", any), CARDS, &wanted);

    let incentives = list("incentives/index.html", None);
    let stimulating = numbered("a", 0..ACTS);
    assert_holds(
        "incentives",
        &links(&incentives, "documents/", any),
        ROWS,
        &stimulating,
    );
    let awarded = links(&incentives, "people/", any).concat();
    assert_eq!(
        (awarded.len(), once(awarded)),
        (MENTORS, numbered("p", 0..MENTORS))
    );

    let privacy = list("privacy/index.html", None);
    let rows: Vec<usize> = privacy
        .iter()
        .map(|(_, page)| page.all("td").count())
        .collect();
    assert_eq!(rows, [ROWS, MENTORS + MENTEES - ROWS]);

    let index = list("az/index.html", None);
    let listed: Vec<Vec<String>> = index
        .iter()
        .map(|(path, page)| {
            let inside = page
                .all("li")
                .map(|li| li.text.clone())
                .collect::<BTreeSet<_>>();
            assert!(!inside.is_empty());
            let all = page.all("a").filter_map(|a| target(path, a.get("href")?));
            let all = all.filter(|url| url.matches('/').count() == 2 && !url.contains("/page-"));
            all.collect()
        })
        .collect();
    let folders = [
        "people/",
        "programs/",
        "practices/",
        "methods/",
        "documents/",
        "news/",
    ];
    let all = folders.iter().flat_map(|folder| {
        let ids = entries(tree, folder).into_iter();
        ids.map(move |id| format!("{folder}{id}/index.html"))
    });
    let got = listed.concat();
    assert!(listed.iter().all(|page| page.len() <= LINES) && listed.len() == 3);
    assert_eq!((got.len(), once(got)), (all.clone().count(), once(all)));

    // And no page of a list is beside the way.
    let further = tree.keys().filter(|path| path.contains("/page-"));
    let lost: Vec<_> = further.filter(|path| !walked.contains(*path)).collect();
    assert!(lost.is_empty(), "{lost:#?}");
}

/// What belongs to the whole list stands on its first page; what is for finding leads there.
#[test]
fn only_the_first_page_speaks_for_the_list() {
    let tree = &*BIG;
    let text = |path: &str| String::from_utf8_lossy(&tree[path]).into_owned();
    let (first, second) = ("programs/index.html", "programs/page-2/index.html");
    for words in ["Вступительные слова школы", "id=\"s-replicable\""] {
        assert!(text(first).contains(words), "{words}");
        assert!(!text(second).contains(words), "{words}");
    }
    // With one page the choices work on the spot; cards of one page are not all there are.
    assert!(text("mentors/index.html").contains("class=\"filters\""));
    assert!(!text("mentors/index.html").contains("data-filters"));
    let demo = String::from_utf8_lossy(&DEMO["mentors/index.html"]);
    assert!(demo.contains("data-filters"));
    // The register goes on counting.
    let register = text("practices/page-2/index.html");
    assert!(register.contains(">61<"), "{register}");
    assert!(text("practices/index.html").contains("practices.csv"));
    assert!(!register.contains("practices.csv"));
    assert!(text("privacy/index.html").contains("s-withdraw"));
    assert!(!text("privacy/page-2/index.html").contains("s-withdraw"));
    for path in ["sitemap.xml", "search/index.js", "feed.xml"] {
        assert!(!text(path).contains("page-2"), "{path}");
    }
    assert!(text("feed.xml").matches("<entry>").count() <= 50);
    // The order's files go out once, beside its first page.
    assert!(tree.contains_key("documents/prikaz-41/prikaz-41.txt"));
    assert!(!text("documents/prikaz-41/page-2/index.html").contains("prikaz-41.txt"));
    let home = text("index.html");
    assert!(home.matches("card__link").count() < 30, "{home}");
}

#[test]
fn a_school_of_a_usual_size_has_no_further_pages() {
    for (path, bytes) in DEMO.iter() {
        assert!(!path.contains("/page-"), "{path}");
        let text = String::from_utf8_lossy(bytes);
        assert!(
            !path.ends_with(".html") || !text.contains("pager"),
            "{path}"
        );
    }
}

/// Fragments for another system lead on as well.
#[test]
fn the_strict_theme_leads_on() {
    let school = School::sound();
    for i in 0..=CARDS {
        let text = format!("---\ntitle: Новость {i}\ndate: 2026-10-01\n---\n\nКороткий текст.\n");
        school.write(&format!("content/news/n{i}.md"), text);
    }
    let arguments = ["build", "--date", TODAY, "--theme", "strict"];
    expect(rubrika(&school, &arguments), 0);
    let tree = published(&school);
    let news = "news/index.html";
    let page = Page::parse(&String::from_utf8_lossy(&tree[news]));
    let next = page.all("a").find(|a| a.get("rel") == Some("next"));
    let next = next
        .and_then(|a| target(news, a.get("href")?))
        .expect("a way on");
    assert_eq!(next, "news/page-2/index.html");
    let page = String::from_utf8_lossy(&tree[&next]);
    assert!(
        page.contains("<strong>2</strong>") && page.contains("rel=\"prev\""),
        "{page}"
    );
}
