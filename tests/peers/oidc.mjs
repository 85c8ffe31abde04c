// A brand's sign-in and a small API beside it: oidc-provider with PKCE required, a confidential client, refresh tokens
// that rotate and whose reuse revokes the grant.
//
// Argument: {"clientId":"busbar","clientSecret":"…","redirectUris":["http://127.0.0.1:8480/callback/x"],
//            "scopes":["vehicles:read"],"accessTokenSeconds":60,"vehicles":{"anna":["YV1EXAMPLE0000001"]},
//            "now":"2026-03-01T08:00:00Z"}        "now" may be absent: the machine's time
// To the test: ready {port, issuer}. Loopback only; ends when stdin closes.
// For the browser: /auth (the discovery document tells all addresses), /interaction/… with plain forms: account, Agree, Deny.
// For the application: GET /api/vehicles, GET /api/vehicles/{vin}/state, with the bearer token.
// For the test:
//   GET  /_counts   {"token":{"authorization_code":1,"refresh_token":0},"waiting":0,"api":{"200":3,"401":1}}
//   POST /_control  {"token":"ok"|"fail"|"hold"|"drop","times":1}   the next token calls: 503 untouched, held until "ok"
//                   is posted, or carried out and the line cut before the answer; without "times" until told otherwise
//   POST /_control  {"soc":64}                                      what the vehicles report
//   POST /_clock    {"advanceSeconds":61} or {"now":"…"}            → {"now":"…"}
import * as clock from './clock.mjs';
import { body, json } from './http.mjs';
import { createServer } from 'node:http';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Provider } from 'oidc-provider';
import { listen, options, say } from './lines.mjs';
import { interaction } from './oidc-pages.mjs';
import { control, counts, tokenCall } from './oidc-control.mjs';
import { vehicles } from './oidc-vehicles.mjs';

if (options.now) clock.set(options.now);

const server = createServer();
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address();
const issuer = `http://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  clients: [{
    client_id: options.clientId,
    client_secret: options.clientSecret,
    redirect_uris: options.redirectUris,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'client_secret_basic',
    id_token_signed_response_alg: 'ES256',
  }],
  scopes: ['openid', 'offline_access', ...(options.scopes ?? [])],
  pkce: { required: () => true },
  rotateRefreshToken: true,
  issueRefreshToken: async () => true,
  expiresWithSession: async () => false,
  findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  features: { devInteractions: { enabled: false } },
  cookies: { keys: [randomBytes(24).toString('hex')] },
  jwks: { keys: [generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })] },
  ttl: {
    AccessToken: options.accessTokenSeconds ?? 60,
    AuthorizationCode: 60,
    Grant: 14 * 86_400,
    IdToken: 600,
    Interaction: 3_600,
    RefreshToken: 14 * 86_400,
    Session: 86_400,
  },
});
const protocol = provider.callback();

const routes = [
  [/^\/_counts$/, counts],
  [/^\/_control$/, control],
  [/^\/_clock$/, moveClock],
  [/^\/interaction\//, (request, response) => interaction(provider, request, response)],
  [/^\/api\//, (request, response) => vehicles(provider, request, response)],
  [/^\/token$/, (request, response) => tokenCall(request, response, protocol)],
];

server.on('request', async (request, response) => {
  forgetExpiry(response);
  const { pathname } = new URL(request.url, issuer);
  const route = routes.find(([path]) => path.test(pathname));
  try {
    await (route ? route[1](request, response) : protocol(request, response));
  } catch (error) {
    console.error(error);
    if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
    response.end(String(error.message));
  }
});

async function moveClock(request, response) {
  const { advanceSeconds, now } = await body(request);
  const told = now ? clock.set(now) : clock.advance(Number(advanceSeconds));
  json(response, 200, { now: told });
}

/** The browser's clock is not ours: every cookie lasts as long as the browser, unless it is being taken away. */
function forgetExpiry(response) {
  const writeHead = response.writeHead.bind(response);
  response.writeHead = (...head) => {
    const cookies = [response.getHeader('set-cookie') ?? []].flat();
    if (cookies.length > 0) {
      response.setHeader('set-cookie', cookies.map((cookie) => (cookie.includes('01 Jan 1970') ? cookie : cookie.replace(/; *expires=[^;]*/gi, ''))));
    }
    return writeHead(...head);
  };
}

listen(() => { throw new Error('This peer is spoken to over HTTP.'); });
say({ event: 'ready', port, issuer });
