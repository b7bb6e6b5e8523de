"""What a PDF carries beside its pages: annotations, forms, files, scripts, layers, metadata."""

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from sunshine.scanning.reading.context import Context
from sunshine.scanning.reading.markup import attribute, name, parse
from sunshine.scanning.reading.pdf_pages import Extras
from sunshine.scanning.reading.pdf_paint import Box
from sunshine.scanning.reading.transcript import Transcript
from sunshine.scanning.readings import Unreadable

# What lays an opaque box over the page; a square only if it is filled.
_COVERING = {"/Redact", "/Stamp"}
_FILLED = {"/Square", "/Circle", "/Polygon", "/FreeText"}
_SILENT = {"/Link", "/Widget", "/Popup"}
_HIDDEN_FLAGS = 0x02 | 0x20
_TOLD_INFO = {"/Author": "作者", "/Subject": "主题", "/Keywords": "关键词"}
_TECHNICAL_INFO = {"/CreationDate", "/ModDate", "/Trapped", "/PTEX.Fullbanner"}
# What PDF/A files say of their own fields, word for word (ISO 19005-2): it tells of nobody.
_SCHEMA_WORDS = frozenset(
    {
        "UUID based identifier for specific incarnation of a document",
        "Keywords associated with the document",
        "Version of the PDF specification to which the document conforms",
        "Name of the application that created the PDF document",
        "Whether the document has been trapped",
        "Part Number of ISO 14289 (PDF/UA)",
    }
)
_PROGRAMS = {"/Creator", "/Producer", "/Title"}
_TELLING_XMP = {
    *("creator", "author", "Author", "subject", "description", "Keywords", "Manager", "Company"),
    *("contributor", "AuthorsPosition", "CaptionWriter", "lastURL", "SourceModified"),
}
_DEEPEST = 40


class Annotations(Extras):
    """What lies upon the pages: annotations, links and the values of forms."""

    def __init__(self, pdf: Pdf, context: Context) -> None:
        self._pdf = pdf
        self._context = context

    def covers(self, page: int) -> list[Box]:
        """Return the boxes of annotations that cover what is beneath them."""
        return [_box(annotation) for annotation in self._of(page) if _does_cover(annotation)]

    def write(self, page: int, transcript: Transcript) -> None:
        """Write values of fields as visible text, the rest as hidden or noted."""
        for annotation in self._of(page):
            kind = str(annotation.get(Name.Subtype, ""))
            if kind == "/Widget":
                _write_field(annotation, transcript)
            elif kind == "/Link":
                _write_link(annotation, transcript)
            elif kind not in _SILENT:
                self._write_note(annotation, kind, transcript)
        for key, what in ((Name.Thumb, "thumbnail"), (Name.PieceInfo, "pdf_metadata")):
            if key in self._pdf.pages[page].obj:
                transcript.hide(what, str(key), why=str(key).strip("/").lower())

    def _write_note(self, annotation: Dictionary, kind: str, out: Transcript) -> None:
        author = _text(annotation.get(Name.T))
        told = _text(annotation.get(Name.Contents)) or kind.strip("/")
        out.hide("pdf_annotations", told, why=kind.strip("/").lower(), lead=f"{author}：")
        rich = annotation.get(Name.RC)
        if rich is not None:
            out.note("注释格式文本", _text(rich))
        if kind == "/FileAttachment":
            for title, content in _files_in(annotation.get(Name.FS)):
                self._context.tuck(out, "pdf_attachments", content, title)

    def _of(self, page: int) -> Iterator[Dictionary]:
        found = self._pdf.pages[page].obj.get(Name.Annots)
        for annotation in found if isinstance(found, Array) else ():
            if isinstance(annotation, Dictionary):
                yield annotation


def tell_beside(pdf: Pdf, transcript: Transcript, context: Context) -> None:
    """Add what belongs to the document as a whole."""
    _info(pdf, transcript)
    _metadata(pdf, transcript)
    root = pdf.Root
    for title, content in _embedded(pdf):
        context.tuck(transcript, "pdf_attachments", content, title)
    _layers(root.get(Name.OCProperties), transcript)
    _scripts(pdf, transcript)
    _outline(root.get(Name.Outlines), transcript)
    form = root.get(Name.AcroForm)
    if isinstance(form, Dictionary) and Name.XFA in form:
        _xfa(form[Name.XFA], transcript)


def _info(pdf: Pdf, out: Transcript) -> None:
    info = pdf.trailer.get(Name.Info)
    for key, value in info.items() if isinstance(info, Dictionary) else ():
        told = _text(value)
        if not told or key in _TECHNICAL_INFO:
            continue
        if key in _PROGRAMS and "\\" not in told:
            out.note("文件属性", f"{key.strip('/')}：{told}")
        else:
            lead = f"{_TOLD_INFO.get(key, key.strip('/'))}："
            out.hide("pdf_metadata", told, why=key.strip("/").lower(), lead=lead)


def _metadata(pdf: Pdf, out: Transcript) -> None:
    """Read XMP wherever it hangs: on the document, on pages, on pictures."""
    for thing in pdf.objects:
        if isinstance(thing, Stream) and thing.get(Name.Type) == Name.Metadata:
            try:
                root = parse(thing.read_bytes())
            except (Unreadable, SyntaxError, pikepdf.PdfError):
                out.hide("pdf_metadata", "XMP", why="xmp-damaged")
                continue
            for element in root.iter():
                told = " ".join(str(piece).strip() for piece in element.itertext()).strip()
                if name(element) in _TELLING_XMP and told and told not in _SCHEMA_WORDS:
                    out.hide("pdf_metadata", told, why="xmp", lead=f"{name(element)}：")
                for key in _TELLING_XMP:
                    if attribute(element, key):
                        out.hide("pdf_metadata", attribute(element, key), why="xmp")


def _embedded(pdf: Pdf) -> Iterator[tuple[str, bytes]]:
    named = [spec.obj for spec in pdf.attachments.values()]
    associated = pdf.Root.get(Name.AF)
    seen: set[tuple[str, bytes]] = set()
    for spec in [*named, *(associated if isinstance(associated, Array) else ())]:
        for found in _files_in(spec):
            if found not in seen:
                seen.add(found)
                yield found


def _files_in(spec: Any) -> Iterator[tuple[str, bytes]]:
    if not isinstance(spec, Dictionary):
        return
    title = _text(spec.get(Name.UF)) or _text(spec.get(Name.F)) or "附件"
    files = spec.get(Name.EF)
    seen: set[tuple[int, int]] = set()
    for stream in files.values() if isinstance(files, Dictionary) else ():
        if isinstance(stream, Stream) and stream.objgen not in seen:
            seen.add(stream.objgen)
            yield title, stream.read_bytes()


def _layers(properties: Any, out: Transcript) -> None:
    if not isinstance(properties, Dictionary):
        return
    usual = properties.get(Name.D)
    groups = list(properties.get(Name.OCGs, Array()))
    if not isinstance(usual, Dictionary):
        return
    off = {group.objgen for group in usual.get(Name.OFF, Array())}
    if usual.get(Name.BaseState) == Name.OFF:
        on = {group.objgen for group in usual.get(Name.ON, Array())}
        off |= {group.objgen for group in groups} - on
    for group in groups:
        if group.objgen in off:
            out.hide("layers", _text(group.get(Name.Name)) or "图层", why="off")


def _scripts(pdf: Pdf, out: Transcript) -> None:
    for thing in pdf.objects:
        if not isinstance(thing, Dictionary):
            continue
        action = thing.get(Name.S)
        if action == Name.JavaScript and Name.JS in thing:
            code = thing[Name.JS]
            told = code.read_bytes().decode("utf-8", "replace") if isinstance(code, Stream) else ""
            out.hide("pdf_scripts", told or _text(code), why="javascript")
        elif action in {Name.Launch, Name.GoToR, Name.ImportData, Name.SubmitForm}:
            out.hide("external_links", _target(thing), why="action")


def _target(action: Dictionary) -> str:
    place = action.get(Name.F)
    if isinstance(place, Dictionary):
        return _text(place.get(Name.UF)) or _text(place.get(Name.F)) or str(action[Name.S])
    return _text(place) or str(action[Name.S])


def _outline(outline: Any, out: Transcript) -> None:
    """Note the titles of bookmarks; a chain that bites its tail is read once."""
    waiting = [outline.get(Name.First)] if isinstance(outline, Dictionary) else []
    seen: set[tuple[int, int]] = set()
    while waiting:
        entry = waiting.pop()
        if not isinstance(entry, Dictionary) or entry.objgen in seen:
            continue
        seen.add(entry.objgen)
        out.note("书签", _text(entry.get(Name.Title)))
        waiting += [entry.get(Name.Next), entry.get(Name.First)]


def _xfa(form: Any, out: Transcript) -> None:
    pieces = list(form) if isinstance(form, Array) else [form]
    for piece in pieces:
        if isinstance(piece, Stream):
            told = "\n".join(map(str, parse(piece.read_bytes()).itertext())).strip()
            if told:
                out.hide("form_values", told, why="xfa")


def _write_field(field: Dictionary, out: Transcript) -> None:
    value = _inherited(field, Name.V)
    told = _text(value)
    if isinstance(value, Array):
        told = "、".join(_text(one) for one in value)
    if isinstance(value, Name) or not told:
        return
    if int(field.get(Name.F, 0)) & _HIDDEN_FLAGS:
        out.hide("form_values", told, why="hidden-field")
    else:
        out.line(told)


def _inherited(field: Dictionary, key: Name) -> Any:
    for _ in range(_DEEPEST):
        if key in field:
            return field[key]
        parent = field.get(Name.Parent)
        if not isinstance(parent, Dictionary):
            return None
        field = parent
    return None


def _write_link(annotation: Dictionary, out: Transcript) -> None:
    action = annotation.get(Name.A)
    if isinstance(action, Dictionary) and Name.URI in action:
        out.note("链接地址", _text(action[Name.URI]))


def _does_cover(annotation: Dictionary) -> bool:
    kind = str(annotation.get(Name.Subtype, ""))
    if int(annotation.get(Name.F, 0)) & _HIDDEN_FLAGS:
        return False
    filled = annotation.get(Name.C if kind == "/FreeText" else Name.IC)
    solid = float(annotation.get(Name.CA, 1)) > 0.95
    has_fill = isinstance(filled, Array) and len(filled) > 0
    return kind in _COVERING or (kind in _FILLED and solid and has_fill)


def _box(annotation: Dictionary) -> Box:
    found = annotation.get(Name.Rect)
    if not isinstance(found, Array) or len(found) != 4:
        return (0, 0, 0, 0)
    left, bottom, right, top = (float(edge) for edge in found)
    return (min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def _text(value: Any) -> str:
    if isinstance(value, Stream):
        return value.read_bytes().decode("utf-8", "replace")
    if isinstance(value, pikepdf.String | str):
        return str(value).strip("\0 \n")
    return ""
