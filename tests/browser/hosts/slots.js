class SlotBox extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: "open" });
    const box = document.createElement("div");
    box.style.transform = "translate(60px, 10px)";
    box.append(document.createElement("slot"));
    root.append(box);
  }
}
customElements.define("slot-box", SlotBox);
