use crate::content::catalog::Entry;
use crate::content::gate::desk::Desk;
use crate::content::gate::published::*;
use crate::content::parse::record::Page;
use crate::vocab::{NameStyle, OrganizationLevel};

/// Settings of the section.
pub fn site(desk: &mut Desk<'_>) -> PublishedSite {
    let c = desk.v.catalog;
    let site = &c.site;
    let o = &site.organization;
    let text = |t: &Option<crate::source::Sp<String>>| t.as_ref().map(|t| t.value.clone());
    let base_url = site.base_url.as_ref().map(|u| {
        let url = u.value.0.trim_end_matches('/');
        format!("{url}/")
    });
    let director = site.director.as_ref().map(|p| desk.person_or_text(p));
    let curator = site.curator.as_ref().map(|p| desk.person_or_text(p));
    let logo = site
        .logo
        .as_ref()
        .and_then(|path| desk.photo(&path.value.0.0, String::new()));
    let council = desk.people(&site.council);
    PublishedSite {
        title: text(&site.title).unwrap_or_else(|| "Наставничество".into()),
        description: text(&site.description),
        base_url,
        language: text(&site.language).unwrap_or_else(|| "ru".into()),
        timezone: text(&site.timezone).unwrap_or_else(|| "Europe/Moscow".into()),
        theme: text(&site.theme),
        accent: site.accent.as_ref().map(|c| c.value.0),
        logo,
        organization: o.name.value.clone(),
        short_name: text(&o.short_name).unwrap_or_else(|| o.name.value.clone()),
        level: o
            .level
            .as_ref()
            .map_or(OrganizationLevel::School, |l| l.value.0),
        address: text(&o.address),
        phone: text(&o.phone),
        email: text(&o.email),
        main_site: o.site.as_ref().map(|u| u.value.0.clone()),
        founder: text(&o.founder),
        director,
        curator,
        council,
        names: site.names.as_ref().map_or(NameStyle::Full, |n| n.value.0),
        menu: site
            .menu
            .iter()
            .map(|m| (m.part, m.title.clone()))
            .collect(),
        home: site
            .home
            .as_ref()
            .map(|l| (l.title.value.clone(), l.url.value.0.clone())),
        links: site
            .links
            .iter()
            .map(|l| (l.title.value.clone(), l.url.value.0.clone()))
            .collect(),
        k: desk.v.k,
    }
}

/// A page: everything on it is public.
pub fn page<'a>(desk: &mut Desk<'a>, page: &'a Entry<Page>) -> Option<PublishedPage> {
    Some(PublishedPage {
        id: page.id.clone(),
        slug: page.slug.as_ref().map(|s| s.value.clone()),
        title: page.title.as_ref().map(|t| t.value.clone()),
        root: page.folder == "content",
        menu: page.menu.as_ref().map(|m| m.value),
        description: page.description.as_ref().map(|d| d.value.clone()),
        files: desk.files(&page.files),
        body: desk.body(page.body.as_deref()),
    })
}
