SELECT strftime(monday, '%G-W%V') AS week, count(*) AS orders, sum(amount) AS amount_fen, avg(amount) AS average_fen
FROM (
  SELECT date_trunc('week', date) AS monday, amount FROM orders
  WHERE date >= '2026-04-01' AND date < '2026-07-01' AND status IN ('open', 'won'))
GROUP BY monday
ORDER BY monday;
