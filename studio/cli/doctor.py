"""`greenlight doctor`: is everything there that films need?"""

from __future__ import annotations

import typer

from studio.cli.options import AsJson, DataDir


def doctor(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Look at Python, codecs, fonts, voice, disk and worker, and name each remedy."""
    from studio.cli.terminal import EXIT_FAILED, Terminal
    from studio.doctor import examine

    terminal = Terminal(as_json=as_json)
    findings = examine(data_dir)
    lines = []
    for finding in findings:
        lines.append(f"{'✓' if finding.is_ok else '✗'} {finding.title}: {finding.found}")
        if finding.remedy:
            lines.append(f"    {finding.remedy}")
    is_ok = all(finding.is_ok for finding in findings)
    value = {"is_ok": is_ok, "findings": [finding.as_json() for finding in findings]}
    terminal.result(value, lines)
    if not is_ok:
        raise typer.Exit(EXIT_FAILED)
