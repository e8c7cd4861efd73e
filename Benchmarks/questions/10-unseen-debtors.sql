WITH debtors AS MATERIALIZED (
  SELECT a.id, a.name, a.owner_id,
    (SELECT sum(i.amount - i.paid) FROM invoices i
      WHERE i.account_id = a.id AND i.due < '2026-06-30') AS overdue
  FROM accounts a
  WHERE a.key_account AND NOT EXISTS (SELECT 1 FROM visits v
    WHERE v.account_id = a.id AND v.date >= '2026-05-02' AND v.date < '2026-07-01'))
SELECT d.name, p.name AS manager,
  (SELECT max(v.date) FROM visits v WHERE v.account_id = d.id) AS last_visit, d.overdue AS overdue_fen
FROM debtors d LEFT JOIN people p ON p.id = d.owner_id
WHERE d.overdue > 0
ORDER BY d.overdue DESC, d.id;
