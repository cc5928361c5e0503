// Holds the dashboards to the types of Grafana that they are written for: npm ci && npm run check.
// Each file, and each panel of it by its kind, becomes a typed constant that lives in memory alone.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const here = dirname(fileURLToPath(import.meta.url));
const boards = process.argv[2] ?? join(here, '..');

function typed(board) {
  const parts = [['dashboard', board, 'the dashboard']];
  for (const panel of board.panels) {
    const where = `panel "${panel.title}"`;
    parts.push([panel.type === 'row' ? 'row' : 'panel', panel, where]);
    if (panel.type === 'stat' || panel.type === 'timeseries') {
      parts.push([`${panel.type}Options`, panel.options, `options of ${where}`]);
    } else if (panel.type !== 'row') {
      throw new Error(`${where} is of the kind "${panel.type}", whose options nobody checks: add it to relax.d.ts`);
    }
    if (panel.type === 'timeseries') {
      parts.push(['timeseriesCustom', panel.fieldConfig.defaults.custom, `custom of ${where}`]);
    }
  }
  return parts;
}

const sources = new Map();
for (const file of readdirSync(boards).filter(name => name.endsWith('.json')).sort()) {
  typed(JSON.parse(readFileSync(join(boards, file), 'utf8'))).forEach(([type, value, where], i) => {
    const text = `import type { Parts } from './relax';\nexport const it: Parts['${type}'] = ${JSON.stringify(value, null, 2)};\n`;
    sources.set(join(here, `${file}-${i}.ts`), { text, where: `${file}, ${where}` });
  });
}

const options = {
  strict: true, noEmit: true, skipLibCheck: true, types: [],
  target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
};
const host = ts.createCompilerHost(options);
const { fileExists, readFile, getSourceFile } = host;
host.fileExists = name => sources.has(name) || fileExists(name);
host.readFile = name => sources.get(name)?.text ?? readFile(name);
host.getSourceFile = (name, version, ...rest) =>
  sources.has(name) ? ts.createSourceFile(name, sources.get(name).text, version) : getSourceFile(name, version, ...rest);

const problems = ts.getPreEmitDiagnostics(ts.createProgram([...sources.keys()], options, host));
for (const { file, start, messageText } of problems) {
  const at = sources.get(file?.fileName);
  const line = at ? `: ${at.text.slice(start).split('\n', 1)[0].trim()}` : '';
  console.error(`${at?.where ?? file?.fileName ?? ''}${line}\n  ${ts.flattenDiagnosticMessageText(messageText, '\n  ')}\n`);
}
console.log(`${sources.size} parts of ${boards.slice(boards.indexOf('dashboards'))}: ${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
