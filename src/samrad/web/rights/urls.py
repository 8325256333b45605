"""Addresses of rights."""

from django.urls import path

from samrad.web.rights.views import answering, asking, erasing, home, keeping, looking, patterns, questions

app_name = "rights"
urlpatterns = [
    path("min/rettigheter/", home.home, name="home"),
    path("min/rettigheter/<int:request_id>/", home.one, name="one"),
    path("min/rettigheter/<int:request_id>/ta-tilbake/", home.withdraw, name="withdraw"),
    path("min/rettigheter/<slug:asked_for>/", asking.ask_for, name="ask"),
    path("min/rettigheter/<int:complaint_id>/brev/", asking.complaint_letter, name="letter"),
    path("min/ta-med/", home.take_along, name="take_along"),
    path("min/logg/", looking.log, name="log"),
    path("min/logg/<int:reading_id>/", looking.ask_reading, name="ask_reading"),
    path("logg/", patterns.patterns, name="patterns"),
    path("oppslag/", questions.questions, name="questions"),
    path("oppslag/<int:question_id>/", questions.answer_question, name="answer_question"),
    path("sak/<int:case_id>/rettigheter/", answering.of_case, name="of_case"),
    path("sak/<int:case_id>/rettigheter/nytt/", answering.register, name="register"),
    path("sak/<int:case_id>/rettigheter/<int:request_id>/", answering.answer, name="answer"),
    path("sak/<int:case_id>/rettigheter/<int:complaint_id>/utfall/", answering.settled, name="settle"),
    path("oppbevaring/", keeping.kept, name="kept"),
    path("sak/<int:case_id>/oppbevaring/", keeping.what_goes, name="what_goes"),
    path("sak/<int:case_id>/oppbevaring/slett/", keeping.erase_all_of, name="erase_case"),
    path("sak/<int:case_id>/slett/", erasing.kinds, name="erase_kinds"),
    path("sak/<int:case_id>/slett/<str:entry>/", erasing.listed, name="erase_list"),
    path("sak/<int:case_id>/slett/<str:entry>/<int:entry_id>/", erasing.erase_one, name="erase"),
]
