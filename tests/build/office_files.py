"""Office files made here part by part, with everything that can hide in them."""

from tests.build.contents import archive

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_DRAW = "http://schemas.openxmlformats.org/drawingml/2006/main"
SPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}" xmlns:a="{_DRAW}"'
    ' xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)

# (kind, target) or, outside of the file, (kind, target, True); ids are rId1, rId2 …
Relations = list[tuple[str, str] | tuple[str, str, bool]]


def xml(root: str, inner: str, attributes: str = "") -> bytes:
    """Return a part with every usual namespace declared on its root."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{head}<{root} {SPACES} {attributes}>{inner}</{root}>".encode()


def relations(found: Relations) -> bytes:
    """Return a part of relations."""
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{row[0]}" Target="{row[1]}"'
        + (' TargetMode="External"/>' if len(row) > 2 else "/>")
        for number, row in enumerate(found, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{rows}</Relationships>'.encode()


def run(text: str, looks: str = "") -> str:
    """Return a run of a Word document."""
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*inner: str, looks: str = "") -> str:
    """Return a paragraph of runs; a plain string becomes a run."""
    runs = "".join(piece if piece.startswith("<") else run(piece) for piece in inner)
    return f"<w:p><w:pPr>{looks}</w:pPr>{runs}</w:p>"


def table(*rows: list[str]) -> str:
    """Return a table of Word; a cell is text or paragraphs."""
    body = ""
    for row in rows:
        cells = [cell if cell.startswith("<") else para(cell) for cell in row]
        body += "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"
    return f"<w:tbl>{body}</w:tbl>"


def docx(
    body: str, parts: dict[str, bytes] | None = None, related: Relations | None = None
) -> bytes:
    """Return a Word document; ``related`` are the relations of the main part."""
    return archive(
        {
            "[Content_Types].xml": b"<Types/>",
            "_rels/.rels": relations([("officeDocument", "word/document.xml")]),
            "word/document.xml": xml("w:document", f"<w:body>{body}</w:body>"),
            "word/_rels/document.xml.rels": relations(related or []),
            **(parts or {}),
        }
    )


def core_properties(author: str, last: str) -> bytes:
    """Return docProps/core.xml."""
    return (
        '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="urn:dc">'
        f"<dc:creator>{author}</dc:creator><cp:lastModifiedBy>{last}</cp:lastModifiedBy>"
        "<dc:title>标题</dc:title></cp:coreProperties>"
    ).encode()


def app_properties(manager: str, company: str) -> bytes:
    """Return docProps/app.xml."""
    return f"<P><Manager>{manager}</Manager><Company>{company}</Company></P>".encode()


def column_name(number: int) -> str:
    """Return the letters of a column of a sheet, A for 1."""
    return (column_name((number - 1) // 26) if number > 26 else "") + chr(65 + (number - 1) % 26)


def sheet(rows: list[list[str]], *, before: str = "", after: str = "", marks: str = "") -> bytes:
    """Return a sheet of texts; ``marks`` are attributes of each row from the second on."""
    body = ""
    for number, row in enumerate(rows, 1):
        cells = "".join(
            f'<c r="{column_name(place)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
            if not text.startswith("<")
            else text
            for place, text in enumerate(row, 1)
        )
        body += f'<row r="{number}" {marks if number > 1 else ""}>{cells}</row>'
    return xml("worksheet", f"{before}<sheetData>{body}</sheetData>{after}")


def xlsx(
    sheets: dict[str, bytes],
    parts: dict[str, bytes] | None = None,
    *,
    states: dict[str, str] | None = None,
    more: str = "",
) -> bytes:
    """Return a workbook; ``states`` hides sheets, ``more`` stands in the workbook's part."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" state="{(states or {}).get(name, "visible")}"'
        f' r:id="rId{number}"/>'
        for number, name in enumerate(sheets, 1)
    )
    places: Relations = [
        ("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, 1 + len(sheets))
    ]
    return archive(
        {
            "[Content_Types].xml": b"<Types/>",
            "_rels/.rels": relations([("officeDocument", "xl/workbook.xml")]),
            "xl/workbook.xml": xml("workbook", f"<sheets>{listed}</sheets>{more}"),
            "xl/_rels/workbook.xml.rels": relations(places),
            **{f"xl/worksheets/sheet{n}.xml": c for n, c in enumerate(sheets.values(), 1)},
            **(parts or {}),
        }
    )
