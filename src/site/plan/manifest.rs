//! `manifest.webmanifest`: what the section is called where a visitor keeps it beside other programs.

use serde_json::json;

use super::Page;
use super::cx::Cx;

/// The manifest. Colours belong to the theme, which a plan does not know, and so there are none.
pub fn manifest(cx: &Cx<'_>) -> Vec<Page> {
    let (site, section) = (cx.p.site(), cx.section);
    let mut value = json!({
        "name": format!("{} – {}", section.title, section.organization.short_name),
        "short_name": section.title,
        "lang": section.language,
        "start_url": "index.html",
        "scope": "./",
        "display": "browser",
        "icons": [{
            "src": section.assets.favicon,
            "sizes": "any",
            "type": "image/svg+xml",
        }],
    });
    if let Some(description) = site.description() {
        value["description"] = json!(description);
    }
    let text = serde_json::to_string_pretty(&value).expect("plain values");
    vec![Page::file("manifest.webmanifest", text + "\n")]
}
