// An OCPP 1.6J charge point built on ocpp-rpc in strict mode: every message is held against the schemas, both ways.
//
// Argument: {"endpoint":"ws://127.0.0.1:8480/ocpp","identity":"CP1","password":"…",
//            "connectors":1,"meterWh":0,"auto":false,"clock":"server"|"real"}
//   auto   obeys RemoteStart, RemoteStop, charging profiles, TriggerMessage and Reset like a simple charger (charger.mjs)
//   clock  "server": stands at the time of the last BootNotification or Heartbeat answer, and moves by "advance";
//          "real": the machine's
// From the test:
//   {"do":"connect"}                                        → connected | rejected
//   {"do":"call","id":"1","action":"Heartbeat","params":{}} → result | error, with the same id
//   {"do":"answer","action":"Reset","result":{…}}           answers every later Reset so; also "error":"NotSupported",
//                                                           "silent":true (no answer at all), or none of them: as built in
//                                                           → answering, from when on it holds
//   {"do":"boot"}                                           BootNotification and a StatusNotification of each connector → booted
//   {"do":"plug"|"unplug","connector":1}                    → plugged | unplugged
//   {"do":"start","connector":1,"idTag":"TAG"}              a transaction begun at the charger itself → started
//   {"do":"stop","connector":1,"reason":"Local"}            → stopped
//   {"do":"advance","seconds":60,"wh":120,"soc":55}         time passes, charging connectors deliver, MeterValues are sent → advanced
//   {"do":"raw","text":"[2,…"}                              sends the text as it is
//   {"do":"close","code":1000,"reason":"…"} · {"do":"drop"} → disconnected
// To the test, beside the answers above:
//   incoming  {action, params, answer}: a call that came in, and what was answered
//   obeyed    {action}: with auto, what the call asked for is done, and all its messages were answered
//   disconnected {code, reason} · invalid {action, direction, message} (broke a schema) · bad {message} (no OCPP at all)
//   failed {line, message}: a line from the test that could not be carried out
import ocpp from 'ocpp-rpc';
import { answers } from './charge-point-answers.mjs';
import { Charger } from './charger.mjs';
import { listen, options, say } from './lines.mjs';

const client = new ocpp.RPCClient({
  endpoint: options.endpoint,
  identity: options.identity,
  password: options.password ?? null,
  protocols: ['ocpp1.6'],
  strictMode: true,
  reconnect: false,
  callTimeoutMs: 20_000,
});
const overrides = new Map();
const charger = new Charger(options, (action, params) => client.call(action, params));

client.on('disconnect', ({ code, reason }) => say({ event: 'disconnected', code, reason: String(reason ?? '') }));
client.on('strictValidationFailure', ({ method, error, outbound }) =>
  say({ event: 'invalid', action: method, direction: outbound ? 'out' : 'in', message: error.message }));
client.on('badMessage', ({ error }) => say({ event: 'bad', message: error.message }));
client.on('socketError', () => {}); // a disconnect follows and tells it

client.handle(({ method: action, params }) => {
  const override = overrides.get(action);
  const told = (answer) => say({ event: 'incoming', action, params, answer });
  if (override?.silent) {
    told(null);
    return ocpp.NOREPLY;
  }
  if (override?.error) {
    told({ error: override.error });
    throw ocpp.createRPCError(override.error, 'as the test wants it');
  }
  const answer = override?.result ?? (options.auto ? charger.obey(action, params) : undefined) ?? answers[action];
  if (!answer) {
    told({ error: 'NotImplemented' });
    throw ocpp.createRPCError('NotImplemented', `This charge point has no ${action}`);
  }
  told(answer);
  return answer;
});

async function connect() {
  try {
    await client.connect();
    say({ event: 'connected', protocol: client.protocol });
  } catch (error) {
    say({ event: 'rejected', status: typeof error.code === 'number' ? error.code : 0, message: error.message });
  }
}

/** Not awaited by the next line: the answer may be long in coming, and the test may want to go on meanwhile. */
function call({ id, action, params }) {
  client.call(action, params ?? {}).then(
    (result) => {
      charger.heard(result);
      say({ event: 'result', id, action, result });
    },
    (error) => say({ event: 'error', id, action, code: error.rpcErrorCode ?? error.name, message: error.message }));
}

charger.onObeyed = (action) => say({ event: 'obeyed', action });
charger.onReset = async (type) => {
  await client.close({ code: 1000, reason: `Reset ${type}` });
  await connect();
  await charger.boot();
};

listen(async (line) => {
  switch (line.do) {
    case 'connect': return connect();
    case 'call': return call(line);
    case 'answer':
      overrides.set(line.action, line);
      return say({ event: 'answering', action: line.action });
    case 'boot': return say({ event: 'booted', answer: await charger.boot() });
    case 'plug': return say({ event: 'plugged', connector: await charger.plug(line.connector ?? 1) });
    case 'unplug': return say({ event: 'unplugged', connector: await charger.unplug(line.connector ?? 1) });
    case 'start': return say({ event: 'started', ...(await charger.start(line.connector ?? 1, line.idTag ?? 'LOCAL')) });
    case 'stop': return say({ event: 'stopped', ...(await charger.stop(line.connector ?? 1, line.reason ?? 'Local')) });
    case 'advance': return say({ event: 'advanced', ...(await charger.advance(line)) });
    case 'raw': return client.sendRaw(line.text);
    case 'close': return void (await client.close({ code: line.code, reason: line.reason }));
    case 'drop': return void (await client.close({ force: true }));
    default: throw new Error(`No such thing to do: ${line.do}`);
  }
});
