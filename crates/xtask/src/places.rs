//! Where things lie: the workspace, its build folder, the cache of tools.

use crate::failure::{Result, failure};
use std::env;
use std::path::{Path, PathBuf};

/// The top of the workspace.
pub(crate) fn root() -> PathBuf {
    // `cargo run` says where this package is now; a program that is started by itself knows where it was built.
    let package = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&package).ancestors().nth(2).map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// Cargo's build folder.
pub(crate) fn target() -> PathBuf {
    ["CARGO_TARGET_DIR", "CARGO_BUILD_TARGET_DIR"]
        .into_iter()
        .find_map(env::var_os)
        .map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// The folder that holds one installed tool at one version.
pub(crate) fn tool(program: &str, version: &str) -> Result<PathBuf> {
    let cache = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|folder| folder.is_absolute())
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))
        .ok_or_else(|| failure("no home folder to keep tools in").mend("set XDG_CACHE_HOME to a folder"))?;
    Ok(cache.join("bedrock-calculator").join("tools").join(format!("{program}-{version}")))
}

/// The folder where Cargo keeps downloaded packages.
pub(crate) fn cargo_home() -> Option<PathBuf> {
    env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| env::home_dir().map(|home| home.join(".cargo")))
}

/// The production site.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}
