// What careless scripts do to a page before anybody else runs.
Object.freeze(Object.prototype);
Object.freeze(Array.prototype);
Object.freeze(Function.prototype);
Object.seal(Element.prototype);
Object.freeze(JSON);
Object.freeze(Promise.prototype);
console.warn = () => { throw new Error("patched console"); };
window.requestIdleCallback = undefined;
