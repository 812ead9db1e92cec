// Tests of what needs no browser. esbuild, which Vite brings, makes the sources readable for Node.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const tests = readdirSync(here).filter((name) => name.endsWith(".test.mjs"));
const out = `${here}../node_modules/.test`;
await build({
  entryPoints: tests.map((name) => here + name),
  outdir: out,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  jsx: "automatic",
  jsxImportSource: "preact",
  logLevel: "warning",
  define: { "import.meta.url": JSON.stringify(import.meta.url) },
});
const ran = spawnSync(process.execPath, ["--test", ...tests.map((name) => `${out}/${name}`)], { stdio: "inherit" });
process.exit(ran.status ?? 1);
