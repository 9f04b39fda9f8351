//! How long a program runs, what of the processor it takes and how much memory.
//!
//! The system tells of all the ended children together, and of the largest of them. So every measured program is the
//! only child of a small process made for it: this one, called again with [`MEASURED`] before the command.

use std::ffi::OsStr;
use std::process::Command;
use std::time::Instant;

/// The first argument of the process that measures.
pub const MEASURED: &str = "measured-here";

/// What a run has cost.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// Milliseconds from the start to the end.
    pub wall: f64,
    /// Milliseconds of the processor, the system's for the program included.
    pub cpu: f64,
    /// The largest resident set, megabytes.
    pub memory: f64,
}

/// Runs a program in a process of its own. Returns its cost and what it has answered.
pub fn measured<S: AsRef<OsStr>>(program: impl AsRef<OsStr>, arguments: &[S]) -> (Cost, String) {
    // What others have left for the disk is not this program's to wait for.
    flush();
    let me = std::env::current_exe().expect("this program");
    let answer = answer_of(Command::new(me).arg(MEASURED).arg(program).args(arguments));
    let (numbers, answer) = answer.split_once('\n').expect("numbers, then the answer");
    let numbers: Vec<f64> = numbers
        .split(' ')
        .map(|n| n.parse().expect("a number"))
        .collect();
    let [wall, cpu, memory] = numbers[..] else {
        panic!("three numbers: {numbers:?}");
    };
    (Cost { wall, cpu, memory }, answer.to_owned())
}

/// The other side of [`measured`], in the process made for it.
pub fn measure(command: &[String]) {
    let started = Instant::now();
    let answer = answer_of(Command::new(&command[0]).args(&command[1..]));
    let wall = started.elapsed().as_secs_f64() * 1000.0;
    let (cpu, memory) = usage(true);
    println!("{wall} {cpu} {memory}\n{answer}");
}

/// What a program prints; it has to end well.
fn answer_of(command: &mut Command) -> String {
    let output = command
        .output()
        .unwrap_or_else(|e| panic!("{command:?}: {e}"));
    assert!(
        output.status.success(),
        "{command:?}: {}\n{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("text")
}

/// Waits until everything written is on the disk; returns milliseconds. Elsewhere than on Linux nothing is waited for.
pub fn flush() -> f64 {
    let started = Instant::now();
    #[cfg(target_os = "linux")]
    rustix::fs::sync();
    started.elapsed().as_secs_f64() * 1000.0
}

/// The most memory that this process has taken so far, megabytes.
#[allow(dead_code)] // beside Hugo whole programs are measured only
pub fn peak() -> f64 {
    usage(false).1
}

/// Milliseconds of the processor and megabytes at the most: of the only child, or of this process. Zeros where the
/// system does not say.
#[cfg(unix)]
fn usage(child: bool) -> (f64, f64) {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;
    let who = match child {
        true => UsageWho::RUSAGE_CHILDREN,
        false => UsageWho::RUSAGE_SELF,
    };
    let usage = getrusage(who).expect("the system knows");
    let cpu = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    // Kilobytes, but bytes on macOS.
    let unit = if cfg!(target_vendor = "apple") {
        1024.0
    } else {
        1.0
    };
    (cpu as f64 / 1000.0, usage.max_rss() as f64 / unit / 1024.0)
}

#[cfg(not(unix))]
fn usage(_: bool) -> (f64, f64) {
    (0.0, 0.0)
}

/// The cheapest run; the memory is the most that any has taken.
pub fn best(runs: &[Cost]) -> Cost {
    let quickest = runs.iter().min_by(|a, b| a.wall.total_cmp(&b.wall));
    Cost {
        memory: runs.iter().map(|r| r.memory).fold(0.0, f64::max),
        ..*quickest.expect("at least one run")
    }
}

/// The middle one.
pub fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}
