"""What runs the blocks of a page stands beside the tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
# Read for its doctests it would be a second module of its name; it has none.
collect_ignore = ["conftest.py"]
