// Invoices and customers of the signed-in company, from Kanjo's server.

export async function loadLedger() {
  return (await fetch("/api/ledger")).json();
}

/** Save a draft. Resolves to {invoice} or, when the form is wrong, {fields}. */
export async function createInvoice(form) {
  const answer = await post("/api/invoices", form);
  const body = await answer.json();
  return answer.ok ? { invoice: body } : { fields: body.fields };
}

export async function sendInvoice(number) {
  return (await post(`/api/invoices/${encodeURIComponent(number)}/send`, {})).json();
}

function post(path, body) {
  return fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}
