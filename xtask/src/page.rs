//! Puts script, styles, engine and samples into one HTML file, and writes the policy that pins them.

use crate::bundle;
use crate::packed::{base91, lzma};
use crate::shell::{Done, read, read_bytes, root, write};
use crate::wasm::Pace;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};
use std::io::Write as _;

/// Above this the build fails: the page must stay a light download.
const LARGEST: usize = 740_000;

/// Bundles worker and page, then writes `dist/regulars.html`. Returns its size in bytes.
pub(crate) fn build(pace: Pace) -> Done<usize> {
    // The worker first: the page holds it as a text.
    bundle::script(pace, "src/engine/worker.ts", "pkg/worker.txt")?;
    bundle::script(pace, "src/main.tsx", "pkg/page.js")?;
    bundle::script(pace, "src/shell/lock.ts", "pkg/lock.js")?;
    bundle::script(pace, "src/shell/unpack.ts", "pkg/unpack.js")?;
    bundle::script(pace, "src/shell/shell.ts", "pkg/shell.js")?;
    bundle::script(pace, "src/shell/shell.css", "pkg/shell.css")?;
    let www = root().join("www");
    let pkg = |name: &str, element: &str| inline_safe(read(&www.join("pkg").join(name))?, element);
    let script = read(&www.join("pkg/page.js"))?;
    let style = read(&www.join("pkg/page.css"))?;
    let lock = pkg("lock.js", "script")?;
    let unpack = pkg("unpack.js", "script")?;
    let shell = pkg("shell.js", "script")?;
    let shell_style = pkg("shell.css", "style")?;
    let engine = read_bytes(&www.join("pkg/regulars_bg.wasm"))?;
    // Styles and script speak of the same classes: together they are shorter.
    let app_text = [style.as_str(), &script].join("\0");
    if app_text.matches('\0').count() > 1 {
        return Err("styles or script hold the sign that parts them".to_owned());
    }
    let data = [
        data_block("app-text", &base91(&lzma(app_text.as_bytes())?)),
        data_block("engine", &base91(&lzma(&engine)?)),
    ];
    // The app's document stands inside the shell's, in an attribute; it inherits the shell's policy.
    let app = read(&www.join("app.html"))?
        .replace("%lock%", &lock)
        .replace("%data%", &data.join("\n"))
        .replace("%unpack%", &unpack);
    let policy = policy(&[&shell, &lock, &unpack, &script], &[&shell_style, &style]);
    let page = read(&www.join("index.html"))?
        .replace("%policy%", &policy)
        .replace("%shell-style%", &shell_style)
        .replace("%shell%", &shell)
        .replace("%app%", &in_attribute(&app));
    if pace == Pace::Release && page.len() > LARGEST {
        return Err(format!(
            "regulars.html has {} bytes, more than {LARGEST}",
            page.len()
        ));
    }
    write(&root().join("dist/regulars.html"), &page)?;
    Ok(page.len())
}

/// What is packed is pinned by what comes out. The page may run its own scripts and worker, and nothing may leave it.
/// `frame-src` governs where the app's frame may go: nowhere (docs/PRIVACY.md).
fn policy(scripts: &[&str], styles: &[&str]) -> String {
    let pin = |text: &&str| format!("'sha256-{}'", BASE64.encode(Sha256::digest(text)));
    let pins = |texts: &[&str]| texts.iter().map(pin).collect::<Vec<_>>().join(" ");
    [
        "default-src 'none'",
        &format!("script-src {} 'wasm-unsafe-eval'", pins(scripts)),
        "worker-src blob:",
        &format!("style-src {}", pins(styles)),
        "img-src data: blob:",
        "connect-src 'none'",
        "frame-src 'none'",
        "form-action 'none'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types regulars-app regulars",
    ]
    .join("; ")
}

/// A document as the value of `srcdoc='…'`: scripts hold hundreds of double quotes for each single one.
fn in_attribute(document: &str) -> String {
    document.replace('&', "&amp;").replace('\'', "&#39;")
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

/// A packed text as a block that the browser keeps but does not run.
fn data_block(id: &str, text: &str) -> String {
    format!("<script type=\"text/plain\" id=\"{id}\">{text}</script>")
}

/// Compressed; no time and no file name in the header: the same bytes each time.
pub(crate) fn gzip(bytes: &[u8]) -> Done<Vec<u8>> {
    let mut gzip = GzBuilder::new().write(Vec::new(), Compression::best());
    gzip.write_all(bytes)
        .and_then(|()| gzip.finish())
        .map_err(|error| error.to_string())
}
