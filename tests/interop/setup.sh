#!/usr/bin/env bash
# Installs the clients that the feed is read with: npm's, those in Python, and those of Debian 12.
set -euo pipefail
cd "$(dirname "$0")/../.."

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

packages=(caddy calcurse gir1.2-ical-3.0 nginx-light php-cli php-sabre-vobject python3-gi tzdata)
# "ii": the package is installed as wanted; a removed one is known to dpkg too.
if [ "$(dpkg-query -W -f '${db:Status-Abbrev}\n' "${packages[@]}" 2>/dev/null | grep -c '^ii')" -ne ${#packages[@]} ]; then
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
fi

lock=tests/interop/requirements.txt
venv=.venv/interop
if ! cmp --silent "$lock" "$venv/installed-from"; then
    .venv/bin/python -m venv --clear "$venv"
    "$venv/bin/python" -m pip --disable-pip-version-check --quiet install --require-hashes --requirement "$lock"
    cp "$lock" "$venv/installed-from"
fi

.venv/bin/python -m tests.interop.reading.node
