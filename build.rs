//! Two themes lie inside the binary: a file added to them must reach the next build.
#[allow(clippy::disallowed_macros)] // this is how a build script speaks to cargo
fn main() {
    println!("cargo::rerun-if-changed=themes/default");
    println!("cargo::rerun-if-changed=themes/strict");
}
