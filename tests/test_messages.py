"""Messages and help in Chinese: chosen by option, variable or locale, and complete."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from eduplans import messages
from eduplans.__main__ import STOPPED
from eduplans.cli import app
from eduplans.errors import Problem
from eduplans.labels import chinese
from eduplans.runs.rules import rule_fault
from message_templates import texts, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLE = Path(__file__).resolve().parent.parent / "data" / "examples" / "yunze-2024-plan.txt"
CHINESE = re.compile(r"[\u3400-\u9fff]")


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    messages._state.clear()


def run(*words: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "200"})
    return result.exit_code, result.stdout, result.stderr


def help_texts() -> Iterator[tuple[str, str]]:
    """Every paragraph of every help text, with the command it belongs to."""
    group: Any = get_command(app)
    for name, command in (("eduplans", group), *group.commands.items()):
        texts = [command.help or "", *(getattr(parameter, "help", None) or "" for parameter in command.params)]
        for text in texts:
            for part in text.split("\n\n"):
                if part.strip():
                    yield name, " ".join(part.split())


def test_every_help_text_has_a_chinese_form() -> None:
    """If this fails, put the texts that it lists into ``codebook/messages.csv``."""
    missing = [f"{name}: {text}" for name, text in help_texts() if not CHINESE.search(chinese(text, "messages"))]
    assert missing == []


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C", "LC_ALL": "zh_TW.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "EDUPLANS_LANG": "en"}, "en"),
        ({"LANG": "", "LC_ALL": "", "EDUPLANS_LANG": "zh"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_language_of_an_environment(environment: dict[str, str], language: str) -> None:
    assert messages.of_environment(environment) == language


def test_help_follows_the_locale() -> None:
    environment = {**os.environ, "LANG": "zh_CN.UTF-8", "LC_ALL": "", "LC_MESSAGES": "", "EDUPLANS_LANG": ""}
    command = [sys.executable, "-c", "from eduplans.cli import app; app()", "figures", "--help"]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert "选项" in done.stdout.decode()
    assert "示例：eduplans figures" in done.stdout.decode()


def test_the_option_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDUPLANS_LANG", "zh")
    assert "Read documents into the raw tables." in run("--lang", "en", "ingest", "--help")[1]


def test_messages_are_chinese_and_results_are_the_same(tmp_path: Path) -> None:
    _, english, said = run("figures", EXAMPLE, "--format", "csv")
    assert run("--lang", "zh", "figures", EXAMPLE, "--format", "csv")[1] == english
    code, _, said = run("--lang", "zh", "ingest", EXAMPLE, "--out", tmp_path / "raw")
    assert code == 0
    assert re.search(r"新增 yunze-2024-plan：\d+个条目，\d+个数字", said)


def test_errors_name_place_fault_and_remedy(tmp_path: Path) -> None:
    code, _, said = run("--lang", "zh", "figures", tmp_path / "none.txt")
    assert code == 2
    assert f"{tmp_path / 'none.txt'}：没有这个文件或文件夹；请检查路径" in said


def test_a_problem_with_all_its_parts() -> None:
    problem = Problem("no such document", where="a.csv", row=7, column="doc", value="x", rule="r", remedy="there are y")
    assert messages.problem_text(problem) == str(problem)
    messages.use("zh")
    assert messages.problem_text(problem) == "a.csv，第7行，doc列：没有此文件（现为'x'）［r］；现有 y"


def test_unknown_commands_and_languages_are_wrong_calls() -> None:
    for words in (("--lang", "zh", "nocommand"), ("--lang", "de", "clean")):
        assert run(*words)[0] == 2


def test_english_again_after_chinese() -> None:
    assert "读入文件" in run("--lang", "zh", "ingest", "--help")[1]
    messages._state.clear()
    assert "Read documents into the raw tables." in run("ingest", "--help")[1]


def test_what_is_not_in_the_codebook_stays_english() -> None:
    messages.use("zh")
    assert messages.message("a message that nobody translated") == "a message that nobody translated"
    assert messages.message("   Print JSON.") == "   以 JSON 输出。"


#: Templates without a row of their own, and why.
EXEMPT = {
    "eduplans: {}": "what follows is itself a message, put into the language before",
    "git {}: {}": "a command and what it answered",
    "{} than {}{}": "joined of parts that are rows with the unit in them",
    "a {} is needed where a cell is changed or a figure refused": "a row for the reason and one for the source",
    "{}the parameters are:{}": "a row with a suggestion and one without",
    "{} figure{}: {}; {}": "a row for one figure and one for several",
}
#: Texts that reading the syntax does not find, by where they come from: tested below, or not ours.
ELSEWHERE = {
    "a row each below": {
        "documents/read.py: remedy",
        "doctor/packages.py: _PURPOSE.get(extra, 'further commands')",
        "doctor/pictures.py: _INSTALL.format(kernel)",
        "doctor/project.py: name",
        "doctor/work.py: what",
        "runs/parameters.py: fault",
        "storage/failures.py: what",
        "storage/failures.py: remedy",
        "tables/checks.py: what",
        "tables/checks.py: rule",
        "tables/relations.py: check.name",
        "documents/encodings.py: what",
        "cli/app.py: STOPPED",
        "cli/audit.py: count(len(found), 'relation')",
        "cli/run.py: parameter_help(notebook)",
        "understanding.py: check",
    },
    "a text that was read as a message where it was made": {
        "cli/app.py: line",
        "cli/showing.py: what",
        "cli/showing.py: now or what",
        "progress.py: what",
        "cli/language.py: getattr(rich_utils, name)",
        "doctor/findings.py: self.said",
        "doctor/findings.py: self.remedy",
        "doctor/project.py: what",
        "errors.py: problems",
        "ingest/large.py: note",
        "ingest/small.py: note",
        "ingest/small.py: problem_text(problem)",
        "messages.py: problem.what",
        "messages.py: problem.rule",
        "messages.py: problem.remedy",
        "messages.py: ' '.join(part.split())",
        "report/sources.py: p.what",
        "review/back.py: problem.what",
        "review/back.py: problem.rule",
        "runs/parameters.py: p.what",
        "sight.py: note",
        "doctor/work.py: fault",
    },
    "names, versions, or what another program said": {
        "codebook/__init__.py: str(error)",
        "doctor/packages.py: '; '.join(wrong)",
        "doctor/packages.py: ', '.join(present)",
        "doctor/project.py: str(error)",
        "query/tables.py: first_line(error)",
        "report/build.py: line.replace(f'{staged}{os.sep}', '')",
        "reproduce/processes.py: lines[-1]",
        "cli/reproduce.py: visible(line[:_LINE])",
    },
    "for who develops the package: outputs that differ, tables of the package itself, options of functions": {
        "cli/accept.py: str(difference)",
        "cli/reproduce.py: str(one)",
        "runs/compare.py: str(difference)",
        "standards/yardsticks.py: what",
        "trends/fixed_b.py: known",
        "validation.py: name",
    },
}


def in_chinese(text: str) -> bool:
    return bool(CHINESE.search(chinese(text, "messages")))


def test_every_message_has_a_chinese_form() -> None:
    """If this fails, put the texts that it lists into ``codebook/messages_problems.csv``."""
    found = [text for text in texts() if text.template is not None]
    assert len({text.template for text in found}) > 450
    missing = {
        text.template: f"{text.file}:{text.line}"
        for text in found
        if text.template not in EXEMPT and not in_chinese(text.template.replace("{}", "7"))
    }
    assert missing == {}
    assert EXEMPT.keys() <= {text.template for text in found}


def test_texts_that_the_syntax_does_not_show_are_listed_with_their_reason() -> None:
    without = {f"{text.file}: {text.code}" for text in texts() if text.template is None}
    listed = [one for names in ELSEWHERE.values() for one in names]
    assert sorted(without) == sorted(listed)


def vocabularies() -> Iterator[str]:
    """Texts that are looked up in a table of the source."""
    from eduplans.doctor.packages import _PURPOSE
    from eduplans.documents.read import _REFUSED
    from eduplans.storage.failures import _WORDS
    from eduplans.tables import PROCESSED, RAW
    from eduplans.tables.checks import _RULES, column_rules
    from eduplans.tables.relations import CHECKS

    for pair in (*_REFUSED.values(), *_WORDS.values(), *_RULES.values()):
        yield from pair
    yield from _PURPOSE.values()
    for table in (*RAW.values(), *PROCESSED.values()):
        yield from (rule.name for rule in table.rules)
        yield from (rule for column in table.columns for rule in column_rules(column).values())
    yield from (relation.name for relation in CHECKS)
    yield from ("the encoding of the file is not known", STOPPED, "1 relation", "3 relations")
    yield from ("setting the PDF", "building the pages", "making the processed tables")
    yield from ("working folder", "folder for temporary files", "raw tables", "processed tables")
    yield from ("names of files", "the locale", "standard output", "settings of matplotlib", "further commands")
    yield from ("a.ipynb takes, with the values that stand where none is given:", "true or false")
    yield "python -m ipykernel install --prefix a --name python3 --display-name python3"
    yield from (rule_fault("1..2", "str", ()), rule_fault("1..last", "int", ()), rule_fault("zh", "str", ()))


def test_texts_of_tables_have_a_chinese_form() -> None:
    found = list(vocabularies())
    assert len(found) > 80
    assert sorted({text for text in found if not in_chinese(text)}) == []


def test_reading_the_syntax_finds_a_message_however_it_is_made() -> None:
    source = """
WORDS = {1: ("first words", "second words")}
def said(x):
    return f"returned {x}"
def fail(x, many):
    hint = "perhaps " if x else ""
    raise TableError(Problem("plain words", where=x, remedy=f"{hint}take {x}"))
    Problem(f"made of {x} word{'s' if many else ''}", rule=said(x))
    say("one " + x if many else "none at all")
    Problem(x.text)
"""
    found = [(text.part, text.template) for text in texts_of(source, "a.py")]
    assert found == [
        ("what", "plain words"),
        ("remedy", "perhaps take {}"),
        ("remedy", "take {}"),
        ("what", "made of {} words"),
        ("what", "made of {} word"),
        ("rule", "returned {}"),
        ("say", "one {}"),
        ("say", "none at all"),
        ("what", None),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "none.txt"), "没有这个文件或文件夹；请检查路径"),
        (("add", "scan.jpg"), "这是图片，不读取；请识别文字（OCR），存为 .txt"),
        (("figures", "empty.txt"), "文件是空的"),
        (("ingest", "folder"), "此文件夹中没有可读的文件"),
        (
            ("clean", "--raw", "nowhere", "--out", "made"),
            "没有此表；用 `eduplans ingest PATH... --out data/raw` 生成",
        ),
        (("query", "delete from a", "--data", "tables"), "只能读取"),
        (("query", "select 1", "--data", "nowhere"), "没有此文件夹；请给出存放各表的文件夹"),
        (("query", "select 1", "--data", "tables", "--out", "a.doc"), "扩展名不是任何格式"),
        (("run", "nowhere.ipynb"), "没有此笔记本"),
        (("run", "-p", "x=1"), "没有指定笔记本；请指定一个，或用 --all"),
        (("review", "a", "--data", "nowhere"), "没有此数据文件夹"),
        (("review",), "请给出文件编号，或用 --back 给出工作簿"),
        (("audit", "--data", "nowhere"), "没有此数据文件夹"),
        (("new", "."), "不能在当前文件夹里建立项目"),
        (("figures", "a.txt", "--limits", "pages=many"), "上限须为大于零的整数（现为'pages=many'）；例如 pages=100"),
    ],
)
def test_what_goes_wrong_in_use_is_said_in_chinese(
    words: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EDUPLANS_DATA", raising=False)
    (tmp_path / "empty.txt").touch()
    (tmp_path / "scan.jpg").write_bytes(b"\xff\xd8\xff\xe0 a picture")
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "a.csv").write_text("x\n1\n", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    code, _, told = run("--lang", "zh", *words)
    assert code == 2
    assert said in told


def test_what_is_printed_for_people_is_chinese_and_for_programs_the_same(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    code, told, _ = run("--lang", "zh", "add", EXAMPLE, "--out", raw)
    assert code == 0
    assert "  发文机关 云泽县教育局  (原文)" in told
    assert "文件说了什么：14个条目，32个数字" in told
    messages._state.clear()
    english = run("trace", "yunze-2024-plan:2c6349aa", "--raw", raw, "--json")[1]
    assert run("--lang", "zh", "trace", "yunze-2024-plan:2c6349aa", "--raw", raw, "--json")[1] == english
    shown = run("--lang", "zh", "trace", "yunze-2024-plan:2c6349aa", "--raw", raw)[1]
    assert "短语       计划招聘教师120名" in shown
    assert "句子       无法显示：没有 SHA-256 为" in shown
    assert "原文写法" in run("--lang", "zh", "figures", EXAMPLE)[1]
    assert "试读一句: 应有3个数字，找到3个" in run("--lang", "zh", "doctor", "--data", tmp_path)[1]


def test_names_of_parameters_are_not_translated(tmp_path: Path) -> None:
    messages.use("zh")
    problem = Problem("no such parameter", value="x", remedy="did you mean county? the parameters are:\n  county: str")
    assert messages.problem_text(problem).endswith("是否指 county？可用参数：\n  county: str")
