//! Numerics the models stand on. Everything transcendental goes through the `libm` crate, so native and wasm agree to the bit.

pub mod beta;
pub mod gamma;
pub(crate) mod hash;
pub mod jet;
pub mod linear;
pub mod newton;
pub mod normal;
pub mod quadrature;
pub mod stable;
