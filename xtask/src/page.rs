//! Puts script, styles, engine and samples into one HTML file, and writes the policy that pins them.

use crate::bundle;
use crate::shell::{Done, read, read_bytes, root, write};
use crate::wasm::Pace;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};
use std::io::Write as _;

/// Above this the build fails: the page must stay a light download.
const LARGEST: usize = 700_000;

/// Bundles worker and page, then writes `dist/regulars.html`. Returns its size in bytes.
pub(crate) fn build(pace: Pace) -> Done<usize> {
    // The worker first: the page holds it as a text.
    bundle::script(pace, "src/engine/worker.ts", "pkg/worker.txt")?;
    bundle::script(pace, "src/main.tsx", "pkg/page.js")?;
    let www = root().join("www");
    let script = inline_safe(read(&www.join("pkg/page.js"))?, "script")?;
    let style = inline_safe(read(&www.join("pkg/page.css")).unwrap_or_default(), "style")?;
    let engine = data_block("engine", &read_bytes(&www.join("pkg/regulars_bg.wasm"))?)?;
    let page = read(&www.join("index.html"))?
        .replace("%policy%", &policy(&script, &style))
        .replace("%style%", &style)
        .replace("%data%", &engine)
        .replace("%script%", &script);
    if pace == Pace::Release && page.len() > LARGEST {
        return Err(format!(
            "regulars.html has {} bytes, more than {LARGEST}",
            page.len()
        ));
    }
    write(&root().join("dist/regulars.html"), &page)?;
    Ok(page.len())
}

/// The page may run its own script and worker, and nothing may leave it.
fn policy(script: &str, style: &str) -> String {
    let pin = |text: &str| format!("'sha256-{}'", BASE64.encode(Sha256::digest(text)));
    [
        "default-src 'none'",
        &format!("script-src {} 'wasm-unsafe-eval'", pin(script)),
        "worker-src blob:",
        &format!("style-src {}", pin(style)),
        "img-src data: blob:",
        "connect-src 'none'",
        "form-action 'none'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types regulars",
    ]
    .join("; ")
}

/// A text that may stand inside its element as it is: the parser would end it early, or change it so that its hash no
/// longer fits.
fn inline_safe(text: String, element: &str) -> Done<String> {
    let lower = text.to_ascii_lowercase();
    let end = format!("</{element}");
    match [end.as_str(), "<!--", "\r", "\0"]
        .into_iter()
        .find(|bad| lower.contains(bad))
    {
        Some(bad) => Err(format!("the {element} holds {bad:?} and cannot be inlined")),
        None => Ok(text),
    }
}

/// Compressed bytes as a block that the browser keeps but does not run.
fn data_block(id: &str, bytes: &[u8]) -> Done<String> {
    // No time and no file name in the header: the same bytes each time.
    let mut gzip = GzBuilder::new().write(Vec::new(), Compression::best());
    let packed = gzip
        .write_all(bytes)
        .and_then(|()| gzip.finish())
        .map_err(|error| error.to_string())?;
    Ok(format!(
        "<script type=\"text/plain\" id=\"{id}\">{}</script>",
        BASE64.encode(packed)
    ))
}
