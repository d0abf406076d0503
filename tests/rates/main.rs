//! The bundled rate card: it equals the rate files, and the rate files say what is published.

mod bundled;
mod evidence;
mod facts;
mod published;
