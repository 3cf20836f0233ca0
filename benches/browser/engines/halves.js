// Two of our workers side by side, each with one half of the file: the least that two would take. Bringing their ledgers
// together is not in it, and is not built.

let workers = [];

export async function init() {
  workers = [0, 1].map(() => new Worker("/engines/halves.worker.js", { type: "module" }));
}

export async function run(file) {
  const parts = await halves(file);
  await Promise.all(parts.map((part, at) => asked(workers[at], { inspect: part })));
  const start = performance.now();
  await Promise.all(workers.map((worker) => asked(worker, { read: true })));
  const ms = performance.now() - start;
  const found = [];
  for (const worker of workers) found.push(await asked(worker, { report: true })); // one after the other: two need twice the room
  const sum = (of) => found.reduce((all, one) => all + of(one), 0);
  return { ms, rows: sum(({ rows }) => rows), sum: sum(({ sum }) => sum) };
}

/** Cut behind a line in the middle; the second half gets the header too. No field of the files measured holds a line end. */
async function halves(file) {
  const behindLine = async (from) => from + (await file.slice(from, from + 65536).text()).indexOf("\n") + 1;
  const [header, middle] = [await behindLine(0), await behindLine(Math.floor(file.size / 2))];
  return [file.slice(0, middle), new Blob([file.slice(0, header), file.slice(middle)])].map((part) => new File([part], file.name));
}

const asked = (worker, question) =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data));
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(question);
  });
