"""Charts: scorecards as rows and sentences, as pictures, as files and as terminal text."""
