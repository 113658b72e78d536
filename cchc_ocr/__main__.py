"""``python -m cchc_ocr`` is ``cchc-ocr``."""

from cchc_ocr.cli.app import main

if __name__ == "__main__":
    main()
