/**
 * What files usually call their columns, most telling first. Letter case, spaces and punctuation do
 * not count, and neither does a remark in parentheses: `Total (USD)` is `total`.
 *
 * Among them are the order exports of Shopify, WooCommerce, Square, Stripe, Magento and Taobao.
 */
export const USUAL_NAMES: { readonly [field: string]: readonly string[] } = {
  customerId: [
    ...[
      "customer id",
      "customer",
      "customer number",
      "customer no",
      "customer code",
      "customer key",
      "cust id",
    ],
    ...["client id", "client", "user id", "user", "uid", "member id", "account id", "buyer id", "shopper id"],
    ...[
      "contact id",
      "person id",
      "visitor id",
      "household id",
      "card id",
      "customer user id",
      "buyer user id",
    ],
    ...[
      "customer email",
      "email",
      "email address",
      "e mail",
      "billing email",
      "email billing",
      "buyer email",
    ],
    ...[
      "客户编号",
      "客户号",
      "客户id",
      "客户代码",
      "客户",
      "顾客编号",
      "顾客id",
      "顾客",
      "会员编号",
      "会员号",
      "会员id",
    ],
    ...["用户编号", "用户id", "用户", "买家id", "买家会员名", "买家昵称", "客戶編號", "顧客編號", "會員編號"],
  ],
  at: [
    ...[
      "at",
      "date",
      "order date",
      "ordered at",
      "purchase date",
      "purchased at",
      "transaction date",
      "invoice date",
    ],
    ...[
      "sale date",
      "created at",
      "created",
      "date created",
      "order created at",
      "paid at",
      "date paid",
      "created utc",
    ],
    ...[
      "created date",
      "order time",
      "order timestamp",
      "order purchase timestamp",
      "transaction time",
      "datetime",
    ],
    ...[
      "date time",
      "timestamp",
      "time",
      "day",
      "occurred at",
      "event date",
      "event time",
      "日期",
      "订单日期",
      "下单日期",
    ],
    ...[
      "交易日期",
      "购买日期",
      "消费日期",
      "付款日期",
      "下单时间",
      "订单创建时间",
      "订单付款时间",
      "付款时间",
      "交易时间",
    ],
    ...["购买时间", "创建时间", "时间", "訂單日期", "交易日", "購買日期"],
  ],
  amount: [
    ...[
      "amount",
      "order amount",
      "order total",
      "order total amount",
      "total amount",
      "grand total",
      "total",
      "sales",
    ],
    ...[
      "sales amount",
      "net sales",
      "total collected",
      "gross sales",
      "revenue",
      "net revenue",
      "total price",
    ],
    ...[
      "order value",
      "transaction amount",
      "payment amount",
      "amount paid",
      "paid amount",
      "spend",
      "value",
    ],
    ...[
      "monetary",
      "price",
      "sum",
      "金额",
      "订单金额",
      "实付金额",
      "买家实际支付金额",
      "实收金额",
      "支付金额",
      "交易金额",
    ],
    ...["消费金额", "付款金额", "总金额", "销售额", "总价", "價格", "金額", "訂單金額"],
  ],
  orderId: [
    ...[
      "order id",
      "order number",
      "order no",
      "order",
      "transaction id",
      "invoice",
      "invoice id",
      "invoice no",
    ],
    ...["invoice number", "receipt id", "receipt number", "payment id", "increment id", "订单编号", "订单号"],
    ...["订单id", "交易编号", "交易号", "訂單編號"],
  ],
  kind: ["kind", "transaction kind"],
  currency: ["currency", "currency code", "order currency", "币种", "货币", "幣別"],
  productId: ["product id", "sku", "stock code", "item id", "lineitem sku", "商品编号", "商品id"],
  channel: ["channel", "sales channel", "渠道"],
  quantity: ["quantity", "qty", "lineitem quantity", "数量"],
  discount: ["discount", "discount amount", "折扣"],
  cost: ["cost", "成本"],
  layer: ["layer", "cost layer"],
  referrerId: ["referrer id", "referrer", "referred by", "inviter id", "推荐人", "推荐人编号"],
  refereeId: ["referee id", "referee", "invitee id", "被推荐人", "被推荐人编号"],
};

/** A name without what does not count. */
export function bareName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

/** A name without its remark in parentheses. */
export function nameWithoutRemark(name: string): string {
  return name.replace(/[(（[][^(（[)）\]]*[)）\]]/g, "");
}
