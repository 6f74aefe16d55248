"""Documents for people: one document model, one writer per format."""
