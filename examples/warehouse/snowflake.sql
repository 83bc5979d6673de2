-- Snowflake: no library can be loaded, so the script stands in the body, which ends at the two dollar signs: the script
-- has none. Put the text of dist/browser/clientele.score.global.js in place of the line CLIENTELE_SCORE.
--
-- Arguments are UPPERCASE inside, numbers are doubles, and the body runs once a row: the script is evaluated once only.
CREATE OR REPLACE FUNCTION SCORING.RFM_OF(
  CUTS STRING, CUSTOMER_ID STRING, RECENCY_DAYS DOUBLE, ORDERS DOUBLE, REVENUE DOUBLE
)
RETURNS VARIANT
LANGUAGE JAVASCRIPT
IMMUTABLE
AS $$
if (typeof clienteleOnce === "undefined") {
CLIENTELE_SCORE
clienteleOnce = ClienteleScore; // a global of the session, unlike what `var` makes here
}
const { code, segment } = clienteleOnce.rfmOf(JSON.parse(CUTS), {
  customerId: CUSTOMER_ID, recencyDays: RECENCY_DAYS, orders: ORDERS, revenue: REVENUE,
});
return { code, segment };
$$;
