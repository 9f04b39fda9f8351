//! `rubrika build`: the section, written in one step.

use std::io::IsTerminal;
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::content::State;
use crate::diag::Error;
use crate::pipeline::{Options, Session};
use crate::site::write::{self, Changes, Writer};
use crate::text::{number, plural, typography};

use super::emit::{self, Format};
use super::{CONTENT, FINE, Terminal, purge};

pub fn run(
    terminal: &Terminal,
    options: Options,
    out: Option<PathBuf>,
    purge_list: Option<PathBuf>,
    timings: bool,
) -> Result<i32, Error> {
    let started = Instant::now();
    let out = out.unwrap_or_else(|| options.root.join("public"));
    if let Some(list) = &purge_list {
        write::check_outside(list, &out)?;
    }
    let progress = Progress::start(terminal);
    let (clock, marks) = mpsc::channel();
    let session = Session::listened_to(move |phase, before| {
        // Nobody listens any more only when the build is over.
        let _ = clock.send((phase, Instant::now(), before));
    });
    // The program ends here: giving back its memory piece by piece would only keep people waiting.
    let mut session = ManuallyDrop::new(session);
    let writer = Writer::new(&options.root, &out);
    let compilation = session.compile_to(&options, &writer);
    let written = compilation.and_then(|c| {
        let changes = match &c.bundle {
            Some(bundle) => Some(writer.write(bundle, c.inputs.as_ref())?),
            None if c.stands => Some(writer.leave()?),
            None => None,
        };
        Ok((c, changes))
    });
    progress.stop();
    let (compilation, changes) = written?;
    let compilation = ManuallyDrop::new(compilation);
    let list = &compilation.diagnostics;
    terminal.tell(&emit::diagnostics(
        list,
        compilation.examined.sources(),
        Format::Text,
        terminal.colour,
    ));
    let summary = emit::summary(list);
    let Some(changes) = changes else {
        terminal.tell(&format!(
            "Раздел не собран: {summary}. В папке вывода ничего не изменилось.\n"
        ));
        return Ok(CONTENT);
    };
    if let Some(git) = write::repository_within(&out) {
        terminal.tell(&format!(
            "предупреждение: внутри раздела лежит репозиторий «{}»: вместе с разделом на сайт попадёт вся его история, а в ней и то, что закрыто или снято\n\
             как быть: выкладывайте раздел без папки .git и запретите серверу её отдавать\n\n",
            git.display()
        ));
    }
    if !summary.is_empty() {
        terminal.remark(&format!("{summary}.\n"));
    }
    if let Some((_, ledger)) = &compilation.gated {
        let of = |state| ledger.states().filter(|(.., s)| *s == state).count();
        let (whole, part) = (of(State::Withheld), of(State::Partial));
        let parts: Vec<String> = [(whole, "закрыто целиком"), (part, "опубликовано частично")]
            .into_iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, word)| {
                format!(
                    "{word}: {}",
                    plural::count(n, "запись", "записи", "записей")
                )
            })
            .collect();
        if !parts.is_empty() {
            let line = typography::capitalised(&parts.join("; "));
            terminal.remark(&format!("{line}. Почему – покажет rubrika status.\n"));
        }
    }
    terminal.remark(&format!(
        "{} за {}\n",
        report(&changes),
        duration(started.elapsed())
    ));
    if timings {
        let marks: Vec<_> = marks.try_iter().collect();
        terminal.answer(&table(&marks, Instant::now()));
    }
    let folders = (options.root.as_path(), out.as_path());
    purge::tell(
        terminal,
        &compilation,
        &changes,
        folders,
        purge_list.as_deref(),
    )?;
    let first = out.join(compilation.first);
    terminal.answer(&format!("{}\n", first.display()));
    Ok(FINE)
}

fn report(changes: &Changes) -> String {
    let files = plural::count(changes.total, "файл", "файла", "файлов");
    if changes.is_empty() {
        return format!(
            "Ничего не изменилось ({files}, {}), проверено",
            number::file_size(changes.size)
        );
    }
    let parts: Vec<String> = [
        (&changes.added, "новых"),
        (&changes.changed, "изменено"),
        (&changes.removed, "убрано"),
    ]
    .into_iter()
    .filter(|(list, _)| !list.is_empty())
    .map(|(list, word)| format!("{word}: {}", number::grouped(list.len() as i64)))
    .collect();
    format!(
        "Раздел собран: {files}, {} ({})",
        number::file_size(changes.size),
        parts.join(", ")
    )
}

/// What began when, and how much of it had been done by then, while pages were made.
type Mark = (&'static str, Instant, Duration);

/// How long each phase took; the last one ended at `end`.
fn table(marks: &[Mark], end: Instant) -> String {
    let ends = marks.iter().skip(1).map(|(_, at, _)| *at).chain([end]);
    let early: Duration = marks.iter().map(|(.., before)| *before).sum();
    let rows = marks.iter().zip(ends).map(|(&(phase, from, before), to)| {
        let name = match phase {
            "examine" => "чтение и проверка",
            "gate" => "решения, что публиковать",
            "compare" => "сверка с готовым",
            "render" => "страницы",
            "guard" => "проверка на утечки",
            _ => "запись",
        };
        let time = to.duration_since(from) + before;
        let others = if phase == "render" {
            early
        } else {
            Duration::ZERO
        };
        let ms = time.saturating_sub(others).as_secs_f64() * 1000.0;
        format!("{name:<25}{:>9}\u{a0}мс\n", format!("{ms:.0}"))
    });
    rows.collect()
}

/// «685 мс», «1,2 с».
pub fn duration(d: Duration) -> String {
    match d.as_millis() {
        ms @ 0..1000 => format!("{ms}\u{a0}мс"),
        _ => format!(
            "{}\u{a0}с",
            number::decimal((d.as_secs_f64() * 10.0).round() / 10.0)
        ),
    }
}

/// A moving line on a terminal, when the work takes longer than a moment.
struct Progress {
    stop: mpsc::Sender<()>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Progress {
    fn start(terminal: &Terminal) -> Self {
        let (stop, stopped) = mpsc::channel();
        let show = std::io::stderr().is_terminal() && !terminal.quiet;
        let thread = show.then(|| {
            std::thread::spawn(move || {
                const WIDTH: usize = 24;
                if stopped.recv_timeout(Duration::from_millis(600))
                    != Err(mpsc::RecvTimeoutError::Timeout)
                {
                    return;
                }
                let mut step = 0;
                loop {
                    let at = step % (2 * WIDTH - 2);
                    let at = if at < WIDTH { at } else { 2 * WIDTH - 2 - at };
                    let bar: String = (0..WIDTH)
                        .map(|i| if i.abs_diff(at) < 3 { '━' } else { '─' })
                        .collect();
                    super::put(&mut std::io::stderr(), &format!("\rСобираю раздел {bar} "));
                    step += 1;
                    if stopped.recv_timeout(Duration::from_millis(80))
                        != Err(mpsc::RecvTimeoutError::Timeout)
                    {
                        super::put(&mut std::io::stderr(), "\r\u{1b}[2K");
                        return;
                    }
                }
            })
        });
        Self { stop, thread }
    }

    fn stop(self) {
        let _ = self.stop.send(());
        if let Some(thread) = self.thread {
            let _ = thread.join();
        }
    }
}
