"""The wheel: built from the repository, installed into an empty environment, and driven from there."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.request
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Where no package index is at hand, the environment of the wheel looks for libraries here.
LIBRARIES = sysconfig.get_paths()["purelib"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel once."""
    home = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", str(ROOT), "-w", str(home), "--no-deps", "-q"],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    nowhere = built.returncode and not os.environ.get("CI")  # a build server has an index
    if nowhere and "hatchling" in built.stderr and "No matching distribution" in built.stderr:
        pytest.skip("nothing can be built without a package index")
    assert built.returncode == 0, built.stderr
    return next(home.glob("*.whl"))


@pytest.fixture(scope="module")
def tracker(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the command of an environment that holds the wheel and what it declares, and nothing else."""
    home = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True, timeout=120)
    python = home / "bin/python"
    # Most of the thousands of files of the libraries are never imported: those that are, are compiled then.
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-compile", str(wheel)]
    whole = subprocess.run(pip, capture_output=True, text=True, timeout=300, check=False)
    if whole.returncode and not os.environ.get("CI") and "No matching distribution" in whole.stderr:
        subprocess.run([*pip, "--no-deps"], check=True, timeout=120)
        site = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
        found = subprocess.run(
            [python, "-c", site], capture_output=True, text=True, check=True
        ).stdout.strip()
        Path(found, "libraries.pth").write_text(LIBRARIES)
    else:
        assert whole.returncode == 0, whole.stderr
    return home / "bin/tracker"


def run(tracker: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the installed command far from the repository."""
    environment = {**os.environ, "PYTHONPATH": "", "PYTHONSAFEPATH": "1"}
    return subprocess.run(
        [str(tracker), *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        env=environment,
        timeout=120,
        check=False,
    )


def test_the_wheel_holds_what_the_pages_need(wheel: Path) -> None:
    """Pages, the settings of the server, the words of every language, and what init copies."""
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"tracker/app/pages/{page.name}" for page in (ROOT / "pages").glob("*.py")}
    wanted |= {
        "tracker/app/dashboard.py",
        "tracker/app/.streamlit/config.toml",
        "tracker/importing/start/README.md",
    }
    wanted |= {str(file.relative_to(ROOT)) for file in (ROOT / "tracker/locale").rglob("*.po")}
    assert wanted - held == set()
    assert [name for name in held if name.startswith(("tests/", "targets/", "seeds/"))] == []


def test_from_nothing_to_a_verdict(tracker: Path, tmp_path: Path) -> None:
    """init, one own target, a clean check and a verdict, with the installed command alone."""
    assert run(tracker, "init", "mine", "--title", "Mine", cwd=tmp_path).returncode == 0
    home = tmp_path / "mine"
    new = ["new", "Villages with 5G", "--unit", "percent", "--goal", "at least 90 by 2030"]
    made = run(
        tracker, *new, "--figure", "2024=12.5", "--figure", "2025=40", "--publisher", "Office", cwd=home
    )
    assert made.returncode == 0, made.stderr
    assert run(tracker, "check", cwd=home).returncode == 0
    shown = run(tracker, "status", cwd=home).stdout
    assert "Villages with 5G" in shown
    assert "On track" in shown


def test_the_installed_dashboard_answers(tracker: Path, tmp_path: Path) -> None:
    """`tracker app` serves a data folder from within the package."""
    run(tracker, "init", "mine", cwd=tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": "", "PYTHONSAFEPATH": "1"}
    server = subprocess.Popen(
        [str(tracker), "app", "mine", "--port", str(port)],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        for _ in range(120):
            assert server.poll() is None
            try:
                with opener.open(f"http://127.0.0.1:{port}/_stcore/health", timeout=5) as answer:
                    assert answer.read() == b"ok"
                    break
            except OSError:
                time.sleep(0.5)
        else:
            pytest.fail("no answer within a minute")
    finally:
        server.terminate()
        server.wait(20)


def test_the_manual_leads_from_nothing_to_a_verdict(tracker: Path, tmp_path: Path) -> None:
    """The first lines of the manual, as a shell reads them, with an empty home: a verdict."""
    text = (ROOT / "docs/importing.md").read_text("utf-8")
    lines = re.search(r"```sh\n(.*?)```", text, re.DOTALL)[1].splitlines()
    assert lines[0] == "pip install ."  # what the environment of the wheel has done
    assert lines[-1] == "tracker app my-targets"
    (tmp_path / "home").mkdir()
    environment = {"PATH": f"{tracker.parent}:{os.environ['PATH']}", "HOME": str(tmp_path / "home")}
    script = "set -e\n" + "\n".join(lines[1:-1])
    shell = ["sh", "-c", script]
    done = subprocess.run(
        shell, capture_output=True, text=True, cwd=tmp_path, env=environment, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert re.search(r"Villages with 5G +On track", done.stdout)
    assert list((tmp_path / "home").iterdir()) == [] or not (tmp_path / "home/.streamlit").exists()
