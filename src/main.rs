fn main() {
    std::process::exit(rubrika::cli::run(std::env::args_os()));
}
