//! What stands before and after a page that is read in an order.

use std::collections::BTreeMap;

use crate::content::Published;
use crate::site::routes::Routes;
use crate::site::view::NeighbourView;
use crate::text::typography;
use crate::vocab::Kind;

use super::cards::{dated_order, newest_first, program_order};
use super::monitoring::school_year;

/// The neighbours of every page that has any.
#[derive(Default)]
pub struct Order(BTreeMap<(Kind, String), Neighbours>);

/// The page before and the page after.
pub type Neighbours = (Option<NeighbourView>, Option<NeighbourView>);

impl Order {
    /// Puts everything that is read in an order into it: news and years by the calendar, the rest as their lists have
    /// them.
    pub fn new(p: &Published, routes: &Routes) -> Self {
        let mut order = Self::default();
        let mut news: Vec<_> = p.news().iter().collect();
        newest_first(&mut news);
        let news = news.into_iter().rev().map(|x| (x.id(), x.title().clone()));
        order.chain(routes, Kind::News, ["Раньше", "Позже"], news);

        // A programme without a term has no page.
        let mut programs: Vec<_> = p.programs().iter().collect();
        programs.retain(|x| x.period().is_some());
        programs.sort_by_cached_key(|x| program_order(x));
        let programs = programs.into_iter().map(|x| (x.id(), x.title().clone()));
        let words = ["Предыдущая программа", "Следующая программа"];
        order.chain(routes, Kind::Program, words, programs);

        let mut practices: Vec<_> = p.practices().iter().collect();
        practices.sort_by_cached_key(|x| dated_order(*x.date(), x.title()));
        let practices = practices.into_iter().map(|x| (x.id(), x.title().clone()));
        let words = ["Предыдущая практика", "Следующая практика"];
        order.chain(routes, Kind::Practice, words, practices);

        let mut methods: Vec<_> = p.methods().iter().collect();
        methods.sort_by_cached_key(|x| dated_order(*x.date(), x.title()));
        let methods = methods.into_iter().map(|x| (x.id(), x.title().clone()));
        let words = ["Предыдущий материал", "Следующий материал"];
        order.chain(routes, Kind::Method, words, methods);

        // A road map without a term is neither earlier nor later than another.
        let mut roadmaps: Vec<_> = p.roadmaps().iter().collect();
        roadmaps.retain(|x| x.period().is_some());
        roadmaps.sort_by_key(|x| (*x.period(), x.id()));
        let roadmaps = roadmaps.into_iter().map(|x| (x.id(), x.title().clone()));
        order.chain(routes, Kind::Roadmap, ["Раньше", "Позже"], roadmaps);

        let mut years: Vec<_> = p.monitoring().iter().collect();
        years.sort_by_key(|x| x.id());
        let years = years.into_iter().map(|x| (x.id(), school_year(x)));
        order.chain(routes, Kind::Monitoring, ["Раньше", "Позже"], years);
        order
    }

    fn chain<'a>(
        &mut self,
        routes: &Routes,
        kind: Kind,
        [before, after]: [&str; 2],
        entries: impl Iterator<Item = (&'a String, String)>,
    ) {
        let pages: Vec<_> = entries
            .filter_map(|(id, title)| Some((id, title, routes.of(kind, id)?)))
            .collect();
        let neighbour = |at: Option<usize>, word: &str| {
            let (_, title, url) = pages.get(at?)?;
            Some(NeighbourView {
                word: word.to_owned(),
                title: typography::no_break(title),
                url: (*url).to_owned(),
            })
        };
        for (at, (id, ..)) in pages.iter().enumerate() {
            let previous = neighbour(at.checked_sub(1), before);
            let next = neighbour(Some(at + 1), after);
            self.0.insert((kind, (*id).clone()), (previous, next));
        }
    }

    /// The neighbours of an entry's page.
    pub fn of(&self, entry: &(Kind, String)) -> Neighbours {
        self.0.get(entry).cloned().unwrap_or_default()
    }
}
