//! The thin binary: arguments in, exit code out.

#[allow(clippy::disallowed_methods)] // the one place that exits
fn main() {
    std::process::exit(rubrika::cli::run(std::env::args_os()));
}
