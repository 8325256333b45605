"""Addresses of the boards, and of a group's evaluation of its own work."""

from django.urls import path

from samrad.web.board.views import boards, meetings, work

ONE = "overordnet/<int:board_id>/"

app_name = "board"
urlpatterns = [
    path("overordnet/", boards.everything, name="all"),
    path("overordnet/nytt/", boards.open_new, name="open"),
    path(ONE, boards.board, name="board"),
    path(ONE + "plass/<int:board_seat_id>/", boards.appoint, name="appoint"),
    path(ONE + "medlem/<int:member_id>/", boards.end, name="end_member"),
    path(ONE + "mote/nytt/", meetings.call, name="call"),
    path(ONE + "mote/holdt/", meetings.record, name="held"),
    path(ONE + "mote/<int:board_meeting_id>/", meetings.meeting, name="meeting"),
    path(ONE + "mote/<int:board_meeting_id>/avlys/", meetings.cancel, name="call_off"),
    path(ONE + "problem/nytt/", meetings.raise_new, name="raise"),
    path(ONE + "problem/<int:issue_id>/", meetings.issue, name="issue"),
    path(ONE + "arbeid/", work.page, name="work"),
    path(ONE + "tall/", work.numbers, name="figures"),
    path(ONE + "arbeid/ny/<str:kind>/", work.record, name="record"),
    path(ONE + "arbeid/tiltak/<int:measure_id>/", work.finish, name="measure"),
    path(ONE + "arbeid/fagplan/<int:sector_plan_id>/", work.bring, name="sector_plan"),
    path("sak/<int:case_id>/gruppa/evaluering/", work.evaluate, name="evaluate_group"),
]
