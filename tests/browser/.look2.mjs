import { launch, open, serve, drop, out } from "./door.mjs";
const b = await launch(); const s = await serve();
const { page, frame, problems, close } = await open(b, "from a server", s);
page.on("console", m => console.log(m.text())); page.on("worker", w => console.log("worker", w.url()));
console.log(page.workers().length);
await drop(frame, process.argv[2]);
for (let i = 0; i < 6; i++) { await page.waitForTimeout(1500); console.log(page.workers().map(w => w.url()), (await frame.evaluate(() => document.body.innerText)).slice(60,200).replace(/\n/g," ")); }
for (const w of page.workers()) console.log(await w.evaluate(() => [typeof onmessage, performance.now()]).catch(String));
console.log(problems);
await b.close(); await s.close();
