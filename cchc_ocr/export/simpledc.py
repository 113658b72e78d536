"""Fields of archives as XML: one element for each, under ``simpledc``, as Thông tư 05/2025/TT-BNV frames them.

The schemas are this project's own, made by the lists of fields of that rule. A field that is not known is an empty
element.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

SCHEMAS = Path(__file__).with_name("schemas")
OF_DOSSIERS, OF_DOCUMENTS = "EAD.xsd", "EAD_doc.xsd"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_of(values: Mapping[str, str], schema: str) -> bytes:
    """The fields in their order. ``schema`` is the address of their schema, from the file to be written.

    Characters that XML does not have, such as those of control, become spaces.

    >>> print(xml_of({"title": "Tập báo cáo\\x07"}, "EAD.xsd").decode().splitlines()[2])
      <title>Tập báo cáo </title>
    """
    root = etree.Element("simpledc", nsmap={"xsi": _INSTANCE})
    root.set(f"{{{_INSTANCE}}}noNamespaceSchemaLocation", schema)
    for name, value in values.items():
        etree.SubElement(root, name).text = _NOT_IN_XML.sub(" ", value) or None
    written: bytes = etree.tostring(root, pretty_print=True, xml_declaration=True, encoding="UTF-8")
    return written
