// The set-ups for Vitest and Jest, by projects that use them. Their tests are in the folders vitest and jest.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { cleanEnvironment } from "./packages.mjs";

const kHere = fileURLToPath(new URL(".", import.meta.url));

// What would lead elsewhere, if a set-up left it there.
const kMisleading = { AWS_PROFILE: "production", AWS_ENDPOINT_URL_IAM: "https://iam.amazonaws.com" };

// The servers and accounts that the files of tests met, which each of them wrote down.
function run(command, args, folder, variables = {}) {
  const met = path.join(kHere, folder, "met.txt");
  rmSync(met, { force: true });
  const ended = spawnSync(path.join(kHere, "node_modules", ".bin", command), args, {
    cwd: path.join(kHere, folder),
    env: { ...cleanEnvironment(), ...kMisleading, CI: "1", MET: met, ...variables },
    encoding: "utf8",
  });
  assert.equal(ended.status, 0, ended.stdout + ended.stderr);
  return readFileSync(met, "utf8").trim().split("\n").map((line) => JSON.parse(line));
}

const different = (rows, name) => new Set(rows.map((row) => row[name])).size;

const kRunners = [
  { name: "Vitest, in processes", command: "vitest", args: ["run", "--pool=forks"], folder: "vitest" },
  { name: "Vitest, in threads", command: "vitest", args: ["run", "--pool=threads"], folder: "vitest" },
  { name: "Vitest, without isolation", command: "vitest", args: ["run", "--no-isolate"], folder: "vitest" },
  { name: "Jest", command: "jest", args: ["--no-cache", "--workers=2"], folder: "jest" },
  { name: "Jest, in one process", command: "jest", args: ["--no-cache", "--runInBand"], folder: "jest" },
];

for (const { name, command, args, folder } of kRunners) {
  test(`${name}: one server for the run, and an account for each file`, () => {
    const met = run(command, args, folder, { SETUP: "account" });
    assert.equal(met.length, 3);
    assert.equal(different(met, "url"), 1);
    assert.equal(different(met, "account"), 3);
  });

  test(`${name}: a server for each worker, and accounts for its files`, () => {
    const met = run(command, args, folder, { SETUP: "server" });
    assert.equal(met.length, 3);
    assert.equal(different(met, "url"), different(met, "worker"));
    assert.equal(new Set(met.map(({ url, account }) => `${url} ${account}`)).size, 3);
  });

  test(`${name}: settings of the server come from its variables`, () => {
    const met = run(command, args, folder, { SETUP: "account", IAMLOCAL_AUTH: "enforce" });
    assert.deepEqual(new Set(met.map((row) => row.auth)), new Set(["enforce"]));
  });
}
