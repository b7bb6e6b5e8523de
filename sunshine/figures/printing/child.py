"""The process of its own that makes DOCX and XLSX; run as a module by ``apart``."""

import json
import sys

from sunshine.figures.printing.apart import from_data
from sunshine.figures.printing.word import account_docx
from sunshine.figures.printing.workbook import account_xlsx

MAKERS = {"docx": account_docx, "xlsx": account_xlsx}


def main() -> None:
    """Read the account from standard input, write the file to standard output."""
    given = json.loads(sys.stdin.buffer.read())
    document = from_data(given["document"])
    sys.stdout.buffer.write(MAKERS[given["kind"]](document))


if __name__ == "__main__":
    main()
