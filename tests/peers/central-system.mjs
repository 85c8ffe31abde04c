// The other side, for testing the charge point itself: ocpp-rpc's own server in strict mode.
//
// Argument: {"password":"…","time":"2026-03-01T08:00:00Z"}
// From the test: {"do":"call","action":"RemoteStartTransaction","params":{…}} → result | error
//                {"do":"kick","code":1008,"reason":"…"}
// To the test: ready {port} · dialled {identity} · heard {action, params} · left {code, reason} · invalid {…}
import ocpp from 'ocpp-rpc';
import { listen, options, say } from './lines.mjs';

const server = new ocpp.RPCServer({ protocols: ['ocpp1.6'], strictMode: true });
let station;
let transactions = 0;

const answers = {
  BootNotification: () => ({ status: 'Accepted', interval: 300, currentTime: options.time }),
  Heartbeat: () => ({ currentTime: options.time }),
  StatusNotification: () => ({}),
  MeterValues: () => ({}),
  Authorize: () => ({ idTagInfo: { status: 'Accepted' } }),
  StartTransaction: () => ({ transactionId: ++transactions, idTagInfo: { status: 'Accepted' } }),
  StopTransaction: () => ({}),
};

server.auth((accept, reject, { password }) => (password?.toString() === options.password ? accept() : reject(401, 'Unauthorized')));

server.on('client', (client) => {
  station = client;
  say({ event: 'dialled', identity: client.identity, protocol: client.protocol });
  client.on('strictValidationFailure', ({ method, error }) => say({ event: 'invalid', action: method, message: error.message }));
  client.on('disconnect', ({ code, reason }) => say({ event: 'left', code, reason: String(reason ?? '') }));
  client.handle(({ method: action, params }) => {
    say({ event: 'heard', action, params });
    if (!answers[action]) throw ocpp.createRPCError('NotImplemented');
    return answers[action]();
  });
});

listen(async (line) => {
  if (line.do === 'kick') return void (await station.close({ code: line.code, reason: line.reason }));
  if (line.do !== 'call') throw new Error(`No such thing to do: ${line.do}`);
  try {
    say({ event: 'result', action: line.action, result: await station.call(line.action, line.params) });
  } catch (error) {
    say({ event: 'error', action: line.action, code: error.rpcErrorCode, message: error.message });
  }
});

const http = await server.listen(0, '127.0.0.1');
say({ event: 'ready', port: http.address().port });
