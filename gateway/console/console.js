/* global GraphiQL, React, ReactDOM, graphqlWs */
// The token comes in the fragment of the address (`#token=…`), which browsers never send to a server.
const fragment = new URLSearchParams(location.hash.slice(1));
const token = fragment.get('token') ?? '';
if (token !== '') history.replaceState(null, '', location.pathname);

const example = `# Leadgraph: one graph over seven subgraphs. Press the play button.
# Without a token in "Headers" below, every request is refused: \`npm run token -- --role admin\` prints one.

query Desk {
  leads(first: 10) {
    totalCount
    edges {
      node {
        id
        status
        contact { firstName lastName }
        score { value quality }
        assignment { agent { name vip { tier points } } }
      }
    }
  }
}
`;

const wsClient = graphqlWs.createClient({
  url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
  lazy: true,
  connectionParams: () => ({ authorization: currentHeaders().authorization }),
});

let headersText = token === '' ? '' : JSON.stringify({ authorization: `Bearer ${token}` }, null, 2);

function currentHeaders() {
  try {
    const headers = JSON.parse(headersText);
    return { authorization: headers.authorization ?? headers.Authorization };
  } catch {
    return {};
  }
}

const fetcher = GraphiQL.createFetcher({ url: '/graphql', wsClient });

ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher,
    headers: headersText === '' ? undefined : headersText,
    defaultQuery: example,
    defaultHeaders: headersText,
    defaultEditorToolsVisibility: 'headers',
    shouldPersistHeaders: true,
    onEditHeaders: (text) => {
      headersText = text ?? '';
    },
  }),
);
