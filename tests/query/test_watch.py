"""How far an answer is, told in hundredths while it is made."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from eduplans.progress import Steps
from eduplans.query import open_tables

if TYPE_CHECKING:
    from pathlib import Path


def test_a_long_answer_tells_how_far_it_is_and_a_short_one_nothing(tmp_path: Path) -> None:
    (tmp_path / "numbers.csv").write_text("i\n" + "".join(f"{i}\n" for i in range(4000)), encoding="utf-8")
    shown: list[tuple[str, int, int]] = []
    steps = Steps(lambda *now: shown.append(now))
    question = (
        "with one as (select i::double as i from numbers) "
        "select sum(sqrt(a.i * b.i * c.i)) as s from one a, one b, (select i from one limit 16) c"
    )
    with open_tables(tmp_path, threads=1) as tables:
        assert tables.write(question, "csv", tmp_path / "out" / "answer.csv", lambda: nullcontext(steps)) == 1
        done = [one for _, one, _ in shown]
        assert done == sorted(done)
        assert 0 < done[0] <= done[-1] <= 100
        assert {total for _, _, total in shown} == {100}
        del shown[:]
        assert tables.write("select 1 as one", "csv", tmp_path / "out" / "one.csv", lambda: nullcontext(steps)) == 1
        assert shown == []
