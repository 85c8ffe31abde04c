// The line that ties a peer to its test: one JSON object a line, both ways, and the end of both when stdin closes.
import { createInterface } from 'node:readline';

// Standard output belongs to the lines; whatever a library wants to say goes beside them.
console.log = console.info = console.debug = console.error;

/** What the test asked for: the one argument, a JSON object. */
export const options = JSON.parse(process.argv[2] ?? '{}');

export const say = (line) => process.stdout.write(JSON.stringify(line) + '\n');

/** Hands every line from the test to `handle`, one after the other; a line that fails is told and changes nothing else. */
export function listen(handle) {
  let last = Promise.resolve();
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (text) => {
    last = last.then(() => handle(JSON.parse(text))).catch((error) => say({ event: 'failed', line: text, message: String(error?.message ?? error) }));
  });
  lines.on('close', () => process.exit(0));
}
