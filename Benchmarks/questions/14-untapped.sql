SELECT a.code, a.name, a.industry, a.city, a.size,
  (SELECT c.name FROM contacts c WHERE c.account_id = a.id AND c.role = 'coach'
    ORDER BY c.rank NULLS LAST, c.id LIMIT 1) AS coach
FROM accounts a
WHERE a.id IN (SELECT account_id FROM contacts WHERE role = 'coach')
  AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.account_id = a.id)
ORDER BY a.name, a.id;
