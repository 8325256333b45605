"""The pages of meetings, as their addresses name them."""

from samrad.web.meeting.views.after import distribute, note, publish
from samrad.web.meeting.views.agenda import add_item, item, move_item, remove_item
from samrad.web.meeting.views.before import consult, double_time, interpreter, meeting, send, undo
from samrad.web.meeting.views.lists import everywhere as all
from samrad.web.meeting.views.lists import in_case as meetings
from samrad.web.meeting.views.minutes import minutes, minutes_pdf, write
from samrad.web.meeting.views.people import answer as reply
from samrad.web.meeting.views.people import ask, ics, letter, posted, support
from samrad.web.meeting.views.people import remove as remove_participant
from samrad.web.meeting.views.planning import cancel, change, move, new
from samrad.web.meeting.views.room import agree, approve, attendance, elsewhere, hold
from samrad.web.meeting.views.room import following as next
from samrad.web.meeting.views.room import no_following as no_next

__all__ = [
    "add_item",
    "agree",
    "all",
    "approve",
    "ask",
    "attendance",
    "cancel",
    "change",
    "consult",
    "distribute",
    "double_time",
    "elsewhere",
    "hold",
    "ics",
    "interpreter",
    "item",
    "letter",
    "meeting",
    "meetings",
    "minutes",
    "minutes_pdf",
    "move",
    "move_item",
    "new",
    "next",
    "no_next",
    "note",
    "posted",
    "publish",
    "remove_item",
    "remove_participant",
    "reply",
    "send",
    "support",
    "undo",
    "write",
]
