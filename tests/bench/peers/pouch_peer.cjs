// Two databases of PouchDB and express-pouchdb, for comparison: pouch_peer.cjs FOLDER, with NODE_PATH where they are.
//
// Says "ready". Then each line of standard input is a number: so many fresh documents are put into the first database,
// which is not timed; it replicates to the server, and the server to the second one, live, so that both happen at once.
// Answers {"push_ms": …, "pull_ms": …}: until the server has them, and from then on until the second one has.
// "end" ends it. Both are npm's packages as they are; the server is a process of its own.

const { fork } = require('node:child_process');
const { randomUUID } = require('node:crypto');
const path = require('node:path');
const readline = require('node:readline');

const [folder, as] = process.argv.slice(2);
if (as === 'server') {
  serve();
} else {
  drive();
}

function serve() {
  const PouchDB = require('pouchdb').defaults({ prefix: path.join(folder, 'server') + path.sep });
  const app = require('express')();
  const settings = { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: path.join(folder, 'log.txt') };
  app.use(require('express-pouchdb')(PouchDB, settings));
  const listener = app.listen(0, '127.0.0.1', () => process.send(listener.address().port));
  process.on('disconnect', () => process.exit(0));
}

async function drive() {
  require('node:fs').mkdirSync(path.join(folder, 'server'), { recursive: true });
  const server = fork(__filename, [folder, 'server'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const port = await new Promise((resolve) => server.once('message', resolve));
  const PouchDB = require('pouchdb');
  const [first, second] = ['first', 'second'].map((name) => new PouchDB(path.join(folder, name)));
  const remote = new PouchDB(`http://127.0.0.1:${port}/records`);
  await remote.info();
  console.log('ready');
  let made = 0;
  for await (const line of readline.createInterface({ input: process.stdin })) {
    if (line.trim() === 'end') break;
    const count = Number(line);
    await first.bulkDocs(Array.from({ length: count }, (_, nth) => observation(made + nth)));
    made += count;
    const times = count > 1 ? await live(first, remote, second, made) : await inTurn(first, remote, second);
    const came = (await second.info()).doc_count;
    if (came !== made) throw new Error(`${came} of ${made} documents came`);
    console.log(JSON.stringify(times));
  }
  await first.close();
  await second.close();
  server.disconnect();
}

// As many in a batch as our frames have.
const settings = { batch_size: 2000 };

async function inTurn(first, remote, second) {
  const began = performance.now();
  await first.replicate.to(remote, settings);
  const pushed = performance.now();
  await second.replicate.from(remote, settings);
  return { push_ms: pushed - began, pull_ms: performance.now() - pushed };
}

async function live(first, remote, second, all) {
  const began = performance.now();
  const pulling = second.replicate.from(remote, { ...settings, live: true });
  const come = new Promise((resolve, reject) => {
    pulling.on('error', reject);
    pulling.on('change', async () => {
      if ((await second.info()).doc_count === all) resolve(performance.now());
    });
  });
  await first.replicate.to(remote, settings);
  const pushed = performance.now();
  const came = await come;
  pulling.cancel();
  return { push_ms: pushed - began, pull_ms: Math.max(came - pushed, 0) };
}

function observation(nth) {
  return {
    _id: randomUUID(),
    kind: nth % 4 ? 'judgement' : 'feedback',
    student: `student-${(nth * 7) % 28}`,
    outcome: `outcome-${(nth * 11) % 40}`,
    level: nth % 4,
    next_step: nth % 4 ? undefined : 'Use a quotation for each claim',
    work_at_ms: 1_790_000_000_000 + nth * 30_000,
  };
}
