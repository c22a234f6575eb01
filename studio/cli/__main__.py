"""`python -m studio.cli`: the command line without its script."""

from studio.cli import main

if __name__ == "__main__":
    main()
