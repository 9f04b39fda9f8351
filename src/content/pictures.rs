//! Pictures as they go out: cleaned once, remembered by the hash of what they were.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::attachment;

/// What cleaning gave: the bytes that go out, or why the picture cannot; `None` for what is no raster picture.
pub type Cleaned = Option<Result<Arc<[u8]>, String>>;

type ByHash = BTreeMap<[u8; 32], Cleaned>;

/// Cleaned pictures of this run and of the one before it: an unchanged picture is not cleaned twice.
#[derive(Default)]
pub struct PictureMemo {
    before: ByHash,
    now: Mutex<ByHash>,
}

impl PictureMemo {
    /// Begins a run: what the last one did not need is forgotten.
    pub fn turn_over(&mut self) {
        let now = self.now.get_mut().unwrap_or_else(PoisonError::into_inner);
        self.before = std::mem::take(now);
    }

    /// The picture without metadata. Desks of many entries ask at the same time.
    pub fn clean(&self, bytes: &[u8]) -> Cleaned {
        let hash = *blake3::hash(bytes).as_bytes();
        let lock = || self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let known = lock().get(&hash).or(self.before.get(&hash)).cloned();
        let cleaned =
            known.unwrap_or_else(|| attachment::clean_picture(bytes).map(|c| c.map(Arc::from)));
        lock().insert(hash, cleaned.clone());
        cleaned
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_asked_for_is_forgotten() {
        let mut memo = PictureMemo::default();
        let gif = b"GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;tail";
        let Some(Ok(first)) = memo.clean(gif) else {
            panic!("a GIF");
        };
        assert_eq!(&first[..], &gif[..gif.len() - 4]);
        memo.turn_over();
        let Some(Ok(second)) = memo.clean(gif) else {
            panic!("a GIF");
        };
        assert!(Arc::ptr_eq(&first, &second));
        memo.turn_over();
        memo.turn_over();
        assert!(memo.before.is_empty());
        assert_eq!(memo.clean(b"text"), None);
    }
}
