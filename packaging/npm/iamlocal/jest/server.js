// setupFiles: ["iamlocal/jest/server"]: a server for each worker.
"use strict";

const { enterServer } = require("../lib/setup.js");

module.exports = async () => {
  await enterServer();
};
