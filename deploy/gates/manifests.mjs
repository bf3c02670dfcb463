// usage: node manifests.mjs FOLDER   Renders every overlay below FOLDER and refuses what a cluster or this house would.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { render } from './render.mjs';
import { ruleFaults } from './rules.mjs';
import { schemaFaults } from './schemas.mjs';

const [root] = process.argv.slice(2);
const folders = readdirSync(join(root, 'overlays'))
  .flatMap(name => [join('overlays', name), join('overlays', name, 'migrations')]);
const seen = new Set();
let checked = 0;
for (const folder of folders) {
  const found = render(join(root, folder));
  checked += found.length;
  for (const fault of [...await schemaFaults(found), ...ruleFaults(found)]) {
    seen.add(`${folder}: ${fault}`);
  }
}
if (seen.size) {
  console.error([...seen].join('\n'));
  process.exit(1);
}
console.log(`${checked} objects in ${folders.length} folders are as the published schemas and this house want them`);
