use super::vocabulary;

/// Вид записи: the folder decides it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `site.yaml`
    Site,
    /// `people/`
    Person,
    /// `programs/`
    Program,
    /// `programs/<id>/results.md`
    Results,
    /// `practices/`
    Practice,
    /// `acts/`
    Act,
    /// `methods/`
    Method,
    /// `news/`
    News,
    /// `roadmaps/`
    Roadmap,
    /// `monitoring/`
    Monitoring,
    /// `pages/`, `index.md`, `incentives.md`, `contacts.md` …
    Page,
}

impl Kind {
    /// All kinds, in the order of the documentation.
    pub const ALL: &'static [Kind] = &[
        Self::Site,
        Self::Person,
        Self::Program,
        Self::Results,
        Self::Practice,
        Self::Act,
        Self::Method,
        Self::News,
        Self::Roadmap,
        Self::Monitoring,
        Self::Page,
    ];

    /// The name used on the command line, in mentions and in machine-readable output.
    pub fn code(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Person => "person",
            Self::Program => "program",
            Self::Results => "results",
            Self::Practice => "practice",
            Self::Act => "act",
            Self::Method => "method",
            Self::News => "news",
            Self::Roadmap => "roadmap",
            Self::Monitoring => "monitoring",
            Self::Page => "page",
        }
    }

    /// The folder below `content/`; empty for what lies in the root.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Site => "",
            Self::Person => "people",
            Self::Program | Self::Results => "programs",
            Self::Practice => "practices",
            Self::Act => "acts",
            Self::Method => "methods",
            Self::News => "news",
            Self::Roadmap => "roadmaps",
            Self::Monitoring => "monitoring",
            Self::Page => "pages",
        }
    }

    /// «человек», «программа» …
    pub fn label(self) -> &'static str {
        match self {
            Self::Site => "раздел",
            Self::Person => "человек",
            Self::Program => "программа",
            Self::Results => "результаты программы",
            Self::Practice => "практика",
            Self::Act => "акт",
            Self::Method => "методический материал",
            Self::News => "новость",
            Self::Roadmap => "дорожная карта",
            Self::Monitoring => "мониторинг",
            Self::Page => "страница",
        }
    }

    /// The kind with this code or folder.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|k| k.code() == text || (k.folder() == text && !text.is_empty()))
    }
}

vocabulary! {
    /// Часть раздела: an item of the menu (domain §1.9).
    Part, "часть раздела" {
        Home "главная" ["о наставничестве", "home"] "О наставничестве в этой школе.";
        Documents "документы" ["акты", "нормативные документы", "acts", "documents"] "Нормативные акты по уровням.";
        Responsible "кто отвечает" ["ответственные", "контакты", "responsible"] "Директор, куратор, совет наставников.";
        Mentors "наставники" ["база наставников", "mentors"] "База наставников.";
        Mentees "наставляемые" ["база наставляемых", "mentees"] "База наставляемых.";
        Programs "программы" ["персонализированные программы", "programs"] "Персонализированные программы.";
        Practices "лучшие практики" ["практики", "кейсы", "practices"] "Лучшие практики.";
        Methods "методическая копилка" ["методические рекомендации", "методическая", "methods"] "Методические материалы.";
        News "новости" ["новости и анонсы", "news"] "Новости и анонсы.";
        Roadmaps "дорожная карта" ["дорожные карты", "roadmaps"] "План и выполнение.";
        Monitoring "мониторинг" ["monitoring"] "Критерии, показатели, статистика.";
        Incentives "поощрение" ["стимулирование", "incentives"] "Меры поощрения, награды.";
        Partners "партнёры и ссылки" ["партнеры", "ссылки", "partners"] "Региональный оператор, ведомства, сообщества.";
        Privacy "персональные данные" ["privacy"] "Условия и запреты, как отозвать согласие.";
        Index "карта раздела" ["алфавитный указатель", "index"] "Всё, что есть в разделе, по алфавиту.";
        Search "поиск" ["search"] "Поиск по всему разделу.";
        Page "страница" ["page"] "Свободная страница.";
    }
}

vocabulary! {
    /// Уровень организации, чей это раздел.
    OrganizationLevel, "уровень организации" {
        School "школа" ["образовательная организация", "ОО"] "Школа, детский сад, колледж.";
        Municipality "муниципалитет" ["муниципальный орган"] "Муниципальный орган управления образованием.";
        Region "регион" ["региональный оператор"] "Региональный оператор.";
    }
}

vocabulary! {
    /// Как показывать имена.
    NameStyle, "вид имён" {
        Full "полностью" ["полное имя"] "Фамилия, имя и отчество.";
        Initials "инициалы" ["фамилия и инициалы"] "Фамилия и инициалы.";
    }
}
