import { answerParent } from '../answer-parent.ts';
import { Listeners } from './listeners.ts';
import type { ClientRequests } from './requests.ts';

const groups = new Map<string, Listeners>();

function groupOf(name: string): Listeners {
  const group = groups.get(name);
  if (group === undefined) throw new Error(`Nobody is connected as ${name}`);
  return group;
}

answerParent<ClientRequests>({
  async connect({ group, server, clients, query }) {
    const listeners = new Listeners();
    groups.set(group, listeners);
    await listeners.connect(server, clients, query);
    return {};
  },
  heard: ({ group }) => ({ clients: groupOf(group).heard }),
  receive: ({ group, from, until }) => groupOf(group).receive(from, until),
});
