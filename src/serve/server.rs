//! Answers from the bundle in memory. Loopback only; requests that another site has a hand in are refused.

use std::sync::Arc;

use serde_json::json;
use tiny_http::{Header, Method, Request, Response, Server};

use crate::diag::Error;

use super::Board;

/// Where the preview's own answers live.
const OWN: &str = "/__rubrika/";
const SCRIPT: &str = include_str!("preview.js");
/// How many ports above the wanted one are tried.
const TRIES: u16 = 20;

/// Listens on the wanted port or the next free one.
pub fn listen(port: u16) -> Result<(Server, String), Error> {
    let last = port.saturating_add(TRIES);
    for port in port..=last {
        if let Ok(server) = Server::http(("127.0.0.1", port)) {
            let port = server.server_addr().to_ip().map_or(port, |a| a.port());
            return Ok((server, format!("http://127.0.0.1:{port}/")));
        }
    }
    Err(Error::new(format!("порты с {port} по {last} заняты"))
        .help("укажите свободный: --port ПОРТ"))
}

/// Answers requests until the server is closed.
pub fn answer(server: &Server, board: &Arc<Board>) {
    for request in server.incoming_requests() {
        if let Some(rest) = request.url().strip_prefix(&format!("{OWN}wait?v=")) {
            let version = rest.parse().unwrap_or(0);
            let board = board.clone();
            if !is_ours(&request) {
                refuse(request, 403, "Запрос с другого сайта");
                continue;
            }
            // A tab waits for news: it must not hold up the others.
            std::thread::spawn(move || {
                let (version, styles) = board.wait(version);
                respond(
                    request,
                    200,
                    "application/json",
                    json!({ "version": version, "styles": styles })
                        .to_string()
                        .into_bytes(),
                );
            });
            continue;
        }
        respond_to(request, board);
    }
}

fn respond_to(request: Request, board: &Board) {
    if !is_ours(&request) {
        return refuse(request, 403, "Запрос с другого сайта");
    }
    if !matches!(request.method(), Method::Get | Method::Head) {
        return refuse(request, 405, "Можно только читать");
    }
    let url = request.url().to_owned();
    let path = url.split(['?', '#']).next().unwrap_or("/");
    if let Some(own) = path.strip_prefix(OWN) {
        let shown = board.lock();
        let (kind, body) = match own {
            "preview.js" => ("text/javascript", SCRIPT.as_bytes().to_vec()),
            "state" => {
                let mut state = shown.state.clone();
                state["version"] = json!(shown.version);
                ("application/json", state.to_string().into_bytes())
            }
            _ => {
                drop(shown);
                return refuse(request, 404, "Нет такой страницы");
            }
        };
        drop(shown);
        return respond(request, 200, kind, body);
    }
    let bundle = board.lock().bundle.clone();
    let Some(bundle) = bundle else {
        let page = format!(
            "<!doctype html><html lang=\"ru\"><meta charset=\"utf-8\"><title>Раздел не собран</title><body><p>Раздел пока не собран: исправьте ошибки.</p>{INJECTED}"
        );
        return respond(request, 503, "text/html", page.into_bytes());
    };
    let Some(wanted) = decoded(path) else {
        return refuse(request, 404, "Нет такой страницы");
    };
    let wanted = wanted.trim_start_matches('/');
    let candidates = match wanted {
        "" => vec!["index.html".to_owned()],
        p if p.ends_with('/') => vec![format!("{p}index.html")],
        p => vec![p.to_owned()],
    };
    for file in candidates {
        if let Some(bytes) = bundle.get(&file) {
            return respond(request, 200, mime(&file), with_script(&file, bytes));
        }
    }
    if bundle.get(&format!("{wanted}/index.html")).is_some() {
        let location = Header::from_bytes("Location", format!("/{wanted}/")).expect("checked path");
        let _ = request.respond(Response::empty(302).with_header(location));
        return;
    }
    match bundle.get("404.html") {
        Some(bytes) => respond(request, 404, "text/html", with_script("404.html", bytes)),
        None => refuse(request, 404, "Нет такой страницы"),
    }
}

const INJECTED: &str = "<script src=\"/__rubrika/preview.js\" defer></script>";

fn with_script(file: &str, bytes: &[u8]) -> Vec<u8> {
    if !file.ends_with(".html") {
        return bytes.to_vec();
    }
    let html = String::from_utf8_lossy(bytes);
    match html.rfind("</body>") {
        Some(at) => format!("{}{INJECTED}{}", &html[..at], &html[at..]).into_bytes(),
        None => format!("{html}{INJECTED}").into_bytes(),
    }
}

/// Only requests to a loopback name, and not sent by a page of another site.
fn is_ours(request: &Request) -> bool {
    let header = |name: &'static str| {
        request
            .headers()
            .iter()
            .find(|h| h.field.equiv(name))
            .map(|h| h.value.as_str().to_owned())
    };
    let local = |host: &str| {
        let name = host.rsplit_once(':').map_or(host, |(name, port)| {
            if port.chars().all(|c| c.is_ascii_digit()) {
                name
            } else {
                host
            }
        });
        matches!(name, "localhost" | "127.0.0.1" | "[::1]")
    };
    let host_is_local = header("Host").is_some_and(|h| local(&h));
    let origin_is_local =
        header("Origin").is_none_or(|o| o.split_once("://").is_some_and(|(_, host)| local(host)));
    host_is_local && origin_is_local
}

/// The path with its percent signs read; `None` if it is not UTF-8 or climbs.
fn decoded(path: &str) -> Option<String> {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        if bytes[i] == b'%' {
            let hex = path.get(i + 1..i + 3)?;
            out.push(u8::from_str_radix(hex, 16).ok()?);
            i += 3;
        } else {
            out.push(bytes[i]);
            i += 1;
        }
    }
    let text = String::from_utf8(out).ok()?;
    let climbs = text.split('/').any(|p| p == "..")
        || text.contains('\\')
        || text.chars().any(char::is_control);
    (!climbs).then_some(text)
}

fn mime(file: &str) -> &'static str {
    match file.rsplit('.').next().unwrap_or("") {
        "html" => "text/html",
        "css" => "text/css",
        "js" => "text/javascript",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "ics" => "text/calendar",
        "txt" => "text/plain",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}

fn refuse(request: Request, status: u16, words: &str) {
    respond(
        request,
        status,
        "text/plain",
        format!("{words}\n").into_bytes(),
    );
}

fn respond(request: Request, status: u16, kind: &str, body: Vec<u8>) {
    let text = kind.starts_with("text/") || kind.ends_with("json") || kind.ends_with("xml");
    let kind = if text {
        format!("{kind}; charset=utf-8")
    } else {
        kind.to_owned()
    };
    let mut response = Response::from_data(body).with_status_code(status);
    for (name, value) in [
        ("Content-Type", kind.as_str()),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    ] {
        response.add_header(Header::from_bytes(name, value).expect("constant headers"));
    }
    // The tab may have gone away.
    let _ = request.respond(response);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_do_not_climb() {
        assert_eq!(decoded("/a/%D1%91/"), Some("/a/ё/".into()));
        for bad in ["/../x", "/%2e%2e/x", "/a%5cb", "/%00", "/%zz", "/%ff"] {
            assert_eq!(decoded(bad), None, "{bad}");
        }
    }
}
