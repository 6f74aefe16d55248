"""The conductor: opens a workspace and joins the parts, knowing only their outsides."""
