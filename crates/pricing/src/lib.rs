//! Prices an Amazon Bedrock estate exactly, and explains every figure.

pub mod bounds;
pub mod money;
pub mod rates;
