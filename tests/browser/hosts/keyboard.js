// A visual viewport that a test can make smaller, as the keyboard of a phone does.
(() => {
  const real = window.visualViewport;
  const fake = new EventTarget();
  const facts = { offsetLeft: 0, offsetTop: 0, pageLeft: 0, pageTop: 0, scale: 1 };
  let cut = 0;
  for (const name in facts) Object.defineProperty(fake, name, { get: () => facts[name] });
  Object.defineProperty(fake, "width", { get: () => real.width });
  Object.defineProperty(fake, "height", { get: () => real.height - cut });
  Object.defineProperty(window, "visualViewport", { value: fake, configurable: true });
  window.keyboard = (height, scrolled = 0) => {
    cut = height;
    facts.offsetTop = scrolled;
    fake.dispatchEvent(new Event("resize"));
    fake.dispatchEvent(new Event("scroll"));
  };
  window.focusNews = [];
  for (const type of ["focus", "blur"]) {
    addEventListener(type, (event) => window.focusNews.push(`${type} ${event.target.id ?? ""}`), true);
  }
})();
