import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

// The server that `npm run dev` asks: `iamlocal serve` at its usual port, unless IAMLOCAL says another.
const target = process.env.IAMLOCAL ?? "http://127.0.0.1:4566";
// The host is signed, and has to stay as the browser sent it.
const server = { target, changeOrigin: false };

// Whatever is packed, the notices of every package name it, and nothing more: by the lines "From: npm/NAME".
const kNotices = fileURLToPath(new URL("../../packaging/THIRD_PARTY_NOTICES", import.meta.url));
const notices: Plugin = {
  name: "notices",
  apply: "build",
  generateBundle(_options, bundle) {
    const packed = new Set<string>();
    for (const chunk of Object.values(bundle)) {
      for (const [id, part] of Object.entries(chunk.type === "chunk" ? chunk.modules : {})) {
        const name = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? (id.startsWith("\0vite/") ? "vite" : "");
        if (name !== "" && part.renderedLength > 0) packed.add(name);
      }
    }
    const named = Array.from(readFileSync(kNotices, "utf8").matchAll(/^From: npm\/(.*)$/gm), (line) => line[1]);
    if ([...packed].sort().join(" ") !== named.sort().join(" ")) {
      this.error(`packed is ${[...packed].sort().join(" ")}, but ${kNotices} names ${named.sort().join(" ")}`);
    }
  },
};

export default defineConfig({
  plugins: [notices],
  base: "/_iam/console/",
  // A tenth of the editor: its parser of languages, which colours of our own make needless.
  resolve: { alias: { "@codemirror/language": fileURLToPath(new URL("parts/no_language.ts", import.meta.url)) } },
  build: {
    outDir: process.env.CONSOLE_OUT ?? "packed",
    emptyOutDir: true,
    target: "es2022",
    cssTarget: "chrome123", // the first that knows light-dark(), which must reach the browser as written
    minify: "terser", // a fortieth smaller than esbuild's
    terserOptions: { ecma: 2020, compress: { passes: 2 } },
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // data: addresses would need a wider Content-Security-Policy
    reportCompressedSize: false,
    rollupOptions: {
      // CodeMirror's modules do nothing by being loaded, so those of which nothing is used are left out: its parsers.
      treeshake: { moduleSideEffects: (id) => !/node_modules\/(@codemirror|@lezer)\//.test(id) },
      output: {
        entryFileNames: "assets/[name]-[hash].js",
        experimentalMinChunkSize: 2000, // crumbs that two pages share: a request each, and badly compressed
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
        manualChunks: (id) => {
          if (/node_modules\/(@codemirror|@lezer|style-mod|w3c-keyname|crelt|@marijn)\//.test(id)) return "codemirror";
          if (/node_modules\/(preact|@preact)\//.test(id)) return "preact";
          return undefined;
        },
      },
    },
  },
  server: {
    proxy: {
      "^/_iam/(?!console/)": server,
      "^/$": server,
    },
  },
});
