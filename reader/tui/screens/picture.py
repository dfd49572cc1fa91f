"""The pictures of an article, one at a time, over the screen."""

from __future__ import annotations

import os
from collections.abc import Sequence
from threading import Thread
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from reader.errors import ReaderError
from reader.text.urls import host_of
from reader.tui.screens.modal import ModalBase
from reader.tui.terminal.capabilities import graphics
from reader.tui.terminal.graphics import opened
from reader.tui.theme.stylesheets import stylesheet
from reader.tui.widgets.border import label_border
from reader.tui.widgets.picture_box import PictureBox

if TYPE_CHECKING:
    from reader.fetch.image_cache import ImageCache
    from reader.model import Image


class PictureArrived(Message):
    """A picture was fetched, or with no `data` could not be; `fault` is what there is to say about it."""

    def __init__(self, url: str, data: bytes, fault: str) -> None:
        super().__init__()
        self.url = url
        self.data = data
        self.fault = fault


class PictureScreen(ModalBase[None]):
    """Fetches one picture at a time and shows it; `n` and `p` go through several, Esc, `q` or `h` closes."""

    CSS_PATH = [stylesheet("picture")]
    draws_pictures = True

    def __init__(self, images: Sequence[Image], kept: ImageCache) -> None:
        super().__init__()
        self._images = images
        self._kept = kept
        self._at = 0
        self._under_way: set[str] = set()

    def compose(self) -> ComposeResult:
        """Yield the frame, the place of the picture in it, and the lines below."""
        # Kitty finds a picture by a colour that is exactly its number.
        exact = self.app.console.color_system == "truecolor"
        how = graphics(os.environ)
        with Vertical(id="picture-frame"):
            yield PictureBox(how if exact or how != "kitty" else "blocks")
            yield Static("", id="picture-caption", markup=False)

    async def on_mount(self) -> None:
        """Begin with the first picture."""
        several = "n p next and previous · " if len(self._images) > 1 else ""
        label_border(self.query_one("#picture-frame"), subtitle=f"{several}Esc close")
        await self._turn_to(0)

    async def _turn_to(self, number: int) -> None:
        """Show a picture from the cache, or begin to fetch it."""
        if not 0 <= number < len(self._images):
            return
        self._at = number
        image = self._images[number]
        several = f" {number + 1} of {len(self._images)}" if len(self._images) > 1 else ""
        label_border(self.query_one("#picture-frame"), title=f"Picture{several}")
        data = self._kept.get(image.url)
        if data is None or not await self._show(data):
            self._fetch(image.url)
            await self._say(f"fetching the picture from {host_of(image.url)} …")

    async def _show(self, data: bytes, note: str = "") -> bool:
        """Show a picture; tell whether it is one."""
        pixels = opened(data)
        if pixels is not None:
            await self.query_one(PictureBox).draw(pixels)
            self._caption(note)
        return pixels is not None

    async def _say(self, sentence: str) -> None:
        """Show a sentence in the place of the picture."""
        await self.query_one(PictureBox).say(sentence)
        self._caption()

    def _caption(self, note: str = "") -> None:
        image = self._images[self._at]
        lines = (image.title, host_of(image.url), note)
        self.query_one("#picture-caption", Static).update("\n".join(line for line in lines if line))

    def _fetch(self, url: str) -> None:
        """Fetch and keep a picture in a thread, unless that is being done."""
        # The network is no part of a start.
        from reader.fetch.fetch_image import fetch_picture, picture_client

        def work() -> None:
            data, fault = b"", ""
            try:
                data = fetch_picture(url, picture_client())
                self._kept.put(url, data)
            except ReaderError as error:
                fault = str(error)
            except Exception as error:  # noqa: BLE001 - told with its name, for nobody waits for this thread
                fault = f"fetching stopped: {type(error).__name__}"
            self.post_message(PictureArrived(url, data, fault))

        if url not in self._under_way:
            self._under_way.add(url)
            # It dies with the program: whoever quits need not wait for a slow server.
            Thread(target=work, daemon=True).start()

    async def on_picture_arrived(self, message: PictureArrived) -> None:
        """Show what came, where that is still what is waited for."""
        self._under_way.discard(message.url)
        if message.url != self._images[self._at].url:
            return
        if not (message.data and await self._show(message.data, message.fault)):
            await self._say(message.fault or "the picture could not be read")

    async def on_key(self, event: events.Key) -> None:
        """Turn to another picture, or close."""
        event.stop()
        event.prevent_default()
        match event.key:
            case "n" | "j" | "down" | "space" | "right_square_bracket":
                await self._turn_to(self._at + 1)
            case "p" | "k" | "up" | "minus" | "left_square_bracket":
                await self._turn_to(self._at - 1)
            case "escape" | "q" | "h" | "left" | "enter" | "I":
                self.dismiss()
