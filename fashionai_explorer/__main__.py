"""``python -m fashionai_explorer``: see ``cli``."""

import sys

from fashionai_explorer.cli import main

sys.exit(main())
