// Makes room for another instance, as a page does that embeds two widgets with the SDK in them.
window.__first = window.GuideEngine;
delete window.GuideEngine;
