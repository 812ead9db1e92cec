// Every command of the SDK for JavaScript with every member filled in, where boto3's walk gives the required ones only.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import * as iam from "@aws-sdk/client-iam";
import * as sts from "@aws-sdk/client-sts";
import { NormalizedSchema } from "@smithy/core/schema";

import { startServer } from "./server.mjs";

const kAccount = "500000000001";
const kPlausible = JSON.parse(readFileSync(new URL("plausible.json", import.meta.url)));

// What comes first makes what comes after it meaningful. Updates rename, so that what follows them finds nothing.
// What hangs on a user has a longer name than CreateUser, and so for every noun.
const kFirst = ["Create", "Upload", "Add", "Attach", "Put", "Enable", "Tag", "Generate"];
const kLast = ["Update", "Untag", "Disable", "Deactivate", "Remove", "Detach", "Delete"];

// AWS lists these as common to all operations, and no operation's model has them.
const kCommonErrors = ["AccessDenied", "ValidationError"];

// The operations that docs/compatibility.md lists as not written yet: the third column of its table of families.
function planned() {
  const rows = readFileSync(new URL("compatibility.md", import.meta.url), "utf8").split("\n");
  const families = rows.map((row) => row.split("|")).filter((columns) => columns.length === 5);
  return new Set(families.flatMap((columns) => columns[3].split(",")).map((name) => name.trim()));
}

function rank(name) {
  const first = kFirst.findIndex((verb) => name.startsWith(verb));
  const last = kLast.findIndex((verb) => name.startsWith(verb));
  return first >= 0 ? first : 50 + last;
}

// Structures with all their members, lists of one element. A marker is left out: only a server can make one up.
function value(schema, name) {
  if (schema.isStructSchema()) {
    const members = [...schema.structIterator()].filter(([member]) => member !== "Marker");
    return Object.fromEntries(members.map(([member, shape]) => [member, value(shape, member)]));
  }
  if (schema.isListSchema()) return [value(schema.getValueSchema(), name)];
  if (schema.isBooleanSchema()) return true;
  const plausible = kPlausible[name] ?? (schema.isNumericSchema() ? 1 : "a");
  return typeof plausible === "string" ? plausible.replace("ACCOUNT", kAccount) : plausible;
}

// The schema of an operation is an array: its kind, namespace, name and traits, then its input and output.
function input([, , , , shape]) {
  const schema = NormalizedSchema.of(shape);
  return schema.isStructSchema() ? value(schema, "") : {};
}

// What is wrong with the answer, or undefined.
async function complaint(client, command, isPlanned, Unmodelled) {
  try {
    await client.send(command);
  } catch (error) {
    if (isPlanned) return error.name === "NotImplemented" ? undefined : `planned, but answers ${error}`;
    const modelled = error instanceof Unmodelled && error.constructor !== Unmodelled;
    const expected = modelled || kCommonErrors.includes(error.name);
    // Nothing was left out, so that nothing can be missing.
    const understood = error.$metadata?.httpStatusCode < 500 && !/must not be null/.test(error.message);
    return expected && understood ? undefined : String(error);
  }
  return isPlanned ? "planned, but answers" : undefined;
}

for (const [service, Client, Unmodelled] of [
  [iam, iam.IAMClient, iam.IAMServiceException],
  [sts, sts.STSClient, sts.STSServiceException],
]) {
  test(`every operation of ${Client.name} answers as its model says`, async () => {
    const server = await startServer();
    const client = new Client({
      endpoint: server.endpoint,
      region: "us-east-1",
      credentials: { accessKeyId: kAccount, secretAccessKey: "test" },
      maxAttempts: 1,
    });
    const notYet = planned();
    const operations = Object.keys(service)
      .filter((name) => /^[A-Z].*Command$/.test(name))
      .map((name) => name.replace(/Command$/, ""))
      .sort((a, b) => rank(a) - rank(b) || a.length - b.length);
    const complaints = {};
    for (const name of operations) {
      const command = new service[`${name}Command`](input(service[`${name}$`]));
      const wrong = await complaint(client, command, notYet.has(name), Unmodelled);
      if (wrong) complaints[name] = wrong;
    }
    await server.stop();
    assert.deepEqual(complaints, {});
  });
}
