// A school's accounts, as a process: node provider.mjs ACCOUNTS REDIRECT
//
// ACCOUNTS is a JSON file of what is known of each login, read anew each time: { "ortiz": { "email": …, "email_verified": … } }.
// Prints "listening on ADDRESS", which is its issuer. Ends with its standard input.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { webcrypto } from 'node:crypto';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [accounts, redirect] = process.argv.slice(2);
// Node 18, as Debian 12 has it, keeps this under another name.
globalThis.crypto ??= webcrypto;
const packages = createRequire(pathToFileURL(`${process.cwd()}/`));
const { default: Provider } = await import(pathToFileURL(packages.resolve('oidc-provider')));

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'notyet',
        client_secret: 'a-secret-of-the-test',
        application_type: 'native',
        redirect_uris: [redirect],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    cookies: { keys: ['a key of the test'] },
    pkce: { required: () => true },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    findAccount(_, id) {
      const known = JSON.parse(readFileSync(accounts, 'utf8'))[id];
      return known && { accountId: id, claims: () => ({ sub: id, ...known }) };
    },
  });
  server.on('request', provider.callback());
  console.log(`listening on ${issuer}`);
});
process.stdin.on('end', () => process.exit(0)).resume();
