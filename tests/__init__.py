"""Nothing of the tester's own terminal plays a part; Textual reads some of these once, when it is imported."""

import os

for _name in [name for name in os.environ if name in ("NO_COLOR", "FORCE_COLOR") or name.startswith("TEXTUAL_")]:
    del os.environ[_name]
