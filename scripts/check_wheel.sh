#!/bin/sh
# check_wheel.sh PYTHON: builds the wheel, installs it into a fresh environment outside the checkout, and reads
# a sample there: what is missing from the wheel shows here and not on a user's machine.
set -eu
checkout=$(pwd)
python=$checkout/$1
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM

"$python" -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir "$place/wheel" .
"$python" -m venv "$place/venv"
"$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-compile -c constraints.txt "$place"/wheel/*.whl

cd "$place"
unset PYTHONPATH
sample=$(find "$checkout/samples" -name '*.pdf' | sort | head -n 1)
cp "$sample" sample.pdf
venv/bin/cchc-ocr --version
venv/bin/cchc-ocr --lang vi --help | grep -q '^Cách dùng: '
venv/bin/cchc-ocr run sample.pdf --out out
venv/bin/cchc-ocr export out --to datasette --out kho
venv/bin/python - <<'CHECK'
import pathlib
import cchc_ocr
record = cchc_ocr.Record.model_validate_json(pathlib.Path("out/sample.json").read_bytes())
assert "site-packages" in cchc_ocr.__file__, cchc_ocr.__file__
assert record.document.number_symbol or record.document.type, "nothing was found in the sample"
print("wheel:", record.document.type, record.document.number_symbol)
CHECK
printf 'cai cach hanh chinh' | venv/bin/cchc-ocr restore | grep -qx 'cải cách hành chính'
