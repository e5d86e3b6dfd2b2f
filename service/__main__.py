"""`python -m service` is `throughline`."""

from service.cli.main import main

main()
