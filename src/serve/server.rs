//! Answers from the bundle in memory. The loopback only, unless the network is asked for; requests that another site has a hand in are refused.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::Arc;

use serde_json::json;
use tiny_http::{Header, Method, Request, Response, Server};

use crate::diag::Error;

use super::{Address, Board, State};

/// Where the preview's own answers live.
const OWN: &str = "/__rubrika/";
const SCRIPT: &str = include_str!("preview.js");
/// How many ports above the wanted one are tried.
const TRIES: u16 = 20;

/// Listens on the wanted port or the next free one, on the loopback unless another address is given.
pub fn listen(host: Option<IpAddr>, port: u16) -> Result<(Server, Address), Error> {
    let ip = host.unwrap_or(LOOPBACK);
    let last = port.saturating_add(TRIES);
    let mut why = None;
    for port in port..=last {
        match Server::http((ip, port)) {
            Ok(server) => {
                let port = server.server_addr().to_ip().map_or(port, |a| a.port());
                let at = |ip: IpAddr| format!("http://{}/", SocketAddr::new(ip, port));
                let own = if ip.is_unspecified() { LOOPBACK } else { ip };
                let network = host.and_then(|_| match ip.is_unspecified() {
                    true => outward(ip),
                    false => Some(ip).filter(|ip| !ip.is_loopback()),
                });
                let address = Address {
                    own: at(own),
                    network: network.map(at),
                };
                return Ok((server, address));
            }
            Err(error) => why = Some(error),
        }
    }
    let taken = why
        .as_ref()
        .and_then(|e| e.downcast_ref::<std::io::Error>())
        .is_none_or(|e| e.kind() == std::io::ErrorKind::AddrInUse);
    Err(match taken {
        true => Error::new(format!("порты с {port} по {last} заняты"))
            .help("укажите свободный: --port ПОРТ"),
        false => Error::new(format!("по адресу {ip} не получается показывать раздел"))
            .help("у этого компьютера такого адреса нет; запустите --host без адреса"),
    })
}

const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// The address by which this computer is known outside. Nothing is sent: the system only says which way it would go.
fn outward(any: IpAddr) -> Option<IpAddr> {
    let (from, to) = match any {
        IpAddr::V4(_) => ("0.0.0.0:0", "192.0.2.1:9"),
        IpAddr::V6(_) => ("[::]:0", "[2001:db8::1]:9"),
    };
    let socket = UdpSocket::bind(from).ok()?;
    socket.connect(to).ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_loopback() && !ip.is_unspecified()).then_some(ip)
}

/// The names by which the preview may be asked for. A page of another site could make its own name lead here, but it
/// cannot make an address in figures.
#[derive(Clone, Copy)]
pub struct Known {
    network: bool,
}

impl Known {
    /// The loopback, and with a host any address in figures.
    pub fn new(host: Option<IpAddr>) -> Self {
        Self {
            network: host.is_some(),
        }
    }

    /// Whether `name` or `name:port` is known.
    fn host(self, host: &str) -> bool {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.chars().all(|c| c.is_ascii_digit()) => name,
            _ => host,
        };
        let figures = name.trim_start_matches('[').trim_end_matches(']');
        matches!(name, "localhost" | "127.0.0.1" | "[::1]")
            || (self.network && figures.parse::<IpAddr>().is_ok())
    }
}

/// Answers requests until the server is closed.
pub fn answer(server: &Server, board: &Arc<Board>, known: Known) {
    for request in server.incoming_requests() {
        if let Some(rest) = request.url().strip_prefix(&format!("{OWN}wait?v=")) {
            let version = rest.parse().unwrap_or(0);
            let board = board.clone();
            if !is_ours(&request, known) {
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
        respond_to(request, board, known);
    }
}

fn respond_to(request: Request, board: &Board, known: Known) {
    if !is_ours(&request, known) {
        return refuse(request, 403, "Запрос с другого сайта");
    }
    if !matches!(request.method(), Method::Get | Method::Head) {
        return refuse(request, 405, "Можно только читать");
    }
    let here = request
        .remote_addr()
        .is_some_and(|a| a.ip().to_canonical().is_loopback());
    let url = request.url().to_owned();
    let path = url.split(['?', '#']).next().unwrap_or("/");
    if let Some(own) = path.strip_prefix(OWN) {
        let shown = board.lock();
        let (kind, body) = match own {
            "preview.js" => ("text/javascript", SCRIPT.as_bytes().to_vec()),
            "state" => {
                // Others in the network see the section as visitors do: complaints and reasons name people by ids.
                let state = match here {
                    true => shown.state.clone(),
                    false => State::default(),
                };
                let told = json!({
                    "version": shown.version,
                    "complaints": state.complaints,
                    "withheld": *state.withheld,
                });
                ("application/json", told.to_string().into_bytes())
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

/// Only requests to a known name, and not sent by a page of another site.
fn is_ours(request: &Request, known: Known) -> bool {
    let header = |name: &'static str| {
        request
            .headers()
            .iter()
            .find(|h| h.field.equiv(name))
            .map(|h| h.value.as_str().to_owned())
    };
    let origin = |o: String| {
        o.split_once("://")
            .is_some_and(|(_, host)| known.host(host))
    };
    header("Host").is_some_and(|h| known.host(&h)) && header("Origin").is_none_or(origin)
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
    fn a_name_of_another_site_is_not_ours() {
        let (own, network) = (Known::new(None), Known::new(Some(LOOPBACK)));
        for host in [
            "localhost",
            "localhost:4040",
            "127.0.0.1:4040",
            "[::1]:4040",
        ] {
            assert!(own.host(host) && network.host(host), "{host}");
        }
        for host in ["192.168.1.7:4040", "[fe80::1]:4040", "10.0.0.2"] {
            assert!(!own.host(host) && network.host(host), "{host}");
        }
        for host in ["evil.example", "127.0.0.1.evil.example:4040", "1.2.3:x", ""] {
            assert!(!own.host(host) && !network.host(host), "{host}");
        }
    }

    #[test]
    fn paths_do_not_climb() {
        assert_eq!(decoded("/a/%D1%91/"), Some("/a/ё/".into()));
        for bad in ["/../x", "/%2e%2e/x", "/a%5cb", "/%00", "/%zz", "/%ff"] {
            assert_eq!(decoded(bad), None, "{bad}");
        }
    }
}
