// globalSetup: "iamlocal/jest": one server for the run. It ends with Jest, or before the next run of a watching one.
"use strict";

const { serveRun } = require("../lib/setup.js");

const kStop = Symbol.for("iamlocal.jest.stop");

module.exports = async () => {
  await globalThis[kStop]?.();
  globalThis[kStop] = await serveRun();
};
