//! Files of the output as blocks of text.

use std::borrow::Cow;

use super::json;
use super::lists;
use super::markup::{self, Tags};

/// How a block is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Words for people.
    Text,
    /// An address, a file name, an identifier: names stand there in Latin letters.
    Address,
    /// A program or a style: only names and mail addresses are looked for.
    Code,
}

/// Where blocks go.
pub struct Blocks<'a> {
    out: &'a mut dyn FnMut(Mode, &str),
    /// Tags that need not be read again.
    pub(super) tags: Option<&'a mut Tags>,
}

/// Reads a file that is text; `false` if it is none, and has to be read as an attachment.
pub fn of_text_file(extension: &str, bytes: &[u8], out: &mut dyn FnMut(Mode, &str)) -> bool {
    of_text_file_knowing(extension, bytes, out, None)
}

/// The same for one who reads many files and knows some `tags` already.
pub fn of_text_file_knowing(
    extension: &str,
    bytes: &[u8],
    out: &mut dyn FnMut(Mode, &str),
    tags: Option<&mut Tags>,
) -> bool {
    let known = matches!(
        extension,
        "html"
            | "htm"
            | "xml"
            | "svg"
            | "json"
            | "webmanifest"
            | "js"
            | "mjs"
            | "css"
            | "ics"
            | "txt"
            | "csv"
    );
    if !known {
        return false;
    }
    let Ok(text) = simdutf8::basic::from_utf8(bytes) else {
        return false;
    };
    let mut blocks = Blocks { out, tags };
    match extension {
        "html" | "htm" | "xml" | "svg" => markup::read(text, &mut blocks),
        "json" | "webmanifest" => blocks.json(text),
        "js" | "mjs" => blocks.script(text),
        "css" => blocks.code(text),
        "ics" => {
            let unfolded = text
                .replace("\r\n ", "")
                .replace("\n ", "")
                .replace("\\n", "\n");
            for line in unfolded.lines() {
                // An event's identifier looks like a mail address.
                let identifier = line.starts_with("UID:");
                let mode = if identifier {
                    Mode::Address
                } else {
                    Mode::Text
                };
                blocks.put(mode, line);
            }
        }
        _ => blocks.paragraphs(text),
    }
    true
}

/// Reads a text that is not a file of the output: pieces of attachments, texts of the content.
pub fn of_text(text: &str, out: &mut dyn FnMut(Mode, &str)) {
    Blocks { out, tags: None }.paragraphs(text);
}

/// Reads a text as markup.
pub fn of_markup(text: &str, out: &mut dyn FnMut(Mode, &str)) {
    markup::read(text, &mut Blocks { out, tags: None });
}

impl Blocks<'_> {
    /// One block.
    pub fn put(&mut self, mode: Mode, text: &str) {
        (self.out)(mode, text);
    }

    /// A plain text: an empty line ends a block.
    fn paragraphs(&mut self, text: &str) {
        for paragraph in text.split("\n\n") {
            self.put(Mode::Text, paragraph);
        }
    }

    /// The value of an attribute.
    pub fn attribute(&mut self, tag: &str, name: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        match &*markup::lowercase(name) {
            "href" | "src" | "srcset" | "action" | "id" | "class" | "for" | "name" | "headers"
            | "aria-labelledby" | "aria-describedby" | "aria-controls" | "xlink:href" | "rel"
            | "itemid" | "poster" | "cite" | "property" | "xmlns" => self.address(value),
            // Numbers of drawings are no telephone numbers.
            "d" | "points" | "transform" | "viewbox" | "style" | "width" | "height" | "x" | "y"
            | "cx" | "cy" | "r" | "rx" | "ry" | "x1" | "x2" | "y1" | "y2" | "integrity" => {
                self.put(Mode::Code, value);
            }
            "srcdoc" => markup::read(value, self),
            "content" if tag == "meta" && value.contains("://") => self.address(value),
            _ => self.put(Mode::Text, value),
        }
    }

    /// An address, with its percents resolved.
    pub fn address(&mut self, value: &str) {
        let value = percent_decoded(value);
        // `mailto:` and `tel:` hold contacts.
        let contact = value.starts_with("mailto:") || value.starts_with("tel:");
        self.put(if contact { Mode::Text } else { Mode::Address }, &value);
    }

    /// JSON: every key and every text of it. What does not read as JSON to its end is a program, from its beginning.
    pub fn json(&mut self, text: &str) {
        if !json::read(text, self) {
            self.code(text);
        }
    }

    /// A key or a text of JSON.
    pub fn string(&mut self, text: &str) {
        let address = !text.contains(char::is_whitespace) && text.contains('/');
        match (address, text.contains('<')) {
            (true, _) => self.address(text),
            (false, true) => markup::read(text, self),
            (false, false) => self.paragraphs(text),
        }
    }

    /// A script or a style: escapes resolved, read line by line.
    pub fn code(&mut self, text: &str) {
        let text = unescaped(text);
        text.lines().for_each(|line| self.line(line));
    }

    /// A script: a list of words in a line is read by [`lists`], the rest of the line here.
    fn script(&mut self, text: &str) {
        let text = unescaped(text);
        for line in text.lines() {
            match lists::List::read(line) {
                Some(list) => list.around.into_iter().for_each(|rest| self.line(rest)),
                None => self.line(line),
            }
        }
    }

    fn line(&mut self, line: &str) {
        self.put(Mode::Code, line);
        // What a program prints to people stands in its strings.
        if !line.is_ascii() {
            self.put(Mode::Text, line);
        }
    }
}

/// `%D0%98` → «И»; what is no UTF-8 stays as it is.
pub fn percent_decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match code {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    match String::from_utf8(out) {
        Ok(decoded) => Cow::Owned(decoded),
        Err(_) => Cow::Borrowed(text),
    }
}

/// `\u0418`, `\x41`, `\418 ` (of a style sheet) and `\n` resolved.
pub fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let (skip, most) = match rest.chars().next() {
            Some('u') => (1 + usize::from(rest[1..].starts_with('{')), 6),
            Some('x') => (1, 2),
            _ => (0, 6),
        };
        let four = skip == 1 && rest.starts_with('u');
        let digits = rest[skip..]
            .chars()
            .take(if four { 4 } else { most })
            .take_while(char::is_ascii_hexdigit)
            .count();
        let code = (digits > 1)
            .then(|| u32::from_str_radix(&rest[skip..skip + digits], 16).ok())
            .flatten()
            .and_then(char::from_u32);
        match code {
            Some(c) => {
                out.push(c);
                rest = &rest[skip + digits..];
                rest = rest.strip_prefix(['}', ' ']).unwrap_or(rest);
            }
            None => {
                out.push(' ');
                let skipped = rest.chars().next().map_or(0, char::len_utf8);
                rest = &rest[skipped..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(extension: &str, text: &str) -> Vec<(Mode, String)> {
        let mut out = Vec::new();
        assert!(of_text_file(
            extension,
            text.as_bytes(),
            &mut |mode, text| {
                out.push((mode, text.to_owned()));
            }
        ));
        out
    }

    #[track_caller]
    fn holds(extension: &str, text: &str, mode: Mode, block: &str) {
        let blocks = read(extension, text);
        let found = blocks
            .iter()
            .any(|(m, b)| *m == mode && b.replace('\u{2060}', "").contains(block));
        assert!(found, "{text}: {blocks:?}");
    }

    /// Not every reader of JSON takes the same for JSON: what the walk does not reach is read as a program.
    #[test]
    fn of_json_nothing_is_left_out() {
        let deep = format!("{}1{}", "[".repeat(200), "]".repeat(200));
        let odd = [
            "1",
            "1e999",
            "\"\\ud800\"",
            &deep,
            "[1,]",
            "87.0",
            "\"\\u0041\"",
        ];
        for odd in odd {
            let text = format!("{{\"a\":{odd},\"z\":\"почта ivanova@mail.ru\"}}");
            let mut read = String::new();
            of_text_file("json", text.as_bytes(), &mut |_, block| {
                read.push_str(block);
                read.push('\n');
            });
            assert!(read.contains("почта ivanova@mail.ru"), "{odd}: {read}");
        }
        let more = "{\"a\":1} {\"z\":\"почта ivanova@mail.ru\"}";
        let mut found = false;
        of_text_file("json", more.as_bytes(), &mut |_, block| {
            found |= block.contains("ivanova@mail.ru");
        });
        assert!(found, "what comes after the end");
    }

    #[test]
    fn every_place_of_a_page_is_read() {
        for page in [
            "<p>план Жюхваща <b>дня</b>",
            "<p>план Жю<b>хва</b>ща",
            "<p>Жю&shy;хваща &#1046;юхваща",
            "<!-- Жюхваща -->",
            "<img alt='Жюхваща'>",
            "<img title=Жюхваща>",
            "<meta name=description content=\"Жюхваща\">",
            "<script type=application/ld+json>{\"name\":\"\\u0416юхваща\"}</script>",
            "<script>let a = '\\u0416юхваща'</script>",
            "<svg><title>Жюхваща</title></svg>",
            "<p data-x=\"Жюхваща\">",
            "<Жюхваща", // no tag at all
            "<x-Жюхваща>",
            "<p Жюхваща>",
            "<!doctype Жюхваща>",
            "<p>a < b Жюхваща",
            "<textarea>Жюхваща",
            "<style>a { content: \"\\416 юхваща\" }</style>",
            "<iframe srcdoc=\"&lt;p>Жюхваща\">",
        ] {
            let blocks = read("html", page);
            let all: String = blocks.iter().map(|(_, b)| b.as_str()).collect();
            let all = all.replace(['\u{2060}', '\u{ad}'], "").to_lowercase();
            assert!(all.contains("жюхваща"), "{page}: {blocks:?}");
        }
    }

    #[test]
    fn addresses_are_told_from_texts() {
        holds(
            "html",
            "<a href=\"/news/%D0%96юх/\">",
            Mode::Address,
            "/news/Жюх/",
        );
        holds("html", "<a href=mailto:a@b.ru>", Mode::Text, "a@b.ru");
        holds("html", "<path d='M 8 912 345 67 89'>", Mode::Code, "8 912");
        holds("xml", "<loc>https://s.ru/a</loc>", Mode::Text, "s.ru/a");
        holds("xml", "<c type='html'>&lt;p&gt;Жюх</c>", Mode::Text, "Жюх");
        holds("json", "{\"url\": \"/a/zhyuh\"}", Mode::Address, "zhyuh");
        holds("ics", "SUMMARY:Жю\r\n хваща", Mode::Text, "Жюхваща");
        holds("js", "x('Жюх'), 'а|б|в'", Mode::Text, "x('Жюх'), '");
        holds("css", "a::after { content: 'Жюх' }", Mode::Text, "Жюх");
        holds("html", "<tr><td>Мороз<td>Анна", Mode::Text, "Мороз\tАнна");
    }
}
