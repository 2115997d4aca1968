"""Runs a program and ends it, with all that it started, when whoever asked for it is gone.

    python guard.py PID_FILE LOG_FILE PROGRAM [ARGUMENT…]     runs it; the pid file names this process while it lasts
    python guard.py --stop PID_FILE…                          ends such runs

Whoever asks keeps our standard input open; it is closed when they end, however they end. Our exit code is the
program's, 143 after --stop.

We are two, one guarding the other, so that what is killed of us is noticed: the inner one, which runs the program,
finds its input closed when the outer one is killed; the outer one inherits and ends all when the inner one is.
"""

import ctypes
import functools
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE_SECONDS = 5
PR_SET_CHILD_SUBREAPER = 36
LINUX = sys.platform == "linux"


def run_outer(pid_file: Path, log_file: str, command: list[str]) -> int:
    # A group of our own: Ctrl-C in a terminal reaches whoever asked, not the program, which we end in order.
    os.setsid()
    inner = [sys.executable, __file__, "--inner", str(pid_file), log_file, *command]

    def start() -> subprocess.Popen:
        pid_file.write_text(f"{os.getpid()}\n")
        return subprocess.Popen(inner, stdin=subprocess.PIPE)

    return _run(pid_file, os.getpid(), start)


def run_inner(pid_file: Path, log_file: str, command: list[str]) -> int:
    with open(log_file, "ab") as log:
        start = functools.partial(subprocess.Popen, command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        return _run(pid_file, os.getppid(), start)


def _run(pid_file: Path, pid: int, start: Callable[[], subprocess.Popen]) -> int:
    if LINUX:
        # What outlives its parent becomes our child, and is found when all is ended.
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    stopped = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    program = start()
    threading.Thread(target=_wait_for_the_asker, args=(stopped,), daemon=True).start()
    try:
        while program.poll() is None and not stopped.wait(0.2):
            pass
        code = program.poll()
    finally:
        _end_all(program)
        _remove(pid_file, pid)
    return 143 if code is None else code if code >= 0 else 128 - code


def _remove(pid_file: Path, pid: int) -> None:
    """The pid file of an outer guard, where it is not by now another's."""
    try:
        if int(pid_file.read_text()) == pid:
            pid_file.unlink()
    except (OSError, ValueError):
        pass


def _wait_for_the_asker(stopped: threading.Event) -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    stopped.set()


def stop(pid_file: Path) -> None:
    pid = int(pid_file.read_text())
    if _is_guard(pid):
        os.kill(pid, signal.SIGTERM)
        end = time.monotonic() + 3 * PATIENCE_SECONDS
        while _is_guard(pid) and time.monotonic() < end:
            time.sleep(0.1)
    pid_file.unlink(missing_ok=True)


def _end_all(program: subprocess.Popen) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        end = time.monotonic() + PATIENCE_SECONDS
        while alive := _descendants(program):
            for pid in alive:
                _signal(pid, number)
            if time.monotonic() > end:
                break
            time.sleep(0.1)


def _descendants(program: subprocess.Popen) -> list[int]:
    """Who is still there of all that we have started; elsewhere than on Linux only the program itself is seen."""
    program.poll()
    if not LINUX:
        return [program.pid] if program.returncode is None else []
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = entry.read_text().rsplit(")", 1)[1].split()[:2]
        except OSError:
            continue
        if state == "Z":
            _reap(int(entry.parent.name), program)
        else:
            children.setdefault(int(parent), []).append(int(entry.parent.name))
    found, next_ones = [], children.get(os.getpid(), [])
    while next_ones:
        found += next_ones
        next_ones = [child for pid in next_ones for child in children.get(pid, [])]
    return found


def _reap(pid: int, program: subprocess.Popen) -> None:
    try:
        if pid != program.pid:
            os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        pass


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass


def _is_guard(pid: int) -> bool:
    """Whether it is one of us: a number may have gone to another process since."""
    if LINUX:
        try:
            arguments = Path(f"/proc/{pid}/cmdline").read_text()
        except OSError:
            return False
    else:
        arguments = subprocess.run(["ps", "-o", "args=", "-p", str(pid)], capture_output=True, text=True).stdout
    return Path(__file__).name in arguments


if __name__ == "__main__":
    if sys.argv[1] == "--stop":
        for path in sys.argv[2:]:
            stop(Path(path))
    elif sys.argv[1] == "--inner":
        sys.exit(run_inner(Path(sys.argv[2]), sys.argv[3], sys.argv[4:]))
    else:
        sys.exit(run_outer(Path(sys.argv[1]), sys.argv[2], sys.argv[3:]))
