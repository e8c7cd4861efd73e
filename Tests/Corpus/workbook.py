"""Prints the cells of a workbook with their types, reading the file's XML with what every Python has."""
import re
import sys
import zipfile

book = zipfile.ZipFile(sys.argv[1])
for name in sorted(n for n in book.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n)):
    print(name)
    for cell in re.finditer(r'<c r="([A-Z]+\d+)"([^>]*?)(?:/>|>(.*?)</c>)', book.read(name).decode(), re.S):
        place, attributes, content = cell.groups()
        kind = re.search(r't="(\w+)"', attributes)
        value = re.sub(r"<[^>]*>", "", content or "")
        print(place, kind.group(1) if kind else "number", value)
