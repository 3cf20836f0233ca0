//! Numerics the models stand on. Everything transcendental goes through the `libm` crate or is plain arithmetic
//! of our own, so native and wasm agree to the bit.

pub mod beta;
pub mod exp;
pub mod few;
pub mod gamma;
pub(crate) mod hash;
pub mod jet;
pub(crate) mod key;
pub mod linear;
pub mod newton;
pub mod normal;
pub mod pairs;
pub(crate) mod places;
pub mod quadrature;
pub mod stable;
pub mod texts;
