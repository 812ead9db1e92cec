"""Our notation of a service's API, as schema/README.md tells it: made from AWS's models, read, and written."""

import pathlib
import re

import yaml

SCHEMA = pathlib.Path(__file__).resolve().parent
BUILTIN = ("string", "integer", "long", "boolean", "timestamp", "blob")
WIDTH = 120
# Who may call an operation: only our files know.
OWN_PERMISSION_ATTRIBUTES = ("action", "resource", "keys", "also", "moves", "passes", "decided")


def read_files(service):
    """The files of a service: {family: {section: {name: entry}}}."""
    return {path.stem: yaml.safe_load(path.read_text()) for path in sorted((SCHEMA / "api" / service).glob("*.yaml"))}


def in_order(entries, order):
    """`entries` with those named by `order` first, in that order."""
    return {**{key: entries[key] for key in order if key in entries}, **entries}


# --- From AWS's models ----------------------------------------------------------------------------------------------

def type_entry(shape, reference):
    """A scalar, list or map in our notation."""
    if shape["type"] == "list":
        entry = {"list": reference(shape["member"]["shape"])}
    elif shape["type"] == "map":
        entry = {"map": reference(shape["value"]["shape"]), "keys": reference(shape["key"]["shape"])}
    elif "enum" in shape:
        return {"enum": shape["enum"]}
    else:
        entry = {"type": shape["type"]}
    if "min" in shape or "max" in shape:
        entry["range" if shape["type"] in ("integer", "long") else "length"] = [shape.get("min", 0), shape.get("max")]
    for attribute in ("pattern", "sensitive", "unconfirmed"):
        if attribute in shape:
            entry[attribute] = shape[attribute]
    return entry


def convert(model, known):
    """AWS's model as {operations, structures, types, errors}. `known`: our types, for what they add to AWS's."""
    shapes = model["shapes"]

    def reference(name):
        shape = shapes[name]
        plain = shape["type"] in BUILTIN and set(type_entry(shape, None)) == {"type"}
        return shape["type"] if plain and name not in known else name

    def members(name):
        shape = shapes[name]
        return {member: reference(target["shape"]) + ("!" if member in shape.get("required", []) else "")
                for member, target in shape["members"].items()}

    def wire_code(name):
        return shapes[name].get("error", {}).get("code", name)

    ours = {"operations": {}, "structures": {}, "types": {}, "errors": {}}
    wanted = []
    for name, operation in sorted(model["operations"].items()):
        entry = ours["operations"][name] = {}
        if operation.get("authtype") == "none":
            entry["auth"] = "none"
        if "paged" in operation:
            entry["paged"] = operation["paged"]
        for key, side in (("in", "input"), ("out", "output")):
            if side in operation:
                entry[key] = members(operation[side]["shape"])
                wanted += shapes[operation[side]["shape"]]["members"].values()
        if "in" in entry and not entry["in"]:
            del entry["in"]
        if "IsTruncated" in entry.get("out", {}):
            entry["out"] = in_order(entry["out"], ["IsTruncated", "Marker"])
        entry["errors"] = [wire_code(e["shape"]) for e in operation.get("errors", [])]
        for error in operation.get("errors", []):
            status = shapes[error["shape"]].get("error", {}).get("httpStatusCode")
            ours["errors"][wire_code(error["shape"])] = (
                {"status": status} if status else {"status": 400, "unconfirmed": True})
    while wanted:
        name = wanted.pop(0)["shape"]
        shape = shapes[name]
        if name in ours["structures"] or name in ours["types"]:
            continue
        if shape["type"] == "structure":
            ours["structures"][name] = members(name)
            wanted += shape["members"].values()
        else:
            if reference(name) == name:
                ours["types"][name] = type_entry(shape, reference)
            wanted += [shape[key] for key in ("member", "key", "value") if key in shape]
    ours["errors"] = dict(sorted(ours["errors"].items()))
    return ours


def additions():
    return yaml.safe_load((SCHEMA / "additions.yaml").read_text()) or {}


def add(ours, additions):
    """Adds what no model has. Yields the names of what is in the models by now."""
    for section, entries in additions.items():
        for name, addition in entries.items():
            addition = {key: value for key, value in addition.items() if key != "source"}
            known = ours[section].setdefault(name, {})
            is_needed = False
            for members, added in ((known.setdefault(key, {}), value) if isinstance(value, dict) else
                                   (known, {key: value}) for key, value in addition.items()):
                is_needed = is_needed or not added.keys() <= members.keys()
                members.update({key: value for key, value in added.items() if key not in members})
            if not is_needed:
                yield name


def corrections():
    return yaml.safe_load((SCHEMA / "corrections.yaml").read_text()) or {}


def correct(ours, corrections):
    """Members are corrected one by one. A whole type of our own may be among the corrections, for these to name."""
    for section, entries in corrections.items():
        for name, correction in entries.items():
            if name not in ours[section]:
                if "type" not in correction:
                    raise SystemExit(f"corrections.yaml: {section} has no '{name}' any more")
                ours[section][name] = {}
            entry = ours[section][name]
            for key, value in correction.items():
                if key in ("in", "out"):
                    entry[key] = {**entry.get(key, {}), **value}
                elif key != "because":
                    entry[key] = value


def referenced(ours):
    """Without the types and structures that nothing refers to, once corrections took others in their place."""
    shapes = {**ours["types"], **ours["structures"]}
    wanted = [value for operation in ours["operations"].values()
              for side in ("in", "out") for value in operation.get(side, {}).values()]
    seen = set()
    while wanted:
        name = wanted.pop().removesuffix("!")
        if name in shapes and name not in seen:
            seen.add(name)
            wanted += [value for value in shapes[name].values() if isinstance(value, str)]
    return {section: {name: entry for name, entry in entries.items() if name not in shapes or name in seen}
            for section, entries in ours.items()}


# --- Writing --------------------------------------------------------------------------------------------------------

def scalar(value):
    if value is None:
        return "~"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if isinstance(value, str) and not (re.fullmatch(r"\w[\w /.-]*!?", text) and yaml.safe_load(text) == text):
        return "'" + text.replace("'", "''") + "'"
    return text


def pieces(value):
    """`value` in flow style, cut where a line may end."""
    if not isinstance(value, (list, dict)) or not value:
        return [str(value) if value in ([], {}) else scalar(value)]
    if isinstance(value, list):
        inner = [[scalar(item)] for item in value]
        opening, closing = "[", "]"
    else:
        inner = [[f"{key}: {parts[0]}", *parts[1:]] for key, parts in ((k, pieces(v)) for k, v in value.items())]
        opening, closing = "{ ", " }"
    flat = [piece for parts in inner for piece in (*parts[:-1], parts[-1] + ",")]
    flat[0] = opening + flat[0]
    flat[-1] = flat[-1].removesuffix(",") + closing
    return flat


def flow(prefix, value):
    """`prefix` followed by `value` in flow style, wrapped under its first item."""
    text, line = "", prefix
    for piece in pieces(value):
        if len(line) + len(piece) > WIDTH and line != prefix:
            text += line.rstrip() + "\n"
            line = " " * (len(prefix) + (2 if isinstance(value, dict) else 1))
        line += piece + " "
    return text + line.rstrip() + "\n"


def render(comment, sections):
    text = comment
    for section, entries in sections.items():
        text += ("\n" if text else "") + section + ":\n"
        for name, entry in entries.items():
            if section == "operations":
                text += f"  {name}:\n"
                ordered = in_order(entry, ["access", "stable", "status", "auth", "sessions", *OWN_PERMISSION_ATTRIBUTES,
                                           "paged", "in", "checked", "out", "errors"])
                text += "".join(flow(f"    {key}: ", value) for key, value in ordered.items())
            else:
                line = flow(f"  {name}: ", entry)
                text += line if line.count("\n") == 1 else f"  {name}:\n" + flow("    ", entry)
    return text


def leading_comment(path):
    return re.match(r"(#.*\n)*", path.read_text())[0] if path.exists() else ""
