"""How numbers are printed in every output format."""


def plain(number: float) -> int | float:
    """A whole number as int, so that it prints without `.0` or an exponent.

    >>> plain(40.0), plain(66.67), plain(1e16)
    (40, 66.67, 10000000000000000)
    """
    return int(number) if number.is_integer() else number
