import { print } from 'graphql';
import { createClient } from 'graphql-ws';
import { CoachingDocument } from '../generated/operations.ts';
import type { CoachingSubscription } from '../generated/operations.ts';
import { cyan, dim } from '../terminal.ts';

// `node cli/demo/coach.ts URL TOKEN CALL`: the agent's screen as a process of its own. It prints the coaching of one call
// as it comes over WebSocket, and ends when the call has.

const [url = '', token = '', callId = ''] = process.argv.slice(2);

const client = createClient({
  url,
  webSocketImpl: WebSocket,
  connectionParams: { authorization: `Bearer ${token}` },
});
const events = client.iterate<CoachingSubscription>({
  query: print(CoachingDocument),
  variables: { callId },
});
process.send?.('listening');
for await (const { data, errors } of events) {
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join(' '));
  if (data == null) continue;
  const { suggestion, call } = data.coachingSuggestions;
  if (suggestion == null) continue;
  const score =
    call.lead?.score == null
      ? ''
      : dim(` (lead scores ${call.lead.score.value}, ${call.lead.score.quality})`);
  console.log(
    `      ${cyan(`◂ ${suggestion.kind.toLowerCase().replaceAll('_', ' ')}`)} ${suggestion.text}${score}`,
  );
}
await client.dispose();
