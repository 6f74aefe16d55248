"""`cyberready` and `python -m cyberready`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and return how it ended."""
    from cyberready.cli.boundary import run

    return run()


if __name__ == "__main__":
    sys.exit(main())
