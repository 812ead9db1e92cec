// A server and a browser that looks at its console. Whatever no page may ever do is watched all the while, and told by
// close(): errors of scripts, errors on the browser's console, requests to anybody but the server.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import axe from "axe-core";
import { chromium } from "playwright-core";

import { startServer } from "../clients/js/server.mjs";
import { call } from "./aws.mjs";

export { element } from "./aws.mjs";

// ctest says both; by hand they are what `./dev build` makes.
const inBuild = (path) => fileURLToPath(new URL(`../../build/${path}`, import.meta.url));
process.env.IAMLOCAL_BINARY ??= inBuild("release/iamlocal");
const kScreenshots = process.env.IAMLOCAL_SCREENSHOTS ?? inBuild("screenshots");

// It runs as root in containers, has no display, and is to ask for nothing by itself.
const kBrowserFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// An answer of 4xx is what some pages are about: a refused key, a denied call. The browser calls it an error.
const kRefusal = /^Failed to load resource: the server responded with a status of 4\d\d /;

class Console {
  #server;
  #browser;
  #faults = [];

  static async open(flags) {
    const opened = new Console();
    opened.#server = await startServer(flags);
    try {
      opened.#browser = await chromium.launch({
        executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
        args: kBrowserFlags,
      });
    } catch (error) {
      await opened.#server.stop();
      throw error;
    }
    return opened;
  }

  get endpoint() {
    return this.#server.endpoint;
  }

  // The address of a page of the console: url("why"). page.goto("why") does the same.
  url(path = "") {
    return new URL(path, `${this.endpoint}/_iam/console/`).href;
  }

  // A page of a visitor who was never here, in a window of its own.
  async newPage({ width = 1280, height = 800, colorScheme = "light", reducedMotion = "no-preference" } = {}) {
    const context = await this.#browser.newContext({
      viewport: { width, height },
      colorScheme,
      reducedMotion,
      baseURL: this.url(),
      locale: "en-US",
      timezoneId: "UTC",
    });
    context.on("request", (request) => this.#watch(request.url()));
    context.on("console", (message) => {
      if (message.type() === "error" && !kRefusal.test(message.text())) this.#faults.push(`console: ${message.text()}`);
    });
    context.on("weberror", (error) => this.#faults.push(`script: ${error.error().stack ?? error.error()}`));
    return context.newPage();
  }

  #watch(url) {
    const { protocol, origin } = new URL(url);
    const isOwn = origin === new URL(this.endpoint).origin;
    if (!isOwn && !["data:", "blob:", "about:"].includes(protocol)) this.#faults.push(`asks somebody else: ${url}`);
  }

  // Calls an operation of IAM, or of STS with {service: "sts"}: see aws.mjs.
  aws(action, parameters = {}, options = {}) {
    return call(this.endpoint, action, parameters, options);
  }

  // The JSON that an endpoint of the operator's answers: operator("GET", "denials?account=…").
  async operator(method, path, body, headers = {}) {
    const response = await fetch(`${this.endpoint}/_iam/${path}`, {
      method,
      headers: body === undefined ? headers : { "content-type": "application/json", ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
    return text === "" ? null : JSON.parse(text);
  }

  // What axe knows of WCAG and of good practice. https://github.com/dequelabs/axe-core
  async checkAccessibility(page = this.page) {
    await page.locator("h1").first().waitFor(); // a page that is being loaded has none yet
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document));
    const told = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((each) => each.target).join("; ")}`);
    assert.deepEqual(told, []);
  }

  // Tables may scroll in boxes of their own, the page may not.
  async checkFits(page = this.page) {
    const { wanted, there } = await page.evaluate(() => ({
      wanted: document.documentElement.scrollWidth,
      there: document.documentElement.clientWidth,
    }));
    assert.ok(wanted <= there, `the page is ${wanted} wide in a window of ${there}`);
  }

  // For whoever looks at a run; nothing is compared.
  async screenshot(name, page = this.page) {
    await mkdir(kScreenshots, { recursive: true });
    await page.screenshot({ path: `${kScreenshots}/${name}.png`, fullPage: true });
  }

  // What was seen so far and may not be; forgotten once it was told.
  takeFaults() {
    return this.#faults.splice(0);
  }

  async close() {
    await this.#browser.close();
    await this.#server.stop();
    assert.deepEqual(this.takeFaults(), []);
  }
}

// Starts a server with these flags, and a browser. `page` is the first page, made with what else is given.
export async function openConsole({ flags = [], ...view } = {}) {
  const opened = await Console.open(flags);
  opened.page = await opened.newPage(view);
  return opened;
}
