// The brand's small API: the account's vehicles, each with the wrapped fields that some brands answer with.
import { json } from './http.mjs';
import { options } from './lines.mjs';

export const report = { soc: 55 };
export const tally = {};

export async function vehicles(provider, request, response) {
  const [status, answer] = await find(provider, request);
  tally[status] = (tally[status] ?? 0) + 1;
  json(response, status, answer);
}

async function find(provider, request) {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  const token = bearer && await provider.AccessToken.find(bearer);
  if (!token?.isValid) return [401, { error: { message: 'The access token is missing, unknown or expired.' } }];

  const owned = options.vehicles?.[token.accountId] ?? [];
  const [, , kind, vin, part] = new URL(request.url, 'http://peer').pathname.split('/');
  if (kind !== 'vehicles') return [404, { error: { message: 'No such thing.' } }];
  if (!vin) return [200, { data: owned.map((one) => ({ vin: one })) }];
  if (!owned.includes(vin) || part !== 'state') return [404, { error: { message: 'No such vehicle.' } }];
  return [200, state()];
}

function state() {
  const updatedAt = new Date(Date.now()).toISOString();
  const ok = (value, unit) => ({ status: 'OK', value, ...(unit ? { unit } : {}), updatedAt });
  return {
    batteryChargeLevel: ok(report.soc, 'percentage'),
    electricRange: ok(Math.round(report.soc * 4.2), 'km'),
    chargerConnectionStatus: ok('CONNECTED'),
    chargingStatus: ok('CHARGING'),
    chargingPower: { status: 'ERROR', code: 'PROPERTY_NOT_FOUND', message: 'This car does not tell.' },
  };
}
