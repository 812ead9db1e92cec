// setupFiles: ["iamlocal/jest/account"]: a fresh account for each file of tests, on the server of "iamlocal/jest".
"use strict";

const { enterAccount } = require("../lib/setup.js");

module.exports = async () => {
  await enterAccount();
};
