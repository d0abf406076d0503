//! Debian's nginx with the configuration of `hosting/nginx`, on a free port of this machine.

use super::answer::Answer;
use crate::failure::{About as _, Result, failure};
use crate::{debian, places, run};
use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Debian's packages: the server, and what sends `.br`.
const PACKAGES: [&str; 2] = ["nginx-light", "libnginx-mod-http-brotli-static"];

/// Where Debian puts modules.
const BROTLI: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

/// A server that ends when this is dropped.
pub(super) struct Nginx {
    child: Child,
    port: u16,
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // The master ends its workers when it is asked to, not when it is killed.
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        if !asked.is_ok_and(|status| status.success()) {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

impl Nginx {
    /// Starts the server; `None` where there is none and it can't be installed.
    pub(super) fn start() -> Result<Option<Self>> {
        let Some(program) = installed() else { return Ok(None) };
        let folder = places::target().join("nginx");
        if folder.exists() {
            fs::remove_dir_all(&folder).about(folder.display())?;
        }
        fs::create_dir_all(&folder).about(folder.display())?;
        let port = free_port()?;
        let configuration = configure(&folder, port)?;
        let mut nginx = Command::new(program);
        nginx.arg("-p").arg(&folder).arg("-c").arg(&configuration);
        run::quiet(Command::new(nginx.get_program()).args(nginx.get_args()).args(["-t", "-q"]))?;
        let child = nginx.stdin(Stdio::null()).spawn().about("nginx")?;
        let mut started = Self { child, port };
        for _ in 0..200 {
            if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
                return Ok(Some(started));
            }
            if started.child.try_wait().about("nginx")?.is_some() {
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let log = fs::read_to_string(folder.join("error.log")).unwrap_or_default();
        Err(failure(format!("nginx doesn't answer:\n{log}")))
    }

    /// An address of the server.
    pub(super) fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub(super) fn get(&self, path: &str, accepted: &str) -> Result<Answer> {
        Answer::get(self.port, path, accepted)
    }
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).about("a free port")?;
    Ok(listener.local_addr().about("a free port")?.port())
}

/// The program, which is installed first where this is Debian and its administrator.
fn installed() -> Option<PathBuf> {
    let found = || {
        let on_path = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::env::split_paths(&on_path).chain([PathBuf::from("/usr/sbin")]);
        folders.map(|folder| folder.join("nginx")).find(|program| program.is_file())
    };
    if found().is_some() && Path::new(BROTLI).is_file() {
        return found();
    }
    debian::install(&PACKAGES, "under a minute");
    found()
}

/// Writes the shipped files with this machine's folders and port, and what surrounds them.
fn configure(folder: &Path, port: u16) -> Result<PathBuf> {
    let (dist, from) = (places::dist(), places::root().join("hosting").join("nginx"));
    let changes = [
        ("listen 80;", format!("listen 127.0.0.1:{port};")),
        ("/srv/bedrock-calculator", dist.display().to_string()),
        ("/etc/nginx/calculator", folder.display().to_string()),
    ];
    let has_brotli = Path::new(BROTLI).is_file();
    let mut unused: Vec<&str> = changes.iter().map(|(shipped, _)| *shipped).collect();
    for name in ["calculator.conf", "below-a-path.conf", "files.conf"] {
        let shipped = from.join(name);
        let mut text = fs::read_to_string(&shipped).about(shipped.display())?;
        unused.retain(|shipped| !text.contains(shipped));
        for (shipped, here) in &changes {
            text = text.replace(shipped, here);
        }
        if !has_brotli {
            text = text.replace("brotli_static on;", "");
        }
        fs::write(folder.join(name), text).about(name)?;
    }
    if let Some(shipped) = unused.first() {
        return Err(failure(format!("hosting/nginx has no `{shipped}`")));
    }
    let load = if has_brotli { format!("load_module {BROTLI};\n") } else { String::new() };
    let is_root = run::quiet(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let user = if is_root { "user root;\n" } else { "" };
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|kind| format!("    {kind}_temp_path {}/{kind};\n", folder.display()))
        .concat();
    let text = format!(
        "{load}{user}daemon off;\nworker_processes 1;\npid {0}/nginx.pid;\nerror_log {0}/error.log;\nevents {{}}\n\
         http {{\n    access_log off;\n{temporary}    include {0}/calculator.conf;\n}}\n",
        folder.display()
    );
    let configuration = folder.join("nginx.conf");
    fs::write(&configuration, text).about(configuration.display())?;
    Ok(configuration)
}
