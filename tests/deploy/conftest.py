"""A real nginx with the configuration that is shipped, and behind it atlases in turns."""

import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
import trustme

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "deploy" / "nginx.conf"
NAME = "atlas.example.org"
REPLICAS = 2
AROUND = """
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{shipped}
}}
"""


class Proxy:
    """An nginx that listens, for `NAME`, on a port of this machine."""

    def __init__(self, port: int, context: ssl.SSLContext, replicas: list["Atlas"]) -> None:
        self.port, self.context, self.replicas = port, context, replicas
        self.url = f"https://{NAME}:{port}"


class Atlas(NamedTuple):
    """An atlas as it runs beside a proxy."""

    port: int
    process: subprocess.Popen[str]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def atlas() -> Iterator[Atlas]:
    start = [sys.executable, "-m", "viewer", "serve", "--port", "0", "--no-browser", "--allow-host", NAME]
    with subprocess.Popen(start, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            port = int(process.stdout.readline().split()[-1].rstrip("/").rpartition(":")[2])
            yield Atlas(port, process)
        finally:
            process.terminate()


def shipped(folder: Path, port: int, replicas: list[Atlas], prefix: str) -> str:
    """The configuration that is shipped, with the ports and certificates of a test, and a prefix or none."""
    text = SHIPPED.read_text("utf-8")
    for old, new in [
        ("listen 443 ssl http2", f"listen 127.0.0.1:{port} ssl http2"),
        (f"/etc/letsencrypt/live/{NAME}", str(folder)),
        ("server 127.0.0.1:8080;", " ".join(f"server 127.0.0.1:{replica.port};" for replica in replicas)),
    ]:
        assert old in text
        text = text.replace(old, new)
    if prefix:
        start, end = text.index("    location / {"), text.index("    # Under a path")
        text = text[:start] + text[end:].replace("    # location", "    location").replace("    # ", "    ")
        assert "set $prefix /atlas;" in text
        text = text.replace("    Under a path", "    # Under a path")
        text = text.replace("location /atlas/", f'location "{prefix}/"')
        text = text.replace("set $prefix /atlas;", f'set $prefix "{prefix}";')
    return text


@contextmanager
def nginx(folder: Path, replicas: list[Atlas], prefix: str = "") -> Iterator[Proxy]:
    """Run nginx in front of some atlases."""
    program = shutil.which("nginx") or shutil.which(
        "nginx", path="/usr/sbin:/usr/local/sbin:/opt/homebrew/bin"
    )
    if program is None:
        pytest.skip("no nginx was found; install it (Debian: nginx-light)")
    authority, port = trustme.CA(), free_port()
    mine = authority.issue_cert(NAME)
    mine.private_key_pem.write_to_path(folder / "privkey.pem")
    for number, part in enumerate(mine.cert_chain_pems):
        part.write_to_path(folder / "fullchain.pem", append=number > 0)
    context = ssl.create_default_context()
    authority.configure_trust(context)
    with ExitStack() as stack:
        whole = AROUND.format(folder=folder, shipped=shipped(folder, port, replicas, prefix))
        (folder / "nginx.conf").write_text(whole, "utf-8")
        start = [program, "-p", str(folder), "-c", "nginx.conf"]
        tried = subprocess.run([*start, "-t"], capture_output=True, text=True, check=False)
        assert tried.returncode == 0, tried.stderr
        running = stack.enter_context(subprocess.Popen(start))
        stack.callback(running.terminate)
        while not listens(port):
            assert running.poll() is None, (folder / "error.log").read_text()
            time.sleep(0.05)
        yield Proxy(port, context, replicas)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="session")
def atlases() -> Iterator[list[Atlas]]:
    """Atlases that stay: each makes all of its files once, whichever nginx stands before it."""
    with ExitStack() as stack:
        yield [stack.enter_context(atlas()) for _ in range(REPLICAS)]


@pytest.fixture(scope="session")
def proxy(tmp_path_factory: pytest.TempPathFactory, atlases: list[Atlas]) -> Iterator[Proxy]:
    with nginx(tmp_path_factory.mktemp("nginx"), atlases) as running:
        yield running
