// 等待、未采用的行、设置和隐私说明。

import type { Formats } from "./formats.ts";
import type { PanelsWords } from "./panels.en.ts";
import { sentence, strong } from "./sentence.ts";

export const panels = (f: Formats): PanelsWords => {
  const names = (list: string[]): string => (list.length > 3 ? ` ${f.count(list.length)} 个文件` : ` ${list.join("、")}`);
  return {
    progress: {
      opening: (list) => `正在打开${names(list)}`,
      running: (list) => `正在分析${names(list)}`,
      phases: {
        inspect: "查看文件",
        read: "逐行读取",
        group: "按客户汇总购买",
        model: "估算未来价值",
        write: "整理结果",
      },
      percent: (share) => f.percent(share),
      status: (phase, share) => (share === null ? phase : `${phase}：${f.percent(share)}`),
      cancel: "停止",
      cancelHint: "立即停止，文件和设置都会保留。",
    },

    skipped: {
      title: "采用与未采用的行",
      summary: (used, total) =>
        used === total
          ? sentence`${strong(`全部 ${f.count(total)} 行`)}都已采用。`
          : sentence`共 ${f.count(total)} 行，采用 ${strong(`${f.count(used)} 行`)}，未采用 ${strong(`${f.count(total - used)} 行`)}。每一行都只计一次。`,
      blank: (n) => `另有 ${f.count(n)} 个空行已忽略。`,
      reason: "原因",
      rows: "行数",
      share: "占比",
      first: "未采用的前几行",
      shown: (n, total) => `共 ${f.count(total)} 行，显示 ${f.count(n)} 行；下载文件里是全部。`,
      file: "文件",
      line: "行号",
      text: "原文",
      more: (n) => `再显示 ${f.count(n)} 行`,
      all: "全部原因",
      download: "下载未采用的行（CSV）",
      clean: "下载整理后的表格（CSV）",
      cleanHint: "读到的整张表：首行是列名，UTF-8 编码，其他工具可直接使用。",
      change: "修改列设置",
      notes: "补充说明",
      saving: "正在生成文件……",
    },

    settings: {
      title: "设置",
      explain: "修改立即生效，不会重新读取文件。",
      horizon: "预测未来",
      horizonHint: "从文件最后一天起，预期购买和价值计算到这么多天之后。",
      discount: "年折现率",
      discountHint: "明年的钱不如今天的钱值钱，常用 10%。",
      margin: "毛利率",
      marginHint: "售价扣除商品成本后剩下的比例。填 100% 时，价值指收入而不是利润。",
      lapse: "多久算流失",
      lapseHint: (days) => (days === null ? "连续多少天没有购买算流失。留空则按您数据中的购买节奏推算。" : `连续多少天没有购买算流失。留空则按您的数据推算（目前为 ${f.count(days)} 天）。`),
      holdout: "检验预测的起始日",
      holdoutHint: "这一天之后的购买先不给模型看，再用来核对预测。留空则由数据决定。",
      model: "预测模型",
      modelHint: "每个模型都要预测先没给它看的购买，预测最准的那个会被采用。",
      modelAuto: "检验中表现最好的（推荐）",
      days: "天",
      perYear: "% / 年",
      ofPrice: "%（占售价）",
      between: (low, high) => `请填 ${f.count(low)} 到 ${f.count(high)} 之间的数。`,
      reset: "恢复默认",
      busy: "正在重新计算……",
    },

    privacy: {
      title: "数据不会离开这台电脑",
      lead: "您不必轻信，可以自己验证。",
      offline: {
        title: "断网试一试",
        text: "断开网络，再拖入文件，一切照常，因为整个程序都在这个页面里。之后也不会补发：关闭页面，内容就全部清空。",
      },
      policy: {
        title: "查看安全策略",
        text: "下面的规则写在页面源代码的开头（右键，查看网页源代码），由浏览器强制执行，页面里的程序无法解除。其中 connect-src 'none' 禁止一切网络连接。",
        none: "这份页面没有安全策略，可能来自开发环境，请不要用于客户数据。",
        rules: {
          "default-src": "除下列允许的以外，什么都不能加载",
          "script-src": "只运行本页面自带的程序，以指纹识别",
          "style-src": "只使用本页面自带的样式，以指纹识别",
          "worker-src": "计算在页面旁边进行，遵守同样的规则",
          "connect-src": "不允许任何网络连接",
          "img-src": "只能显示页面自己画的图",
          "form-action": "不允许提交表单",
          "base-uri": "页面里的地址不能被改写",
          "frame-src": "页面里不能嵌入其他网页",
          "child-src": "页面里不能嵌入其他网页",
          "object-src": "不允许插件",
          "font-src": "不加载字体",
          "require-trusted-types-for": "您文件里的文字永远不会变成程序",
          "trusted-types": "唯一的例外是页面自带的两个程序，以指纹核对",
        },
      },
      kept: {
        title: "保存了什么，在哪里",
        what: "内容",
        where: "位置",
        file: "您的文件和全部结果",
        fileWhere: "只在这个标签页的内存里，关闭即清空",
        settings: "语言、外观、视图",
        settingsWhere: "在网址的 # 之后（浏览器不会发送这一部分）",
        layouts: "您手动设置过的列含义",
        layoutsWhere: (n) => (n === 0 ? "目前没有" : `在本机：${f.count(n)} 种表头，只记列的位置，不含名称和数值`),
        refused: "没有：这个浏览器不允许页面保存任何内容",
        saved: "您下载或打印的内容",
        savedWhere: "在您保存的位置",
        cookies: "Cookie、账号、统计",
        cookiesWhere: "没有",
      },
      hash: {
        title: "核对指纹",
        computing: "正在计算……",
        text: "这是本页面源代码的 SHA-256，应与发布时公布的一致。",
        how: "想自己核对，可在保存的文件上运行以下任一命令：",
        unreadable: "浏览器不允许页面在这里读取自己的源代码，所以页面算不出自己的指纹。您的电脑可以，在文件上运行以下任一命令即可：",
        commands: ["sha256sum regulars.html", "shasum -a 256 regulars.html", "certutil -hashfile regulars.html SHA256"],
      },
      limits: {
        title: "策略管不到的地方",
        text: "安全策略管不了页面跳转和弹出窗口，所以您看到的一切都运行在一个不能跳转、不能弹窗的框架里，它的限制同样写在源代码中。浏览器之间的直接连接也不受策略约束，因此在最开始就已移除。随源代码附带的测试会逐一尝试每一种外发途径。",
      },
      forget: "立即清除全部内容",
      forgetHint: "关闭文件，清空内存，并删除记住的列设置。",
      forgotten: "已全部清除。",
    },
  };
};
