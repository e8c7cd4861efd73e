SELECT printf('%d-W%02d', strftime('%Y', thursday), (strftime('%j', thursday) + 6) / 7) AS week,
  orders, amount AS amount_fen, CAST(amount AS DOUBLE) / orders AS average_fen
FROM (
  SELECT date(date, '-3 days', 'weekday 4') AS thursday, sum(orders) AS orders, sum(amount) AS amount
  FROM (
    SELECT date, count(*) AS orders, sum(amount) AS amount
    FROM orders
    WHERE date >= '2026-04-01' AND date < '2026-07-01' AND status IN ('open', 'won')
    GROUP BY date)
  GROUP BY thursday)
ORDER BY thursday;
