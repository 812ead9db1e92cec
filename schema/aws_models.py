"""AWS's models of its services, from where AWS publishes them: botocore, and the packages of the JavaScript SDK.

A model is what botocore's file of a service holds: {"operations": {name: …}, "shapes": {name: …}}.
"""

import ast
import gzip
import json
import re
import tarfile

SERVICES = {"iam": "iam/2010-05-08", "sts": "sts/2011-06-15"}

# A member whose constraints no public source states is of one of these types.
UNCONFIRMED = ("string", "integer")


def read_botocore(directory, service):
    """The model that botocore ships, with the result keys of the paged operations added to them."""
    folder = directory / "data" / SERVICES[service]

    def load(name):
        packed = folder / (name + ".gz")
        return json.loads(gzip.decompress(packed.read_bytes()) if packed.exists() else (folder / name).read_bytes())

    model = load("service-2.json")
    for name, pages in load("paginators-1.json")["pagination"].items():
        model["operations"][name]["paged"] = pages["result_key"]
    return model


class Sdk:
    """A package of the JavaScript SDK, @aws-sdk/client-SERVICE: newer than botocore, but without lengths and patterns.

    Its schemas are lists: [kind, namespace, name, traits, …], told apart by the number that comes first.
    """

    SCALAR, LIST, MAP, STRUCTURE, UNION, OPERATION, ERROR = 0, 1, 2, 3, 4, 9, -3
    SCALARS = {0: "string", 1: "integer", 2: "boolean", 4: "timestamp", 21: "blob"}
    # Added to the number of a scalar, these make a list of it, or a map.
    LIST_OF, MAP_OF = 64, 128

    def __init__(self, package):
        with tarfile.open(package) as archive:
            self._files = {m.name: archive.extractfile(m).read().decode() for m in archive if m.isfile()}
        description = json.loads(self._files["package/package.json"])
        self.name, self.version = description["name"], description["version"]
        self.service = self.name.removeprefix("@aws-sdk/client-")
        self._entries = self._read_schemas(self._files["package/dist-es/schemas/schemas_0.js"])
        self._types = "".join(text for name, text in self._files.items() if "/dist-types/models/" in name)

    @staticmethod
    def _read_schemas(source):
        names = dict(re.findall(r'^const (\w+) = "(.*)";', source, re.M))
        entries = {}
        for body in re.findall(r"^(?:export )?(?:var|const) \w+\$? = (\[-?\d.*?)\n?;$", source, re.S | re.M):
            body = re.sub(r"\b(_\w+|n0)\b", lambda m: json.dumps(names.get(m[1], m[1])), body)
            body = re.sub(r'\(\) => "?(\w+)"?\$?', r'"@\1"', body)
            body = re.sub(r'\[("\w+")\]:', r"\1:", body).replace("`", '"')
            body = re.sub(r"(\d+) \| (\d+)", lambda m: str(int(m[1]) | int(m[2])), body)
            entry = ast.literal_eval(body)
            entries[entry[2]] = entry
        return entries

    def model(self):
        """What the package knows, as a model; types whose constraints it does not tell are `unconfirmed`."""
        model = {"operations": {}, "shapes": {"String": {"type": "string"}}}
        for name, entry in self._entries.items():
            if entry[0] == self.OPERATION:
                model["operations"][name] = self._operation(name, entry)
            else:
                model["shapes"].update(self._shapes(name, entry))
        return model

    def _operation(self, name, entry):
        described = self._files[f"package/dist-types/commands/{name}Command.d.ts"]
        thrown = re.findall(r"@throws \{@link (\w+)\}", described)
        # What the service throws is described by its traits; the package's own exception has none.
        operation = {"errors": [{"shape": e} for e in thrown if e in self._entries and self._entries[e][3]]}
        for side, kind in (("input", entry[4]), ("output", entry[5])):
            if self._target(kind) != "__Unit":
                operation[side] = {"shape": self._target(kind)}
        return operation

    def _shapes(self, name, entry):
        """The shape of an entry, and those that had to be invented for it."""
        shapes = {}
        if entry[0] == self.ERROR and entry[3]:
            code, status = entry[3].get("awsQueryError", (name, entry[3].get("httpError")))
            shapes[name] = {"type": "structure", "members": {}, "error": {"code": code, "httpStatusCode": status}}
        elif entry[0] in (self.STRUCTURE, self.UNION):  # of a union, one member is sent
            required = entry[4][:entry[6] if len(entry) > 6 else 0]
            members = {member: {"shape": self._plain(kind, name, member, shapes)}
                       for member, kind in zip(entry[4], entry[5])}
            shapes[name] = {"type": "structure", "members": members, "required": required}
        elif entry[0] == self.LIST:
            shapes[name] = {"type": "list", "member": {"shape": self._plain(entry[4], name, "", shapes)}}
        elif entry[0] == self.MAP:
            shapes[name] = {"type": "map", "key": {"shape": "String"},
                            "value": {"shape": self._plain(entry[5], name, "", shapes)}}
        elif entry[0] == self.SCALAR:
            shapes[name] = self._scalar(entry[4])
        return shapes

    @staticmethod
    def _target(kind):
        """The name of what `() => X` or `[() => X, traits]` leads to; None when it is a number."""
        kind = kind[0] if isinstance(kind, list) else kind
        return kind.removeprefix("@") if isinstance(kind, str) else None

    def _scalar(self, number):
        name = self.SCALARS[number]
        return {"type": name, **({"unconfirmed": True} if name in UNCONFIRMED else {})}

    def _plain(self, kind, structure, member, shapes):
        """The name of a member's shape. The package tells many by their number alone: a name is invented for those."""
        target = self._target(kind)
        if target is not None:
            return target
        kind = kind[0] if isinstance(kind, list) else kind
        inner = self._enumeration(structure, member, shapes)
        if inner is None:
            scalar = self._scalar(kind & (self.LIST_OF - 1))
            inner = ("unconfirmed" if "unconfirmed" in scalar else "") + scalar["type"].title()
            shapes[inner] = scalar
        if kind < self.LIST_OF:
            return inner
        if kind < self.MAP_OF:
            return self._invent(structure, member, "List", {"type": "list", "member": {"shape": inner}}, shapes)
        return self._invent(structure, member, "Map", {"type": "map", "key": {"shape": "String"},
                                                       "value": {"shape": inner}}, shapes)

    def _enumeration(self, structure, member, shapes):
        """The enumeration that a member, or an element of it, is of."""
        declared = re.search(rf"(?:interface|namespace) {structure} \{{.*?\n +{member}\??: (\w+)", self._types, re.S)
        values = declared and re.search(rf"const {declared[1]}: \{{(.*?)\}}", self._types, re.S)
        if not values:
            return None
        shapes[declared[1]] = {"type": "string", "enum": re.findall(r': "(.*)";', values[1])}
        return declared[1]

    def _invent(self, structure, member, suffix, shape, shapes):
        name = member[0].lower() + member[1:].removesuffix("List") + suffix + "Type"
        if name in self._entries:
            name = structure + member + "Type"
        shapes[name] = shape
        return name


def complete(model, newer):
    """Adds to `model` what only `newer` has: operations, errors, members, values of enumerations."""
    shapes = model["shapes"]
    for name, operation in newer["operations"].items():
        known = model["operations"].setdefault(name, operation)
        listed = {error["shape"] for error in known.get("errors", [])}
        known.setdefault("errors", []).extend(e for e in operation["errors"] if e["shape"] not in listed)
    model["shapes"] = shapes = {**newer["shapes"], **shapes}
    for name, shape in newer["shapes"].items():
        known = shapes[name]
        for member, target in shape.get("members", {}).items():
            if member in known["members"]:
                _complete_values(known["members"][member], shapes, target, newer["shapes"])
                continue
            known["members"][member] = target
            if member in shape["required"]:
                known.setdefault("required", []).append(member)


def _complete_values(known, shapes, target, newer_shapes):
    """Of an enumeration that both refer to, perhaps by two names, or that only the newer model knows to be one."""
    shape, newer = shapes[known["shape"]], newer_shapes.get(target["shape"], {})
    if shape["type"] == "list" and newer.get("type") == "list":
        _complete_values(shape["member"], shapes, newer["member"], newer_shapes)
    elif "enum" in shape:
        shape["enum"] += [value for value in newer.get("enum", []) if value not in shape["enum"]]
    elif "enum" in newer:
        known["shape"] = target["shape"]
