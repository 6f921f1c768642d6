"""Texts that a spreadsheet program must not take for a formula.

A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return can run as a formula when a file is opened
(https://owasp.org/www-community/attacks/CSV_Injection). Such a text gets an apostrophe in front, which spreadsheets take
for "this is text". A text that begins with an apostrophe gets one more, so that taking one off gives every text back.
"""

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "'")


def safe(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet could take it for a formula.

    >>> safe("=1+1"), safe("+33102030405"), safe("'+1"), safe("Le car")
    ("'=1+1", "'+33102030405", "''+1", 'Le car')
    """
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def unsafe(text: str) -> str:
    """The text that was made safe, as it was.

    >>> [unsafe(safe(text)) for text in ("=1+1", "'+1", "Le car")]
    ['=1+1', "'+1", 'Le car']
    """
    return text.removeprefix("'")
