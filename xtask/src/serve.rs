//! `cargo xtask serve`: builds, then hands out `dist` on this machine only.

use crate::build;
use crate::shell::{Done, root};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};

/// `serve [--dev] [--port N]`
pub(crate) fn run(args: &[String]) -> Done {
    build::run(args)?;
    let port = args.iter().skip_while(|arg| *arg != "--port").nth(1);
    let port: u16 = port.map_or(Ok(8137), |text| {
        text.parse().map_err(|_| format!("not a port: {text}"))
    })?;
    // A taken port is no reason to fail: any free one does.
    let listener =
        TcpListener::bind(("127.0.0.1", port)).or_else(|_| TcpListener::bind(("127.0.0.1", 0)));
    let listener = listener.map_err(|error| format!("no port to listen on: {error}"))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    println!("http://{address}/regulars.html  (Ctrl+C ends it)");
    let dist = root().join("dist");
    for stream in listener.incoming().flatten() {
        let dist = dist.clone();
        // A browser that goes away is not our error.
        std::thread::spawn(move || answer(stream, &dist).ok());
    }
    Ok(())
}

/// One request, one file, connection closed.
fn answer(mut stream: TcpStream, dist: &Path) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?.take(64 * 1024)).lines();
    let request = lines.next().unwrap_or_else(|| Ok(String::new()))?;
    while lines
        .next()
        .transpose()?
        .is_some_and(|line| !line.is_empty())
    {}
    let path = request
        .split(' ')
        .nth(1)
        .unwrap_or("/")
        .split(['?', '#'])
        .next()
        .unwrap_or("/");
    let file = file_of(path, dist);
    let (status, kind, body) = match std::fs::read(&file) {
        Ok(body) => ("200 OK", kind_of(&file), body),
        Err(_) => (
            "404 Not Found",
            "text/plain; charset=utf-8",
            b"no such file".to_vec(),
        ),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(&body)
}

/// The file a path means; never one above `dist`.
fn file_of(path: &str, dist: &Path) -> PathBuf {
    let inside = Path::new(path.trim_start_matches('/'));
    if inside
        .components()
        .any(|part| !matches!(part, Component::Normal(_)))
        || path == "/"
    {
        return dist.join("regulars.html");
    }
    dist.join(inside)
}

fn kind_of(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "webmanifest") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
