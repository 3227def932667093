"""`callmon setup`: the guided set-up, in a window."""

import typer


def setup() -> None:
    """Choose microphone and speaker, check the headset, and say what is kept, in a window."""
    from callmon.preferences import load, save
    from callmon.ui.setup_window import run_setup

    preferences, trouble = load()
    if trouble is not None:
        typer.echo(f"callmon: {trouble}", err=True)
    chosen = run_setup(preferences)
    if chosen is None:
        typer.echo("Nothing was changed.")
        return
    save(chosen)
    typer.echo("Your choices are stored.")
