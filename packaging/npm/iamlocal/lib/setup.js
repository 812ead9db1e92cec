// What the set-ups of Vitest and Jest share.
"use strict";

const { getEnvironmentData, setEnvironmentData } = require("node:worker_threads");

const { connect, start } = require("./server.js");

const kWorkersServer = "iamlocal: the environment of this worker's server";

/** One server for the whole run, to which the environment of all workers leads. Resolves to what stops it. */
async function serveRun() {
  const server = await start();
  const putBack = server.applyEnv();
  return async () => {
    putBack();
    await server.stop();
  };
}

/** A fresh account for this file of tests, on the server of the run. */
async function enterAccount(server = connect()) {
  await server.operator("GET", "health"); // fails where something else is at that address
  const account = server.account();
  account.applyEnv();
  return account;
}

/**
 * A server for this worker, started for its first file, and a fresh account on it for each. What the runner gives to a
 * file of tests as its globals is no place to keep a server for the next file; the data of the thread is.
 */
async function enterServer() {
  let variables = getEnvironmentData(kWorkersServer);
  if (variables === undefined) {
    const server = await start();
    variables = { ...server.env };
    setEnvironmentData(kWorkersServer, variables);
  }
  return enterAccount(connect(variables));
}

module.exports = { enterAccount, enterServer, serveRun };
