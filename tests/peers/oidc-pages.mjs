// The brand's own pages: who are you, and do you agree. Plain forms, for browsers and for plain HTTP clients alike.
import { escape, form, html } from './http.mjs';

export async function interaction(provider, request, response) {
  const { uid, prompt, params, session } = await provider.interactionDetails(request, response);
  if (request.method === 'GET') return page(response, uid, prompt, params);

  const fields = await form(request);
  const result = fields.get('answer') === 'deny'
    ? { error: 'access_denied', error_description: 'The owner said no.' }
    : prompt.name === 'login'
      ? { login: { accountId: fields.get('account') } }
      : { consent: { grantId: await grant(provider, session.accountId, params) } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: !result.error });
}

function page(response, uid, prompt, { scope = '', login_hint: hint = '' }) {
  const action = `/interaction/${encodeURIComponent(uid)}`;
  const deny = '<button name="answer" value="deny" formnovalidate>Deny</button>';
  return prompt.name === 'login'
    ? html(response, 200, 'Sign in', `<form method="post" action="${action}">
        <label>Account <input name="account" value="${escape(hint)}" required></label>
        <button name="answer" value="yes">Sign in</button> ${deny}</form>`)
    : html(response, 200, 'Agree?', `<p>Asked for: ${escape(scope)}</p><form method="post" action="${action}">
        <button name="answer" value="yes">Agree</button> ${deny}</form>`);
}

async function grant(provider, accountId, params) {
  const made = new provider.Grant({ accountId, clientId: params.client_id });
  made.addOIDCScope(params.scope ?? '');
  return made.save();
}
