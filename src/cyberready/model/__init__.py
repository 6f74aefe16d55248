"""The values that cross borders: frozen, validated, without input, output or arithmetic."""
