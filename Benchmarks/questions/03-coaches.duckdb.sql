SELECT a.name AS account, c.name, c.title, c.phone, p.name AS manager
FROM contacts c JOIN accounts a ON a.id = c.account_id LEFT JOIN people p ON p.id = a.owner_id
WHERE c.role = 'coach' AND a.key_account
ORDER BY a.name, c.name, c.id;
