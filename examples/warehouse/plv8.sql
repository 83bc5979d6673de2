-- PostgreSQL with plv8: a start procedure loads the script once a session. Put the text of
-- dist/browser/clientele.score.global.js in place of the line CLIENTELE_SCORE; no eval is needed.
CREATE OR REPLACE FUNCTION load_scoring() RETURNS void LANGUAGE plv8 AS $$
CLIENTELE_SCORE
globalThis.ClienteleScore = ClienteleScore;
$$;
SET plv8.start_proc = 'load_scoring'; -- or in postgresql.conf

-- bigint and numeric come as text or lose digits: cast to double precision.
CREATE OR REPLACE FUNCTION rfm_of(
  cuts jsonb, customer_id text, recency_days double precision, orders double precision, revenue double precision
) RETURNS jsonb LANGUAGE plv8 IMMUTABLE AS $$
const row = { customerId: customer_id, recencyDays: recency_days, orders, revenue };
const { code, segment } = ClienteleScore.rfmOf(cuts, row);
return { code, segment };
$$;
