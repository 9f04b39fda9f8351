//! What happens to a file as soon as it is made: the guard reads it, and if there is nothing in it, it leaves memory.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::content::{Output, Round};
use crate::site::output::{Body, Bundle, Nowhere, Origin, Shelf};
use crate::site::render::{Hand, Place, Raw};
use crate::site::theme::Theme;
use crate::source::OutPath;

/// Files of one lot.
const LOT: usize = 64;

/// Between the renderer, the guard and the shelf.
pub struct Press<'p> {
    round: &'p Round<'p>,
    /// Where files go; without it they stay.
    shelf: Option<&'p dyn Shelf>,
    /// Files that have not been read yet: to read one and then to make one is dearer than many of each.
    waiting: Mutex<Vec<(Raw, Place)>>,
    /// Nanoseconds that all threads have spent on reading files, and on putting them on the shelf.
    spent: [AtomicU64; 2],
}

impl<'p> Press<'p> {
    /// A press that puts files on a shelf, if there is one.
    pub fn new(round: &'p Round<'p>, shelf: Option<&'p dyn Shelf>) -> Self {
        Self {
            round,
            shelf,
            waiting: Mutex::default(),
            spent: Default::default(),
        }
    }

    /// The same, but if `refused` nothing is put anywhere: it is known already that the output will not be written.
    pub fn only_reading(self, refused: bool) -> Self {
        let shelf = self
            .shelf
            .map(|shelf| if refused { &Nowhere } else { shelf });
        Self { shelf, ..self }
    }

    /// Reads a lot, and puts it on the shelf.
    fn lot(&self, lot: Vec<(Raw, Place)>) {
        let started = Instant::now();
        let files = lot.iter().map(|(file, _)| {
            let Raw {
                path,
                origin,
                bytes,
                hash,
            } = file;
            output(path, origin, bytes, *hash)
        });
        let clean = self.round.files(&files.collect::<Vec<_>>());
        let read = Instant::now();
        for ((file, place), clean) in lot.into_iter().zip(clean) {
            let shelf = self.shelf.filter(|_| clean);
            let body = match shelf.and_then(|shelf| shelf.take(&file.path, &file.bytes)) {
                Some(hash) => Body::Away(file.bytes.len() as u64, hash),
                None => Body::Here(Arc::from(file.bytes), file.hash),
            };
            let _ = place.set(body);
        }
        for (spent, time) in self.spent.iter().zip([read - started, read.elapsed()]) {
            spent.fetch_add(time.as_nanos() as u64, Ordering::Relaxed);
        }
    }

    /// How long files were read, and how long put on the shelf: the mean of all threads.
    pub fn spent(&self) -> (Duration, Duration) {
        let threads = rayon::current_num_threads().max(1) as u64;
        let [read, put] = &self.spent;
        let of = |spent: &AtomicU64| Duration::from_nanos(spent.load(Ordering::Relaxed) / threads);
        (of(read), of(put))
    }
}

impl Hand for Press<'_> {
    fn take(&self, file: Raw) -> Place {
        if self.round.reads_last(file.path.as_str()) {
            return Place::new(Body::Here(Arc::from(file.bytes), file.hash).into());
        }
        let place = Place::default();
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.push((file, place.clone()));
        let lot = (waiting.len() >= LOT).then(|| std::mem::take(&mut *waiting));
        drop(waiting);
        lot.into_iter().for_each(|lot| self.lot(lot));
        place
    }

    fn rest(&self) {
        let waiting = self.waiting.lock();
        let rest = std::mem::take(&mut *waiting.unwrap_or_else(PoisonError::into_inner));
        rest.into_par_iter()
            .chunks(LOT / 16)
            .for_each(|lot| self.lot(lot));
    }
}

/// The files of an output that are in memory, as the guard reads them.
pub fn outputs(bundle: &Bundle) -> Vec<Output<'_>> {
    let files = bundle.files();
    let here = files.filter_map(|(path, file)| {
        let bytes = file.bytes()?;
        Some(Output {
            ours: Theme::is_own_asset(path.as_str(), bytes),
            ..output(path, &file.origin, bytes, file.known())
        })
    });
    here.collect()
}

/// A file that is none of the program's own.
fn output<'a>(
    path: &'a OutPath,
    origin: &'a Origin,
    bytes: &'a [u8],
    hash: Option<[u8; 32]>,
) -> Output<'a> {
    Output {
        path: path.as_str(),
        bytes,
        hash,
        origin: origin.as_ref().map(|(kind, id)| (*kind, &**id)),
        ours: false,
    }
}
