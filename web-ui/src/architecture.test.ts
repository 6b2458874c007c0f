import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const MAX_FILES_PER_FOLDER = 25;

const source = import.meta.dirname;
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('gen/'))
  .sort();

/** The files that a file imports, types included. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(source, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)\b[^;]*?\bfrom '(\.[^']+)';|^import '(\.[^']+)';/gm)]
    .map(([, from, bare]) => relative(source, join(source, dirname(file), from ?? bare ?? '')))
    .flatMap((path) => files.filter((known) => known === `${path}.ts` || known === `${path}.tsx`));
}

type Graph = ReadonlyMap<string, readonly string[]>;

/** A path that leads back to where it begins, or null. */
function cycleIn(graph: Graph): string | null {
  const done = new Set<string>();
  const visit = (node: string, path: readonly string[]): string | null => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node].join(' -> ');
    if (done.has(node)) return null;
    for (const next of graph.get(node) ?? []) {
      const cycle = visit(next, [...path, node]);
      if (cycle) return cycle;
    }
    done.add(node);
    return null;
  };
  for (const node of graph.keys()) {
    const cycle = visit(node, []);
    if (cycle) return cycle;
  }
  return null;
}

const byFile: Graph = new Map(files.map((file) => [file, importsOf(file)]));

function byFolder(): Graph {
  const graph = new Map<string, string[]>();
  for (const [file, imports] of byFile) {
    if (file.includes('.test.')) continue; // a test may use fakes of an outer folder
    const folder = dirname(file);
    const used = imports.map(dirname).filter((other) => other !== folder);
    graph.set(folder, [...(graph.get(folder) ?? []), ...used]);
  }
  return graph;
}

test('the imports are found', () => {
  expect(byFile.get('features/call/session/CallSession.ts')).toContain('features/call/model/reduce.ts');
  expect(byFile.get('app/main.tsx')).toContain('app/router.tsx');
});

test('a cycle is found, and a diamond is none', () => {
  const graph = (edges: Record<string, string[]>): Graph => new Map(Object.entries(edges));
  expect(cycleIn(graph({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }))).toBeNull();
  expect(cycleIn(graph({ a: ['b'], b: ['c'], c: ['b'] }))).toBe('b -> c -> b');
});

test('files import each other in one direction', () => {
  expect(cycleIn(byFile)).toBeNull();
});

test('folders import each other in one direction', () => {
  expect(cycleIn(byFolder())).toBeNull();
});

const inFolder = (folder: string) => files.filter((file) => dirname(file) === folder).length;

test(`no folder has more than ${MAX_FILES_PER_FOLDER} files`, () => {
  const folders = [...new Set(files.map(dirname))];
  const tooLarge = folders.filter((folder) => inFolder(folder) > MAX_FILES_PER_FOLDER);
  expect(tooLarge).toEqual([]);
});
