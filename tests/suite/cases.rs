//! Hard cases of the domain that show only on built pages: states of acts, tolerance, order, empty and tiny schools.

use crate::harness::School;
use crate::site::{build, published};

/// What a page says, tags taken out and spaces made one.
fn words(school: &School, page: &str) -> String {
    let tree = published(school);
    let html = tree.get(page).unwrap_or_else(|| panic!("no {page}"));
    let html = String::from_utf8_lossy(html).replace('\u{a0}', " ");
    let main = html.split("<main").nth(1).expect("a main part");
    let main = main.split("</main").next().expect("its end");
    let mut out = String::new();
    for part in main.split('<') {
        out.push(' ');
        out.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn act(school: &School, id: &str, fields: &str) {
    let text = format!("---\ntitle: Акт {id}\nkind: приказ\nlevel: муниципальный\n{fields}---\n");
    school.write(&format!("content/acts/{id}.md"), text);
}

#[test]
fn acts_say_whether_they_are_in_force() {
    let school = School::sound();
    act(
        &school,
        "pervyi",
        "date: 2024-09-02\nin_force: { until: 2025-08-31 }\n",
    );
    act(
        &school,
        "vtoroi",
        "date: 2025-09-01\nreplaces: [pervyi]\nreplaced_by: tretii\n",
    );
    act(
        &school,
        "tretii",
        "date: 2026-11-20\nin_force: { from: 2026-11-23 }\n",
    );
    build(&school);
    let state = |id: &str| words(&school, &format!("documents/{id}/index.html"));
    assert!(
        state("pervyi").contains("утратил силу"),
        "{}",
        state("pervyi")
    );
    // A successor that is not in force yet takes nothing away.
    assert!(state("vtoroi").contains("действует"), "{}", state("vtoroi"));
    assert!(
        state("tretii").contains("ещё не вступил в силу"),
        "{}",
        state("tretii")
    );
    act(
        &school,
        "tretii",
        "date: 2026-11-20\nin_force: { from: 2026-11-22 }\n",
    );
    build(&school);
    assert!(
        state("vtoroi").contains("утратил силу"),
        "{}",
        state("vtoroi")
    );
    assert!(
        !state("tretii").contains("ещё не вступил"),
        "{}",
        state("tretii")
    );
}

#[test]
fn a_plan_is_met_within_one_per_cent() {
    let school = School::sound();
    for (fact, said) in [
        (332, "выполнено"),
        (331, "не выполнено"),
        (335, "выполнено"),
    ] {
        school.write(
            "content/roadmaps/karta.yaml",
            format!(
                "title: Карта\nact: prikaz-41\nsections:\n  - title: Часть\n    items:\n      - activity: Разделы на сайтах\n        plan: {{ 2025: 335 }}\n        fact: {{ 2025: {fact} }}\n"
            ),
        );
        build(&school);
        let page = words(&school, "roadmaps/karta/index.html");
        let refused = page.contains("не выполнено");
        assert_eq!(refused, said == "не выполнено", "{fact}: {page}");
    }
}

#[test]
fn what_cannot_be_computed_is_no_data() {
    let school = School::sound();
    let year = |criteria: &str| {
        school.write(
            "content/monitoring/2025-2026.yaml",
            format!("criteria:\n  - {{ criterion: 4, indicator: 1, {criteria} }}\n"),
        );
        build(&school);
        words(&school, "monitoring/2025-2026/index.html")
    };
    let nothing = year("numerator: 0, denominator: 0");
    assert!(
        nothing.contains("нет данных") && !nothing.contains(" 0 %"),
        "{nothing}"
    );
    let one = year("numerator: 1, denominator: 5");
    assert!(
        one.contains("не показывается") && !one.contains(" 20 %"),
        "{one}"
    );
    let pair = year("numerator: 2, denominator: 2");
    assert!(
        pair.contains("не показывается") && !pair.contains(" 100 %"),
        "{pair}"
    );
    let enough = year("numerator: 3, denominator: 4");
    assert!(enough.contains("75 %"), "{enough}");
}

/// A school of two people: no figure of its bank is a figure about one of them.
#[test]
fn two_people_are_not_counted_in_public() {
    let school = School::sound();
    build(&school);
    for page in ["index.html", "mentees/index.html"] {
        let page = words(&school, page);
        assert!(page.contains("менее 3 наставляемых"), "{page}");
        assert!(!page.contains("1 наставляемый"), "{page}");
    }
    let tree = published(&school);
    let data: serde_json::Value = serde_json::from_slice(&tree["data/section.json"]).unwrap();
    let bank = &data["bank"];
    assert_eq!(bank["mentors"]["fewer_than"], 3, "{bank}");
    assert_eq!(bank["mentees"]["fewer_than"], 3, "{bank}");
    assert!(!bank.to_string().contains(":1"), "{bank}");
}

/// A new school has nothing to show yet, and says so.
#[test]
fn an_empty_bank_is_an_honest_page() {
    let school = School::empty();
    school.write("content/site.yaml", "organization: { name: Школа № 6 }\n");
    school.write(
        "content/monitoring/2025-2026.yaml",
        "conclusions: Начинаем\n",
    );
    build(&school);
    let audit = words(&school, "monitoring/2025-2026/index.html");
    assert_eq!(audit.matches("отсутствует").count(), 7, "{audit}");
}

#[test]
fn an_event_that_is_over_goes_to_the_archive_by_itself() {
    let school = School::sound();
    school.write(
        "content/news/seminar.md",
        "---\ntitle: Семинар в ноябре\ndate: 2026-11-01\nevent: { starts: 2026-11-21 }\n---\n",
    );
    school.write(
        "content/news/praktikum.md",
        "---\ntitle: Практикум сегодня\ndate: 2026-11-01\nevent: { starts: 2026-11-22 }\n---\n",
    );
    build(&school);
    let page = words(&school, "news/index.html");
    let (coming, archive) = page.split_once("Архив").expect("an archive");
    assert!(coming.contains("Практикум сегодня") && !coming.contains("Семинар в ноябре"));
    assert!(archive.contains("Семинар в ноябре") && !archive.contains("Практикум сегодня"));
}
