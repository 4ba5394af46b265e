"""The figures of an invented county agree with each other and with its size."""

from __future__ import annotations

import pytest

from eduplans.codebook import read as read_codebook
from eduplans.generate.chance import Chance
from eduplans.generate.data import read
from eduplans.generate.facts import LEVELS, Facts, county_facts
from eduplans.generate.names import county_names

SEEDS = range(60)


def facts(seed: int, decimals: int = 2) -> Facts:
    return county_facts(Chance(seed, 0), decimals)


def test_no_invented_county_is_a_real_one_or_begins_like_one() -> None:
    real = {row["name"] for row in read_codebook("counties")} | {row["city"] for row in read_codebook("counties")}
    stems = {name[:-1] for name in real}
    names = county_names()
    assert len(set(names)) == len(names) > 600
    assert not [name for name in names if name in real or name[:-1] in stems]
    assert {name[-1] for name in names} == set("县区市")


@pytest.mark.parametrize("name", ["pupils", "schools", "teachers"])
@pytest.mark.parametrize("when", ["", ".last"])
def test_totals_are_the_sums_of_their_levels(name: str, when: str) -> None:
    for seed in SEEDS:
        found = facts(seed)
        assert found[f"{name}{when}@all"] == sum(found[f"{name}{when}@{level}"] for level in LEVELS)


def test_parts_make_their_wholes() -> None:
    for seed in SEEDS:
        found = facts(seed)
        assert found["public"] + found["private"] == found["schools@preschool"]
        parts = ("recruited.special", "recruited.free", "recruited.talent")
        assert found["recruited"] == sum(found[name] for name in parts)
        assert found["migrants"] == found["migrants.primary"] + found["migrants.junior"]
        assert found["aided.poor"] == sum(found[f"aided.{level}"] for level in ("primary", "junior", "senior"))
        assert found["edu_total"] > found["edu_fiscal"] > found["spending"]
        assert found["staff"] > found["teachers@all"]


def test_changes_and_growth_follow_from_both_years_and_none_is_nothing() -> None:
    for seed in SEEDS:
        found = facts(seed)
        for name in ("pupils", "schools", "teachers"):
            for level in (*LEVELS, "all"):
                now, last = found[f"{name}@{level}"], found[f"{name}.last@{level}"]
                assert found[f"{name}.diff@{level}"] == now - last != 0
                assert found[f"{name}.growth@{level}"] == pytest.approx(100 * (now - last) / last, abs=0.0051)


@pytest.mark.parametrize("decimals", [1, 2])
def test_differences_of_rates_are_those_of_the_printed_rates(decimals: int) -> None:
    for seed in SEEDS:
        found = facts(seed, decimals)
        for name, at in (("gross", "@preschool"), ("gross", "@senior"), ("retention", "")):
            now, last, difference = (found[f"{name}{part}{at}"] for part in ("", ".last", ".diff"))
            assert difference == round(now - last, decimals) > 0
            assert now == round(now, decimals)


def test_shares_follow_from_their_amounts() -> None:
    for seed in SEEDS:
        found = facts(seed)
        for part, whole in (("large", "classes"), ("girls", "pupils"), ("female", "teachers")):
            share = 100 * found[f"{part}@primary"] / found[f"{whole}@primary"]
            assert found[f"{part}.share@primary"] == pytest.approx(share, abs=0.0051)
        assert found["public.share"] == pytest.approx(
            100 * found["public.pupils"] / found["pupils@preschool"], abs=0.0051
        )


def test_figures_are_plausible_for_the_size_of_the_county() -> None:
    sizes = []
    for seed in SEEDS:
        found = facts(seed)
        sizes.append(found["population"])
        assert 0.1 < found["pupils@all"] / found["population"] < 0.22
        assert 10 < found["ratio@primary"] < 22
        assert 5e3 < found["spending"] / found["pupils@all"] < 3e4
        assert all(found[f"schools@{level}"] >= 1 for level in LEVELS)
    assert min(sizes) < 150_000
    assert max(sizes) > 700_000


def test_levels_are_those_of_the_codebook() -> None:
    known = {row["printed"] for row in read_codebook("levels") if row["source"] == "documents"}
    assert set(LEVELS) <= known
    assert {row["level"] for row in read("families")} <= known | {""}
