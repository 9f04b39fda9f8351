fn main() {
    let a: Vec<String> = std::env::args().collect();
    rubrika::cli::quick(&a[1], "2026-11-22", a.get(2).map_or("text", |s| s));
}
