"""How fast and how small cyberready is: ratios measured in one run, printed as a table and kept as JSON."""
