import { answerParent } from '../answer-parent.ts';
import { Agents } from './agents.ts';
import type { AgentRequests } from './requests.ts';

let agents: Agents | undefined;

answerParent<AgentRequests>({
  async prepare({ house, echoPort, calls }) {
    agents = await Agents.prepare(house, echoPort, calls);
    return {};
  },
  speak({ perSecond, seconds }) {
    if (agents === undefined) throw new Error('Nobody is on a call');
    return agents.speak(perSecond, seconds);
  },
});
