"""The data dictionary: what tables and columns are called and mean, in French and English."""

from schemas.rules import BothLanguages, DictionaryFile, Words


class Dictionary:
    """The words of rules/dictionary.yaml.

    >>> from pipeline.rulebook import default_rulebook
    >>> words = Dictionary(default_rulebook().dictionary)
    >>> words.table("figures").fr.title, words.column("figures", "high").en.title
    ('Chiffres', 'Upper bound')
    >>> words.column("fiches", "period_line").fr.title
    'Ligne (période)'
    """

    def __init__(self, rules: DictionaryFile) -> None:
        self._rules = rules

    def table(self, name: str) -> BothLanguages:
        """The words of a table. KeyError where it has none."""
        return self._rules.tables[name]

    def column(self, table: str, name: str) -> BothLanguages:
        """The words of a column. KeyError where it has none."""
        own = self._rules.tables[table].columns
        if name in own:
            return own[name]
        if name in self._rules.columns:
            return self._rules.columns[name]
        before, _, after = name.partition("_")
        part, held = self._rules.parts[before], self._rules.columns[after]
        return BothLanguages(fr=_of(held.fr, part.fr), en=_of(held.en, part.en))


def _of(words: Words, part: str) -> Words:
    return Words(title=f"{words.title} ({part})", description=words.description)
