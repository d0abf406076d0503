//! Writes `.br` and `.gz` beside each asset, for hosts that serve them.

use crate::failure::{About as _, Result, failure};
use flate2::{Compression, GzBuilder};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What shrinks: text and WASM.
const SHRINKS: &[&str] = &["css", "html", "js", "json", "mjs", "svg", "txt", "wasm", "webmanifest", "xml"];

/// Compresses every asset below a folder.
pub(crate) fn folder(folder: &Path) -> Result<()> {
    let mut found = files(folder)?;
    found.retain(|file| file.extension().is_some_and(|extension| SHRINKS.iter().any(|known| extension == *known)));
    let next = AtomicUsize::new(0);
    let work = || -> Result<()> {
        while let Some(file) = found.get(next.fetch_add(1, Ordering::Relaxed)) {
            let plain = fs::read(file).about(file.display())?;
            write_beside(file, "br", &brotli(&plain).about(file.display())?)?;
            write_beside(file, "gz", &gzip(&plain).about(file.display())?)?;
        }
        Ok(())
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        let ends = workers.into_iter().map(|worker| worker.join().map_err(|_| failure("compressing stopped"))?);
        ends.collect()
    })
}

/// Every file below a folder, in order of name.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).about(folder.display())? {
        let path = entry.about(folder.display())?.path();
        if path.is_dir() {
            found.append(&mut files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The path of a compressed copy: `a.js` gives `a.js.br`.
pub(crate) fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

fn write_beside(file: &Path, ending: &str, bytes: &[u8]) -> Result<()> {
    let path = beside(file, ending);
    fs::write(&path, bytes).about(path.display())
}

fn brotli(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    // The hardest there is. 22 is the widest window that every browser accepts.
    let mut packed = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 22);
    packed.write_all(plain)?;
    packed.flush()?;
    Ok(packed.into_inner())
}

/// The bytes in gzip, without a name or a time.
pub(crate) fn gzip(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    // No time and no name inside: the same input gives the same bytes.
    let mut packed = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    packed.write_all(plain)?;
    packed.finish()
}

#[cfg(test)]
mod tests {
    use super::{brotli, gzip};
    use std::io::Read as _;

    #[test]
    fn what_is_packed_unpacks() -> std::io::Result<()> {
        let plain = b"the same line again and again\n".repeat(100);
        let mut unpacked = Vec::new();
        brotli::Decompressor::new(brotli(&plain)?.as_slice(), 4096).read_to_end(&mut unpacked)?;
        assert_eq!(unpacked, plain);
        unpacked.clear();
        flate2::read::GzDecoder::new(gzip(&plain)?.as_slice()).read_to_end(&mut unpacked)?;
        assert_eq!(unpacked, plain);
        Ok(())
    }
}
