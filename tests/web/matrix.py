"""The access matrix: who gets what answer from which page.

A row is a group of addresses, a column a persona that opens a page of the own case (`tests.personas`):

    s  it is shown            -  refused (403)       P  for sending only (405)
    >  led on to a page       .  not there (404)     i  led to the sign-in

Where the own case has no such thing (a plan, a goal), the address names another case's: then it is
never shown, whatever stands here. `SENT` tells who may send to an address that does not show a page
(`P`), or that shows one to more people than may send to it; for all others who may open is who may send.
"""

COLUMNS = (
    "adult child11 child13 youth15 youth17",
    "parentA parentB guardianE guardianP",
    "coordinator deputy former",
    "seat partial withdrawn gp colleague",
    "asked leader office system director",
    "elsewhere office2 anonymous",
)
IN_ROWS = tuple(" ".join(COLUMNS).split())

# fmt: off
OPENED = {
    # ── nobody in particular ──
    ">>>>> >>>> >>> >>>>> >>>>> >>s": "account:sign_in",
    "iiiii iiii iii iiiii iiiii iii": "account:code account:recovery",
    "PPPPP PPPP PPP PPPPP PPPPP PPP": "account:new_code_app account:demo account:provider_signs_out",
    "..... .... ... ..... ..... ...": "setup:wizard account:start account:returned",
    "sssss ssss sss sssss sssss sss": "intake:public intake:thanks intake:booklet intake:booklet_pdf intake:accessibility account:keys account:first_code",
    # ── oneself ──
    "sssss ssss sss sssss sssss ssi": "account:choose account:own routine:read",
    "..... .... ... ..... ..... ..i": "account:password account:recovery_codes account:new_phone",
    ">>>>> >>>> >>> >>>>> >>>>> >>i": "today:front",
    ">>>>> >>>> sss sssss sssss ssi": "today:today meeting:all",
    "----- ---- sss sssss sssss ssi": "service:offers today:office_duty deviation:queue board:all case:mine emergency:open intake:new search:search routine:versions routine:compare routine:try",
    "----- ---- sss sssss sssss ..i": "routine:version",
    "sssss ssss --- ----- ----- --i": "mine:plan mine:meetings mine:who mine:papers rights:home rights:log rights:ask rights:take_along",
    ".s... .... --- ----- ----- --i": "rights:one rights:letter",
    ".s... s... --- ----- ----- --i": "rights:ask_reading",
    # ── the office, and systemansvarlig ──
    "----- ---- --- ----- --ss- -si": "rights:questions",
    "----- ---- --- ----- --ss- -.i": "rights:answer_question",
    "----- ---- --- ----- --s-- -si": "intake:queue intake:take_over oversight:overview oversight:sheet rights:kept "
                                      "oversight:coordinators oversight:forum oversight:report oversight:shared oversight:report_pdf "
                                      "oversight:report_sheet oversight:report_list oversight:returns "
                                      "setup:import_groups setup:import_progress setup:group_template",
    "----- ---- --- ----- --s-- -.i": "oversight:course",
    "----- ---- --- ----- ---s- --i": "rights:patterns service:add_offer service:offer service:withdraw_offer board:raise setup:units setup:add_unit setup:unit setup:close_unit setup:add_agency "
                                      "setup:staff setup:add_employee setup:import setup:employee setup:sign_in "
                                      "setup:end_employment setup:reset_sign_in setup:letterhead setup:tie setup:untie "
                                      "routine:draft routine:settings routine:rules routine:rule routine:text "
                                      "routine:effect routine:publish routine:discard emergency:controls emergency:control",
    "----- ---- --- ----- --->- --i": "routine:begin",
    "----- ---- --- ----- ss--- --i": "unit:unit",
    # ── the case itself ──
    "sssss s.ss ss. ss.s. s.s.. ..i": "case:overview",
    "sssss s.-s ss. --.-. -.s.. ..i": "case:events case:people case:interpreter intake:propose",
    "----- s.ss --. --.-. -.-.. ..i": "case:own_contact",
    "sssss s..s ss. ss.s. ..s.. ..i": "today:duty",
    "----- -.-- ss. --.-. -.s.. ..i": "rights:erase_kinds rights:of_case rights:register rights:answer rights:settle case:person case:related case:add_related case:end_mandate case:withhold case:own_protection case:related_protection case:own_sign_in "
                                      "case:related_sign_in case:related_number case:new_sheet case:end_sign_in intake:notice team:stand_in team:absence "
                                      "transition:contact transition:end_contact team:end_absence",
    "----- -.-- ss. --.-. -.... ..i": "rights:erase_list rights:erase",
    "----- -.-- ss. --.-. -.-.. ..i": "board:evaluate_group case:report case:pause case:remove_paper case:archived case:archive_package intake:assess team:open team:not_now "
                                      "team:change "
                                      "team:contact_card team:add_seat team:seat team:fill team:end_holder "
                                      "team:expectations team:end_seat team:secret consent:ask consent:inability consent:mandate consent:share consent:end_sharing meeting:new meeting:letter "
                                      "meeting:posted meeting:next meeting:distribute transition:school "
                                      "transition:take_back transition:answer transition:aid transition:new "
                                      "transition:change transition:cancel transition:step transition:assign "
                                      "service:convey service:need service:remove_need contact:record contact:answer emergency:review",
    "sssss s.-s ss. s-.s. -.-.. ..i": "case:documents case:upload",
    "sssss s..s ss. s..s. ..... ..i": "case:paper",
    # ── how it came, and who is coordinator ──
    "sssss s.-s ss. --.-. s.s.. ..i": "intake:case",
    "----- -.-- --. --.-. s.s.. ..i": "intake:clarify",
    "----- -.-- --. --.-. -.s.. ..i": "rights:what_goes rights:erase_case intake:decline intake:join intake:ask_leader intake:assign_unit "
                                      "team:replace tie:weigh",
    "----- -.-- --. --.-. -.>.. ..i": "intake:appoint",
    "----- -.-- --. --.-. ..-.. ..i": "intake:decide consent:answer consent:hear consent:end_inability",
    "----- -.-- ss. ss.s. -.s.. ..i": "intake:inform",
    "----- -.-- s-. --.-. -.s.. ..i": "team:end_coordinator",
    "sssss s.-s ss. --.-. -.-.. ..i": "intake:apply intake:withdraw intake:decision_letter consent:consents "
                                      "consent:consent consent:form_pdf consent:who consent:standing consent:object plan:goal plan:end_goal emergency:case "
                                      "closing:closing contact:contact",
    "sssss s.ss ss. --.-. -.-.. ..i": "service:services",
    "sssss -.-- ss. --.-. -.-.. ..i": "withholding:all",
    "----- ..-. ss. ..... ..s.. ..i": "tie:end",
    "----- ---- --- ----- sss-- -si": "tie:watch",
    "--sss -.-- ss. --.-. -.-.. ..i": "withholding:new",
    "s.sss -.-- ss. --.-. -.-.. ..i": "withholding:lift",
    "sssss s.-s --. --.-. -.-.. ..i": "case:contact contact:write",
    # ── consent ──
    "s---s s.-- ss. --.-. ..-.. ..i": "consent:withdraw consent:withdraw_grant consent:narrow",
    # ── the group and the plan ──
    "sssss s.-s ss. ss.s. -.-.. ..i": "transition:transitions transition:life transition:one team:team plan:plan plan:add_activity plan:edition plan:edition_pdf "
                                      "meeting:note",
    ".s.ss s.-. s.. ss.s. -.-.. ..i": "plan:pdf",
    ".s.ss s.-. s.. --.-. -.-.. ..i": "plan:period plan:text plan:add_goal",
    "ss.ss s..s s.. -s.-. ..-.. ..i": "plan:activity plan:settle plan:evaluate_activity",
    ".s.ss s... s.. s..s. ..-.. ..i": "plan:evaluate_goal",
    ".-.ss -... -.. --.-. ..-.. ..i": "plan:approve",
    "----- -.-- s.. --.-. -.-.. ..i": "plan:training plan:end plan:publish",
    "----- -.-- .s. --.-. -.... ..i": "plan:open",
    # ── meetings ──
    "sssss s.ss ss. ss.s. -.-.. ..i": "meeting:meetings",
    "sssss s.ss ss. ss.s. ..... ..i": "meeting:meeting meeting:ics",
    "sssss s.-s ss. ss.s. ..... ..i": "meeting:minutes meeting:minutes_pdf",
    "ss-ss s.-- s-. ss.s. ..... ..i": "meeting:add_item",
    "ss-ss s.-- s-. --.-. ..-.. ..i": "meeting:support",
    "ss-ss -.-- s-. --.-. ..... ..i": "meeting:reply",
    "----- -.-- s-. --.-. ..... ..i": "meeting:attendance meeting:hold meeting:agree meeting:no_next meeting:publish "
                                      "meeting:approve meeting:elsewhere",
    "----- -.-- -.. --.-. -.-.. ..i": "transition:package",
    "----- -.-- s-. --.-. -.-.. ..i": "meeting:change meeting:move meeting:cancel meeting:ask meeting:item "
                                      "meeting:remove_participant meeting:consult meeting:send meeting:interpreter "
                                      "meeting:double_time case:accept case:course",
    # ── deviations, matters that are raised, and the boards ──
    "sssss s.-s ss. ss.s. -.s.. ..i": "deviation:all deviation:report "
                                      "tie:case tie:report",
    ".s... s... ss. ..... ..... ..i": "deviation:deviation",
    ".-... -... ss. --.-. ..-.. ..i": "deviation:measures deviation:cannot deviation:close",
    ".-... -... --. --.-. ..-.. ..i": "deviation:decide deviation:to_board deviation:answer",
    "----- -.-- ss. ss.s. -.-.. ..i": "deviation:new_matter transition:task transition:piece",
    ".s... s... s.. s..s. ..... ..i": "deviation:matter",
    ".-... -... s.. --.-. ..-.. ..i": "deviation:attempt deviation:solve",
    ".-... -... -.. --.-. ..... ..i": "deviation:step",
    "--.-- -.-- s.. -s.-. ..-.. ..i": "deviation:outside",
    "----- ---- --- ----- ----s --i": "board:open board:appoint board:end_member",
    "----- ---- ... ....- ..--- ..i": "board:call board:held",
    "----- ---- ... ....s ..s-- ..i": "board:record board:measure board:sector_plan",
    "----- ---- ... ....s ..sss ..i": "board:board board:meeting board:issue board:work board:figures",
    # ── closing ──
    "----- -.-- >>. --.-. -.-.. ..i": "closing:close",
    "----- -.-- ... --.-. -.-.. ..i": "closing:stored",
    # ── for sending only ──
    "PPPPP PPPP PPP PPPPP PPPPP PPi": "rights:withdraw account:end_session account:sign_out account:draft account:forget_draft today:undo_note today:take_back_office "
                                      "routine:confirm unit:send_routine oversight:seen intake:withdraw_proposal meeting:remove_item "
                                      "meeting:move_item meeting:undo meeting:write board:call_off emergency:end",
}

# s: may send. The others: what they are answered.
SENT = {
    "sssss ssss sss sssss sssss ssi": "account:end_session account:sign_out account:draft account:forget_draft",
    "sssss ssss sss sssss sssss sss": "account:demo account:new_code_app account:sign_in account:code account:recovery",
    ".s... .... --- ----- ----- --i": "rights:withdraw",
    "..... .... ... ..... ..... ...": "account:provider_signs_out",
    "PPPPP PPPP PPP PPPPP PPPPP PPP": "account:start account:returned",
    "----- ---- sss sssss sssss ssi": "routine:confirm",
    "----- ---- --- ----- ---s- ..i": "today:take_back_office",
    "----- ---- --- ----- ss--- --i": "unit:send_routine",
    "----- ---- --- ----- --s-- -.i": "oversight:seen",
    "----- -.-- --. --.-. -.s.. ..i": "intake:withdraw_proposal",
    "sssss s.-- s-. --.-. ..-.. ..i": "meeting:remove_item",
    "----- -.-- s-. --.-. ..-.. ..i": "meeting:move_item meeting:undo",
    "----- -.-- s-. --.-. ..... ..i": "meeting:write",
    "----- -.-- ss. --.-. -.-.. ..i": "closing:closing emergency:end",
    "----- -.-- ss. --.-. -.s.. ..i": "today:undo_note plan:open",
    "----- ---- ... ....- ..--- ..i": "board:call_off board:meeting",
    "----- ---- ... ....s ..s-- ..i": "board:issue",
}
# fmt: on


BOARD = "board:board board:meeting board:issue board:work board:figures board:record board:measure board:sector_plan"
BUT: dict[str, dict[str, str]] = {
    "acute": {
        "s": "case:overview emergency:case plan:plan team:team transition:transitions transition:life transition:one "
        "service:services meeting:meetings meeting:meeting meeting:ics today:duty",
        ".": BOARD + " board:call board:held",
    },
    "board": {"s": BOARD, "-": "board:call board:held"},
    "lifted": {"s": f"{BOARD} board:call board:held case:overview deviation:all deviation:matter deviation:step"},
    "handler": {"s": "case:overview deviation:all deviation:deviation deviation:decide deviation:to_board"},
}
BUT_SENT: dict[str, dict[str, str]] = {
    "acute": {".": "board:issue board:call_off board:meeting"},
    "board": {"s": "board:issue", "-": "board:call_off board:meeting"},
    "lifted": {"s": "board:call_off board:meeting board:issue"},
    "handler": {},
}


def _read(table: dict[str, str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row, names in table.items():
        answers = dict(zip(IN_ROWS, row.replace(" ", ""), strict=True))
        for name in names.split():
            assert name not in found, f"{name} stands twice"
            found[name] = answers
    return found


# Somebody who has opened the case in an emergency, and those above the cases: a member of a board, a leader with a lifted matter, systemansvarlig with a raised deviation.
# They are answered as somebody else of their kind; where they see that the case is there, most of it is refused.
LIKE = {"acute": "colleague", "board": "leader", "lifted": "leader", "handler": "system"}
SEE_THE_CASE = ("acute", "lifted", "handler")


def _with_those_above(table: dict[str, dict[str, str]], but: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    return {name: answers | {who: _letter(name, who, answers, but) for who in LIKE} for name, answers in table.items()}


def _letter(name: str, who: str, answers: dict[str, str], but: dict[str, dict[str, str]]) -> str:
    letter = answers[LIKE[who]]
    return but[who].get(name, "-." if who in SEE_THE_CASE and letter == "." else letter)


def _by_address(groups: dict[str, str]) -> dict[str, str]:
    return {name: letter for letter, names in groups.items() for name in names.split()}


PERSONAS = (*IN_ROWS, *LIKE)
opened = _with_those_above(_read(OPENED), {who: _by_address(BUT[who]) for who in LIKE})
sent = _with_those_above(_read(SENT), {who: _by_address(BUT_SENT[who]) for who in LIKE})
