"""Addresses of plan."""

from django.urls import path

from samrad.web.plan import views

app_name = "plan"
urlpatterns = [
    path("sak/<int:case_id>/plan/", views.plan, name="plan"),
    path("sak/<int:case_id>/plan/ny/", views.open_plan, name="open"),
    path("sak/<int:case_id>/plan/periode/", views.period, name="period"),
    path("sak/<int:case_id>/plan/pdf/", views.pdf, name="pdf"),
    path("sak/<int:case_id>/plan/tekst/<slug:section>/", views.text, name="text"),
    path("sak/<int:case_id>/plan/mal/", views.add_goal, name="add_goal"),
    path("sak/<int:case_id>/plan/mal/<int:goal_id>/", views.goal, name="goal"),
    path("sak/<int:case_id>/plan/mal/<int:goal_id>/godkjenn/", views.approve, name="approve"),
    path("sak/<int:case_id>/plan/mal/<int:goal_id>/avslutt/", views.end_goal, name="end_goal"),
    path("sak/<int:case_id>/plan/mal/<int:goal_id>/vurder/", views.evaluate_goal, name="evaluate_goal"),
    path("sak/<int:case_id>/plan/tiltak/", views.add_activity, name="add_activity"),
    path("sak/<int:case_id>/plan/tiltak/<int:activity_id>/", views.activity, name="activity"),
    path("sak/<int:case_id>/plan/tiltak/<int:activity_id>/status/", views.settle, name="settle"),
    path("sak/<int:case_id>/plan/tiltak/<int:activity_id>/vurder/", views.evaluate_activity, name="evaluate_activity"),
    path("sak/<int:case_id>/plan/opplaering/", views.training, name="training"),
    path("sak/<int:case_id>/plan/avslutt/", views.end, name="end"),
    path("sak/<int:case_id>/plan/utgave/", views.publish, name="publish"),
    path("sak/<int:case_id>/plan/utgave/<int:edition_id>/", views.edition, name="edition"),
    path("sak/<int:case_id>/plan/utgave/<int:edition_id>/pdf/", views.edition_pdf, name="edition_pdf"),
]
