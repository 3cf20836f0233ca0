//! wasm-bindgen's test runner: cargo starts it for `cargo test --target wasm32-unknown-unknown`.

fn main() -> Result<(), impl std::fmt::Debug> {
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(std::env::args_os())
}
