//! The built section as a reader's browser, a feed reader and a calendar meet it: what is named exists, nothing comes
//! from elsewhere, every format is what it says it is.
//!
//! Each test gathers all that is wrong in all files and shows it together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::html::{Page, Tag};
use crate::site::{DEMO, Tree};

/// Where the demo school's section lives.
const BASE: &str = "https://school7.example/nastavnichestvo/";

/// Served at any address, so the one page whose links begin with the section's own.
const ANYWHERE: &str = "404.html";

static PAGES: LazyLock<BTreeMap<&str, Page>> = LazyLock::new(|| {
    let pages = DEMO.keys().filter(|path| path.ends_with(".html"));
    pages
        .map(|path| (path.as_str(), Page::parse(text(path))))
        .collect()
});

#[test]
fn the_demo_shows_every_part() {
    // Guards the tests below against an output with nothing in it.
    assert!(PAGES.len() > 100, "only {} pages", PAGES.len());
    for part in [
        "mentors",
        "mentees",
        "programs",
        "practices",
        "methods",
        "documents",
        "roadmaps",
        "monitoring",
        "news",
        "responsible",
        "incentives",
        "partners",
        "privacy",
        "az",
        "search",
    ] {
        let path = format!("{part}/index.html");
        assert!(DEMO.contains_key(&path), "no {path}");
    }
}

#[test]
fn links_lead_to_what_is_there() {
    each_page(|path, page| {
        let mut wrong = Vec::new();
        for tag in page.tags.iter().filter(|t| !is(t, "canonical")) {
            for (name, value) in addresses(tag) {
                let flaw = match kind(path, &value) {
                    Address::Mail | Address::Elsewhere if tag.name == "a" => None,
                    Address::Elsewhere | Address::Mail => Some("from elsewhere".to_owned()),
                    Address::Odd(why) => Some(why.to_owned()),
                    Address::Own(target, anchor) => missing(&target, anchor.as_deref()),
                };
                wrong.extend(flaw.map(|flaw| format!("<{} {name}=\"{value}\">: {flaw}", tag.name)));
            }
        }
        wrong
    });
}

#[test]
fn pages_name_their_own_address() {
    each_page(|path, page| {
        let named: Vec<_> = page
            .all("link")
            .filter(|t| is(t, "canonical"))
            .filter_map(|t| t.get("href"))
            .collect();
        let address = |path: &str| format!("{BASE}{}", path.trim_end_matches("index.html"));
        // The bank of mentors as one choice leaves it is the bank.
        let own = match path.starts_with("mentors/") {
            true => address("mentors/index.html"),
            false => address(path),
        };
        match (path, named.as_slice()) {
            (ANYWHERE, []) => vec![],
            (ANYWHERE, _) => vec!["a page of any address names one".to_owned()],
            (_, [one]) if **one == own => vec![],
            (_, other) => vec![format!("canonical is {other:?}, not {own}")],
        }
    });
}

#[test]
fn pages_are_sound_html() {
    each_page(|path, page| {
        let mut wrong = page.flaws.clone();
        if !text(path).starts_with("<!doctype html>\n") {
            wrong.push("no doctype".to_owned());
        }
        let mut once = |name: &str, want: usize| {
            let count = page.all(name).count();
            if count != want {
                wrong.push(format!("{count} elements <{name}>"));
            }
        };
        for name in ["html", "head", "title", "body", "main", "h1"] {
            once(name, 1);
        }
        for name in ["style", "iframe", "object", "embed", "base"] {
            once(name, 0);
        }
        // The search: one form, in the masthead or on its own page.
        once("form", 1);
        // Files of ours, so that a page obeys `default-src 'self'`; and data, which nobody runs.
        for script in page.all("script") {
            let source = script.get("src").unwrap_or_default();
            let here = source.strip_prefix(BASE).unwrap_or(source);
            let ours = (here.contains("assets/") || here == "../search/index.js")
                && !here.contains("//")
                && script.text.is_empty();
            let data = script.get("type") == Some("application/ld+json")
                && serde_json::from_str::<serde_json::Value>(&script.text)
                    .is_ok_and(|d| d["@context"] == "https://schema.org" && d["@graph"].is_array());
            if !ours && !data {
                wrong.push(format!("a script {source:?} {}", script.text));
            }
        }
        for tag in &page.tags {
            for name in tag.attributes.keys() {
                if name == "style" || name.starts_with("on") {
                    wrong.push(format!("<{} {name}=…>", tag.name));
                }
            }
        }
        wrong
    });
}

#[test]
fn pages_speak_to_everybody() {
    each_page(|_, page| {
        let mut wrong = Vec::new();
        if page.all("html").any(|t| t.get("lang") != Some("ru")) {
            wrong.push("<html> has no lang=\"ru\"".to_owned());
        }
        if page.title.trim().is_empty() {
            wrong.push("the title is empty".to_owned());
        }
        let viewport = |t: &Tag| t.get("name") == Some("viewport");
        if !page.all("meta").any(viewport) {
            wrong.push("no viewport".to_owned());
        }
        for image in page.all("img") {
            // An empty alternative is right for an ornament.
            if image.get("alt").is_none() {
                wrong.push(format!("<img src={:?}> has no alt", image.get("src")));
            }
        }
        for link in page.all("a") {
            if link.text.trim().is_empty() && link.get("aria-label").is_none() {
                wrong.push(format!("<a href={:?}> says nothing", link.get("href")));
            }
        }
        for tag in &page.tags {
            if heading(&tag.name).is_some() && tag.text.trim().is_empty() {
                wrong.push(format!("an empty <{}>", tag.name));
            }
            for name in [
                "aria-labelledby",
                "aria-describedby",
                "aria-controls",
                "headers",
                "for",
            ] {
                let ids = tag.get(name).unwrap_or_default().split_whitespace();
                for id in ids.filter(|id| !page.ids.contains(*id)) {
                    wrong.push(format!("<{} {name}>: nothing has id=\"{id}\"", tag.name));
                }
            }
        }
        wrong
    });
}

#[test]
fn headings_leave_out_no_level() {
    each_page(|_, page| {
        let mut level = 0;
        let mut wrong = Vec::new();
        for tag in &page.tags {
            if let Some(next) = heading(&tag.name) {
                if next > level + 1 {
                    wrong.push(format!("<h{next}> after <h{level}>: {}", tag.text.trim()));
                }
                level = next;
            }
        }
        wrong
    });
}

/// Or the page jumps while it loads.
#[test]
fn pictures_have_their_size() {
    each_page(|_, page| {
        let sized = |t: &&Tag| t.get("width").is_some() && t.get("height").is_some();
        let images = page.all("img").filter(|t| !sized(t));
        images
            .map(|t| format!("<img src={:?}> has no size", t.get("src")))
            .collect()
    });
}

#[test]
fn every_page_can_be_reached_from_home() {
    let mut seen = BTreeSet::new();
    let mut next = vec!["index.html".to_owned()];
    while let Some(path) = next.pop() {
        let Some(page) = PAGES.get(path.as_str()) else {
            continue;
        };
        if !seen.insert(path.clone()) {
            continue;
        }
        for link in page.all("a").filter_map(|t| t.get("href")) {
            if let Address::Own(target, _) = kind(&path, link) {
                next.push(target);
            }
        }
    }
    let lost: Vec<_> = PAGES
        .keys()
        .filter(|p| **p != ANYWHERE && !seen.contains(**p))
        .collect();
    assert!(lost.is_empty(), "no way leads to {lost:#?}");
}

#[test]
fn the_style_sheet_asks_for_nothing_outside() {
    let mut wrong = Vec::new();
    for path in DEMO.keys().filter(|p| p.ends_with(".css")) {
        let css = text(path);
        for at in [
            "@import",
            "http:",
            "https:",
            "//",
            "javascript:",
            "expression(",
        ] {
            // Comments say where a colour comes from; they load nothing.
            if without_comments(css).contains(at) {
                wrong.push(format!("{path}: {at}"));
            }
        }
        for address in css.split("url(").skip(1) {
            let address = address.split(')').next().unwrap_or_default();
            let address = address.trim_matches(['"', '\'', ' ']);
            if let Address::Own(target, _) = kind(path, address) {
                wrong.extend(missing(&target, None).map(|flaw| format!("{path}: {flaw}")));
            } else if !address.starts_with("data:") {
                wrong.push(format!("{path}: url({address})"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn xml_is_well_formed_and_its_addresses_exist() {
    let mut wrong = Vec::new();
    let mut addresses = 0;
    for path in DEMO
        .keys()
        .filter(|p| p.ends_with(".xml") || p.ends_with(".svg"))
    {
        match xml_values(text(path)) {
            Err(e) => wrong.push(format!("{path}: {e}")),
            Ok(values) => {
                for own in values.iter().filter_map(|v| v.strip_prefix(BASE)) {
                    addresses += 1;
                    let target = folder_page(own);
                    wrong.extend(missing(&target, None).map(|flaw| format!("{path}: {flaw}")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(addresses > 100, "only {addresses} addresses in all XML");
}

#[test]
fn the_sitemap_lists_every_page_once() {
    let listed = xml_values(text("sitemap.xml")).expect("well-formed");
    let listed: Vec<String> = listed
        .iter()
        .filter_map(|v| v.strip_prefix(BASE))
        .map(folder_page)
        .collect();
    // A page that names another as the one to be listed is not listed.
    let own = |path: &str, page: &Page| {
        let canonical = page.all("link").find(|l| l.get("rel") == Some("canonical"));
        let canonical = canonical.and_then(|l| l.get("href")?.strip_prefix(BASE));
        canonical.is_none_or(|c| folder_page(c) == path)
    };
    let pages = PAGES.iter().filter(|(path, page)| own(path, page));
    let mut pages: Vec<String> = pages.map(|(path, _)| (*path).to_owned()).collect();
    pages.retain(|p| p != ANYWHERE);
    assert!(pages.len() < PAGES.len() - 5, "filters are not listed");
    let mut sorted = listed.clone();
    sorted.sort();
    assert_eq!(sorted, pages);
    assert!(text("robots.txt").contains(&format!("Sitemap: {BASE}sitemap.xml")));
}

#[test]
fn the_feed_is_an_atom_feed() {
    let feed = text("feed.xml");
    for part in [
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"",
        "<id>",
        "<updated>",
        "<author>",
    ] {
        assert!(feed.contains(part), "no {part}");
    }
    let entries: Vec<&str> = feed.split("<entry>").skip(1).collect();
    assert!(!entries.is_empty());
    let mut ids = BTreeSet::new();
    for entry in entries {
        for part in ["<title>", "<id>", "<updated>", "<link "] {
            assert!(entry.contains(part), "no {part} in {entry}");
        }
        let id = entry.split("<id>").nth(1).and_then(|e| e.split('<').next());
        assert!(ids.insert(id), "two entries are {id:?}");
    }
}

#[test]
fn the_manifest_is_a_manifest() {
    let manifest = text("manifest.webmanifest");
    assert!(
        manifest.contains("\"short_name\": \"Наставничество\""),
        "{manifest}"
    );
    let value: serde_json::Value = serde_json::from_str(manifest).expect("JSON");
    assert_eq!(
        (&value["lang"], &value["display"]),
        (&"ru".into(), &"browser".into())
    );
    assert_eq!(value["scope"], "./");
    let icon = &value["icons"][0];
    assert_eq!(
        (&icon["sizes"], &icon["type"]),
        (&"any".into(), &"image/svg+xml".into())
    );
    for address in [&value["start_url"], &icon["src"]] {
        let address = address.as_str().expect("an address");
        assert_eq!(missing(address, None), None);
    }
    // Only the script may name it: from a disk it cannot be loaded.
    for (path, page) in PAGES.iter() {
        let named = page.all("link").any(|l| l.get("rel") == Some("manifest"));
        assert!(!named, "{path}");
    }
}

/// RFC 5545: lines end with CRLF and are folded before the 76th byte, between characters.
#[test]
fn the_calendar_is_a_calendar() {
    let bytes = &DEMO["events.ics"];
    let text = text("events.ics");
    assert!(bytes.ends_with(b"\r\n"));
    let mut wrong = Vec::new();
    for line in bytes
        .strip_suffix(b"\r\n")
        .unwrap_or(bytes)
        .split(|b| *b == b'\n')
    {
        let shown = String::from_utf8_lossy(line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.len() > 75 {
            wrong.push(format!("{} bytes: {shown}", line.len()));
        }
        if std::str::from_utf8(line).is_err() {
            wrong.push(format!("folded within a character: {shown}"));
        }
        if line.contains(&b'\r') {
            wrong.push(format!("a lone CR: {shown}"));
        }
    }
    let crlf = text.matches("\r\n").count();
    assert_eq!(crlf, text.matches('\n').count(), "lines that end with LF");
    let unfolded = text.replace("\r\n ", "");
    let mut open = Vec::new();
    let mut uids = BTreeSet::new();
    let mut events: Vec<BTreeMap<&str, &str>> = Vec::new();
    for line in unfolded.lines() {
        let Some((name, value)) = line.split_once(':') else {
            wrong.push(format!("no value: {line}"));
            continue;
        };
        let name = name.split(';').next().unwrap_or(name);
        match name {
            "BEGIN" => open.push(value),
            "END" if open.pop() == Some(value) => {}
            "END" => wrong.push(format!("{line} closes nothing")),
            _ => {}
        }
        if line == "BEGIN:VEVENT" {
            events.push(BTreeMap::new());
        } else if open.last() == Some(&"VEVENT")
            && let Some(event) = events.last_mut()
            && event.insert(name, value).is_some()
        {
            wrong.push(format!("{name} twice in one event"));
        }
    }
    assert!(open.is_empty(), "{open:?} not closed");
    assert!(!events.is_empty(), "no events");
    for event in &events {
        for name in ["UID", "DTSTAMP", "DTSTART", "SUMMARY"] {
            if !event.contains_key(name) {
                wrong.push(format!("no {name}: {event:?}"));
            }
        }
        if !uids.insert(event.get("UID")) {
            wrong.push(format!("two events are {:?}", event.get("UID")));
        }
        match event.get("URL").and_then(|url| url.strip_prefix(BASE)) {
            Some(own) => wrong.extend(missing(&folder_page(own), None)),
            None => wrong.push(format!("no page of its own: {event:?}")),
        }
    }
    for head in ["VERSION:2.0", "PRODID:"] {
        assert!(unfolded.contains(&format!("\n{head}")), "no {head}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_calendar_names_its_maker() {
    assert!(text("events.ics").contains("PRODID:-//rubrika"));
}

#[test]
fn data_for_machines_is_json_with_addresses_that_exist() {
    fn urls(value: &serde_json::Value, out: &mut Vec<String>) {
        match value {
            serde_json::Value::Array(list) => list.iter().for_each(|v| urls(v, out)),
            serde_json::Value::Object(fields) => {
                for (name, value) in fields {
                    match value.as_str() {
                        Some(url) if name == "url" || name == "page" => out.push(url.to_owned()),
                        _ => urls(value, out),
                    }
                }
            }
            _ => {}
        }
    }
    let mut wrong = Vec::new();
    let mut count = 0;
    for path in DEMO.keys().filter(|p| p.ends_with(".json")) {
        let value = serde_json::from_str(text(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
        let mut found = Vec::new();
        urls(&value, &mut found);
        for url in found {
            // Addresses in the data count from the section's first page.
            if let Address::Own(target, anchor) = kind("index.html", &url) {
                count += 1;
                wrong.extend(missing(&target, anchor.as_deref()).map(|f| format!("{path}: {f}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 50, "only {count} addresses");
}

#[test]
fn texts_are_utf8_with_plain_line_ends() {
    let mut wrong = Vec::new();
    for (path, bytes) in DEMO.iter() {
        let name = path.rsplit('.').next().unwrap_or_default();
        if !["html", "xml", "json", "css", "js", "svg", "txt"].contains(&name) {
            continue;
        }
        match std::str::from_utf8(bytes) {
            Err(e) => wrong.push(format!("{path}: {e}")),
            Ok(text) => {
                for (what, odd) in [
                    ("a CR", '\r'),
                    ("a byte-order mark", '\u{feff}'),
                    ("a replacement character", '\u{fffd}'),
                    ("a NUL", '\0'),
                ] {
                    if text.contains(odd) {
                        wrong.push(format!("{path}: {what}"));
                    }
                }
                for template in ["{{", "{%", "undefined", "[[", "NaN"] {
                    if name == "html" && text.contains(template) {
                        wrong.push(format!("{path}: {template}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// An address on a page.
enum Address {
    /// A file of the section, and a place in it.
    Own(String, Option<String>),
    /// `https:` and the like.
    Elsewhere,
    /// `mailto:`, `tel:`.
    Mail,
    /// What must not be written at all.
    Odd(&'static str),
}

/// What an address on the page `from` means.
fn kind(from: &str, written: &str) -> Address {
    let relative = match (from, written.strip_prefix(BASE)) {
        (ANYWHERE, Some(own)) => own,
        (_, Some(_)) => return Address::Odd("our own address in full"),
        (ANYWHERE, None) if written.starts_with('#') => written,
        (ANYWHERE, None) if !written.contains(':') => {
            return Address::Odd("relative on a page of any address");
        }
        (_, None) => written,
    };
    if written.is_empty() {
        return Address::Odd("empty");
    }
    if written.starts_with('/') {
        return Address::Odd("begins at the site's root");
    }
    if let Some((scheme, _)) = relative.split_once(':')
        && scheme.chars().all(|c| c.is_ascii_alphanumeric())
    {
        return match scheme {
            "http" | "https" => Address::Elsewhere,
            "mailto" | "tel" => Address::Mail,
            _ => Address::Odd("an odd scheme"),
        };
    }
    let (path, anchor) = match relative.split_once('#') {
        Some((path, anchor)) => (path, Some(decoded(anchor))),
        None => (relative, None),
    };
    if path.contains('?') || path.contains('\\') {
        return Address::Odd("not a plain file");
    }
    let folder = match from {
        ANYWHERE => "",
        _ => from.rsplit_once('/').map_or("", |(folder, _)| folder),
    };
    if path.is_empty() {
        return Address::Own(from.to_owned(), anchor);
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." if parts.pop().is_none() => return Address::Odd("leads out of the section"),
            ".." => {}
            part => parts.push(part),
        }
    }
    Address::Own(decoded(&parts.join("/")), anchor)
}

/// What is wrong with a file of the section as a target.
fn missing(target: &str, anchor: Option<&str>) -> Option<String> {
    if !DEMO.contains_key(target) {
        return Some(match DEMO.contains_key(&folder_page(target)) {
            true => format!("{target} is a folder, not a file"),
            false => format!("there is no {target}"),
        });
    }
    let anchor = anchor.filter(|a| !a.is_empty())?;
    let page = PAGES.get(target)?;
    (!page.ids.contains(anchor)).then(|| format!("{target} has no id=\"{anchor}\""))
}

/// The page of a folder's address.
fn folder_page(address: &str) -> String {
    match address.is_empty() || address.ends_with('/') {
        true => format!("{}index.html", decoded(address)),
        false => decoded(address),
    }
}

/// The attributes that hold addresses.
fn addresses(tag: &Tag) -> Vec<(&'static str, String)> {
    let mut out = Vec::new();
    for name in [
        "href",
        "src",
        "poster",
        "action",
        "data",
        "cite",
        "formaction",
        "xlink:href",
    ] {
        out.extend(tag.get(name).map(|value| (name, value.to_owned())));
    }
    for part in tag.get("srcset").unwrap_or_default().split(',') {
        let first = part.split_whitespace().next();
        out.extend(first.map(|value| ("srcset", value.to_owned())));
    }
    out
}

fn is(tag: &Tag, rel: &str) -> bool {
    tag.name == "link" && tag.get("rel") == Some(rel)
}

fn heading(name: &str) -> Option<u32> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).and_then(|h| std::str::from_utf8(h).ok());
        match hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| {
        out + part.split_once("*/").map_or("", |(_, rest)| rest)
    })
}

/// Every text and every attribute of a well-formed document.
fn xml_values(xml: &str) -> Result<Vec<String>, String> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().enable_all_checks(true);
    let mut values = Vec::new();
    let mut depth = 0;
    let mut roots = 0;
    let said = |e: &dyn std::fmt::Display| e.to_string();
    loop {
        match reader.read_event().map_err(|e| said(&e))? {
            Event::Eof => break,
            event @ (Event::Start(_) | Event::Empty(_)) => {
                if depth == 0 {
                    roots += 1;
                }
                let tag = match &event {
                    Event::Start(tag) => {
                        depth += 1;
                        tag
                    }
                    Event::Empty(tag) => tag,
                    _ => continue,
                };
                for attribute in tag.attributes() {
                    let attribute = attribute.map_err(|e| said(&e))?;
                    let raw = String::from_utf8_lossy(&attribute.value).into_owned();
                    let value = quick_xml::escape::unescape(&raw).map_err(|e| said(&e))?;
                    values.push(value.into_owned());
                }
            }
            Event::End(_) => depth -= 1,
            Event::Text(text) => {
                let raw = String::from_utf8_lossy(&text).into_owned();
                if depth == 0 && !raw.trim().is_empty() {
                    return Err(format!("text outside the document: {raw}"));
                }
                values.push(raw);
            }
            Event::GeneralRef(name) => {
                let name = String::from_utf8_lossy(&name).into_owned();
                quick_xml::escape::unescape(&format!("&{name};")).map_err(|e| said(&e))?;
            }
            _ => {}
        }
    }
    match (depth, roots) {
        (0, 1) => Ok(values),
        _ => Err(format!("{roots} roots, {depth} elements not closed")),
    }
}

/// Looks at every page and shows all that is wrong together.
fn each_page(look: impl Fn(&str, &Page) -> Vec<String>) {
    let mut wrong = Vec::new();
    for (path, page) in PAGES.iter() {
        wrong.extend(look(path, page).into_iter().map(|w| format!("{path}: {w}")));
    }
    assert!(
        wrong.is_empty(),
        "{} things are wrong\n{}",
        wrong.len(),
        wrong[..wrong.len().min(200)].join("\n")
    );
}

fn text(path: &str) -> &'static str {
    let tree: &'static Tree = &DEMO;
    let bytes = tree.get(path).unwrap_or_else(|| panic!("no {path}"));
    std::str::from_utf8(bytes).unwrap_or_else(|e| panic!("{path}: {e}"))
}
