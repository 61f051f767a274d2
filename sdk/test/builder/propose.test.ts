import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { append, type Kind, type Moment, type Noted } from "../../src/builder/record/moments.js";
import { pageRule, propose, withoutLast } from "../../src/builder/record/propose.js";
import { speak } from "../../src/builder/words/say.js";

function noted(name: string, kind: Kind = "control", more: Partial<Noted> = {}): Noted {
  return { key: name, fingerprint: { v: 1, name }, role: "", name, kind, submits: false, ...more };
}
const click = (on: Noted, at = 0, byKey = false): Moment => ({ type: "click", at, on, byKey });
const input = (on: Noted, at = 0): Moment => ({ type: "input", at, on });
const enter = (on: Noted, at = 0): Moment => ({ type: "enter", at, on });
const page = (path: string, at = 0, title = ""): Moment => ({ type: "page", at, path, title });

const create = noted("Create invoice");
const customer = noted("Customer", "field");
const save = noted("Save", "control", { submits: true });
const titles = (moments: Moment[]): string[] => propose(moments).map(({ title }) => title);

beforeEach(() => speak("en"));

describe("a recorded task", () => {
  it("becomes steps with titles from the names of the elements", () => {
    const steps = propose([click(create), input(customer, 2000), click(save, 4000)]);
    expect(steps).toEqual([
      {
        title: "Click «Create invoice»",
        fingerprint: create.fingerprint,
        advance: { on: "click" },
      },
      { title: "Fill in «Customer»", fingerprint: customer.fingerprint, advance: { on: "input" } },
      { title: "Click «Save»", fingerprint: save.fingerprint, advance: { on: "click" } },
    ]);
  });

  it("is told in the author's language", () => {
    speak("ja");
    expect(titles([click(noted("請求書を作成")), input(noted("取引先", "field"), 2000)])).toEqual([
      "『請求書を作成』をクリックします",
      "『取引先』を入力します",
    ]);
  });

  it("says what is done with choices, ticks and lists", () => {
    const moments = [
      click(noted("Monthly", "choice")),
      click(noted("Paid", "toggle"), 1000),
      click(noted("Terms", "select"), 2000),
      input(noted("Terms", "select"), 3000),
      click(noted(""), 5000),
    ];
    expect(titles(moments)).toEqual([
      "Choose «Monthly»",
      "Tick or clear «Paid»",
      "Choose a value for «Terms»",
      "Click here",
    ]);
  });

  it("takes a double click for one, and two clicks for two", () => {
    expect(titles([click(create), click(create, 200)])).toHaveLength(1);
    expect(titles([click(create), click(create, 5000)])).toHaveLength(2);
  });

  it("leaves out the click into a field, but not the one that opens a list of suggestions", () => {
    expect(titles([click(customer), input(customer, 900)])).toEqual(["Fill in «Customer»"]);
    expect(titles([click(customer)])).toEqual([]);
    const box = noted("Country", "field", { role: "combobox" });
    expect(titles([click(box), input(box, 900)])).toEqual(["Fill in «Country»"]);
    expect(titles([click(box), click(noted("Japan", "choice"), 900)])).toEqual([
      "Click «Country»",
      "Choose «Japan»",
    ]);
  });

  it("merges typing and Enter, and drops the press of the button that Enter brings about", () => {
    const moments = [
      input(customer),
      enter(customer, 500),
      input(customer, 501),
      click(save, 502, true),
    ];
    expect(propose(moments)).toEqual([
      {
        title: "Fill in «Customer» and press Enter",
        fingerprint: customer.fingerprint,
        advance: { on: "button" },
      },
    ]);
  });

  it("lets a form that was sent go on at the page it leads to, and a link at the click", () => {
    const sent = propose([click(save), page("/invoices/4711", 900)]);
    expect(sent[0]?.advance).toEqual({
      on: "page",
      rule: { fact: "page.path", op: "matches", value: "/invoices/*" },
    });
    expect(propose([click(create), page("/invoices/new", 900)])).toMatchObject([
      { advance: { on: "click" } },
    ]);
  });

  it("keeps the last of redirects, and names a page that nobody clicked for", () => {
    const moments = [page("/a", 0, "A"), page("/b", 50, "Invoices"), click(create, 99_000)];
    expect(propose(moments)[0]).toEqual({
      title: "Go to «Invoices»",
      fingerprint: null,
      advance: { on: "page", rule: { fact: "page.path", op: "eq", value: "/b" } },
    });
    expect(titles([click(create), page("/late", 60_000)])).toEqual([
      "Click «Create invoice»",
      "Go to «/late»",
    ]);
  });
});

describe("the rule of a page", () => {
  it("lets numbers and keys stand for any, and keeps words", () => {
    expect(pageRule("/v2/projects").op).toBe("eq");
    expect(pageRule("/projects/8f14e45fceea167a/edit").value).toBe("/projects/*/edit");
    expect(pageRule("/設定")).toEqual({ fact: "page.path", op: "eq", value: "/設定" });
  });

  it("reads routes that are kept in the hash", () => {
    expect(pageRule("/app#/orders/12")).toEqual({
      fact: "page.hash",
      op: "matches",
      value: "#/orders/*",
    });
  });
});

describe("any task", () => {
  const kind = fc.constantFrom<Kind>("control", "choice", "toggle", "select", "field");
  const element = fc
    .tuple(fc.integer({ min: 0, max: 3 }), kind, fc.boolean())
    .map(([n, how, submits]) => noted(`${how} ${n}`, how, { submits }));
  const deed = fc.oneof(
    fc.tuple(element, fc.boolean()).map(([on, byKey]) => click(on, 0, byKey)),
    element.map((on) => input(on)),
    element.map((on) => enter(on)),
    fc.constantFrom("/", "/a", "/b/1").map((path) => page(path)),
  );
  const task = fc
    .array(fc.tuple(deed, fc.integer({ min: 0, max: 15_000 })), { maxLength: 40 })
    .map((list) => {
      let at = 0;
      return list.map(([moment, later]): Moment => {
        at += later;
        return { ...moment, at };
      });
    });

  it("only ever adds a step or refines the last one", () => {
    fc.assert(
      fc.property(task, deed, (moments, next) => {
        const before = propose(moments);
        const at = (moments.at(-1)?.at ?? 0) + 100;
        const after = propose([...moments, { ...next, at }]);
        expect(after.length - before.length).toBeLessThanOrEqual(1);
        expect(after.length).toBeGreaterThanOrEqual(before.length);
        expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
      }),
    );
  });

  it("gives the same steps however often each key stroke is heard", () => {
    fc.assert(
      fc.property(task, (moments) => {
        const twice = moments.flatMap((moment): Moment[] =>
          moment.type === "input" ? [moment, moment] : [moment],
        );
        expect(propose(twice)).toEqual(propose(moments));
        expect(propose(twice.reduce<Moment[]>(append, []))).toEqual(propose(moments));
      }),
    );
  });

  it("loses just its last step when that is dropped", () => {
    fc.assert(
      fc.property(task, (moments) => {
        expect(propose(withoutLast(moments))).toEqual(propose(moments).slice(0, -1));
      }),
    );
  });

  it("says something of every step, and points at an element or waits for a page", () => {
    fc.assert(
      fc.property(task, (moments) => {
        for (const { title, fingerprint, advance } of propose(moments)) {
          expect(title).not.toBe("");
          expect(fingerprint !== null || advance.on === "page").toBe(true);
        }
      }),
    );
  });
});
