/** On a narrow screen tabs scroll sideways; the one that is open must be in sight. */

export function mountTabs() {
  for (const tabs of document.querySelectorAll(".tabs")) {
    const open = tabs.querySelector("[aria-current]");
    if (!(open instanceof HTMLElement)) continue;
    tabs.scrollLeft = open.offsetLeft - (tabs.clientWidth - open.offsetWidth) / 2;
  }
}
