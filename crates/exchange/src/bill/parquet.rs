//! Parquet.
use super::error::BillError;
use super::text::Sink;
pub(super) fn read(_whole: Vec<u8>, _sink: &mut Sink<'_, '_>) -> Result<(), BillError> {
    Err(BillError::NoParquet)
}
