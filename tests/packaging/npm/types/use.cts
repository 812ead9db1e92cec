// The same from a module of CommonJS.
import iamlocal = require("iamlocal");

export async function url(): Promise<string> {
  const server = await iamlocal.start();
  await server.stop();
  return server.url + iamlocal.binaryPath();
}
