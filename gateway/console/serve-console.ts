import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

const own = (file: string): string => new URL(file, import.meta.url).pathname;

/** What the console page is made of: our page, and the libraries it runs on, served from here so that it works offline. */
const files: Readonly<Record<string, { path: () => string; type: string }>> = {
  '/': { path: () => own('index.html'), type: 'text/html; charset=utf-8' },
  '/console/console.js': { path: () => own('console.js'), type: 'text/javascript; charset=utf-8' },
  '/console/console.css': { path: () => own('console.css'), type: 'text/css; charset=utf-8' },
  '/console/graphiql.min.js': library('graphiql/graphiql.min.js', 'text/javascript; charset=utf-8'),
  '/console/graphiql.min.css': library('graphiql/graphiql.min.css', 'text/css; charset=utf-8'),
  '/console/react.production.min.js': library(
    'react/umd/react.production.min.js',
    'text/javascript; charset=utf-8',
  ),
  '/console/react-dom.production.min.js': library(
    'react-dom/umd/react-dom.production.min.js',
    'text/javascript; charset=utf-8',
  ),
  '/console/graphql-ws.min.js': library('graphql-ws/umd/graphql-ws.min.js', 'text/javascript; charset=utf-8'),
};

function library(name: string, type: string): { path: () => string; type: string } {
  // A package may not export its bundle: it is found beside the package's own description.
  const [packageName = '', ...rest] = name.split('/');
  return {
    path: () => require.resolve(`${packageName}/package.json`).replace('package.json', rest.join('/')),
    type,
  };
}

/** Answers a request for the console. @returns false when `pathname` is not part of it. */
export async function serveConsole(pathname: string, response: ServerResponse): Promise<boolean> {
  const file = files[pathname];
  if (file === undefined) return false;
  const body = await readFile(file.path());
  response.writeHead(200, {
    'content-type': file.type,
    'content-length': body.length,
    'cache-control': 'no-cache',
    'content-security-policy': "frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
  return true;
}
