//! What the test binaries share.

use std::path::PathBuf;

/// A path below `tests/`.
pub fn path(below: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(below)
}

/// The files of a folder below `tests/` with this ending, in order of their names.
///
/// # Errors
/// When the folder can't be read.
pub fn files(folder: &str, ending: &str) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path(folder))? {
        let file = entry?.path();
        if file.extension().is_some_and(|found| found == ending) {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}
