//! Договор с темой: по одной структуре на шаблон.
//!
//! В представлении лежит ровно то, что показывает страница, уже словами. Шаблон видит поля своего
//! представления по их именам и ещё две переменные: `section` ([`SectionView`], одинаковую на всех
//! страницах) и `root` (то же, что `page.root`).
//!
//! Адреса. Поле `url` – путь от корня раздела без косой черты впереди, с именем файла и, может быть,
//! якорем: `mentors/petrova-av/index.html#awards`. В шаблоне: `href="{{ root }}{{ card.url }}"`.
//! Поле `href` – полный адрес чужого сайта.
//!
//! Здесь нет: непубликуемого (оно остановлено раньше), подсчётов, падежей и дат в числах. Пустой
//! список и `None` значат «показывать нечего», и шаблон говорит об этом честно или молчит.

mod cards;
mod chart;
mod documents;
mod monitoring;
mod news;
mod pages;
mod parts;
mod people;
mod practice;
mod program;
mod roadmap;
mod section;
mod template;
mod upload;

pub use cards::*;
pub use chart::*;
pub use documents::*;
pub use monitoring::*;
pub use news::*;
pub use pages::*;
pub use parts::*;
pub use people::*;
pub use practice::*;
pub use program::*;
pub use roadmap::*;
pub use section::*;
pub use template::{Template, View};
pub use upload::*;
