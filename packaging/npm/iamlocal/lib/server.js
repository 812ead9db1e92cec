// What a test does with a server, and with an account of it.
"use strict";

const { randomInt, randomUUID } = require("node:crypto");

const { Operator, OperatorError } = require("./operator.js");
const { end, launch } = require("./process.js");

// The secret of every account's root.
const kSecret = "test";
// The numbers that accounts made up here begin with.
const kFirstAccount = 300_000_000_000;

/** What all accounts, and one of them, can be asked for. */
class Place {
  _operator;
  _account;
  #latest;

  /** The URL of the server. */
  url;
  /** The region that clients sign for. */
  region;
  /** Those of the account's root, as the SDK wants them. */
  credentials;

  constructor(settings, account) {
    this._settings = settings;
    this._operator = settings.operator;
    this._account = account;
    this.url = settings.variables.AWS_ENDPOINT_URL;
    this.region = settings.variables.AWS_REGION;
    this.credentials = {
      accessKeyId: account ?? settings.variables.AWS_ACCESS_KEY_ID,
      secretAccessKey: account === undefined ? settings.variables.AWS_SECRET_ACCESS_KEY : kSecret,
    };
  }

  /** What a client of the AWS SDK is made of: `new IAMClient(server.config)`. */
  get config() {
    return { endpoint: this.url, region: this.region, credentials: { ...this.credentials } };
  }

  get _variables() {
    return {
      ...this._settings.variables,
      AWS_ACCESS_KEY_ID: this.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: this.credentials.secretAccessKey,
    };
  }

  /** The environment of a child process whose clients are to reach this, and cannot reach AWS. */
  get env() {
    const environment = { ...process.env };
    this._change(environment);
    return environment;
  }

  /** Changes this process's environment to `env`. Returns a function that puts back what was there. */
  applyEnv() {
    const before = this._change(process.env);
    return () => {
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    };
  }

  // Sets what leads here and removes what leads elsewhere. Returns the values from before.
  _change(environment) {
    const before = {};
    const variables = this._variables;
    for (const name of Object.keys(environment)) {
      if (name.startsWith("AWS_") && !(name in variables)) {
        before[name] = environment[name];
        delete environment[name];
      }
    }
    for (const [name, value] of Object.entries(variables)) {
      before[name] = environment[name];
      environment[name] = value;
    }
    return before;
  }

  /** Forgets everything. */
  async reset() {
    await this._operator.ask("POST", "reset", { query: { account: this._account } });
  }

  /** Keeps what is stored. Resolves to the savepoint's name, which is made up unless it is given. */
  async savepoint(name = `savepoint-${randomUUID()}`) {
    await this._operator.ask("POST", "savepoints", { body: { name, account: this._account } });
    this.#latest = name;
    return name;
  }

  /** Goes back to the savepoint of that name, or to the one made last. */
  async restore(name = this.#latest) {
    if (name === undefined) throw new Error("no savepoint was made here");
    await this._operator.ask("POST", `savepoints/${encodeURIComponent(name)}/restore`, {
      query: { account: this._account },
    });
    this.#latest = name;
  }

  /** Adds what a state document says: an object, or its text in JSON or YAML. Resolves to what was made. */
  seed(document) {
    return this._operator.ask("POST", "seed", { query: { account: this._account }, body: document });
  }

  /** What is stored, as a state document. */
  state() {
    return this._operator.ask("GET", "state", { query: { account: this._account } });
  }

  /** The latest requests, the newest first. */
  async requests(query = {}) {
    return (await this._operator.ask("GET", "requests", { query: { account: this._account, ...query } })).requests;
  }

  /** Rejects unless as many requests were sent as expected, and says which came nearest. */
  async verify(expectation) {
    try {
      return await this._operator.ask("POST", "requests/verify", { body: { account: this._account, ...expectation } });
    } catch (error) {
      if (error instanceof OperatorError && error.body?.nearest) {
        error.message += `\n${JSON.stringify({ nearest: error.body.nearest, operations: error.body.operations }, null, 2)}`;
      }
      throw error;
    }
  }

  /** The latest denials, each with the statement that would have allowed it. */
  async denials() {
    return (await this._operator.ask("GET", "denials", { query: { account: this._account } })).denials;
  }
}

/** An account of its own: nothing of it is visible in another. */
class Account extends Place {
  /** Its twelve digits. */
  id;

  constructor(settings, id) {
    super(settings, id);
    this.id = id;
  }
}

/** A server that runs. */
class Server extends Place {
  #nextAccount;
  #process;

  constructor(settings, firstAccount, process) {
    super(settings);
    this.#nextAccount = firstAccount;
    this.#process = process;
  }

  /** An account that nobody has used. */
  account() {
    return new Account(this._settings, String(this.#nextAccount++));
  }

  /** Sends a request to an endpoint under /_iam/. */
  operator(method, path, request) {
    return this._operator.ask(method, path, request);
  }

  /** Replaces the faults that calls meet; without any, all are removed. */
  async faults(faults = []) {
    return (await this._operator.ask("PUT", "faults", { body: faults })).faults;
  }

  /** Sets the clock, `{ now }` or `{ advance_s }`; without a change, back to real time. Resolves to the time. */
  async clock(change) {
    const answer = await (change === undefined
      ? this._operator.ask("DELETE", "clock")
      : this._operator.ask("PUT", "clock", { body: change }));
    return new Date(answer.now);
  }

  /** The latest lines that the server logged; the option `logLevel` says how much that is. */
  log() {
    return this.#process?.log() ?? "";
  }

  /** Ends the server, unless it is somebody else's. */
  async stop() {
    if (this.#process) await end(this.#process.child);
  }
}

function settingsOf(environment, variables) {
  const url = environment.AWS_ENDPOINT_URL;
  const operator = new Operator({
    url,
    token: environment.IAMLOCAL_OPERATOR_TOKEN,
    caFile: environment.AWS_CA_BUNDLE,
  });
  return { variables, operator };
}

/** Starts a server on a free port. Its options are the program's flags: { auth: "enforce", logLevel: "info" }. */
async function start(options = {}) {
  const started = await launch(options);
  const variables = {};
  for (const [name, value] of Object.entries(started.environment)) {
    if (name.startsWith("AWS_") || process.env[name] !== value) variables[name] = value;
  }
  return new Server(settingsOf(started.environment, variables), kFirstAccount, started);
}

/**
 * The server that an environment leads to: below `iamlocal exec`, and in the workers of a global set-up. The accounts it
 * makes up are drawn at random, since others may do the same.
 */
function connect(environment = process.env) {
  if (!environment.AWS_ENDPOINT_URL) {
    throw new Error("AWS_ENDPOINT_URL names no server: run below `iamlocal exec`, or use the global set-up");
  }
  const names = Object.keys(environment).filter((name) => /^AWS_|^no_proxy$|^NODE_EXTRA_CA_CERTS$/i.test(name));
  const variables = Object.fromEntries(names.map((name) => [name, environment[name]]));
  return new Server(settingsOf(environment, variables), kFirstAccount + randomInt(600_000_000) * 1_000);
}

module.exports = { Account, OperatorError, Server, connect, start };
