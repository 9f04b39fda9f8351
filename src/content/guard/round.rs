//! One reading of an output: pages while they are made, the rest when everything is there.

use std::cmp::Reverse;
use std::sync::{Mutex, PoisonError};

use foldhash::{HashMap, HashSet};
use rayon::prelude::*;

use super::reader::{Done, Orders, Reader};
use super::{Find, GuardMemo, LeakGuard, Output, Prepared, lists};

/// A reading that goes on.
pub struct Round {
    prepared: Prepared,
    /// Of the last reading, in a session that will read again.
    memo: Option<Memo>,
    /// A reader knows the texts that all pages share, so that it is better used again than made anew.
    idle: Mutex<Vec<Reader>>,
    /// What has been read already, with its path.
    read: Mutex<Vec<(String, Done)>>,
}

/// What is remembered, and whether it still holds.
struct Memo {
    last: GuardMemo,
    /// Equal for readings that look for the same.
    wards: u64,
}

impl Memo {
    fn known(&self) -> Option<&GuardMemo> {
        (self.last.wards == self.wards).then_some(&self.last)
    }
}

impl Round {
    /// A reading that looks for what was prepared. The memo of the last one is taken and given back.
    pub fn new(prepared: Prepared, memo: Option<GuardMemo>) -> Self {
        let memo = memo.map(|last| Memo {
            last,
            wards: prepared.fingerprint(),
        });
        Self {
            prepared,
            memo,
            idle: Mutex::default(),
            read: Mutex::default(),
        }
    }

    /// The guard that reads.
    pub fn guard(&self) -> LeakGuard<'_> {
        LeakGuard::new(&self.prepared)
    }

    fn orders(&self) -> Orders<'_> {
        Orders {
            guard: self.guard(),
            known: self.memo.as_ref().and_then(Memo::known),
            keep: self.memo.is_some(),
        }
    }

    /// Reads some files; says of each whether it need not be shown again.
    pub fn files(&self, outputs: &[Output<'_>]) -> Vec<bool> {
        let mut done = Vec::new();
        self.lot(&outputs.iter().collect::<Vec<_>>(), &mut done);
        let clean = done.iter().map(|done| done.finds.is_empty()).collect();
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.extend(outputs.iter().map(|o| o.path.to_owned()).zip(done));
        clean
    }

    /// Reads some files, one after the other.
    fn lot(&self, outputs: &[&Output<'_>], done: &mut Vec<Done>) {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let reader = idle().pop();
        let mut reader = reader.unwrap_or_default();
        let orders = self.orders();
        done.extend(outputs.iter().map(|output| reader.output(&orders, output)));
        idle().push(reader);
    }

    /// Reads what has not been read yet; everything found comes in the order of the files.
    pub fn finish(&mut self, outputs: &[Output<'_>]) -> Vec<Find> {
        let read = std::mem::take(&mut self.read);
        let read = read.into_inner().unwrap_or_else(PoisonError::into_inner);
        let numbers = outputs.iter().enumerate();
        let numbers: HashMap<&str, usize> = numbers.map(|(n, o)| (o.path, n)).collect();
        let number = |(path, done): (String, Done)| (numbers.get(path.as_str()).copied(), done);
        let mut done: Vec<(Option<usize>, Done)> = read.into_iter().map(number).collect();
        let known: HashSet<usize> = done.iter().filter_map(|(number, _)| *number).collect();
        // The longest first, and in small lots: no thread is left alone with a long one at the end.
        let left = outputs.iter().enumerate();
        let left = left.filter(|(number, _)| !known.contains(number));
        let mut left: Vec<(usize, &Output<'_>)> = left.collect();
        left.sort_by_key(|(_, output)| Reverse(output.bytes.len()));
        let even = left.len() / (8 * rayon::current_num_threads()).max(1);
        let lots = left.par_chunks(even.clamp(1, 32)).flat_map_iter(|lot| {
            let (numbers, lot): (Vec<usize>, Vec<&Output<'_>>) = lot.iter().copied().unzip();
            let mut done = Vec::new();
            self.lot(&lot, &mut done);
            numbers.into_iter().map(Some).zip(done)
        });
        done.extend(lots.collect::<Vec<_>>());
        let mut finds = Vec::new();
        let mut said: HashSet<u32> = HashSet::default();
        let mut fresh = GuardMemo::default();
        for (number, done) in done {
            said.extend(done.said.iter());
            if let Some(hash) = done.hash {
                if done.finds.is_empty() {
                    fresh.clean.insert(hash, done.said);
                }
                fresh.readings.extend(done.reading.map(|r| (hash, r)));
            }
            fresh.lines.extend(done.lines);
            assert!(
                number.is_some() || done.finds.is_empty(),
                "put away with a find in it"
            );
            let own = done.finds.into_iter().zip(number.into_iter().cycle());
            finds.extend(own.map(|(find, output)| Find { output, ..find }));
        }
        finds.extend(lists::strays(&self.prepared.surnames, outputs, &said));
        finds.sort_by_key(|f| f.output);
        if let Some(memo) = &mut self.memo {
            let known = memo.known().is_some();
            let last = std::mem::take(&mut memo.last);
            memo.last = GuardMemo {
                wards: memo.wards,
                lines: match fresh.lines.is_empty() && known {
                    true => last.lines,
                    false => fresh.lines,
                },
                closed: last.closed,
                ..fresh
            };
        }
        finds
    }

    /// What the next reading will want to know, if there is one.
    pub fn end(self) -> Option<GuardMemo> {
        self.memo.map(|memo| GuardMemo {
            prepared: Some(self.prepared),
            ..memo.last
        })
    }
}
