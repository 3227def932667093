"""`python -m callmon` is the command `callmon`."""

from callmon.cli import main

if __name__ == "__main__":
    main()
