SELECT a.code, a.name, a.city, p.name AS manager,
  (SELECT max(o.date) FROM orders o WHERE o.account_id = a.id AND o.status IN ('open', 'won')) AS last_order
FROM accounts a LEFT JOIN people p ON p.id = a.owner_id
WHERE EXISTS (SELECT 1 FROM orders o WHERE o.account_id = a.id
    AND o.date >= '2025-07-01' AND o.date < '2026-07-01' AND o.status IN ('open', 'won'))
  AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.account_id = a.id
    AND o.date >= '2026-04-02' AND o.date < '2026-07-01')
ORDER BY last_order NULLS LAST, a.id;
