// 首屏。

import type { Landing } from "./landing.en.ts";

export const landing = (): Landing => ({
  promise: "看清您的客户是谁，每一类该怎么经营。",
  how: "放入一份订单导出文件，熟客会把客户分成几类，估算每一类未来一年的价值，并给出下一步该做什么。全部计算都在您自己的电脑上完成。",
  drop: {
    title: "把订单文件拖到这里",
    button: "选择文件",
    or: "也可以直接粘贴从表格中复制的内容",
    anywhere: "松开即可打开",
    formats: "支持 CSV、TSV、Excel、zip、gz，来自任何网店、收银系统或表单工具；可一次放入多个文件。",
    needs: "需要三项内容：谁买的、哪天买的、花了多少钱。",
    pasted: "粘贴的表格.csv",
  },
  samples: {
    title: "手边没有文件？先用示例试试：",
    shop: "服装店两年订单",
    messy: "一份杂乱的导出",
  },
  privacy: {
    claim: "文件不会离开这台电脑。本页面无法发送任何数据：它的安全策略写在源代码里，禁止一切外发。",
    panel: "如何验证？",
  },
});
