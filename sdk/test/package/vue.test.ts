// @vitest-environment happy-dom
import { expect, test, vi } from "vitest";
import { createApp, h, nextTick, ref } from "vue";
import { guideEngine, onGuideEvent, useGuideCompany, useGuideUser } from "../../bindings/vue.js";
import { GuideEngine } from "../../src/entry/npm.js";

test("connects, follows the user, and lets go when it is unmounted", async () => {
  const init = vi.spyOn(GuideEngine, "init").mockReturnValue();
  const identify = vi.spyOn(GuideEngine, "identify").mockReturnValue();
  const group = vi.spyOn(GuideEngine, "group").mockReturnValue();
  const destroy = vi.spyOn(GuideEngine, "destroy").mockReturnValue();
  const off = vi.fn();
  vi.spyOn(GuideEngine, "on").mockReturnValue(off);
  const user = ref<{ id: string; plan: string } | null>(null);
  const app = createApp({
    setup() {
      useGuideUser(
        () => user.value,
        () => "a-token",
      );
      useGuideCompany(() => ({ id: "acme", ltv: 5 }));
      onGuideEvent("guide_completed", () => {});
      return () => h("p", "app");
    },
  });
  app.use(guideEngine, { key: "pk_1", url: "https://guides.example.com" });
  app.mount(document.createElement("div"));
  expect(init).toHaveBeenCalledWith({ key: "pk_1", url: "https://guides.example.com" });
  expect(group).toHaveBeenCalledWith("acme", { ltv: 5 });
  expect(identify).not.toHaveBeenCalled();
  user.value = { id: "ann", plan: "pro" };
  await nextTick();
  expect(identify).toHaveBeenCalledWith("ann", { plan: "pro" }, { token: "a-token" });
  app.unmount();
  expect(off).toHaveBeenCalledOnce();
  expect(destroy).toHaveBeenCalledOnce();
});
