WITH sums AS MATERIALIZED (
  SELECT account_id, CAST(julianday('2026-06-30') - julianday(max(date)) AS INTEGER) AS recency, count(*) AS frequency,
    sum(amount) AS monetary
  FROM orders INDEXED BY orders_account WHERE status IN ('open', 'won') GROUP BY account_id),
size AS (SELECT count(*) AS n FROM sums),
parts (part) AS (VALUES (1), (2), (3), (4)),
ranked AS MATERIALIZED (
  SELECT recency, frequency, monetary, row_number() OVER (ORDER BY recency) - 1 AS r, row_number() OVER (ORDER BY frequency) - 1 AS f,
    row_number() OVER (ORDER BY monetary) - 1 AS m
  FROM sums),
-- Quantiles of type 7, plus one; money counts in fen.
places AS MATERIALIZED (SELECT part, (n - 1) * part / 5 AS place, (n - 1) * part % 5 / 5.0 AS rest FROM size, parts),
r_cuts AS MATERIALIZED (
  SELECT sum(recency * CASE WHEN r = place THEN 1 - rest ELSE rest END) + 1 AS cut FROM ranked CROSS JOIN places
  WHERE r IN (place, place + 1) GROUP BY part),
f_cuts AS MATERIALIZED (
  SELECT sum(frequency * CASE WHEN f = place THEN 1 - rest ELSE rest END) + 1 AS cut FROM ranked CROSS JOIN places
  WHERE f IN (place, place + 1) GROUP BY part),
m_cuts AS MATERIALIZED (
  SELECT sum(monetary * CASE WHEN m = place THEN 1 - rest ELSE rest END) + 100 AS cut FROM ranked CROSS JOIN places
  WHERE m IN (place, place + 1) GROUP BY part),
scored AS (
  SELECT account_id, 5 - (SELECT count(*) FROM r_cuts WHERE recency >= cut) AS r,
    1 + (SELECT count(*) FROM f_cuts WHERE frequency >= cut) AS f, 1 + (SELECT count(*) FROM m_cuts WHERE monetary >= cut) AS m
  FROM sums),
segments AS (
  SELECT account_id, CASE
    WHEN r = 5 AND f = 5 AND m = 5 THEN 'Champions'
    WHEN r BETWEEN 3 AND 5 AND f BETWEEN 3 AND 5 AND m BETWEEN 2 AND 5 THEN 'Potential Loyalist'
    WHEN r BETWEEN 2 AND 4 AND f BETWEEN 2 AND 4 AND m BETWEEN 2 AND 4 THEN 'Loyal Customers'
    WHEN r BETWEEN 3 AND 4 AND f BETWEEN 1 AND 3 AND m BETWEEN 3 AND 5 THEN 'Promising'
    WHEN r BETWEEN 4 AND 5 AND f BETWEEN 1 AND 3 THEN 'New Customers'
    WHEN r BETWEEN 1 AND 2 AND f BETWEEN 3 AND 4 AND m BETWEEN 4 AND 5 THEN 'Can''t Lose Them'
    WHEN r BETWEEN 1 AND 2 AND f BETWEEN 2 AND 5 AND m BETWEEN 4 AND 5 THEN 'At Risk'
    WHEN r BETWEEN 1 AND 3 AND f BETWEEN 3 AND 5 AND m BETWEEN 3 AND 5 THEN 'Need Attention'
    WHEN r BETWEEN 2 AND 3 AND f BETWEEN 1 AND 3 AND m BETWEEN 1 AND 4 THEN 'About To Sleep'
    WHEN r = 1 THEN 'Lost' ELSE 'Others' END AS segment
  FROM scored),
gaps AS (
  SELECT account_id, julianday(date) - julianday(lag(date) OVER (PARTITION BY account_id ORDER BY date)) AS gap
  FROM orders INDEXED BY orders_account WHERE status IN ('open', 'won')),
places_of_gaps AS (
  SELECT account_id, gap, row_number() OVER (PARTITION BY account_id ORDER BY gap) AS place, count(*) OVER (PARTITION BY account_id) AS n
  FROM gaps WHERE gap > 0),
rhythms AS (
  SELECT account_id, avg(gap) AS every FROM places_of_gaps WHERE n > 1 AND place IN ((n + 1) / 2, (n + 2) / 2)
  GROUP BY account_id),
money AS (SELECT a.id, coalesce(s.monetary, 0) AS monetary FROM accounts a LEFT JOIN sums s ON s.account_id = a.id),
above AS (
  SELECT id, monetary, sum(monetary) OVER (ORDER BY monetary DESC) - monetary * count(*) OVER (PARTITION BY monetary) AS larger,
    sum(monetary) OVER () AS total
  FROM money)
SELECT CASE WHEN larger < 0.8 * total THEN 'A' WHEN larger < 0.95 * total THEN 'B' ELSE 'C' END AS class, segment, count(*) AS accounts,
  round(avg(every), 3) AS days, sum(monetary) AS monetary_fen
FROM above LEFT JOIN segments ON segments.account_id = above.id LEFT JOIN rhythms ON rhythms.account_id = above.id
GROUP BY 1, 2 ORDER BY 1, 2 NULLS LAST;
