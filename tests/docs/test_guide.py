"""What the guide says is so: its commands and snippets run in page order, and print what the pages show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from guide_pages import GUIDE, OWN_PACKAGE, Block, BlockError, Reader, blocks, commands, inside, pages, put_project

if TYPE_CHECKING:
    from pathlib import Path

WITH_BLOCKS = [page for page in pages() if blocks(page.read_text(encoding="utf-8"))]
README = (GUIDE.parents[1] / "README.md").read_text(encoding="utf-8")
REVIEWERS = (GUIDE / "reviewers.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (?!claim \||---)(.+?) \| `(.+)`(?: \*)? \|$", REVIEWERS, re.MULTILINE)


@pytest.mark.slow
@pytest.mark.parametrize("page", WITH_BLOCKS, ids=lambda page: page.stem)
def test_what_a_page_says_is_so(page: Path, tmp_path: Path) -> None:
    own = page.stem in OWN_PACKAGE
    project = put_project(tmp_path / "eduplans", own_package=own)
    with inside(project):
        reader = Reader(project, own)
        for block in blocks(page.read_text(encoding="utf-8")):
            printed = reader.does(block)
            if block.output is not None:
                assert printed == block.output, f"{block.source}\npython tests/docs/guide_pages.py writes outputs anew"


def test_every_block_of_the_guide_is_one_that_is_run() -> None:
    for page in pages():
        text = page.read_text(encoding="utf-8")
        kinds = re.findall(r"^```(\S+)", text, re.MULTILINE)
        run = blocks(text)
        assert kinds.count("console") + kinds.count("python") == len(run), page
        assert kinds.count("text") == sum(block.output is not None for block in run), page
        assert set(kinds) <= {"console", "python", "text", "{include}", "{toctree}"}, page
        assert "" not in {block.output for block in run}, f"{page}: an output that was never written"


def test_a_page_that_is_wrong_is_found(tmp_path: Path) -> None:
    project = put_project(tmp_path / "eduplans")

    def block(kind: str, source: str) -> Block:
        return Block(kind, source, None, (0, 0))

    with inside(project):
        reader = Reader(project)
        assert reader.does(block("python", "a = 2\na + 1\n")) == "3\n"
        assert reader.does(block("console", "$ ls data/examples/yunze-2024-plan.txt\n")).startswith("data/")
        for wrong in ("eduplans nothing", "eduplans query nonsense", "make nothing", "curl x", "ls nowhere"):
            with pytest.raises(BlockError):
                reader.does(block("console", f"$ {wrong}\n"))
        with pytest.raises(BlockError):
            reader.does(block("console", "$ eduplans query  # exit code 2\n"))
        with pytest.raises(NameError):
            reader.does(block("python", "never_said\n"))


def plain(text: str) -> str:
    return " ".join(text.replace("`", "").split())


@pytest.mark.parametrize(("claim", "command"), ROWS, ids=[plain(claim)[:40] for claim, _ in ROWS])
def test_a_claim_stands_in_the_readme_and_its_check_exists(claim: str, command: str) -> None:
    assert plain(claim) in plain(README), "the README says it otherwise: change docs/guide/reviewers.md, too"
    program, rest = command.split(maxsplit=1) if " " in command else (command, "")
    if program == "make":
        target = rest.split()[0]
        makefile = (GUIDE.parents[1] / "Makefile").read_text(encoding="utf-8")
        assert re.search(rf"^{target}:.*## ", makefile, re.MULTILINE)
        assert all((GUIDE.parents[1] / path).exists() for path in re.findall(r"NOTEBOOK=(\S+)", rest))
    elif program == "pytest":
        assert (GUIDE.parents[1] / rest).exists()
    else:
        from eduplans.report.commands_page import commands as known

        assert program == "eduplans"
        assert rest.split()[0] in known()


def test_every_section_of_the_readme_has_its_claims() -> None:
    assert len(ROWS) == REVIEWERS.count("\n| ") - REVIEWERS.count("\n| claim |")
    sections = re.findall(r"^## (.+)$", README, re.MULTILINE)
    assert re.findall(r"^## (.+)$", REVIEWERS, re.MULTILINE) == sections


def test_exercises_are_at_least_eight_and_each_solution_is_computed() -> None:
    text = (GUIDE / "exercises.md").read_text(encoding="utf-8")
    parts = text.split("\n## ")[1:]
    assert len(parts) >= 8
    for part in parts:
        hidden = re.search(r"<details>(.*)</details>", part, re.DOTALL)
        assert hidden is not None
        [solution] = blocks(hidden[1])
        assert solution.kind == "python"
        assert solution.output


def test_every_how_to_page_is_in_the_list_and_leads_somewhere() -> None:
    listed = re.findall(r"^how-to/([\w-]+)$", (GUIDE / "how-to.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(path.stem for path in (GUIDE / "how-to").glob("*.md"))
    for page in pages():
        for link in re.findall(r"\]\(([\w./-]+\.md)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).is_file(), f"{page.name}: {link}"


def test_commands_of_the_guide_are_those_of_the_reader() -> None:
    source = "$ eduplans run a \\\n    -p b=1\nprinted\n$ make report\n"
    assert commands(source) == ["eduplans run a      -p b=1", "make report"]
