//! What stands for a file's content: in its name, so that a browser may keep it for ever, and in what checks it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha384};

/// Eight hexadecimal digits for a file's name: two contents of one file have the same once in four thousand million times.
pub(crate) fn short(content: &[u8]) -> String {
    let digest = Sha384::digest(content);
    let hash = digest.iter().take(4).fold(0_u32, |hash, byte| hash << 8 | u32::from(*byte));
    format!("{hash:08x}")
}

/// The value of an `integrity` attribute.
pub(crate) fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

#[cfg(test)]
mod tests {
    use super::{integrity, short};

    #[test]
    fn the_name_and_the_check_are_of_the_same_digest() {
        // The digest of nothing, as FIPS 180-4 gives it: 38b060a751ac9638...
        assert_eq!(short(b""), "38b060a7");
        assert!(integrity(b"").starts_with("sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l"));
    }
}
