"""What an attacker, a broken program or a tired person sends: texts, dates, numbers, files, headers, bodies."""

import io
import random
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile

HOST = "127.0.0.1"
LONG = "æ" * 30_000
TEXTS = (
    "", " ", "\x00", "a\x00b", "\u202e\u200b\ufeff", "😀" * 40, "\ud800", "\r\nSet-Cookie: a=b", "'", '"', "';--", "' OR 1=1 --",
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{{ 7*7 }}", "{% debug %}", "%s%s%n", "{0.__class__}",
    "../../../etc/passwd", "//evil.example/", "https://evil.example/", "javascript:alert(1)", "\\\\evil", "null", "None", "NaN", "undefined",
    "true", "[]", "{}", '{"a":', LONG, "a" * 301, "%00", "%", "\\", "_", "\t", "\x1b[31m", "İ", "ß", "ﬁ", "#let x = 1", "*_`$", "=1+1", "@SUM(A1)",
)  # fmt: skip
NUMBERS = (
    "0", "-1", "1", "2", "3", "007", "1e5", "1.5", "1,5", "+1", "²", "٣", "१२", "Ⅷ", "2147483647", "2147483648",
    "9223372036854775807", "9223372036854775808", "-9223372036854775809", "9" * 40, "9" * 5000, "0x10", "1_000", "Infinity", "-0",
)  # fmt: skip
DATES = (
    "31.2.2030", "0.0.0000", "1.1.0001", "31.12.9999", "1.1.1900", "29.2.2027", "29.2.2028", "2026-13-01", "9999-12-31", "0001-01-01",
    "1.1.26", "32.1.2026", "1. mars 2026", "1. mars 0000", "31. desember 9999", "00.00", "24.00", "23.59", "99:99", "02.30", "i går", "1.1.10000",
    "²².1.2026", "٣١.١.٢٠٢٦",
)  # fmt: skip
SEGMENTS = (
    "0",
    "-1",
    "9" * 19,
    "9" * 40,
    "1%00",
    "%00",
    "..",
    "%2e%2e",
    "a" * 3000,
    "æøå",
    "%ff%fe",
    "१२",
    "²",
    "1.5",
    "'",
    "nil",
)
HEADERS = (
    ("HX-Request", "true"), ("HX-Request", "false"), ("HX-Boosted", "true"), ("HX-Current-URL", "http://[::"), ("HX-Current-URL", "%ff"),
    ("HX-Target", "a\x00b"), ("HX-Trigger", LONG), ("Accept-Language", "se,nn;q=0.9,*"), ("Accept-Language", "q" * 5000), ("Accept", "application/json"),
    ("Accept-Encoding", "br;q=99"), ("Referer", "http://[::"), ("Referer", "javascript:1"), ("Origin", "null"), ("Origin", "http://evil.example"),
    ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "999.999.1.1, x"), ("X-Forwarded-For", LONG), ("Host", "evil.example"), ("Host", "[::1"),
    ("Host", "127.0.0.1:99999"), ("Range", "bytes=9-1"), ("If-None-Match", "*"), ("If-Modified-Since", "1. januar"), ("X-HTTP-Method-Override", "DELETE"),
    ("Content-Length", "-1"), ("Content-Encoding", "gzip"), ("User-Agent", "\xff\xfe" * 50), ("Authorization", "Bearer x"), ("DPoP", "x.y.z"),
    ("Cookie", "samrad=x"), ("Cookie", "samrad=" + "9" * 4000), ("Cookie", "csrftoken=\xff; messages=garbage"), ("Cookie", "messages=W1tdXQ:1:2"), ("Cookie", ";;;=;a"),
)  # fmt: skip
BODIES = (
    ("application/x-www-form-urlencoded", b"a=%ff%fe&b=%00"), ("application/x-www-form-urlencoded; charset=utf-99", b"a=b"),
    ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(1200))), ("application/x-www-form-urlencoded", b"a=" + b"x" * 4_100_000),
    ("application/x-www-form-urlencoded", b"\xff\x00\xff"), ("application/json", b'{"a": 1'), ("application/json", b"[" * 2000), ("text/xml", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
    ("multipart/form-data", b"--x\r\n"), ("multipart/form-data; boundary=", b"--\r\n"), ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"..\\..\\a\x00.pdf\"\r\n\r\nx\r\n--x--\r\n"),
    ("multipart/form-data; boundary=" + "x" * 300, b"x"), ("", b"a=b"), ("garbage", b"\x00" * 64), ("multipart/form-data; boundary=\xe6", b"--x"),
)  # fmt: skip
METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "post", "LINK")


def png(width: int, height: int) -> bytes:
    """A PNG that says it is so wide and high, whatever it holds."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00" * 200)) + chunk(b"IEND", b"")
    )


def zipped(*files: tuple[str, bytes]) -> bytes:
    """A zip of the files."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in files:
            book.writestr(name, content)
    return kept.getvalue()


FILES = (
    b"", b"MZ\x90\x00", b"%PDF-1.7\n%%EOF\n", b"%PDF-1.7\n" + b"1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF",
    b"%PDF-" + b"[" * 4000, b"\x89PNG\r\n\x1a\n", png(1, 1), png(60_000, 60_000), b"\xff\xd8\xff\xe0" + b"\x00" * 50, b"\xff\xd8\xff",
    b"GIF89a" + b"\x00" * 20, b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", zipped(("a", b"x")),
    zipped(("xl/workbook.xml", b"<a>" * 1000)), zipped(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"\x00" * 3_000_000)),
    b"navn;enhet\r\n\x00;\xff\r\n", "navn;enhet\r\nÅse;Ås\r\n".encode("utf-16"), b"\xef\xbb\xbfa,b\r\n" + b'"' * 5000, b"[routine]\ntitle = ", b"a = " + b"[" * 3000,
    b"x" * 200_000,
)  # fmt: skip
FILE_NAMES = (
    "a.pdf",
    "a.png",
    "../../a.pdf",
    "a\r\nb.xlsx",
    "a.xlsx",
    "a.csv",
    "a.toml",
    "æ" * 200 + ".pdf",
    "con",
    ".htaccess",
)


def text(chance: random.Random) -> str:
    """Something that does not belong in a field."""
    return chance.choice(chance.choice((TEXTS, NUMBERS, DATES)))


def file(chance: random.Random) -> SimpleUploadedFile:
    """A file that is not what it says, or breaks who opens it."""
    return SimpleUploadedFile(
        chance.choice(FILE_NAMES), chance.choice(FILES), chance.choice(("application/pdf", "image/png", "", "x/y"))
    )
