//! Какое представление какому шаблону.

use serde::Serialize;

use super::*;

/// Представление: структура, которая знает свой шаблон и свою страницу.
pub trait View: Serialize {
    /// Шаблон.
    const TEMPLATE: Template;

    /// Сведения о странице.
    fn page(&self) -> &PageView;
}

/// One table: the enum, its file names and the trait all come from it.
macro_rules! templates {
    ($($variant:ident $view:ident $file:literal,)*) => {
        /// Шаблон темы.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Template {
            $(
                #[doc = concat!("`", $file, "`: [`", stringify!($view), "`].")]
                $variant,
            )*
        }

        impl Template {
            /// Все шаблоны. В теме по умолчанию есть все, кроме `upload.html`.
            pub const ALL: &[Template] = &[$(Template::$variant),*];

            /// Имя файла в папке `templates` темы.
            pub fn file(self) -> &'static str {
                match self {
                    $(Template::$variant => $file,)*
                }
            }
        }

        $(
            impl View for $view {
                const TEMPLATE: Template = Template::$variant;

                fn page(&self) -> &PageView {
                    &self.page
                }
            }
        )*
    };
}

templates! {
    Home HomeView "home.html",
    Documents DocumentsView "documents.html",
    Act ActView "act.html",
    Responsible ResponsibleView "responsible.html",
    Mentors MentorsView "mentors.html",
    Mentor MentorView "mentor.html",
    Mentees MenteesView "mentees.html",
    Programs ProgramsView "programs.html",
    Program ProgramView "program.html",
    Practices PracticesView "practices.html",
    Practice PracticeView "practice.html",
    Methods MethodsView "methods.html",
    Method MethodView "method.html",
    News NewsListView "news.html",
    NewsItem NewsView "news_item.html",
    Roadmaps RoadmapsView "roadmaps.html",
    Roadmap RoadmapView "roadmap.html",
    Monitoring MonitoringView "monitoring.html",
    MonitoringYear MonitoringYearView "monitoring_year.html",
    Incentives IncentivesView "incentives.html",
    Partners PartnersView "partners.html",
    Privacy PrivacyView "privacy.html",
    Index IndexView "index_az.html",
    Search SearchView "search.html",
    NotFound NotFoundView "404.html",
    Page FreePageView "page.html",
    Upload UploadView "upload.html",
}
