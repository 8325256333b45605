"""Addresses of meeting."""

from django.urls import path

from samrad.web.meeting import views

app_name = "meeting"
urlpatterns = [
    path("moter/", views.all, name="all"),
    path("sak/<int:case_id>/moter/", views.meetings, name="meetings"),
    path("sak/<int:case_id>/moter/nytt/", views.new, name="new"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/", views.meeting, name="meeting"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/endre/", views.change, name="change"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/flytt/", views.move, name="move"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/avlys/", views.cancel, name="cancel"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/inviter/", views.ask, name="ask"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/stotte/", views.support, name="support"),
    path(
        "sak/<int:case_id>/moter/<int:meeting_id>/deltaker/<int:participant_id>/fjern/",
        views.remove_participant,
        name="remove_participant",
    ),
    path("sak/<int:case_id>/moter/<int:meeting_id>/deltaker/<int:participant_id>/svar/", views.reply, name="reply"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/deltaker/<int:participant_id>/brev/", views.letter, name="letter"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/deltaker/<int:participant_id>/postet/", views.posted, name="posted"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/sak/", views.add_item, name="add_item"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/sak/<int:item_id>/", views.item, name="item"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/sak/<int:item_id>/fjern/", views.remove_item, name="remove_item"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/sak/<int:item_id>/<slug:way>/", views.move_item, name="move_item"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/samrad/", views.consult, name="consult"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/send/", views.send, name="send"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/angre/", views.undo, name="undo"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/tolk/", views.interpreter, name="interpreter"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/dobbelttime/", views.double_time, name="double_time"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/kalender/", views.ics, name="ics"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/referat/", views.minutes, name="minutes"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/referat/fagsystem/", views.elsewhere, name="elsewhere"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/referat/pdf/", views.minutes_pdf, name="minutes_pdf"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/referat/skriv/", views.write, name="write"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/oppmote/", views.attendance, name="attendance"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/ferdig/", views.hold, name="hold"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/enige/", views.agree, name="agree"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/neste/", views.next, name="next"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/ingen-neste/", views.no_next, name="no_next"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/publiser/", views.publish, name="publish"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/send-ut/", views.distribute, name="distribute"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/merknad/", views.note, name="note"),
    path("sak/<int:case_id>/moter/<int:meeting_id>/godkjenn/", views.approve, name="approve"),
]
