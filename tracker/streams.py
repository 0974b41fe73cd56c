"""Streams: what a command says reaches its reader, or it says that it could not; Ctrl-C ends it quietly."""

from __future__ import annotations

import io
import os
import select
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

UNWRITTEN, STOPPED = 2, 130


class _Outlet(io.RawIOBase):
    """The end of an output: writing to it never fails, the first fault is kept.

    A reader that has enough, such as `head`, is no fault; what follows is let go. What was said before to
    another output, which may be the same file, comes first.
    """

    def __init__(self, descriptor: int, after: TextIO | None = None) -> None:
        self.descriptor, self.after = descriptor, after
        self.fault: OSError | None = None
        self.deaf = False

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self.descriptor

    def isatty(self) -> bool:
        return os.isatty(self.descriptor)

    def write(self, data: object) -> int:
        view = memoryview(data)  # type: ignore[arg-type]  # io hands over bytes of some kind
        if self.after:
            self.after.flush()
        if self.deaf:
            return view.nbytes
        try:
            return self._written(view)
        except BrokenPipeError:
            self.deaf = True
        except OSError as error:
            self.deaf, self.fault = True, error
        return view.nbytes

    def _written(self, view: memoryview) -> int:
        """Write and return how much; where the reader is slow and nothing waits for it, wait here."""
        while True:
            try:
                return os.write(self.descriptor, view)
            except BlockingIOError:
                select.select((), (self.descriptor,), ())


def stop_at_once() -> None:
    """Let Ctrl-C end the process without a word, for while there is nothing to clean up."""
    signal.signal(signal.SIGINT, lambda *_: os._exit(STOPPED))


def run(command: Callable[[], int], complain: Callable[[OSError], None]) -> int:
    """Run a command on streams that hold whatever they are led to, and return the exit code.

    Args:
        command: writes to the standard streams and returns its exit code.
        complain: is told why the output could not be written.
    """
    _plug()
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - lives as long
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # a byte that is no letter is a wrong answer, no fault
    outlet = _Outlet(1)
    sys.stdout = _text(outlet, sys.stdout)
    aside = _Outlet(2, after=sys.stdout)
    sys.stderr = _text(aside, sys.stderr)
    sys.unraisablehook = _unless_stopped(sys.unraisablehook)
    try:
        signal.signal(signal.SIGINT, _interrupted)
        code = _code_of(command)
        sys.stdout.flush()
    except BaseException:
        if signal.getsignal(signal.SIGINT) is _interrupted:
            raise
        code = STOPPED  # whatever went wrong after Ctrl-C; Python makes another error of it within a class
    if code == STOPPED:  # what was interrupted has nothing more to say, whatever complains at the end
        outlet.deaf = aside.deaf = True
    stop_at_once()
    if outlet.fault and code != STOPPED:
        complain(outlet.fault)
        code = UNWRITTEN
    with suppress(KeyboardInterrupt):
        sys.stdout.flush()
        sys.stderr.flush()
    return code


def _code_of(command: Callable[[], int]) -> int:
    """Return the exit code of a command, also when it was called wrongly."""
    try:
        return command()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0


def _interrupted(*_: object) -> None:
    """Clean up after the first Ctrl-C; a second one does not wait for that."""
    stop_at_once()
    raise KeyboardInterrupt


def _unless_stopped(tell: Callable[..., object]) -> Callable[..., object]:
    """Return the hook for exceptions that nobody can catch, deaf to Ctrl-C."""

    def hook(unraisable: sys.UnraisableHookArgs) -> None:
        if isinstance(unraisable.exc_value, KeyboardInterrupt):
            os._exit(STOPPED)
        tell(unraisable)

    return hook


def _plug() -> None:
    """Lead closed streams to nowhere, so that no file that is opened later takes their place.

    Opened for reading, so that whoever writes is told.
    """
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDONLY)


def _text(outlet: _Outlet, before: TextIO | None) -> TextIO:
    """Return an outlet for text; a sign that it cannot show must not end the command."""
    encoding = (before and before.encoding) or "utf-8"
    with suppress(OSError, ValueError):
        _ = before and before.flush()
    return io.TextIOWrapper(
        io.BufferedWriter(outlet),
        encoding,
        "backslashreplace",
        line_buffering=outlet.isatty() or outlet.descriptor == 2,
    )
