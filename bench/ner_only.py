"""The yardstick: load fr_core_news_md and run its entity recognition over the paragraphs of some texts, nothing else."""

import sys
from pathlib import Path

import spacy

language = spacy.load("fr_core_news_md", exclude=["parser", "morphologizer", "lemmatizer", "attribute_ruler", "senter"])
entities = 0
for path in sorted(Path(sys.argv[1]).glob("*.txt")):
    paragraphs = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    entities += sum(len(doc.ents) for doc in language.pipe(paragraphs, batch_size=128))
print(entities)
