"""Makes the README's picture: a case of the demo, in a fresh database, as Chromium shows it at 1280 px."""

import base64
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tools.browser import QUIET, program

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs/generated/sak.png"
WIDTH, COLOURS = 1280, 256
PIXELS = """async data => {
  const image = new Image();
  image.src = "data:image/png;base64," + data;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), {width: image.width, height: image.height});
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const bytes = pen.getImageData(0, 0, image.width, image.height).data;
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768)
    text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return btoa(text);
}"""

Colour = tuple[int, int, int]


def main() -> int:
    with (
        tempfile.TemporaryDirectory() as home,
        site({**os.environ, "SAMRAD_HOME": home}) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=program(), args=list(QUIET))
        page = browser.new_page(viewport={"width": WIDTH, "height": 900}, color_scheme="light", locale="nb-NO")
        data = shoot(page, address)
        page.goto("about:blank")
        pixels = base64.b64decode(page.evaluate(PIXELS, base64.b64encode(data).decode()))
        browser.close()
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_bytes(png(pixels))
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1024} kB")
    return 0


@contextmanager
def site(environment: dict[str, str]) -> Iterator[str]:
    """Samråd with the demo on a free port; gives its address, and stops it afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    subprocess.run([sys.executable, str(ROOT / "tools/browser_files.py")], env=environment, check=True)
    command = [str(Path(sys.executable).parent / "samrad"), "start", "--port", str(port)]
    running = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        while not answers(address):
            if running.poll() is not None:
                raise SystemExit("Samråd startet ikke.")
            time.sleep(0.5)
        yield address
    finally:
        running.send_signal(signal.SIGINT)
        running.wait(30)


def answers(address: str) -> bool:
    """Whether the pages are up."""
    try:
        with urllib.request.urlopen(f"{address}/inn/", timeout=5):
            return True
    except OSError:
        return False


def shoot(page: Page, address: str) -> bytes:
    """The coordinator's view of her first case, down to the end of what it says."""
    page.goto(f"{address}/inn/")
    page.click('button[value="kari"]')
    page.goto(f"{address}/saker/")
    page.click("main tbody a >> nth=0")
    page.click(".duty >> nth=1 >> summary")
    page.evaluate("document.fonts.ready")
    height = page.evaluate("document.querySelector('main').getBoundingClientRect().bottom + scrollY")
    return page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": WIDTH, "height": height - 24})


def png(pixels: bytes) -> bytes:
    """RGBA rows as a PNG with a palette: the commonest colours, and for the others the nearest of them."""
    points = [colour[:3] for colour in struct.iter_unpack("4B", pixels)]
    palette: list[Colour] = [colour for colour, _ in Counter(points).most_common(COLOURS)]
    number = {colour: at for at, colour in enumerate(palette)}
    for colour in set(points) - set(palette):
        number[colour] = min(range(len(palette)), key=lambda at: distance(palette[at], colour))
    rows = (bytes(number[one] for one in points[at : at + WIDTH]) for at in range(0, len(points), WIDTH))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, len(points) // WIDTH, 8, 3, 0, 0, 0)),
            chunk(b"PLTE", b"".join(bytes(one) for one in palette)),
            chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows), 9)),
            chunk(b"IEND", b""),
        )
    )


def distance(one: Colour, other: Colour) -> int:
    """How far two colours are from each other."""
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def chunk(kind: bytes, body: bytes) -> bytes:
    """A part of a PNG file."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


if __name__ == "__main__":
    sys.exit(main())
