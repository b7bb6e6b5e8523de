"""Archives: every member is read, under its name, down to the third layer."""

from sunshine.scanning.reading.archive import Archive, shown_name
from sunshine.scanning.reading.context import Context, Source
from sunshine.scanning.reading.transcript import Transcript
from sunshine.scanning.readings import Unreadable


def read_zip(source: Source, transcript: Transcript, context: Context) -> None:
    """Read every member; one that cannot be read makes the whole unreadable, by its name."""
    with Archive(source, context.budget) as archive, context.budget.deeper():
        for member in archive.members:
            name = shown_name(member)
            try:
                inner = context.read_within(archive.read(member), name)
            except Unreadable as error:
                if error.code == "empty":
                    transcript.line(name)
                    continue
                facts = {**error.facts, "member": error.facts.get("member", name)}
                raise Unreadable(error.code, **facts) from error
            transcript.include(name, inner)
        comment = archive.comment
    if comment:
        transcript.hide("appended_data", comment.decode("utf-8", "replace"), why="zip-comment")
