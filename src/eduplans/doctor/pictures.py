"""What pictures, notebooks and pages need: the Chinese font, the kernel, a browser."""

from __future__ import annotations

import sys
import warnings
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eduplans.doctor.findings import Finding, bad, ok, warn

if TYPE_CHECKING:
    from collections.abc import Iterator

_REPORT = 'pip install "eduplans[report]"'
#: The one that notebooks ask for, and the one that `make lab` opens new ones with.
_KERNELS = ("python3", "eduplans")
_INSTALL = f"{sys.executable} -m ipykernel install --prefix {sys.prefix} --name {{0}} --display-name {{0}}"
#: Common, rare, a place name, signs of numbers: what pictures show.
_SAMPLE = "教育巩固率亿元崇鄠%−·"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def check_font() -> Iterator[Finding]:
    """Whether Chinese is drawn, and not as boxes."""
    name = "Chinese font"
    lacking = [package for package in ("zhplot", "matplotlib") if find_spec(package) is None]
    if lacking:
        yield warn(name, f"no pictures: {', '.join(lacking)} missing", _REPORT)
        return
    from matplotlib.ft2font import FT2Font

    path = _font_file()
    again = "pip install --force-reinstall --no-deps zhplot"
    try:
        font = FT2Font(str(path))
    except (OSError, RuntimeError) as error:
        yield bad(name, f"{path} cannot be read: {error}", again)
        return
    box = _drawn(font, "\U0010fffe")  # a point that will never have a sign: what the font draws for what it lacks
    tofu = [sign for sign in _SAMPLE if font.get_char_index(ord(sign)) == 0 or _drawn(font, sign) in (box, b"")]
    if tofu:
        yield bad(name, f"{path.name} draws boxes for {''.join(tofu)}", again)
    else:
        yield ok(name, f"{font.family_name} draws Chinese: {_SAMPLE}")


def _font_file() -> Path:
    spec = find_spec("zhplot")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("zhplot is not installed")
    return Path(spec.origin).parent / "fonts" / "NotoSansSC-Regular.ttf"


def _drawn(font: Any, sign: str) -> bytes:
    """Pixels of a sign; empty where none is black."""
    import numpy as np

    font.set_size(32, 72)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # that the font lacks it, which is what we look for
        font.set_text(sign)
    font.draw_glyphs_to_bitmap()
    pixels = np.asarray(font.get_image())
    return pixels.tobytes() if pixels.any() else b""


def check_kernel() -> Iterator[Finding]:
    """Whether notebooks find a kernel of the name that they ask for, and it is this Python."""
    name = "kernel"
    if find_spec("ipykernel") is None or find_spec("jupyter_client") is None:
        yield warn(name, "no notebooks: ipykernel is not installed", _REPORT)
        return
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    started = []
    for kernel in _KERNELS:
        try:
            spec = KernelSpecManager().get_kernel_spec(kernel)
        except NoSuchKernel:
            yield bad(name, f"Jupyter finds none of the name {kernel}", _INSTALL.format(kernel))
            continue
        python = Path(spec.argv[0]) if spec.argv else Path()
        if python.is_absolute() and not _same_environment(python):
            said = f"{kernel} in {spec.resource_dir} starts {python}, not this Python"
            yield bad(name, said, _INSTALL.format(kernel))
        else:
            started.append(kernel)
    if len(started) == len(_KERNELS):
        yield ok(name, f"{' and '.join(started)} start this Python")


def _same_environment(python: Path) -> bool:
    """Whether a command is a Python of this environment: its links lead to one binary, so folders are compared."""
    return python.exists() and python.parent.resolve() == Path(sys.executable).parent.resolve()


def check_browser() -> Iterator[Finding]:
    """Whether there is a browser for the tests of the pages; nothing else needs one."""
    from shutil import which

    found = next(filter(None, map(which, _BROWSERS)), None)
    yield ok("browser", found or "none found; only the tests of the pages need one (apt-get install chromium)")
