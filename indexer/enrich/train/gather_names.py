#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Make the list of names that morgue-train reads from public lists.

    gather_names.py FOLDER [LANGUAGE] > names.tsv

With a language (deu, fra, fin, swe, nld, spa) the countries have their names in it,
and the long lists of rare names are left out.

FOLDER holds, as their publishers give them: dist.all.last,
dist.female.first, dist.male.first (US census), namedatabases.tar.gz,
common-forenames-by-country.csv, common-surnames-by-country.csv, sp500.csv,
dariusk-corpora.tar.gz, world-cities.csv (GeoNames), countries.json.
A line is a kind, a tab and a name; docs/entities.md tells the kinds.
"""
import csv, io, json, os, re, sys, tarfile, unicodedata

folder = sys.argv[1]
language = sys.argv[2] if len(sys.argv) > 2 else ""
seen = set()

def path(name):
    return os.path.join(folder, name)

def plain(name):
    """Without accents, as most newspapers print it."""
    return "".join(c for c in unicodedata.normalize("NFKD", name)
                   if not unicodedata.combining(c))

def tell(kind, name):
    if language and kind.endswith("-rare"): return
    name = re.sub(r"\s+", " ", name).strip()
    for form in (name, plain(name)):
        if len(form) > 1 and "\t" not in form and (kind, form) not in seen:
            seen.add((kind, form))
            print(kind, form, sep="\t")

def census(name, kind, often):
    for line in open(path(name)):
        cells = line.split()
        if float(cells[1]) < 0.001 and kind == "surname": continue
        tell(kind if float(cells[1]) >= often else kind + "-rare", cells[0])

def by_country(name, kind):
    for row in csv.DictReader(open(path(name), encoding="utf-8-sig")):
        if re.match(r"[A-Za-z\u00c0-\u024f'-]+$", row["Romanized Name"] or ""):
            tell(kind, row["Romanized Name"])

# Surnames of a language's own country are worth their room in its model.
OWN_SURNAMES = {"deu": "/surnames/de.txt", "fra": "/surnames/fr.txt",
                "spa": "/surnames/es.txt"}

def namedatabases():
    tar = tarfile.open(path("namedatabases.tar.gz"))
    for member in tar:
        kind = {"first names": "forename-rare", "surnames": "surname-rare"}.get(
            member.name.split("/")[1] if "/" in member.name else "")
        if not kind or not member.name.endswith(".txt"): continue
        if "non-normalized" in member.name or "README" in member.name: continue
        # The lists of all and of the US hold whatever was typed into forms.
        if kind == "surname-rare" and member.name.endswith(("/all.txt", "/us.txt")): continue
        if member.name.endswith(OWN_SURNAMES.get(language, "?")): kind = "surname"
        for line in io.TextIOWrapper(tar.extractfile(member), "utf-8", "replace"):
            if re.match(r"[A-Za-z\u00c0-\u024f' -]+$", line.strip()):
                tell(kind, line.strip())

SUFFIX = re.compile(r"[,.]? (?:Inc|Corp|Corporation|Company|Co|Ltd|Plc|plc|Group|"
                    r"Holdings|Companies|Incorporated|International|Limited)\b\.?$|"
                    r" \(.*\)$|^The ")

def company(name):
    name = name["name"] if isinstance(name, dict) else name
    tell("company", name)
    short = SUFFIX.sub("", SUFFIX.sub("", name)).strip(" ,&")
    if len(short) > 2: tell("company", short)

def corpora():
    tar = tarfile.open(path("dariusk-corpora.tar.gz"))
    read = lambda n: json.load(tar.extractfile("data/" + n))
    for n in read("corporations/fortune500.json")["companies"]: company(n)
    for n in read("corporations/nasdaq.json")["corporations"]: company(n)
    for n in read("corporations/djia.json")["corporations"]: company(n)
    for n in read("corporations/cars.json")["cars"]: company(n)
    for n in read("corporations/newspapers.json")["newspapers"]: tell("body", n)
    for n in read("corporations/charities.json")["charities"]: tell("body", n)
    for n in read("governments/us_federal_agencies.json")["agencies"] \
            if "agencies" in read("governments/us_federal_agencies.json") else []:
        tell("body", n if isinstance(n, str) else n.get("name", ""))
    for n in read("geography/nationalities.json")["nationalities"]: tell("demonym", n)
    for n in read("geography/us_cities.json")["cities"]:
        tell("city", n["city"]); tell("region", n["state"])
    for n in read("geography/english_towns_cities.json")["towns"] + \
             read("geography/english_towns_cities.json")["cities"]: tell("city", n)
    for n in read("geography/rivers.json")["rivers"]:
        tell("region", n if isinstance(n, str) else n.get("name", ""))
    for n in read("geography/oceans.json")["oceans"]:
        tell("region", n if isinstance(n, str) else n.get("name", ""))

def countries():
    for c in json.load(open(path("countries.json"))):
        tell("country", c["name"]["common"]); tell("country", c["name"]["official"])
        if language in c["translations"]:
            for n in c["translations"][language].values(): tell("country", n)
        for n in c["altSpellings"]:
            if len(n) > 3 and re.match(r"[A-Za-z ]+$", n): tell("country", n)
        for n in c.get("capital", []): tell("city", n)
        for n in ("region", "subregion"):
            if c.get(n): tell("region", c[n])
        for n in (c.get("demonyms") or {}).get("eng", {}).values():
            for one in re.split(r",\s*", n): tell("demonym", one); tell("demonym", one + "s")

def cities():
    for row in csv.DictReader(open(path("world-cities.csv"), encoding="utf-8")):
        tell("city", row["name"])
        if row["subcountry"]: tell("region", row["subcountry"])

census("dist.all.last", "surname", 0.004)
census("dist.female.first", "forename", 0.01)
census("dist.male.first", "forename", 0.01)
by_country("common-forenames-by-country.csv", "forename")
by_country("common-surnames-by-country.csv", "surname")
namedatabases()
corpora()
countries()
cities()
for row in csv.DictReader(open(path("sp500.csv"), encoding="utf-8")): company(row["Security"])
