//! Lists by pages, so that no page grows with the school.
//!
//! A list that fits into one page is that page, at the address of the list. A longer one goes on at `page-2` and so on
//! below it: these pages are for reading on, so neither the search nor the sitemap leads to them.

use crate::site::routes::page_url;
use crate::site::view::*;

use super::sharing::address;
use super::sheet::Sheet;
use super::{AnyView, Page};

/// Cards on a page.
pub const CARDS: usize = 60;
/// Rows on a page: they are lower than cards.
pub const ROWS: usize = 100;
/// Lines of the index А–Я on a page.
pub const LINES: usize = 300;

/// What of a list stands on one page: groups with what of them is there.
pub type Leaf<H, T> = Vec<(H, Vec<T>)>;

/// A list by pages. An empty one has a page all the same.
pub fn divided<T>(items: Vec<T>, size: usize) -> Vec<Vec<T>> {
    let leaves = divided_groups([((), items)], size).into_iter();
    leaves
        .map(|leaf| leaf.into_iter().flat_map(|(_, items)| items).collect())
        .collect()
}

/// Groups by pages, in their order. A group that goes on has its heading on each page; an empty one has none.
pub fn divided_groups<H: Clone, T>(
    groups: impl IntoIterator<Item = (H, Vec<T>)>,
    size: usize,
) -> Vec<Leaf<H, T>> {
    let mut leaves = Vec::new();
    let mut leaf = Vec::new();
    let mut room = size;
    for (heading, items) in groups {
        let mut items = items.into_iter().peekable();
        while items.peek().is_some() {
            if room == 0 {
                leaves.push(std::mem::take(&mut leaf));
                room = size;
            }
            let here: Vec<T> = items.by_ref().take(room).collect();
            room -= here.len();
            leaf.push((heading.clone(), here));
        }
    }
    leaves.push(leaf);
    leaves
}

/// Two lists that go on side by side: each page has a piece of both, while there are pieces.
pub fn side_by_side<A: Default, B: Default>(left: Vec<A>, right: Vec<B>) -> Vec<(A, B)> {
    let length = left.len().max(right.len());
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    (0..length)
        .map(|_| {
            let pair = (left.next(), right.next());
            (pair.0.unwrap_or_default(), pair.1.unwrap_or_default())
        })
        .collect()
}

/// Where the groups of a list begin.
pub struct Contents(Vec<(String, LinkView)>);

impl Contents {
    /// Looks through the pages of the list at an address; `name` gives a group's anchor and heading.
    pub fn new<H, T>(
        url: &str,
        leaves: &[Leaf<H, T>],
        name: impl Fn(&H) -> (String, String),
    ) -> Self {
        let mut found: Vec<(String, LinkView)> = Vec::new();
        for (number, leaf) in (1..).zip(leaves) {
            for (heading, _) in leaf {
                let (id, title) = name(heading);
                // What goes on from the page before has begun there.
                if found.last().is_none_or(|(last, _)| *last != id) {
                    let url = page_url(url, number);
                    found.push((id, LinkView { title, url }));
                }
            }
        }
        Self(found)
    }

    /// The links as one page of the list shows them.
    pub fn on(&self, page: &PageView) -> Vec<JumpView> {
        let jump = |(id, link): &(String, LinkView)| JumpView {
            title: link.title.clone(),
            url: (link.url != page.url).then(|| link.url.clone()),
            id: id.clone(),
        };
        self.0.iter().map(jump).collect()
    }
}

impl Sheet<'_, '_> {
    /// The pages of a list, a leaf each. This sheet is the first of them: what only the first one shows, `view` gives
    /// away when it is asked for the first time.
    pub fn leaves<L, V: AnyView + 'static>(
        self,
        leaves: Vec<L>,
        mut view: impl FnMut(PageView, L) -> V,
    ) -> Vec<Page> {
        let total = leaves.len();
        let url = self.page.url.clone();
        let further: Vec<Self> = (2..=total).map(|number| self.further(number)).collect();
        let sheets = std::iter::once(self).chain(further);
        let mut out = Vec::new();
        for ((number, mut sheet), leaf) in (1..).zip(sheets).zip(leaves) {
            sheet.page.pager = pager(&url, number, total);
            out.extend(sheet.finish(|page| view(page, leaf)));
        }
        out
    }

    /// A sheet for a further page of the list.
    fn further(&self, number: usize) -> Self {
        let first = &self.page;
        let url = page_url(&first.url, number);
        let title = format!("{}\u{a0}– страница\u{a0}{number}", first.title);
        let mut page = PageView::new(&url, &first.part, &title);
        page.breadcrumbs = first.breadcrumbs.clone();
        page.breadcrumbs.push(LinkView {
            title: first.title.clone(),
            url: first.url.clone(),
        });
        // A choice names the list that it is made of, on each of its pages.
        let base = self.cx.p.site().base_url().as_deref();
        let own = |url: &str| base.map(|base| address(base, url));
        page.canonical = match first.canonical == own(&first.url) {
            true => own(&url),
            false => first.canonical.clone(),
        };
        let mut sheet = Sheet::new(self.cx, page);
        sheet.origin = self.origin.clone();
        sheet
    }
}

/// Links to the other pages of a list; none if there are no others.
fn pager(url: &str, number: usize, total: usize) -> Option<PagerView> {
    if total < 2 {
        return None;
    }
    // At the ends as many links as in the middle.
    let middle = number.clamp(2, (total - 1).max(2));
    let near = |n: &usize| *n == 1 || *n == total || n.abs_diff(middle) <= 1;
    let mut pages: Vec<PagerLink> = Vec::new();
    let mut last = 0;
    for shown in (1..=total).filter(near) {
        // An ellipsis for a single page would take its place.
        let from = if shown - last == 2 { shown - 1 } else { shown };
        pages.extend((from..=shown).map(|n| PagerLink {
            number: n as u32,
            url: page_url(url, n),
            current: n == number,
            gap: n - last > 2,
        }));
        last = shown;
    }
    Some(PagerView {
        number: number as u32,
        total: total as u32,
        pages,
        previous: (number > 1).then(|| page_url(url, number - 1)),
        next: (number < total).then(|| page_url(url, number + 1)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(sizes: &[(&'static str, usize)]) -> Vec<(&'static str, Vec<usize>)> {
        let group = |(name, size): &(&'static str, usize)| (*name, (0..*size).collect());
        sizes.iter().map(group).collect()
    }

    /// «а3 б2|б1»: headings with how many items stand under them, page by page.
    fn shown(leaves: &[Leaf<&str, usize>]) -> String {
        let leaf = |leaf: &Leaf<&str, usize>| {
            let group = |(name, items): &(&str, Vec<usize>)| format!("{name}{}", items.len());
            leaf.iter().map(group).collect::<Vec<_>>().join(" ")
        };
        leaves.iter().map(leaf).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_list_goes_over_pages() {
        let sizes = |n: usize| {
            let leaves = divided((0..n).collect(), 3);
            let all: Vec<usize> = leaves.iter().flatten().copied().collect();
            assert_eq!(all, (0..n).collect::<Vec<_>>());
            leaves.iter().map(Vec::len).collect::<Vec<_>>()
        };
        assert_eq!(sizes(0), [0]);
        assert_eq!(sizes(1), [1]);
        assert_eq!(sizes(3), [3]);
        assert_eq!(sizes(4), [3, 1]);
        assert_eq!(sizes(6), [3, 3]);
        assert_eq!(sizes(7), [3, 3, 1]);
    }

    #[test]
    fn groups_keep_their_headings() {
        let divide = |sizes: &[_], size| shown(&divided_groups(groups(sizes), size));
        assert_eq!(divide(&[], 3), "");
        assert_eq!(divide(&[("а", 0)], 3), "");
        assert_eq!(divide(&[("а", 2), ("б", 1)], 3), "а2 б1");
        // A heading never stands at the end of a page without anything below it.
        assert_eq!(divide(&[("а", 3), ("б", 2)], 3), "а3|б2");
        assert_eq!(divide(&[("а", 2), ("б", 5), ("в", 1)], 3), "а2 б1|б3|б1 в1");
        assert_eq!(divide(&[("а", 3), ("б", 0), ("в", 3)], 3), "а3|в3");
    }

    #[test]
    fn lists_go_side_by_side() {
        let pages = side_by_side(vec![vec![1], vec![2]], vec![vec!["а"]]);
        assert_eq!(pages, [(vec![1], vec!["а"]), (vec![2], vec![])]);
    }

    #[test]
    fn contents_lead_to_where_a_group_begins() {
        let leaves = divided_groups(groups(&[("a", 2), ("b", 5), ("c", 1)]), 3);
        let contents = Contents::new("az/index.html", &leaves, |name| {
            (name.to_string(), name.to_uppercase())
        });
        let on = |url: &str| {
            let jumps = contents.on(&PageView::new(url, "index", ""));
            let jump = |j: JumpView| format!("{}:{}#{}", j.title, j.url.unwrap_or_default(), j.id);
            jumps.into_iter().map(jump).collect::<Vec<_>>()
        };
        assert_eq!(
            on("az/index.html"),
            ["A:#a", "B:#b", "C:az/page-3/index.html#c"]
        );
        assert_eq!(
            on("az/page-3/index.html"),
            ["A:az/index.html#a", "B:az/index.html#b", "C:#c"]
        );
    }

    #[test]
    fn a_pager_shows_the_ends_and_what_is_near() {
        let shown = |number, total| {
            let Some(pager) = pager("news/index.html", number, total) else {
                return "nothing".to_owned();
            };
            let page = |p: &PagerLink| {
                let gap = if p.gap { "… " } else { "" };
                match p.current {
                    true => format!("{gap}[{}]", p.number),
                    false => format!("{gap}{}", p.number),
                }
            };
            pager.pages.iter().map(page).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(shown(1, 1), "nothing");
        assert_eq!(shown(1, 2), "[1] 2");
        assert_eq!(shown(2, 2), "1 [2]");
        assert_eq!(shown(2, 3), "1 [2] 3");
        assert_eq!(shown(1, 5), "[1] 2 3 4 5");
        assert_eq!(shown(1, 12), "[1] 2 3 … 12");
        assert_eq!(shown(4, 12), "1 2 3 [4] 5 … 12");
        assert_eq!(shown(6, 12), "1 … 5 [6] 7 … 12");
        assert_eq!(shown(12, 12), "1 … 10 11 [12]");
        let pager = pager("news/index.html", 2, 3).expect("three pages");
        assert_eq!(pager.pages[0].url, "news/index.html");
        assert_eq!(pager.previous.as_deref(), Some("news/index.html"));
        assert_eq!(pager.next.as_deref(), Some("news/page-3/index.html"));
    }
}
