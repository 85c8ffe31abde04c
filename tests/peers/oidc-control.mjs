// What a test may do to the token endpoint, and what it may know of it.
import { body, json, text } from './http.mjs';
import { report, tally } from './oidc-vehicles.mjs';

const calls = { authorization_code: 0, refresh_token: 0 };
let mode = 'ok';
let times = Infinity;
let held = [];

export function counts(_, response) {
  json(response, 200, { token: calls, waiting: held.length, api: tally });
}

export async function control(request, response) {
  const wanted = await body(request);
  if (wanted.soc !== undefined) report.soc = wanted.soc;
  if (wanted.token !== undefined) {
    if (!['ok', 'fail', 'hold', 'drop'].includes(wanted.token)) return json(response, 400, { error: `token: no such mode: ${wanted.token}` });
    mode = wanted.token;
    times = wanted.times ?? Infinity;
    if (mode === 'ok') release();
  }
  json(response, 200, { token: mode });
}

export async function tokenCall(request, response, protocol) {
  const sent = await text(request);
  const type = new URLSearchParams(sent).get('grant_type') ?? 'none';
  calls[type] = (calls[type] ?? 0) + 1;

  const now = mode;
  if (now !== 'ok' && --times <= 0) mode = 'ok';
  if (now === 'fail') return json(response, 503, { error: 'temporarily_unavailable' });
  if (now === 'hold') await new Promise((go) => held.push(go));
  if (now === 'drop') cutBeforeAnswer(request, response);
  request.body = sent; // read already, and taken from there
  return protocol(request, response);
}

function release() {
  const waiting = held;
  held = [];
  for (const go of waiting) go();
}

/** The deed is done and the token rotated, but the one who asked never hears of it. */
function cutBeforeAnswer(request, response) {
  response.write = () => true;
  response.end = () => {
    request.socket.destroy();
    return response;
  };
}
