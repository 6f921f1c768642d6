"""The sets of documents with gold: what accuracy is measured and held on."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

#: The outcome of every gold item of every set, kept by `make baseline`.
BASELINE = ROOT / "tests" / "baseline.json"


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Documents and the folder of their gold."""

    name: str
    documents: Path
    gold: Path

    @property
    def here(self) -> bool:
        """Whether the set is at hand: the real documents are not part of the project."""
        return self.documents.is_dir() and self.gold.is_dir()


SETS = (
    GoldSet("real documents", SHARED / "corpus", SHARED / "gold"),
    GoldSet("held-out", ROOT / "tests" / "heldout" / "documents", ROOT / "tests" / "heldout" / "gold"),
    GoldSet("other layouts", ROOT / "tests" / "layouts" / "documents", ROOT / "tests" / "layouts" / "gold"),
    GoldSet("samples", ROOT / "data" / "raw", ROOT / "tests" / "gold"),
)
