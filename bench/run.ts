import { readdir } from 'node:fs/promises';

const [name, ...args] = process.argv.slice(2);
const names = (await readdir(import.meta.dirname, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

if (name === undefined || !names.includes(name)) {
  console.error(`Usage: npm run bench -- NAME [options], where NAME is one of: ${names.join(', ')}`);
  process.exitCode = 1;
} else {
  const benchmark: { run(args: readonly string[]): Promise<void> } = await import(`./${name}/main.ts`);
  await benchmark.run(args);
}
