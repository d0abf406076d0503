//! A load pasted from a table.
