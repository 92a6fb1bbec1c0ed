/** The files of a new desk: the least that passes `desk check`, with everything needed to send it a first message. */

/** Bytes of a fresh secret; Standard Webhooks asks for 24 to 64. */
const SECRET_BYTES = 32;

/** `my-shop` → MY_SHOP_INBOUND_SECRET and MY_SHOP_OUTBOUND_SECRET */
export function secretNames(id: string): { inbound: string; outbound: string } {
  const prefix = id.toUpperCase().replaceAll('-', '_');
  return { inbound: `${prefix}_INBOUND_SECRET`, outbound: `${prefix}_OUTBOUND_SECRET` };
}

/** Pure. By path in the desk's folder. */
export function newDeskFiles(id: string): ReadonlyMap<string, string> {
  return new Map([
    ['desk.yaml', deskYaml(id)],
    ['macros/opening_hours.en.md', macro],
    ['knowledge/opening-hours.md', article],
    ['README.md', readme(id)],
    ['receiver.mjs', receiver(id)],
  ]);
}

const deskYaml = (
  id: string,
): string => `# A desk: one support team's configuration. \`npx first-response desk check\` says what is wrong in it.
id: ${id} # part of URLs and of every row; never change it
name: ${id}
language: en
timeZone: UTC
signature: Your support team # the slot {{ signature }} of macros

topics: # what customers write about; what fits none of them is \`other\` and goes to a person
  - id: opening_hours
    description: When the desk can be reached.
    autonomy: auto # off, shadow, approve or auto; \`auto\` needs a macro
    macro: opening_hours # macros/opening_hours.en.md
    examples:
      - When are you open?
      - What are your opening hours?
      - Are you open on Sundays?
      - Until what time can I reach you today?
      - Is anybody there on public holidays?
  - id: complaint
    description: Something went wrong, and the customer wants it put right.
    autonomy: off # always a person
    examples:
      - This is not what I ordered
      - I am very unhappy with your service
      - It arrived broken
      - I have been waiting for weeks and nobody answers
      - I want to complain about how I was treated

queues: # where people take over; the queue \`danger\` is always there
  - { id: support, name: Support }

secrets: # names of environment variables, never the secrets themselves; up to two each, for rotation
  inbound: [${secretNames(id).inbound}]
  outbound: [${secretNames(id).outbound}]

callback: # where replies and events go, signed
  url: \${CALLBACK_URL}
  deduplicates: true # your receiver ignores a webhook-id that it has seen, as receiver.mjs does
`;

const macro = `---
id: opening_hours
language: en
topics: [opening_hours]
---
Hello,

we are here Monday to Friday, 9:00 to 17:00 UTC. Write at any time: we answer in the order of arrival.

{{ signature }}
`;

const article = `# Opening hours

We are here Monday to Friday, 9:00 to 17:00 UTC, except on public holidays.
`;

const readme = (id: string): string => `# The desk ${id}

| file | what it is |
| --- | --- |
| \`desk.yaml\` | topics, queues, limits, secrets by name, callback |
| \`macros/<id>.<language>.md\` | approved answers, with slots such as \`{{ order.status }}\` |
| \`knowledge/*.md\` | articles that drafts may quote |
| \`receiver.mjs\` | a receiver for replies and events, to begin with |

    npx first-response desk check ${id}    # says what is wrong: file, line, field

## Two secrets

Each side signs by [Standard Webhooks](https://www.standardwebhooks.com). Make one secret per direction:

    export ${secretNames(id).inbound}="whsec_$(openssl rand -base64 ${SECRET_BYTES})"
    export ${secretNames(id).outbound}="whsec_$(openssl rand -base64 ${SECRET_BYTES})"
    export CALLBACK_URL=http://127.0.0.1:9000/

## Start it

    node receiver.mjs       # in this folder and in a terminal of its own, with the same three variables
    npm start               # in the folder of first-response: applies every desk under desks/, this one too

\`npm start\` reads new desks and variables when it starts. \`CALLBACK_URL\` is for all of its desks; without it, replies
appear where \`npm start\` runs. It prints the gateway's address: where that is not port 8080,
\`export FIRST_RESPONSE_URL=http://127.0.0.1:PORT\`.

## Send a message

\`\`\`sh
${curlExample(id)}
\`\`\`

\`providerMessageId\` is your own id of the message: sent again, it gets the same answer and starts nothing new.
\`proof\` says how well the address is known to be this person's: \`claimed\`, \`channel\` (the channel checked it)
or \`verified\` (they signed in). Account facts need at least \`channel\`.

The first answers of a new desk wait for a person: with a handful of examples a topic is not sure enough to send alone.

    npx first-response queue list --desk ${id}
    npx first-response approve ITEM --desk ${id}

## Receive the replies

\`receiver.mjs\` verifies the signature, ignores repeats (a delivery keeps its \`webhook-id\` however often it is tried), and prints
each message as your customer would get it. Answer 2xx only once you have stored the message: it is not sent again.
`;

/** A shell script that signs a message and sends it; needs only openssl, od and curl. */
export const curlExample = (id: string): string => `secret="$${secretNames(id).inbound}"
id="msg_$(openssl rand -hex 12)"
timestamp="$(date +%s)"
body='{
  "channel": "email",
  "conversationKey": "ticket-1",
  "providerMessageId": "'"$id"'",
  "author": { "kind": "customer" },
  "identities": [{ "kind": "email", "address": "ada@example.com", "proof": "channel" }],
  "text": "When are you open?"
}'
key="$(printf %s "\${secret#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')"
signature="$(printf %s "$id.$timestamp.$body" |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)"
curl --fail-with-body "\${FIRST_RESPONSE_URL:-http://127.0.0.1:8080}/v1/desks/${id}/messages" \\
  -H 'content-type: application/json' \\
  -H "webhook-id: $id" -H "webhook-timestamp: $timestamp" -H "webhook-signature: v1,$signature" \\
  --data-binary "$body"`;

const receiver = (
  id: string,
): string => `// Receives replies and events of the desk ${id}: verifies the signature and ignores repeats. \`node receiver.mjs\`
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';

const webhook = new Webhook(process.env.${secretNames(id).outbound} ?? '');
const seen = new Set(); // a real receiver keeps these in its database, in the transaction that stores the message
createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray());
  try { webhook.verify(body, request.headers); } catch { return response.writeHead(401).end(); }
  const repeat = seen.has(request.headers['webhook-id']);
  seen.add(request.headers['webhook-id']);
  if (!repeat) console.log(JSON.parse(body).type, JSON.parse(body).data);
  response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
}).listen(Number(process.env.PORT ?? 9000), '127.0.0.1');
`;
