// Charts are data in, SVG out: bars as long as their values, everything inside the picture, never a NaN.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { ComponentChildren, VNode } from "preact";
import { Bars } from "../src/charts/Bars.tsx";
import { Lines } from "../src/charts/Lines.tsx";
import { Matrix } from "../src/charts/Matrix.tsx";
import { Tornado } from "../src/charts/Tornado.tsx";

interface Shape {
  type: string;
  props: Record<string, unknown>;
  text: string;
}

/** All elements of a chart; the charts tested here are plain functions without state. */
function shapes(node: ComponentChildren): Shape[] {
  if (Array.isArray(node)) return node.flatMap(shapes);
  if (typeof node !== "object" || node === null) return [];
  const { type, props } = node as VNode<Record<string, unknown>>;
  const children = props["children"] as ComponentChildren;
  if (typeof type === "function") return shapes((type as (props: unknown) => ComponentChildren)(props));
  const own = typeof type === "string" ? [{ type, props, text: texts(children) }] : [];
  return [...own, ...shapes(children)];
}

const texts = (node: ComponentChildren): string => (Array.isArray(node) ? node.map(texts).join("") : typeof node === "string" || typeof node === "number" ? String(node) : "");
const text = (n: number): string => String(Math.round(n * 100) / 100);

function sound(found: readonly Shape[], width: number): void {
  for (const { type, props } of found)
    for (const [name, value] of Object.entries(props)) {
      if (name === "children") continue;
      assert.doesNotMatch(String(value), /NaN|Infinity|undefined/, `${type} ${name}`);
      if ((name === "width" || name === "height") && type === "rect") assert.ok(Number(value) >= 0, `${type} ${name} ${String(value)}`);
      if (name === "x" && type === "rect") assert.ok(Number(value) >= 0 && Number(value) <= width);
    }
}

for (const width of [320, 720]) {
  test(`bars are as high as their values at ${width} px`, () => {
    const values = [1642, 865, 519, 0, 230];
    const found = shapes(Bars({ width, items: values.map((value, i) => ({ name: String(i), value, expected: value })), axis: "axis", label: "label", format: text }));
    sound(found, width);
    const heights = found.filter(({ type }) => type === "rect").map(({ props }) => Number(props["height"]));
    assert.equal(heights.length, values.length);
    values.forEach((value, i) => assert.ok(Math.abs((heights[i] ?? 0) / (heights[0] ?? 1) - value / 1642) < 0.002));
  });

  test(`an empty and a single bar do not break at ${width} px`, () => {
    sound(shapes(Bars({ width, items: [{ name: "0", value: 0 }], axis: "a", label: "l", format: text })), width);
  });

  test(`lines stay inside and their end labels apart at ${width} px`, () => {
    const actual = Array.from({ length: 104 }, (_, i) => i * 3 + (i % 7));
    const found = shapes(Lines({ width, times: actual.map((_, i) => `w${i}`), actual, expected: actual, actualLabel: "happened", expectedLabel: "model", shadedFrom: 78, shadedLabel: "test", label: "label", format: text }));
    sound(found, width);
    const ends = found.filter(({ text: said }) => said === "happened" || said === "model").map(({ props }) => Number(props["y"]));
    assert.ok(Math.abs((ends[0] ?? 0) - (ends[1] ?? 0)) >= 14);
  });

  test(`every cell of a matrix is drawn, darker for more, at ${width} px`, () => {
    const values = [[0, 0.5, 1], [0.2, 0.3, 0.9]];
    const found = shapes(Matrix({ width, values, rowNames: ["a", "b"], columnNames: ["x", "y", "z"], rowAxis: "r", columnAxis: "c", most: 1, label: "l", format: text }));
    sound(found, width);
    const levels = found.filter(({ type }) => type === "rect").map(({ props }) => Number(String(props["class"]).slice(4)));
    assert.equal(levels.length, 6);
    const flat = values.flat();
    flat.forEach((a, i) => flat.forEach((b, j) => assert.ok(a <= b === (levels[i] ?? 0) <= (levels[j] ?? 0) || levels[i] === levels[j])));
  });

  test(`a cost points the other way in a tornado at ${width} px`, () => {
    const found = shapes(Tornado({ width, base: 100, swings: [{ name: "price", lower: 80, higher: 120 }, { name: "cost", lower: 110, higher: 90 }], label: "l", format: text }));
    sound(found, width);
    const bars = found.filter(({ type }) => type === "rect").map(({ props }) => ({ x: Number(props["x"]), kind: props["class"] }));
    assert.ok((bars[0]?.x ?? 0) < (bars[1]?.x ?? 0));
    assert.ok((bars[2]?.x ?? 0) > (bars[3]?.x ?? 0));
  });
}
