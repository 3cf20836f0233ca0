//! Which text encoding, decided by content, and the way from it to UTF-8.
//!
//! `guess` looks at samples; `Decoder` then transcodes a stream in chunks of any size, handing valid UTF-8 on as it is. When
//! the bytes refute the guess later in the file it says so and what it learned, so that the pass can start again.

mod alphabets;
mod decoder;
mod guess;
mod legacy;
mod looks;
mod mixed;
mod tables;
mod wide;

pub use decoder::{Decoder, Learned};
pub use guess::{Guess, guess};
pub(crate) use legacy::decode;
pub use legacy::{Decode, Decoders, decode_with};
pub use mixed::odd_lines;
