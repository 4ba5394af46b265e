"""Take the picture of the README from the committed notebook, so that it shows what the notebook shows.

Called by `make accept`; a test holds the picture against the notebook.
"""

from __future__ import annotations

import base64
import json
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


def main() -> None:
    found = picture(ROOT / "notebooks" / "funding-and-enrolment.ipynb", HEADING)
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_bytes(found)


if __name__ == "__main__":
    main()
