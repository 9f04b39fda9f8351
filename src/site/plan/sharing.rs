//! What search engines are told of a page: schema.org in JSON, from what the page shows anyway.

use serde_json::{Value, json};

use crate::content::{PublishedEvent, PublishedNews};
use crate::site::view::{ImageView, PageView};
use crate::text::date;

use super::cx::Cx;

/// The data of a page, safe inside `<script>`; `None` if the section has no full address.
pub fn structured(cx: &Cx<'_>, page: &PageView, told: Vec<Value>) -> Option<String> {
    let base = cx.p.site().base_url().as_deref()?;
    let mut graph = told;
    if !page.breadcrumbs.is_empty() {
        let above = page.breadcrumbs.iter();
        let above = above.map(|crumb| (crumb.title.as_str(), address(base, &crumb.url)));
        let all = above.chain([(page.title.as_str(), address(base, &page.url))]);
        let items = all.enumerate().map(|(i, (name, item))| {
            json!({ "@type": "ListItem", "position": i + 1, "name": name, "item": item })
        });
        graph.push(json!({
            "@type": "BreadcrumbList",
            "itemListElement": items.collect::<Vec<_>>(),
        }));
    }
    if graph.is_empty() {
        return None;
    }
    let data = json!({ "@context": "https://schema.org", "@graph": graph });
    // «</script>» inside a text must not end the element.
    Some(data.to_string().replace('<', "\\u003c"))
}

/// The full address of a path in the section.
pub fn address(base: &str, url: &str) -> String {
    format!("{base}{}", url.trim_end_matches("index.html"))
}

/// The school, for the home page.
pub fn school(cx: &Cx<'_>) -> Value {
    let site = cx.p.site();
    let mut out = json!({ "@type": "EducationalOrganization", "name": site.organization() });
    let mut add = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            out[key] = value;
        }
    };
    add("url", site.home().as_ref().map(|(_, href)| json!(href)));
    add("address", site.address().as_ref().map(|a| json!(a)));
    add("telephone", site.phone().as_ref().map(|t| json!(t)));
    add("email", site.email().as_ref().map(|m| json!(m)));
    out
}

/// A news item, or the event that it announces.
pub fn news(cx: &Cx<'_>, n: &PublishedNews, image: Option<&ImageView>) -> Value {
    let base = cx.p.site().base_url().as_deref().unwrap_or_default();
    let school = json!({ "@type": "EducationalOrganization", "name": cx.p.site().organization() });
    let mut out = match n.event() {
        Some(event) => happening(event, n.title(), &school),
        None => json!({
            "@type": "NewsArticle",
            "headline": n.title(),
            "datePublished": date::iso(*n.date()),
            "publisher": school,
        }),
    };
    if let Some(image) = image {
        out["image"] = json!(address(base, &image.url));
    }
    out
}

fn happening(event: &PublishedEvent, title: &str, school: &Value) -> Value {
    let moment = |(day, time): (jiff::civil::Date, Option<jiff::civil::Time>)| match time {
        Some(t) => format!("{}T{:02}:{:02}", date::iso(day), t.hour(), t.minute()),
        None => date::iso(day),
    };
    let mut out = json!({
        "@type": "Event",
        "name": title,
        "startDate": moment(*event.starts()),
        "organizer": school,
    });
    if let Some(ends) = *event.ends() {
        out["endDate"] = json!(moment(ends));
    }
    if let Some(place) = event.place() {
        out["location"] = json!({ "@type": "Place", "name": place });
    }
    out
}
