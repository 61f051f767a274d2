// What a host app does: it signs its user in, and keeps what the engine reports.
const { service, key } = document.currentScript.dataset;
window.seen = [];
GuideEngine.on("*", (event) => window.seen.push(event.type));
GuideEngine.init({ key, url: service });
const user = new URLSearchParams(location.search).get("user") ?? "ann";
if (user !== "nobody") GuideEngine.identify(user, { plan: "pro" });
window.go = (path) => history.pushState({}, "", path);
