//! Prepares what the server embeds.
//!
//! A debug build reads pages and package when asked, but only from folders that were there when it was compiled.
//! A release build has to be told of new files.

const FOLDERS: [&str; 2] = ["../../www", "../../pkg/dist"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    for folder in FOLDERS {
        if let Err(error) = std::fs::create_dir_all(folder) {
            println!("cargo::warning=cannot make {folder}: {error}");
        }
    }
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        FOLDERS.iter().for_each(|folder| println!("cargo::rerun-if-changed={folder}"));
    }
}
