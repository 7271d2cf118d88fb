// Loaded before the TypeScript entry, so that the wrong Node says one sentence instead of a syntax error.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 12)) {
  console.error(
    `This needs Node 24.12 or newer, but Node ${process.version} runs it. On Linux x64 "npm ci" brings one (see README); elsewhere install Node 24.`,
  );
  process.exit(1);
}
