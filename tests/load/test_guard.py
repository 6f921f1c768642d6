import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.errors import BrokenDocumentError, OversizedDocumentError, ProtectedDocumentError, SlowDocumentError
from pipeline.load.guard import Limits, Tick, guarded

ROOT = Path(__file__).resolve().parents[2]
FILE = Path("dossier") / "essai.pdf"


def counts_pages(path: Path, tick: Tick) -> tuple[str, int]:
    tick(0)
    for page in range(1, 4):
        tick(page)
    return path.name, os.getpid()


def chats(path: Path, tick: Tick) -> str:
    print("bruit")
    os.write(1, b"bruit")
    os.write(2, b"bruit")
    return "calme"


def is_protected(path: Path, tick: Tick) -> None:
    raise ProtectedDocumentError(path)


def has_a_slow_page(path: Path, tick: Tick) -> None:
    raise SlowDocumentError(path, 4, 12.0)


def loops_on_page_3(path: Path, tick: Tick) -> None:
    tick(0)
    tick(1)
    tick(2)
    while True:
        pass


def never_starts(path: Path, tick: Tick) -> None:
    time.sleep(60)


def creeps(path: Path, tick: Tick) -> None:
    for page in range(1000):
        time.sleep(0.05)
        tick(page)


def reads_long_but_steadily(path: Path, tick: Tick) -> str:
    for page in range(12):
        time.sleep(0.1)
        tick(page)
    return "lu"


def recognises(path: Path, tick: Tick) -> str:
    for page in range(8):
        time.sleep(0.1)
        tick(page, grant=0.2)
    return "lu"


def recurses(path: Path, tick: Tick) -> None:
    recurses(path, tick)


def crashes(path: Path, tick: Tick) -> None:
    os._exit(7)


def is_killed(path: Path, tick: Tick) -> None:
    os.kill(os.getpid(), 9)


def swallows_memory(path: Path, tick: Tick) -> None:
    held = []
    while True:
        held.append(bytearray(1 << 26))


def divides_by_zero(path: Path, tick: Tick) -> float:
    return 1 / 0


def returns_what_cannot_be_pickled(path: Path, tick: Tick) -> object:
    return lambda: None


def test_the_result_comes_back_from_another_process():
    name, process = guarded(counts_pages, FILE)
    assert name == "essai.pdf"
    assert process != os.getpid()


def test_what_the_reader_prints_reaches_nobody(capfd):
    assert guarded(chats, FILE) == "calme"
    assert capfd.readouterr() == ("", "")


def test_named_errors_keep_their_attributes_and_their_line():
    with pytest.raises(ProtectedDocumentError, match=r"^essai\.pdf: is protected by a password"):
        guarded(is_protected, FILE)
    with pytest.raises(SlowDocumentError) as slow:
        guarded(has_a_slow_page, FILE)
    assert (slow.value.path, slow.value.page, slow.value.seconds) == (FILE, 4, 12.0)
    assert str(slow.value) == str(SlowDocumentError(FILE, 4, 12.0))


def test_a_page_that_hangs_is_named():
    began = time.monotonic()
    with pytest.raises(SlowDocumentError, match="page 3 is not read") as slow:
        guarded(loops_on_page_3, FILE, Limits(silence=0.5))
    assert slow.value.page == 3
    assert time.monotonic() - began < 10


def test_a_file_that_never_gives_a_page_is_cut():
    with pytest.raises(SlowDocumentError, match="not a page is read"):
        guarded(never_starts, FILE, Limits(silence=0.3))


def test_a_file_that_creeps_is_cut_even_if_it_is_never_silent():
    with pytest.raises(SlowDocumentError) as slow:
        guarded(creeps, FILE, Limits(silence=0.5, per_page=0.01))
    assert slow.value.page is not None
    assert slow.value.page < 60


def test_a_long_healthy_file_is_read_to_its_end():
    assert guarded(reads_long_but_steadily, FILE, Limits(silence=0.8, per_page=0.5)) == "lu"


def test_time_granted_is_added():
    tight = Limits(silence=0.4, per_page=0.001)
    with pytest.raises(SlowDocumentError):
        guarded(reads_long_but_steadily, FILE, tight)
    assert guarded(recognises, FILE, tight) == "lu"


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (recurses, "refers to itself without end"),
        (crashes, "crashes the reader"),
        (divides_by_zero, "ZeroDivisionError"),
        (returns_what_cannot_be_pickled, "stops the reader"),
    ],
)
def test_any_other_end_is_a_broken_document(function, words):
    with pytest.raises(BrokenDocumentError, match=words) as broken:
        guarded(function, FILE)
    assert "\n" not in str(broken.value)
    assert broken.value.path == FILE


@pytest.mark.skipif(sys.platform != "linux", reason="memory of a process is limited on Linux only")
def test_a_memory_bomb_is_named():
    with pytest.raises(OversizedDocumentError, match=r"essai\.pdf: needs more than 0\.5 GB"):
        guarded(swallows_memory, FILE, Limits(memory=1 << 29))


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_reader_killed_by_the_system_ran_out_of_memory():
    with pytest.raises(OversizedDocumentError):
        guarded(is_killed, FILE)


def test_a_script_without_a_main_guard_may_call_it(tmp_path):
    (tmp_path / "lecture.py").write_text("def first_line(path, tick):\n    return path.read_text().splitlines()[0]\n")
    (tmp_path / "note.txt").write_text("Le four à pain\nsuite\n")
    script = tmp_path / "script.py"
    script.write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom pathlib import Path\n"
        "from lecture import first_line\nfrom pipeline.load.guard import guarded\n"
        f"print(guarded(first_line, Path({str(tmp_path / 'note.txt')!r})))\n"
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Le four à pain\n", "")
