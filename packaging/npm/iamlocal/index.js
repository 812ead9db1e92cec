// A server that speaks AWS IAM and STS, for the tests of this process. index.d.ts describes it.
"use strict";

const { binaryPath } = require("./lib/binary.js");
const { OperatorError, connect, start } = require("./lib/server.js");

exports.OperatorError = OperatorError;
exports.binaryPath = binaryPath;
exports.connect = connect;
exports.start = start;
