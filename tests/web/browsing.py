"""What the browser tests of the kit share."""

from pathlib import Path

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def findings(page):
    """What axe objects to."""
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]


def scan(page, *codes):
    """What a hand scanner does: it types, very fast, and presses Enter."""
    for code in codes:
        page.keyboard.type(code)
        page.keyboard.press("Enter")
