"""Take the picture of the README from the committed notebook, so that it shows what the notebook shows.

python tools/readme_picture.py          write docs/pictures/funding-and-enrolment.png
python tools/readme_picture.py --check  exit code 1 where it is not the notebook's
"""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "pictures" / "funding-and-enrolment.png"
HEADING = "By plan period"


def picture(notebook: Path, heading: str) -> bytes:
    """Find the first picture below a heading of an executed notebook.

    Parameters
    ----------
    notebook
        An executed notebook.
    heading
        Words of the heading.

    Returns
    -------
    bytes
        The PNG.

    Raises
    ------
    LookupError
        There is no such heading, or no picture below it.
    """
    below = False
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        below = below or (cell["cell_type"] == "markdown" and f"# {heading}\n" in source + "\n")
        for output in cell.get("outputs", []) if below else []:
            encoded = output.get("data", {}).get("image/png")
            if encoded:
                return base64.b64decode("".join(encoded))
    raise LookupError(f"{notebook.name} has no picture below the heading {heading!r}")


def main() -> int:
    found = picture(ROOT / "notebooks" / "funding-and-enrolment.ipynb", HEADING)
    if "--check" in sys.argv[1:]:
        return 0 if PICTURE.is_file() and PICTURE.read_bytes() == found else 1
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_bytes(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
