"""The terminal app: shows what the workspace says and computes nothing."""
