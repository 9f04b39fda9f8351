//! The only room that reads the disk. Nothing outside the given folder is ever opened.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::path::check_part;
use super::{Attachment, RelPath, SourceFile, Sources};
use crate::diag::{self, Diagnostic, Error, Spot};

/// Text files above this size are refused: nobody writes ten megabytes of a school's news.
pub const MAX_TEXT_BYTES: u64 = 10 * 1024 * 1024;
/// Folders deeper than this are refused.
const MAX_DEPTH: usize = 16;

/// How long a file has to be left alone before its stamp is believed: file systems count time in steps of up to two
/// seconds, and within one step a file can change twice.
const SETTLED: Duration = Duration::from_secs(3);

/// What tells the running program from another version of it: its version, and the place, the size and the time of its
/// file. `None`: the system does not say.
pub fn own_program() -> Option<String> {
    let place = std::env::current_exe().ok()?;
    let meta = fs::metadata(&place).ok()?;
    let written = meta.modified().ok()?;
    let version = env!("CARGO_PKG_VERSION");
    Some(format!("{version} {place:?} {} {written:?}", meta.len()))
}

/// What changes when a file does: its size, the two times of its last change, its number on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    size: u64,
    written: SystemTime,
    changed: SystemTime,
    number: u64,
}

impl Stamp {
    /// The stamp of a file; `None` where the system keeps too little to tell a file from its successor.
    #[cfg(unix)]
    fn of(meta: &fs::Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        let seconds = Duration::from_secs(u64::try_from(meta.ctime()).ok()?);
        let rest = Duration::from_nanos(u64::try_from(meta.ctime_nsec()).ok()?);
        Some(Self {
            size: meta.len(),
            written: meta.modified().ok()?,
            changed: SystemTime::UNIX_EPOCH + seconds + rest,
            number: meta.ino(),
        })
    }

    #[cfg(not(unix))]
    fn of(_: &fs::Metadata) -> Option<Self> {
        None
    }

    /// Whether the file had been left alone for a while when it was read.
    fn is_settled(&self, read: SystemTime) -> bool {
        self.written.max(self.changed) + SETTLED < read
    }
}

/// What is known of changes on the disk since it was read the last time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Touched {
    /// Nothing: everything has to be looked at.
    #[default]
    Anything,
    /// That nothing but these has been touched: paths below the root, as the disk spells them.
    Only(BTreeSet<PathBuf>),
}

/// Reads `root/content`: text files whole, attachments by name and size. Files that have been left alone since the last
/// reading are taken from it; if `touched` says which have not, only they are looked at.
///
/// # Errors
/// The folder is missing or cannot be listed. What is wrong with single files comes back as diagnostics.
pub fn read_content(
    root: &Path,
    last: Option<&Sources>,
    touched: &Touched,
) -> Result<(Sources, Vec<Diagnostic>), Error> {
    if let (Some(last), Touched::Only(paths)) = (last, touched)
        && let Some(sources) = read_again(root, last, paths)
    {
        return Ok((sources, Vec::new()));
    }
    let begun = SystemTime::now();
    let folder = root.join("content");
    match fs::symlink_metadata(&folder) {
        Ok(meta) if meta.is_dir() => {}
        Ok(_) => return Err(Error::new(format!("«{}» – не папка", folder.display()))),
        Err(e) => {
            return Err(Error::io("не могу открыть папку", &folder, &e)
                .help("запустите команду там, где лежит папка content, или укажите её место: --root ПАПКА"));
        }
    }
    let found = walk(&folder, "content")?;
    let mut diagnostics = found.diagnostics;
    let mut files = Vec::new();
    let mut attachments = Vec::new();
    let read: Vec<Result<SourceFile, Box<Diagnostic>>> = found
        .files
        .par_iter()
        .filter(|f| f.is_text())
        .map(|f| {
            let known = last.and_then(|last| {
                let file = last.file(last.find(&f.path)?);
                f.is_still(file.stamp, last).then(|| file.text.clone())
            });
            let file = match known {
                Some(text) => SourceFile::new(f.path.clone(), text),
                None => read_text(f)?,
            };
            Ok(file.stamped(f.stamp))
        })
        .collect();
    for result in read {
        match result {
            Ok(file) => files.push(file),
            Err(d) => diagnostics.push(*d),
        }
    }
    let unread = diagnostics
        .iter()
        .filter_map(|d| match &d.spot {
            Spot::File(path) => Some(path.clone()),
            _ => None,
        })
        .collect();
    for f in found.files.iter().filter(|f| !f.is_text()) {
        let known = last.and_then(|last| {
            let attachment = last.attachment(&f.path)?;
            let still = f.is_still(attachment.stamp, last) && !attachment.has_failed();
            still.then(|| attachment.clone())
        });
        let afresh = || Attachment::new(f.path.clone(), f.size, f.on_disk.clone());
        attachments.push(known.unwrap_or_else(afresh).stamped(f.stamp));
    }
    let sources = Sources::new(files, attachments, unread).begun(begun);
    Ok((sources, diagnostics))
}

/// The last reading with the texts of touched files read again. `None` if there is more to it than texts – a new file, one
/// that is gone, a folder, an attachment, something to complain about – and everything has to be looked at.
fn read_again(root: &Path, last: &Sources, touched: &BTreeSet<PathBuf>) -> Option<Sources> {
    if !last.is_whole() {
        return None;
    }
    let mut texts = Vec::new();
    for below in touched {
        let mut parts = below.iter().map(|part| part.to_string_lossy());
        // Beside the content there are themes, which are none of ours.
        if parts.next()? != "content" || parts.any(|part| is_editors_own(&part)) {
            continue;
        }
        let path = path_of(below, Path::new(""), "");
        let on_disk = root.join(below);
        match fs::symlink_metadata(&on_disk) {
            Ok(meta) if meta.is_file() => {
                last.find(&path)?;
                let found = Found {
                    path,
                    size: meta.len(),
                    stamp: Stamp::of(&meta),
                    on_disk,
                };
                texts.push(read_text(&found).ok()?.stamped(found.stamp));
            }
            // It came and went, as the files beside an atomic save do.
            Err(e) if e.kind() == std::io::ErrorKind::NotFound && !last.holds(&path) => {}
            _ => return None,
        }
    }
    Some(last.with(texts))
}

/// A text file as it lies on the disk, to be edited.
///
/// # Errors
/// It cannot be read, or is not UTF-8.
pub fn read_raw(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|e| Error::io("не могу прочитать", path, &e))
}

/// Reads every file of a theme's folder: path below it → bytes. A missing folder is `None`.
///
/// # Errors
/// The folder cannot be listed or a file cannot be read.
pub fn read_theme(
    folder: &Path,
) -> Result<Option<std::collections::BTreeMap<String, Vec<u8>>>, Error> {
    if !folder.is_dir() {
        return Ok(None);
    }
    let mut files = std::collections::BTreeMap::new();
    let found = walk(folder, "")?;
    if let Some(d) = found.diagnostics.first() {
        return Err(Error::new(format!(
            "тема «{}»: {}",
            folder.display(),
            d.message
        )));
    }
    for f in found.files {
        let bytes =
            fs::read(&f.on_disk).map_err(|e| Error::io("не могу прочитать", &f.on_disk, &e))?;
        files.insert(f.path.as_str().to_owned(), bytes);
    }
    Ok(Some(files))
}

/// The bytes of an attachment, refused if the file has changed since it was found.
pub(super) fn read_attachment(path: &Path, size: u64) -> Result<Arc<[u8]>, Error> {
    let bytes = fs::read(path).map_err(|e| Error::io("не могу прочитать", path, &e))?;
    if bytes.len() as u64 != size {
        return Err(Error::new(format!(
            "файл «{}» изменился во время сборки",
            path.display()
        ))
        .help("повторите команду"));
    }
    Ok(bytes.into())
}

struct Found {
    path: RelPath,
    on_disk: PathBuf,
    size: u64,
    stamp: Option<Stamp>,
}

impl Found {
    /// Whether this is the file that had that stamp when it was read last, and has been left alone since.
    fn is_still(&self, stamp: Option<Stamp>, last: &Sources) -> bool {
        let (Some(stamp), Some(read)) = (stamp, last.when()) else {
            return false;
        };
        Some(stamp) == self.stamp && stamp.is_settled(read)
    }

    fn is_text(&self) -> bool {
        matches!(self.path.extension().as_str(), "md" | "yaml" | "yml")
    }
}

struct Walk {
    files: Vec<Found>,
    diagnostics: Vec<Diagnostic>,
}

fn walk(folder: &Path, prefix: &str) -> Result<Walk, Error> {
    let lost = |e: walkdir::Error| {
        let path = e.path().unwrap_or(folder).to_owned();
        let io = e
            .into_io_error()
            .unwrap_or_else(|| std::io::Error::other("петля в папках"));
        Error::io("не могу прочитать", &path, &io)
    };
    // Each branch on its own thread, what is found in the order of their names.
    let top = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .min_depth(1)
        .max_depth(1);
    let top: Vec<walkdir::DirEntry> = top.into_iter().collect::<Result<_, _>>().map_err(lost)?;
    let branches = top.into_par_iter().map(|top| branch(top, folder, prefix));
    let branches: Result<Vec<_>, walkdir::Error> = branches.collect();
    let found: Vec<_> = branches.map_err(lost)?.into_iter().flatten().collect();
    let mut out = Walk {
        files: Vec::with_capacity(found.len()),
        diagnostics: Vec::new(),
    };
    for found in found {
        match found {
            Ok(found) => out.files.push(found),
            Err(d) => out.diagnostics.push(*d),
        }
    }
    Ok(out)
}

/// Takes a file that may be read, or complains of what it is or is called; returns whether a folder is to be looked into.
fn judge(
    entry: walkdir::DirEntry,
    depth: usize,
    (folder, prefix): (&Path, &str),
    all: &mut Vec<Result<walkdir::DirEntry, Box<Diagnostic>>>,
) -> bool {
    let name = entry.file_name().to_string_lossy();
    if is_editors_own(&name) {
        return false;
    }
    let mut refuse = |rule, message: String, help: &str| {
        let spot = Spot::File(path_of(entry.path(), folder, prefix));
        let d = Diagnostic::new(rule, spot, message).help(help);
        all.push(Err(Box::new(d)));
        false
    };
    if entry.file_name().to_str().is_none() {
        return refuse(
            &diag::BAD_FILE_NAME,
            "имя файла записано не в UTF-8".into(),
            "переименуйте файл",
        );
    }
    if let Err(problem) = check_part(&name) {
        return refuse(
            &diag::BAD_FILE_NAME,
            format!("имя «{}» не годится: {problem}", name.escape_debug()),
            "переименуйте файл",
        );
    }
    let kind = entry.file_type();
    if kind.is_symlink() {
        return refuse(
            &diag::SYMBOLIC_LINK,
            format!("«{name}» – символическая ссылка, а не файл"),
            "положите сам файл: ссылка могла бы вывести наружу то, что лежит вне папки",
        );
    }
    if kind.is_dir() {
        // What lies deeper would be left out: better once aloud than in silence.
        return depth < MAX_DEPTH
            || refuse(
                &diag::FOLDER_TOO_DEEP,
                format!("папка «{name}» лежит глубже {MAX_DEPTH} уровней, и её файлы не читаются"),
                "переложите её ближе к папке content",
            );
    }
    if !kind.is_file() {
        return refuse(
            &diag::SPECIAL_FILE,
            format!("«{name}» – не обычный файл"),
            "уберите из папки каналы, сокеты и устройства",
        );
    }
    drop(name);
    all.push(Ok(entry));
    false
}

/// What was found in a folder, or is wrong with its name or kind.
type Entry = Result<Found, Box<Diagnostic>>;

/// What there is of an entry of the top level: that itself, or what lies below it. A file is what the list of its folder says
/// that it is: an editor's own may be gone by now.
fn branch(
    top: walkdir::DirEntry,
    folder: &Path,
    prefix: &str,
) -> Result<Vec<Entry>, walkdir::Error> {
    let mut all = Vec::new();
    let below = top.file_type().is_dir().then(|| top.path().to_owned());
    let descend = judge(top, 1, (folder, prefix), &mut all);
    if let Some(below) = below.filter(|_| descend) {
        let mut entries = walkdir::WalkDir::new(below)
            .follow_links(false)
            .follow_root_links(false)
            .sort_by_file_name()
            .min_depth(1)
            .max_depth(MAX_DEPTH)
            .into_iter();
        while let Some(entry) = entries.next() {
            let entry = entry?;
            let (depth, is_folder) = (entry.depth() + 1, entry.file_type().is_dir());
            if !judge(entry, depth, (folder, prefix), &mut all) && is_folder {
                entries.skip_current_dir();
            }
        }
    }
    let found = all.into_par_iter().map(|entry| {
        let entry = entry?;
        let meta = entry.metadata().ok();
        Ok(Found {
            path: path_of(entry.path(), folder, prefix),
            size: meta.as_ref().map_or(0, fs::Metadata::len),
            stamp: meta.as_ref().and_then(Stamp::of),
            on_disk: entry.into_path(),
        })
    });
    Ok(found.collect())
}

/// The path of a file below the root. Compared in NFC from here on; `on_disk` keeps the disk's own spelling.
fn path_of(on_disk: &Path, folder: &Path, prefix: &str) -> RelPath {
    let relative = on_disk.strip_prefix(folder).unwrap_or(on_disk);
    let mut path = prefix.to_owned();
    for part in relative {
        if !path.is_empty() {
            path.push('/');
        }
        path.push_str(&part.to_string_lossy());
    }
    if !path.is_ascii() {
        path = path.nfc().collect();
    }
    RelPath::as_found(path)
}

/// Swap and backup files of editors, hidden files, system litter: never content.
pub fn is_editors_own(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || name.ends_with(".swp")
        || name.ends_with(".tmp")
        || name.starts_with("~$")
        || (name.starts_with('#') && name.ends_with('#'))
        || matches!(name, "Thumbs.db" | "desktop.ini" | "4913")
}

fn read_text(found: &Found) -> Result<SourceFile, Box<Diagnostic>> {
    let spot = Spot::File(found.path.clone());
    let refuse = |rule, message: String, help: String| {
        Box::new(Diagnostic::new(rule, spot.clone(), message).help(help))
    };
    if found.size > MAX_TEXT_BYTES {
        return Err(refuse(
            &diag::FILE_TOO_LARGE,
            format!(
                "файл занимает {} МБ, а текст не должен быть больше {} МБ",
                found.size >> 20,
                MAX_TEXT_BYTES >> 20
            ),
            "разделите его или приложите как документ".into(),
        ));
    }
    let mut bytes = Vec::with_capacity(found.size as usize + 1);
    let read = fs::File::open(&found.on_disk)
        .and_then(|f| f.take(MAX_TEXT_BYTES + 1).read_to_end(&mut bytes));
    if let Err(e) = read {
        let reason = Error::io("не могу прочитать", Path::new(found.path.as_str()), &e);
        return Err(refuse(
            &diag::UNREADABLE_FILE,
            reason.to_string(),
            "проверьте права на файл".into(),
        ));
    }
    match decode(&bytes) {
        Ok(text) => Ok(SourceFile::new(found.path.clone(), text)),
        Err(Encoding::Nul) => Err(refuse(
            &diag::NUL_BYTE,
            "в тексте есть нулевой байт".into(),
            "похоже, это не текст: проверьте, тот ли файл сюда положен".into(),
        )),
        Err(Encoding::Like(name)) => Err(refuse(
            &diag::NOT_UTF8,
            format!("файл не в UTF-8; похоже на {name}"),
            format!(
                "перекодируйте: iconv -f {name} -t UTF-8 {path} > новый.{extension} (в «Блокноте»: «Сохранить как…», кодировка UTF-8)",
                path = found.path,
                extension = found.path.extension()
            ),
        )),
    }
}

enum Encoding {
    Nul,
    Like(String),
}

/// UTF-8 without a byte-order mark and with LF line ends.
fn decode(bytes: &[u8]) -> Result<String, Encoding> {
    if bytes.starts_with(&[0xff, 0xfe]) {
        return Err(Encoding::Like("UTF-16LE".into()));
    }
    if bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Encoding::Like("UTF-16BE".into()));
    }
    let Ok(text) = simdutf8::basic::from_utf8(bytes) else {
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        let guess = detector.guess(Some(b"ru"), chardetng::Utf8Detection::Deny);
        return Err(Encoding::Like(guess.name().to_lowercase()));
    };
    if text.contains('\0') {
        return Err(Encoding::Nul);
    }
    Ok(normalised(text))
}

/// A text without its byte-order mark and with LF line ends: what all phases see.
pub fn normalised(raw: &str) -> String {
    let text = raw.strip_prefix('\u{feff}').unwrap_or(raw);
    if text.contains('\r') {
        return text.replace("\r\n", "\n").replace('\r', "\n");
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_marks_change_nothing() {
        let plain = decode("а\nб\nв".as_bytes()).ok();
        assert_eq!(decode("\u{feff}а\r\nб\rв".as_bytes()).ok(), plain);
    }

    #[test]
    fn encodings_are_named() {
        let (cp1251, _, _) =
            encoding_rs::WINDOWS_1251.encode("Персонализированная программа наставничества");
        assert!(matches!(decode(&cp1251), Err(Encoding::Like(name)) if name == "windows-1251"));
        assert!(
            matches!(decode(&[0xff, 0xfe, 0x10, 0x04]), Err(Encoding::Like(name)) if name == "UTF-16LE")
        );
        assert!(matches!(decode(b"a\0b"), Err(Encoding::Nul)));
    }
}
