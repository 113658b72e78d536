"""``python cli.py`` in a checkout is ``cchc-ocr``; the program itself is ``cchc_ocr/cli.py``."""

from cchc_ocr.cli.app import main

if __name__ == "__main__":
    main()
