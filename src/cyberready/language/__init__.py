"""The interface's languages: messages, numbers and text made safe for a terminal."""
