"""The demo: a host app on another origin, sample guides, and thirty days of simulated people."""
