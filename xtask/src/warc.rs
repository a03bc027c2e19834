//! `cargo xtask warc`: web archives as other tools write them. In: the made-up pages of `crates/source/tests/pages`, served here. Out: whether every archive
//! that wget and warcio make of them gives every page back, and one that is cut every page before the cut and a word about it.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use mahdar_source::{Options, open};

use crate::paths;

/// The version of warcio that is installed.
const WARCIO: &str = "warcio==1.8.1";

/// Brings apt's lists up to date.
const UPDATE: [&str; 2] = ["apt-get", "update"];

/// Installs what the package manager has.
const INSTALL: [&str; 5] = ["apt-get", "install", "--yes", "wget", "python3-venv"];

/// Places at which each archive is cut.
const CUTS: u64 = 60;

/// Writes an archive of the addresses on standard input with warcio: where, WARC version.
const CAPTURE: &str = r"
import sys
from warcio.capture_http import capture_http
import http.client
from urllib.parse import urlsplit
where, version = sys.argv[1:]
with capture_http(where, warc_version=version):
    for line in sys.stdin:
        url = urlsplit(line.strip())
        client = http.client.HTTPConnection(url.netloc)
        client.request('GET', url.path)
        client.getresponse().read()
        client.close()
";

/// Why nothing was measured: what is missing, and the command that puts it there.
pub(crate) struct Missing(pub String);

/// Whether a command runs and succeeds, unseen.
fn runs(command: &[&str]) -> bool {
    let mut child = Command::new(command[0]);
    child.args(&command[1..]).stdout(Stdio::null()).stderr(Stdio::null()).stdin(Stdio::null()).status().is_ok_and(|s| s.success())
}

/// The tools, installed where they are missing: wget and Python's venv by apt (as root), warcio into `target/warcio`, whose Python is given back.
pub(crate) fn tools() -> std::result::Result<PathBuf, Missing> {
    let home = paths::root().join("target/warcio");
    let python = home.join("bin/python");
    let (folder, own) = (home.to_string_lossy(), python.to_string_lossy());
    let has_warcio = || runs(&[&own, "-c", "import warcio"]);
    let is_there = || runs(&["wget", "--version"]) && (has_warcio() || runs(&["python3", "-c", "import ensurepip"]));
    if !is_there() && rustix::process::geteuid().is_root() {
        // what could not be fetched is told below
        let _ = runs(&UPDATE) && runs(&INSTALL);
    }
    if !is_there() {
        return Err(Missing(format!("wget or Python's venv is not installed: `{} && {}`", UPDATE.join(" "), INSTALL.join(" "))));
    }
    let (make, fill) = (["python3", "-m", "venv", &*folder], [&*own, "-m", "pip", "install", "--quiet", WARCIO]);
    if has_warcio() || runs(&make) && runs(&fill) {
        return Ok(python);
    }
    Err(Missing(format!("warcio is not installed: `{} && {}`", make.join(" "), fill.join(" "))))
}

/// Measures; an error where the tools cannot be had.
pub(crate) fn run() -> Result<()> {
    match tools() {
        Ok(python) => measure(&python),
        Err(Missing(why)) => bail!("{why}"),
    }
}

/// Has each tool archive the pages, reads what it wrote, whole and cut.
pub(crate) fn measure(python: &Path) -> Result<()> {
    let pages = pages()?;
    let port = serve(pages.clone())?;
    let addresses: Vec<String> = pages.keys().map(|name| format!("http://127.0.0.1:{port}/{name}")).collect();
    let folder = paths::root().join("target/warcs");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).with_context(|| format!("{}", folder.display()))?;
    let list = addresses.join("\n") + "\n";

    // one archive of each form that the tools write; wget adds `.warc` and `.warc.gz` itself
    for (base, options) in
        [("wget", &["--no-warc-compression"][..]), ("wget-packed", &[]), ("wget-bare", &["--no-warc-keep-log", "--no-warc-digests"])]
    {
        let mut wget = Command::new("wget");
        wget.args(["--quiet", "--no-config", "--no-proxy", "--delete-after", "--input-file=-", "--warc-file"])
            .arg(folder.join(base))
            .args(options);
        fed(wget.current_dir(&folder), &list)?;
    }
    for (name, version) in [("warcio.warc", "1.0"), ("warcio-packed.warc.gz", "1.0"), ("warcio-new.warc.gz", "1.1")] {
        fed(Command::new(python).args(["-c", CAPTURE]).arg(folder.join(name)).arg(version), &list)?;
    }

    let mut archives = paths::files(&folder, ".warc");
    archives.extend(paths::files(&folder, ".warc.gz"));
    ensure!(archives.len() == 6, "six archives were to be written to {}, not {}", folder.display(), archives.len());
    for archive in &archives {
        let name = paths::name(archive);
        let (whole, problem) = read(archive)?;
        ensure!(problem.is_none(), "{name}: {}", problem.unwrap_or_default());
        let urls: Vec<&str> = whole.iter().map(|(url, _)| url.as_str()).collect();
        ensure!(urls == addresses.iter().map(String::as_str).collect::<Vec<_>>(), "{name}: the pages are {urls:?}");
        for ((url, raw), page) in whole.iter().zip(pages.values()) {
            ensure!(raw == page, "{name}: {url} has other bytes than were served");
        }
        let (cuts, told) = cut(archive, &folder, &whole)?;
        println!("{name:22} {} pages; cut at {cuts} places, {told} within a record: every page before the cut", whole.len());
    }
    Ok(())
}

type Pages = Vec<(String, Vec<u8>)>;

/// Pages of an archive, and the first problem.
fn read(archive: &Path) -> Result<(Pages, Option<String>)> {
    let (mut pages, mut problem) = (Vec::new(), None);
    for item in open(archive, &Options::default()).map_err(|p| anyhow::anyhow!("{p}"))? {
        match item {
            Ok(item) => pages.push((item.meta.url.unwrap_or_default(), item.raw)),
            Err(p) => drop(problem.get_or_insert(p.to_string())),
        }
    }
    Ok((pages, problem))
}

/// Cuts an archive at many places: what is read must be the first pages of the whole, ever more of them, and all but a
/// cut between two records a problem. The number of cuts, and of those that were told.
fn cut(archive: &Path, folder: &Path, whole: &Pages) -> Result<(u64, u64)> {
    let bytes = std::fs::read(archive)?;
    let part = folder.join(format!("cut-{}", paths::name(archive)));
    let (mut most, mut told) = (0, 0);
    for n in 1..CUTS {
        let end = bytes.len() as u64 * n / CUTS;
        std::fs::write(&part, &bytes[..end as usize])?;
        let (pages, problem) = read(&part)?;
        let place = || format!("{} cut at {end} of {} bytes", paths::name(archive), bytes.len());
        ensure!(pages[..] == whole[..pages.len()], "{}: other pages than those of the whole", place());
        ensure!(pages.len() >= most, "{}: fewer pages than in a shorter part", place());
        most = pages.len();
        told += u64::from(problem.is_some());
    }
    std::fs::remove_file(&part)?;
    // a cut between two records cannot be seen; of sixty none or one falls there
    ensure!(told + 2 >= CUTS - 1, "{}: {told} of {} cuts were told", paths::name(archive), CUTS - 1);
    ensure!(most + 5 >= whole.len(), "{}: but {most} pages before the last cut", paths::name(archive));
    Ok((CUTS - 1, told))
}

fn fed(command: &mut Command, input: &str) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().with_context(|| name.clone())?;
    child.stdin.take().context("no standard input")?.write_all(input.as_bytes())?;
    let status = child.wait()?;
    ensure!(status.success(), "{name} ended with {status}");
    Ok(())
}

/// The pages by their file names.
fn pages() -> Result<BTreeMap<String, Vec<u8>>> {
    let files = paths::files(&paths::root().join("crates/source/tests/pages"), ".html");
    ensure!(files.len() >= 40, "crates/source/tests/pages has {} pages", files.len());
    files.iter().map(|path| Ok((paths::name(path).to_owned(), std::fs::read(path)?))).collect()
}

/// Serves pages until the program ends; the charset is left to the page. The port.
fn serve(pages: BTreeMap<String, Vec<u8>>) -> Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let port = listener.local_addr()?.port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // whoever hangs up is served no more
            let _ = answer(stream, &pages);
        }
    });
    Ok(port)
}

fn answer(mut stream: TcpStream, pages: &BTreeMap<String, Vec<u8>>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let page = first.split(' ').nth(1).and_then(|path| pages.get(path.trim_start_matches('/')));
    let (status, body) = page.map_or(("404 Not Found", &[][..]), |page| ("200 OK", &page[..]));
    write!(stream, "HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len())?;
    stream.write_all(body)
}
