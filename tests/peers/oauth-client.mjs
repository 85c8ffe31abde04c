// An application that has its users sign in, made of oauth4webapi: it checks every answer by RFC 6749, 7636 and 7009.
//
// Argument: {"server":"http://127.0.0.1:1","clientId":"…","clientSecret":"…","redirectUri":"http://127.0.0.1:2/back"}
// From the test, each answered by an event of the same name, or by failed {message}:
//   begin {scope}     → {url}: where the browser is to go; state and verifier are kept here
//   finish {url}      → {tokens}: the browser came back to this address
//   refresh {token}   → {tokens}
//   revoke {token}    → {}
//   itself {}         → {tokens}: the application's own
import * as oauth from 'oauth4webapi';
import { listen, options, say } from './lines.mjs';

const at = `${options.server}/evenergy/o`;
const server = { issuer: options.server, authorization_endpoint: `${at}/authorize/`, token_endpoint: `${at}/token/`, revocation_endpoint: `${at}/revoke_token/` };
const client = { client_id: options.clientId };
const [basic, post] = [oauth.ClientSecretBasic(options.clientSecret), oauth.ClientSecretPost(options.clientSecret)];
const loopback = { [oauth.allowInsecureRequests]: true };
let begun;

const does = {
  async begin({ scope }) {
    begun = { verifier: oauth.generateRandomCodeVerifier(), state: oauth.generateRandomState() };
    const url = new URL(server.authorization_endpoint);
    const wanted = {
      response_type: 'code', client_id: client.client_id, redirect_uri: options.redirectUri, scope, state: begun.state,
      code_challenge: await oauth.calculatePKCECodeChallenge(begun.verifier), code_challenge_method: 'S256',
    };
    for (const [name, value] of Object.entries(wanted)) url.searchParams.set(name, value);
    return { url: url.href };
  },
  async finish({ url }) {
    const back = oauth.validateAuthResponse(server, client, new URL(url), begun.state);
    const answer = await oauth.authorizationCodeGrantRequest(server, client, basic, back, options.redirectUri, begun.verifier, loopback);
    return { tokens: await oauth.processAuthorizationCodeResponse(server, client, answer) };
  },
  async refresh({ token }) {
    return { tokens: await oauth.processRefreshTokenResponse(server, client, await oauth.refreshTokenGrantRequest(server, client, post, token, loopback)) };
  },
  async revoke({ token }) {
    await oauth.processRevocationResponse(await oauth.revocationRequest(server, client, basic, token, loopback));
    return {};
  },
  async itself() {
    return { tokens: await oauth.processClientCredentialsResponse(server, client, await oauth.clientCredentialsGrantRequest(server, client, basic, {}, loopback)) };
  },
};

say({ event: 'ready' });
listen(async (line) => say({ event: line.do, ...await does[line.do](line) }));
