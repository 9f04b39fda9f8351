//! What all pages share: names, menu, footer.

use jiff::civil::Date;

use crate::content::{Published, PublishedPicture};
use crate::site::routes::{Routes, part_of_page, part_url};
use crate::site::view::*;
use crate::vocab::{Kind, Part};

use super::cx::{Cx, day, part_heading, part_key, phone};
use super::sheet::image_view;
use super::{Content, Page};

/// Parts of the menu in their usual order.
const ORDER: &[Part] = &[
    Part::Programs,
    Part::Mentors,
    Part::Mentees,
    Part::Practices,
    Part::Methods,
    Part::Documents,
    Part::Roadmaps,
    Part::Monitoring,
    Part::News,
    Part::Responsible,
    Part::Incentives,
    Part::Partners,
];

/// The shared part of every page.
pub fn section(p: &Published, routes: &Routes) -> SectionView {
    let site = p.site();
    SectionView {
        title: site.title().clone(),
        language: site.language().clone(),
        organization: OrganizationView {
            name: site.organization().clone(),
            short_name: site.short_name().clone(),
            address: site.address().clone(),
            phone: site.phone().as_deref().map(phone),
            email: site.email().clone(),
            founder: site.founder().clone(),
        },
        home: site.home().as_ref().map(|(title, href)| ExternalLink {
            title: title.clone(),
            href: href.clone(),
            note: None,
        }),
        logo: site
            .logo()
            .as_ref()
            .map(|logo| image_view(logo, logo_url(logo))),
        menu: menu(p, routes),
        service: [Part::Search, Part::Privacy, Part::Index]
            .map(|part| LinkView {
                title: part_heading(part).into(),
                url: part_url(part),
            })
            .into(),
        updated: updated(p).map(day),
        search: LinkView {
            title: part_heading(Part::Search).into(),
            url: part_url(Part::Search),
        },
        feed: Some(LinkView {
            title: "Лента новостей".into(),
            url: "feed.xml".into(),
        }),
        assets: AssetsView {
            style: "assets/style.css".into(),
            script: "assets/site.js".into(),
            // Only the theme knows, and a plan knows no theme: rendering fills them in.
            accent: None,
            own: None,
            search: "assets/search.js".into(),
            favicon: "assets/favicon.svg".into(),
        },
    }
}

fn logo_url(logo: &PublishedPicture) -> String {
    format!("assets/logo.{}", logo.file().extension())
}

/// The school's sign as a file of the output.
pub fn logo(cx: &Cx<'_>) -> Vec<Page> {
    let logo = cx.p.site().logo().iter();
    let page = |logo: &PublishedPicture| Page {
        path: logo_url(logo),
        origin: Some((Kind::Site, "site".into())),
        content: Content::Bytes(logo.file().bytes().clone()),
        found: None,
    };
    logo.map(page).collect()
}

fn menu(p: &Published, routes: &Routes) -> Vec<MenuItem> {
    let site = p.site();
    let own = !site.menu().is_empty();
    let order: Vec<(Part, Option<String>)> = if own {
        site.menu().clone()
    } else {
        ORDER.iter().map(|&part| (part, None)).collect()
    };
    let mut items: Vec<MenuItem> = order
        .into_iter()
        .filter(|(part, _)| *part != Part::Page && has_content(p, *part))
        .map(|(part, title)| MenuItem {
            part: part_key(part).into(),
            title: title.unwrap_or_else(|| part_heading(part).into()),
            url: part_url(part),
        })
        .collect();
    let mut pages: Vec<_> = p
        .pages()
        .iter()
        .filter(|x| part_of_page(x.id()).is_none() || !*x.root())
        .collect();
    pages.sort_by_key(|x| (x.menu().unwrap_or(u32::MAX), x.id().clone()));
    for page in pages {
        let (Some(position), Some(url)) = (page.menu(), routes.of(Kind::Page, page.id())) else {
            continue;
        };
        let item = MenuItem {
            part: url.trim_end_matches("/index.html").into(),
            title: page.title().clone().unwrap_or_else(|| page.id().clone()),
            url: url.into(),
        };
        let at = (*position as usize).saturating_sub(1).min(items.len());
        items.insert(at, item);
    }
    items
}

/// A part without content is left out of the menu.
fn has_content(p: &Published, part: Part) -> bool {
    let introduced = p
        .pages()
        .iter()
        .any(|x| *x.root() && part_of_page(x.id()) == Some(part) && !x.body().is_empty());
    introduced
        || match part {
            Part::Home | Part::Privacy | Part::Index | Part::Search => true,
            Part::Documents => !p.acts().is_empty(),
            Part::Responsible => {
                p.site().director().is_some()
                    || p.site().curator().is_some()
                    || !p.site().council().is_empty()
            }
            Part::Mentors => p.bank().mentors().exact() != Some(0),
            Part::Mentees => p.bank().mentees().exact() != Some(0),
            Part::Programs => !p.programs().is_empty(),
            Part::Practices => !p.practices().is_empty(),
            Part::Methods => !p.methods().is_empty(),
            Part::News => !p.news().is_empty(),
            Part::Roadmaps => !p.roadmaps().is_empty(),
            Part::Monitoring => !p.monitoring().is_empty(),
            Part::Incentives => p.people().iter().any(|x| !x.awards().is_empty()),
            Part::Partners => !p.site().links().is_empty(),
            Part::Page => false,
        }
}

/// The newest day that the content itself speaks of: the day of the build would change every page every day.
fn updated(p: &Published) -> Option<Date> {
    let news = p.news().iter().map(|x| *x.date());
    let acts = p.acts().iter().filter_map(|x| *x.date());
    let practices = p.practices().iter().filter_map(|x| *x.date());
    let methods = p.methods().iter().filter_map(|x| *x.date());
    let programs = p.programs().iter().flat_map(|x| {
        let approved = x.approved().as_ref().map(|a| a.0);
        let completed = x.completion().as_ref().map(|c| *c.date());
        let amended = x.amendments().iter().map(|a| *a.date());
        let results = x
            .results()
            .as_ref()
            .and_then(|r| r.approved().as_ref())
            .map(|a| a.0);
        approved
            .into_iter()
            .chain(results)
            .chain(completed)
            .chain(amended)
            .collect::<Vec<_>>()
    });
    news.chain(acts)
        .chain(practices)
        .chain(methods)
        .chain(programs)
        .filter(|d| d <= p.today())
        .max()
}
