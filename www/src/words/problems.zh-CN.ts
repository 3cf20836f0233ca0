// 出了什么问题、在哪里、该怎么办。不责怪任何人。

import { num, str } from "./by-id.ts";
import type { Formats } from "./formats.ts";
import type { ProblemsWords } from "./problems.en.ts";

type Named = Parameters<typeof str>[0];

export const problems = (f: Formats): ProblemsWords => {
  const file = (facts: Named): string => (str(facts, "file") ? `文件 ${str(facts, "file")} ` : "这个文件");
  const inFile = (facts: Named): string => (str(facts, "file") ? `${str(facts, "file")} 里` : "");
  const onLine = (facts: Named): string => (num(facts, "line") > 0 ? `第 ${f.count(num(facts, "line"))} 行` : "");
  const kinds: Record<string, string> = {
    png: "图片（PNG）", jpeg: "图片（JPEG）", gif: "图片（GIF）", webp: "图片（WebP）", tiff: "图片（TIFF）", bmp: "图片（BMP）", svg: "矢量图（SVG）",
    pdf: " PDF 文档", postscript: " PostScript 文档", rtf: "文本文档（RTF）", html: "网页", xml: " XML 文件", mhtml: "保存的网页", json: "没有记录的 JSON 文件", sql: "没有数据行的 SQL 脚本",
    video: "视频", audio: "音频", font: "字体", program: "程序", sqlite: " SQLite 数据库", access: " Access 数据库", parquet: " Parquet 文件", orc: " ORC 文件",
    avro: " Avro 文件", arrow: " Arrow 文件", hdf5: " HDF5 文件", spss: " SPSS 文件", "7z": " 7z 压缩包", rar: " RAR 压缩包", xz: " xz 压缩包", bzip2: " bzip2 压缩包",
    zstd: " Zstandard 压缩包", lz4: " LZ4 压缩包", tar: " tar 包", zip: " zip 压缩包", gzip: " gz 压缩包", workbook: "工作簿", docx: " Word 文档", pptx: "演示文稿",
    odt: "文本文档（ODT）", numbers: " Numbers 文档", binary: "二进制数据",
  };
  const archives = ["7z", "rar", "xz", "bzip2", "zstd", "lz4", "tar"];
  const kind = (facts: Named): string | undefined => (Object.hasOwn(kinds, str(facts, "kind")) ? kinds[str(facts, "kind")] : undefined);
  const asCsv = "请用表格软件打开，另存为 CSV 或 Excel 工作簿（.xlsx），再拖入新文件。";
  return {
    byId: {
      empty_file: (facts) => ({ what: `${file(facts)}是空的。`, todo: "请重新导出，并确认文件大小不为零。" }),
      no_data_rows: (facts) => ({ what: `${file(facts)}只有列名，没有数据。`, todo: "请检查导出时的时间范围或筛选条件，再重新导出。" }),
      no_table: () => ({ what: "放入的内容里没有表格。", todo: "请把订单导出为 CSV 或 Excel，再拖入那份文件。" }),
      not_a_table: (facts) => ({
        what: kind(facts) === undefined ? `${file(facts)}不是表格。` : `${file(facts)}其实是${kind(facts)}，不是表格。`,
        todo: archives.includes(str(facts, "kind")) ? "请解压后拖入里面的文件，或改用 zip 压缩。" : "请把订单导出为 CSV 或 Excel，再拖入那份文件。",
      }),
      nested_container: (facts) => ({ what: `${file(facts)}是套在压缩包里的压缩包。`, todo: "请先解压一层，再拖入里面的文件。" }),
      damaged_archive: (facts) => ({ what: `${file(facts)}已损坏，无法解压。`, todo: "请重新下载或导出。" }),
      truncated_archive: (facts) => ({ what: `${file(facts)}不完整，后半部分缺失。`, todo: "可能是下载中断，请重新下载或导出。" }),
      archive_bomb: (facts) => ({ what: `${file(facts)}解压后会远远大于它的体积，因此没有解压。`, todo: "如果您信任这个文件，请自行解压后拖入里面的内容。" }),
      xml_bomb: (facts) => ({ what: `${file(facts)}里有会无限膨胀的定义，因此没有打开。`, todo: asCsv }),
      damaged_workbook: (facts) => ({ what: `${file(facts)}是工作簿，但已损坏。`, todo: asCsv }),
      encrypted_workbook: (facts) => ({ what: `${file(facts)}设有密码。`, todo: "请用密码打开，另存一份不带密码的副本，再拖入副本。" }),
      unsupported_workbook: (facts) => ({ what: `${file(facts)}这种工作簿${str(facts, "kind") && `（${str(facts, "kind")}）`}这里无法读取。`, todo: asCsv }),
      encrypted_archive: (facts) => ({ what: `${file(facts)}是设有密码的压缩包。`, todo: "请用密码解压，再拖入其中的文件。" }),
      unsupported_archive: (facts) => ({ what: `${file(facts)}的压缩方式这里无法读取。`, todo: "请先解压再拖入其中的文件，或重新压缩为普通 zip。" }),
      damaged_json: (facts) => ({ what: `${file(facts)}${onLine(facts) && `在${onLine(facts)}`}不符合 JSON 格式。`, todo: "请重新导出，或导出为 CSV。" }),
      out_of_memory: () => ({ what: "浏览器给网页的内存已经用完，屏幕上的内容不受影响。", todo: "请关闭其他标签页后重试，或按年份拆分文件。" }),
      unknown_encoding: (facts) => ({ what: `这里不认识“${str(facts, "text")}”这种编码。`, todo: "请在“文件的打开方式”里换一种编码。" }),
      no_customer_column: (facts) => ({
        what: `${inFile(facts)}没有哪一列表示购买人。`,
        todo: "要认识客户，每行需要有客户编号、邮箱、手机号或姓名。请在下方指定这一列，或在导出时加上；有些平台的导出不含买家信息。订单号不能当作客户。",
      }),
      one_row_per_customer: (facts) => ({
        what: `${file(facts)}每位客户只有一行${str(facts, "columns") && `（${str(facts, "columns")}）`}，而不是每次购买一行。`,
        todo:
          str(facts, "contractual") === "true"
            ? "这看起来是订阅或合同客户表：客户以终止合同的方式离开，购买模型无法反映。若有在网期数和是否流失两列，可推算客户能留多久。要了解谁会回购，请拖入逐笔的订单或付款记录，每行含日期和金额。"
            : "要了解谁会回购，请拖入背后的订单明细：每笔订单或每件商品一行，含客户、日期和金额。",
      }),
      no_date_column: (facts) => ({ what: `${inFile(facts)}没有哪一列表示购买日期。`, todo: "请在下方指定日期列，或在导出时加上下单日期。" }),
      dates_without_day: (facts) => ({ what: `${inFile(facts)}“${str(facts, "column")}”列只到月份，没有日期。`, todo: "请在导出时带上每笔购买的日期，或在下方指定另一个日期列。" }),
      dates_without_year: (facts) => ({ what: `${inFile(facts)}“${str(facts, "column")}”列的日期没有年份。`, todo: "请在导出时带上年份，或在下方指定另一个日期列。" }),
      no_amount_column: (facts) => ({ what: `${inFile(facts)}没有哪一列表示付款金额。`, todo: "请在下方指定金额，或指定数量和单价，也可以在导出时加上订单金额。" }),
      no_usable_row: (facts) => ({
        what: `${inFile(facts)}${num(facts, "rows") > 0 ? `共 ${f.count(num(facts, "rows"))} 行，` : ""}没有一行可以使用。`,
        todo: "原因见下方，请检查客户、日期和金额这几列。",
      }),
      no_such_column: (facts) => ({ what: `这张表里没有第 ${f.count(num(facts, "column") + 1)} 列。`, todo: "请重新指定各列。" }),
      file_unreadable: (facts) => ({ what: `${file(facts)}没能读到结尾：可能被移动或修改，可能是文件夹，也可能所在的磁盘没有响应。`, todo: "请复制到本机，再拖入副本。" }),
      not_inspected: () => ({ what: "页面中已没有这份文件。", todo: "请重新拖入。" }),
      nothing_loaded: () => ({ what: "还没有打开文件。", todo: "请拖入一份文件，或先用示例试试。" }),
      unknown_export: (facts) => ({ what: `本页面无法导出“${str(facts, "text")}”。`, todo: "请选择其他下载项。" }),
      bad_summary: (facts) => ({ what: `${onLine(facts)}的汇总不成立：${str(facts, "text")}。`, todo: "x、t_x、T 须满足 0 ≤ t_x ≤ T，customers 不小于 0；bg-bb 还须都是整数且 x ≤ t_x。" }),
      no_spends: () => ({ what: "没有大于零的金额，无法推算消费水平。", todo: "请检查金额列。" }),
      bad_option: (facts) => ({ what: `有一项设置无法使用${str(facts, "text") && `：${str(facts, "text")}`}。`, todo: "请在“设置”里修改，或恢复默认。" }),
      summaries_lengths: () => ({ what: "汇总数据各列长度不一致。", todo: "请检查文件后重试。" }),
      unknown_model: (facts) => ({ what: `没有名为“${str(facts, "text")}”的模型。`, todo: "请从 bg-nbd、mbg-nbd、pareto-nbd、bg-cnbd-k、mbg-cnbd-k、nbd、bg-bb、gamma-gamma 中选择；合同客户用 sbg 或 bdw。" }),
      bad_tenure: (facts) => ({ what: `${onLine(facts)}的在网期数不成立${str(facts, "text") && `：${str(facts, "text")}`}。`, todo: "期数须为 0 至 10,000 的整数；存活表须从第 0 期起逐期列出，且人数不增。" }),
      bad_parameters: () => ({ what: "该模型不能使用这些参数。", todo: "请按顺序给出全部参数，且每个都大于 0。" }),
      bad_horizon: () => ({ what: "预测期必须是不小于 0 的数。", todo: "请检查预测期；bg-bb 的预测期是整数次机会。" }),
      no_customers: () => ({ what: "汇总数据中没有客户。", todo: "请检查文件后重试。" }),
      cancelled: () => ({ what: "已按您的要求停止。", todo: "没有任何改动。" }),
      worker_died: () => ({ what: "计算意外中断，多半是内存不足。新的计算进程已就绪，您的设置都还在。", todo: "请再试一次。如果仍然中断，请关闭其他标签页，或按年份拆分文件。" }),
      paste_not_a_table: () => ({ what: "粘贴的内容不是表格。", todo: "请在表格软件中连同列名复制至少两行，再粘贴。" }),
    },
    unknown: (code, text) => ({
      what: `出现了页面无法描述的问题（${code}${text && `：${text}`}）。`,
      todo: "您的文件没有任何改动。请再试一次，或换一份导出文件。",
    }),
    place: (fileName, line, column) =>
      [fileName, line === null ? null : `第 ${f.count(line)} 行`, column === null ? null : `“${column}”列`].filter((part) => part !== null).join("，"),
    found: (text) => `该处内容：${text}`,
    dismiss: "关闭这条消息",
  };
};
