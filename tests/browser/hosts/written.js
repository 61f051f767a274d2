document.querySelector("#rewrite").addEventListener("click", () => {
  // By hand: a policy with Trusted Types lets no string through document.write.
  document.open();
  document.close();
  const html = document.documentElement ?? document.appendChild(document.createElement("html"));
  const body = document.body ?? html.appendChild(document.createElement("body"));
  const button = document.createElement("button");
  button.id = "new";
  button.textContent = "New invoice";
  body.append(button);
});
