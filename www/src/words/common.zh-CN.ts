// 每个画面都会出现的文字。

import type { Common } from "./common.en.ts";
import type { Formats } from "./formats.ts";

export const common = (f: Formats): Common => ({
  brand: "熟客",
  brandOther: "Regulars",
  title: "熟客 Regulars：认识您的客户，留住他们",
  skipLink: "跳到正文",
  menu: {
    title: "菜单",
    newFile: "换一份文件",
    forget: "清除全部内容",
    settings: "设置",
    privacy: "隐私：如何验证",
    print: "打印",
  },
  language: { switchTo: "English", switchToLabel: "Switch to English" },
  theme: { title: "外观", auto: "跟随系统", light: "浅色", dark: "深色" },
  close: "关闭",
  rowsUsed: (used, total) => `共 ${f.count(total)} 行，采用 ${f.count(used)} 行`,
});
