//! The seven criteria of efficiency with their scales (S002, приложение 1).

use super::Term;

/// How the value of an indicator is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// One of these words.
    Words(&'static [&'static str]),
    /// Numerator and denominator, banded: 100–80, 79–60, 59–40, 39 % and below.
    Share,
    /// Counts by level.
    Counts,
}

/// One indicator of a criterion.
#[derive(Debug)]
pub struct Indicator {
    /// What is looked at.
    pub title: &'static str,
    /// How it is measured.
    pub scale: Scale,
}

/// One criterion.
#[derive(Debug)]
pub struct Criterion {
    /// Number from 1 to 7.
    pub number: u8,
    /// What is judged.
    pub title: &'static str,
    /// How it is found out.
    pub method: &'static str,
    /// Its indicators, numbered from 1.
    pub indicators: &'static [Indicator],
}

const PRESENCE: Scale = Scale::Words(&["имеется", "отсутствует"]);
const ACCESS: Scale = Scale::Words(&[
    "имеется, доступно",
    "имеется, недоступно",
    "не имеется, недоступно",
]);
const MOTIVATION: Scale =
    Scale::Words(&["имеется, эффективна", "имеется, неэффективна", "не имеется"]);
const TRAINING: Scale = Scale::Words(&[
    "имеется, ежегодно",
    "имеется, раз в два-три года",
    "имеется, реже",
    "отсутствует",
]);
const DYNAMICS: Scale = Scale::Words(&[
    "положительная динамика",
    "стабильные результаты",
    "отрицательная динамика",
]);

/// The built-in list.
pub const CRITERIA: &[Criterion] = &[
    Criterion {
        number: 1,
        title: "Наличие программы развития наставничества",
        method: "отчёт, ответ на запрос",
        indicators: &[
            Indicator {
                title: "Программа есть в образовательной организации",
                scale: PRESENCE,
            },
            Indicator {
                title: "Программа есть в муниципалитете",
                scale: PRESENCE,
            },
        ],
    },
    Criterion {
        number: 2,
        title: "Условия, чтобы восполнить профессиональные и личностные дефициты",
        method: "анкетирование педагогических работников",
        indicators: &[
            Indicator {
                title: "Возможности в образовательной организации",
                scale: ACCESS,
            },
            Indicator {
                title: "Возможности в муниципалитете",
                scale: ACCESS,
            },
            Indicator {
                title: "Возможности в регионе",
                scale: ACCESS,
            },
        ],
    },
    Criterion {
        number: 3,
        title: "Эффективная система мотивации к наставничеству",
        method: "анкетирование педагогических работников",
        indicators: &[
            Indicator {
                title: "Материальная мотивация",
                scale: MOTIVATION,
            },
            Indicator {
                title: "Нематериальная мотивация",
                scale: MOTIVATION,
            },
        ],
    },
    Criterion {
        number: 4,
        title: "Закрепляемость молодых учителей",
        method: "АИС «Паспорт школы», запросы в муниципалитеты",
        indicators: &[
            Indicator {
                title: "Проработали в школе 3–5 лет из числа принятых молодых специалистов",
                scale: Scale::Share,
            },
            Indicator {
                title: "Педагоги со стажем в школе до трёх лет среди всех педагогов",
                scale: Scale::Share,
            },
        ],
    },
    Criterion {
        number: 5,
        title: "Участие молодых специалистов в профессиональных конкурсах",
        method: "АИС «Паспорт школы», отчёты операторов конкурсов",
        indicators: &[Indicator {
            title: "Участия в конкурсах по отношению к числу молодых специалистов",
            scale: Scale::Share,
        }],
    },
    Criterion {
        number: 6,
        title: "Распространение опыта и повышение квалификации наставников",
        method: "АИС «Паспорт школы», отчёты операторов конкурсов",
        indicators: &[
            Indicator {
                title: "Выступления и публикации наставников",
                scale: Scale::Counts,
            },
            Indicator {
                title: "Обучение наставников по программам ДПО",
                scale: TRAINING,
            },
            Indicator {
                title: "Участие в конкурсах наставников",
                scale: Scale::Counts,
            },
        ],
    },
    Criterion {
        number: 7,
        title: "Динамика образовательных результатов в классах наставляемых",
        method: "отчёт, ответ на запрос",
        indicators: &[Indicator {
            title: "Динамика за время работы наставника",
            scale: DYNAMICS,
        }],
    },
];

/// The band of a share (S002, приложение 1). The bands have holes (79.5 %), so the share is rounded half up to a whole percent first.
pub fn band(percent: f64) -> &'static str {
    match (percent + 0.5).floor() as i64 {
        80.. => "100–80 %",
        60..=79 => "79–60 %",
        40..=59 => "59–40 %",
        _ => "39 % и ниже",
    }
}

/// The items of the monitoring checklist of a school (S000), in its order.
pub const CHECKLIST: &[Term] = &[
    Term {
        label: "раздел сайта",
        synonyms: &["информационный ресурс", "раздел"],
        description: "Раздел на официальном сайте",
    },
    Term {
        label: "положение",
        synonyms: &["положение о системе наставничества"],
        description: "Положение о системе наставничества",
    },
    Term {
        label: "дорожная карта",
        synonyms: &["комплекс мер"],
        description: "Комплекс мер («дорожная карта»)",
    },
    Term {
        label: "назначение куратора",
        synonyms: &["куратор"],
        description: "Назначение куратора",
    },
    Term {
        label: "закрепление пар",
        synonyms: &["пары"],
        description: "Закрепление пар «наставник – наставляемый»",
    },
    Term {
        label: "база наставников",
        synonyms: &["информационная база наставников"],
        description: "Информационная база наставников",
    },
    Term {
        label: "стимулирование",
        synonyms: &["меры стимулирования"],
        description: "Меры стимулирования (при наличии)",
    },
    Term {
        label: "программы",
        synonyms: &["персонализированные программы"],
        description: "Персонализированные программы",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_of_the_bands_are_closed() {
        assert_eq!(band(79.5), "100–80 %");
        assert_eq!(band(79.4), "79–60 %");
        assert_eq!(band(59.49), "59–40 %");
        assert_eq!(band(0.0), "39 % и ниже");
        assert!(
            CRITERIA
                .iter()
                .enumerate()
                .all(|(i, c)| c.number as usize == i + 1)
        );
    }
}
