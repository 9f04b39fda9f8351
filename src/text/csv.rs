//! Tables for spreadsheets: UTF-8 with a mark and semicolons, as Russian Excel opens them.

/// Characters with which a spreadsheet begins a formula, and the apostrophe that takes that away.
const FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r', '\''];

/// A table, its heading first. No cell is ever a formula: where one would be, an apostrophe stands before it.
pub fn table(rows: &[Vec<String>]) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    for row in rows {
        let cells: Vec<String> = row.iter().map(|c| cell(c)).collect();
        out.push_str(&cells.join(";"));
        out.push_str("\r\n");
    }
    out.into_bytes()
}

fn cell(text: &str) -> String {
    let mut safe = text.to_owned();
    if text.starts_with(FORMULA) {
        safe.insert(0, '\'');
    }
    if safe.contains([';', ',', '"', '\n', '\r']) || safe.trim() != safe {
        return format!("\"{}\"", safe.replace('"', "\"\""));
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a spreadsheet reads: quotation marks and separators understood, nothing else.
    fn read(bytes: &[u8]) -> Vec<Vec<String>> {
        let text = std::str::from_utf8(bytes).unwrap();
        let mut rows = vec![vec![String::new()]];
        let mut quoted = false;
        let mut chars = text.trim_start_matches('\u{feff}').chars().peekable();
        while let Some(c) = chars.next() {
            let row = rows.last_mut().unwrap();
            match c {
                '"' if quoted && chars.peek() == Some(&'"') => {
                    chars.next();
                    row.last_mut().unwrap().push('"');
                }
                '"' => quoted = !quoted,
                ';' if !quoted => row.push(String::new()),
                '\r' if !quoted => {}
                '\n' if !quoted => rows.push(vec![String::new()]),
                c => row.last_mut().unwrap().push(c),
            }
        }
        rows.pop();
        rows
    }

    #[test]
    fn cells_come_back_and_none_is_a_formula() {
        let cells = [
            "=СУММ(A1:A9)",
            "+7 (000) 000-00-07",
            "-1",
            "@имя",
            "'кавычка",
            "а; б, «в»",
            "сказал: \"да\"",
            "две\nстроки",
            "\tотступ",
            " с краю ",
            "простая",
            "",
        ];
        let rows = vec![cells.map(str::to_owned).to_vec(), vec!["=1".to_owned()]];
        let back = read(&table(&rows));
        assert_eq!(back.len(), rows.len());
        for (written, read) in rows.iter().flatten().zip(back.iter().flatten()) {
            assert!(
                !read.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{read}"
            );
            assert_eq!(read.strip_prefix('\'').unwrap_or(read), written);
        }
    }
}
