#!/usr/bin/env python3
"""Derives definitions.json from Clever's Swagger 2.0 files.

    python3 emulator/definitions.py v3.1-client.yml v3.0.yml v2.1-client.yml > emulator/definitions.json

Facts only (paths, parameters, members, types, nullability, enum values), no prose.
Same input, same bytes. Needs PyYAML.
"""
import hashlib
import json
import sys

import yaml

METHODS = ("delete", "get", "patch", "post", "put")


def name_of(ref):
    return ref.rsplit("/", 1)[1]


def shape(schema, definitions):
    """What a member or parameter holds, without its name."""
    out = {}
    if "$ref" in schema:
        name = name_of(schema["$ref"])
        target = definitions[name]
        if "enum" in target:
            out = {"type": target["type"], "enum": target["enum"], "named": name}
        else:
            out = {"record": name}
    elif schema.get("type") == "array":
        out = {"list": shape(schema["items"], definitions)}
    else:
        for key in ("type", "format", "pattern", "enum", "minimum", "maximum"):
            if key in schema:
                out[key] = schema[key]
    if schema.get("x-nullable"):
        out["nullable"] = True
    return out


def members(definition, definitions):
    out = {}
    for part in definition.get("allOf", []):
        part = definitions[name_of(part["$ref"])] if "$ref" in part else part
        out.update(members(part, definitions))
    for name, schema in definition.get("properties", {}).items():
        out[name] = shape(schema, definitions)
    return out


def response(operation, definitions):
    """The record of the 200 answer: one or a list, in `{data}` rows or bare."""
    schema = operation["responses"]["200"].get("schema")
    if schema is None:
        return None
    data = members(definitions[name_of(schema["$ref"])], definitions)["data"]
    is_list = "list" in data
    record = (data["list"] if is_list else data)["record"]
    wrapped = is_list and record.endswith("Response")
    if wrapped:
        record = members(definitions[record], definitions)["data"]["record"]
    return {"record": record, "list": is_list, "wrapped": wrapped}


def parameter(spec):
    out = {"name": spec["name"], "in": spec["in"]}
    if spec.get("required"):
        out["required"] = True
    if "collectionFormat" in spec:
        out["collection"] = spec["collectionFormat"]
    out.update(shape(spec, {}))
    return out


def operations(spec):
    definitions = spec["definitions"]
    for path, item in spec["paths"].items():
        for method in METHODS:
            if method not in item:
                continue
            operation = item[method]
            parameters = [p for p in operation.get("parameters", []) if p["in"] != "body"]
            bodies = [name_of(p["schema"]["$ref"]) for p in operation.get("parameters", []) if p["in"] == "body"]
            yield {
                "id": operation["operationId"],
                "method": method.upper(),
                "path": path,
                "tag": operation["tags"][0],
                "parameters": [parameter(p) for p in parameters],
                "body": bodies[0] if bodies else None,
                "response": response(operation, definitions),
                "statuses": [int(status) for status in sorted(operation["responses"])],
            }


def api(path):
    with open(path, "rb") as file:
        raw = file.read()
    spec = yaml.safe_load(raw)
    definitions = spec["definitions"]
    return {
        "version": spec["basePath"].strip("/"),
        "source": {"version": str(spec["info"]["version"]), "sha256": hashlib.sha256(raw).hexdigest()},
        "operations": list(operations(spec)),
        "records": {
            name: members(definition, definitions)
            for name, definition in definitions.items()
            if "enum" not in definition and not name.endswith("Response")
        },
    }


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write(apis, out):
    """One line an operation and one a member, so that a diff reads."""
    out.write('{"apis":[')
    for nth, one in enumerate(apis):
        out.write((",\n" if nth else "\n") + '{"version":' + compact(one["version"]) + ',"source":' + compact(one["source"]))
        out.write(',\n"operations":[\n' + ",\n".join(compact(o) for o in one["operations"]) + "\n],\n\"records\":{")
        for place, (name, fields) in enumerate(one["records"].items()):
            lines = ",\n".join(" " + compact(k) + ":" + compact(v) for k, v in fields.items())
            out.write((",\n" if place else "\n") + compact(name) + ":{\n" + lines + "}")
        out.write("\n}}")
    out.write("\n]}\n")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    write([api(path) for path in sys.argv[1:]], sys.stdout)
