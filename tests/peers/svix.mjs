// The receiving end of a webhook as Svix's own library has it: it says whether it would take a delivery.
import { set } from './clock.mjs';
import { listen, say } from './lines.mjs';
import { Webhook } from 'svix';

listen(({ now, secret, headers, body }) => {
  set(now);
  try {
    say({ event: 'judged', payload: new Webhook(secret).verify(body, headers) });
  } catch (error) {
    say({ event: 'judged', refused: String(error?.message ?? error) });
  }
});
