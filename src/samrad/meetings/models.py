"""Meeting, participants, agenda, minutes, decisions, additions and approvals."""

from typing import Any, ClassVar

import pghistory
from django.db import models
from django.db.models import Q

from samrad.accounts.models import Employment
from samrad.cases.models import Case
from samrad.cases.rules import LifeArea
from samrad.kernel.models import TenantModel
from samrad.kernel.tenant import tenant_policy
from samrad.people.models import RelatedPerson
from samrad.plans.models import HISTORY, Activity, Goal
from samrad.teams.models import Seat


class Meeting(TenantModel):
    """One meeting. Days are the days things happened; `starts_at` is an instant, `minutes` real ones.

    `sequence` grows each time the invitation changes, as calendar programs expect.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="meetings")
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=150, blank=True)
    starts_at = models.DateTimeField()
    minutes = models.PositiveIntegerField()
    place = models.CharField(max_length=200, blank=True)
    chair = models.ForeignKey(Employment, on_delete=models.PROTECT, null=True, related_name="chaired")
    subject_chairs = models.BooleanField(default=False)
    minute_taker = models.ForeignKey(Employment, on_delete=models.PROTECT, null=True, related_name="minuted")
    interpreter = models.BooleanField(default=False)
    interpreter_language = models.CharField(max_length=60, blank=True)
    interpreter_booked_on = models.DateField(null=True)
    interpreter_told = models.BooleanField(default=False)
    gp_double_time_on = models.DateField(null=True)
    word_first = models.BooleanField(default=True)
    child_attends = models.BooleanField(null=True)
    child_attends_reason = models.TextField(blank=True)
    planned_on = models.DateField()
    agenda_consulted_on = models.DateField(null=True)
    agenda_consulted_with = models.CharField(max_length=150, blank=True)
    agenda_sent_on = models.DateField(null=True)
    called_on = models.DateField(null=True)
    called_at = models.DateTimeField(null=True)
    sequence = models.PositiveIntegerField(default=0)
    moved_on = models.DateField(null=True)
    moved_from = models.DateTimeField(null=True)
    cancelled_on = models.DateField(null=True)
    cancel_reason = models.CharField(max_length=300, blank=True)
    held_on = models.DateField(null=True)
    no_subject_reason = models.TextField(blank=True)
    next_meeting = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="previous")
    next_agreed_on = models.DateField(null=True)
    no_next_reason = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=150, blank=True)
    elsewhere = models.CharField(max_length=150, blank=True)
    elsewhere_on = models.DateField(null=True)
    distributed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True, cancel_reason="")
                | (Q(cancelled_on__isnull=False, held_on__isnull=True) & ~Q(cancel_reason="")),
                name="meeting_cancel_paired",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True, published_at__isnull=True, published_by="")
                | (
                    Q(published_on__isnull=False, published_at__isnull=False, held_on__isnull=False)
                    & ~Q(published_by="")
                ),
                name="meeting_published_paired",
            ),
            models.CheckConstraint(
                condition=Q(called_on__isnull=True, called_at__isnull=True)
                | Q(called_on__isnull=False, called_at__isnull=False),
                name="meeting_called_paired",
            ),
            models.CheckConstraint(
                condition=Q(elsewhere_on__isnull=True, elsewhere="")
                | (Q(elsewhere_on__isnull=False, held_on__isnull=False) & ~Q(elsewhere="")),
                name="meeting_elsewhere_paired",
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="meeting_has_length"),
            models.CheckConstraint(
                condition=Q(subject_chairs=False) | Q(chair__isnull=True), name="meeting_led_by_one"
            ),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["case", "starts_at"], name="meeting_of_case")]

    @property
    def led_by(self) -> str:
        """Who leads the meeting, by name; "" when that is not decided."""
        if self.subject_chairs:
            return self.case.subject.name
        return self.chair.name if self.chair else ""


class Participant(TenantModel):
    """Somebody asked to a meeting: the answer before it, the attendance after."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="participants")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="participants")
    kind = models.CharField(max_length=12)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="participations")
    related_person = models.ForeignKey(
        RelatedPerson, on_delete=models.PROTECT, null=True, related_name="participations"
    )
    name = models.CharField(max_length=150)
    email = models.EmailField(blank=True)
    must_attend = models.BooleanField(default=True)
    by_letter = models.BooleanField(default=False)
    posted_on = models.DateField(null=True)
    reply = models.CharField(max_length=12, blank=True)
    replied_at = models.DateTimeField(null=True)
    reply_note = models.CharField(max_length=300, blank=True)
    attended = models.BooleanField(null=True)
    removed_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(
                fields=["meeting", "seat"], condition=Q(seat__isnull=False), name="participant_seat_once"
            ),
            models.CheckConstraint(
                condition=Q(reply="", replied_at__isnull=True) | (~Q(reply="") & Q(replied_at__isnull=False)),
                name="participant_reply_paired",
            ),
        ]


@pghistory.track(**HISTORY)
class AgendaItem(TenantModel):
    """A point on the agenda. `key` is the template's id when it came from there."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="agenda_items")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    key = models.CharField(max_length=40, blank=True)
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    detail = models.TextField(blank=True)
    minutes = models.PositiveIntegerField(default=0)
    life_area = models.CharField(max_length=20, default=LifeArea.OTHER.value)
    proposer = models.CharField(max_length=12)
    proposed_by = models.CharField(max_length=150, blank=True)
    proposed_by_user = models.BigIntegerField(null=True)
    goal = models.ForeignKey(Goal, on_delete=models.SET_NULL, null=True, related_name="agenda_items")
    activity = models.ForeignKey(Activity, on_delete=models.SET_NULL, null=True, related_name="agenda_items")
    needs_decision = models.BooleanField(default=False)
    removed_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "id"]
        constraints: ClassVar[list[Any]] = [tenant_policy()]


@pghistory.track(**HISTORY)
class MinutesField(TenantModel):
    """One field of the minutes: a heading of the routine, or one agenda item. Saved alone, with a version."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="minutes_fields")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="minutes_fields")
    heading = models.CharField(max_length=40)
    agenda_item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, null=True, related_name="minutes_fields")
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()
    updated_by = models.CharField(max_length=150)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            tenant_policy(),
            models.UniqueConstraint(
                fields=["meeting", "heading", "agenda_item"], name="minutes_field_once", nulls_distinct=False
            ),
        ]


class MeetingDecision(TenantModel):
    """What was agreed at a meeting: the activity it became."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="meeting_decisions")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions")
    agenda_item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, related_name="decisions")
    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="decided")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[Any]] = [tenant_policy()]


class MinutesNote(TenantModel):
    """What is added to published minutes, dated: an addition, a comment, or the approval in a later meeting."""

    ADDITION, COMMENT, APPROVAL = "addition", "comment", "approval"
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="minutes_notes")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=10)
    on = models.DateField()
    text = models.TextField(blank=True)
    by = models.CharField(max_length=150)
    in_meeting = models.ForeignKey(Meeting, on_delete=models.SET_NULL, null=True, related_name="approvals")

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "id"]
        constraints: ClassVar[list[Any]] = [tenant_policy()]


class MinutesRecipient(TenantModel):
    """Who was given the published minutes, and when."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="minutes_recipients")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="recipients")
    participant_kind = models.CharField(max_length=12)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="minutes_received")
    related_person = models.ForeignKey(
        RelatedPerson, on_delete=models.PROTECT, null=True, related_name="minutes_received"
    )
    name = models.CharField(max_length=150)
    by_letter = models.BooleanField(default=False)
    sent_on = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [tenant_policy()]
