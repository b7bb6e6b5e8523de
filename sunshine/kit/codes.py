"""Check digits of the national codes: organisations (GB 11714) and legal persons (GB 32100)."""

_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORG_VALUES = {char: n for n, char in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}

# Without I O S V Z, which are too easily misread.
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_VALUES = {char: n for n, char in enumerate(CREDIT_ALPHABET)}
_CREDIT_WEIGHTS = tuple(pow(3, n, 31) for n in range(17))


def org_check_character(stem: str) -> str:
    """Return the ninth character for the eight of ``stem`` (组织机构代码, GB 11714).

    Raises ValueError unless ``stem`` has eight figures or capital letters.
    """
    if len(stem) != 8 or any(char not in _ORG_VALUES for char in stem):
        raise ValueError("an organisation code begins with eight figures or capital letters")
    total = sum(_ORG_VALUES[c] * weight for c, weight in zip(stem, _ORG_WEIGHTS, strict=True))
    rest = 11 - total % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def is_org_code(code: str) -> bool:
    """Return whether ``code`` is an organisation code of nine characters with its right check."""
    try:
        return len(code) == 9 and org_check_character(code[:8]) == code[8]
    except ValueError:
        return False


def credit_check_character(stem: str) -> str:
    """Return the eighteenth character for the 17 of ``stem`` (统一社会信用代码, GB 32100).

    Raises ValueError unless ``stem`` has 17 characters of the alphabet of that code.
    """
    if len(stem) != 17 or any(char not in _CREDIT_VALUES for char in stem):
        raise ValueError("a credit code has 17 characters before its check, without I O S V Z")
    pairs = zip(stem, _CREDIT_WEIGHTS, strict=True)
    return CREDIT_ALPHABET[-sum(_CREDIT_VALUES[char] * weight for char, weight in pairs) % 31]


def is_credit_code(code: str) -> bool:
    """Return whether ``code`` is a credit code of 18 characters with its right check.

    Characters 9 to 17 are an organisation code: ask ``is_org_code`` about them.
    """
    try:
        return len(code) == 18 and credit_check_character(code[:17]) == code[17]
    except ValueError:
        return False
