//! Lets a release build see new files of the pages and the package, which it embeds; a debug build reads them when asked.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed=../../www");
        println!("cargo::rerun-if-changed=../../pkg/dist");
    }
}
