use crate::content::parse::field::record;
use crate::content::parse::value::*;
use crate::source::Sp;
use crate::vocab::OnWithheld;

use super::{Person, Program};

record! {
    /// `content/news/`: news and announcements.
    News {
        public title: Sp<String> = "title" "Заголовок";
        public slug: Option<Sp<String>> = "slug" "Адрес вместо идентификатора";
        public date: Sp<Day> = "date" "Дата";
        public publish_from: Option<Sp<Day>> = "publish_from" "С какого дня показывать";
        public expires: Option<Sp<Day>> = "expires" "По какой день показывать";
        public event: Option<Sp<Event>> = "event" "Событие";
        public people: Vec<Sp<Ref<Person>>> = "people" "О ком";
        public about: Vec<Sp<Ref<Program>>> = "about" "О каких программах";
        public results: Option<Sp<bool>> = "results" "Рассказывает о результатах: под запретом программ";
        public tags: Vec<Sp<String>> = "tags" "Метки";
        public description: Option<Sp<String>> = "description" "Одно-два предложения для списка";
        public image: Option<Sp<Picture>> = "image" "Главная картинка";
        public gallery: Vec<Sp<Picture>> = "gallery" "Снимки";
        public files: Vec<Sp<super::AttachedFile>> = "files" ["file"] "Файлы";
    }
}

record! {
    /// An event.
    Event {
        public starts: Sp<Moment> = "starts" "Начало: день или день и время";
        public ends: Option<Sp<Moment>> = "ends" "Конец";
        public place: Option<Sp<String>> = "place" "Где";
        public link: Option<Sp<Url>> = "link" "Ссылка";
    }
}

record! {
    /// A picture with its text alternative and the people in it.
    Picture {
        public path: Sp<FilePath> = "path" "Имя файла";
        public alt: Sp<Prose> = "alt" "Что на картинке";
        public persons: Option<Vec<Sp<Ref<Person>>>> = "persons" "Кто на снимке; пустой список – никого";
        private on_withheld: Option<Sp<Word<OnWithheld>>> = "on_withheld" "Что делать, если снимок закрыт: без этого поля закрытый портрет – ошибка";
    }
}

/// A day, with or without the time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    pub date: jiff::civil::Date,
    pub time: Option<jiff::civil::Time>,
}

impl Default for Moment {
    fn default() -> Self {
        Self {
            date: Day::default().0,
            time: None,
        }
    }
}

impl crate::content::parse::field::Decode for Moment {
    fn shape() -> crate::content::parse::field::Shape {
        crate::content::parse::field::Shape::Date
    }
    fn decode(
        node: &crate::content::parse::tree::Node,
        cx: &mut crate::content::parse::field::Cx<'_>,
    ) -> Option<Self> {
        let text = cx.scalar(node, "дата или дата и время")?;
        let (day, time) = match text.split_once(['T', ' ']) {
            Some((day, time)) => (day, Some(time.trim())),
            None => (text, None),
        };
        let date = crate::text::date::parse(day);
        let time = match time {
            None => Some(None),
            Some(t) => clock(t).map(Some),
        };
        match (date, time) {
            (Some(date), Some(time)) => Some(Self { date, time }),
            _ => {
                cx.complain(
                    &crate::diag::BAD_DATE,
                    node.span,
                    format!("«{text}» – не дата и не дата со временем"),
                )
                .help = Some("пишите 2026-12-04 15:30 или 04.12.2026 15:30".into());
                None
            }
        }
    }
}

fn clock(text: &str) -> Option<jiff::civil::Time> {
    let mut parts = text.split(':');
    let hour = parts.next()?.parse().ok()?;
    let minute = parts.next()?.parse().ok()?;
    let second = parts.next().map_or(Some(0), |s| s.parse().ok())?;
    jiff::civil::Time::new(hour, minute, second, 0).ok()
}
