SELECT a.code, a.name, a.city,
  coalesce((SELECT sum(o.amount) FROM orders o
    WHERE o.account_id = a.id AND o.date >= '2025-07-01' AND o.date < '2026-07-01'
      AND o.status IN ('open', 'won')), 0) AS revenue_fen
FROM accounts a NOT INDEXED
WHERE a.loyalty = 'high' AND a.credit IN ('good', 'best')
ORDER BY revenue_fen, a.id;
