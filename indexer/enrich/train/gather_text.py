#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Make plain text, a paragraph a line, for `morgue-train words`.

    gather_text.py FILE... > text

A FILE is a tar of Markdown with front matter, or a token-a-line file (.conll,
.bio, .tsv), whose tokens are joined again.
"""
import re, sys, tarfile

def markdown(text):
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"[*_`]{1,3}|^[#>]+ *|\\", "", text, flags=re.M)
    for paragraph in re.split(r"\n\s*\n|  \n", text):
        line = " ".join(paragraph.split())
        if line: print(line)

def tokens(path):
    sentence = []
    for line in open(path, encoding="utf-8", errors="replace"):
        cells = line.split()
        if cells and not cells[0].startswith("-DOCSTART-"): sentence.append(cells[0])
        elif sentence: print(" ".join(sentence)); sentence = []
    if sentence: print(" ".join(sentence))

for path in sys.argv[1:]:
    if ".tar" in path:
        tar = tarfile.open(path)
        for member in tar:
            if member.isfile() and member.name.endswith(".md") and "README" not in member.name:
                markdown(tar.extractfile(member).read().decode("utf-8", "replace"))
    else: tokens(path)
