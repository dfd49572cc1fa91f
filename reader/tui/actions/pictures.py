"""Showing the pictures of an article."""

from __future__ import annotations

from reader.text.urls import is_web_url
from reader.tui.state.view_state import Context, NotNowError
from reader.tui.theme.stylesheets import PLAIN


def _picture(ctx: Context) -> None:
    images = [image for image in ctx.coverage().images if is_web_url(image.url)]
    if not images:
        raise NotNowError("this article names no picture")
    wanted = ctx.session.settings.images
    if wanted == "no":
        raise NotNowError("pictures are switched off by the setting images")
    if wanted == "auto" and ctx.app.look.remote:
        raise NotNowError(
            f"no pictures over a thin line, unless the setting images is “yes”; "
            f"{ctx.key('open-menu')} has their addresses"
        )
    if ctx.app.look.ascii or ctx.app.look.theme == PLAIN:
        raise NotNowError(f"pictures need colours and more than ASCII; {ctx.key('open-menu')} opens them")
    paths = ctx.session.paths
    if paths is None:
        raise NotNowError("this session has no folder to keep pictures in")
    # Few look at pictures, and the library for them is an extra.
    from reader.fetch.decode_image import check_available
    from reader.fetch.image_cache import ImageCache
    from reader.tui.screens.picture import PictureScreen

    check_available()
    ctx.app.push_screen(PictureScreen(images, ImageCache(paths.pictures)))


HANDLERS = {"picture": _picture}
