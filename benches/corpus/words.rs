//! Invented names and sentences: the same ones for the same number.

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
    "Кирилл",
    "Леонид",
    "Максим",
    "Никита",
    "Олег",
    "Павел",
    "Роман",
    "Степан",
];
const PATRONYMICS: &[&str] = &[
    "Алексеевич",
    "Борисович",
    "Викторович",
    "Глебович",
    "Денисович",
    "Егорович",
    "Захарович",
    "Игоревич",
    "Кириллович",
    "Леонидович",
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

/// A full name; the first 48 000 differ. Namesakes have different given names.
pub fn name(i: usize) -> String {
    let round = i / (STEMS.len() * ENDS.len());
    format!(
        "{}{} {} {}",
        STEMS[i % STEMS.len()],
        ENDS[i / STEMS.len() % ENDS.len()],
        GIVEN[round % GIVEN.len()],
        PATRONYMICS[(round / GIVEN.len() + i) % PATRONYMICS.len()],
    )
}

/// So many words without a full stop.
pub fn sentence(seed: usize, words: usize) -> String {
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
