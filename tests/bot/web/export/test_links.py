"""Links in a published folder: what they lead to is somebody else's, and is left alone."""

from pathlib import Path

import pytest

from tests.bot.running.podium import podium

SITE = "https://podium.example"


@pytest.fixture
def precious(tmp_path: Path) -> Path:
    file = tmp_path / "precious"
    file.write_text("mine")
    return file


@pytest.mark.parametrize("command", [("publish", "site"), ("feed", "-o", "site/a.ics")])
def test_the_file_that_is_filled_first_is_not_written_through_a_link(
    tmp_path: Path, precious: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "site").mkdir()
    for name in (".podium.part", ".a.ics.podium.part"):
        (tmp_path / "site" / name).symlink_to(precious)
    done = podium(tmp_path, *command, PODIUM_PUBLIC_URL=SITE)

    assert done.returncode == 0, done.stderr.decode()
    assert precious.read_text() == "mine"


def test_a_folder_that_is_a_link_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "events").symlink_to(tmp_path / "theirs")
    done = podium(tmp_path, "publish", "site", PODIUM_PUBLIC_URL=SITE)

    assert done.returncode == 1
    assert (
        b"podium publish: site/events is a link to a folder, and is not written to" in done.stderr
    )
    assert list((tmp_path / "theirs").iterdir()) == []


@pytest.mark.parametrize("name", ["index.html", "calendar.ics"])
def test_a_link_in_a_new_file_s_place_is_not_ours(
    tmp_path: Path, precious: Path, name: str
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / name).symlink_to(precious if name == "index.html" else "nowhere")
    done = podium(tmp_path, "publish", "site", PODIUM_PUBLIC_URL=SITE)

    assert done.returncode == 1
    assert f"site/{name} was not written by podium publish" in done.stderr.decode()
    assert precious.read_text() == "mine"


def test_a_link_that_was_put_in_a_file_s_place_is_replaced(tmp_path: Path, precious: Path) -> None:
    assert podium(tmp_path, "publish", "site", PODIUM_PUBLIC_URL=SITE).returncode == 0
    page = tmp_path / "site" / "index.html"
    page.rename(tmp_path / "same")
    page.symlink_to(tmp_path / "same")
    (tmp_path / "site" / "calendar.ics").unlink()
    (tmp_path / "site" / "calendar.ics").symlink_to(precious)

    assert podium(tmp_path, "publish", "site", PODIUM_PUBLIC_URL=SITE).returncode == 0
    assert not page.is_symlink()
    assert not (tmp_path / "site" / "calendar.ics").is_symlink()
    assert precious.read_text() == "mine"


def test_the_published_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "site").symlink_to("www")

    assert podium(tmp_path, "publish", "site", PODIUM_PUBLIC_URL=SITE).returncode == 0
    assert (tmp_path / "www" / "index.html").exists()
