"""What no mail may hold: whom it is about, which units, what is written in the case."""

import re
from email.message import EmailMessage

from icalendar import Calendar

from tests.journeys.site import Postbox

NAMES = r"vilja|sandmo|mona|finn|moen|bakkemo|øverby|fossmark|haugdal|kvernmo"
UNIT_KINDS = r"skole|barnehage|ppt|helse|ergo|barnevern|lærer|koordinator|ansvarsgruppe|individuell|samtykke"
WRITTEN = r"buss|kino|morgen|lesestund|permisjon|rådhuset|referat|plan\b"
NOT_SAID = re.compile(f"{NAMES}|{UNIT_KINDS}|{WRITTEN}", flags=re.I)


def assert_neutral(post: Postbox) -> None:
    """Every mail says that something waits, and nothing of what; every calendar entry is a meeting and no more."""
    entries = 0
    for mail in post.mails:
        for part in mail.walk():
            if not part.is_multipart():
                said = _said(part, str(mail["To"]))
                assert not NOT_SAID.findall(said), said
        assert not NOT_SAID.findall(" ".join(str(mail[name]) for name in ("Subject", "From", "Message-ID"))), mail
        entries += sum(_is_entry(part) for part in mail.walk())
    assert entries > 0


def _said(part: EmailMessage, receiver: str) -> str:
    """The text of a part with its headers, without the address it is sent to."""
    content = part.get_content()
    text = content.decode() if isinstance(content, bytes) else str(content)
    return f"{part.get_filename('')} {text}".replace("\r\n ", "").replace(receiver, "")


def _is_entry(part: EmailMessage) -> bool:
    """Whether the part is a calendar entry, which then is a neutral one."""
    if part.get_content_type() not in ("text/calendar", "application/ics"):
        return False
    content = part.get_content()
    calendar = Calendar.from_ical(content)
    for event in calendar.walk("VEVENT"):
        assert str(event["SUMMARY"]) == "Møte"
        assert not {"LOCATION", "COMMENT", "CONTACT"} & set(event)
    return True
