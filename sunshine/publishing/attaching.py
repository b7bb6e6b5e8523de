"""Putting one file in the place of another; called in an act."""

from sunshine.publishing.models import Attachment, EditionAttachment


def put_in_place(standing: EditionAttachment, new: Attachment) -> None:
    """Let ``new`` stand where ``standing`` does; the address of the former leads on to it."""
    former = standing.attachment
    standing.attachment = new
    standing.save(update_fields=["attachment"])
    if former.standing.exists():
        former.replaced_by = new
        former.save(update_fields=["replaced_by"])
    else:
        # Replaced twice within one draft: readers never saw it and go straight to the last.
        Attachment.objects.filter(replaced_by=former).update(replaced_by=new)
