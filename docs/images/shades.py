"""Pictures of pages as small files: at most 256 colours, which no eye misses on a page."""

import struct
import zlib
from base64 import b64decode, b64encode

from playwright.sync_api import Browser

# Ever coarser shades until there are few enough; each is shown as the commonest colour in it.
_FEWER = """async source => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    const paper = canvas.getContext("2d");
    paper.drawImage(image, 0, 0);
    const data = paper.getImageData(0, 0, image.width, image.height).data;
    const counts = new Map();
    const exact = at => data[at] << 16 | data[at + 1] << 8 | data[at + 2];
    for (let at = 0; at < data.length; at += 4) {
        counts.set(exact(at), (counts.get(exact(at)) || 0) + 1);
    }
    const often = [...counts.keys()].sort((one, other) => counts.get(other) - counts.get(one));
    for (const step of [5, 8.5, 15, 17, 25.5, 51]) {
        const near = value => Math.round(value / step);
        const shades = new Map(), colours = [], places = new Map();
        for (const colour of often) {
            const shade = [colour >> 16, colour >> 8 & 255, colour & 255].map(near).join();
            if (!shades.has(shade)) { shades.set(shade, colours.push(colour) - 1); }
            places.set(colour, shades.get(shade));
        }
        if (colours.length > 256) { continue; }
        const pixels = new Uint8Array(data.length / 4);
        for (let at = 0; at < data.length; at += 4) { pixels[at / 4] = places.get(exact(at)); }
        let text = "";
        for (let at = 0; at < pixels.length; at += 8192) {
            text += String.fromCharCode(...pixels.subarray(at, at + 8192));
        }
        return {width: image.width, height: image.height, colours, pixels: btoa(text)};
    }
}"""


def smaller(browser: Browser, picture: bytes) -> bytes:
    """A PNG file as one with a palette."""
    page = browser.new_page()
    source = f"data:image/png;base64,{b64encode(picture).decode()}"
    found = page.evaluate(_FEWER, source)
    page.close()
    colours = b"".join(colour.to_bytes(3, "big") for colour in found["colours"])
    return _png(found["width"], found["height"], colours, b64decode(found["pixels"]))


def _png(width: int, height: int, colours: bytes, pixels: bytes) -> bytes:
    """A file of 8-bit places in a palette; each line begins with its filter, none."""
    lines = (b"\0" + pixels[at : at + width] for at in range(0, width * height, width))
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", colours),
            _chunk(b"IDAT", zlib.compress(b"".join(lines), 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )
