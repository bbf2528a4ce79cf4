// The closed lists of the contract in the field's own terms; English is made from the names themselves.
import { language } from "../language.js";

const kinds = {
  revenue_expenditure_summary: "收支总表",
  revenue_summary: "收入总表",
  expenditure_summary: "支出总表",
  fiscal_appropriation_summary: "财政拨款收支总表",
  fiscal_appropriation_expenditure: "财政拨款支出表",
  fiscal_appropriation_basic: "财政拨款基本支出表",
  general_public_expenditure: "一般公共预算支出表",
  basic_expenditure: "一般公共预算基本支出表",
  project_expenditure: "项目支出表",
  government_fund: "政府性基金",
  state_capital: "国有资本经营",
  three_public: "“三公”经费",
  operating_expenses: "机关运行经费",
  procurement: "政府采购",
  assets: "资产",
  organisation: "机构设置",
  project_targets: "项目绩效目标表",
  contents: "目录",
  other: "其他",
};

const measures = {
  total: "合计",
  subtotal: "小计",
  amount: "金额",
  basic: "基本支出",
  personnel: "人员经费",
  public: "公用经费",
  project: "项目支出",
  operating: "经营支出",
  remitted_to_superior: "上缴上级支出",
  subsidy_to_affiliates: "对附属单位补助",
  fiscal_appropriation: "财政拨款",
  general_public: "一般公共预算",
  government_fund: "政府性基金",
  state_capital: "国有资本经营",
  fiscal_account: "财政专户",
  unit_funds: "单位资金",
  business_income: "事业收入",
  operating_income: "经营收入",
  superior_subsidy: "上级补助收入",
  affiliate_remittance: "附属单位上缴",
  other: "其他",
  carry_over: "上年结转",
  carry_forward: "结转下年",
  reserve: "预留机动经费",
  three_public: "“三公”经费",
  abroad: "因公出国（境）",
  vehicle: "公务用车",
  vehicle_purchase: "公务用车购置",
  vehicle_operation: "公务用车运行",
  reception: "公务接待",
  conference: "会议费",
  training: "培训费",
  operating_expenses: "机关运行经费",
  quantity: "数量",
  unit_price: "单价",
};

export const kindNames = Object.keys(kinds);
const plain = (name) => name.replaceAll("_", " ");
const term = (list) => (name) => (language() === "zh" && Object.hasOwn(list, name) ? list[name] : plain(name));
export const kindName = term(kinds);
export const measureName = (name) => {
  const [measure, fund] = name.split(":");
  return term(measures)(measure) + (fund ? ` · ${term(measures)(fund)}` : "");
};
