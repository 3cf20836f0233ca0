// Every state a user can meet, as steps from the landing; pictures and accessibility checks walk through the same list.

import { look, run, WAIT } from "./door.mjs";

const file = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

/** Subscriptions: of 240 members 20 leave in each of six months. */
export const MEMBERS = file(
  "members.csv",
  `member,tenure,churned\n${Array.from({ length: 240 }, (_, i) => `M${1000 + i},${i < 120 ? 1 + (i % 6) : 6},${i < 120 ? "yes" : "no"}`).join("\n")}\n`,
);

const toResult = async (frame, sample = 0) => {
  await frame.locator(".samples button").nth(sample).click();
  await run(frame);
};

/** Name → what to do in the page to get there. */
export const STATES = {
  landing: async () => undefined,
  refusal: async (frame) => {
    await look(frame, file("nobody.csv", "date,amount\n2024-01-05,10.50\n2024-02-05,1.50\n"));
    await frame.locator(".problem").first().waitFor({ timeout: WAIT });
  },
  contracts: async (frame) => {
    await look(frame, MEMBERS);
    await frame.locator(".contracts svg").waitFor({ timeout: WAIT });
  },
  mapping: async (frame) => {
    await look(frame, file("orders.csv", "who,when,total,state\nann,03/04/2024,10.50,paid\nbob,05/06/2024,3,paid\nann,07/08/2024,8,cancelled\n"));
    await frame.locator(".mapping .button.main").waitFor({ timeout: WAIT });
  },
  "mapping, all open": async (frame) => {
    await STATES.mapping(frame);
    await frame.locator(".layout summary").click();
  },
  privacy: async (frame) => {
    await frame.locator(".claim .link").click();
    await frame.locator(".privacy .policy").waitFor();
  },
  menu: async (frame) => {
    await frame.locator(".menu .tool").last().click();
    await frame.locator(".menu-list").waitFor();
  },
  settings: async (frame) => {
    await STATES.mapping(frame);
    await frame.locator(".menu .tool").last().click();
    await frame.locator(".menu-list button").nth(1).click();
    await frame.locator(".settings").waitFor();
  },
  result: toResult,
  "strategy open": async (frame) => {
    await toResult(frame);
    await frame.locator('[data-part="groups"] [aria-expanded]').first().click();
  },
  "rows not used": async (frame) => {
    await toResult(frame, 1);
    const opener = frame.locator('[aria-controls="rows-panel"]').first();
    if (await opener.count()) await opener.click();
  },
};
