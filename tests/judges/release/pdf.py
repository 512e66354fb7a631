"""Sets the PDFs of a program beside its HTML, as poppler reads them."""

import collections
import html.parser
import pathlib
import re
import subprocess
import sys
import unicodedata

PROGRAM, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
DEMO = "src/cli/demo/demo.csv"
SIZES = {"a4": (595.276, 841.89), "letter": (612, 792)}


def run(*arguments):
    return subprocess.run(arguments, check=True, capture_output=True, text=True, errors="replace").stdout


class Shown(html.parser.HTMLParser):
    """What a page shows, and of its drawings what is written in them."""

    HIDDEN = {"title", "desc", "style", "caption"}

    def __init__(self):
        super().__init__()
        self.text, self.hidden, self.sheets = [], 0, 0

    def handle_starttag(self, tag, attributes):
        classes = dict(attributes).get("class") or ""
        self.hidden += tag in self.HIDDEN and (tag != "caption" or "hidden-text" in classes)
        self.sheets += "a4" in classes.split()

    def handle_endtag(self, tag):
        self.hidden -= self.hidden > 0 and tag in self.HIDDEN

    def handle_data(self, data):
        if not self.hidden:
            self.text.append(data)


def letters(text):
    """How often each letter is there. Where lines are broken, signs mirrored and letters joined is not compared."""
    text = unicodedata.normalize("NFKC", text)
    kept = [letter for letter in text if not letter.isspace() and letter not in "-\u2010\u00ad()≤≥«»" and unicodedata.category(letter) != "Cf"]
    return collections.Counter(kept)


def compare(name, page, pdf, paper):
    shown = Shown()
    shown.feed(page.read_text())
    info = dict(line.split(":", 1) for line in run("pdfinfo", pdf).splitlines())
    text = run("pdftotext", "-raw", pdf, "-")
    expected, found = letters(" ".join(shown.text)), letters(text)
    more = found - expected
    if 'dir="rtl"' in page.read_text()[:200]:
        # Readers tell what a vowel sign stands on once more with the sign.
        more = [letter for letter in more if letter not in expected or "ARABIC" not in unicodedata.name(letter)]
    assert not more and not expected - found, f"{name}: {more} more, {dict(expected - found)} less"
    assert int(info["Pages"]) == shown.sheets, f"{name}: {info['Pages']} pages, {shown.sheets} sheets"
    assert info["Tagged"].strip() == "yes" and info["Title"].strip(), f"{name}: {info}"
    width, height = map(float, re.findall(r"[0-9.]+", info["Page size"])[:2])
    assert abs(width - SIZES[paper][0]) < 1 and abs(height - SIZES[paper][1]) < 1, f"{name}: {info['Page size']}"
    fonts = run("pdffonts", pdf).splitlines()[2:]
    assert fonts and all(re.search(r"\byes\s+yes\s+yes\b", font) for font in fonts), f"{name}: {fonts}"
    structure = run("pdfinfo", "-struct", pdf)
    assert "H1" in structure and "H2" in structure, f"{name}: {structure[:300]}"


def lines(pdf, page):
    """Lengths of black lines across a page that are about 100 mm long, in tenths of a millimetre."""
    picture = subprocess.run(["pdftoppm", "-r", "254", "-gray", "-f", str(page), "-l", str(page), pdf], check=True, capture_output=True).stdout
    _, size, _, pixels = picture.split(b"\n", 3)
    width = int(size.split()[0])
    rows = (pixels[at : at + width] for at in range(0, len(pixels), width))
    return {len(run) for row in rows for run in re.findall(rb"[\x00-\x40]+", row) if 900 < len(run) < 1100}


def print_both(name, *arguments, paper="a4"):
    page, pdf = FOLDER / f"{name}.html", FOLDER / f"{name}.pdf"
    for output in (page, pdf):
        subprocess.run([PROGRAM, *arguments, "--paper", paper, "--output", output], check=True, capture_output=True)
    compare(name, page, pdf, paper)
    subprocess.run(["pdftoppm", "-r", "80", "-png", pdf, FOLDER / name], check=True)
    return pdf


compared = 0
for language in ["en", "nl-NL", "nl-NL-x-easy", "de", "fr", "tr", "pl", "ar"]:
    for informant in ["client", "worker"]:
        for large in [[], ["--large"]]:
            for paper in SIZES:
                name = f"paper-{language}-{informant}-{'large' if large else 'grid'}-{paper}"
                print_both(name, "print", "alliance-monitor", "--language", language, "--informant", informant, *large, paper=paper)
                compared += 1
for measure in ["tests/data/everything.instrument", "ipip-50"]:
    print_both(f"paper-{pathlib.Path(measure).stem}", "print", measure)
    compared += 1
for language in ["en", "nl", "ar"]:
    for paper in SIZES:
        arguments = ["report", "demo-1", "--of", "alliance-monitor", "--answers", DEMO, "--norms", "demo", "--date", "2026-11-24"]
        print_both(f"report-{language}-{paper}", *arguments, "--language", language, paper=paper)
        compared += 1
line = FOLDER / "paper-en-client-large-a4.pdf"
pages = int(re.search(r"Pages:\s+([0-9]+)", run("pdfinfo", line))[1])
found = set.union(*(lines(line, page) for page in range(1, pages + 1)))
length = max(found, default=0)
assert 1000 <= length <= 1008, f"lines of {found} tenths of a millimetre, with the strokes at their ends"
print(f"{compared} PDFs have the letters of their HTML and no others; a line is {length / 10} mm long")
