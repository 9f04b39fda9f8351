//! ToUnicode: from codes of a font to letters.

use std::collections::HashMap;

use super::content::{Token, Tokens};

/// Ranges and single codes of a CMap.
#[derive(Default)]
pub struct CMap {
    single: HashMap<u32, String>,
    /// First and last code, the text of the first; the last letter grows with the code.
    ranges: Vec<(u32, u32, Vec<u16>)>,
    /// Lengths of codes in bytes, with the first and the last code of that length.
    pub spaces: Vec<(usize, u32, u32)>,
}

impl CMap {
    /// Reads what it can; a CMap is PostScript, but only its tables matter.
    pub fn parse(bytes: &[u8]) -> Self {
        let mut map = Self::default();
        let mut stack: Vec<Token> = Vec::new();
        for token in Tokens::new(bytes) {
            let Token::Operator(op) = &token else {
                stack.push(token);
                continue;
            };
            match op.as_slice() {
                b"endcodespacerange" => map.codespace(&stack),
                b"endbfchar" => map.chars(&stack),
                b"endbfrange" => map.bfranges(stack),
                _ => {}
            }
            stack = Vec::new();
        }
        map.ranges.sort();
        map
    }

    /// The text of a code.
    pub fn get(&self, code: u32) -> Option<String> {
        if let Some(text) = self.single.get(&code) {
            return Some(text.clone());
        }
        let after = self.ranges.partition_point(|(first, ..)| *first <= code);
        let (first, _, text) = self.ranges[..after]
            .iter()
            .rev()
            .take(8)
            .find(|(_, last, _)| code <= *last)?;
        let mut units = text.clone();
        let unit = units.last_mut()?;
        *unit = unit.wrapping_add((code - first) as u16);
        Some(String::from_utf16_lossy(&units))
    }

    fn codespace(&mut self, stack: &[Token]) {
        for pair in strings(stack).chunks_exact(2) {
            self.spaces
                .push((pair[0].len().clamp(1, 4), code(pair[0]), code(pair[1])));
        }
    }

    fn chars(&mut self, stack: &[Token]) {
        for pair in strings(stack).chunks_exact(2) {
            self.single
                .insert(code(pair[0]), String::from_utf16_lossy(&units(pair[1])));
        }
    }

    fn bfranges(&mut self, stack: Vec<Token>) {
        let mut items = stack.into_iter();
        while let (Some(Token::String(first)), Some(Token::String(last)), Some(target)) =
            (items.next(), items.next(), items.next())
        {
            let (first, last) = (code(&first), code(&last));
            match target {
                Token::String(text) => self.ranges.push((first, last, units(&text))),
                Token::ArrayStart => {
                    for (i, item) in items.by_ref().enumerate() {
                        match item {
                            Token::String(text) => {
                                let text = String::from_utf16_lossy(&units(&text));
                                self.single.insert(first.wrapping_add(i as u32), text);
                            }
                            _ => break,
                        }
                    }
                }
                _ => return,
            }
        }
    }
}

fn strings(stack: &[Token]) -> Vec<&[u8]> {
    fn string(token: &Token) -> Option<&[u8]> {
        match token {
            Token::String(s) => Some(s),
            _ => None,
        }
    }
    stack.iter().filter_map(string).collect()
}

fn code(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .take(4)
        .fold(0, |sum, b| sum << 8 | u32::from(*b))
}

fn units(bytes: &[u8]) -> Vec<u16> {
    match bytes {
        [one] => vec![u16::from(*one)],
        _ => bytes
            .chunks_exact(2)
            .map(|u| u16::from_be_bytes([u[0], u[1]]))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables() {
        let map = CMap::parse(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange
            1 beginbfchar <0003> <0020> endbfchar
            2 beginbfrange <0010> <0012> <0416> <0020> <0021> [<0041> <00420043>] endbfrange
            1 beginbfrange <00000000> <FFFFFFFF> <0410>",
        );
        assert_eq!(map.spaces, [(2, 0, 0xffff)]);
        let got: Vec<_> = [3, 0x10, 0x12, 0x20, 0x21, 0x22].map(|c| map.get(c)).into();
        let want = [Some(" "), Some("Ж"), Some("И"), Some("A"), Some("BC"), None];
        assert_eq!(got, want.map(|w| w.map(str::to_owned)));
    }
}
