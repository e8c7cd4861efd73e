SELECT o.number, o.date, a.name AS account, p.name AS seller, o.amount AS amount_fen
FROM orders o JOIN accounts a ON a.id = o.account_id LEFT JOIN people p ON p.id = o.owner_id
WHERE o.date >= '2026-05-02' AND o.date < '2026-07-01' AND o.status = 'open' AND o.amount > 10000000
ORDER BY o.amount DESC, o.id;
