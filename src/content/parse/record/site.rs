use crate::content::parse::field::record;
use crate::content::parse::value::*;
use crate::source::Sp;
use crate::vocab::{NameStyle, OrganizationLevel, Part};

use super::Person;

record! {
    /// `content/site.yaml`: the section.
    Site {
        public title: Option<Sp<String>> = "title" "Название раздела: «Наставничество», «Развитие наставничества»";
        public description: Option<Sp<String>> = "description" "Одно-два предложения о разделе";
        public base_url: Option<Sp<Url>> = "base_url" "Полный адрес раздела в интернете";
        public language: Option<Sp<String>> = "language" "Язык страниц: ru";
        public timezone: Option<Sp<String>> = "timezone" "Часовой пояс школы: Asia/Irkutsk, Europe/Moscow";
        public theme: Option<Sp<String>> = "theme" "Имя темы из папки themes";
        public accent: Option<Sp<Colour>> = "accent" "Цвет ссылок и выделений: \"#17595b\", в кавычках; если он слишком бледный для букв, тема возьмёт его темнее";
        public logo: Option<Sp<LogoPath>> = "logo" "Эмблема школы: файл SVG, PNG, JPEG, WebP или GIF рядом с site.yaml";
        public organization: Sp<Organization> = "organization" "Организация";
        public director: Option<Sp<PersonOrText>> = "director" "Руководитель: человек из банка или текст";
        public curator: Option<Sp<PersonOrText>> = "curator" "Куратор: человек из банка или текст";
        public council: Vec<Sp<Ref<Person>>> = "council" "Совет наставников";
        public staff: Option<Sp<Staff>> = "staff" "Численность для показателей охвата";
        public names: Option<Sp<Word<NameStyle>>> = "names" "Как показывать имена";
        public public_contacts: Vec<Sp<String>> = "public_contacts" "Почта и телефоны, которые могут стоять где угодно";
        public menu: Vec<Sp<MenuItem>> = "menu" "Порядок и названия частей раздела";
        public home: Option<Sp<Link>> = "home" "Ссылка на главный сайт школы";
        public links: Vec<Sp<Link>> = "links" "Оператор, министерство, сообщества";
        private privacy: Option<Sp<Privacy>> = "privacy" "Правила о персональных данных";
        public publication: Option<Sp<Publication>> = "publication" "Правила публикации результатов";
        private bank_reviewed: Option<Sp<Day>> = "bank_reviewed" "Когда куратор последний раз пересмотрел банк: кому нужен наставник и кто готов помогать";
        public freshness: Option<Sp<Freshness>> = "freshness" "Когда напоминать об обновлении";
        public raw_html: Option<Sp<bool>> = "raw_html" "Разрешить HTML в текстах (он очищается)";
    }
}

record! {
    /// The organisation whose section it is.
    Organization {
        public name: Sp<String> = "name" "Полное название";
        public short_name: Option<Sp<String>> = "short_name" "Краткое название";
        public level: Option<Sp<Word<OrganizationLevel>>> = "level" "Школа, муниципалитет или регион";
        public address: Option<Sp<String>> = "address" "Почтовый адрес";
        public phone: Option<Sp<String>> = "phone" "Общий телефон";
        public email: Option<Sp<String>> = "email" "Общая почта";
        public site: Option<Sp<Url>> = "site" "Главный сайт";
        public founder: Option<Sp<String>> = "founder" "Учредитель";
    }
}

record! {
    /// Counts for coverage figures.
    Staff {
        public teachers: Option<Sp<u32>> = "teachers" "Сколько педагогов";
        public young_specialists: Option<Sp<u32>> = "young_specialists" "Сколько молодых специалистов";
        public students: Option<Sp<u32>> = "students" "Сколько учеников";
        public as_of: Option<Sp<Day>> = "as_of" "На какой день";
    }
}

record! {
    /// A link to another site.
    Link {
        public title: Sp<String> = "title" "Название";
        public url: Sp<Url> = "url" "Адрес";
    }
}

record! {
    /// A part with its own title.
    MenuEntry {
        public part: Sp<Word<Part>> = "part" "Часть раздела";
        public title: Option<Sp<String>> = "title" "Своё название";
    }
}

/// A part of the menu: its word, or `{part, title}`.
#[derive(Clone, Debug)]
pub struct MenuItem {
    pub part: Part,
    pub title: Option<String>,
}

impl crate::content::parse::field::Decode for MenuItem {
    fn shape() -> crate::content::parse::field::Shape {
        use crate::content::parse::field::Shape;
        Shape::Either(vec![Word::<Part>::shape(), MenuEntry::shape()])
    }
    fn decode(
        node: &crate::content::parse::tree::Node,
        cx: &mut crate::content::parse::field::Cx<'_>,
    ) -> Option<Self> {
        match node.value {
            crate::content::parse::tree::Value::Scalar(_) => {
                Word::<Part>::decode(node, cx).map(|w| Self {
                    part: w.0,
                    title: None,
                })
            }
            _ => MenuEntry::decode(node, cx).map(|e| Self {
                part: e.part.value.0,
                title: e.title.map(|t| t.value),
            }),
        }
    }
}

record! {
    /// Rules about personal data.
    Privacy {
        private open_staff_data: Option<Sp<bool>> = "open_staff_data" "Показывать открытые сведения о педагогах без согласия (ПП РФ № 1802, п. 11)";
        private k: Option<Sp<u32>> = "k" "Сколько человек должно быть в группе, чтобы её назвать";
        private allow: Vec<Sp<Allow>> = "allow" "Разрешённые совпадения с именами";
    }
}

record! {
    /// A coincidence with a guarded name that is allowed in one file.
    Allow {
        private text: Sp<String> = "text" "Слова, как они стоят в тексте";
        private file: Sp<String> = "file" "В каком файле, от папки content";
        private reason: Sp<String> = "reason" "Почему это не человек из банка";
        private until: Sp<Day> = "until" "До какого дня";
    }
}

record! {
    /// Rules about results.
    Publication {
        public results_require_approval: Option<Sp<bool>> = "results_require_approval" "Публиковать результаты только утверждёнными";
    }
}

record! {
    /// When to remind.
    Freshness {
        public people_days: Option<Sp<u32>> = "people_days" "Через сколько дней пересматривать банк (bank_reviewed)";
        public section_days: Option<Sp<u32>> = "section_days" "За сколько рабочих дней публиковать подписанный акт";
    }
}
