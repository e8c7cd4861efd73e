SELECT a.code, coalesce(s.orders, 0) AS order_count, s.first AS first_order, s.last AS last_order,
  coalesce(s.amount, 0) AS lifetime_revenue_fen
FROM accounts a LEFT JOIN (
  SELECT account_id, count(*) AS orders, min(date) AS first, max(date) AS last, sum(amount) AS amount
  FROM orders WHERE status IN ('open', 'won') GROUP BY account_id) s ON s.account_id = a.id
ORDER BY a.id;
