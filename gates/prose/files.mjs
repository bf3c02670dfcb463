import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const SKIPPED_FOLDERS = new Set(['.git', '.ridewire', 'node_modules', 'target']);

/** Returns the project's files: those that git tracks, or all of them where there is no git. */
export function projectFiles(root) {
  try {
    const listed = execFileSync('git', ['ls-files', '-z'], {
      cwd: root, encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'ignore'],
    });
    const files = listed.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
    if (files.length > 0) return files;
  } catch {
    // No git, or an archive of the sources: walk the folders instead.
  }
  return walk(root, root);
}

function walk(root, folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !SKIPPED_FOLDERS.has(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? walk(root, path) : [relative(root, path)];
    });
}
