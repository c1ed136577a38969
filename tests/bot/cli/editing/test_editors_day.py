"""docs/editing.md, walked as it stands: from an empty folder to a preview, and a served feed."""

import re
import shlex
from pathlib import Path

from tests.bot.running.podium import ROOT, podium, podium_running

AT = ("--at", "2026-12-05 12:00 GMT")
DESK = {"PODIUM_TIMEZONE": "Europe/Brussels"}


async def test_the_walk_is_as_the_document_says(tmp_path: Path) -> None:
    document = (ROOT / "docs" / "editing.md").read_text(encoding="utf-8")
    [definitions] = re.findall(r"```yaml\n(# yaml-language-server.*?)```", document, re.DOTALL)
    [checked] = re.findall(r"\$ podium check\n(.*?)```", document, re.DOTALL)
    [fault] = re.findall(r"```\n(agendas/week.yaml:.*?)```", document, re.DOTALL)
    [(options, shown)] = re.findall(r"\$ podium preview (--.*?)\n(.*?)```", document, re.DOTALL)

    assert podium(tmp_path, "new", "week", "--timezone", "Europe/Brussels").returncode == 0
    file = tmp_path / "agendas" / "week.yaml"
    oslo = "start: 2026-12-10                # the time is to be announced"
    file.write_text(definitions.replace(oslo, "date: 10 December 2026"), encoding="utf-8")
    assert podium(tmp_path, "check").stderr.decode() == fault
    file.write_text(definitions, encoding="utf-8")
    done = podium(tmp_path, "check")
    assert done.stderr == b""
    assert done.stdout.decode().replace(" (all are past)", "") == checked
    done = podium(tmp_path, "preview", *shlex.split(options), **DESK)
    assert done.returncode == 0
    assert done.stdout.decode().startswith(shown)
    async with podium_running(tmp_path, "serve", PODIUM_PORT="0") as service:
        await service.until("calendar.ics")
        assert await service.stop() == 0
    draft = tmp_path / "draft"
    draft.mkdir()
    (draft / "week.yaml").write_text(definitions, encoding="utf-8")
    assert podium(tmp_path, "preview", "draft", *AT, **DESK).returncode == 0
