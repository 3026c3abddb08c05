#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Run the commands that a document shows, and compare what they print.

    console.py DOCUMENT [--write]

In a block fenced as ```console, a line that begins with "$ " is a command for
the shell, and the lines up to the next one are what it prints, stdout and
stderr together.  A line "..." stands for any lines.  Times, rates and process
numbers differ from run to run, so numbers before s, ms and MB/s are not
compared.  The blocks run in order, in one fresh directory that holds
sample.warc.gz and sample.tar.gz.

--write puts the real output into the document instead.
"""
import os, re, shutil, subprocess, sys, tempfile

build = os.environ["MORGUE_BUILD"]


def blocks(lines):
    """(first line, line after the last) of each console block's inside."""
    begin = None
    for number, line in enumerate(lines):
        if begin is None and line.strip() == "```console":
            begin = number + 1
        elif begin is not None and line.strip() == "```":
            yield begin, number
            begin = None


def commands(lines):
    """[command, printed lines] of the inside of a block."""
    out = []
    for line in lines:
        if line.startswith("$ "):
            out.append([line[2:], []])
        elif out and not out[-1][1] and out[-1][0].endswith("\\"):
            out[-1][0] += "\n" + line
        elif out:
            out[-1][1].append(line)
    return out


def normal(text):
    return re.sub(r"\b[0-9][0-9.,]*( ?)(s|ms|MB/s|min)\b", r"N\1\2", text)


def same(shown, printed):
    pattern = "".join(
        r"(?:.*\n)*" if line == "..." else re.escape(normal(line)) + r"\n"
        for line in shown)
    return re.fullmatch(pattern, normal("".join(l + "\n" for l in printed)))


def run(command, folder):
    environment = dict(os.environ, NO_COLOR="1",
                       PATH=build + "/bin:" + os.environ["PATH"])
    done = subprocess.run(["sh", "-c", command], cwd=folder, text=True,
                          env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.stdout.splitlines()


def main():
    path, write = sys.argv[1], "--write" in sys.argv
    lines = open(path, encoding="utf-8").read().split("\n")
    passed = failed = 0
    changed, after = [], 0
    with tempfile.TemporaryDirectory() as folder:
        for name in ("sample.warc.gz", "sample.tar.gz"):
            shutil.copy(os.path.join(build, "corpus", name), folder)
        for begin, end in blocks(lines):
            changed += lines[after:begin]
            for command, shown in commands(lines[begin:end]):
                printed = run(command, folder)
                changed += ("$ " + command).split("\n") + printed
                if write or same(shown, printed):
                    passed += 1
                    continue
                failed += 1
                print(f"{path}: {command}\n  shown:")
                print("\n".join("    " + l for l in shown))
                print("  printed:")
                print("\n".join("    " + l for l in printed))
            after = end
    if write:
        with open(path, "w", encoding="utf-8") as out:
            out.write("\n".join(changed + lines[after:]))
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0 or passed == 0)


main()
