"""What Binder runs after it has made the environment, with commands that only note what they get; names of kernels."""

from __future__ import annotations

import os
import re
import stat
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def test_post_build_installs_the_project_and_its_kernel_and_stops_at_a_failure(root: Path, tmp_path: Path) -> None:
    assert (root / "postBuild").stat().st_mode & stat.S_IXUSR
    for name in ("pip", "python"):
        script = tmp_path / name
        script.write_text(f'#!/bin/sh\necho "{name} $*" >> "{tmp_path}/calls"\nexit ${{FAIL:-0}}\n', encoding="utf-8")
        script.chmod(0o755)
    settings = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    subprocess.run([root / "postBuild"], cwd=tmp_path, env=settings, check=True)
    calls = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    assert calls == [
        "pip install --no-deps --no-build-isolation --editable .",
        "python -m ipykernel install --sys-prefix --name eduplans --display-name eduplans",
    ]
    (tmp_path / "calls").unlink()
    done = subprocess.run([root / "postBuild"], cwd=tmp_path, env={**settings, "FAIL": "4"}, check=False)
    assert done.returncode == 4
    assert len((tmp_path / "calls").read_text(encoding="utf-8").splitlines()) == 1


def test_kernels_have_the_names_that_the_doctor_looks_for(root: Path) -> None:
    import json

    from eduplans.doctor import pictures

    asked = {
        json.loads(path.read_text(encoding="utf-8"))["metadata"]["kernelspec"]["name"]
        for path in (root / "notebooks").glob("*.ipynb")
    }
    made = set()
    for name in ("postBuild", "tools/stages.mk"):
        made |= set(re.findall(r"ipykernel install .*--name (\S+)", (root / name).read_text(encoding="utf-8")))
    opened = set(re.findall(r"default_kernel_name=(\S+)", (root / "Makefile").read_text(encoding="utf-8")))
    assert made == opened == {"eduplans"}
    assert asked | made == set(pictures._KERNELS)
