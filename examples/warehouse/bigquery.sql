-- BigQuery: the script lies in a bucket, what was learned is a row of a table. Upload
-- dist/browser/clientele.score.global.js to gs://YOUR_BUCKET/clientele.score.global.js first.
--
-- A JavaScript function takes no INT64: cast to FLOAT64. A raw string keeps backslashes as they are.
CREATE OR REPLACE FUNCTION scoring.rfm_of(
  cuts STRING, customer_id STRING, recency_days FLOAT64, orders FLOAT64, revenue FLOAT64
)
RETURNS STRUCT<code STRING, segment STRING>
LANGUAGE js
OPTIONS (library = ["gs://YOUR_BUCKET/clientele.score.global.js"])
AS r"""
  const { code, segment } = ClienteleScore.rfmOf(JSON.parse(cuts), {
    customerId: customer_id, recencyDays: recency_days, orders, revenue,
  });
  return { code, segment };
""";

CREATE OR REPLACE FUNCTION scoring.expected_purchases(
  model STRING, frequency FLOAT64, recency FLOAT64, age FLOAT64, horizon FLOAT64
)
RETURNS FLOAT64
LANGUAGE js
OPTIONS (library = ["gs://YOUR_BUCKET/clientele.score.global.js"])
AS r"""
  const given = JSON.parse(model);
  return ClienteleScore[given.kind].expectedPurchases(given, [{ frequency, recency, age }], { horizon })[0];
""";

SELECT
  customer_id,
  scoring.rfm_of(l.cuts, customer_id, CAST(recency_days AS FLOAT64), CAST(orders AS FLOAT64), CAST(revenue AS FLOAT64)).*,
  scoring.expected_purchases(l.model, CAST(frequency AS FLOAT64), recency, age, 52) AS purchases
FROM scoring.history CROSS JOIN scoring.learned AS l;
