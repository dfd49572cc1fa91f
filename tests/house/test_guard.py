"""Whatever Textual calls of ours is called under the guard of `reader.tui.events.guard`."""

from __future__ import annotations

import ast
import inspect
from importlib import import_module

import pytest
from textual.message_pump import MessagePump

from reader.tui.events.guard import Guarded
from tests.house.sources import modules

SCREEN = {name: path for name, path in modules().items() if name.startswith("reader.tui")}
# Ways past Textual into the event loop, each with what keeps an error there from ending the app or from being lost.
PAST_TEXTUAL = {
    "reader.tui.events.gc_schedule": "collects garbage, and touches nothing of ours",
    "reader.tui.terminal.driver": "hands signals to the app, which leaves",
    "reader.tui.events.key_queue": "hands its errors to the app itself",
}


@pytest.mark.parametrize("name", SCREEN)
def test_every_class_that_textual_calls_is_guarded(name: str) -> None:
    try:
        module = import_module(name)
    except ImportError:
        pytest.skip("wants an extra")
    ours = [one for one in vars(module).values() if inspect.isclass(one) and one.__module__ == name]
    unguarded = [
        one.__name__ for one in ours if issubclass(one, MessagePump) and not issubclass(one, Guarded)
    ]
    assert unguarded == []
    for one in ours:
        if issubclass(one, Guarded) and one is not Guarded:
            # Behind Textual's own class it would guard nothing.
            order = one.__mro__
            foreign = [base for base in order if base.__module__.startswith("textual.")]
            assert order.index(Guarded) < order.index(foreign[0])


@pytest.mark.parametrize("name", SCREEN)
def test_nothing_goes_past_the_guard(name: str) -> None:
    calls = {
        node.func.attr
        for node in ast.walk(ast.parse(SCREEN[name].read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    past = calls & {"create_task", "ensure_future", "get_running_loop", "call_soon", "call_soon_threadsafe"}
    assert not past or name in PAST_TEXTUAL


@pytest.mark.parametrize("name", SCREEN)
def test_no_text_is_read_as_markup(name: str) -> None:
    tree = ast.parse(SCREEN[name].read_text(encoding="utf-8"))
    borders = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }
    assert name == "reader.tui.widgets.border" or not borders & {"border_title", "border_subtitle", "tooltip"}
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        of = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        if of in {"Static", "Label"}:
            assert any(word.arg == "markup" and ast.unparse(word.value) == "False" for word in call.keywords)
        assert of not in {"notify", "from_markup"}


def test_textual_still_has_what_the_guard_changes() -> None:
    for name in ("set_timer", "set_interval", "call_after_refresh", "call_later", "call_next"):
        ours, theirs = (inspect.signature(getattr(one, name)) for one in (Guarded, MessagePump))
        assert list(ours.parameters) == list(theirs.parameters), name
    assert "_get_dispatch_methods" in inspect.getsource(MessagePump._on_message)
