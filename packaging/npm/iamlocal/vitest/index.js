// globalSetup: ["iamlocal/vitest"]: one server for the run.
"use strict";

module.exports = require("../lib/setup.js").serveRun;
