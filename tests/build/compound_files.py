"""OLE compound files made here, sector by sector: DOC, XLS and PPT."""

import struct

_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512
# A shorter stream would lie in the small sectors, which these files do without.
_LEAST = 4096


def compound(streams: dict[str, bytes]) -> bytes:
    """Return a compound file with these streams, all in its root."""
    bodies = [body.ljust(_LEAST, b"\0") for body in streams.values()]
    chains, starts = [], []
    for body in bodies:
        count = -(-len(body) // _SECTOR)
        starts.append(len(chains))
        chains += [len(chains) + 1 + step for step in range(count - 1)] + [_END]
    directory = _entry("Root Entry", 5, _END, 0, child=1 if streams else _FREE)
    names = list(streams)
    for number, (name, body) in enumerate(zip(names, bodies, strict=True)):
        following = number + 2 if number + 1 < len(names) else _FREE
        directory += _entry(name, 2, starts[number], len(body), right=following)
    directory += b"\0" * (-len(directory) % _SECTOR)
    first_of_directory = len(chains)
    count = len(directory) // _SECTOR
    chains += [first_of_directory + 1 + step for step in range(count - 1)] + [_END]
    tables = 1
    while (len(chains) + tables) > tables * 128:
        tables += 1
    first_table = len(chains)
    chains += [_TABLE] * tables
    chains += [_FREE] * (tables * 128 - len(chains))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, tables, first_of_directory, 0, _LEAST, _END, 0, _END, 0)
    places = [first_table + number for number in range(tables)]
    header += struct.pack("<109I", *places, *[_FREE] * (109 - tables))
    content = b"".join(body + b"\0" * (-len(body) % _SECTOR) for body in bodies)
    return header + content + directory + struct.pack(f"<{len(chains)}I", *chains)


def _entry(
    name: str, kind: int, start: int, size: int, *, child: int = _FREE, right: int = _FREE
) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
    tail = struct.pack("<III16xI16xIII", _FREE, right, child, 0, start, size, 0)
    return head + tail


def doc(
    runs: list[tuple[str, bytes]], *, comments: str = "", left: str = "", flags: int = 0
) -> bytes:
    """Return a Word document of runs with their changes of looks (sprms).

    ``left`` is text that a quick save left behind; ``flags`` are set in its header.
    """
    text = "".join(part for part, _ in runs)
    first = 0x600
    body = (text + comments + left).encode("utf-16-le")
    places, place = [first], first
    for part, _ in runs:
        place += 2 * len(part)
        places.append(place)
    looks = struct.pack(f"<{len(places)}I", *places)
    block, at = bytearray(512), 500
    for number, (_, changes) in enumerate(runs):
        if changes:
            at -= (len(changes) + 2) & ~1
            block[at] = len(changes)
            block[at + 1 : at + 1 + len(changes)] = changes
            block[len(looks) + number] = at // 2
    block[: len(looks)] = looks
    block[511] = len(runs)
    page = (first + len(body) + 511) // 512
    count = len(text) + len(comments)
    pieces = struct.pack("<II", 0, count) + struct.pack("<HIH", 0, first, 0)
    clx = b"\2" + struct.pack("<I", len(pieces)) + pieces
    chpx = struct.pack("<III", first, places[-1], page)
    head = bytearray(first)
    struct.pack_into("<HH", head, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", head, 0x0A, flags)
    struct.pack_into("<II", head, 0x18, first, first + len(body))
    struct.pack_into("<I", head, 0x4C, len(text))
    struct.pack_into("<I", head, 0x5C, len(comments))
    struct.pack_into("<II", head, 0x9A + 8 * 12, len(clx), len(chpx))
    struct.pack_into("<II", head, 0x9A + 8 * 33, 0, len(clx))
    main = (bytes(head) + body).ljust(page * 512, b"\0") + bytes(block)
    return compound({"WordDocument": main, "0Table": clx + chpx})


def slide_record(kind: int, data: bytes) -> bytes:
    """Return a record of PowerPoint."""
    return struct.pack("<HHI", 0, kind, len(data)) + data


def sheet_record(kind: int, data: bytes) -> bytes:
    """Return a record of Excel."""
    return struct.pack("<HH", kind, len(data)) + data


def wide(text: str) -> bytes:
    """Return a string of Excel: its length, that it is wide, its characters."""
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def xls(cells: list[tuple[int, int, str]], *, hidden_row: int, title: str = "甲") -> bytes:
    """Return a workbook of texts (row, column, text) with one hidden row."""
    bof = struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)
    font = struct.pack("<HHHHHBBBBBB", 200, 0, 8, 400, 0, 0, 0, 0, 0, 1, 0) + b"A"
    look = struct.pack("<HHHBBBBIIH", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    name = struct.pack("<BB", len(title), 1) + title.encode("utf-16-le")
    before = sheet_record(0x809, bof) + sheet_record(0x5C, wide("张三"))
    before += sheet_record(0x42, struct.pack("<H", 1200))
    before += sheet_record(0x31, font) * 5 + sheet_record(0xE0, look) * 16
    size = len(before) + 4 + 6 + len(name) + 4
    bound = sheet_record(0x85, struct.pack("<IBB", size, 0, 0) + name)
    page = sheet_record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    row = struct.pack("<HHHHHHI", hidden_row, 0, 5, 255, 0, 0, 0x20)
    page += sheet_record(0x208, row)
    for line, column, text in cells:
        page += sheet_record(0x204, struct.pack("<HHH", line, column, 0) + wide(text))
    return compound(
        {"Workbook": before + bound + sheet_record(0xA, b"") + page + sheet_record(0xA, b"")}
    )
