//! Names in every form and disguise are found; `benches/guard` does the same with a thousand people.

#[path = "../aids/names.rs"]
mod names;
#[path = "../aids/recall.rs"]
mod recall;

/// Two people, a man and a woman, for every kind of declension.
#[test]
fn names_are_found_in_every_form_and_disguise() {
    let recall = recall::recall(28);
    assert!(recall.lines > 4000, "only {} lines", recall.lines);
    assert!(
        recall.disguises.len() > 30,
        "only {} disguises",
        recall.disguises.len()
    );
    assert!(
        recall.missed.is_empty(),
        "{} missed:\n{}",
        recall.missed.len(),
        recall.missed.join("\n")
    );
}

/// A school whose people are all published is not complained about for the same lines.
#[test]
fn what_may_be_said_is_not_found() {
    let root = tempfile::tempdir().expect("a temporary folder");
    recall::school(root.path());
    let people = names::people(28);
    for person in &people {
        let name = format!("{} {} {}", person.surname, person.given, person.patronymic);
        let consent = "consents: [{ kind: распространение, date: 2026-09-01, fields: [фио] }]";
        let text = format!("name: {name}\nroles: [наставник]\n{consent}\n");
        recall::write(root.path(), &format!("people/{}.yaml", person.id), &text);
    }
    let lines: Vec<String> = people
        .iter()
        .flat_map(|p| p.lines())
        .map(|l| l.text)
        .collect();
    let text = format!(
        "---\ntitle: Встреча\ndate: 2026-09-08\n---\n\n{}\n",
        lines.join("\n\n")
    );
    recall::write(root.path(), "news/vstrecha.md", &text);
    let compilation = recall::compile(root.path());
    assert_eq!(recall::leaks(&compilation).count(), 0);
}
