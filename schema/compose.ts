import { writeFileSync } from 'node:fs';
import { subgraphs } from '../subgraphs/index.ts';
import { fieldAccess, printAccessTable } from './access-table.ts';
import { composeSupergraph } from './compose-supergraph.ts';

// `npm run build:supergraph`: what composition gives is committed, so that a review shows every change of the API,
// and so is who may see which field of it.
const { supergraphSdl, apiSdl } = composeSupergraph(subgraphs);
writeFileSync(new URL('supergraph.graphql', import.meta.url), supergraphSdl);
writeFileSync(new URL('api.graphql', import.meta.url), apiSdl);
writeFileSync(new URL('access.md', import.meta.url), printAccessTable(fieldAccess(subgraphs)));
