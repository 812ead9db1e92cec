// The packages of npm, from what `npm pack` made of them, in a project that has nothing else.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { kPackageFiles, cleanEnvironment, kVersion } from "./packages.mjs";

const kProject = mkdtempSync(path.join(tmpdir(), "iamlocal-npm-"));
const kEnvironment = cleanEnvironment();

function npm(...args) {
  return execFileSync("npm", args, { cwd: kProject, env: kEnvironment, encoding: "utf8" });
}

// Runs a program of the empty project.
function run(command, args, options = {}) {
  return spawnSync(command, args, { cwd: kProject, env: kEnvironment, encoding: "utf8", ...options });
}

function runScript(source, { type = "module", ...options } = {}) {
  return run(process.execPath, [`--input-type=${type}`, "--eval", source], options);
}

function iamlocal(args, options) {
  return run(path.join(kProject, "node_modules", ".bin", "iamlocal"), args, options);
}

before(() => {
  writeFileSync(path.join(kProject, "package.json"), JSON.stringify({ name: "empty", private: true }));
  npm("install", "--offline", "--ignore-scripts", ...kPackageFiles);
  rmSync(path.join(kProject, "node_modules"), { recursive: true });
  npm("ci", "--offline", "--ignore-scripts");
});

after(() => rmSync(kProject, { recursive: true, force: true }));

test("npm ci installs the package, its program, and nothing else", () => {
  const installed = readdirSync(path.join(kProject, "node_modules")).filter((name) => !name.startsWith("."));
  assert.deepEqual(installed, ["iamlocal", "iamlocal-linux-x64"]);
});

test("no package has an install script, or a dependency but the program", () => {
  for (const name of ["iamlocal", "iamlocal-linux-x64"]) {
    const about = JSON.parse(readFileSync(path.join(kProject, "node_modules", name, "package.json"), "utf8"));
    assert.equal(about.version, kVersion);
    assert.equal(about.scripts, undefined);
    assert.equal(about.dependencies, undefined);
    assert.deepEqual(about.optionalDependencies ?? {}, name === "iamlocal" ? { "iamlocal-linux-x64": kVersion } : {});
  }
});

test("the program brings its license, and the notices of what it is linked with", () => {
  const folder = path.join(kProject, "node_modules", "iamlocal-linux-x64");
  assert.match(readFileSync(path.join(folder, "LICENSE"), "utf8"), /Apache License/);
  assert.match(readFileSync(path.join(folder, "THIRD_PARTY_NOTICES"), "utf8"), /^Name: OpenSSL$/m);
});

test("the types name the flags that the program has", () => {
  const types = readFileSync(path.join(kProject, "node_modules", "iamlocal", "index.d.ts"), "utf8");
  const options = types.match(/interface StartOptions {(.*?)\n}/s)[1].matchAll(/^  (\w+)\?:/gm);
  const flags = iamlocal(["exec", "--help"]).stdout.matchAll(/^  --([a-z-]+)/gm);
  const named = [...options].map(([, name]) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
  assert.deepEqual(named.sort(), [...flags].map(([, flag]) => flag).sort());
});

test("npx runs the program", () => {
  const shown = run("npx", ["--offline", "iamlocal", "--version"]);
  assert.equal(shown.stdout, `iamlocal ${kVersion}\n`, shown.stderr);
});

test("the launcher passes arguments as they are, and the status back", () => {
  const shown = iamlocal(["exec", "--", "sh", "-c", 'printf "%s|" "$@"; exit 7', "-", "a b", "", "*", "--help"]);
  assert.equal(shown.stdout, "a b||*|--help|");
  assert.equal(shown.status, 7);
});

test("the launcher passes standard input to the program", () => {
  const linted = iamlocal(["lint", "-"], { input: "no policy" });
  assert.equal(linted.status, 4, linted.stderr);
});

test("the launcher names the program's errors with the program's status", () => {
  const refused = iamlocal(["serve", "--no-such-flag"]);
  assert.equal(refused.status, 2);
  assert.match(refused.stderr, /no-such-flag/);
});

for (const signal of ["SIGTERM", "SIGINT"]) {
  test(`the launcher passes ${signal}, upon which the server ends with 0`, async () => {
    const launcher = spawn(path.join(kProject, "node_modules", ".bin", "iamlocal"), ["serve", "--port", "0"], {
      cwd: kProject,
      env: kEnvironment,
      stdio: ["ignore", "pipe", "ignore"],
      detached: true, // a group of its own, as a shell without job control has it
    });
    const [line] = await once(createInterface({ input: launcher.stdout }), "line");
    assert.match(line, /^iamlocal listening on http/);
    launcher.kill(signal);
    assert.deepEqual(await once(launcher, "exit"), [0, null]);
    await assert.rejects(fetch(line.split(" ").at(-1)));
  });
}

test("a program that a signal ended ends its launcher with the same signal", async () => {
  const ended = run(path.join(kProject, "node_modules", ".bin", "iamlocal"), [], {
    env: { ...kEnvironment, IAMLOCAL_BINARY: fileURLToPath(new URL("killed.sh", import.meta.url)) },
  });
  assert.equal(ended.signal, "SIGKILL");
});

test("IAMLOCAL_BINARY names another program, which does not see it", () => {
  const shown = iamlocal(["IAMLOCAL_BINARY"], { env: { ...kEnvironment, IAMLOCAL_BINARY: "/usr/bin/printenv" } });
  assert.equal(shown.stdout, "");
  assert.equal(shown.status, 1);
});

test("a program that is not there is told by its path", () => {
  const refused = iamlocal(["--version"], { env: { ...kEnvironment, IAMLOCAL_BINARY: "/nowhere/iamlocal" } });
  assert.equal(refused.status, 126);
  assert.match(refused.stderr, /cannot run \/nowhere\/iamlocal/);
});

test("a platform without a program is told what helps", () => {
  const lib = JSON.stringify(path.join(kProject, "node_modules", "iamlocal", "index.js"));
  const refused = runScript(
    `Object.defineProperty(process, "platform", { value: "darwin" });
     Object.defineProperty(process, "arch", { value: "arm64" });
     require(${lib}).binaryPath();`,
    { type: "commonjs" },
  );
  assert.match(refused.stderr, /no program for darwin-arm64.*container image.*IAMLOCAL_BINARY/);
});

test("a project without optional dependencies is told what is missing", () => {
  const elsewhere = mkdtempSync(path.join(tmpdir(), "iamlocal-npm-"));
  cpSync(path.join(kProject, "node_modules", "iamlocal"), path.join(elsewhere, "node_modules", "iamlocal"), {
    recursive: true,
  });
  const refused = run(process.execPath, ["node_modules/iamlocal/bin/iamlocal.js", "--version"], { cwd: elsewhere });
  rmSync(elsewhere, { recursive: true });
  assert.equal(refused.status, 126);
  assert.match(refused.stderr, /iamlocal-linux-x64 is not installed.*optional/);
});

test("a script that imports start ends by itself, and the server with it", async () => {
  const ended = runScript(`
    import { start } from "iamlocal";
    console.log((await start()).url);
  `);
  assert.equal(ended.status, 0, ended.stderr);
  await assert.rejects(fetch(ended.stdout.trim()));
});

test("the server ends with a process that is killed", async () => {
  const killed = runScript(`
    import { start } from "iamlocal";
    const server = await start();
    process.stdout.write(server.url, () => process.kill(process.pid, "SIGKILL"));
  `);
  assert.equal(killed.signal, "SIGKILL");
  // Its end takes as long as it takes; a server that stayed would let this test run into its time limit.
  for (;;) {
    try {
      await fetch(killed.stdout);
    } catch {
      return;
    }
  }
});

test("a script of CommonJS has the same functions", () => {
  const ended = runScript(
    `const { start } = require("iamlocal");
     start().then(async (server) => { console.log(await server.operator("GET", "health")); await server.stop(); });`,
    { type: "commonjs" },
  );
  assert.equal(ended.status, 0, ended.stderr);
  assert.match(ended.stdout, /status: 'running'/);
});
