"""Measure the published index at full size in Debian's Chromium: bytes, opening, and each keystroke of a search.

    python tests/benchmarks/catalogue_index.py [--topics N]

Milliseconds from the keystroke to the painted page, and beside them those of the same page on which every line is laid
out at once (without `content-visibility`), measured in the same run.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright import sync_api

from handouts.catalogue.publishing import index

FIXTURES = Path(__file__).resolve().parents[1] / "catalogue" / "publishing" / "conftest.py"
SEARCHES = ("knee pain", "dolor de rinon", "hinchazon", "x-ray chest", "zzz", "allergies", "quistes", "screening eye")
TYPE = """async searches => {
  const field = document.getElementById("words"), times = [];
  for (const search of searches) {
    for (let length = 1; length <= search.length + 1; length++) {
      field.value = search.slice(0, length <= search.length ? length : 0);
      const start = performance.now();
      field.dispatchEvent(new Event("input", {bubbles: true}));
      await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
      times.push(performance.now() - start);
    }
  }
  return times;
}"""
OPENED = "performance.getEntriesByType('navigation')[0].domInteractive"


def fixtures() -> Any:
    spec = importlib.util.spec_from_file_location("fixtures", FIXTURES)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(browser: Any, path: Path, *, at_once: bool) -> tuple[float, list[float]]:
    page = browser.new_page()
    page.goto(path.as_uri())
    if at_once:
        page.evaluate("for (const one of document.querySelectorAll('li')) one.style.contentVisibility = 'visible'")
        page.evaluate("document.body.offsetHeight")
    opened, times = page.evaluate(OPENED), page.evaluate(TYPE, SEARCHES)
    page.close()
    return opened, times


def say(name: str, times: list[float]) -> float:
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    print(f"{name}: p50 {p50:.0f} ms, p95 {p95:.0f} ms, slowest {max(times):.0f} ms, {len(times)} keystrokes")
    return p95


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--topics", type=int, default=1022, help="as many as MedlinePlus has in both languages")
    catalogue = fixtures().library_of(parser.parse_args().topics)
    start = time.process_time()
    data = index.to_files(catalogue)[index.NAME]
    cpu_s = time.process_time() - start
    packed = len(gzip.compress(data))
    print(f"{len(catalogue.entries)} handouts: {len(data) / 1e6:.2f} MB ({packed / 1e6:.2f} MB packed), {cpu_s:.2f} s")
    with tempfile.TemporaryDirectory() as folder, sync_api.sync_playwright() as playwright:
        path = Path(folder) / index.NAME
        path.write_bytes(data)
        browser = playwright.chromium.launch_persistent_context(
            folder, executable_path=shutil.which("chromium"), headless=True, args=["--headless", "--no-sandbox"]
        )
        opened, times = measure(browser, path, at_once=False)
        print(f"opened: {opened:.0f} ms")
        ours = say("as it is", times)
        whole = say("laid out at once", measure(browser, path, at_once=True)[1])
        print(f"ratio of the p95: {whole / ours:.1f}")
        browser.close()


if __name__ == "__main__":
    main()
