// What the sample shop sells, and names that sound right in each language.

export type SampleLang = "en" | "zh-CN";

export interface Product {
  name: Record<SampleLang, string>;
  category: Record<SampleLang, string>;
  /** Cents (分); the same figure in both languages. */
  price: number;
  /** Months (0–11) in which it is on the rail. */
  months: number[];
}

const ALL = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const COLD = [0, 1, 2, 9, 10, 11];
const WARM = [3, 4, 5, 6, 7, 8];

const TOPS = { en: "Tops", "zh-CN": "上装" };
const BOTTOMS = { en: "Trousers & skirts", "zh-CN": "下装" };
const COATS = { en: "Coats & jackets", "zh-CN": "外套" };
const REST = { en: "Accessories", "zh-CN": "配饰" };

export const PRODUCTS: readonly Product[] = [
  { name: { en: "Linen shirt", "zh-CN": "亚麻衬衫" }, category: TOPS, price: 25900, months: WARM },
  { name: { en: "Oxford shirt", "zh-CN": "牛津纺衬衫" }, category: TOPS, price: 22900, months: ALL },
  { name: { en: "T-shirt, cotton", "zh-CN": "纯棉T恤" }, category: TOPS, price: 9900, months: WARM },
  { name: { en: "Polo shirt", "zh-CN": "Polo衫" }, category: TOPS, price: 16900, months: WARM },
  { name: { en: "Merino jumper", "zh-CN": "美利奴毛衣" }, category: TOPS, price: 39900, months: COLD },
  { name: { en: "Cashmere cardigan", "zh-CN": "羊绒开衫" }, category: TOPS, price: 79900, months: COLD },
  { name: { en: "Hooded sweatshirt", "zh-CN": "连帽卫衣" }, category: TOPS, price: 26900, months: ALL },
  { name: { en: "Jeans, straight", "zh-CN": "直筒牛仔裤" }, category: BOTTOMS, price: 29900, months: ALL },
  { name: { en: "Chinos", "zh-CN": "休闲裤" }, category: BOTTOMS, price: 24900, months: ALL },
  { name: { en: "Shorts", "zh-CN": "短裤" }, category: BOTTOMS, price: 15900, months: WARM },
  { name: { en: "Midi skirt", "zh-CN": "中长裙" }, category: BOTTOMS, price: 27900, months: ALL },
  { name: { en: "Summer dress", "zh-CN": "连衣裙" }, category: BOTTOMS, price: 35900, months: WARM },
  { name: { en: "Wool coat", "zh-CN": "羊毛大衣" }, category: COATS, price: 129900, months: COLD },
  { name: { en: "Down jacket", "zh-CN": "羽绒服" }, category: COATS, price: 99900, months: COLD },
  { name: { en: "Denim jacket", "zh-CN": "牛仔外套" }, category: COATS, price: 45900, months: ALL },
  { name: { en: "Rain jacket", "zh-CN": "防雨外套" }, category: COATS, price: 52900, months: ALL },
  { name: { en: "Scarf, wool", "zh-CN": "羊毛围巾" }, category: REST, price: 14900, months: COLD },
  { name: { en: "Leather belt", "zh-CN": "皮带" }, category: REST, price: 16900, months: ALL },
  { name: { en: "Socks, 3 pairs", "zh-CN": "袜子（三双装）" }, category: REST, price: 5900, months: ALL },
  { name: { en: "Tote bag \"Sunday\"", "zh-CN": "帆布包“周日”" }, category: REST, price: 12900, months: ALL },
];

export const NAMES: Record<SampleLang, { first: string[]; between: string; last: string[] }> = {
  en: {
    first: ["Ada", "Alice", "Amir", "Anna", "Ben", "Bruno", "Carla", "Chloe", "Dan", "Elena", "Eva", "Felix", "Grace", "Hana", "Ivan", "Jack", "Jane", "Kofi", "Lena", "Leo", "Lucy", "Maria", "Max", "Mia", "Noah", "Nora", "Olga", "Omar", "Paul", "Priya", "Rosa", "Sam", "Sofia", "Tom", "Uma", "Vera", "Will", "Yara", "Zoe"],
    between: " ",
    last: ["Adams", "Baker", "Bell", "Brown", "Chan", "Clark", "Cook", "Costa", "Davis", "Evans", "Fischer", "Garcia", "Gray", "Hall", "Hughes", "Ito", "Jones", "Khan", "King", "Kowalski", "Lee", "Lopez", "Martin", "Meyer", "Moore", "Nguyen", "Novak", "O'Brien", "Okoye", "Patel", "Price", "Rossi", "Ryan", "Santos", "Scott", "Silva", "Singh", "Smith", "Stone", "Taylor", "Walker", "Weber", "White", "Wong", "Young"],
  },
  "zh-CN": {
    first: ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧"],
    between: "",
    last: ["伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "洋", "艳", "勇", "杰", "涛", "明", "超", "秀英", "霞", "平", "刚", "桂英", "文静", "子涵", "浩然", "欣怡", "雨桐", "思远", "嘉怡", "一鸣", "晓东", "梦琪", "志强", "海燕", "建国", "玉兰", "佳琪", "俊杰", "诗雨", "宇轩"],
  },
};
