"""`python -m guide_engine` is the `guide-engine` command."""

from guide_engine.cli import main

main()
