//! A school of any size, made of invented text: the same bytes for the same size.

use std::fmt::Write;
use std::path::Path;

/// Beginnings and ends of surnames.
const STEMS: &[&str] = &[
    "Берёзк",
    "Вершин",
    "Гордее",
    "Долин",
    "Ежевик",
    "Журав",
    "Заречн",
    "Кленов",
    "Лугов",
    "Морошк",
    "Нивк",
    "Овражк",
    "Перелес",
    "Рябинк",
    "Синицк",
    "Травник",
    "Ущелк",
    "Филинк",
    "Холмог",
    "Цветк",
    "Чащин",
    "Шишк",
    "Щегл",
    "Эхов",
    "Юрлов",
    "Ягодк",
    "Бобровк",
    "Ветлуг",
    "Горков",
    "Дубравк",
];
const ENDS: &[&str] = &[
    "ин", "ов", "енко", "ский", "ович", "ук", "аев", "ынин", "овец", "арь",
];
const GIVEN: &[&str] = &[
    "Алексей",
    "Борис",
    "Виктор",
    "Глеб",
    "Денис",
    "Егор",
    "Захар",
    "Игорь",
];
const PATRONYMICS: &[&str] = &[
    "Алексеевич",
    "Борисович",
    "Викторович",
    "Глебович",
    "Денисович",
];
const SUBJECTS: &[&str] = &[
    "математика",
    "физика",
    "русский язык",
    "история",
    "биология",
    "химия",
    "география",
];
const WORDS: &[&str] = &[
    "урок",
    "наставник",
    "класс",
    "приём",
    "вопрос",
    "задача",
    "ученик",
    "проект",
    "разбор",
    "встреча",
    "план",
    "опыт",
    "цель",
    "пример",
    "дневник",
    "практика",
    "методика",
    "беседа",
    "подготовка",
    "наблюдение",
];

/// Writes about `entries` entries below `root/content`: 40 % people, 30 % programmes with plans of 12 rows, and practices, acts, news.
pub fn write(root: &Path, entries: usize) {
    let content = root.join("content");
    put(
        &content,
        "site.yaml",
        "title: Наставничество\nbase_url: https://bench.example/section/\ntimezone: Asia/Irkutsk\norganization: { name: Школа для измерений }\n",
    );
    let people = (entries * 4 / 10).max(4);
    let programs = entries * 3 / 10;
    let rest = entries - people.min(entries) - programs;
    let acts = (rest / 3).max(1);
    for i in 0..people {
        put(&content, &format!("people/p{i}.md"), &person(i));
    }
    for i in 0..acts {
        put(&content, &format!("acts/a{i}/index.md"), &act(i));
        put(
            &content,
            &format!("acts/a{i}/prikaz-{i}.txt"),
            &sentence(i * 7, 60),
        );
    }
    for i in 0..programs {
        put(
            &content,
            &format!("programs/g{i}/index.md"),
            &program(i, people, acts),
        );
        if i.is_multiple_of(2) {
            put(&content, &format!("programs/g{i}/results.md"), &results(i));
        }
    }
    for i in 0..rest / 3 {
        put(
            &content,
            &format!("practices/r{i}.md"),
            &practice(i, programs),
        );
    }
    for i in 0..rest - acts.min(rest) - rest / 3 {
        put(&content, &format!("news/n{i}.md"), &news(i, people));
    }
}

fn put(content: &Path, path: &str, text: &str) {
    let path = content.join(path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
    std::fs::write(path, text).expect("a file can be written");
}

/// The same words for the same seed.
fn sentence(seed: usize, words: usize) -> String {
    let mut state = seed as u64 * 2_654_435_761 + 97;
    let mut out = String::new();
    for i in 0..words {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let word = WORDS[(state >> 33) as usize % WORDS.len()];
        if i > 0 {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn person(i: usize) -> String {
    let role = if i.is_multiple_of(2) {
        "наставник"
    } else {
        "наставляемый"
    };
    // Namesakes have different given names.
    let round = i / (STEMS.len() * ENDS.len());
    let mut out = format!(
        "---\nname: {}{} {} {}\nroles: [{role}]\nposition: учитель\nsubjects: [{}]\nteaching_since: {}\nprofile: [{}]\n",
        STEMS[i % STEMS.len()],
        ENDS[i / STEMS.len() % ENDS.len()],
        GIVEN[round % GIVEN.len()],
        PATRONYMICS[(round / GIVEN.len() + i) % PATRONYMICS.len()],
        SUBJECTS[i % SUBJECTS.len()],
        1990 + i % 30,
        sentence(i, 6),
    );
    // Four of ten are not named.
    if i % 5 < 3 {
        out.push_str("consents:\n  - kind: распространение\n    date: 2025-09-01\n    fields: [фио, должность, предметы, стаж, о себе, пара, результаты]\n");
    }
    let _ = write!(
        out,
        "---\n\n{}.\n\n{}.\n",
        sentence(i + 1, 50),
        sentence(i + 2, 50)
    );
    out
}

fn act(i: usize) -> String {
    format!(
        "---\ntitle: О работе пар номер {i}\nkind: приказ\nlevel: локальный\nnumber: {i}-о\ndate: 2025-08-{:02}\ncovers: [закрепление пар]\nfile: prikaz-{i}.txt\n---\n\n{}.\n",
        i % 28 + 1,
        sentence(i, 25)
    )
}

fn program(i: usize, people: usize, acts: usize) -> String {
    let done = i.is_multiple_of(2);
    let mentor = i * 2 % (people / 2 * 2);
    let mentee = mentor + 1;
    let mut out = format!(
        "---\ntitle: Программа номер {i}\nform: педагог – педагог\nkinds: [традиционное]\nmode: очный\ndirections: [методическое]\nmentors: [p{mentor}]\nmentees: [p{mentee}]\norder: a{}\napproved: {{ date: 2025-08-30, by: директор }}\nperiod: {{ from: 2025-09-01, to: {} }}\nproblem: {}\ngoal: {}\ntasks:\n",
        i % acts,
        if done { "2026-05-31" } else { "2026-08-31" },
        sentence(i, 10),
        sentence(i + 3, 12),
    );
    if !done {
        out = out
            .replace("2025-09-01, to: 2026-08-31", "2026-09-01, to: 2027-05-31")
            .replace("2025-08-30", "2026-08-30");
    }
    for n in 0..4 {
        let _ = writeln!(out, "  - {}", sentence(i + n, 8));
    }
    out.push_str("plan:\n");
    for n in 0..12 {
        let _ = writeln!(
            out,
            "  - number: {}\n    activity: {}\n    dates: один раз в месяц\n    responsible: [наставник, наставляемый]\n    result: {}{}",
            n + 1,
            sentence(i * 13 + n, 14),
            sentence(i * 17 + n, 9),
            if done { "\n    done: 2026-05-15" } else { "" },
        );
    }
    if done {
        out.push_str("completion: { date: 2026-05-30, way: план выполнен }\n");
    }
    let _ = write!(
        out,
        "---\n\n{}.\n\n## Как мы работали\n\n{}: [[p{mentor}]].\n\n{}.\n",
        sentence(i + 5, 80),
        sentence(i + 6, 60),
        sentence(i + 7, 80)
    );
    if i.is_multiple_of(20) {
        out.push_str("\n```python\nfor ученик in класс:\n    print(ученик.имя)\n```\n");
    }
    out
}

fn results(i: usize) -> String {
    format!(
        "---\noutcomes:\n  - category: образовательные результаты\n    text: {}\nindicators:\n  - {{ name: доля, before: 40, after: 60, unit: '%' }}\napproved: {{ date: 2026-06-01, by: директор }}\n---\n\n{}.\n",
        sentence(i, 20),
        sentence(i + 9, 60)
    )
}

fn practice(i: usize, programs: usize) -> String {
    format!(
        "---\ntitle: Практика номер {i}\nabout: [g{}]\nlevel: школьный\ndate: 2026-06-10\nproblem: {}\nsteps: [{}, {}, {}]\noutcome: {}\n---\n\n{}.\n",
        i * 2 % programs.max(1),
        sentence(i, 12),
        sentence(i + 1, 8),
        sentence(i + 2, 8),
        sentence(i + 3, 8),
        sentence(i + 4, 12),
        sentence(i + 5, 90)
    )
}

fn news(i: usize, people: usize) -> String {
    format!(
        "---\ntitle: Новость номер {i}\ndate: 2026-{:02}-{:02}\n---\n\n{} [[p{}]] {}.\n\n{}.\n",
        i % 10 + 1,
        i % 28 + 1,
        sentence(i, 20),
        i * 2 % (people / 2 * 2),
        sentence(i + 1, 20),
        sentence(i + 2, 60)
    )
}
