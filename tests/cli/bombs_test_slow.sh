# SPDX-License-Identifier: GPL-2.0-or-later
# Archives made to do harm meet their limits, in memory that does not grow with
# them; what stands beside them is read.
. "$(dirname "$0")/harness.sh"

# Runs morgue-index, its input from stdin; its status, and its memory in $peak.
bounded() { # INDEX ARCHIVE: at most 400 MiB
    rm -rf "$tmp/i"
    python3 - morgue-index "$tmp/i" "$1" 3<&0 2>"$err" >"$tmp/peak" <<'P'
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdin=3)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
sys.exit(done.returncode)
P
    local status=$? peak
    peak=$(cat "$tmp/peak")
    echo "$1: $peak MiB"
    [ "$status" = 0 ] && [ "$peak" -le 400 ]
}
counted() { # "3 records: 1 indexed, ..." begins so
    grep -q "^$1" "$err"
}
small() { # NAME: a member that is an article
    echo "The council of the town met on Friday and heard the report." >"$1"
}

zeros() { head -c "$1" /dev/zero; }
zeros 3G | gzip -1 >"$tmp/zeros.gz"
check 'gzip of zeros' bounded "$tmp/zeros.gz"
check 'is one record, refused' counted '1 records: .* 1 refused'
cp "$tmp/zeros.gz" "$tmp/zeros.warc.gz"
{ cat "$tmp/zeros.gz"; gzip -c "$MORGUE_SOURCE/corpus/broken/statuses.warc"; } \
    >"$tmp/zeros.warc.gz"
check 'before members of records' bounded "$tmp/zeros.warc.gz"
check 'which are read' counted '8 records: 2 indexed, .* 1 refused'
if command -v zstd >/dev/null; then
    zeros 3G | zstd -q >"$tmp/zeros.zst"
    check 'zstd of zeros' bounded "$tmp/zeros.zst"
    check 'is one record, refused' counted '1 records: .* 1 refused'
fi
mkdir "$tmp/in" && small "$tmp/in/b.txt" && zeros 1G >"$tmp/in/a.txt"
(cd "$tmp" && tar -czf bomb.tar.gz in && zip -qr bomb.zip in)
for archive in bomb.tar.gz bomb.zip; do
    check "a member of zeros in $archive" bounded "$tmp/$archive"
done
check 'is refused, its neighbour read' counted '2 records: 1 indexed, .* 1 refu'

endless() { # a head of 1 GiB, then a record
    printf 'WARC/1.0\r\nWARC-Type: response\r\nX: '
    zeros 1G | tr '\0' a
    printf '\r\nContent-Length: 0\r\n\r\n\r\n\r\nWARC/1.0\r\n'
    printf 'WARC-Type: resource\r\nWARC-Target-URI: http://a.example/\r\n'
    printf 'Content-Type: text/plain\r\nContent-Length: 4\r\n\r\nOne.\r\n\r\n'
}
check 'a head of 1 GiB' bounded - < <(endless)
check 'is refused, the next read' counted '2 records: 1 indexed, .* 1 refused'
lines() { # a head of 1 GiB in short lines that never end
    printf 'WARC/1.0\r\nWARC-Type: response\r\n'
    yes 'X-Field: one of very many' | head -c 1G
}
check 'a head of many fields' bounded - < <(lines)
check 'is refused' counted '1 records: .* 1 refused'

python3 - "$tmp/nested.zip" <<'P'
import io, sys, zipfile
def packed(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in files:
            z.writestr(name, data)
    return out.getvalue()
data = packed([("a.txt", b"\0" * (32 << 20))])
for level in range(6):
    data = packed([(f"{n}.zip", data) for n in range(8)])
open(sys.argv[1], "wb").write(data)
P
check 'zips in zips in zips' bounded "$tmp/nested.zip"
check 'are refused' counted '32768 records: 0 indexed, .* 32768 refused'
finish
