/** Offers the values that people really have, once somebody wants to type one. */

let lists = 0;

/** @param {HTMLInputElement} input @param {string} fact */
export function offerValues(input, fact) {
  input.addEventListener(
    "focus",
    async () => {
      try {
        const answer = await fetch(`/people/values?fact=${encodeURIComponent(fact)}`, {
          headers: { Accept: "application/json" },
        });
        if (answer.ok && input.isConnected) attach(input, (await answer.json()).values);
      } catch {
        // Only a courtesy: without it the value is typed.
      }
    },
    { once: true },
  );
}

/** @param {HTMLInputElement} input @param {string[]} values */
function attach(input, values) {
  if (!values.length) return;
  const list = document.createElement("datalist");
  lists += 1;
  list.id = `rule-values-${lists}`;
  list.append(...values.map((value) => new Option(value, value)));
  input.after(list);
  input.setAttribute("list", list.id);
}
