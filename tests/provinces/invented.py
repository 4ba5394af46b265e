"""Province tables with invented values, in the layouts of real exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from eduplans.codebook import read

if TYPE_CHECKING:
    from pathlib import Path

PROVINCES = [(row["code"], row["name"]) for row in read("provinces")]
YEARS = range(2013, 2019)
#: The slope of invented spending on invented pupils.
SLOPE = 0.7


def pupils() -> np.ndarray:  # type: ignore[type-arg]
    """Invented pupils of all levels, 31 provinces by six years: a third grow, a third shrink, a third turn."""
    random = np.random.default_rng(4)
    start = 1e6 * np.exp(random.normal(size=31))
    trend = np.linspace(-0.03, 0.03, 31)[:, None] * np.arange(6)
    return np.asarray(start[:, None] * np.exp(trend + 0.01 * random.normal(size=(31, 6)).cumsum(axis=1)))


def spending() -> np.ndarray:  # type: ignore[type-arg]
    """Invented spending in yuan, with the slope `SLOPE` on pupils and a trend."""
    random = np.random.default_rng(5)
    noise = 0.02 * random.normal(size=(31, 6)).cumsum(axis=1)
    level = 9 + 0.3 * random.normal(size=31)
    return np.asarray(np.exp(level[:, None] + 0.06 * np.arange(6) + SLOPE * np.log(pupils()) + noise))


def long_table(values: dict[str, np.ndarray]) -> str:  # type: ignore[type-arg]
    """One row a province and year, latest year first, as the site gives it."""
    lines = [",".join(["省份编码", "省份", "年份", *values])]
    for place, (code, name) in enumerate(PROVINCES):
        for step in reversed(range(6)):
            cells = [f"{one[place, step]:.6f}" for one in values.values()]
            lines.append(",".join([code, name, str(YEARS[step]), *cells]))
    return "\n".join(lines) + "\n"


def wide_table(head: str, values: np.ndarray) -> str:  # type: ignore[type-arg]
    """One row a province, one column a year, with lines above and at the foot."""
    years = ",".join(f"{year}年" for year in reversed(YEARS))
    lines = ["数据库：分省年度数据", f"指标：{head}", "时间：最近6年", f"地区,{years}"]
    for place, (_, name) in enumerate(PROVINCES):
        lines.append(",".join([name, *(f"{value:.6f}" for value in values[place, ::-1])]))
    return "\n".join([*lines, "数据来源：国家统计局", "注：数字是为测试编造的。"]) + "\n"


def write_exports(folder: Path) -> Path:
    """Write all tables that the chapter needs, in two layouts and three encodings."""
    folder.mkdir(parents=True, exist_ok=True)
    total, money = pupils(), spending()
    shares = {"普通小学": 0.5, "初中": 0.25, "普通高中": 0.15, "中等职业学校": 0.1}
    for name, share in shares.items():
        text = long_table({f"{name}在校学生数(万人)": share * total / 1e4, f"{name}招生数(万人)": share * total / 6e4})
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    funds = long_table({"教育经费(万元)": money * 1.2 / 1e4, "国家财政性教育经费(万元)": money / 1e4})
    (folder / "教育经费.csv").write_bytes(funds.encode("gb18030"))
    prices = np.full((31, 6), 102.0)
    (folder / "价格.csv").write_bytes(wide_table("居民消费价格指数(上年=100)", prices).encode("utf-8-sig"))
    return folder
