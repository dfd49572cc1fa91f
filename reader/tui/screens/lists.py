"""The lists one can choose from, each built from what the program knows: commands, sort orders, problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from reader.commands import GROUPS, Command, Scope, shown
from reader.errors import ConfigError
from reader.model import Problem
from reader.text.width import fit
from reader.tui.background.external import edit_file
from reader.tui.render.bars import SORTS
from reader.tui.render.lines import Span
from reader.tui.screens.picker import PickerItem, PickerScreen
from reader.tui.state.view_state import Context
from reader.tui.theme.stylesheets import THEMES, theme_names, theme_values


def _command_items(commands: Iterable[Command]) -> Iterator[PickerItem[str]]:
    listed = list(commands)
    for group in GROUPS:
        some = [command for command in listed if command.group == group]
        if some:
            yield PickerItem((Span(group, "heading"),), None)
        for command in some:
            keys = "  ".join(shown(key) for key in command.keys)
            yield PickerItem(
                (Span(fit("  " + keys, 18), "key"), Span(fit(command.title, 26)), Span(command.help, "meta")),
                command.id,
                command.id,
            )


def choose_command(ctx: Context, *, title: str, scope: Scope | None) -> None:
    """Let a command be found by its keys, name or help, and run it in the pane one came from."""
    keymap = ctx.screen.keys.keymap
    commands = keymap.commands if scope is None else keymap.available(scope)
    screen = PickerScreen(title, list(_command_items(commands)), start=1, empty="no command of that name")
    ctx.app.push_screen(screen, lambda command_id: ctx.screen.run_command(command_id) if command_id else None)


def choose_sort(ctx: Context, done: Callable[[str], None]) -> None:
    """Let an order be chosen; `done` gets its sort term."""
    items = [PickerItem((Span(name),), (sort,)) for sort, name in SORTS]
    current = next((index for index, (sort, _) in enumerate(SORTS) if sort == ctx.view_state.view.sort), 0)
    screen = PickerScreen("Sort by", items, start=current)
    ctx.app.push_screen(screen, lambda chosen: done(chosen[0]) if chosen else None)


def choose_theme(ctx: Context) -> None:
    """Let a theme be chosen, each shown as the cursor comes to it; Enter keeps it in the settings, Esc none."""
    app, before = ctx.app, ctx.app.theme
    folder = ctx.session.themes_folder
    faults: dict[str, ConfigError] = {}
    items: list[PickerItem[str]] = []
    for name in theme_names(folder):
        try:
            theme_values(name, folder)
        except ConfigError as error:
            faults[name] = error
        said = "yours" if name not in THEMES else ""
        if name in faults:
            said = (faults[name].parts or (faults[name],))[0].message
        items.append(
            PickerItem((Span(fit(name, 26)), Span(said, "hint" if name in faults else "meta")), name)
        )

    def show(name: str) -> None:
        if name not in faults:
            app.use_theme(name)

    def keep(name: str | None) -> None:
        app.use_theme(before if name is None or name in faults else name)
        if name is None:
            return
        if name in faults:
            raise faults[name]
        ctx.say(f"{name}, also from now on: written to {ctx.session.save_theme(name)}")

    start = next((index for index, item in enumerate(items) if item.value == before), 0)
    screen = PickerScreen("Theme · shown as you move", items, start=start, preview=show)
    app.push_screen(screen, lambda name: ctx.screen.guarded(lambda: keep(name)))


def choose_problem(ctx: Context) -> None:
    """List the problems of the corpus; choosing one opens its file in the editor."""
    problems = ctx.session.corpus.problems()
    items = [PickerItem(_problem_line(problem), problem) for problem in problems]
    screen = PickerScreen(f"Problems · {len(problems)} · Enter opens the file in your editor", items)

    def edit(problem: Problem | None) -> None:
        if problem is not None:
            ctx.screen.guarded(lambda: edit_file(ctx.app, ctx.session.file(problem.path), line=problem.line))
            ctx.screen.reload()

    ctx.app.push_screen(screen, edit)


def _problem_line(problem: Problem) -> tuple[Span, ...]:
    line = f":{problem.line}" if problem.line else ""
    return (Span(problem.message, "hint"), Span(f"  {problem.path}{line}", "meta"))
