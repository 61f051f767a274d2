"""What every domain stands on. Knows no product word."""
