#!/bin/sh
# Installs what casus is built with (Debian packages), builds build/casus, and codes a sample article.
# Needs: sh, apt, and root or sudo for the installation. Nothing else is downloaded.
set -eu
cd "$(dirname "$0")"

packages="gcc libc6-dev make cmake ninja-build pkg-config python3
 python3-jsonschema libutf8proc-dev libxxhash-dev libjansson-dev libarchive-dev libcmocka-dev"

missing=
for p in $packages; do
	dpkg-query -W -f '${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || missing="$missing $p"
done
if [ -n "$missing" ]; then
	echo "build.sh: installs these Debian packages:$missing"
	if [ "$(id -u)" = 0 ]; then sudo=; elif command -v sudo >/dev/null; then sudo=sudo; else
		echo "build.sh: run it as root, or install sudo" >&2
		exit 1
	fi
	$sudo apt-get update -qq
	# shellcheck disable=SC2086
	DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
	echo "build.sh: all packages are there, installs nothing"
fi

echo "build.sh: builds build/casus"
make build
echo "build.sh: codes samples/article.txt (build/casus code --date 2024-03-15 samples/article.txt)"
echo
build/casus code --format table --date 2024-03-15 samples/article.txt
