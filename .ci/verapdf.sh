#!/bin/sh
# Fetch the pinned veraPDF command line into .verapdf/, where the checks and the tests look for it.
#
#     sh .ci/verapdf.sh
#
# Run it from anywhere (`make verapdf` calls it). Once the file is there and its hash is right it does nothing, without
# a network. Maven brings the file, with whatever mirrors this machine's Maven is set up for. Where Java or Maven is
# missing, it says so and the veraPDF check is skipped with that reason; with CI=true it fails instead.
set -eu

version=1.28.2
sha256=687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6
plugin=org.apache.maven.plugins:maven-dependency-plugin:3.8.1

folder=$(cd "$(dirname "$0")/.." && pwd)/.verapdf
name=greenfield-apps-$version.jar

hash_of() {
    if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

go_without() {
    echo "veraPDF $version is not here: $1" >&2
    if [ "${CI:-}" = true ]; then exit 1; fi
    exit 0
}

command -v java >/dev/null || go_without "no java on the PATH; install Java 11 or newer"
if [ -f "$folder/$name" ] && [ "$(hash_of "$folder/$name")" = "$sha256" ]; then
    exit 0
fi
command -v mvn >/dev/null || go_without "no mvn on the PATH; install Maven, or put $name into $folder yourself"

# Into a folder beside it first: a file that is cut off or has the wrong hash must never be found by a check.
arriving=$folder/arriving.$$
trap 'rm -rf "$arriving"' EXIT
mkdir -p "$arriving"
mvn -q -B "$plugin:copy" -Dartifact="org.verapdf.apps:greenfield-apps:$version" -DoutputDirectory="$arriving" \
    </dev/null >&2 || go_without "Maven could not fetch it; its words are above"
found=$(hash_of "$arriving/$name")
if [ "$found" != "$sha256" ]; then
    echo "veraPDF $version has another hash than the pinned one: $found; do not use it" >&2
    exit 1
fi
rm -f "$folder"/greenfield-apps-*.jar  # another version beside it would be on the same class path
mv "$arriving/$name" "$folder/$name"
