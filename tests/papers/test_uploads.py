"""What an uploaded file may be, what is taken out of it, and what is refused with which words."""

import io
import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from samrad.cases.rules import Part
from samrad.commands.demo.beginning import A_PDF
from samrad.kernel.clock import today
from samrad.kernel.errors import Invalid
from samrad.papers.models import Paper
from samrad.papers.operations import add_paper
from samrad.papers.queries import content
from samrad.papers.rules import BadPaper, checksum, take
from tests.stories import coordinated
from tests.town import Fjordvik
from tests.web.hostile import png

GPS, ORIENTATION, MAKER = 0x8825, 0x0112, 0x010F


def photograph(kind: str = "JPEG", size: tuple[int, int] = (40, 20), **more: Any) -> bytes:
    """A picture whose left half is red, as a camera held sideways keeps it, with the place and the camera in it."""
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[MAKER] = "Hemmelig kamera"
    exif[GPS] = {1: "N", 2: (63.0, 26.0, 0.0)}
    kept = io.BytesIO()
    image.save(kept, kind, exif=exif.tobytes(), **more)
    return kept.getvalue()


def pdf(**catalog: Any) -> PdfWriter:
    """A PDF of one page; more in its catalog when given."""
    writer = PdfWriter(clone_from=io.BytesIO(A_PDF))
    for name, value in catalog.items():
        writer.root_object[NameObject(f"/{name}")] = value
    return writer


def written(writer: PdfWriter) -> bytes:
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def action(kind: str) -> DictionaryObject:
    return DictionaryObject({NameObject("/S"): NameObject(kind)})


def with_script() -> bytes:
    script = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x")})
    names = DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject("a"), script])})
    return written(pdf(Names=DictionaryObject({NameObject("/JavaScript"): names})))


def with_file() -> bytes:
    writer = pdf()
    writer.add_attachment("regneark.xlsx", b"PK")
    return written(writer)


def locked() -> bytes:
    writer = pdf()
    writer.encrypt("hemmelig", algorithm="AES-256")
    return written(writer)


def with_unreached_script() -> bytes:
    """The script hangs on nothing, as in a file that is changed by adding to its end."""
    writer = pdf()
    writer._add_object(DictionaryObject({NameObject("/JS"): TextStringObject("x")}))
    return written(writer)


REFUSED = {
    "a locked PDF": (locked(), "låst med passord"),
    "a script": (with_script(), "inneholder et program"),
    "a script that nothing leads to": (with_unreached_script(), "inneholder et program"),
    "a script on opening": (written(pdf(OpenAction=action("/JavaScript"))), "inneholder et program"),
    "a program to start": (written(pdf(OpenAction=action("/Launch"))), "starter et program"),
    "a form that sends": (written(pdf(AA=DictionaryObject({NameObject("/O"): action("/SubmitForm")}))), "sender"),
    "a file inside": (with_file(), "inneholder en annen fil"),
    "an XFA form": (
        written(pdf(AcroForm=DictionaryObject({NameObject("/XFA"): ArrayObject()}))), "skjema av en type"),
    "a PDF without pages": (written(PdfWriter()), "ingen sider"),
    "a PDF that is none": (b"%PDF-1.7\n%%EOF\n", "skadet"),
    "a PNG that is none": (b"\x89PNG\r\n\x1a\n..", "skadet"),
    "a JPEG cut off": (photograph()[:500], "skadet"),
    "a picture that unpacks to gigabytes": (png(60_000, 60_000), "for stort"),
    "a picture just too large": (png(9_000, 7_000), "for stort"),
    "a program": (b"MZ\x90\x00", "ikke av en type"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_could_do_harm_is_refused_in_plain_words(what: str) -> None:
    data, words = REFUSED[what]
    with pytest.raises(BadPaper) as refused:
        take(data)
    assert words in str(refused.value)


def test_a_pdf_is_kept_as_it_came() -> None:
    taken = take(A_PDF)
    assert (taken.content, taken.media_type, taken.ending) == (A_PDF, "application/pdf", "pdf")
    assert len(PdfReader(io.BytesIO(written(pdf()))).pages) == 1
    assert take(written(pdf())).ending == "pdf"


@pytest.mark.parametrize(("kind", "ending"), [("JPEG", "jpg"), ("PNG", "png")])
def test_a_picture_is_kept_upright_and_without_place_and_camera(kind: str, ending: str) -> None:
    before = photograph(kind)
    taken = take(before + b"<?php echo 1; ?>")
    assert taken.ending == ending
    assert b"Hemmelig" in before
    assert b"Hemmelig" not in taken.content
    assert b"php" not in taken.content
    with Image.open(io.BytesIO(taken.content)) as kept:
        assert dict(kept.getexif()) == {}
        assert kept.size == (20, 40)
        top, bottom = (kept.convert("RGB").getpixel((10, y)) for y in (5, 35))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[1] < 60 < 200 < bottom[1]


def test_what_is_kept_is_what_is_measured(town: Fjordvik) -> None:
    story = coordinated(town)
    data = photograph()
    paper = add_paper(
        actor=story.lead, case=story.case, part=Part.DOCUMENTS, title="Foto", content=data, received_on=today()
    )
    kept = content(paper)
    assert kept != data
    assert (paper.size, paper.sha256) == (len(kept), checksum(kept))


# ── the scanner ──────────────────────────────────────────────────────────────


class _Clamd(socketserver.BaseRequestHandler):
    """Speaks clamd's protocol: zINSTREAM, pieces with their lengths, a piece of no length, an answer."""

    def handle(self) -> None:
        link = self.request.makefile("rb")
        assert link.read(10) == b"zINSTREAM\0"
        got = b""
        while size := struct.unpack(">I", link.read(4))[0]:
            got += link.read(size)
        self.server.seen.append(got)  # type: ignore[attr-defined]
        self.request.sendall(self.server.answer)  # type: ignore[attr-defined]


@contextmanager
def clamd(answer: bytes, path: Path | None = None) -> Iterator[list[bytes]]:
    """A scanner that answers so, at a path or on a port; yields what it was sent."""
    server: Any
    if path is not None:
        server = socketserver.UnixStreamServer(str(path), _Clamd)
    else:
        server = socketserver.TCPServer(("127.0.0.1", 0), _Clamd)
    server.answer, server.seen = answer, []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    where = str(path) if path is not None else f"127.0.0.1:{server.server_address[1]}"
    with override_settings(CLAMD=where):
        yield server.seen
    server.shutdown()
    server.server_close()


def adds(town: Fjordvik, data: bytes) -> Paper:
    story = coordinated(town)
    return add_paper(
        actor=story.lead, case=story.case, part=Part.DOCUMENTS, title="Brev", content=data, received_on=today()
    )


def test_the_scanner_is_sent_the_whole_file(town: Fjordvik, tmp_path: Path) -> None:
    data = A_PDF + b"\n" * 200_000
    with clamd(b"stream: OK\0") as seen:
        assert adds(town, data).size == len(data)
    assert seen == [data]
    with clamd(b"stream: OK\0", tmp_path / "ctl") as seen:
        adds(town, A_PDF)
    assert seen == [A_PDF]


@pytest.mark.parametrize(
    ("answer", "words"),
    [(b"stream: Eicar-Test-Signature FOUND\0", "noe skadelig"), (b"INSTREAM size limit exceeded. ERROR\0", "Vent litt"), (b"", "Vent litt")],
)  # fmt: skip
def test_what_the_scanner_does_not_pass_is_not_kept(town: Fjordvik, answer: bytes, words: str) -> None:
    with clamd(answer), pytest.raises(Invalid) as refused:
        adds(town, A_PDF)
    assert words in refused.value.sentence
    assert refused.value.field == "file"
    assert not Paper.objects.filter(title="Brev").exists()


def test_nothing_is_taken_while_the_scanner_is_away(town: Fjordvik) -> None:
    with override_settings(CLAMD="/finnes/ikke"), pytest.raises(Invalid) as refused:
        adds(town, A_PDF)
    assert "Vent litt" in refused.value.sentence
