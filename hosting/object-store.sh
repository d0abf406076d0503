#!/bin/sh
# Copies dist/ to an object store (S3 or what speaks its language) with the type and the caching that each file needs.
#
#   hosting/object-store.sh s3://my-bucket/calculator            # AWS=echo shows the commands instead
#
# Hashed files first and the pages last, so that no page names a file that isn't there yet. Old hashed files stay: a page that was
# opened before the copy still asks for them. The CDN compresses (docs/hosting.md).
set -eu

target=${1:?"where to: s3://bucket/path"}
from=$(dirname "$0")/../dist
aws=${AWS:-aws}

copy() { # caching type files...
    caching=$1 type=$2
    shift 2
    for file in "$@"; do
        [ -f "$from/$file" ] || continue
        $aws s3 cp "$from/$file" "${target%/}/$file" --cache-control "$caching" --content-type "$type" --metadata-directive REPLACE
    done
}

for_ever="public, max-age=31536000, immutable"
each() { (cd "$from" && find . -name "$1" -type f | sed 's|^\./||' | sort); }

hashed='-[0-9a-f]{8,16}(_[a-z]+)?\.[a-z]+$'

copy "$for_ever" "application/wasm" $(each '*.wasm' | grep -E -- "$hashed")
copy "$for_ever" "text/javascript; charset=utf-8" $(each '*.js' | grep -E -- "$hashed")
copy "$for_ever" "text/css; charset=utf-8" $(each '*.css' | grep -E -- "$hashed")
# The custom element and the demonstration have names that stay: pages of others ask for them.
copy "no-cache" "text/javascript; charset=utf-8" $(each '*.js' | grep -vE -- "$hashed")
copy "no-cache" "text/css; charset=utf-8" $(each '*.css' | grep -vE -- "$hashed")
copy "no-cache" "application/json" $(each '*.json')
copy "no-cache" "text/html; charset=utf-8" $(each '*.html' | grep -v '^index.html$') index.html
