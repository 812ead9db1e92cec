"use strict";

const kIsShared = process.env.SETUP === "account";

module.exports = {
  globalSetup: kIsShared ? "iamlocal/jest" : undefined,
  setupFiles: [`iamlocal/jest/${process.env.SETUP}`],
  testEnvironment: "node",
};
