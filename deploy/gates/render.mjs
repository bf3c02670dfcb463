// Renders a Kustomize folder as far as ours use it: resources, namespace, components that name images, JSON patches.
// `kubectl kustomize` is not everywhere; where it is there, a test compares the two.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import jsonPatch from 'fast-json-patch';
import { parse, parseAllDocuments } from 'yaml';

const KNOWN = {
  Kustomization: new Set(['apiVersion', 'kind', 'resources', 'namespace', 'components', 'patches']),
  Component: new Set(['apiVersion', 'kind', 'images']),
};

/** Returns all objects of a folder with a kustomization.yaml, each with the file it came from. */
export function render(folder) {
  const kustomization = kustomizationOf(folder, 'Kustomization');
  const images = (kustomization.components ?? [])
    .flatMap(component => kustomizationOf(join(folder, component), 'Component').images);
  const found = kustomization.resources.flatMap(resource => read(join(folder, resource)));
  for (const { object } of found) {
    if (kustomization.namespace && object.kind !== 'Namespace') {
      object.metadata.namespace = kustomization.namespace;
    }
    for (const container of object.spec?.template?.spec?.containers ?? []) {
      container.image = imageOf(container.image, images);
    }
  }
  for (const { target, patch } of kustomization.patches ?? []) {
    const targets = found.filter(({ object }) => object.kind === target.kind
      && (!target.name || target.name === object.metadata.name));
    if (!targets.length) {
      throw new Error(`${folder}/kustomization.yaml: a patch has no target: ${JSON.stringify(target)}`);
    }
    for (const { object } of targets) {
      jsonPatch.applyPatch(object, parse(patch), true);
    }
  }
  return found;
}

function kustomizationOf(folder, kind) {
  const kustomization = parse(readFileSync(join(folder, 'kustomization.yaml'), 'utf8'));
  const unknown = Object.keys(kustomization).filter(key => !KNOWN[kind].has(key));
  if (unknown.length) {
    throw new Error(`${folder}/kustomization.yaml: the gate does not know ${unknown.join(', ')}; teach render.mjs first`);
  }
  return kustomization;
}

function read(path) {
  if (statSync(path).isDirectory()) {
    return render(path);
  }
  return parseAllDocuments(readFileSync(path, 'utf8')).map(document => {
    if (document.errors.length) {
      throw new Error(`${path}: ${document.errors[0].message}`);
    }
    // Parsed again, so that two places of an anchor are two objects.
    return { file: path, object: structuredClone(JSON.parse(JSON.stringify(document.toJS()))) };
  });
}

function imageOf(image, images) {
  const match = images.find(({ name }) => name === image);
  return match ? `${match.newName ?? match.name}:${match.newTag ?? 'latest'}` : image;
}

