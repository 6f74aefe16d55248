"""From answers to scores: pure functions that open no file, read no clock and know no language."""
