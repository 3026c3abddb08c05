#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The inputs that stand beside this: make_inputs.py FOLDER writes them anew.

Needs the zstd program.  Each function is one fault and is named for it; what
must become of its records says NAME.golden.
"""
import base64
import gzip
import hashlib
import io
import os
import subprocess
import sys
import tarfile
import zipfile
import zlib

CRLF = b"\r\n"
INPUTS = {}


def fault(name):
    def keep(make):
        INPUTS[name] = make
        return make
    return keep


def record(body, kind="resource", url="http://a.example/", length=None,
           fields=(), ends=b"\r\n\r\n", line=CRLF, version=b"WARC/1.0",
           media="text/plain"):
    if isinstance(body, str):
        body = body.encode()
    head = [version, b"WARC-Type: " + kind.encode()]
    if url:
        head.append(b"WARC-Target-URI: " + url.encode())
    head.append(b"WARC-Date: 2014-12-18T22:05:07Z")
    head += [f if isinstance(f, bytes) else f.encode() for f in fields]
    head.append(b"Content-Type: " + media.encode())
    if length != "":
        head.append(b"Content-Length: %d" % (len(body) if length is None
                                             else length))
    return line.join(head) + line + line + body + ends


def response(body, head="", url="http://a.example/", status="200 OK", **more):
    if isinstance(body, str):
        body = body.encode()
    http = f"HTTP/1.1 {status}\r\nContent-Type: text/plain\r\n{head}\r\n"
    return record(http.encode() + body, "response", url,
                  media="application/http; msgtype=response", **more)


def member(data, name=""):
    out = io.BytesIO()
    with gzip.GzipFile(name, "wb", 9, out, 0) as f:
        f.write(data)
    return out.getvalue()


def zst(data, *options):
    return subprocess.run(["zstd", "-q", "-c", "-19", *options], input=data,
                          stdout=subprocess.PIPE, check=True).stdout


ONE, TWO, THREE = (record(w, url=f"http://a.example/{n}") for n, w in
                   enumerate(("The first.", "The second.", "The third."), 1))


# ---- Heads ----

@fault("folded-and-repeated-fields.warc")
def _():
    return record("One.", fields=["WARC-Record-ID:", "\t<urn:uuid:1>",
                                  "warc-target-uri: http://later.example/",
                                  "content-TYPE: text/html"]) + TWO


@fault("line-feeds-alone.warc")
def _():
    return (record("One.", line=b"\n", ends=b"\n\n") +
            record("Two.", line=b"\n", ends=b"\n\n", version=b"WARC/0.17"))


@fault("blanks-around-everything.warc")
def _():
    return (b"WARC/1.0 \r\nWARC-Type :  resource \r\nWARC-Target-URI: \t"
            b"<http://a.example/a b>  \r\ncontent-length:4\r\n\r\nOne.\r\n"
            b"\r\n\r\n\r\n\r\n" + TWO)


@fault("field-without-colon.warc")
def _():
    return record("One.", fields=["this is no field"]) + TWO


@fault("no-length.warc")
def _():
    return record("One.", length="") + TWO


@fault("length-is-no-number.warc")
def _():
    return record("One.", length="",
                  fields=["Content-Length: 4 bytes"]) + TWO


@fault("length-negative.warc")
def _():
    return record("One.", length="", fields=["Content-Length: -4"]) + TWO


@fault("length-beyond-64-bits.warc")
def _():
    return record("One.", length="",
                  fields=["Content-Length: 99999999999999999999"]) + TWO


@fault("no-type.warc")
def _():
    return ONE.replace(b"WARC-Type: resource\r\n", b"") + TWO


@fault("type-of-the-future.warc")
def _():
    return record("One.", "thumbnail") + TWO


@fault("date-is-none.warc")
def _():
    return ONE.replace(b"2014-12-18T22:05:07Z", b"yesterday") + TWO


@fault("head-never-ends.warc")
def _():
    return TWO + b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 4\r\n"


# ---- Lengths ----

@fault("length-one-too-large.warc")
def _():
    return record("One.", length=5) + TWO


@fault("length-five-too-large.warc")
def _():
    return record("One.", length=9) + TWO


@fault("length-one-too-small.warc")
def _():
    return record("One.", length=3) + TWO


@fault("length-far-too-large.warc")
def _():
    return record("One.", length=100000) + TWO


@fault("length-nought-and-a-block.warc")
def _():
    return record("One.", length=0) + TWO


@fault("last-length-a-little-too-large.warc")
def _():
    return ONE + record("Two.", length=12)


@fault("block-breaks-off.warc")
def _():
    return ONE + record("The second, all of it.", length=100, ends=b"")


@fault("no-separator.warc")
def _():
    return ONE[:-4] + TWO[:-4] + THREE[:-4]


@fault("one-line-end-between.warc")
def _():
    return ONE[:-2] + TWO


@fault("block-quotes-a-head.warc")
def _():
    return record("A record begins so:\nWARC/1.0\nand goes on.\n") + TWO


# ---- Garbage ----

@fault("garbage-between.warc")
def _():
    return ONE + b"nobody knows what this is\r\nnor this\r\n" + TWO


@fault("garbage-in-front.warc")
def _():
    return b"\0\1\2 left of something else\n" + ONE + TWO


@fault("garbage-behind.warc")
def _():
    return ONE + TWO + b"\0" * 40 + b"the end"


@fault("block-breaks-off-and-others-follow.warc")
def _():
    return ONE + record("The second, all of it.", length=100, ends=b"") + THREE


@fault("length-beyond-all-limits.warc")
def _():
    return record("One.", length=99999999999) + TWO


@fault("cut-out-of-the-middle.warc")
def _():
    return ONE + TWO[20:40] + THREE


@fault("two-files-one-in-the-other.warc")
def _():
    return ONE + record(TWO, url="http://a.example/dump.warc",
                        media="application/warc") + THREE


# ---- gzip ----

@fault("one-member-for-all.warc.gz")
def _():
    return member(ONE + TWO + THREE)


@fault("two-records-a-member.warc.gz")
def _():
    return member(ONE) + member(TWO + THREE)


@fault("record-across-members.warc.gz")
def _():
    whole = ONE + TWO + THREE
    cut = len(ONE) + len(TWO) - 9
    return member(whole[:cut]) + member(whole[cut:])


@fault("head-and-block-in-members-of-their-own.warc.gz")
def _():
    head = ONE.index(b"\r\n\r\n") + 4
    return member(ONE[:head]) + member(ONE[head:]) + member(TWO)


@fault("plain-among-members.warc.gz")
def _():
    return member(ONE) + TWO + member(THREE)


@fault("member-is-damaged.warc.gz")
def _():
    bad = bytearray(member(TWO))
    bad[20:40] = b"\xff" * 20
    return member(ONE) + bytes(bad) + member(THREE)


@fault("checksum-is-wrong.warc.gz")
def _():
    bad = bytearray(member(TWO))
    bad[-6] ^= 1
    return member(ONE) + bytes(bad) + member(THREE)


@fault("member-breaks-off.warc.gz")
def _():
    return member(ONE) + member(TWO)[:-30]


@fault("member-breaks-off-and-others-follow.warc.gz")
def _():
    return member(ONE) + member(TWO)[:-30] + member(THREE)


@fault("zeros-between-members.warc.gz")
def _():
    return member(ONE) + b"\0" * 512 + member(TWO) + b"\0" * 512


@fault("junk-between-members.warc.gz")
def _():
    return member(ONE) + b"not gzip at all" + member(TWO)


@fault("empty-members.warc.gz")
def _():
    return member(b"") + member(ONE) + member(b"") + member(TWO) + member(b"")


@fault("gzip-twice.warc.gz")
def _():
    return member(member(ONE) + member(TWO))


@fault("named-gz-and-is-plain.warc.gz")
def _():
    return ONE + TWO


@fault("named-warc-and-is-gzip.warc")
def _():
    return member(ONE) + member(TWO)


@fault("named-warc-and-is-text.warc")
def _():
    return b"Just a text that somebody named so.\n"


# ---- zstd ----

@fault("frame-a-record.warc.zst")
def _():
    return zst(ONE) + zst(TWO)


@fault("one-frame-for-all.warc.zst")
def _():
    return zst(ONE + TWO + THREE)


@fault("dictionary-frame.warc.zst")
def _():
    words = (ONE + TWO + THREE) * 4
    with open("dictionary.tmp", "wb") as f:
        f.write(words)
    frames = [zst(r, "-D", "dictionary.tmp") for r in (ONE, TWO, THREE)]
    os.remove("dictionary.tmp")
    return (b"\x5d\x2a\x4d\x18" + len(words).to_bytes(4, "little") + words +
            b"".join(frames))


@fault("dictionary-frame-packed.warc.zst")
def _():
    words = (ONE + TWO + THREE) * 4
    with open("dictionary.tmp", "wb") as f:
        f.write(words)
    frames = [zst(r, "-D", "dictionary.tmp") for r in (ONE, TWO)]
    os.remove("dictionary.tmp")
    packed = zst(words)
    return (b"\x5d\x2a\x4d\x18" + len(packed).to_bytes(4, "little") + packed +
            b"".join(frames))


@fault("dictionary-breaks-off.warc.zst")
def _():
    return b"\x5d\x2a\x4d\x18\xff\xff\x00\x00" + ONE


@fault("frame-is-damaged.warc.zst")
def _():
    bad = bytearray(zst(TWO))
    bad[12:30] = b"\xff" * 18
    return zst(ONE) + bytes(bad) + zst(THREE)


@fault("frame-breaks-off.warc.zst")
def _():
    return zst(ONE) + zst(TWO)[:-20]


@fault("frame-breaks-off-and-others-follow.warc.zst")
def _():
    return zst(ONE) + zst(TWO)[:-20] + zst(THREE)


@fault("skippable-frames-between.warc.zst")
def _():
    return zst(ONE) + b"\x50\x2a\x4d\x18\x04\0\0\0skip" + zst(TWO)


# ---- HTTP ----

def chunks(*parts, end=b"0\r\n\r\n"):
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in parts) + end


CHUNKED = "Transfer-Encoding: chunked\r\n"


@fault("chunks-with-trailers.warc")
def _():
    return response(chunks(b"One ", b"two.",
                           end=b"0\r\nX-Trailer: yes\r\n\r\n"), CHUNKED)


@fault("chunks-with-extensions.warc")
def _():
    return response(b"4 ;name=value\r\nOne \r\n004;x\r\ntwo.\r\n0\r\n\r\n",
                    CHUNKED)


@fault("chunk-size-too-large.warc")
def _():
    return response(b"4\r\nOne \r\nff\r\ntwo.\r\n0\r\n\r\n", CHUNKED)


@fault("chunk-size-too-small.warc")
def _():
    return response(b"2\r\nOne \r\n4\r\ntwo.\r\n0\r\n\r\n", CHUNKED)


@fault("chunk-size-is-text.warc")
def _():
    return response(b"4\r\nOne \r\nand more\r\n4\r\ntwo.\r\n0\r\n\r\n", CHUNKED)


@fault("chunk-size-beyond-64-bits.warc")
def _():
    return response(b"4\r\nOne \r\nfffffffffffffffff\r\ntwo.\r\n", CHUNKED)


@fault("last-chunk-never-came.warc")
def _():
    return response(chunks(b"One ", b"two.", end=b""), CHUNKED)


@fault("chunked-and-is-not.warc")
def _():
    return response(b"Bread and butter.", CHUNKED)


@fault("gzip-and-is-not.warc")
def _():
    return response(b"Bread and butter.", "Content-Encoding: gzip\r\n")


@fault("not-gzip-and-is.warc")
def _():
    return response(member(b"Bread and butter."))


@fault("gzip-breaks-off.warc")
def _():
    return response(member(b"Bread and butter. " * 30)[:-20],
                    "Content-Encoding: gzip\r\n")


@fault("deflate-of-both-kinds.warc")
def _():
    raw = zlib.compressobj(9, zlib.DEFLATED, -15)
    return (response(zlib.compress(b"As zlib has it."),
                     "Content-Encoding: deflate\r\n") +
            response(raw.compress(b"Raw.") + raw.flush(),
                     "Content-Encoding: deflate\r\n"))


@fault("encodings-one-on-another.warc")
def _():
    return response(zst(member(b"Bread and butter.")),
                    "Content-Encoding: gzip, zstd\r\n")


@fault("encodings-without-end.warc")
def _():
    data = b"Bread and butter."
    for _ in range(6):
        data = member(data)
    return response(data, "Content-Encoding: " + ", ".join(["gzip"] * 6) +
                    "\r\n")


@fault("encoding-of-the-future.warc")
def _():
    return response(b"Bread and butter.", "Content-Encoding: sponge\r\n")


@fault("chunked-then-gzip.warc")
def _():
    data = member(b"Bread and butter.")
    return response(chunks(data[:10], data[10:]),
                    CHUNKED + "Content-Encoding: gzip\r\n")


@fault("statuses.warc")
def _():
    return b"".join(response("Text.", status=s, url=f"http://a.example/{n}")
                    for n, s in enumerate(("200", "204 No Content", "301 Moved",
                                           "404 Not Found", "999", "OK", "")))


@fault("response-without-http.warc")
def _():
    return record("<html><p>No head of HTTP here.</p></html>", "response",
                  media="application/http; msgtype=response")


@fault("http-head-never-ends.warc")
def _():
    return record("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX: y",
                  "response", media="application/http; msgtype=response")


# ---- Segments, revisits, metadata ----

def segment(number, text, kind="continuation", last=False):
    fields = [f"WARC-Segment-Number: {number}"]
    if number == 1:
        fields.append("WARC-Record-ID: <urn:uuid:1>")
    else:
        fields += [f"WARC-Record-ID: <urn:uuid:1{number}>",
                   "WARC-Segment-Origin-ID: <urn:uuid:1>"]
    if last:
        fields.append("WARC-Segment-Total-Length: 14")
    return record(text, kind, fields=fields)


FIRST = segment(1, "One ", "resource")


@fault("segments.warc")
def _():
    return FIRST + segment(2, "two ") + segment(3, "three.", last=True) + TWO


@fault("segments-with-others-between.warc")
def _():
    return FIRST + TWO + segment(2, "two.", last=True) + THREE


@fault("segments-out-of-order.warc")
def _():
    return FIRST + segment(3, "three.", last=True) + segment(2, "two ") + TWO


@fault("segment-twice.warc")
def _():
    return (FIRST + segment(2, "two ") + segment(2, "two ") +
            segment(3, "three.", last=True))


@fault("segment-missing.warc")
def _():
    return FIRST + segment(3, "three.", last=True) + TWO


@fault("last-segment-missing.warc")
def _():
    return FIRST + segment(2, "two ") + TWO


@fault("segment-of-nobody.warc")
def _():
    return segment(2, "two ", last=True) + TWO


@fault("two-segmented-at-once.warc")
def _():
    other = [s.replace(b"uuid:1", b"uuid:2") for s in
             (segment(1, "Red ", "resource"), segment(2, "blue.", last=True))]
    return FIRST + other[0] + segment(2, "two.", last=True) + other[1]


@fault("revisits.warc")
def _():
    digest = "sha256:" + hashlib.sha256(b"The first.").hexdigest()
    return ONE + b"".join(
        record("", "revisit", url, fields=fields) for url, fields in (
            ("http://a.example/1", [f"WARC-Payload-Digest: {digest}"]),
            ("http://b.example/", [f"WARC-Payload-Digest: {digest}",
                                   "WARC-Refers-To-Target-URI: "
                                   "http://a.example/1"]),
            ("http://a.example/1", ["WARC-Profile: server-not-modified"])))


@fault("metadata-beside.warc")
def _():
    return (response("Text.", fields=["WARC-Record-ID: <urn:uuid:1>"]) +
            record('{"title": "A title"}', "metadata",
                   fields=["WARC-Concurrent-To: <urn:uuid:1>"],
                   media="application/json") +
            record("hopsFromSeed: 0\r\n", "metadata",
                   fields=["WARC-Concurrent-To: <urn:uuid:1>"],
                   media="application/warc-fields"))


@fault("digest-label-with-nul.warc")
def _():
    return record("One.", fields=[b"WARC-Block-Digest: md5\0\0\0\0:" + b"0" * 32,
                                  b"WARC-Payload-Digest: sha1\0:x"]) + TWO


@fault("digests.warc")
def _():
    def stated(name, data):
        digest = getattr(hashlib, name)(data)
        return [f"WARC-Block-Digest: {name}:" +
                base64.b32encode(digest.digest()).decode().rstrip("="),
                f"WARC-Payload-Digest: {name}:{digest.hexdigest()}"]
    return b"".join(record("Text.", fields=stated(name, data))
                    for name in ("md5", "sha1", "sha256", "sha512")
                    for data in (b"Text.", b"Other."))


# ---- ARC ----

FILEDESC = (b"filedesc://a.arc 0.0.0.0 20141218220507 text/plain 68\n"
            b"1 0 a.example\nURL IP-address Archive-date Content-type "
            b"Archive-length\n\n")


def arc(body, url="http://a.example/", length=None, date="20141218220507",
        media="text/plain", ends=b"\n"):
    body = b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n" + body
    line = f"{url} 10.0.0.1 {date} {media} "
    return (line.encode() +
            b"%d\n" % (len(body) if length is None else length) + body + ends)


@fault("urls-with-blanks.arc")
def _():
    return FILEDESC + arc(b"One.", "http://a.example/a b c") + arc(b"Two.")


@fault("lengths-off-by-one.arc")
def _():
    return (FILEDESC + arc(b"One.", length=50) + arc(b"Two.", length=48) +
            arc(b"Three."))


@fault("garbage-between.arc")
def _():
    return FILEDESC + arc(b"One.") + b"what is this\n" + arc(b"Two.")


@fault("breaks-off.arc")
def _():
    return FILEDESC + arc(b"One.") + arc(b"Two.", length=900)


@fault("version-2.arc")
def _():
    return (b"filedesc://a.arc 0.0.0.0 20141218220507 text/plain 200 - - 0 "
            b"a.arc 14\n2 0 a.example\n\n" +
            b"http://a.example/ 10.0.0.1 20141218220507 text/plain 200 "
            b"ABCDEF - 150 a.arc 49\nHTTP/1.0 200 OK\r\n"
            b"Content-Type: text/plain\r\n\r\nOne.\n")


@fault("member-breaks-off.arc.gz")
def _():
    return member(FILEDESC) + member(arc(b"One.")) + member(arc(b"Two."))[:-12]


# ---- Containers ----

def zipped(*files, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as z:
        for name, data in files:
            z.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def tarred(*files):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as t:
        for name, data in files:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            t.addfile(info, io.BytesIO(data))
    return out.getvalue()


@fault("zip-in-tar-in-zip.zip")
def _():
    inner = zipped(("a.warc.gz", member(ONE) + member(TWO)))
    return zipped(("t.tar.gz", member(tarred(("i.zip", inner),
                                             ("b.txt", b"Text.")))))


@fault("nested-too-deep.zip")
def _():
    data = ("a.txt", b"Text.")
    for n in range(7):
        data = (f"{n}.zip", zipped(data))
    return zipped(data, ("beside.txt", b"This one is read."))


@fault("member-is-damaged.zip")
def _():
    data = bytearray(zipped(("a.txt", b"The first. " * 9),
                            ("b.txt", b"The second. " * 9),
                            ("c.txt", b"The third. " * 9)))
    at = data.index(b"b.txt") + 7
    data[at:at + 6] = b"\xff" * 6
    return bytes(data)


@fault("directory-breaks-off.zip")
def _():
    data = zipped(("a.txt", b"The first."), ("b.txt", b"The second."))
    return data[:data.index(b"PK\1\2") + 10]


@fault("breaks-off.tar")
def _():
    return tarred(("a.txt", b"The first."), ("b.txt", b"x" * 2000))[:2560]


@fault("header-is-damaged.tar")
def _():
    data = bytearray(tarred(("a.txt", b"The first."), ("b.txt", b"Second."),
                            ("c.txt", b"The third.")))
    data[1024:1030] = b"\xff" * 6
    return bytes(data)


@fault("same-name-twice.tar")
def _():
    return tarred(("a.txt", b"The first."), ("a.txt", b"The second."))


@fault("members-of-odd-kinds.tar")
def _():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as t:
        for kind, name in ((tarfile.DIRTYPE, "d"), (tarfile.SYMTYPE, "s"),
                           (tarfile.LNKTYPE, "l"), (tarfile.FIFOTYPE, "f")):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            t.addfile(info)
        info = tarfile.TarInfo("../../up.txt")
        info.size = 5
        t.addfile(info, io.BytesIO(b"Text."))
    return out.getvalue()


@fault("digest-differs.wacz")
def _():
    warc = member(ONE) + member(TWO)
    stated = hashlib.sha256(b"another file").hexdigest()
    return zipped(
        ("archive/data.warc.gz", warc), ("pages/pages.jsonl", b"{}\n"),
        ("datapackage.json", b'{"resources": [{"path": "archive/data.warc.gz",'
         b'"hash": "sha256:' + stated.encode() + b'"}, {"path": "gone", '
         b'"hash": "sha256:' + stated.encode() + b'"}]}'),
        method=zipfile.ZIP_STORED)


@fault("datapackage-digest-differs.wacz")
def _():
    warc = member(ONE)
    package = (b'{"resources": [{"path": "archive/data.warc.gz","hash": '
               b'"sha256:' + hashlib.sha256(warc).hexdigest().encode() +
               b'"}]}')
    return zipped(
        ("archive/data.warc.gz", warc), ("datapackage.json", package),
        ("datapackage-digest.json", b'{"path": "datapackage.json", "hash": '
         b'"sha256:' + hashlib.sha256(b"x").hexdigest().encode() + b'"}'),
        method=zipfile.ZIP_STORED)


# ---- Files of many documents ----

@fault("lines-of-which-some-are-broken.jsonl")
def _():
    return (b'{"title": "One", "text": "Text."}\n{"title": "Two", "te\n\n'
            b'not JSON\n[1, 2]\n{"title": "Three", "text": "Text."}')


@fault("array-breaks-off.json")
def _():
    return (b'[{"title": "One", "text": "}"},\n {"title": "Two", '
            b'"text": "\\"]"},\n {"title": "Three", "text": "Te')


@fault("quotes-and-line-ends.csv")
def _():
    return (b'\xef\xbb\xbftitle,text\r\n"One, ""so called""","Line.\r\n\r\n'
            b'Line."\r\nTwo,Text\r\nThree,"never closed\r\nFour,Text\r\n')


@fault("more-commas-in-prose-than-semicolons.csv")
def _():
    return (b'title;"author, editor";text\nOne;Jo;"Rain, wind, and snow; sleet, '
            b'too, and more"\nTwo;;Text\n')


@fault("header-and-row-in-tabs.tsv")
def _():
    return b'title\ttext\nOne\tRain, wind, and snow, and "sleet", too\n'


@fault("page-under-a-programs-name.stm")
def _():
    return (b"<?xml version='1.0'?>\n<!-- saved -->\n<!DOCTYPE html><html>"
            b"<title>T</title><p>Text.</p></html>\n")


@fault("program-that-writes-a-page.pl")
def _():
    return b"#!/usr/bin/perl\nprint '<html>';\n"


@fault("end-tag-missing.sgml")
def _():
    return (b"<DOC>\n<DOCNO> A-1 </DOCNO>\n<TEXT>\nOne.\n</TEXT>\n<DOC>\n"
            b"<DOCNO> A-2 </DOCNO>\n<TEXT>\nTwo.\n</TEXT>\n</DOC>\n"
            b"what is this\n<DOC>\n<TEXT>\nThree.\n</TEXT>\n</DOC>\n")


@fault("from-within-a-message.mbox")
def _():
    return (b"From a@b.example Thu Dec 18 22:05:07 2014\nSubject: One\n\n"
            b"Text.\n\nFrom here on it is still the first.\n\n>From quoted\n\n"
            b"From a@b.example Thu Dec 18 23:05:07 2014\nSubject: Two\n\n"
            b"Text.\n")


@fault("mustard-where-a-tar-has-its-magic.txt")
def _():
    head = b"Headline of a long story\n\n" + b"Faith was small in the hills. " * 7
    head += b"a" * (255 - len(head))
    return head + b" mustard seed, they said" + b", and it grew" * 30 + b".\n"


@fault("date-that-is-cpios-magic.txt")
def _():
    return b"070701 was the day of the flood.\n\nThe river rose by night.\n"


@fault("sentence-that-begins-like-bzip2.txt")
def _():
    return b"BZh is how the men of Port Ellery write it.\n\nNobody knows why.\n"


if __name__ == "__main__":
    for name, make in INPUTS.items():
        with open(os.path.join(sys.argv[1], name), "wb") as f:
            f.write(make())
