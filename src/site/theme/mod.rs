//! Theme layers.
