//! The thin binary: arguments in, exit code out.

/// Many threads make and drop small texts.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[allow(clippy::disallowed_methods)] // the one place that exits
fn main() {
    std::process::exit(rubrika::cli::run(std::env::args_os()));
}
