"""Reading a file in a process of its own, so that no file can take the run down.

The child is a fresh interpreter rather than a `multiprocessing` one: that would run the main script of the
caller again, which is slow and fails for scripts without a main guard. Parent and child talk over the pipes of
the child's standard input and output, which work alike on every system.
"""

import contextlib
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NoReturn, Protocol, TypeVar, cast

from pipeline.errors import BrokenDocumentError, OversizedDocumentError, RecueilError, SlowDocumentError

T = TypeVar("T")

_CHILD = "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); from pipeline.load.guard import serve; serve()"
_GIGABYTE = 1 << 30


class Tick(Protocol):
    """The sign of life of a reading function."""

    def __call__(self, page: int, grant: float = 0.0) -> None:
        """Tell that `page` (1-based; 0 once the pages are counted) is done.

        `grant` is the number of seconds added to the time for the whole file, for work known to be slow.
        """


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take.

    `silence` is the longest time in seconds to the first tick and between two; the whole may take `silence`,
    `per_page` seconds a page done, and what is granted. So no file hangs, and no healthy one is cut for being
    long. `memory` is in bytes and holds where the system can limit a process (Linux). `start` is the time in
    seconds for the child to come up.
    """

    silence: float = 25.0
    per_page: float = 2.0
    memory: int = 4 * _GIGABYTE
    start: float = 60.0


@dataclass(frozen=True, slots=True)
class _Ready:
    """The child has its task."""


@dataclass(frozen=True, slots=True)
class _Done:
    """A page is done."""

    page: int
    grant: float


@dataclass(frozen=True, slots=True)
class _Result:
    """What the function returned."""

    value: Any


@dataclass(frozen=True, slots=True)
class _Named:
    """A named error the function raised."""

    error: RecueilError


@dataclass(frozen=True, slots=True)
class _Unnamed:
    """The type and traceback of any other error the function raised."""

    kind: str
    trace: str


_Message = _Ready | _Done | _Result | _Named | _Unnamed

#: Errors that say something to people; any other is given by its name.
_PLAIN_WORDS = {"RecursionError": "refers to itself without end"}


def guarded(function: Callable[[Path, Tick], T], path: Path, limits: Limits | None = None) -> T:
    """What `function(path, tick)` returns, run in a child process within limits.

    The function must be importable by its name, and what it returns must be picklable. It calls
    `tick` after each page.

    Raises the RecueilError that the function raises; SlowDocumentError past the time, OversizedDocumentError past
    the memory, BrokenDocumentError for any other error and for the death of the child.
    """
    limits = limits or Limits()
    with _Child(function, path, limits) as child:
        return cast(T, _result(child, path, limits))


class _Child:
    """The child process; leaving the context ends it whatever it does."""

    def __init__(self, function: Callable[..., Any], path: Path, limits: Limits) -> None:
        self.messages: queue.SimpleQueue[_Message | None] = queue.SimpleQueue()
        task = pickle.dumps(sys.path) + pickle.dumps((function, path, limits.memory))
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter, with our own code
            [sys.executable, "-c", _CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Its own group, so that programs it calls end with it.
            start_new_session=os.name == "posix",
        )
        with contextlib.suppress(OSError):  # a child that died at once is noticed by its silence
            stdin = cast(BinaryIO, self._process.stdin)
            stdin.write(task)
            stdin.flush()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        """Queue what the child says, None at its end."""
        stream = cast(BinaryIO, self._process.stdout)
        try:
            while True:
                self.messages.put(pickle.load(stream))  # noqa: S301 - written by our own code in the child
        except (EOFError, pickle.UnpicklingError, OSError, ValueError):
            self.messages.put(None)

    def __enter__(self) -> "_Child":
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            if os.name == "posix":
                os.killpg(self._process.pid, 9)
            else:
                self._process.kill()
        self._process.wait()
        self._listener.join()
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                cast(BinaryIO, stream).close()

    def killed_from_outside(self) -> bool:
        """Whether the system ended the child, as it does when memory runs out."""
        return self._process.wait() == -9


def _result(child: _Child, path: Path, limits: Limits) -> Any:
    page: int | None = None
    deadline = time.monotonic() + limits.start
    began = time.monotonic()
    allowed = limits.silence
    while True:
        try:
            message = child.messages.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise SlowDocumentError(path, page, time.monotonic() - began) from None
        match message:
            case _Ready():
                began = time.monotonic()
                deadline = began + limits.silence
            case _Done(done, grant):
                page = done + 1
                allowed += grant + (limits.per_page if done else 0)
                deadline = min(time.monotonic() + limits.silence, began + allowed)
            case _Result(value):
                return value
            case _Named(error):
                raise error
            case _Unnamed("MemoryError"):
                raise OversizedDocumentError(path, limits.memory / _GIGABYTE)
            case _Unnamed(kind, trace):
                broken = BrokenDocumentError(path, _PLAIN_WORDS.get(kind, f"is damaged in a way that stops the reader ({kind})"))
                broken.add_note(trace)
                raise broken
            case None:
                if child.killed_from_outside():
                    raise OversizedDocumentError(path, limits.memory / _GIGABYTE)
                raise BrokenDocumentError(path, "is damaged in a way that crashes the reader")


def serve() -> NoReturn:
    """Do the task given on standard input; the main function of the child."""
    function, path, memory = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by the parent
    out = _silenced_stdout()
    threading.Thread(target=_die_with_parent, daemon=True).start()
    _limit_memory(memory)

    def send(message: _Message) -> None:
        pickle.dump(message, out)
        out.flush()

    send(_Ready())
    try:
        send(_outcome(function, path, lambda page, grant=0.0: send(_Done(page, grant))))
    except Exception as error:  # noqa: BLE001 - what cannot be pickled must be told as well
        send(_Unnamed(type(error).__name__, traceback.format_exc()))
    # Without the clean-up of the interpreter, which a damaged file may have left in a state that crashes.
    os._exit(0)


def _outcome(function: Callable[[Path, Tick], Any], path: Path, tick: Tick) -> _Message:
    try:
        return _Result(function(path, tick))
    except RecueilError as error:
        return _Named(error)
    except Exception as error:  # noqa: BLE001 - any error of a reader is an answer here
        return _Unnamed(type(error).__name__, "".join(traceback.format_exception(error, limit=-20)))


def _silenced_stdout() -> BinaryIO:
    """The pipe to the parent; what libraries print from now on goes nowhere."""
    out = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return out


def _die_with_parent() -> None:
    """End this process when the parent is gone, which closes standard input."""
    with contextlib.suppress(OSError):
        os.read(0, 1)
    os._exit(1)


def _limit_memory(size: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
