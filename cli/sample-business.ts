import { access, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { issueToken } from '../gateway/access/tokens.ts';
import type { Config } from '../subgraphs/shared/config.ts';
import {
  CreateExperimentDocument,
  CreateReferralCodeDocument,
  RegisterAgentDocument,
  RegisterOfficeDocument,
  RegisterPartnerDocument,
  RegisterProductDocument,
  StartExperimentDocument,
  SubmitLeadDocument,
} from './generated/operations.ts';
import { createGraphClient } from './graph-client.ts';
import type { GraphClient } from './graph-client.ts';
import {
  sampleAgents,
  sampleExperiments,
  sampleLeads,
  sampleOffices,
  samplePartners,
  sampleProducts,
} from './sample/business.ts';

/**
 * Gives a new installation a small business to look at, through the graph like anybody else. Each step carries an
 * idempotency key, so that a start that was killed half way goes on where it was. Where the gateway takes no tokens of the
 * installation, nothing is loaded.
 */
export async function loadSampleBusiness(options: {
  url: string;
  secret: string;
  config: Config;
  onProgress: (message: string) => void;
}): Promise<void> {
  const { url, secret, config, onProgress } = options;
  const isOwnDatabase = config.databaseUrl === undefined && config.schemaUrls.size === 0;
  const isWanted = isOwnDatabase && config.environment !== 'production';
  if (!config.tokens.acceptsLocal) return;
  if (config.sampleBusiness === 'off' || (config.sampleBusiness === 'auto' && !isWanted)) return;
  const marker = path.join(config.dataFolder, 'sample-business-loaded');
  const isLoaded = await access(marker).then(
    () => true,
    () => false,
  );
  if (isLoaded) return;
  onProgress('loading a sample business');
  const clientAs = async (role: 'admin' | 'integrator'): Promise<GraphClient> =>
    createGraphClient({
      url: `${url}/graphql`,
      token: await issueToken(secret, { role, subject: 'sample' }),
    });
  const admin = await clientAs('admin');
  await loadRange(admin);
  await loadGrowth(admin);
  await loadExperiments(admin);
  await loadLeads(await clientAs('integrator'));
  await writeFile(marker, `${new Date().toISOString()}\n`);
}

async function loadRange(client: GraphClient): Promise<void> {
  for (const input of sampleOffices) {
    const { registerOffice } = await client.request(RegisterOfficeDocument, { input });
    if (registerOffice.__typename !== 'OfficeRegistered')
      throw new Error(`The sample office ${input.name} was refused.`);
  }
  for (const input of sampleAgents) {
    const { registerAgent } = await client.request(RegisterAgentDocument, { input });
    if (registerAgent.__typename === 'AgentRejected') throw refused(input.name, registerAgent.reasons);
  }
  for (const input of sampleProducts) {
    const { registerProduct } = await client.request(RegisterProductDocument, { input });
    if (registerProduct.__typename === 'ProductRejected') throw refused(input.name, registerProduct.reasons);
  }
}

async function loadGrowth(client: GraphClient): Promise<void> {
  for (const { code, rewardCents, ...input } of samplePartners) {
    const { registerPartner } = await client.request(RegisterPartnerDocument, { input });
    if (registerPartner.__typename === 'PartnerRejected') throw refused(input.name, registerPartner.reasons);
    const partnerId = registerPartner.partner.id;
    const reward = { amountCents: rewardCents, currency: 'USD' };
    await client.request(CreateReferralCodeDocument, {
      input: { idempotencyKey: `sample:${code}`, partnerId, code, reward },
    });
  }
}

async function loadExperiments(client: GraphClient): Promise<void> {
  for (const input of sampleExperiments) {
    const { createExperiment } = await client.request(CreateExperimentDocument, { input });
    if (createExperiment.__typename === 'ExperimentRejected')
      throw refused(input.key, createExperiment.reasons);
    await client.request(StartExperimentDocument, { key: input.key });
  }
}

async function loadLeads(client: GraphClient): Promise<void> {
  for (const input of sampleLeads(new Date())) {
    const { submitLead } = await client.request(SubmitLeadDocument, { input });
    if (submitLead.__typename === 'LeadRejected') throw refused(input.idempotencyKey, submitLead.reasons);
  }
}

function refused(what: string, reasons: readonly { field: string; message: string }[]): Error {
  return new Error(
    `The sample ${what} was refused: ${reasons.map(({ field, message }) => `${field}: ${message}`).join('; ')}`,
  );
}
