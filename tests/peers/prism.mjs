// An independent proxy that holds requests and answers against an OpenAPI document, and answers with what is wrong itself.
//
// Argument: {"document":"/a/file.json","upstream":"http://127.0.0.1:1"}
// To the test: ready {port}
import { connect, createServer } from 'node:net';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';
import { listen, options, say } from './lines.mjs';

const port = await freePort();
const write = process.stdout.write.bind(process.stdout);
// It says a line about every request; only ours are for the test.
process.stdout.write = (chunk, ...rest) => (String(chunk).startsWith('{"event":') ? write : process.stderr.write.bind(process.stderr))(chunk, ...rest);
process.argv = [process.argv[0], 'prism', 'proxy', options.document, options.upstream, '--errors', '--host', '127.0.0.1', '--port', String(port), '--verboseLevel', 'error'];
createRequire(import.meta.url)('@stoplight/prism-cli/dist/index.js');

while (!(await answers())) await setTimeout(50);
say({ event: 'ready', port });
listen(() => {});

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

function answers() {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true); });
    socket.on('error', () => resolve(false));
  });
}
