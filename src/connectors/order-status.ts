import { bareName } from "./usual-names.ts";

/**
 * What shops call an order that brought no money, or none that stayed. Case and punctuation do not count: these are bare
 * names already, so that none is made while the library is loaded.
 */
const NO_SALE: ReadonlySet<string> = /* @__PURE__ */ new Set([
  ...["cancelled", "canceled", "voided", "void", "rejected", "abandoned", "trash", "draft", "checkoutdraft"],
  ...["refunded", "fullyrefunded", "returned", "chargedback", "chargeback"],
  ...["failed", "paymentfailed", "declined", "expired", "unpaid", "notpaid", "pendingpayment"],
  ...["awaitingpayment", "quotation", "quotationsent"],
  ...["已取消", "取消", "已作废", "作废", "草稿", "交易关闭", "订单关闭", "已关闭", "交易關閉"],
  ...["已退款", "退款成功", "全额退款", "已退货", "已退貨"],
  ...["待付款", "未付款", "等待买家付款", "待支付", "未支付", "支付失败", "等待買家付款"],
]);

/** What a status has to be for the row to count. */
export const STATUS_EXPECTED =
  'an order that was not cancelled, refunded or left unpaid (or take every order: orderStatus: "ignore")';

/** The status of an order that counts, as it stands; `undefined` of one that does not. */
export function statusOf(text: string): string | undefined {
  return NO_SALE.has(bareName(text).replace(/^wc/, "")) ? undefined : text;
}
