"""Portfolios made up for measuring: as many targets as wanted, written the way a person writes them.

Of ten targets eight and a half are yearly indicators with twenty years of figures; the others are
tiers, shares of a budget and steps. One target in twenty carries several vintages: each figure is
published, then revised in the next yearbook. The same size always gives the same files.
`python -m benchmarks.portfolios 600 DIR` writes one to look at.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

FIRST, LAST = 2006, 2025
THEMES = {
    "networks": ("Networks", "Hạ tầng số"),
    "government": ("Digital government", "Chính phủ số"),
    "economy": ("Digital economy", "Kinh tế số"),
    "society": ("Digital society", "Xã hội số"),
    "skills": ("Skills", "Kỹ năng số"),
    "research": ("Research", "Nghiên cứu"),
    "health": ("Health", "Y tế"),
    "transport": ("Transport", "Giao thông"),
}
BODIES = {
    "statistics-office": ("Statistics office", "Cục Thống kê"),
    "ministry-of-science": ("Ministry of Science", "Bộ Khoa học"),
    "ministry-of-finance": ("Ministry of Finance", "Bộ Tài chính"),
    "ministry-of-health": ("Ministry of Health", "Bộ Y tế"),
}
SUBJECTS = (
    ("Households with fibre broadband", "Tỷ lệ hộ gia đình có cáp quang băng rộng"),
    ("Public services used online", "Dịch vụ công được sử dụng trực tuyến"),
    ("Adults with an electronic signature", "Người trưởng thành có chữ ký điện tử"),
    ("Schools with a digital library", "Trường học có thư viện số"),
    ("Hospitals with electronic records", "Bệnh viện có bệnh án điện tử"),
    ("Cashless payments in retail trade", "Thanh toán không dùng tiền mặt trong bán lẻ"),
    ("Small enterprises that sell online", "Doanh nghiệp nhỏ bán hàng trực tuyến"),
    ("Researchers in full-time posts", "Cán bộ nghiên cứu toàn thời gian"),
)
PLACES = ("Hải Phòng", "Cần Thơ", "Đà Nẵng", "Huế", "Nghệ An", "Lâm Đồng", "Quảng Ninh", "Đồng Nai")


def write(folder: Path, count: int) -> None:
    """Write a portfolio of `count` targets, its sources and its vocabulary into an empty folder."""
    chance = Random(count)
    (folder / "seeds").mkdir(parents=True)
    for theme in THEMES:
        (folder / "targets" / theme).mkdir(parents=True)
    (folder / "targets" / "vocabulary.yaml").write_text("\n".join(_vocabulary()) + "\n", "utf-8")
    for name, lines in _sources(count):
        (folder / "seeds" / f"{name}.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    for number in range(count):
        theme = list(THEMES)[number % len(THEMES)]
        lines = _target(number, chance)
        (folder / "targets" / theme / f"target-{number:05d}.yaml").write_text(
            "\n".join(lines) + "\n", "utf-8"
        )


def _words(pair: tuple[str, str]) -> str:
    return f"{{en: {pair[0]}, vi: {pair[1]}}}"


def _vocabulary() -> Iterator[str]:
    yield "title: {en: Made up for measuring, vi: Dữ liệu giả để đo}"
    yield "units:"
    yield '  percent: {title: {en: per cent, vi: phần trăm}, symbol: "%", decimals: 1}'
    yield "  enterprises: {title: {en: enterprises, vi: doanh nghiệp}}"
    yield "themes:"
    for order, (theme, titles) in enumerate(THEMES.items(), 1):
        yield f"  {theme}: {{title: {_words(titles)}, order: {order}}}"
    yield "bodies:"
    for body, titles in BODIES.items():
        yield f"  {body}: {{title: {_words(titles)}}}"


def _sources(count: int) -> Iterator[tuple[str, list[str]]]:
    """Yield the yearbooks of every theme, and one decision for every twenty targets."""
    for theme, titles in THEMES.items():
        for year in range(FIRST, LAST + 2):
            title = (f"Yearbook {year}, {titles[0]}", f"Niên giám {year}, {titles[1]}")
            yield (
                f"yearbook-{theme}-{year}",
                _source(f"yearbook-{theme}-{year}", "statistics", title, f"{year}-06-30"),
            )
    for number in range(count // 20 + 1):
        name = f"decision-{number:04d}"
        title = (f"Decision {number}/QD-TTg", f"Quyết định {number}/QĐ-TTg")
        yield name, _source(name, "policy", title, f"{2019 + number % 4}-03-15")


def _source(name: str, kind: str, title: tuple[str, str], published: str) -> list[str]:
    return [
        f"id: {name}",
        f"kind: {kind}",
        f'title: {{en: "{title[0]}", vi: "{title[1]}"}}',
        "publisher: statistics-office",
        f"published: {published}",
        "accessed: 2026-11-01",
        f"url: https://example.org/documents/{name}",
        "language: vi",
        "summary:",
        f"  en: Goals and figures of {title[0]}, read for this portfolio.",
        f"  vi: Mục tiêu và số liệu của {title[1]}, đọc cho bộ dữ liệu này.",
        "reliability: primary",
    ]


def _target(number: int, chance: Random) -> list[str]:
    kind = {3: "tiers", 8: "milestones", 13: "allocation"}.get(number % 20, "indicator")
    theme = list(THEMES)[number % len(THEMES)]
    name, place = SUBJECTS[chance.randrange(len(SUBJECTS))], PLACES[chance.randrange(len(PLACES))]
    lines = [
        "# yaml-language-server: $schema=../../schemas/target.schema.json",
        f"id: target-{number:05d}",
        f"title: {{en: {name[0]} in {place} no. {number}, vi: {name[1]} tại {place} số {number}}}",
        f"kind: {kind}",
        f"owner: {list(BODIES)[number % len(BODIES)]}",
        "about:",
        f"  en: The plan counts {name[0].lower()} and names one deadline for all districts of {place}.",
        f"  vi: Kế hoạch tính {name[1].lower()} và nêu một thời hạn cho mọi địa bàn của {place}.",
    ]
    if kind != "milestones":
        lines += [
            "measure:",
            "  definition:",
            f"    en: {name[0]} as the statistics office counts them at the end of the year.",
            f"    vi: {name[1]} theo số liệu cuối năm của cơ quan thống kê.",
            "  unit: percent",
            "  frequency: year",
            "  bounds: [0, 100]",
        ]
    lines += {"indicator": _indicator, "tiers": _tiers, "milestones": _milestones, "allocation": _allocation}[
        kind
    ](number, theme, chance)
    return [*lines, "checked: 2026-11-01"]


def _indicator(number: int, theme: str, chance: Random) -> list[str]:
    return [
        *_goals(number, chance.randint(40, 95), ""),
        "baseline: 2015",
        *_observations(number, theme, chance, "", vintages=number % 20 == 0),
    ]


def _goals(number: int, height: int, indent: str) -> list[str]:
    source = f"{indent}    source: decision-{number // 20:04d}"
    return [
        f"{indent}goals:",
        f"{indent}  - id: by-2025",
        f"{indent}    at_least: {height * 3 // 4}",
        f"{indent}    by: 2025",
        source,
        f"{indent}    at: L{number % 90 + 1}",
        f"{indent}  - id: by-2030",
        f"{indent}    at_least: {height}",
        f"{indent}    by: 2030",
        source,
        f"{indent}    at: L{number % 90 + 2}",
    ]


def _observations(number: int, theme: str, chance: Random, indent: str, *, vintages: bool) -> list[str]:
    """Return twenty years of figures; with vintages each is published twice, a year apart.

    What stands indented is one of three classes of a population, which are no more than the whole.
    """
    lines, value, share = [f"{indent}observations:"], chance.uniform(2, 20), 0.3 if indent else 1.0
    for year in range(FIRST, LAST + 1):
        value = min(99.0, value + chance.gauss(2.0, 1.0)) if value > 1 else 1.5
        for later in (0, 1) if vintages else (1,):
            shown = f"{max(value * share + later * 0.1, 0.1):.1f}"
            lines += [
                f"{indent}  - period: {year}",
                f"{indent}    value: {shown}",
                f"{indent}    source: yearbook-{theme}-{max(year + later, FIRST)}",
                f"{indent}    at: L{number % 300 + 20}",
                f'{indent}    as_printed: "{shown} %"',
            ]
            if not later:
                lines.append(f"{indent}    status: provisional")
    return lines


def _tiers(number: int, theme: str, chance: Random) -> list[str]:
    lines = ["nesting: exclusive", "tiers:"]
    for tier, title in enumerate(
        (("Starting", "Khởi động"), ("Connected", "Kết nối"), ("Leading", "Dẫn dắt"))
    ):
        lines += [f"  - id: tier-{tier}", f"    title: {_words(title)}"]
        lines += _goals(number, 10 + 10 * tier, "    ") + _observations(
            number, theme, chance, "    ", vintages=False
        )
    return lines


def _allocation(number: int, theme: str, chance: Random) -> list[str]:
    del theme, chance
    lines = ["parts:"]
    for part, title in enumerate(
        (("Research", "Nghiên cứu"), ("Training", "Đào tạo"), ("Equipment", "Thiết bị"))
    ):
        lines += [
            f"  - id: part-{part}",
            f"    title: {_words(title)}",
            *_goals(number, 20 + 10 * part, "    "),
        ]
    return lines


def _milestones(number: int, theme: str, chance: Random) -> list[str]:
    lines = ["steps:"]
    for step in range(6):
        year = 2021 + step
        lines += [
            f"  - id: step-{step}",
            f"    title: {{en: Step {step + 1} of the programme, vi: Bước {step + 1} của chương trình}}",
            f"    due: {year}-{chance.choice(('Q2', 'Q4', '06'))}",
            f"    source: decision-{number // 20:04d}",
        ]
        if step < 4:
            lines += ["    records:", "      - state: done", f"        on: {year}-05-20"]
            lines += [f"        source: yearbook-{theme}-{min(year + 1, LAST)}"]
    return lines


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
