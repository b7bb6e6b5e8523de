"""Errors that readers report in a page (网页纠错), answered within 3 working days."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from sunshine.orgs.models import Body, Person, Post
from sunshine.publishing.models.items import Item


class PageReportQuerySet(models.QuerySet["PageReport"]):
    def open(self) -> "PageReportQuerySet":
        """Return the reports that wait for an answer."""
        return self.filter(answered_at__isnull=True)

    def overdue(self, on: date) -> "PageReportQuerySet":
        """Return the open reports whose last day is past on ``on``."""
        return self.open().filter(due_on__lt=on)


class PageReport(models.Model):
    """One reported error; the reporter follows it by its code."""

    class Kind(models.TextChoices):
        WORDING = "wording", _("错别字或表述有误")
        FACT = "fact", _("内容过时或与事实不符")
        LINK = "link", _("链接或附件打不开")
        PERSONAL = "personal", _("泄露个人信息")
        OTHER = "other", _("其他问题")

    code = models.CharField(max_length=10, unique=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="page_reports")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="page_reports")
    path = models.CharField(max_length=300)
    item = models.ForeignKey(
        Item, on_delete=models.PROTECT, null=True, blank=True, related_name="page_reports"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField()
    contact = models.CharField(max_length=120, blank=True)
    received_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.TextField(blank=True)
    is_founded = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PageReportQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return self.code
