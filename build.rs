//! The default theme lies inside the binary: a file added to it must reach the next build.
#[allow(clippy::disallowed_macros)] // this is how a build script speaks to cargo
fn main() {
    println!("cargo::rerun-if-changed=themes/default");
}
