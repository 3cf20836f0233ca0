// A form tool with records in the shape of JianDaoYun's API (fields are called _widget_…), which hands them to the frame and
// writes each member's group back into its records, after the user has allowed it. No key, no server.

const FIELDS = { member: "_widget_1700000000001", day: "_widget_1700000000002", paid: "_widget_1700000000003", group: "_widget_1700000000009" };
const NAMES = ["王芳", "李强", "张伟", "刘洋", "陈静", "杨帆", "赵磊", "黄敏", "周杰", "吴桐"];

const records = Array.from({ length: 90 }, (_, i) => record(NAMES[(i + (i >> 3)) % NAMES.length], new Date(Date.UTC(2024, 0, 3 + i * 2)), 60 + ((i * 17) % 240)));

function record(member, day, paid) {
  return {
    _id: crypto.randomUUID().replaceAll("-", "").slice(0, 24),
    appId: "app", entryId: "orders",
    creator: { _id: "u1", name: "店长", username: "manager" },
    createTime: day.toISOString(), updateTime: day.toISOString(),
    [FIELDS.member]: member, [FIELDS.day]: day.toISOString(), [FIELDS.paid]: paid,
  };
}

function draw() {
  const cells = (one) => [one[FIELDS.member], one[FIELDS.day].slice(0, 10), one[FIELDS.paid], one[FIELDS.group] ?? ""];
  document.querySelector("tbody").replaceChildren(...records.map((one) => {
    const line = document.createElement("tr");
    line.append(...cells(one).map((text) => Object.assign(document.createElement("td"), { textContent: text })));
    return line;
  }));
}

document.getElementById("form").onsubmit = (event) => {
  event.preventDefault();
  const { member, day, paid } = Object.fromEntries(new FormData(event.target));
  records.unshift(record(member, new Date(`${day}T00:00:00Z`), Number(paid)));
  draw();
};

// ---- the frame -------------------------------------------------------------------------------------------------------

const frame = document.getElementById("regulars");
frame.src = `regulars.html?host=${encodeURIComponent(location.origin)}#lang=zh-CN`;
let port;
let next = 1;
const waiting = new Map();

/** Asks the frame; resolves with its answer. */
function ask(message) {
  const id = next++;
  port.postMessage({ app: "regulars", v: 1, id, ...message });
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

addEventListener("message", ({ source, data }) => {
  // Only our own frame, only its first word: after it everything goes through a port that nobody else holds.
  if (source !== frame.contentWindow || port || data?.app !== "regulars" || data.type !== "ready") return;
  const channel = new MessageChannel();
  port = channel.port1;
  port.onmessage = ({ data: answer }) => {
    if (answer.type === "ready") document.getElementById("send").disabled = false;
    const asked = waiting.get(answer.id);
    if (!asked || answer.type === "progress" || answer.type === "issues") return;
    waiting.delete(answer.id);
    if (answer.type === "error") asked.reject(new Error(answer.code));
    else asked.resolve(answer);
  };
  frame.contentWindow.postMessage({ app: "regulars", v: 1, type: "hello" }, "*", [channel.port2]);
});

document.getElementById("send").onclick = async () => {
  const said = document.getElementById("said");
  try {
    await ask({ type: "load", name: "会员订单", rows: records, mapping: { customer: FIELDS.member, date: FIELDS.day, amount: FIELDS.paid } });
    // The user is asked in the frame before a single name comes back.
    const { content } = await ask({ type: "get", what: "customers" });
    const groups = new Map(content.columns.customer.map((customer, i) => [customer, content.columns.lifecycle[i]]));
    for (const one of records) one[FIELDS.group] = groups.get(one[FIELDS.member]);
    draw();
    said.textContent = `${groups.size} 位会员已分类`;
  } catch (error) {
    said.textContent = error.message;
  }
};

draw();
