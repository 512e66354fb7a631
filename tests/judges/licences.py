"""Reads `cargo metadata`: of every alternative licence of every package at least one is allowed in full. Every font that is built in says in itself that it
is under the SIL Open Font License, and is named in the README beside it."""

import json
import pathlib
import re
import sys

ALLOWED = {
    "MIT", "MIT-0", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "ISC", "Unicode-3.0",
    "Unicode-DFS-2016", "Zlib", "Unlicense", "CC0-1.0", "0BSD",
    # SQLite gives itself to the public with a blessing; LibTomCrypt, which SQLCipher uses, is free for all by choice of words.
    "blessing", "WTFPL",
}


def allowed(expression):
    expression = expression.replace("/", " OR ")
    tokens = re.findall(r"\(|\)|\bOR\b|\bAND\b|[^()\s]+(?: WITH [^()\s]+)?", expression)
    code = " ".join({"OR": "or", "AND": "and", "(": "(", ")": ")"}.get(token, str(token in ALLOWED)) for token in tokens)
    return eval(code)  # only True, False, and, or, brackets


packages = json.load(sys.stdin)["packages"]
bad = [(p["name"], p["version"], p["license"]) for p in packages if not (p["license"] and allowed(p["license"]))]
for name, version, licence in bad:
    print(f"{name} {version}: {licence}")
print(f"{len(packages)} packages, {len(bad)} with a licence that does not fit")
fonts = [path for path in pathlib.Path("src").rglob("*") if path.suffix in {".ttf", ".otf"}]
unnamed = [
    font
    for font in fonts
    if "SIL Open Font License".encode("utf-16-be") not in font.read_bytes()
    or f"`{font.name}`" not in (font.parent / "README.md").read_text()
    or "SIL OPEN FONT LICENSE" not in (font.parent / "OFL.txt").read_text()
]
print(f"{len(fonts)} fonts, without a licence that is named: {[str(font) for font in unnamed]}")
sys.exit(bool(bad or unnamed or not fonts))
