// Checks objects against the published schemas. The validators of kubernetes-models hold values and required fields;
// TypeScript holds the names of fields, which an API server would drop without a word.
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const PACKAGES = {
  'apps/v1': 'kubernetes-models/apps/v1',
  'autoscaling/v2': 'kubernetes-models/autoscaling/v2',
  'batch/v1': 'kubernetes-models/batch/v1',
  'gateway.networking.k8s.io/v1': '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1',
  'kafka.strimzi.io/v1': '@kubernetes-models/strimzi-kafka-operator/kafka.strimzi.io/v1',
  'networking.k8s.io/v1': 'kubernetes-models/networking.k8s.io/v1',
  'policy/v1': 'kubernetes-models/policy/v1',
  'postgresql.cnpg.io/v1': '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1',
  v1: 'kubernetes-models/v1',
};
const MODULES = join(fileURLToPath(new URL('.', import.meta.url)), 'node_modules');

/** Returns a sentence for each fault. */
export async function schemaFaults(found) {
  const faults = [];
  for (const { file, object } of found) {
    const name = `${file}: ${object.kind} ${object.metadata?.name}`;
    const path = PACKAGES[object.apiVersion];
    const Model = path && (await import(path))[object.kind];
    if (!Model) {
      faults.push(`${name}: no schema for ${object.apiVersion}`);
      continue;
    }
    try {
      new Model(object).validate();
    } catch (e) {
      faults.push(`${name}: ${e.message}`);
    }
  }
  return [...faults, ...unknownFields(found.filter(({ object }) => PACKAGES[object.apiVersion]))];
}

function unknownFields(found) {
  const folder = mkdtempSync(join(tmpdir(), 'ridewire-manifests-'));
  try {
    symlinkSync(MODULES, join(folder, 'node_modules'));
    const origin = new Map();
    const files = found.map(({ file, object }, i) => {
      const source = join(folder, `${i}.ts`);
      origin.set(source, `${file}: ${object.kind} ${object.metadata?.name}`);
      writeFileSync(source, `import type { I${object.kind} } from '${PACKAGES[object.apiVersion]}';\n`
        + `export const it: I${object.kind} = ${JSON.stringify(object, null, 1)};\n`);
      return source;
    });
    const program = ts.createProgram(files, {
      module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, noEmit: true,
      preserveSymlinks: true, skipLibCheck: true, strict: true, target: ts.ScriptTarget.ES2022, types: [],
    });
    return ts.getPreEmitDiagnostics(program).map(diagnostic =>
      `${origin.get(diagnostic.file?.fileName) ?? diagnostic.file?.fileName}: `
      + ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ').slice(0, 300));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
