"""`python -m corrigenda`, which needs no search path."""

from corrigenda.cli import main

if __name__ == "__main__":
    main(prog_name="corrigenda")
