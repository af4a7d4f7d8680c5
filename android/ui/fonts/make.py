#!/usr/bin/env python3
"""Writes the three NotYetSans-*.ttf that the JVM host and the pictures use.

Roboto, with Noto Sans for the scripts that Roboto lacks, merged into one face for each weight, so that no text
ever falls back to a font of the machine. Run by hand, rarely; the result is committed. README.md beside the
fonts says how.

    pip install fonttools==4.60.1 brotli
    npm pack @fontsource/roboto@5.3.0 @fontsource/noto-sans-{arabic,hebrew,kr,sc}@5.3.0    (unpack each into a folder)
    make.py FOLDER-WITH-THE-UNPACKED-PACKAGES
"""

import glob
import json
import os
import re
import sys

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.tables._g_l_y_f import Glyph

OUT = os.path.join(os.path.dirname(__file__), "..", "src", "main", "resources", "font")

# Names and common surnames' characters of the two scripts that cannot be carried whole.
HANGUL = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지나원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예봉사부경수영훈준민재동철희숙미순자정아라가다바사안녕학생교실글씨"
HAN = "王子涵李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文学生老师一二三小明美欣怡梓轩浩然雨桐思远"

SOURCES = [  # package, subsets, weights by ours, characters to keep (None: all that the file has)
    ("roboto", ["latin", "latin-ext", "vietnamese", "cyrillic", "cyrillic-ext"], {400: 400, 500: 500, 600: 600}, None),
    ("noto-sans-arabic", ["arabic"], {400: 400, 500: 500, 600: 600}, None),
    ("noto-sans-hebrew", ["hebrew"], {400: 400, 500: 500, 600: 600}, None),
    ("noto-sans-kr", None, {400: 400, 500: 500, 600: 600}, HANGUL),
    ("noto-sans-sc", None, {400: 400, 500: 500, 600: 600}, HAN),
]
NAMES = {400: "Regular", 500: "Medium", 600: "SemiBold"}
UPEM = 2048
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "init", "medi", "fina", "isol", "rlig", "liga", "calt", "tnum"]
# Marks that steer direction and joining: never drawn, so they get an empty glyph instead of a fallback font.
INVISIBLE = [0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0x2066, 0x2067, 0x2068, 0x2069, 0xFEFF]


def in_ranges(char, ranges):
    for part in ranges.split(","):
        low, _, high = part.strip().removeprefix("U+").partition("-")
        if int(low, 16) <= ord(char) <= int(high or low, 16):
            return True
    return False


def files(folder, package, subsets, weight, chars):
    base = glob.glob(os.path.join(folder, f"*{package}-[0-9]*", "package")) or [os.path.join(folder, package)]
    if subsets is None:
        table = json.load(open(os.path.join(base[0], "unicode.json")))
        subsets = [k.strip("[]") for k, ranges in table.items() if any(in_ranges(c, ranges) for c in chars)]
        subsets = [s for s in subsets if not re.match(r"latin|cyrillic|vietnamese", s)]
    for name in subsets:
        yield os.path.join(base[0], "files", f"{package}-{name}-{weight}-normal.woff2")


def trimmed(path, keep):
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.notdef_outline = True
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "STAT", "DSIG", "gasp", "meta", "MVAR", "avar", "HVAR"]
    font = TTFont(path)
    unit = subset.Subsetter(options)
    unit.populate(unicodes=keep)
    unit.subset(font)
    if font["head"].unitsPerEm != UPEM:
        scale_upem(font, UPEM)
    return font


def build(folder, weight):
    taken, parts, tmp = set(), [], []
    for package, subsets, weights, chars in SOURCES:
        for path in files(folder, package, subsets, weights[weight], chars):
            has = set(TTFont(path).getBestCmap())
            wanted = has if chars is None else has & {ord(c) for c in chars}
            if package != "roboto":
                wanted = {c for c in wanted if c > 0x500}
            wanted -= taken | set(INVISIBLE)
            if wanted:
                parts.append(trimmed(path, wanted))
                taken |= wanted
    for i, font in enumerate(parts):
        tmp.append(os.path.join(folder, f".part-{weight}-{i}.ttf"))
        font.flavor = None
        font.save(tmp[-1])
    font = Merger().merge(tmp)
    for path in tmp:
        os.remove(path)
    font["glyf"]["invisible"] = Glyph()
    font["hmtx"]["invisible"] = (0, 0)
    font.setGlyphOrder([g for g in font.getGlyphOrder() if g != "invisible"] + ["invisible"])
    for table in font["cmap"].tables:
        if table.isUnicode():
            for code in INVISIBLE:
                table.cmap[code] = "invisible"
            # Roboto has no ʻokina; its turned comma is the same shape.
            table.cmap.setdefault(0x02BB, table.cmap[0x2018])
    font["OS/2"].usWeightClass = weight
    rename(font, weight)
    # Vertical measures stay Roboto's: the height of a line must not depend on a name's script.
    reference = parts[0]
    for table, fields in {
        "hhea": ["ascent", "descent", "lineGap"],
        "OS/2": ["sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent"],
    }.items():
        for field in fields:
            setattr(font[table], field, getattr(reference[table], field))
    font["head"].created = font["head"].modified = 0
    font.recalcTimestamp = False
    os.makedirs(OUT, exist_ok=True)
    out = os.path.join(OUT, f"NotYetSans-{NAMES[weight]}.ttf")
    font.save(out)
    print(os.path.basename(out), os.path.getsize(out), "bytes,", len(font.getBestCmap()), "characters")


def rename(font, weight):
    table = font["name"]
    copyrights = "Roboto: Copyright 2011 The Roboto Project Authors. Noto Sans: Copyright The Noto Project Authors; Copyright Adobe."
    table.names = []
    full = f"NotYet Sans {NAMES[weight]}"
    for name_id, text in {
        0: copyrights, 1: full, 2: "Regular", 3: full, 4: full, 6: full.replace(" ", ""),
        13: "SIL Open Font License, Version 1.1", 14: "https://openfontlicense.org",
        16: "NotYet Sans", 17: NAMES[weight],
    }.items():
        table.setName(text, name_id, 3, 1, 0x409)


if __name__ == "__main__":
    for each in NAMES:
        build(sys.argv[1], each)
