//! Content streams and CMaps as tokens: lenient, flat, never deeper than one token.

/// One token. Arrays and dictionaries are left as their brackets.
#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    Number(f64),
    Name(Vec<u8>),
    String(Vec<u8>),
    ArrayStart,
    ArrayEnd,
    DictStart,
    DictEnd,
    Operator(Vec<u8>),
}

/// The tokens of a stream.
pub struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    /// Tokens from the beginning.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Passes over the data of an inline image, to the end of its `EI`.
    pub fn skip_image(&mut self) {
        let from = (self.at + 1).min(self.bytes.len());
        let rest = &self.bytes[from..];
        let end = rest
            .windows(4)
            .position(|w| space(w[0]) && &w[1..3] == b"EI" && space(w[3]));
        self.at = match end {
            Some(end) => from + end + 3,
            None => self.bytes.len(),
        };
    }

    fn literal(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut depth = 1;
        while let Some(&b) = self.bytes.get(self.at) {
            self.at += 1;
            match b {
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                b'\\' => {
                    self.escape(&mut out);
                    continue;
                }
                _ => {}
            }
            out.push(b);
        }
        out
    }

    fn escape(&mut self, out: &mut Vec<u8>) {
        let Some(&b) = self.bytes.get(self.at) else {
            return;
        };
        self.at += 1;
        match b {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'0'..=b'7' => {
                let mut value = u32::from(b - b'0');
                for _ in 0..2 {
                    match self.bytes.get(self.at) {
                        Some(&d @ b'0'..=b'7') => {
                            value = value * 8 + u32::from(d - b'0');
                            self.at += 1;
                        }
                        _ => break,
                    }
                }
                out.push(value as u8);
            }
            b'\r' => {
                if self.bytes.get(self.at) == Some(&b'\n') {
                    self.at += 1;
                }
            }
            b'\n' => {}
            other => out.push(other),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut high = None;
        while let Some(&b) = self.bytes.get(self.at) {
            self.at += 1;
            if b == b'>' {
                break;
            }
            if let Some(digit) = char::from(b).to_digit(16) {
                match high.take() {
                    Some(h) => out.push((h << 4 | digit) as u8),
                    None => high = Some(digit),
                }
            }
        }
        out.extend(high.map(|h| (h << 4) as u8));
        out
    }

    fn regular(&mut self) -> &'a [u8] {
        let start = self.at;
        while self
            .bytes
            .get(self.at)
            .is_some_and(|&b| !space(b) && !delimiter(b))
        {
            self.at += 1;
        }
        &self.bytes[start..self.at]
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            let b = *self.bytes.get(self.at)?;
            if space(b) {
                self.at += 1;
                continue;
            }
            if b == b'%' {
                let rest = &self.bytes[self.at..];
                self.at += rest
                    .iter()
                    .position(|b| matches!(b, b'\n' | b'\r'))
                    .unwrap_or(rest.len());
                continue;
            }
            if !delimiter(b) {
                let word = self.regular();
                return Some(match numeric(word) {
                    Some(number) => Token::Number(number),
                    None => Token::Operator(word.to_vec()),
                });
            }
            self.at += 1;
            let double = self.bytes.get(self.at) == Some(&b);
            return Some(match b {
                b'/' => Token::Name(unescaped(self.regular())),
                b'(' => Token::String(self.literal()),
                b'[' => Token::ArrayStart,
                b']' => Token::ArrayEnd,
                b'<' if double => {
                    self.at += 1;
                    Token::DictStart
                }
                b'>' if double => {
                    self.at += 1;
                    Token::DictEnd
                }
                b'<' => Token::String(self.hexadecimal()),
                _ => continue,
            });
        }
    }
}

fn numeric(word: &[u8]) -> Option<f64> {
    if !matches!(word.first()?, b'0'..=b'9' | b'+' | b'-' | b'.') {
        return None;
    }
    std::str::from_utf8(word).ok()?.parse().ok()
}

/// A name with its `#xx` opened.
fn unescaped(name: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(name.len());
    let mut at = 0;
    while let Some(&b) = name.get(at) {
        at += 1;
        let hex = name
            .get(at..at + 2)
            .and_then(|h| std::str::from_utf8(h).ok());
        match hex
            .filter(|_| b == b'#')
            .and_then(|h| u8::from_str_radix(h, 16).ok())
        {
            Some(byte) => {
                out.push(byte);
                at += 2;
            }
            None => out.push(b),
        }
    }
    out
}

fn space(b: u8) -> bool {
    matches!(b, 0 | 9 | 10 | 12 | 13 | 32)
}

fn delimiter(b: u8) -> bool {
    matches!(
        b,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_of_a_stream() {
        let got: Vec<Token> =
            Tokens::new(b"/F#31 -1.5 Tf[(a\\)\\101(b))-20<4a4>]TJ % x\n<</A 1>>BDC").collect();
        let op = |s: &str| Token::Operator(s.as_bytes().to_vec());
        let string = |s: &str| Token::String(s.as_bytes().to_vec());
        assert_eq!(
            got,
            [
                Token::Name(b"F1".to_vec()),
                Token::Number(-1.5),
                op("Tf"),
                Token::ArrayStart,
                string("a)A(b)"),
                Token::Number(-20.0),
                string("J@"),
                Token::ArrayEnd,
                op("TJ"),
                Token::DictStart,
                Token::Name(b"A".to_vec()),
                Token::Number(1.0),
                Token::DictEnd,
                op("BDC"),
            ]
        );
    }
}
