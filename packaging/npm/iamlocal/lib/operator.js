// The operator's endpoints of a server, under /_iam/.
"use strict";

const { readFileSync } = require("node:fs");
const http = require("node:http");
const https = require("node:https");

/** An answer of the operator's endpoints that is no success. `status` is that of HTTP, `body` the answer itself. */
class OperatorError extends Error {
  constructor(message, status, body) {
    super(message);
    this.name = "OperatorError";
    this.status = status;
    this.body = body;
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

class Operator {
  #url;
  #token;
  #ca;

  constructor({ url, token, caFile }) {
    this.#url = url;
    this.#token = token;
    this.#ca = caFile && url.startsWith("https:") ? readFileSync(caFile) : undefined;
  }

  /**
   * Sends a request to /_iam/`path`. `query` may have members that are undefined; a body that is no text goes as JSON.
   * Resolves to the answer, parsed when it is JSON.
   */
  ask(method, path, { query = {}, body } = {}) {
    const url = new URL(`/_iam/${path}`, this.#url);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, value instanceof Date ? value.toISOString() : value);
    }
    const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const request = (url.protocol === "https:" ? https : http).request(url, {
        method,
        agent: false, // a kept connection would keep the process
        ca: this.#ca,
        headers: this.#token ? { authorization: `Bearer ${this.#token}` } : {},
      });
      request.on("error", (error) => {
        const reason = error.message || error.code; // of several addresses, none is told in words
        reject(new Error(`${method} ${url.pathname}: nothing answers at ${url.origin}: ${reason}`, { cause: error }));
      });
      request.on("response", (response) => {
        let answer = "";
        response.setEncoding("utf8").on("data", (piece) => (answer += piece));
        response.on("error", reject);
        response.on("end", () => {
          const value = parsed(answer);
          if (response.statusCode < 300) return resolve(value);
          const reason = value?.error ?? answer;
          reject(new OperatorError(`${method} ${url.pathname}: ${reason}`, response.statusCode, value));
        });
      });
      request.end(text);
    });
  }
}

module.exports = { Operator, OperatorError };
