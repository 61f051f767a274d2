// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { createRageCounter, mayRage } from "../../src/signals/rage.js";

/** Clicks as [x, y, milliseconds]; the answer tells at which of them it was rage. */
function play(...clicks: [number, number, number][]): boolean[] {
  const counter = createRageCounter();
  return clicks.map(([x, y, at]) => counter.click({ x, y, at }));
}

describe("rage", () => {
  it("is three clicks, each within a second and 30 px of the one before", () => {
    expect(play([0, 0, 0], [10, 0, 400], [20, 10, 900])).toEqual([false, false, true]);
  });

  it.each([
    ["too slow", [0, 0, 0], [0, 0, 500], [0, 0, 1_501]],
    ["too far apart", [0, 0, 0], [0, 0, 100], [31, 0, 200]],
    ["only two", [0, 0, 0], [0, 0, 100]],
  ] as [string, ...[number, number, number][]][])("isn't when %s", (_why, ...clicks) => {
    expect(play(...clicks)).not.toContain(true);
  });

  it("begins anew after it was noticed", () => {
    const clicks = Array.from({ length: 6 }, (_, index) => [0, 0, index * 100] as const);
    expect(play(...(clicks as unknown as [number, number, number][]))).toEqual([
      false,
      false,
      true,
      false,
      false,
      true,
    ]);
  });

  it("forgets when something else happens in between", () => {
    const counter = createRageCounter();
    counter.click({ x: 0, y: 0, at: 0 });
    counter.click({ x: 0, y: 0, at: 100 });
    counter.forget();
    expect(counter.click({ x: 0, y: 0, at: 200 })).toBe(false);
  });
});

describe("a click counts", () => {
  const cases: [string, string, boolean][] = [
    ["on a button", "<button>Save</button>", true],
    ["on a link", "<a href='/x'>Invoices</a>", true],
    ["on plain text", "<p>Nothing happens here</p>", true],
    ["on a button whose name begins like a stepper's", "<button>Next steps for you</button>", true],
    ["not on plus", "<button>+</button>", false],
    ["not on minus", "<button>−</button>", false],
    ["not on an arrow", "<button>›</button>", false],
    ["not on a doubled arrow", "<button>&gt;&gt;</button>", false],
    ["not on next", "<button>Next</button>", false],
    ["not on next month", "<button>Next month</button>", false],
    ["not on previous", "<a>Previous page</a>", false],
    ["not on 次へ", "<button>次へ</button>", false],
    ["not on 前の月", "<button>前の月</button>", false],
    ["not on 翌月", "<button>翌月</button>", false],
    ["not on an icon that is named next", "<button aria-label='Next'><i></i></button>", false],
    ["not on an icon in a stepper", "<button title='Increase'><svg></svg></button>", false],
    ["not in a text field", "<input>", false],
    ["not in a text area", "<textarea></textarea>", false],
    ["not in a selection", "<select></select>", false],
    ["not in editable text", "<div contenteditable><b>word</b></div>", false],
    ["in text that was made uneditable", "<div contenteditable='false'><b>word</b></div>", true],
    ["not on a spin button", "<div role='spinbutton'>3</div>", false],
    ["not on a slider", "<div role='slider'></div>", false],
    [
      "not in a date grid",
      "<table role='grid'><tbody><tr><td><b>14</b></td></tr></tbody></table>",
      false,
    ],
    ["not in a calendar", "<div class='MuiDateCalendar-root'><b>14</b></div>", false],
    ["not in a date picker", "<div class='react-datepicker__day'>14</div>", false],
    ["not on a canvas", "<canvas></canvas>", false],
    ["not on a video", "<video></video>", false],
    ["not where the host says so", "<div data-guide-engine-ignore><b>x</b></div>", false],
    ["not on ourselves", "<guide-engine></guide-engine>", false],
  ];

  it.each(cases)("%s", (_what, html, expected) => {
    document.body.innerHTML = html;
    let element = document.body.firstElementChild as Element;
    while (element.lastElementChild) element = element.lastElementChild;
    expect(mayRage(element)).toBe(expected);
  });

  it("not in the shadow of something that is excluded", () => {
    document.body.innerHTML = "<div data-guide-engine-ignore><x-widget></x-widget></div>";
    const widget = document.querySelector("x-widget") as Element;
    const button = document.createElement("button");
    widget.attachShadow({ mode: "open" }).append(button);
    expect(mayRage(button)).toBe(false);
  });
});
