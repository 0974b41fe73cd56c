"""Fuzzing of the reader: damaged files by the thousand, each read, judged and told, within its limits.

`python tests/fuzz_reader.py SECONDS [SEED]` runs by hand. Where the package `atheris` is installed the
damage is guided by the lines of code that it reaches; elsewhere, and with `--plain`, it is random. With
`--pure` the YAML parser is the slow one, which stands in where the fast one is not installed.
A fault ends the run with the input that set it off; so does one that takes longer than five seconds.
"""

from __future__ import annotations

import faulthandler
import importlib.util
import json
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 5  # seconds for one input
LARGEST = 500  # MiB for the whole process
ON = date(2026, 11, 22)
PLACES = ("targets/laws/{}.yaml", "seeds/{}.yaml", "targets/vocabulary.yaml")


def judge() -> Callable[[bytes, str], None]:
    """Return what every input goes through: reading, messages, checks, verdict, and its JSON."""
    from tests.damage import judged
    from tracker import checks, reader, report
    from tracker.model import Source
    from tracker.progress import assess
    from tracker.terms import Vocabulary

    portfolio, _ = reader.load(ROOT)

    def put_to_the_test(data: bytes, file: str) -> None:
        record = judged(data, file).record
        if record is None or isinstance(record, Source | Vocabulary):
            return
        alone = replace(portfolio, targets={record.id: record}, sources={})
        assert all(problem.line >= 1 for problem in checks.check(alone, ON, ROOT))
        verdict = assess(record, ON, portfolio.sources)
        json.dumps(report.status([verdict], ON, "."), allow_nan=False)

    return put_to_the_test


def named(data: bytes, kind: int) -> str:
    """Return where a file with this content would lie: its name is the id that it states."""
    found = re.search(rb"^id: *([a-z0-9][a-z0-9-]{0,79})\s*$", data, re.MULTILINE)
    return PLACES[kind % len(PLACES)].format(found[1].decode() if found else "unnamed")


def plain(seconds: float, seed: int, pure: bool) -> int:
    """Damage files at random for a while; return how many were read."""
    import yaml

    from tests.damage import damaged, specimens
    from tracker.reading import events

    if pure:
        events._Loader = yaml.SafeLoader
    test, chance, count = judge(), Random(seed), 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        file, data = chance.choice(specimens())
        spoilt = damaged(data, chance)
        faulthandler.dump_traceback_later(LONGEST, exit=True)
        try:
            test(spoilt, file)
        except BaseException:
            sys.stderr.write(f"seed {seed}, input {count}, {file}: {spoilt!r}\n")
            raise
        faulthandler.cancel_dump_traceback_later()
        count += 1
    return count


def guided(seconds: int, seed: int) -> None:
    """Let atheris choose the damage by the code it reaches; the process ends with the run."""
    import atheris

    with atheris.instrument_imports(include=["tracker"]):
        test = judge()
    from tests.damage import damaged, specimens

    def one(given: bytes) -> None:
        test(given[1:], named(given[1:], given[0]) if given else "targets/laws/unnamed.yaml")

    def spoil(given: bytes, most: int, number: int) -> bytes:
        chance = Random(number)
        if chance.random() < 0.5:
            return atheris.Mutate(given, most)
        return (given[:1] + damaged(given[1:], chance))[:most]

    corpus = Path(tempfile.mkdtemp(prefix="fuzz-reader-"))
    for number, (file, data) in enumerate(specimens()):
        kind = 2 if file.endswith("vocabulary.yaml") else int(file.startswith("seeds/"))
        (corpus / f"{number:04d}").write_bytes(bytes([kind]) + data)
    options = f"-max_total_time={seconds} -timeout={LONGEST} -rss_limit_mb={LARGEST} -max_len=8192"
    options += f" -print_final_stats=1 -seed={seed} -artifact_prefix={corpus}-"
    atheris.Setup([sys.argv[0], *options.split(), str(corpus)], one, custom_mutator=spoil)
    atheris.Fuzz()


def peak() -> int:
    """Return the most memory in use so far, in MiB, without that of the process which started this one."""
    status = Path("/proc/self/status")  # the usual figure begins with the size of whoever forked
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text("utf-8")) if status.exists() else None
    return (int(found[1]) if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) // 1024


def main(arguments: list[str]) -> None:
    """Run as long as asked for."""
    sys.path.insert(0, str(ROOT))
    options = {one for one in arguments if one.startswith("--")}
    seconds, seed = ([int(one) for one in arguments if one not in options] + [time.time_ns() % 2**31])[:2]
    if importlib.util.find_spec("atheris") and not options:
        guided(seconds, seed)
    count = plain(seconds, seed, "--pure" in options)
    most = peak()
    sys.stdout.write(f"{count} inputs, seed {seed}, at most {most} MiB\n")
    sys.exit(most > LARGEST)


if __name__ == "__main__":
    main(sys.argv[1:])
